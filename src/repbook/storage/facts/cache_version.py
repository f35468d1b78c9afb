"""Which rules have reckoned the cache of a book. A leaf: every opening of a book asks it."""

from __future__ import annotations

import sqlite3

RULES = 8
"""The version of what is cached of each customer, and of the rules that reckoned its days: to be raised with either."""

HEAD = f'{{"rules":{RULES}'
"""How the cached facts of this version begin; there may be no more of a quiet customer."""
ANY = ('{"id":', '{"rules":')
"""How those of some version begin; what begins otherwise is damaged, which `repbook check` tells and mends."""

OLDER = "older "
"""Before the number of a customer whom an older repbook has reckoned, in place of its packed facts."""
IS_OLDER = f"""(substr(s.facts, 2, 5) = '"id":' OR (substr(s.facts, 2, 8) = '"rules":'
  AND substr(s.facts, 10, {len(str(RULES)) + 1}) NOT IN ('{RULES},', '{RULES}' || char(125))))"""
"""Whether that is so, of a row of the standings; without braces, which mark places in a query."""

FIRST_AND_LAST = """
SELECT facts || '' FROM (SELECT facts FROM standings WHERE facts <> '' ORDER BY customer_id LIMIT 1)
UNION ALL SELECT facts || '' FROM (SELECT facts FROM standings WHERE facts <> '' ORDER BY customer_id DESC LIMIT 1)"""


def is_stale(connection: sqlite3.Connection) -> bool:
    """Whether an older repbook has reckoned the cache, by two rows of it: all are renewed together."""
    rows = connection.execute(FIRST_AND_LAST)
    return any(
        facts.startswith(ANY) and not facts.startswith((f"{HEAD},", f"{HEAD}}}"))
        for (facts,) in rows
    )

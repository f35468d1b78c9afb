"""The search index against the rows, by the schema's own triggers: they alone say what is searched."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

ADDING = re.compile(
    r" ON (\w+)\s+(?:WHEN (.+?) )?BEGIN\s+INSERT INTO search \([^)]*\)\s+VALUES \((.+)\);\s+END",
    re.DOTALL,
)
COLUMNS = "rowid, kind, customer_id, row_id, title, body"
ENTRIES = f"SELECT {COLUMNS} FROM search"
NOT_EMPTY = "WHERE trim(title || body) <> ''"


def _wanted(connection: sqlite3.Connection) -> Iterator[str]:
    """A query for each table that is searched, which gives the entries that it should have."""
    for (sql,) in connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_search_add' ORDER BY name"
    ).fetchall():
        if match := ADDING.search(sql):
            table, when, values = match.groups()
            yield f'SELECT {values} FROM "{table}" AS new WHERE {when or 1}'


def wrong_in_search(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The entries (kind, row id) that are missing, left over, or out of date.

    An index that is damaged in itself is one entry of no kind.
    """
    try:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "readonly" in str(error):
            raise
        return [("", 0)]
    all_wanted = " UNION ALL ".join(_wanted(connection))
    names = "(rowid_, kind, customer_id, row_id, title, body)"
    wrong = connection.execute(
        f"""WITH wanted {names} AS ({all_wanted}), found {names} AS ({ENTRIES})
        SELECT kind, row_id FROM (SELECT * FROM wanted {NOT_EMPTY} EXCEPT SELECT * FROM found)
        UNION
        SELECT kind, row_id FROM (SELECT * FROM found {NOT_EMPTY} EXCEPT SELECT * FROM wanted)"""
    )
    return wrong.fetchall()


def rebuild_search(connection: sqlite3.Connection) -> None:
    """Make the index anew from the rows; called inside a transaction."""
    (making,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()
    wanted = list(_wanted(connection))
    connection.execute("DROP TABLE search")
    connection.execute(making)
    for query in wanted:
        connection.execute(f"INSERT INTO search ({COLUMNS}) {query}")

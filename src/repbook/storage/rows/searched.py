"""What the search knows of the rows: an index over the view ``searched``, kept by the schema's triggers.

Rows that come by the thousand are put into the index together: one by one, each would be written to it by itself,
which takes ten times as long.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

SEARCHED = {
    "origins": "origin",
    "addresses": "address",
    "touches": "touch",
    "asks": "ask",
    "letters": "letter",
    "followups": "followup",
    "checks": "check",
    "expectations": "expectation",
    "evidence": "evidence",
    "problems": "problem",
    "promises": "promise",
    "facts": "fact",
    "sales": "sale",
    "routes": "route",
    "people": "person",
    "customers": "customer",
}
"""The tables that are searched, with the kinds of their entries, in the order of their numbers: what a rep looks
for first has the highest."""
KINDS = tuple(SEARCHED.values())
TABLE_OF = {kind: table for table, kind in SEARCHED.items()}
BITS = 28
"""What is left of an entry's number for its row's id: the index writes a number in as few bytes as it takes."""
FIRST = {kind: number << BITS for number, kind in enumerate(KINDS)}
"""The number of an entry of each kind, less its row's id."""
ALL = (1 << BITS) - 1
"""So many rows may be of a kind: 268 million."""
LEAST = 20
"""From so many rows on it pays to put them into the index together."""
PROBE = "CREATE VIRTUAL TABLE probe USING fts5(word, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 2')"
ADD = """
INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_{}
WHERE row_id BETWEEN ? AND ?"""


def row_of(place: int) -> tuple[str, int]:
    """The kind and the row's id of an entry."""
    return KINDS[place >> BITS], place & ALL


@lru_cache(256)
def parted(token: str) -> str:
    """A token with spaces for what parts words in the index: of few scripts it differs from what Python says."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(PROBE)

        def is_one(words: str) -> bool:
            try:
                connection.execute("SELECT 1 FROM probe WHERE probe MATCH ?", (f'"{words}"',))
            except sqlite3.OperationalError:
                return False
            return True

        if is_one(token):
            return token
        return "".join(sign if is_one(f"a{sign}b") else " " for sign in token)


def put_in(
    connection: Any,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
    ids: range,
    *,
    searched: bool = True,
) -> None:
    """Insert rows, whose ids are these; ``columns`` are given row by row (``?``), or the same for all of them.

    Not ``searched``: the book has no index, being a copy that nobody searches.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(columns.values())})'
    if not searched or table not in SEARCHED or len(ids) < LEAST:
        connection.executemany(sql, rows)
        return
    with _later(connection):
        connection.executemany(sql, rows)
    connection.execute(ADD.format(table), (ids.start, ids.stop - 1))


@contextmanager
def _later(connection: Any) -> Iterator[None]:
    """Meanwhile nothing that is added is put into the index. What fails here ends the transaction."""
    connection.execute("INSERT INTO search_later VALUES (1)")
    yield
    connection.execute("DELETE FROM search_later")


def rebuild_search(connection: sqlite3.Connection) -> None:
    """Make the index anew from the rows; called inside a transaction."""
    (making,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()
    connection.execute("DROP TABLE search")
    connection.execute(making)
    connection.execute(
        "INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched"
    )

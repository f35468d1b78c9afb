"""The search index against the rows: the view ``searched`` says what should be found."""

from __future__ import annotations

import sqlite3

from ..rows.searched import BITS, KINDS, row_of

KEEPING = (
    "CREATE VIRTUAL TABLE temp.wanted USING fts5(title, body, content = '', columnsize = 0, detail = none,"
    ' tokenize = "unicode61 remove_diacritics 2")',
    "INSERT INTO temp.wanted (rowid, title, body) SELECT place, title, body FROM searched",
    "CREATE VIRTUAL TABLE temp.words_wanted USING fts5vocab('temp', 'wanted', 'instance')",
    "CREATE VIRTUAL TABLE temp.words_found USING fts5vocab('main', 'search', 'instance')",
)
DROPPING = tuple(
    f"DROP TABLE IF EXISTS temp.{name}" for name in ("words_found", "words_wanted", "wanted")
)
WANTED, FOUND = (f"SELECT term, doc FROM temp.words_{name}" for name in ("wanted", "found"))
DIFFERS = f"""
SELECT DISTINCT doc FROM (SELECT * FROM ({WANTED} EXCEPT {FOUND})
  UNION ALL SELECT * FROM ({FOUND} EXCEPT {WANTED})) ORDER BY doc"""


def wrong_in_search(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The entries (kind, row id) that are missing, left over, or out of date.

    An index that is damaged in itself is one entry of no kind.
    """
    if not _is_sound(connection, against_rows=False):
        return [("", 0)]
    if _is_sound(connection, against_rows=True):
        return []
    return _differing(connection) or [("", 0)]


def _is_sound(connection: sqlite3.Connection, *, against_rows: bool) -> bool:
    """Whether the index is whole in itself, or fits the rows too."""
    try:
        connection.execute(
            "INSERT INTO search (search, rank) VALUES ('integrity-check', ?)", (int(against_rows),)
        )
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "readonly" in str(error):
            raise
        return False
    return True


def _differing(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Word by word: which entries differ from those of an index that is made anew, beside it."""
    try:
        for sql in KEEPING:
            connection.execute(sql)
        return [
            row_of(place) for (place,) in connection.execute(DIFFERS) if place >> BITS < len(KINDS)
        ]
    finally:
        for sql in DROPPING:
            connection.execute(sql)

"""What the search index holds, word by word: which words are found in which entry."""

from __future__ import annotations

import sqlite3

THERE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab('main', 'search', 'instance')"
)


def indexed(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Each word of the index with the number of its entry."""
    connection.execute(THERE)
    return connection.execute(
        "SELECT DISTINCT term, doc FROM temp.indexed ORDER BY 1, 2"
    ).fetchall()

"""The words of the book that begin with what was typed so far: they are looked up, so that their rows need not be.

FTS5 answers a beginning ("the"*) by gathering every row of every word that begins so before it gives the first of
them: of a million notes with "the" or "theatre" that takes a fifth of a second a letter. Asked for the words
themselves it gives the newest row at once, and stops when a list is full.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Ask = Callable[[str, tuple[Any, ...]], list[Any]]
    """What asks a book: its rows for a query with values."""

MOST, ROWS_A_WORD = 600, 1500
"""Words that are asked for one by one, at most, and how many rows of the book there are for each of them.

To look up a word takes as long as to gather so many rows: of a small book, and of words of which each stands in few
rows, the index gathers them sooner.
"""
SIZE = "SELECT coalesce(max(id), 0) FROM touches"
WORDS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.begun USING fts5vocab(main, search, instance)"
"""It holds nothing: it shows the words of the index, each as often as it stands there."""
BEGUN = """
WITH RECURSIVE found(word) AS (
  SELECT (SELECT term FROM temp.begun WHERE term >= ?1 LIMIT 1)
  UNION ALL SELECT (SELECT term FROM temp.begun WHERE term >= found.word || char(0) LIMIT 1)
  FROM found WHERE substr(found.word, 1, length(?1)) = ?1 LIMIT ?2)
SELECT word FROM found WHERE substr(word, 1, length(?1)) = ?1"""
"""From each word straight to the next, past the rows that it stands in."""
_BEGINNING = re.compile(r'"([a-zA-Z][0-9a-zA-Z]*)"\*')
"""Not of a number: each of those stands in few rows."""


def whole(ask: Ask, query: str) -> str:
    """A query with the words that begin so in place of each beginning; nothing is found by one that has none."""
    if not _BEGINNING.search(query):
        return query
    most = min(MOST, ask(SIZE, ())[0][0] // ROWS_A_WORD)
    if not most:
        return query
    ask(WORDS, ())

    def words(beginning: re.Match[str]) -> str:
        found = [word for (word,) in ask(BEGUN, (beginning[1].lower(), most + 1))]
        if len(found) > most:
            return beginning[0]
        return f"({' OR '.join(map(_quoted, found))})" if found else beginning[0][:-1]

    return _BEGINNING.sub(words, query)


def _quoted(word: str) -> str:
    said = word.replace('"', '""')
    return f'"{said}"'

"""What is sold from a catalogue, as the book itself tells it (R97)."""

from __future__ import annotations

from ..book.book import Book

MOST, LATELY = 12, 4000
"""Titles that a catalogue is, and how many of the newest sales tell it: a brief asks before each call."""
TITLES = """
SELECT min(title) FROM (SELECT * FROM sales ORDER BY id DESC LIMIT ?)
WHERE kind = 'catalogue' AND cancelled_on IS NULL
GROUP BY lower(title) HAVING count(DISTINCT customer_id) >= 2
ORDER BY count(*) DESC, lower(title) LIMIT ?"""


def catalogue(book: Book) -> tuple[str, ...]:
    """What at least two customers bought from a catalogue, the most sold first."""
    return tuple(title for (title,) in book.rows(TITLES, (LATELY, MOST)))

"""What is sold from a catalogue, as the book itself tells it (R97)."""

from __future__ import annotations

from collections import Counter

from ...domain.letters.stories import stem, words_of
from ..book.book import Book

MOST, LATELY = 12, 4000
"""Titles that a catalogue is, and how many of the newest sales tell it: a brief asks before each call."""
SEVERAL = 3
"""Titles with a word in common that say nothing by it: of a cleaning firm, "clean"."""
DISTINCT = "SELECT DISTINCT title FROM (SELECT title FROM sales ORDER BY id DESC LIMIT ?) LIMIT 400"
TITLES = """
SELECT min(title) FROM (SELECT * FROM sales ORDER BY id DESC LIMIT ?)
WHERE kind = 'catalogue' AND cancelled_on IS NULL
GROUP BY lower(title) HAVING count(DISTINCT customer_id) >= 2
ORDER BY count(*) DESC, lower(title) LIMIT ?"""


def usual_words(book: Book) -> tuple[str, ...]:
    """The words, without their endings, that stand in several titles."""
    found: Counter[str] = Counter()
    for (title,) in book.rows(DISTINCT, (LATELY,)):
        found.update({stem(word) for word in words_of(title)})
    return tuple(word for word, titles in found.items() if titles >= SEVERAL)


def catalogue(book: Book) -> tuple[str, ...]:
    """What at least two customers bought from a catalogue, the most sold first."""
    return tuple(title for (title,) in book.rows(TITLES, (LATELY, MOST)))

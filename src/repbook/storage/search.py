"""Full-text search over names, people, numbers, notes, and facts; any characters are safe."""

from __future__ import annotations

import re

from ..domain.pages import Hit
from ..wording import fold
from .book import Book

WORD = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 12

FIND = """
SELECT s.kind, s.row_id, s.customer_id, c.name, s.title,
  CASE s.kind WHEN 'touch' THEN (SELECT on_day FROM touches WHERE id = s.row_id) END
FROM search s JOIN customers c ON c.id = s.customer_id
WHERE search MATCH ? ORDER BY s.rowid DESC LIMIT ?"""


def match(words: str) -> str:
    """An FTS5 query for what was typed: every word quoted, the last one a beginning (F19, F20).

    Digits typed with spaces or dashes are one number, so that ``030-007`` finds a phone.
    """
    tokens = WORD.findall(words)[:MOST_WORDS]
    if not tokens:
        return ""
    joined = "".join(tokens)
    if len(tokens) > 1 and joined.isdigit():
        tokens = [joined]
    parts = []
    for token in tokens:
        folded = fold(token)
        quoted = f'"{token}"*'
        parts.append(f'({quoted} OR "{folded}"*)' if folded != token.casefold() else quoted)
    return " AND ".join(parts)


def find(book: Book, words: str, limit: int = 100) -> tuple[Hit, ...]:
    """Rows that hold all the words, customers first, then the newest notes."""
    query = match(words)
    if not query:
        return ()
    return tuple(Hit(*row) for row in book.rows(FIND, (query, limit)))


def customers_named(book: Book, words: str, limit: int = 50) -> tuple[tuple[int, str, str], ...]:
    """Customers for a name as typed: (id, name, city), exact names first, then by beginning, then any word."""
    folded = fold(words.strip())
    found: dict[int, tuple[int, str, str]] = {}
    like = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    for row in book.rows(
        "SELECT id, name, city FROM customers WHERE folded LIKE ? ESCAPE '\\'"
        " ORDER BY folded <> ?, folded LIMIT ?",
        (f"{like}%", folded, limit),
    ):
        found[row[0]] = (row[0], row[1], row[2])
    query = match(words)
    if query and len(found) < limit:
        for row in book.rows(
            "SELECT c.id, c.name, c.city FROM search s JOIN customers c ON c.id = s.customer_id"
            " WHERE search MATCH ? AND s.kind IN ('customer', 'person')"
            " ORDER BY s.rowid DESC LIMIT ?",
            (query, limit),
        ):
            found.setdefault(row[0], (row[0], row[1], row[2]))
    return tuple(found.values())[:limit]

"""Names that somebody had: until a file gave them another, or until they were joined to another record."""

from __future__ import annotations

from ...wording import fold
from ..book.book_file import BookFile

EARLIER = """
SELECT DISTINCT c.id, c.name, p.name, p.id, json_extract(o.extra, '$."earlier name"') FROM came_from o
JOIN customers c ON c.id = o.customer_id LEFT JOIN people p ON o.entity = 'person' AND p.id = o.row_id
WHERE o.entity IN ('customer', 'person') AND instr(o.extra, '"earlier name"') AND json_valid(o.extra)
  AND (o.entity = 'customer' OR p.left_on IS NULL AND p.id IS NOT NULL) ORDER BY 1, 4"""


def earlier_called(book: BookFile, words: str) -> list[tuple[int, str, str, int | None]]:
    """Who had that very name: the customer, and the person where it was a person's: (id, name, person, their id)."""
    wanted = fold(words)
    return [
        (row_id, name, person or "", person_id)
        for row_id, name, person, person_id, earlier in book.rows(EARLIER)
        if wanted and wanted in map(fold, str(earlier).split("; "))
    ]

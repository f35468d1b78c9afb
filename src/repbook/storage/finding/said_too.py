"""What other customers want to be better as well: said while one of them is heard (R44)."""

from __future__ import annotations

from ...domain.reports.lesson_reports import in_common
from ..book.book_file import BookFile

NEWEST = 1000
"""Rows of a table that are looked through: a save does not wait for the whole book."""
SAID = """
SELECT customer_id, to_improve FROM (SELECT * FROM checks ORDER BY id DESC LIMIT ?1)
  WHERE to_improve <> '' AND customer_id <> ?2
UNION ALL SELECT customer_id, change_text FROM (SELECT * FROM checks ORDER BY id DESC LIMIT ?1)
  WHERE change_text <> '' AND customer_id <> ?2
UNION ALL SELECT customer_id, cause FROM (SELECT * FROM problems ORDER BY id DESC LIMIT ?1)
  WHERE cause <> '' AND customer_id <> ?2"""


def said_too(book: BookFile, customer_id: int, text: str) -> tuple[str, int]:
    """The word of a text that most other customers used of what could be better, and how many; ("", 0) for none."""
    return in_common(text, book.rows(SAID, (NEWEST, customer_id)))

"""What a customer praised a moment ago, in the words that were typed: a success may be kept in them (R48, R80)."""

from __future__ import annotations

from datetime import date

from ..book.book import Book

PRAISED = """
SELECT said FROM (
  SELECT c.id, coalesce(nullif(c.words, ''), nullif(c.works_well, ''), t.note, '') AS said
  FROM checks c LEFT JOIN touches t ON t.id = c.touch_id
  WHERE c.customer_id = ?1 AND c.on_day = ?2 AND c.score > 0 ORDER BY c.id DESC LIMIT 1)
WHERE said NOT IN (SELECT text FROM evidence WHERE customer_id = ?1)"""


def just_praised(book: Book, customer_id: int, today: date) -> str:
    """Their words at the last check of today that was better than expected, unless they are kept already."""
    found = book.rows(PRAISED, (customer_id, today.isoformat()))
    return str(found[0][0]) if found else ""

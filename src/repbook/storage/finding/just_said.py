"""What a customer praised a moment ago, in the words that were typed, or what has come today (R48, R80, R81)."""

from __future__ import annotations

from datetime import date

from ...domain.agenda.agenda_templates import ARRIVED
from ..book.book import Book

PRAISED = """
SELECT said FROM (
  SELECT c.id, coalesce(nullif(c.words, ''), nullif(c.works_well, ''), t.note, '') AS said
  FROM checks c LEFT JOIN touches t ON t.id = c.touch_id
  WHERE c.customer_id = ?1 AND c.on_day = ?2 AND c.score > 0 ORDER BY c.id DESC LIMIT 1)
WHERE said NOT IN (SELECT text FROM evidence WHERE customer_id = ?1)"""

CAME = """
SELECT s.title || ' arrived complete' || iif(coalesce(s.live_on, f.done_on) <= s.promised_on, ', on time', '')
  AS said FROM followups f JOIN sales s ON s.id = f.sale_id
WHERE f.customer_id = ?1 AND f.step = ?3 AND f.state = 'done' AND f.done_on = ?2
  AND said NOT IN (SELECT text FROM evidence WHERE customer_id = ?1) ORDER BY f.id DESC LIMIT 1"""


def just_praised(book: Book, customer_id: int, today: date) -> str:
    """Their words at the last check of today that was better than expected, else what came today as it should.

    Nothing that is kept already.
    """
    given = (customer_id, today.isoformat())
    found = book.rows(PRAISED, given) or book.rows(CAME, (*given, ARRIVED.key))
    return str(found[0][0]) if found else ""

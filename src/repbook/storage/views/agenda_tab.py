"""What the Agenda tab tells of a customer's after-care: read when it is opened, a short query each."""

from __future__ import annotations

from datetime import date

from ...domain.care.reassurance import Area, Care, Shown, StepDone
from ..book.book import Book
from ..facts.sqlite_values import each

SHOWN = """
SELECT 'testimonial', posted_on, sale_id FROM letters l
  WHERE customer_id = :id AND posted_on IS NOT NULL AND (kind = 'reassurance'
    OR EXISTS (SELECT 1 FROM citations c JOIN evidence e ON e.id = c.evidence_id
      WHERE c.letter_id = l.id AND e.kind = 'testimonial'))
UNION ALL SELECT 'testimonial', done_on, sale_id FROM followups
  WHERE customer_id = :id AND state = 'done' AND kind = 'reassure'
UNION ALL SELECT 'servicing', posted_on, sale_id FROM letters
  WHERE customer_id = :id AND posted_on IS NOT NULL AND kind = 'evidence'
UNION ALL SELECT 'servicing', on_day, sale_id FROM touches
  WHERE customer_id = :id AND kind = 'visit' AND reach = 'two-way'
UNION ALL SELECT 'servicing', done_on, sale_id FROM followups
  WHERE customer_id = :id AND state = 'done' AND step = 'arrived'
UNION ALL SELECT 'training', on_day, sale_id FROM touches
  WHERE customer_id = :id AND kind = 'training' AND reach = 'two-way'
UNION ALL SELECT 'training', done_on, sale_id FROM followups
  WHERE customer_id = :id AND state = 'done' AND kind = 'training'
UNION ALL SELECT 'contact', on_day, sale_id FROM touches
  WHERE customer_id = :id AND reach = 'two-way'
ORDER BY 2 DESC LIMIT 400"""
DONE = """
SELECT id, what, done_on, sale_id, delegated_to FROM followups
WHERE customer_id = :id AND state = 'done' AND done_on IS NOT NULL
ORDER BY done_on DESC, id DESC LIMIT 40"""
AREAS = """
SELECT id, text, done_on, state FROM facts
WHERE customer_id = :id AND kind = 'area affected'
ORDER BY done_on IS NOT NULL, done_on DESC, id"""


def care(book: Book, customer_id: int) -> Care:
    """What was shown, done, and taught; a row that can't be read is left out."""
    given = {"id": customer_id}
    return Care(
        each(
            book.rows(SHOWN, given),
            lambda what, on, sale: Shown(what, date.fromisoformat(on), sale),
        ),
        each(
            book.rows(DONE, given),
            lambda row, what, on, sale, by: StepDone(row, what, date.fromisoformat(on), sale, by),
        ),
        each(
            book.rows(AREAS, given),
            lambda row, text, on, words: Area(
                row, text, date.fromisoformat(on) if on else None, words
            ),
        ),
    )

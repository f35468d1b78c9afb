"""What the Agenda tab tells of a customer's after-care: read when it is opened, a short query each."""

from __future__ import annotations

from datetime import date

from ...domain.care.reassurance import Area, Care, Shown, StepDone
from ..book.book import Book
from ..book.queries import Queries
from ..facts.sqlite_values import each

sql = Queries(__file__, "agenda_tab")


def care(book: Book, customer_id: int) -> Care:
    """What was shown, done, and taught; a row that can't be read is left out."""
    given = {"id": customer_id}
    return Care(
        each(
            book.rows(sql.SHOWN, given),
            lambda what, on, sale: Shown(what, date.fromisoformat(on), sale),
        ),
        each(
            book.rows(sql.DONE, given),
            lambda row, what, on, sale, by: StepDone(row, what, date.fromisoformat(on), sale, by),
        ),
        each(
            book.rows(sql.AREAS, given),
            lambda row, text, on, words: Area(
                row, text, date.fromisoformat(on) if on else None, words
            ),
        ),
    )

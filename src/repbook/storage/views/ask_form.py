"""What the form of an ask reads: who was asked lately, and the stories that may be told."""

from __future__ import annotations

from datetime import date

from ...domain.growth.asks import week_begins
from ...domain.letters.stories import Story
from ...domain.spine.kinds import FactKind
from ..book.book import Book

STORIES = """
SELECT e.id, e.text, c.name, c.industry, e.customer_id = :id
FROM evidence e JOIN customers c ON c.id = e.customer_id
WHERE e.customer_id = :id OR e.permission_on <= :today
ORDER BY e.on_day DESC, e.id DESC LIMIT 400"""
NEED = "SELECT customer_id FROM facts WHERE id = ? AND kind = ?"


def asked_this_week(book: Book, today: date) -> int:
    """How many asks went out over the whole book since Monday."""
    found = book.row(
        "SELECT count(*) FROM asks WHERE asked_on BETWEEN ? AND ?",
        (week_begins(today).isoformat(), today.isoformat()),
    )
    return found[0] if found else 0


def stories(book: Book, customer_id: int) -> tuple[Story, ...]:
    """A customer's own successes, and those of others that may be quoted, the newest first (R50)."""
    values = {"id": customer_id, "today": book.clock.today().isoformat()}
    return tuple(
        Story(row_id, text, customer, industry, bool(own))
        for row_id, text, customer, industry, own in book.rows(STORIES, values)
    )


def is_need(book: Book, fact_id: int, customer_id: int) -> bool:
    """Whether a fact is a recorded need of this customer."""
    return book.row(NEED, (fact_id, FactKind.NEED)) == (customer_id,)

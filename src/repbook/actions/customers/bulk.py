"""One action on many customers: one transaction, one undo step, all of them or none.

Each takes the ids of the marked customers; one that was removed meanwhile raises ``NotFound``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import count, day_text
from ..base import validators as f
from ..base.new_rows import make_followup, short
from ..base.validation import validated
from .customers import put_back, put_off_the_book, put_rhythm, rhythm_said

if TYPE_CHECKING:
    from ...storage.book.work import Work


def followups(
    book: Book,
    customer_ids: Iterable[int],
    what: str,
    due_on: date,
    *,
    at: str = "",
    kind: str = "call",
    delegated_to: str = "",
    op_id: str | None = None,
) -> Change:
    """The same thing to do for every one of these customers, each with a row of its own."""
    with book.write("follow-ups", op_id=op_id) as work:
        customers = _customers(work, customer_ids)
        for customer in customers:
            made = make_followup(
                work, customer.id, what, due_on, at=at, kind=kind, delegated_to=delegated_to
            )
        work.label = (
            f"follow up {_said(customers)} {day_text(made.due_on, work.today)}: {short(made.what)}"
        )
    return work.change


def set_tier(
    book: Book, customer_ids: Iterable[int], tier: str, *, op_id: str | None = None
) -> Change:
    """The same tier for all of them."""
    with book.write("set a tier", op_id=op_id) as work:
        customers = _customers(work, customer_ids)
        kept = validated({"tier": f.CUSTOMER["tier"]}, {"tier": tier})["tier"]
        for customer in customers:
            customer.tier = kept
        work.label = f"tier {kept} for {_said(customers)}"
    return work.change


def set_rhythm(
    book: Book,
    customer_ids: Iterable[int],
    aim: int | None,
    limit: int | None,
    *,
    op_id: str | None = None,
) -> Change:
    """The same rhythm in days for all of them; None for both: as each one's tier says."""
    with book.write("set a rhythm", op_id=op_id) as work:
        customers = _customers(work, customer_ids)
        for customer in customers:
            put_rhythm(customer, aim, limit)
        work.label = f"rhythm of {_said(customers)}: {rhythm_said(aim, limit)}"
    return work.change


def leave(
    book: Book,
    customer_ids: Iterable[int],
    state: str,
    reason: str,
    wake_on: date | None = None,
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """Take all of them off the book for one reason (R06, R07); see ``customers.leave``."""
    with book.write("take customers off the book", op_id=op_id) as work:
        customers = _customers(work, customer_ids)
        for customer in customers:
            put_off_the_book(work, customer, state, reason, wake_on, rules)
        work.label = f"{_said(customers)} off the book: {state}"
    return work.change


def come_back(book: Book, customer_ids: Iterable[int], *, op_id: str | None = None) -> Change:
    """Put those of them who are off the book back on it. Raises ``InvalidInput`` if none is off."""
    with book.write("put customers back", op_id=op_id) as work:
        customers = [
            customer
            for customer in _customers(work, customer_ids)
            if customer.state != k.CustomerState.ACTIVE
        ]
        if not customers:
            raise InvalidInput("all of them are on the book", "nothing to do", field="state")
        for customer in customers:
            put_back(work, customer)
        work.label = f"{_said(customers)} back on the book"
    return work.change


def _customers(work: Work, customer_ids: Iterable[int]) -> list[Any]:
    """The customers to change, each once."""
    customers = [work.get(t.Customer, each) for each in dict.fromkeys(customer_ids)]
    if not customers:
        raise InvalidInput("no customer is marked", "space marks the highlighted one")
    return customers


def _said(customers: list[Any]) -> str:
    """One by name, several by their number."""
    return str(customers[0].name) if len(customers) == 1 else count(len(customers), "customer")

"""Typed remarks about a customer or a person: what is important, needs, preferences, family."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...domain.spine.model import Change
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ..base import validators as f
from ..base.new_rows import fill, make_fact, short


def add(
    book: Book,
    customer_id: int,
    kind: str,
    text: str,
    *,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """A remark of a kind of ``FactKind``, in the customer's own words where they said it.

    ``given`` are more of ``validators.FACT``.
    """
    with book.write("a fact", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        fact = make_fact(work, customer_id, kind, text, **given)
        # A label outlives the row in the history: what is confidential does not go there.
        said = "" if fact.confidential else f": {short(fact.text)}"
        work.label = f"fact about {customer.name} ({fact.kind}){said}"
    return work.change


def edit(book: Book, fact_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``validators.FACT``). A new state bears today's date."""
    with book.write("edit a fact", op_id=op_id) as work:
        fact = work.get(t.Fact, fact_id)
        state = fact.state
        fill(work, fact, f.FACT, given)
        if fact.state != state:
            fact.state_on = work.today if fact.state else None
        customer = work.get(t.Customer, fact.customer_id)
        work.label = f"edit a fact about {customer.name} ({fact.kind})"
    return work.change


def asked(book: Book, fact_id: int, *, op_id: str | None = None) -> Change:
    """The rep asked after it today (R20)."""
    with book.write("ask after a fact", op_id=op_id) as work:
        fact = work.get(t.Fact, fact_id)
        mark_asked(fact, work.today)
        work.label = f"asked {work.get(t.Customer, fact.customer_id).name} after: " + (
            fact.kind if fact.confidential else short(fact.text)
        )
    return work.change


def mark_asked(fact: t.Fact, on: date) -> None:
    """Within a transaction: the rep asked after it on a day; a call filed later than another takes nothing back."""
    fact.last_asked_on = max(on, fact.last_asked_on or on)

"""Successes in writing, and whether the customer has been told of them (R80)."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ..base import validators as f
from ..base.new_rows import fill, make_evidence, not_ahead, short
from ..base.validation import line, validated


def add(
    book: Book,
    customer_id: int,
    text: str,
    *,
    on_day: date | None = None,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """A success, a gain, or a testimonial, today or on the day given; ``given`` are more of ``validators.EVIDENCE``.

    ``tags`` say which trades or needs a testimonial speaks to, ``permission_on`` since when it may be
    shown to other customers (R65).
    """
    with book.write("evidence", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        evidence = make_evidence(work, customer_id, text, on_day=on_day or work.today, **given)
        work.label = f"{evidence.kind} at {customer.name}: {short(evidence.text)}"
    return work.change


def told(book: Book, evidence_id: int, by: str = "call", *, op_id: str | None = None) -> Change:
    """The customer heard of it today, by a call, a letter, or whatever ``by`` says."""
    with book.write("tell evidence", op_id=op_id) as work:
        evidence = work.get(t.Evidence, evidence_id)
        if evidence.told_on is not None:
            raise InvalidInput(
                "the customer has been told already", "nothing to do", field="told_on"
            )
        evidence.told_by = validated({"by": line(40, needed=True)}, {"by": by})["by"]
        evidence.told_on = work.today
        work.label = f"evidence told by {evidence.told_by}: {short(evidence.text)}"
    return work.change


def edit(book: Book, evidence_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``validators.EVIDENCE``)."""
    with book.write("edit evidence", op_id=op_id) as work:
        evidence = work.get(t.Evidence, evidence_id)
        fill(work, evidence, f.EVIDENCE, given)
        not_ahead(work, evidence.on_day, "on_day")
        work.label = f"edit a success: {short(evidence.text)}"
    return work.change

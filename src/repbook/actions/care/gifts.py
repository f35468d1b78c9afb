"""Gifts: what was given, for whom, and whether they have thanked for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ..base import validators as f
from ..base.new_rows import fill, make_gift, not_ahead, short


def add(
    book: Book,
    customer_id: int,
    text: str,
    *,
    whom: str = "",
    on_day: date | None = None,
    op_id: str | None = None,
) -> Change:
    """Something given, today or on the day given."""
    with book.write("a gift", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        gift = make_gift(work, customer_id, text, whom=whom, on_day=on_day or work.today)
        work.label = f"gift to {customer.name}: {short(gift.text)}"
    return work.change


def thanked(book: Book, gift_id: int, *, op_id: str | None = None) -> Change:
    """They thanked for it, today."""
    with book.write("a gift thanked for", op_id=op_id) as work:
        gift = work.get(t.Gift, gift_id)
        if gift.thanked_on is not None:
            raise InvalidInput(
                "they have thanked for it already", "nothing to do", field="thanked_on"
            )
        gift.thanked_on = work.today
        work.label = f"thanked for: {short(gift.text)}"
    return work.change


def edit(book: Book, gift_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``validators.GIFT``)."""
    with book.write("edit a gift", op_id=op_id) as work:
        gift = work.get(t.Gift, gift_id)
        fill(work, gift, f.GIFT, given)
        not_ahead(work, gift.on_day, "on_day")
        work.label = f"edit a gift: {short(gift.text)}"
    return work.change

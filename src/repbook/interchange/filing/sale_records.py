"""A row as a sale: an order, or a deal that was won. Deals that are open or lost are none."""

from __future__ import annotations

from ..mapping.record_words import WORDS
from ..mapping.row_identity import stable_id
from ..mapping.row_reading import NAME, TITLE, Row
from ..mapping.written_days import EMPTY
from ..plain.sale_cycles import kind_and_cycle
from ..programs.profiles import PLAIN, squeezed
from ..reading.records import SaleRecord
from .whose_row import Whose


def is_won(row: Row) -> bool:
    """Whether a deal was won, by a flag, a day won, or the name of its status or stage."""
    flag = row.flag("won")
    if flag is not None:
        return flag
    words = {squeezed(row.text(field)).strip("0123456789") for field in ("status", "stage")}
    if words & WORDS.LOST:
        return False
    won = WORDS.WON | WORDS.ORDERED if row.layout.profile.id.startswith(PLAIN) else WORDS.WON
    if words & won or any(word.startswith("closedwon") for word in words):
        return True
    return row.text("won on") not in EMPTY


def make_sale(row: Row, whose: Whose | None) -> SaleRecord | None:
    """The sale of a row, or None, with the reason kept, where it has no day or no customer."""
    ordered_on = row.days("won on", "ordered")
    if not ordered_on:
        row.fault("a sale without the day it was ordered: left out")
        return None
    if not whose:
        row.fault("a sale that names no customer: left out")
        return None
    number, amount = row.text("number", NAME), row.cents("amount")
    title = row.text("title", TITLE) or (f"Order {number}" if number else "Order")
    kind, days = kind_and_cycle(row)
    identity = (number,) if number else (title, ordered_on.isoformat(), str(amount))
    return SaleRecord(
        line=row.line,
        external_id=row.text("id") or stable_id(whose.key, *identity),
        customer_name=whose.customer_name,
        customer_external_id=whose.customer_id,
        title=title,
        ordered_on=ordered_on,
        number=number,
        promised_on=row.day("promised"),
        live_on=row.day("live"),
        paid_on=row.day("paid"),
        amount=amount,
        currency=row.currency(),
        kind=kind,
        cycle_days=days,
        person_name=whose.person_name,
        person_external_id=whose.person_id,
    )

"""A row as a sale: an order, an invoice, or a deal that was won; further lines of one are joined with its first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from ...domain.spine.kinds import SaleKind
from ..gathering.collected import Records
from ..gathering.joined_orders import Order
from ..mapping.cells import as_flag, one_line
from ..mapping.row_identity import stable_id
from ..mapping.row_reading import NAME, TITLE, Row
from ..mapping.written_days import EMPTY
from ..plain.sale_cycles import kind_and_cycle
from ..reading.records import LostRecord, SaleRecord
from ..sales.left_out import is_paid, is_paid_in_part, says_won, sort_of
from ..sales.order_lines import Lines
from .whose_row import Whose

OTHER_PAPERS = frozenset(
    (
        *("credit", "payment", "reminder", "delivery", "confirmation", "bill", "other"),
        "negative",
    )
)
"""Papers whose number is one of their own series: it says nothing of the sale that bears the same."""
RECENT = 30
"""Days; who has not said since whether an invoice was paid, is not owed it by an import."""
TOLD_BESIDE = ("status", "sort", "probability")
"""What is asked of a row to know whether it is a sale, and stays with it."""
CALLED = {"invoice": "Invoice", "quote": "Quote", "subscription": "Subscription"}


def make_sale(row: Row, whose: Whose | None) -> SaleRecord | None:
    """The sale of a row, or None, with the reason kept, where it has no day or no customer."""
    ordered_on = row.days("won on", "ordered")
    if not ordered_on:
        row.fault("a sale without the day it was ordered: left out")
        return None
    if not whose:
        row.fault("a sale that names no customer: left out")
        return None
    number, amount = row.text("number", NAME), _amount(row)
    sort = sort_of(row.text("sort")) or row.layout.profile.constants.get("sort", "")
    called = CALLED.get(sort, "Order")
    title = row.text("title", TITLE) or (f"{called} {number}" if number else called)
    kind, days = kind_and_cycle(row)
    if sort == "subscription":
        kind = kind or SaleKind.RECURRING
    for field in TOLD_BESIDE:
        row.keep_all(field)
    for column in row.columns.get("stage", ()):
        if not says_won(row.cells[column]):
            row.keep(column)
    paid_on = None if is_paid_in_part(row) else row.day("paid")
    if not paid_on:
        row.keep_all("paid")
    identity = _identity(number, title, ordered_on, amount)
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
        paid_on=paid_on,
        invoice_due_on=_invoice_due(row),
        settled=bool(row.text("paid") in EMPTY and is_paid(row)),
        cancelled_on=_cancelled(row),
        amount=amount,
        currency=row.currency(),
        kind=kind,
        cycle_days=days,
        person_name=whose.person_name,
        person_external_id=whose.person_id,
    )


def _invoice_due(row: Row) -> date | None:
    """By which day to pay, where it is not paid: what a file does not tell of old invoices is no debt."""
    due = row.day("invoice due")
    if due is None or row.text("paid") not in EMPTY:
        return due
    paid = is_paid(row)
    if paid or (paid is None and (row.judged.today - due).days > RECENT):
        row.keep_all("invoice due")
        return None
    return due


def _cancelled(row: Row) -> date | None:
    said = row.text("cancelled")
    return row.day("cancelled") if said and as_flag(said) is None else None


def _amount(row: Row) -> int | None:
    """What a row cost; so many pieces at their price, where it tells nothing else."""
    amount = row.cents("amount")
    if amount is not None:
        return amount
    for column in row.layout.beside.get("unit price", ()):
        price = row.cents_of(column)
        if price is not None:
            return int((price * _pieces(row)).quantize(Decimal(1), ROUND_HALF_UP))
    return None


def _pieces(row: Row) -> Decimal:
    for column in row.layout.beside.get("quantity", ()):
        try:
            return Decimal(one_line(row.cells[column]).replace(",", "."))
        except InvalidOperation:
            continue
    return Decimal(1)


def left_out(row: Row, why: str, whose: Whose | None, found: Records) -> None:
    """Count a row that is no sale; an earlier file may have told that it was one."""
    found.counts[why] += 1
    found.left_out += 1
    number = row.text("number", NAME)
    found.orders.last = Order(number)
    known = row.text("id") or _known_as(row, whose, number)
    if known and why not in OTHER_PAPERS:
        stage = row.text("stage") or row.text("status") or why
        found.lost.append(LostRecord(row.line, known, stage))


def _identity(number: str, title: str, day: date, amount: int | None) -> tuple[str, ...]:
    """What a sale is known by within its customer, where it has no id."""
    return (number,) if number else (title, day.isoformat(), str(amount))


def _known_as(row: Row, whose: Whose | None, number: str) -> str:
    """As what a row that is no sale was filed, if it was one before; "" where nobody can say."""
    if not whose:
        return ""
    if number:
        return stable_id(whose.key, number)
    told = len(row.problems)
    title, day = row.text("title", TITLE), row.days("won on", "ordered")
    amount = _amount(row) if title and day else None
    del row.problems[told:]  # what is left out has no faults
    return stable_id(whose.key, *_identity("", title, day, amount)) if title and day else ""


def further_line(row: Row, found: Records) -> Order | None:
    """The order that a row tells one more article of, and nothing else; None where it tells more."""
    last = found.orders.last
    if found.selling.lines is Lines.APART or not last.number or row.text("number") != last.number:
        return None
    told = any(row.text(field) for field in ("company id", "amount", "status"))
    told |= any(row.cells[column] for column in row.layout.beside.get("unit price", ())) and (
        not row.has("amount")
    )
    firm = row.text("company")
    return None if told or (last.sale and firm not in ("", last.sale.customer_name)) else last


def one_more(row: Row, order: Order) -> SaleRecord | None:
    """One more article of an order that was read before; None for one that was left out."""
    if order.sale is None:
        return None
    title, number = row.text("title", TITLE), order.number
    return replace(order.sale, line=row.line, title=title or number, amount=None, extra={})

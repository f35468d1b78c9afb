"""The lines of one order or invoice as one sale: what it is called, what it cost, what each line tells besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ..plain.joined_rows import beside
from ..reading.records import SaleRecord
from ..sales.order_lines import Lines, Selling

DAYS = {
    "promised_on": "promised",
    "live_on": "delivered",
    "paid_on": "paid",
    "invoice_due_on": "invoice due",
}
Key = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Order:
    """The order that was read last; ``sale`` is None where it was left out."""

    number: str = ""
    sale: SaleRecord | None = None


@dataclass(slots=True)
class Orders:
    """The orders of a file by number, customer, and day, and the titles of their lines."""

    last: Order = field(default_factory=Order)
    places: dict[Key, int] = field(default_factory=dict)
    titles: dict[Key, list[str]] = field(default_factory=dict)

    def place(self, record: SaleRecord, new: int) -> int:
        """Where the order of this line stands already; ``new`` for one that is new."""
        return self.places.setdefault(_key(record), new)

    def joined(self, first: SaleRecord, second: SaleRecord, selling: Selling) -> SaleRecord:
        """An order with one line more."""
        summed = selling.lines is Lines.SUMMED
        titles = self.titles.setdefault(_key(first), [first.title])
        titles.append(second.title)
        aside = dict(first.extra)
        if selling.title:
            if len(titles) == 2:
                beside(aside, selling.title, _told(first, summed=summed))
            beside(aside, selling.title, _told(second, summed=summed))
        values: dict[str, object] = {}
        for column, word in DAYS.items():
            mine, other = getattr(first, column), getattr(second, column)
            if other and not mine:
                values[column] = other
            elif other and other != mine:
                beside(aside, word, other.isoformat())
        for header, text in second.extra.items():
            beside(aside, header, text)
        if selling.title and len(set(titles)) > 1:
            values["title"] = f"{titles[0]} and {len(titles) - 1} more"
        if summed and second.amount is not None:
            values["amount"] = (first.amount or 0) + second.amount
        elif first.amount is None:
            values["amount"] = second.amount
        return _with(first, values, aside)


def _key(record: SaleRecord) -> Key:
    whose = record.customer_name or record.customer_external_id
    return record.number, whose, record.ordered_on


def _told(line: SaleRecord, *, summed: bool) -> str:
    if not summed or line.amount is None:
        return line.title
    return f"{line.title}: {line.amount / 100:.2f}"


def _with(sale: SaleRecord, values: Mapping[str, object], aside: dict[str, str]) -> SaleRecord:
    return replace(sale, **{**values, "extra": aside})  # type: ignore[arg-type]

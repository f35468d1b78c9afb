"""What has been read of a file so far: each record once, with what was left out, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ...wording import fold
from ..mapping.row_identity import Seen
from ..plain.joined_people import joined_person
from ..plain.joined_rows import joined, other_place, without_a_place
from ..reading.records import (
    CustomerRecord,
    FollowupRecord,
    LostRecord,
    PersonRecord,
    RowProblem,
    SaleRecord,
    TouchRecord,
)
from ..reading.table_lines import Line
from ..sales.order_lines import Lines, Selling
from .by_name import bare_pairs, pairs
from .joined_orders import Order, Orders


class Group(NamedTuple):
    """A group of an address book: its name, and whom it holds, by id or by e-mail address."""

    name: str
    members: tuple[str, ...]


@dataclass(slots=True)
class Records:
    """What has been read so far."""

    customers: list[CustomerRecord] = field(default_factory=list)
    people: list[PersonRecord] = field(default_factory=list)
    sales: list[SaleRecord] = field(default_factory=list)
    touches: list[TouchRecord] = field(default_factory=list)
    followups: list[FollowupRecord] = field(default_factory=list)
    lost: list[LostRecord] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    cut_short: list[Line] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    plain: bool = False
    by_name: bool = False
    left_out: int = 0
    selling: Selling = field(default_factory=Selling)
    orders: Orders = field(default_factory=Orders)
    _places: dict[str, int] = field(default_factory=dict)
    _alone: set[int] = field(default_factory=set)
    """The lines of rows that tell of a customer only."""

    def add_customer(self, record: CustomerRecord, *, again: bool = False) -> None:
        """File a customer once; what a further row of it holds is joined with the first.

        ``again``: rows name their customer anew each, which is no fault. In a plain table two of exactly one
        name, of whom neither a place nor a customer's number tells them apart, are one.
        """
        at = self._places.get(f"id {record.external_id}")
        if at is None and self.by_name and without_a_place(record):
            at = self._places.get(f"name {fold(record.name)}")
        if at is not None:
            self._join(at, record, quiet=again)
            return
        self.seen.earlier("customer", record.external_id, record.line)
        self._places[f"id {record.external_id}"] = len(self.customers)
        if without_a_place(record):
            self._places.setdefault(f"name {fold(record.name)}", len(self.customers))
        self.customers.append(record)
        if not again:
            self._alone.add(record.line)

    def join_by_name(self) -> None:
        """Once all rows are read: those of one name that tell of one place, and not all the whole of it, are one."""
        people = {at for at, one in enumerate(self.customers) if one.line not in self._alone}
        found = list(pairs(self.customers) if self.by_name else ())
        if self.plain and not self.by_name:
            found = list(bare_pairs(self.customers, people))
        for at, first in sorted(found):
            record = self.customers[at]
            self._join(first, record, quiet=record.line not in self._alone)
        gone = {at for at, _ in found}
        self.customers = [one for at, one in enumerate(self.customers) if at not in gone]

    def _join(self, at: int, record: CustomerRecord, *, quiet: bool) -> None:
        first = self.customers[at]
        self.customers[at] = both = joined(first, record)
        if other_place(first, record) and both != first:
            reason = f"another place than on line {first.line} for one customer: kept beside it"
            self.problems.append(RowProblem(record.line, reason, kept=True))
            return
        if quiet or record.line == first.line:
            return
        came = "not taken twice" if both == first else "joined with it"
        reason = f"the same customer as on line {first.line}: {came}"
        self.problems.append(RowProblem(record.line, reason, kept=both != first))

    def add_person(self, record: PersonRecord, *, again: bool = False) -> None:
        """File a person once; what a further row or card of them holds is joined with the first.

        ``again``: rows name their person anew each, which is no fault.
        """
        at = self._places.setdefault(f"person {record.external_id}", len(self.people))
        if at == len(self.people):
            self.seen.earlier("person", record.external_id, record.line)
            self.people.append(record)
            self.counts["alone"] += record.customer_name == record.name
            return
        first = self.people[at]
        self.people[at] = both = joined_person(first, record)
        if not again and record.line != first.line:
            came = "not taken twice" if both == first else "joined with it"
            reason = f"the same person as on line {first.line}: {came}"
            self.problems.append(RowProblem(record.line, reason, kept=both != first))

    def add_sale(self, record: SaleRecord) -> None:
        """File a sale; two orders without a number that say the same are two.

        Lines of one number are one where the table has one amount for all of them, or invoices.
        """
        if record.number and self.selling.lines is not Lines.APART:
            at = self.orders.place(record, len(self.sales))
            if at < len(self.sales):
                self.sales[at] = self.orders.joined(at, self.sales[at], record, self.selling)
                self.orders.last = Order(record.number, self.sales[at])
                return
            self.orders.last = Order(record.number, record)
        if record.external_id.startswith("#"):
            own = self.seen.numbered("sale", record.external_id)
            self.sales.append(replace(record, external_id=own))
        elif self._first("sale", record.external_id, record.line):
            self.sales.append(record)

    def add_activity(self, record: TouchRecord | FollowupRecord) -> None:
        """File a touch or a follow-up."""
        if record.external_id.startswith("#"):
            own = self.seen.numbered("activity", record.external_id)
            record = replace(record, external_id=own)
        elif not self._first("activity", record.external_id, record.line):
            return
        if isinstance(record, TouchRecord):
            self.touches.append(record)
        else:
            self.followups.append(record)

    def _first(self, kind: str, external_id: str, line: int) -> bool:
        before = self.seen.earlier(kind, external_id, line)
        if before:
            reason = f"the same {kind} as on line {before}: not taken twice"
            self.problems.append(RowProblem(line, reason))
        return not before

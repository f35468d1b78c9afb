"""What has been read of a file so far: each record once, with what was left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from ...wording import fold
from ..plain.joined_people import joined_person
from ..plain.joined_rows import joined, other_place, without_a_place
from ..reading.packed import Packed
from ..reading.records import (
    CustomerRecord,
    FollowupRecord,
    LostRecord,
    PersonRecord,
    RowProblem,
    SaleRecord,
    TouchRecord,
)
from ..sales.order_lines import Lines, Selling
from .by_name import bare_firsts, firsts
from .joined_orders import Order, Orders
from .once import Once
from .places import Places

BY_LINE = attrgetter("line")


class Group(NamedTuple):
    """A group of an address book: its name, and whom it holds, by id or by e-mail address."""

    name: str
    members: tuple[str, ...]


def _one_customer(
    first: CustomerRecord, record: CustomerRecord, quiet: bool
) -> tuple[CustomerRecord, RowProblem | None]:
    both = joined(first, record)
    if other_place(first, record) and both != first:
        reason = f"another place than on line {first.line} for one customer: kept beside it"
        return both, RowProblem(record.line, reason, kept=True)
    return both, None if quiet else _twice("customer", first, record, both)


def _one_person(
    first: PersonRecord, record: PersonRecord, quiet: bool
) -> tuple[PersonRecord, RowProblem | None]:
    both = joined_person(first, record)
    return both, None if quiet else _twice("person", first, record, both)


def _twice(
    noun: str,
    first: CustomerRecord | PersonRecord,
    record: CustomerRecord | PersonRecord,
    both: CustomerRecord | PersonRecord,
) -> RowProblem | None:
    if record.line == first.line:
        return None
    came = "not taken twice" if both == first else "joined with it"
    reason = f"the same {noun} as on line {first.line}: {came}"
    return RowProblem(record.line, reason, kept=both != first)


@dataclass(slots=True)
class Records:
    """What has been read so far."""

    customers: Once[CustomerRecord] = field(default_factory=lambda: Once(_one_customer))
    people: Once[PersonRecord] = field(default_factory=lambda: Once(_one_person))
    sales: Once[SaleRecord] = field(init=False)
    touches: Packed[TouchRecord] = field(default_factory=Packed)
    followups: Packed[FollowupRecord] = field(default_factory=Packed)
    lost: Packed[LostRecord] = field(default_factory=Packed)
    problems: list[RowProblem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    cut_short: list[int] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    plain: bool = False
    by_name: bool = False
    left_out: int = 0
    nameless: bool = False
    """Whether a row told the number of a customer and left the column of its name empty."""
    then: list[tuple[date, FollowupRecord]] = field(default_factory=list)
    """What is to be done next, with the day of the touch after which it was written down."""
    selling: Selling = field(default_factory=Selling)
    orders: Orders = field(default_factory=Orders)
    _places: Places = field(default_factory=Places)
    _twice: list[RowProblem] = field(default_factory=list)
    _alone: set[int] = field(default_factory=set)
    """The lines of rows that tell of a customer only."""

    def __post_init__(self) -> None:
        """Lines of one order are joined as the table has them."""
        self.sales = Once(self._one_order)

    def _one_order(
        self, first: SaleRecord, record: SaleRecord, quiet: bool
    ) -> tuple[SaleRecord, RowProblem | None]:
        return self.orders.joined(first, record, self.selling), None

    def has_customer(self, external_id: str) -> bool:
        """Whether a customer of this id was met before."""
        return self._places.get("customer", external_id) is not None

    def has_person(self, external_id: str) -> bool:
        """Whether a person of this id was met before."""
        return self._places.get("person", external_id) is not None

    def add_customer(self, record: CustomerRecord, *, again: bool = False) -> None:
        """File a customer once; what a further row of it holds is joined with the first.

        ``again``: rows name their customer anew each, which is no fault. In a plain table two of exactly one
        name, of whom neither a place nor a customer's number tells them apart, are one.
        """
        place = self._places.get("customer", record.external_id)
        alone = without_a_place(record)
        named = self._places.get("name", fold(record.name)) if alone else None
        if place is None and self.by_name:
            place = named
        if place is not None:
            self.customers.further(place, record, quiet=again)
            return
        self._places.put(len(self.customers), "customer", record.external_id)
        if alone and named is None:
            self._places.put(len(self.customers), "name", fold(record.name))
        self.customers.add(record)
        if self.plain and not again:
            self._alone.add(record.line)

    def join_by_name(self) -> None:
        """Once all rows are read: those of one name that tell of one place, and not all the whole of it, are one."""
        found = firsts(self.customers.all()) if self.by_name else {}
        if self.plain and not self.by_name:
            found = bare_firsts(self.customers.all(), self._with_people)
        if found:
            self.customers.gather(found, self._with_people)

    def _with_people(self, record: CustomerRecord) -> bool:
        return record.line not in self._alone

    def add_person(self, record: PersonRecord, *, again: bool = False) -> None:
        """File a person once; what a further row or card of them holds is joined with the first.

        ``again``: rows name their person anew each, which is no fault.
        """
        place = self._places.get("person", record.external_id)
        if place is not None:
            self.people.further(place, record, quiet=again)
            return
        self._places.put(len(self.people), "person", record.external_id)
        self.people.add(record)
        self.counts["alone"] += record.customer_name == record.name

    def add_sale(self, record: SaleRecord) -> None:
        """File a sale; two orders without a number that say the same are two.

        Lines of one number are one where the table has one amount for all of them, or invoices.
        """
        if record.number and self.selling.lines is not Lines.APART:
            at = self.orders.place(record, len(self.sales))
            if at < len(self.sales):
                self.sales.further(at, record, quiet=True)
                self.orders.last = Order(record.number, record)
                return
            self.orders.last = Order(record.number, record)
        if record.external_id.startswith("#"):
            own = self._numbered("sale", record.external_id)
            self.sales.add(record if not own else replace(record, external_id=own))
        elif self._first("sale", record.external_id, record.line):
            self.sales.add(record)

    def add_activity(self, record: TouchRecord | FollowupRecord) -> None:
        """File a touch or a follow-up."""
        if record.external_id.startswith("#"):
            own = self._numbered("activity", record.external_id)
            record = record if not own else replace(record, external_id=own)
        elif not self._first("activity", record.external_id, record.line):
            return
        if isinstance(record, TouchRecord):
            self.touches.append(record)
        else:
            self.followups.append(record)

    def add_next(self) -> None:
        """Once all rows are read: file what is to be done next, but where somebody was seen again since."""
        if not self.then:
            return
        last: dict[str, date] = {}
        for touch in self.touches.settled():
            whose = touch.customer_name or touch.customer_external_id
            last[whose] = max(touch.on_day, last.get(whose, touch.on_day))
        for day, one in self.then:
            if last.get(one.customer_name or one.customer_external_id, day) <= day:
                self.add_activity(one)
        self.then.clear()

    def _numbered(self, kind: str, external_id: str) -> str:
        """A hashed id made its own where two rows say the same: two like orders are two orders. "" for the first."""
        times = (self._places.get(f"{kind} like", external_id) or 0) + 1
        self._places.put(times, f"{kind} like", external_id)
        return "" if times == 1 else f"{external_id}-{times}"

    def _first(self, kind: str, external_id: str, line: int) -> bool:
        before = self._places.get(kind, external_id)
        if before is None:
            self._places.put(line, kind, external_id)
        if before is None or before == line:
            return True
        reason = f"the same {kind} as on line {before}: not taken twice"
        self._twice.append(RowProblem(line, reason))
        return False

    def all_problems(self, *others: Sequence[RowProblem]) -> tuple[RowProblem, ...]:
        """What could not be taken, by line, with what ``others`` tell."""
        self.customers.all()
        self.people.all()
        mine = (self.problems, self.customers.problems, self.people.problems, self._twice)
        return tuple(sorted(chain(*others, *mine), key=BY_LINE))

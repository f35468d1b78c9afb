"""Today: the standings of many customers laid out as one page (§3, §5).

A customer stands once, in the most urgent group that any of its reasons belongs to; ``more`` counts the
reasons behind the one that is shown. That is the strongest of the group, but what has an hour today comes
before anything that is not red (§4, *Times*): it is the customer's reason on its day.

Where more is red than a rep can face, a customer who is left to the triage pass still stands for what is to
be done that is not red: a promise due today is not hidden by what else is wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import add
from typing import overload

from ...values import NamedTuple
from ...wording import fold
from ..spine.kinds import WARNING, Group
from ..spine.model import AtHour, Today, TodayRow
from ..spine.rules import Rules
from .place import ORDER, Placed, Shown


class Head(NamedTuple):
    """What is known of a row before it is looked at."""

    group: Group
    customer_id: int
    customer: str


Line = tuple[int, float, str, int, Placed, Shown]
"""A row to be: what it is sorted by, whose, and which of its reasons it shows."""


class Rows(Sequence[TodayRow]):
    """The rows of the page; each is made when it is looked at, for of thousands few are ever seen."""

    def __init__(self, lines: Sequence[Line], towns: Mapping[int, str]) -> None:
        self._lines = [(place, shown) for *_, place, shown in lines]
        self.names = [called(place, towns) for place, _ in self._lines]
        """What each customer is called, in their order."""
        self._made: dict[int, TodayRow] = {}
        self._at: dict[int, int] = {}

    def head(self, at: int) -> Head:
        """What is known of a row before it is looked at."""
        place, shown = self._lines[at]
        return Head(shown.group, place.id, self.names[at])

    def at_of(self, customer_id: int) -> int:
        """Where a customer stands; -1 for nowhere."""
        if not self._at:
            self._at = {place.id: at for at, (place, _) in enumerate(self._lines)}
        return self._at.get(customer_id, -1)

    def longest(self, width: Callable[[str], int], most: int) -> int:
        """The width of the longest name; ``most`` is as wide as anybody asks for. Few names are more than their letters."""
        plain = max((len(name) for name in self.names if name.isascii()), default=0)
        if plain >= most:
            return most
        return max((width(name) for name in self.names if not name.isascii()), default=plain)

    def sizes(self) -> list[tuple[Group, int]]:
        """The groups in their order, and how many rows are in each."""
        found: list[tuple[Group, int]] = []
        at = 0
        while at < len(self):
            group = self._lines[at][1].group
            last = bisect_right(self._lines, ORDER[group], at, key=_place_in_order)
            found.append((group, last - at))
            at = last
        return found

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> TodayRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[TodayRow, ...]: ...
    def __getitem__(self, at: int | slice) -> TodayRow | tuple[TodayRow, ...]:
        if isinstance(at, slice):
            return tuple([self[each] for each in range(*at.indices(len(self)))])
        at = range(len(self))[at]
        row = self._made.get(at)
        if row is None:
            row = self._made[at] = _row(*self._lines[at], self.names[at])
        return row

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Rows) and (self.names, self._lines) == (other.names, other._lines):
            return True
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self.names))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _place_in_order(line: tuple[Placed, Shown]) -> int:
    return ORDER[line[1].group]


class PlainRows(Rows):
    """The same of rows that are made already: a page that was kept, or put together by hand."""

    def __init__(self, rows: Sequence[TodayRow]) -> None:
        super().__init__((), {})
        self._rows = rows
        self.names = [row.customer for row in rows]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> TodayRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[TodayRow, ...]: ...
    def __getitem__(self, at: int | slice) -> TodayRow | tuple[TodayRow, ...]:
        return self._rows[at] if isinstance(at, int) else tuple(self._rows[at])

    def head(self, at: int) -> Head:
        row = self._rows[at]
        return Head(row.reason.group, row.customer_id, row.customer)

    def at_of(self, customer_id: int) -> int:
        found = (at for at, row in enumerate(self._rows) if row.customer_id == customer_id)
        return next(found, -1)

    def sizes(self) -> list[tuple[Group, int]]:
        return [
            (group, len(list(each)))
            for group, each in groupby(self._rows, lambda row: row.reason.group)
        ]


def rows_of(rows: Sequence[TodayRow]) -> Rows:
    """The rows of a page, so that they can be asked about without a look at each."""
    return rows if isinstance(rows, Rows) else PlainRows(rows)


class Sums(NamedTuple):
    """What the page counts of everybody who has a place."""

    active: int
    debt: float
    before: float
    due: int
    broken: int
    at_risk: int
    no_next_step: int
    rows: int
    red: int

    @classmethod
    def of(cls, places: Iterable[Placed]) -> Sums:
        """The sums of these."""
        everyone = list(places)
        active = [each for each in everyone if each.active]
        rows = [row for each in everyone if (row := each.row) is not None]
        return cls(
            len(active),
            sum(each.debt for each in active),
            sum(each.before for each in everyone),
            sum(each.due for each in active),
            sum(each.broken for each in active),
            sum(each.band in WARNING for each in active),
            sum(each.next_on is None for each in active),
            len(rows),
            sum(row.red for row in rows),
        )

    def __add__(self, other: object) -> Sums:
        return Sums._make(map(add, self, other)) if isinstance(other, Sums) else NotImplemented


def lay_out(
    places: Iterable[Placed],
    today: date,
    *,
    damaged: tuple[str, ...] = (),
    customers: int | None = None,
    towns: Mapping[int, str] | None = None,
    sums: Sums | None = None,
    rules: Rules,
) -> Today:
    """The page for a day: a row a customer, by group, then the worst first, then by name.

    ``customers`` is how many are active where more than the given ones are; ``towns`` tell those of one name apart.
    Where not everybody is given, ``sums`` are those of everybody: who has an hour is, and who has a row, but of those
    who are red perhaps only the worst, as many as a page shows at most, and who stands for something else as well.
    If more rows are red than a rep can face, the worst few stay and ``red_hidden`` counts the rest, which the triage
    pass takes one by one. ``no_next_step`` counts active customers without a next step; the rules leave none, so any
    is a fault.
    """
    everyone = list(places)
    sums = sums or Sums.of(everyone)
    lines = [_line(each, row) for each in everyone if (row := each.row) is not None]
    lines.sort()
    red = sum(shown.red for *_, shown in lines)
    hidden = sums.red - rules.today.red_shown if sums.red > rules.today.red_most else 0
    if hidden:
        # Save comes first in the order, and nothing else is red.
        left = [place for *_, place, _ in lines[rules.today.red_shown : red]]
        lines = lines[: rules.today.red_shown] + lines[red:]
        lines += [_line(each, calm) for each in left if (calm := each.calm) is not None]
        lines.sort()
    towns = towns or {}
    return Today(
        day=today,
        rows=Rows(lines, towns),
        debt=sums.debt,
        debt_change=sums.debt - sums.before,
        promises_due=sums.due,
        promises_broken=sums.broken,
        at_risk=sums.at_risk,
        due=sums.rows,
        red_total=sums.red,
        red_hidden=hidden,
        customers=sums.active if customers is None else customers,
        no_next_step=sums.no_next_step,
        damaged=damaged,
        hours=_hours([each for each in everyone if each.active and each.timed], towns),
    )


def _row(place: Placed, shown: Shown, name: str) -> TodayRow:
    """The row of a customer for one of its reasons; the others stand behind it."""
    reasons = list(place.reasons)
    reason = reasons.pop(shown.at)._replace(group=shown.group)
    return TodayRow(
        place.id,
        name,
        place.phase,
        place.phase_note,
        place.score if place.known else None,
        reason,
        len(reasons),
        place.band,
        tuple(reasons),
    )


def _hours(places: Iterable[Placed], towns: Mapping[int, str]) -> tuple[AtHour, ...]:
    """All that has an hour today, the earliest first."""
    found = [
        AtHour(
            reason.at,
            each.id,
            called(each, towns),
            reason.text,
            reason.target,
        )
        for each in places
        for reason in each.reasons
        if reason.at
    ]
    return tuple(sorted(found, key=lambda each: (each.at, each.customer, each.customer_id)))


def called(place: Placed, towns: Mapping[int, str]) -> str:
    """The name of a customer, with the town where another one is called alike (F18)."""
    town = towns.get(place.id)
    return f"{place.name}, {town}" if town else place.name


def _line(place: Placed, shown: Shown) -> Line:
    # What a weight was told on another day for today may differ by what adding fractions loses.
    weight = round(shown.weight, 6)
    return ORDER[shown.group], -weight, fold(place.name), place.id, place, shown

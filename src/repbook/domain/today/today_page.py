"""Today: the standings of many customers laid out as one page (§3, §5).

A customer stands once, in the most urgent group that any of its reasons belongs to; ``more`` counts the
reasons behind the one that is shown. That is the strongest of the group, but what has an hour today comes
before anything that is not red (§4, *Times*): it is the customer's reason on its day.

Where more is red than a rep can face, a customer who is left to the triage pass still stands for what is to
be done that is not red: a promise due today is not hidden by what else is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
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
        self._towns = towns
        self._made: dict[int, TodayRow] = {}
        self.heads = [
            Head(shown.group, place.id, called(place, towns)) for place, shown in self._lines
        ]

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
            row = self._made[at] = _row(*self._lines[at], self.heads[at].customer)
        return row

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Rows) and (self.heads, self._lines) == (other.heads, other._lines):
            return True
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self.heads))

    def __repr__(self) -> str:
        return repr(tuple(self))


def heads_of(rows: Sequence[TodayRow]) -> Sequence[Head]:
    """What can be said of rows without looking at each."""
    if isinstance(rows, Rows):
        return rows.heads
    return [Head(row.reason.group, row.customer_id, row.customer) for row in rows]


def lay_out(
    places: Iterable[Placed],
    today: date,
    *,
    damaged: tuple[str, ...] = (),
    customers: int | None = None,
    towns: Mapping[int, str] | None = None,
    rules: Rules,
) -> Today:
    """The page for a day: a row a customer, by group, then the worst first, then by name.

    ``customers`` is how many are active where more than the given ones are; ``towns`` tell those of one name apart.
    If more rows are red than a rep can face, the worst few stay and ``red_hidden`` counts the rest, which the triage
    pass takes one by one. ``no_next_step`` counts active customers without a next step; the rules leave none, so any
    is a fault.
    """
    everyone = list(places)
    active = [each for each in everyone if each.active]
    lines = [_line(each, row) for each in everyone if (row := each.row) is not None]
    due = len(lines)
    lines.sort()
    red = sum(shown.red for *_, shown in lines)
    hidden = red - rules.today.red_shown if red > rules.today.red_most else 0
    if hidden:
        # Save comes first in the order, and nothing else is red.
        left = [place for *_, place, _ in lines[rules.today.red_shown : red]]
        lines = lines[: rules.today.red_shown] + lines[red:]
        lines += [_line(each, calm) for each in left if (calm := each.calm) is not None]
        lines.sort()
    debt = sum(each.debt for each in active)
    towns = towns or {}
    return Today(
        day=today,
        rows=Rows(lines, towns),
        debt=debt,
        debt_change=debt - sum(each.before for each in everyone),
        promises_due=sum(each.due for each in active),
        promises_broken=sum(each.broken for each in active),
        at_risk=sum(each.band in WARNING for each in active),
        due=due,
        red_total=red,
        red_hidden=hidden,
        customers=len(active) if customers is None else customers,
        no_next_step=sum(each.next_on is None for each in active),
        damaged=damaged,
        hours=_hours([each for each in active if each.timed], towns),
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

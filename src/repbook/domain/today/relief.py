"""A day that is too full, and its cure: who may wait, and for which day (§5, screen 5).

What §5 leaves open is decided so:

* A usual day is what three days of four do not exceed, of those in eight weeks on which anybody was spoken or
  written to; with fewer than five of them nobody can say. A full day has over a third more, and over three.
* Who has something that stands by a promise, a clock, an hour, or a rule on that day stays; so does a check.
* Nobody is moved far: to a day within three business days on which they are to be spoken to anyway, else to the first
  of ten with room. What finds none stays.
* What the rep planned by hand waits before what an agenda hangs, and the last of the list before the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...values import NamedTuple
from ..spine.rules import Rules
from .ahead import Ahead, Day
from .customer_ahead import Row, What

KNOWN_FROM, THIRD, LEAST = 5, 3, 3
NEAR, FAR = 3, 10
"""Business days within which somebody joins another contact of theirs, and within which there may be room."""
WAITS = {What.FOLLOWUP: 0, What.AGENDA: 1}
"""What may wait, in the order in which it does."""


class Moved(NamedTuple):
    """A row that would move, and its new day."""

    row: Row
    to: date


def usual_day(contacts: Sequence[int]) -> int:
    """How many customers a usual day has, from those of the days behind; 0 where nobody can say."""
    if len(contacts) < KNOWN_FROM:
        return 0
    return sorted(contacts)[len(contacts) * 3 // 4]


def over(day: Day, usual: int) -> int:
    """How many more than usual a full day has; 0 where it is none."""
    if not usual or day.contacts <= usual + max(LEAST, usual // THIRD):
        return 0
    return day.contacts - usual


def relief(shown: Ahead, on: date, rules: Rules) -> tuple[Moved, ...]:
    """Whom to move from a full day, and where to; nothing where the day is not full."""
    day = next((each for each in shown.days if each.on == on), None)
    if day is None:
        return ()
    left = over(day, shown.usual)
    load = {each.on: each.contacts for each in shown.days}
    theirs = {each.on: {row.customer_id for row in each.rows if row.contact} for each in shown.days}
    moved: list[Moved] = []
    for rows in _who_may_wait(day):
        if left <= 0:
            break
        to = _day_for(rows[0].customer_id, on, shown, load, theirs, rules)
        if to is None:
            continue
        if rows[0].customer_id not in theirs[to]:
            load[to] += 1
            theirs[to].add(rows[0].customer_id)
        moved += [Moved(row, to) for row in rows]
        left -= 1
    return tuple(moved)


def _who_may_wait(day: Day) -> list[list[Row]]:
    """The rows of each customer all of whose contacts on the day may wait, those first that wait best."""
    by_customer: dict[int, list[Row]] = {}
    for row in day.rows:
        if row.contact:
            by_customer.setdefault(row.customer_id, []).append(row)
    found = [
        rows
        for rows in by_customer.values()
        if all(row.ids and not row.at and row.what in WAITS for row in rows)
    ]
    found.reverse()
    return sorted(found, key=lambda rows: max(WAITS[row.what] for row in rows))


def _day_for(
    customer_id: int,
    on: date,
    shown: Ahead,
    load: dict[date, int],
    theirs: dict[date, set[int]],
    rules: Rules,
) -> date | None:
    """The day on which a customer is looked after anyway, else the first with room."""
    days = [rules.business.add(on, step) for step in range(1, FAR + 1)]
    known = [day for day in days if day in load]
    for day in known:
        if customer_id in theirs[day] and rules.business.between(on, day) <= NEAR:
            return day
    return next((day for day in known if load[day] < shown.usual), None)

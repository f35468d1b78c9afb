"""Today: the standings of many customers laid out as one page (§3, §5).

A customer stands once, in the most urgent group that any of its reasons belongs to; ``more`` counts the
reasons behind the one that is shown. That is the strongest of the group, but what has an hour today comes
before anything that is not red (§4, *Times*): it is the customer's reason on its day.

Where more is red than a rep can face, a customer who is left to the triage pass still stands for what is to
be done that is not red: a promise due today is not hidden by what else is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ...wording import fold
from ..spine.model import AtHour, Standing, Today, TodayRow
from ..spine.rules import Rules
from .place import ORDER, Place, Shown, place_of


class Line(NamedTuple):
    """A row to be: whose, and which of its reasons it shows."""

    place: Place
    shown: Shown


def arrange(
    standings: Iterable[Standing],
    today: date,
    *,
    debt_before: float,
    damaged: tuple[str, ...] = (),
    customers: int | None = None,
    rules: Rules,
) -> Today:
    """The page for a day from standings; ``debt_before`` is the book's debt a week ago."""
    places = [place_of(each, today) for each in standings]
    page = lay_out(places, today, damaged=damaged, customers=customers, rules=rules)
    return page._replace(debt_change=page.debt - debt_before)


def lay_out(
    places: Iterable[Place],
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
    lines = [Line(each, each.row) for each in everyone if each.row is not None]
    due = len(lines)
    lines.sort(key=_key)
    red = sum(line.shown.red for line in lines)
    hidden = red - rules.today.red_shown if red > rules.today.red_most else 0
    if hidden:
        # Save comes first in the order, and nothing else is red.
        left = lines[rules.today.red_shown : red]
        lines = lines[: rules.today.red_shown] + lines[red:]
        lines += [Line(each.place, each.place.calm) for each in left if each.place.calm is not None]
        lines.sort(key=_key)
    debt = sum(each.debt for each in active)
    towns = towns or {}
    return Today(
        day=today,
        rows=tuple([_row(line, towns) for line in lines]),
        debt=debt,
        debt_change=debt - sum(each.before for each in everyone),
        promises_due=sum(each.due for each in active),
        promises_broken=sum(each.broken for each in active),
        at_risk=sum(each.warns for each in active),
        due=due,
        red_total=red,
        red_hidden=hidden,
        customers=len(active) if customers is None else customers,
        no_next_step=sum(each.next_on is None for each in active),
        damaged=damaged,
        hours=_hours([each for each in active if each.timed], towns),
    )


def _row(line: Line, towns: Mapping[int, str]) -> TodayRow:
    """The row of a customer for one of its reasons; the others stand behind it."""
    place, shown = line
    reasons = list(place.reasons)
    reason = reasons.pop(shown.at)._replace(group=shown.group)
    return TodayRow(
        place.id,
        called(place, towns),
        place.phase,
        place.phase_note,
        place.score if place.known else None,
        reason,
        len(reasons),
        place.band,
        tuple(reasons),
    )


def _hours(places: Iterable[Place], towns: Mapping[int, str]) -> tuple[AtHour, ...]:
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


def called(place: Place, towns: Mapping[int, str]) -> str:
    """The name of a customer, with the town where another one is called alike (F18)."""
    town = towns.get(place.id)
    return f"{place.name}, {town}" if town else place.name


def _key(line: Line) -> tuple[int, float, str, int]:
    place, shown = line
    # What a weight was told on another day for today may differ by what adding fractions loses.
    return ORDER[shown.group], -round(shown.weight, 6), fold(place.name), place.id

"""The service agenda of a sale: dated steps hung on the order day or the live day (R69, §3).

What §3 leaves open is decided so:

* Offsets around the order, and L−2, are business days; the rest are days and, being deadlines, move
  forward off a free day.
* "Still on track" is hung weekly from the order, from the second week until the call before
  delivery, for half a year at most. Its keys count weeks, so hanging again after a move adds only
  what lacks.
* A step that the rep moved by hand keeps its distance from the day it hangs on when that moves.
* An agenda of the settings goes before a built-in one of the same name. A sale whose agenda is no longer
  there keeps the steps that it has, and gets no more.
* What asks about the next order hangs on the day of the next cycle where that is known: a third of the cycle
  before it, two weeks at most, and five days after it.
* To confirm the live day is void once that day is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Protocol, TypeVar

from ...errors import NotFound
from ...values import NamedTuple
from ..spine.calendar import plus
from ..spine.kinds import Anchor, FollowupKind
from ..spine.rules import Rules
from .agenda_lines import steps
from .agenda_templates import (
    ARRIVED,
    CONFIRMED,
    NEXT_ORDER,
    SECOND_ORDER,
    TEMPLATES,
    Step,
)

CYCLE_AHEAD, CYCLE_AFTER = 14, 5
"""Days before the next cycle to ask about it, at most, and after it to ask how it went."""
ON_TRACK = "on-track"
"""How the keys of the weekly calls between order and live day begin."""


class _OnADay(Protocol):
    @property
    def due_on(self) -> date: ...


Due = TypeVar("Due", bound=_OnADay)


class HungStep(NamedTuple):
    """A step on its day."""

    key: str
    what: str
    kind: FollowupKind
    anchor: Anchor
    offset: int
    unit: str
    due_on: date


def names(rules: Rules) -> tuple[str, ...]:
    """The agendas that a sale may have, the rep's own first."""
    own = tuple(rules.agenda.templates)
    return own + tuple(name for name in TEMPLATES if name not in own)


def template(name: str, rules: Rules) -> tuple[Step, ...]:
    """The steps of an agenda: the settings' of that name, else the built-in.

    Raises ``NotFound`` for one that is no longer in the settings.
    """
    own = rules.agenda.templates.get(name)
    if own is not None:
        return steps(own)
    if name not in TEMPLATES:
        raise NotFound(f"no agenda is called '{name}'", f"there are {', '.join(names(rules))}")
    return TEMPLATES[name]


def hang(
    name: str,
    ordered_on: date,
    live_on: date | None,
    rules: Rules,
    *,
    next_on: date | None = None,
) -> tuple[HungStep, ...]:
    """The steps of a template on their days, by day; those of the live day only once it is known.

    A step that would fall before the order is left out: a delivery tomorrow needs no "still good?"; so is a
    confirming of the live day that would come after it. ``next_on`` is the day of the next cycle.
    Raises ``NotFound`` for a template that does not exist.
    """
    wanted = list(template(name, rules))
    if live_on is not None:
        wanted += on_track(ordered_on, live_on, rules)
    hung: list[HungStep] = []
    for step in wanted:
        anchor = live_on if step.anchor == Anchor.LIVE else ordered_on
        if anchor is not None:
            placed = step if next_on is None else _on_cycle(step, anchor, ordered_on, next_on)
            hung.append(HungStep(*placed, _due(placed, anchor, rules)))
    hung.sort(key=lambda step: step.due_on)
    return tuple(
        step
        for step in hung
        if step.due_on >= ordered_on and not is_void(step.key, step.due_on, live_on)
    )


def cycle_day(said: date | None, ordered_on: date, every: int | None) -> date | None:
    """The day of the next order, as it was said, or by the days between two."""
    if said is not None or every is None:
        return said
    return plus(ordered_on, every)


def is_void(key: str, due_on: date, live_on: date | None) -> bool:
    """Whether a step asks what a known day has answered by then: which day they go live."""
    return key == CONFIRMED.key and live_on is not None and due_on >= live_on


def _on_cycle(step: Step, anchor: date, ordered_on: date, next_on: date) -> Step:
    """A step about the next order on the day that the cycle gives it; any other as it is."""
    ahead = min(CYCLE_AHEAD, (next_on - ordered_on).days // 3)
    after = {NEXT_ORDER: -ahead, SECOND_ORDER: CYCLE_AFTER}.get(step.key)
    if after is None:
        return step
    return step._replace(offset=(next_on - anchor).days + after, unit="d")


def moved(
    day_from: date,
    day_to: date,
    open_steps: Iterable[HungStep],
    rules: Rules,
    *,
    anchor: Anchor = Anchor.LIVE,
) -> dict[str, date]:
    """The new due day of each open step that hangs on a day that moved, by key; no other step moves."""
    shift = (day_to - day_from).days
    days: dict[str, date] = {}
    for step in open_steps:
        if step.anchor == anchor:
            planned = step.due_on == _due(step, day_from, rules)
            by_hand = rules.business.roll(plus(step.due_on, shift))
            days[step.key] = _due(step, day_to, rules) if planned else by_hand
    return days


def ahead(steps: Iterable[HungStep], today: date) -> tuple[HungStep, ...]:
    """The steps that are still ahead, today's with them: all that a young import hangs (§7)."""
    return tuple(step for step in steps if step.due_on >= today)


def contacts(steps: Iterable[Due]) -> tuple[tuple[date, tuple[Due, ...]], ...]:
    """Steps of one day, hung or in the book, as one contact with several ticks."""
    by_day = sorted(steps, key=lambda step: step.due_on)
    return tuple((day, tuple(group)) for day, group in groupby(by_day, lambda step: step.due_on))


def latest_day(key: str, live_on: date, rules: Rules) -> date | None:
    """The day past which a step may not be put off: the delivery-day one, live + 1 (R71)."""
    return plus(live_on, rules.agenda.live_slip) if key == ARRIVED.key else None


def _due(step: Step | HungStep, anchor: date, rules: Rules) -> date:
    business = rules.business
    if step.unit == "bd":
        return business.roll(business.add(anchor, step.offset))
    return business.roll(plus(anchor, step.offset))


def on_track(ordered_on: date, live_on: date, rules: Rules) -> list[Step]:
    """The weekly "still on track" calls where order and live day lie far apart, whatever the template."""
    a = rules.agenda
    if (live_on - ordered_on).days <= a.track_gap:
        return []
    last = (rules.business.add(live_on, -2) - ordered_on).days
    offsets = range(a.track_from, last, max(1, a.track_every))
    return [
        Step(f"{ON_TRACK}-{week}", "Still on track", FollowupKind.CALL, Anchor.ORDER, offset)
        for week, offset in enumerate(offsets, 2)
    ][: a.track_most]

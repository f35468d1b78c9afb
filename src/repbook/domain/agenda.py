"""The service agenda of a sale: dated steps hung on the order day or the live day (R69, §3).

What §3 leaves open is decided so:

* Offsets around the order, and L−2, are business days; the rest are days and, being deadlines, move
  forward off a free day.
* "Still on track" is hung weekly from the order, from the second week until the call before
  delivery, for half a year at most. Its keys count weeks, so hanging again after a move adds only
  what lacks.
* A step that the rep moved by hand keeps its distance from the live day when that moves.
* Recurring: a shorter agenda around the second order, which shows whether the first one pleased.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from .calendar import plus
from .kinds import Anchor, FollowupKind, SaleKind
from .rules import DEFAULT, Rules

O, L = Anchor.ORDER, Anchor.LIVE  # noqa: E741 - as §3 writes them
K = FollowupKind


class Step(NamedTuple):
    """One step of a template. ``offset`` counts from the anchor in "d" or business days, "bd"."""

    key: str
    what: str
    kind: FollowupKind
    anchor: Anchor
    offset: int
    unit: str = "d"


class HungStep(NamedTuple):
    """A step on its day."""

    key: str
    what: str
    kind: FollowupKind
    anchor: Anchor
    offset: int
    unit: str
    due_on: date


_QUESTIONS = Step("questions", "Five questions", K.FACTS, O, 0, "bd")
_LETTER = Step("agenda-letter", "Agenda letter: what happens when", K.LETTER, O, 0, "bd")
_THANKS = Step("thanks", "Handwritten thank-you", K.THANKS, O, 1, "bd")
_REASSURE = Step("reassure", "Reassurance in writing", K.REASSURE, O, 2, "bd")
_AGREEMENT = Step(
    "agreement", "Agree: preferences, vital areas, problems, contacts", K.FACTS, O, 5, "bd"
)
_ARRIVED = Step("arrived", "Arrived, complete, on time?", K.VISIT, L, 0)
_CHECK_1 = Step("check-1", "Check 1: was everything as expected?", K.CHECK, L, 5)
_CHECK_2 = Step("check-2", "Check 2: gained, works well, to improve", K.CHECK, L, 14)
_THIRTY = Step("thirty-day", "Thirty-day letter", K.LETTER, L, 30)
_RHYTHM = Step("rhythm", "Settled? Agree the rhythm", K.CALL, L, 30)

STANDARD = (
    _QUESTIONS,
    _LETTER,
    _THANKS,
    Step("hand-over", "Hand over to inside service", K.TASK, O, 1, "bd"),
    _REASSURE,
    Step("second-thoughts", "Any second thoughts?", K.CALL, O, 3, "bd"),
    _AGREEMENT,
    Step("live-day", "Confirm the live day, book training", K.CALL, O, 5, "bd"),
    Step("still-good", "Still good for the day?", K.CALL, L, -2, "bd"),
    _ARRIVED,
    Step("evidence", "Evidence letter", K.EVIDENCE, L, 1),
    Step("teething", "Teething troubles?", K.CALL, L, 2),
    Step("training-1", "Training", K.TRAINING, L, 3),
    _CHECK_1,
    Step("vital-1", "Vital areas", K.CALL, L, 7),
    Step("daily-user", "Speak to a daily user", K.CALL, L, 10),
    Step("training-2", "Training 2", K.TRAINING, L, 12),
    _CHECK_2,
    Step("reassure-2", "Reassurance 2", K.REASSURE, L, 17),
    Step("vital-2", "Vital areas, problem sweep", K.CALL, L, 21),
    Step("value", "Draft the value summary", K.TASK, L, 25),
    Step("expectations", "Check 3: expectations, one by one", K.CHECK, L, 28),
    _THIRTY,
    _RHYTHM,
    Step("day-45", "How is it going?", K.CALL, L, 45),
    Step("day-60", "How is it going?", K.CALL, L, 60),
    Step("day-90", "How is it going?", K.CALL, L, 90),
)
LIGHT = (_QUESTIONS, _LETTER, _THANKS, _ARRIVED, _CHECK_1, _THIRTY, _RHYTHM)
RECURRING = (
    _QUESTIONS,
    _LETTER,
    _THANKS,
    _REASSURE,
    _AGREEMENT,
    _ARRIVED,
    _CHECK_1,
    _CHECK_2,
    Step("next-order", "Next order: amounts and day still right?", K.CALL, L, 21),
    Step("second-order", "Check 3: second order as expected?", K.CHECK, L, 28),
    _THIRTY,
    _RHYTHM,
    Step("day-60", "How is it going?", K.CALL, L, 60),
    Step("day-90", "How is it going?", K.CALL, L, 90),
)
TEMPLATES = {"standard": STANDARD, "light": LIGHT, "recurring": RECURRING}


def template_for(kind: SaleKind) -> str:
    """The template that a kind of sale is offered first (R05)."""
    return "recurring" if kind == SaleKind.RECURRING else "standard"


def hang(
    template: str, ordered_on: date, live_on: date | None, rules: Rules = DEFAULT
) -> tuple[HungStep, ...]:
    """The steps of a template on their days, by day; those of the live day only once it is known.

    A step that would fall before the order is left out: a delivery tomorrow needs no "still good?".
    Raises ``KeyError`` for a template that does not exist.
    """
    steps = list(TEMPLATES[template])
    if live_on is not None:
        steps += _on_track(ordered_on, live_on, rules)
    hung: list[HungStep] = []
    for step in steps:
        anchor = live_on if step.anchor == L else ordered_on
        if anchor is not None:
            hung.append(HungStep(*step, _due(step, anchor, rules)))
    hung.sort(key=lambda step: step.due_on)
    return tuple(step for step in hung if step.due_on >= ordered_on)


def moved(
    live_from: date, live_to: date, open_steps: Iterable[HungStep], rules: Rules = DEFAULT
) -> dict[str, date]:
    """The new due day of each open step that hangs on the live day, by key; no other step moves."""
    shift = (live_to - live_from).days
    days: dict[str, date] = {}
    for step in open_steps:
        if step.anchor == L:
            planned = step.due_on == _due(step, live_from, rules)
            by_hand = rules.business.roll(plus(step.due_on, shift))
            days[step.key] = _due(step, live_to, rules) if planned else by_hand
    return days


def ahead(steps: Iterable[HungStep], today: date) -> tuple[HungStep, ...]:
    """The steps that are still ahead, today's with them: all that a young import hangs (§7)."""
    return tuple(step for step in steps if step.due_on >= today)


def contacts(steps: Iterable[HungStep]) -> tuple[tuple[date, tuple[HungStep, ...]], ...]:
    """Steps of one day as one contact with several ticks."""
    by_day = sorted(steps, key=lambda step: step.due_on)
    return tuple((day, tuple(group)) for day, group in groupby(by_day, lambda step: step.due_on))


def latest_day(key: str, live_on: date, rules: Rules = DEFAULT) -> date | None:
    """The day past which a step may not be put off: the delivery-day one, live + 1 (R71)."""
    return plus(live_on, rules.agenda.live_slip) if key == _ARRIVED.key else None


def _due(step: Step | HungStep, anchor: date, rules: Rules) -> date:
    business = rules.business
    if step.unit == "bd":
        return business.roll(business.add(anchor, step.offset))
    return business.roll(plus(anchor, step.offset))


def _on_track(ordered_on: date, live_on: date, rules: Rules) -> list[Step]:
    a = rules.agenda
    if (live_on - ordered_on).days <= a.track_gap:
        return []
    last = (rules.business.add(live_on, -2) - ordered_on).days
    offsets = range(a.track_from, last, max(1, a.track_every))
    return [
        Step(f"on-track-{week}", "Still on track", K.CALL, O, offset)
        for week, offset in enumerate(offsets, 2)
    ][: a.track_most]

"""One customer on one day: everything the rules say at once, composed for screens and commands."""

from __future__ import annotations

from datetime import date, datetime

from ..care.case import Case, look
from ..care.checks import step_words
from ..care.live import only_planned
from ..care.rhythm import next_touch
from ..care.risk import risk
from ..spine.facts import CustomerFacts
from ..spine.kinds import Band, CustomerState, Phase
from ..spine.model import Risk, Standing
from ..spine.rules import Rules
from .attention import reasons

_ACTIVE, _DORMANT = CustomerState.ACTIVE, CustomerState.DORMANT
_EXCITEMENT, _LEARNING = Phase.EXCITEMENT, Phase.LEARNING
_OFF_THE_BOOK = Risk(0, Band.UNKNOWN, (), False)
_KEEP_IN_TOUCH = "get in touch"


def standing(
    facts: CustomerFacts, today: date, rules: Rules, now: datetime | None = None
) -> Standing:
    """The standing of a customer on a day; ``now`` is the rep's wall clock on that day.

    A customer off the book has no risk, no debt, and no next step but a dormant one's waking.
    """
    case = look(facts, today, rules, now)
    score = risk(case) if facts.state == _ACTIVE else _OFF_THE_BOOK
    next_step, next_on = _next(case)
    return Standing(
        facts.id,
        facts.name,
        facts.tier,
        facts.state,
        case.phase,
        _phase_note(case),
        tuple([phase for _, phase in case.pairs]),
        case.silence,
        case.debt,
        score,
        reasons(case, score),
        next_step,
        next_on,
    )


def has_no_next(case: Case) -> bool:
    """Whether a customer has no next step; the rules leave none on the book without one (R36)."""
    return _next(case)[1] is None


def _phase_note(case: Case) -> str:
    """``live+12``, ``live?+1``, ``day 3``, ``back+5`` while young; the tier for everybody else."""
    first = case.first
    if first is None or (case.phase is not _LEARNING and case.phase is not _EXCITEMENT):
        return case.facts.tier.value
    if first.anchor == "order":
        return f"day {first.day}"
    sale = next(sale for sale, phase in case.pairs if phase is first)
    asked = first.anchor == "live" and only_planned(sale, case.facts, case.today)
    return f"{first.anchor}{'?' if asked else ''}+{first.day}"


def _next(case: Case) -> tuple[str, date | None]:
    """The earliest open follow-up or promise of ours, else what the rhythm asks for (R36)."""
    facts = case.facts
    if facts.state != _ACTIVE:
        return ("wake", facts.wake_on) if facts.state == _DORMANT else ("", None)
    first = min(facts.followups, key=lambda step: (step.due_on, step.what), default=None)
    steps = [(each.due_on, each.text) for each in facts.promises if not each.theirs]
    if first is not None:
        steps.append((first.due_on, step_words(first, facts, case.today)))
    if steps:
        on, what = min(steps)
        return what, on
    return _KEEP_IN_TOUCH, next_touch(case.silence, case.rules)

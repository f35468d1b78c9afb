"""A customer's place on a day: what Today, and every list that goes by attention, takes of its standing (§3, §5).

It is small, and most of it holds for days, so that it can be kept: ``domain/spine/watched_day`` tells until when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from ...values import NamedTuple
from ..care.phases import lead
from ..care.rhythm import debt_on
from ..spine.facts import CustomerFacts
from ..spine.kinds import Band, CustomerState, Group, Phase
from ..spine.model import Reason, Standing
from ..spine.rules import Rules
from .standing import standing

WEEK = timedelta(days=7)
ORDER = {group: at for at, group in enumerate(Group)}
_ACTIVE = CustomerState.ACTIVE
_SAVE, _PROMISED, _DATES = Group.SAVE, Group.PROMISED, Group.DATES


class Shown(NamedTuple):
    """Which of a customer's reasons its row shows: its place among them, its group, its weight in it."""

    at: int
    group: Group
    weight: float
    red: bool = False


class Place(NamedTuple):
    """One customer on one day.

    ``row`` is what its row shows, where it has one; ``calm`` what it shows if the customer is left to the triage
    pass: something to be done that is not red. ``before`` is its debt a week ago, ``due`` and ``broken`` count its
    promises, ``proposed`` its sales that may be settled; ``day`` is that of the sale that sets the phase.
    """

    id: int
    name: str
    active: bool
    phase: Phase
    phase_note: str
    score: int
    band: Band
    known: bool
    debt: float
    before: float
    overdue: bool
    red: bool
    day: int
    proposed: int
    next_on: date | None
    due: int
    broken: int
    row: Shown | None
    calm: Shown | None
    timed: bool
    reasons: Sequence[Reason]


class Placed(Protocol):
    """What the page needs of a place: one that was just reckoned has it, and one that was kept."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def active(self) -> bool: ...
    @property
    def phase(self) -> Phase: ...
    @property
    def phase_note(self) -> str: ...
    @property
    def score(self) -> int: ...
    @property
    def band(self) -> Band: ...
    @property
    def known(self) -> bool: ...
    @property
    def debt(self) -> float: ...
    @property
    def before(self) -> float: ...
    @property
    def next_on(self) -> date | None: ...
    @property
    def due(self) -> int: ...
    @property
    def broken(self) -> int: ...
    @property
    def row(self) -> Shown | None: ...
    @property
    def calm(self) -> Shown | None: ...
    @property
    def timed(self) -> bool: ...
    @property
    def reasons(self) -> Sequence[Reason]: ...


def place(facts: CustomerFacts, today: date, rules: Rules, now: datetime) -> Place:
    """The place of a customer on a day; ``now`` is the rep's wall clock on it."""
    # Whoever was entered this week changes nothing: an import is no week's neglect.
    before = None if facts.created_on > today - WEEK else debt_on(facts, today - WEEK, rules)
    return place_of(standing(facts, today, rules, now), today, before)


def place_of(stands: Standing, today: date, before: float | None = None) -> Place:
    """The place that follows from a standing; ``before`` is the debt a week ago, if not that of today."""
    reasons, risk, first = stands.reasons, stands.risk, lead(stands.sales)
    row = _shown(reasons, range(len(reasons)))
    left = row is not None and row.red  # the triage pass takes it, where there are many
    calm = [at for at, reason in enumerate(reasons) if left and _concrete(reason)]
    active = stands.state == _ACTIVE
    counted = reasons if active else ()
    return Place(
        stands.id,
        stands.name,
        active,
        stands.phase,
        stands.phase_note,
        risk.score,
        risk.band,
        risk.known,
        stands.debt,
        stands.debt if before is None else before,
        stands.silence.overdue,
        stands.red,
        first.day if first is not None else 0,
        sum(sale.proposed for sale in stands.sales),
        stands.next_on,
        sum(_is_due(reason, today) for reason in counted),
        sum(_is_broken(reason) for reason in counted),
        row,
        _shown(reasons, calm),
        active and any(reason.at for reason in reasons),
        reasons,
    )


def _shown(reasons: Sequence[Reason], among: Sequence[int]) -> Shown | None:
    """The strongest of the most urgent group; what has an hour goes before anything that is not red (§4, *Times*)."""
    if not among:
        return None
    group = min((reasons[at].group for at in among), key=ORDER.__getitem__)
    timed = [] if group is _SAVE else [at for at in among if reasons[at].at]
    here = timed or [at for at in among if reasons[at].group is group]
    at = max(here, key=lambda each: reasons[each].weight)
    return Shown(at, group, reasons[at].weight, reasons[at].red)


def _concrete(reason: Reason) -> bool:
    """Whether a reason short of Save names a thing to do, not just the customer."""
    named = reason.target is not None and reason.target[0] != "customer"
    return reason.group is not _SAVE and (reason.group is _DATES or named)


def _is_due(reason: Reason, today: date) -> bool:
    return reason.group is _PROMISED and reason.command == "done" and reason.due_on == today


def _is_broken(reason: Reason) -> bool:
    return reason.red and reason.target is not None and reason.target[0] == "promise"

"""Promises on a day: what was said is kept by its day, or it is broken (R42, §3).

The day of a promise is the day the customer was told. It is no deadline of ours, so unlike those it
never moves off a weekend; Today shows it a business day ahead instead.
"""

from __future__ import annotations

from datetime import date

from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, PromiseFacts
from ..spine.kinds import PromiseState
from ..spine.rules import Rules

_OPEN, _BROKEN = PromiseState.OPEN, PromiseState.BROKEN
KEPT = "promise kept"
"""How the history names the step by which a promise was kept, be it late."""


def broken_from(promise: PromiseFacts) -> date | None:
    """The first day on which a promise of ours is broken as things stand; None for theirs.

    An open one breaks the day after it was due. One marked broken stays so until it is made good.
    """
    if promise.theirs:
        return None
    if promise.state == _BROKEN:
        return promise.made_on
    return plus(promise.due_on, 1) if promise.state == _OPEN else None


def is_broken(promise: PromiseFacts, today: date) -> bool:
    """Whether the promise counts against us today."""
    since = broken_from(promise)
    return since is not None and since <= today


def state_on(promise: PromiseFacts, today: date) -> PromiseState:
    """The state to show: an open promise of ours past its day reads broken, though none says so."""
    return _BROKEN if is_broken(promise, today) else promise.state


def shown_from(promise: PromiseFacts, rules: Rules) -> date:
    """The first day on which a promise is worth a row on Today.

    Ours a business day ahead, so that one for Saturday or Monday shows on Friday; what they owe us
    once its day has passed.
    """
    if promise.theirs:
        return plus(promise.due_on, 1)
    ahead = rules.business.add(promise.due_on, -rules.today.promises_ahead_bd)
    broken = broken_from(promise)
    return ahead if broken is None else min(ahead, broken)


def broken(facts: CustomerFacts, today: date) -> tuple[PromiseFacts, ...]:
    """The promises that count against us today, as the facts have them."""
    return tuple(promise for promise in facts.promises if is_broken(promise, today))

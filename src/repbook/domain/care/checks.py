"""When "Was everything as expected?" is due, and which check of a sale it is (R82, §3).

Checks are numbered here and nowhere else: the n-th check is the n-th answer *of a sale*. What §3 leaves open
is decided so:

* Where the agenda has open check steps, the oldest of them is the check that waits, from its day on; without
  any, the live day says when one is due.
* The open steps of a sale bear the numbers that follow those given, in the order of their days, whatever
  number the agenda had for them when it was hung.
* By the live day a check up to four days early answers the one that was due; a late one answers those before it.
* What was due before the customer was entered is not owed: an import brings no debts (§7). Nobody knows how
  often a sale that is history was asked about, so its checks have no number.
* Quarterly counts from the last check, else from settling, but never from before the customer was
  entered, so that an import owes none (§7). It comes no more often than the customer's own rhythm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...values import NamedTuple
from ..spine.calendar import plus
from ..spine.facts import CheckFacts, CustomerFacts, FollowupFacts, SaleFacts
from ..spine.kinds import FollowupKind, FollowupSource
from ..spine.model import SalePhase
from ..spine.rules import Rules
from .phases import base_day, bears

_CHECK, _AGENDA = FollowupKind.CHECK, FollowupSource.AGENDA
_NUMBERED = re.compile(r"check \d+(?:\s*[:·–-]\s*|$)", re.IGNORECASE)
QUESTION = "was everything as expected?"
ASKED = "as expected?"
"""The question where a line has little room for it."""
IN_SHORT = {
    QUESTION: ASKED,
    "gained, works well, to improve": "what they gained?",
    "expectations, one by one": "what they expected?",
}
"""What the checks of an agenda ask, where a line has little room for it."""


class DueCheck(NamedTuple):
    """A check that waits: the ``number``-th of its sale (0: nobody knows), and since when one has been waiting.

    ``slot`` says which of the days after live has come last, from 1; 0 where the agenda sets the day.
    """

    number: int
    since: date
    slot: int = 0


def newest_check(facts: CustomerFacts, today: date) -> CheckFacts | None:
    """The customer's last answer by a day."""
    for check in facts.checks:
        if check.on <= today:
            return check
    return None


def number(sale: SaleFacts, facts: CustomerFacts, today: date, waiting: int = 0) -> int:
    """Which check of a sale the next one is, from 1, with ``waiting`` others before it; 0 for history."""
    if sale.history:
        return 0
    given = sum([each.on <= today and bears(each.sale_id, each.on, sale) for each in facts.checks])
    return given + 1 + waiting


def named(number: int) -> str:
    """``check 2``; ``a check`` where it has no number."""
    return f"check {number}" if number else "a check"


def asks(number: int) -> str:
    """The check that is due, in words, for Today and Ahead alike."""
    return f"{named(number)}: {ASKED}" if number else f"a check: {ASKED}"


def unnumbered(what: str) -> str:
    """The words of a check step without the number that its agenda gave it."""
    found = _NUMBERED.match(what)
    return what[found.end() :] if found else what


def open_steps(facts: CustomerFacts, sale_id: int) -> list[FollowupFacts]:
    """The open check steps of a sale, the oldest first."""
    steps = [step for step in facts.followups if step.kind is _CHECK and step.sale_id == sale_id]
    return sorted(steps, key=lambda step: (step.due_on, step.id)) if len(steps) > 1 else steps


def step_words(step: FollowupFacts, facts: CustomerFacts, today: date) -> str:
    """What a follow-up asks for. A check of an agenda is named by its number among those of its sale."""
    if step.kind is not _CHECK or step.source is not _AGENDA:
        return step.what
    bare = unnumbered(step.what)
    sale = next((sale for sale in facts.sales if sale.id == step.sale_id), None)
    if sale is None:
        return step.what
    before = [each.id for each in open_steps(facts, sale.id)].index(step.id)
    nth = number(sale, facts, today, before)
    if nth:
        return f"Check {nth}: {bare}" if bare else f"Check {nth}"
    return bare[:1].upper() + bare[1:] or "A check"


def planned(facts: CustomerFacts, sale: SaleFacts | None) -> FollowupFacts | None:
    """The open follow-up that asks for a check, of this sale or (None) of any: the earliest."""
    found = [
        step
        for step in facts.followups
        if step.kind is _CHECK and (sale is None or step.sale_id in (None, sale.id))
    ]
    return min(found, key=lambda step: (step.due_on, step.id), default=None)


def check_due(
    sale: SaleFacts, phase: SalePhase, facts: CustomerFacts, today: date, rules: Rules
) -> DueCheck | None:
    """The check that a sale in its Learning curve is due today, or None.

    It is overdue when ``since`` lies before today.
    """
    step = planned(facts, sale) if facts.followups else None
    if step is not None:
        return DueCheck(number(sale, facts, today), step.due_on) if step.due_on <= today else None
    due: DueCheck | None = None
    for slot, on in _waiting(sale, phase, facts, today, rules):
        if on > today:
            break
        nth = due.number if due else number(sale, facts, today)
        due = DueCheck(nth, due.since if due else on, slot)
    return due


def checks_ahead(
    sale: SaleFacts, phase: SalePhase, facts: CustomerFacts, today: date, rules: Rules
) -> Iterator[tuple[int, date]]:
    """The checks that the live day asks for from today on, each with its number and its day.

    None where the agenda has steps for them. Days that have passed are one check that waits.
    """
    if planned(facts, sale) is not None:
        return
    late = 0
    for _, on in _waiting(sale, phase, facts, today, rules):
        if on < today:
            late = 1
        else:
            yield number(sale, facts, today, late), on
            late += 1


def _waiting(
    sale: SaleFacts, phase: SalePhase, facts: CustomerFacts, today: date, rules: Rules
) -> Iterator[tuple[int, date]]:
    """The days after live on which no check has answered yet, with their places."""
    clocks = rules.clocks
    base = base_day(sale, phase, rules)
    last = next(
        (
            check.on
            for check in facts.checks
            if check.on <= today and bears(check.sale_id, check.on, sale)
        ),
        None,
    )
    for slot, days in enumerate(clocks.check_days, 1):
        on = rules.business.roll(plus(base, days))
        if on < facts.created_on:
            continue
        if last is None or last < plus(base, days - clocks.check_early):
            yield slot, on


def check_again_from(
    facts: CustomerFacts, first: SalePhase, aim: int, today: date, rules: Rules
) -> date:
    """The business day from which a settled customer is due another check.

    ``aim`` is the customer's rhythm in days.
    """
    last = newest_check(facts, today)
    counted = max(last.on if last else first.since, facts.created_on)
    return rules.business.roll(plus(counted, max(rules.clocks.check_again, aim)))

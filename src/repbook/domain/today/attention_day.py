"""When a customer can first need attention, from facts alone: what an index on days is built of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from ...values import NamedTuple
from ..care.case import look
from ..care.checks import check_again_from
from ..care.phases import young_until
from ..care.promises import shown_from
from ..care.risk import order_missed_from, settled_ceiling
from ..care.yearly import survey_again, survey_from
from ..growth.asks import moment_days
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts
from ..spine.kinds import CustomerState, Phase
from ..spine.rules import Rules
from .newcomers import is_new
from .still_to_do import first_days
from .words_owed import untold_from

_ACTIVE, _DORMANT = CustomerState.ACTIVE, CustomerState.DORMANT
_SETTLED = Phase.SETTLED


class AttentionDays(NamedTuple):
    """The days by which Today finds the customers to ask the rules about.

    On any day not before the newest recorded fact on which the customer has a reason, a debt, or a
    risk of 50, ``attention_on`` has come, or ``vulnerable_until`` has not passed, or a birthday or
    tenure is near. ``attention_on`` may be early, never late; None is never. ``vulnerable_until`` is
    the last day on which a sale can be in its first two phases. ``next_due_on`` is the earliest open
    follow-up or promise of ours; without one the rhythm gives the next step.
    """

    attention_on: date | None
    vulnerable_until: date | None
    next_due_on: date | None


def attention_days(facts: CustomerFacts, rules: Rules) -> AttentionDays:
    """The days that follow from the facts; they hold until the facts or the rules change."""
    if facts.state != _ACTIVE:
        return AttentionDays(facts.wake_on if facts.state == _DORMANT else None, None, None)
    # Until its order day a sale is still to come, whatever else is written of it.
    young = max(
        (max(sale.ordered_on, young_until(sale, facts, rules)) for sale in facts.sales),
        default=None,
    )
    days = list(_rows(facts, rules))
    if young != date.max:
        days += _rhythm(facts, max(_recorded(facts), plus(young or date.min, 1)), rules)
    first = min(days, default=date.max)
    due = [step.due_on for step in facts.followups]
    due += [promise.due_on for promise in facts.promises if not promise.theirs]
    return AttentionDays(first if first < date.max else None, young, min(due, default=None))


def _rows(facts: CustomerFacts, rules: Rules) -> Iterator[date]:
    """The first days of what single rows ask for."""
    for step in facts.followups:
        yield step.due_on
    for promise in facts.promises:
        yield shown_from(promise, rules)
    for problem in facts.problems:
        if problem.confirmed_on is None:
            yield problem.known_on
        elif problem.recheck_on is not None:
            yield problem.recheck_on
    for sale in facts.sales:
        yield order_missed_from(sale, rules)
    if facts.untold:
        yield untold_from(facts, rules)
    yield from first_days(facts, rules)
    if facts.praise_on is not None:
        yield from moment_days(facts, _recorded(facts), rules)
    if is_new(facts):
        yield facts.created_on
    survey, again = survey_from(facts, rules), survey_again(facts, rules)
    if survey is not None:
        yield survey
    if again is not None:
        yield again[0]


def _rhythm(facts: CustomerFacts, day: date, rules: Rules) -> Iterator[date]:
    """What comes by itself from ``day`` on, when every sale has settled for good."""
    case = look(facts, day, rules)
    yield plus(case.silence.since, case.silence.limit + 1)
    if case.first is not None and case.phase is _SETTLED:
        yield check_again_from(facts, case.first, case.silence.aim, day, rules)
    if settled_ceiling(case) >= rules.risk.bands[1]:
        yield day


def _recorded(facts: CustomerFacts) -> date:
    """The newest day that something recorded has happened on."""
    days: Iterator[date | None] = chain(
        (
            facts.created_on,
            facts.last_touch_on,
            facts.rival_on,
            facts.main_since,
            facts.main_gone_on,
            facts.survey_sent_on,
            facts.survey_back_on,
            facts.cancel_talk_on,
        ),
        facts.two_way,
        facts.one_way,
        facts.told,
        (check.on for check in facts.checks),
        (each.on for each in facts.untold),
        (promise.made_on for promise in facts.promises),
        (day for sale in facts.sales for day in (sale.settled_on, sale.thanked_on)),
        (day for each in facts.problems for day in (each.known_on, each.solved_on)),
        (each.confirmed_on for each in facts.problems),
        (each.made_on for each in facts.unposted),
        (day for each in facts.asks for day in (each.asked_on, each.answered_on, each.thanked_on)),
    )
    return max(day for day in days if day is not None)

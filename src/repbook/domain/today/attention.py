"""What puts a customer on Today, and the one key that answers it (§3, §5).

What §3 leaves open is decided so:

* A row never repeats another: a call that is due stands for the silence it ends, "dropped" for the
  silence since the order, a follow-up made for a promise or a problem is left out while that one
  has a row, and so is a step that asks for a letter which is made and waits to be posted.
* Who is dropped stands at the top of the Learning curve, before any trouble there (R11); before them, as in any
  group, stands what has an hour today.
* A quiet day after a one-way touch also holds back "dropped" (R11).
* A customer off the book has no row, but a dormant one whose day has come (R07).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..care.case import Case
from ..care.checks import asks, check_again_from, check_due, planned
from ..care.live import QUESTION, is_asked, only_planned
from ..care.risk import order_missed_from
from ..care.yearly import dates, survey_again, survey_from
from ..growth.asks import moment
from ..letters.which_letter import kind_of
from ..spine.facts import FollowupFacts, SaleFacts
from ..spine.kinds import CustomerState, FollowupKind, FollowupSource, Group, Phase
from ..spine.model import Reason, Risk, SalePhase
from ..spine.reason_phrases import late, near
from . import alarms
from .followups_due import IN_TOUCH, LETTERS, followups
from .newcomers import first_word
from .still_to_do import cycle, nobody_to_ask, thanks_for_referrals, unasked, unposted
from .words_owed import words_owed

_ACTIVE, _DORMANT = CustomerState.ACTIVE, CustomerState.DORMANT
_SETTLED, _LEARNING = Phase.SETTLED, Phase.LEARNING
_LEARN, _DUE = Group.LEARNING, Group.DUE
_RHYTHM = FollowupSource.RHYTHM
_ARRIVED = 150.0  # before any check: there is nothing to ask about yet
_MOST = 49.0  # what lateness may add to a weight: never enough to reach the next kind of row
_ORDER = {group: at for at, group in enumerate(Group)}


def reasons(case: Case, risk: Risk) -> tuple[Reason, ...]:
    """Every reason of one customer on a day, in the groups' order, the strongest first in each."""
    facts = case.facts
    if facts.state != _ACTIVE:
        return _waking(case)
    found: list[Reason] = []
    if facts.promises:
        found += alarms.promises(case)
    if facts.problems:
        found += alarms.problems(case)
    alarm = alarms.forgotten(case)
    if alarm is not None:
        found.append(alarm)
    alarm = alarms.leaving(case, risk)
    if alarm is not None:
        found.append(alarm)
    found = alarms.with_risk(case, risk, found)
    letters, spoken_for = words_owed(case)
    found += letters
    if facts.unposted:
        found += unposted(case)
    if facts.asks:
        found += thanks_for_referrals(case)
    if facts.praise_on is not None:
        found += moment(case)
    if facts.followups:
        found += followups(case, spoken_for | _said(case, found) if found else spoken_for)
    for sale, phase in case.pairs:
        if phase.phase is not _SETTLED:
            found += _young(case, sale, phase)
        if sale.expected_on is not None:
            found += _missed(case, sale, sale.expected_on)
    if case.phase is not _SETTLED:
        found += unasked(case)
    found += cycle(case)
    if facts.main_gone_on is not None:
        found += nobody_to_ask(case)
    if case.phase is not _SETTLED or case.silence.overdue:
        found += _silent(case)
    if facts.by_hand and not facts.sales:
        found += first_word(case)
    if case.first is not None:
        found += _round(case, case.first)
    found += dates(case)
    if len(found) > 1:
        found.sort(key=_place)
    return tuple(found)


def _place(reason: Reason) -> tuple[int, float]:
    return _ORDER[reason.group], -reason.weight


def _waking(case: Case) -> tuple[Reason, ...]:
    facts, wake = case.facts, case.facts.wake_on
    if facts.state != _DORMANT or wake is None or wake > case.today:
        return ()
    waking = Reason(_DUE, "time to wake", "open", 50.0, False, wake, ("customer", facts.id))
    return (waking.told(when=f"asleep until {near(wake, case.today)}"),)


def _said(case: Case, found: list[Reason]) -> set[int]:
    """The follow-ups that other rows already say."""
    rows = {reason.target for reason in found}
    waiting = {each.kind for each in case.facts.unposted if ("letter", each.id) in rows}
    forgotten = case.silence.forgotten
    said = set()
    for step in case.facts.followups:
        if step.at and step.due_on == case.today:
            continue  # its hour has to be seen
        if (
            (step.promise_id and ("promise", step.promise_id) in rows)
            or (step.problem_id and _of_problem(step) and ("problem", step.problem_id) in rows)
            or (waiting and step.kind in LETTERS and kind_of(step) in waiting)
            or (forgotten and step.source == _RHYTHM and step.kind in IN_TOUCH)
        ):
            said.add(step.id)
    return said


def _of_problem(step: FollowupFacts) -> bool:
    """Whether a follow-up is about a problem as such; a step of its plan is a row of its own day."""
    return step.kind is not FollowupKind.TASK


def _young(case: Case, sale: SaleFacts, phase: SalePhase) -> Iterator[Reason]:
    """Whether it has arrived, a Settled to confirm, a check: what no follow-up asks for."""
    today, target = case.today, ("sale", sale.id)
    if only_planned(sale, case.facts, today) and not is_asked(sale, case.facts) and sale.live_on:
        weight = _ARRIVED + min(_MOST, (today - sale.live_on).days)
        arrived = Reason(_LEARN, QUESTION, "log", weight, False, sale.live_on, target)
        yield arrived.told(when=late(sale.live_on, today) or "today")
    if phase.proposed:
        yield Reason(_LEARN, "all is well: settled?", "phase", 40.0, False, today, target)
    if phase.phase is not _LEARNING:
        return
    if planned(case.facts, sale) is not None:
        return
    check = check_due(sale, phase, case.facts, today, case.rules)
    if check is None:
        return
    weight = 100.0 + min(_MOST, (today - check.since).days)
    due = Reason(_LEARN, asks(check.number), "check", weight, False, check.since, target)
    yield due.told(when=late(check.since, today))


def _missed(case: Case, sale: SaleFacts, expected: date) -> Iterator[Reason]:
    """A recurring order that did not come."""
    if order_missed_from(sale, case.rules) <= case.today:
        text, target = "expected order did not come", ("sale", sale.id)
        missed = Reason(_DUE, text, "sale", 150.0, False, expected, target)
        yield missed.told(when=late(expected, case.today))


def _silent(case: Case) -> Iterator[Reason]:
    """One row at most: dropped after the order (R11), or silent past the rhythm's limit."""
    facts, quiet, today = case.facts, case.silence, case.today
    if quiet.forgotten:
        return
    dropped = _dropped(case) if quiet.quiet_until is None else None
    if dropped is not None:
        age = (today - dropped.ordered_on).days
        text, target = "no word since the order", ("sale", dropped.id)
        alone = Reason(_LEARN, text, "log", 900.0, False, dropped.ordered_on, target)
        yield alone.told(alarms.channel(quiet), f"dropped, {age} d")
    elif quiet.overdue and not any(
        step.due_on <= today and step.kind in IN_TOUCH for step in facts.followups
    ):
        weight, target = 100.0 + min(_MOST, 10 * case.debt), ("customer", facts.id)
        still = Reason(_DUE, alarms.silent(quiet), "log", weight, False, quiet.since, target)
        yield still.told(alarms.channel(quiet))


def _dropped(case: Case) -> SaleFacts | None:
    """The newest sale if its customer has not had a word for a week since the order."""
    young = [sale for sale, phase in case.pairs if phase.phase is not _SETTLED and not sale.history]
    if not young:
        return None
    sale = max(young, key=lambda each: (each.ordered_on, each.id))
    since_when = max(sale.ordered_on, case.facts.created_on)
    if (case.today - since_when).days < case.rules.clocks.dropped:
        return None
    heard = any(sale.ordered_on < day <= case.today for day in case.facts.two_way)
    return None if heard else sale


def _round(case: Case, first: SalePhase) -> Iterator[Reason]:
    """What comes round: the quarterly check of a settled customer, the yearly survey."""
    facts, today, rules = case.facts, case.today, case.rules
    target = ("customer", facts.id)
    if first.phase is _SETTLED:
        on = check_again_from(facts, first, case.silence.aim, today, rules)
        if on <= today and planned(facts, None) is None:
            check = Reason(_DUE, "quarterly check: as expected?", "check", 40.0, False, on, target)
            yield check.told(when=late(on, today))
    survey = survey_from(facts, rules)
    if survey is not None and survey <= today:
        yearly = Reason(_DUE, "yearly survey", "survey", 30.0, False, survey, target)
        yield yearly.told(when=late(survey, today))
        return
    again = survey_again(facts, rules)
    if again is not None and again[0] <= today < again[1]:
        yield Reason(_DUE, "survey unanswered: ask again", "survey", 30.0, False, again[0], target)

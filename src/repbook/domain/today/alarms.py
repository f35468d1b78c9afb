"""Save and Promised: the four red alarms, and the promises, problems, and risk short of them (§3).

Red is kept for a broken promise, a problem above trivial past its clock, a forgotten customer, and a risk of 75.
What §3 leaves open is decided so:

* The worst stand first: a risk of 75, a grave problem, a promise or slight problem that nobody takes
  care of, a forgotten customer, and last a slight problem in good hands (R29).
* A risk whose largest reason is already an alarm has no row of its own.
* Talk of cancelling has a row of its own, whatever else adds to the risk: it asks whether they stay.
* A trivial problem past its clock stands where one in time stands; it is late, not red.
* An open problem in time stands under Learning curve, or Due once settled, from a business day before
  its next clock runs out; a solved one until the customer has said so.
* Nagging about a risk of 50 stops for the day at any touch (R57); the alarm at 75 does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...wording import ago, day_text
from ..care.case import Case
from ..care.handling import clocks_of
from ..care.phases import speaks_of_cancelling
from ..care.problems import (
    ACKNOWLEDGE,
    FIX,
    PLAN,
    RECHECK,
    SLIGHT,
    acknowledge_by,
    is_alarm,
    is_handled,
    is_open,
    past_clock,
    running,
)
from ..care.promises import is_broken, shown_from
from ..spine.facts import ProblemFacts
from ..spine.kinds import Band, Group, Phase, Severity
from ..spine.model import Reason, Risk, Silence
from ..spine.reason_phrases import due, short, since, with_person
from ..spine.rules import Rules

_SAVE, _PROMISED, _LEARN, _DUE = Group.SAVE, Group.PROMISED, Group.LEARNING, Group.DUE
_SETTLED, _MAJOR = Phase.SETTLED, Severity.MAJOR
_GRAVITY = tuple(Severity)
_MOST = 49.0  # what lateness may add to a weight: never enough to reach the next kind of row
_LATE = {
    ACKNOWLEDGE: "no answer to it since {}",
    PLAN: "no plan for it since {}",
    FIX: "not fixed by {}",
    RECHECK: "not asked by {} whether it is solved",
}
"""What a problem past its clock lacks, and since when."""
_ASK = {ACKNOWLEDGE: "answer", PLAN: "agree a plan for", FIX: "fix"}


def promises(case: Case) -> Iterator[Reason]:
    """Promises of ours that are broken or near, and what the customer owes us past its day."""
    today = case.today
    for promise in case.facts.promises:
        if shown_from(promise, case.rules) > today:
            continue
        target = ("promise", promise.id)
        on, text = promise.due_on, short(promise.text)
        late = min(_MOST, max(0, (today - on).days))
        if promise.theirs:
            text = f"waiting for {with_person(text, promise.person)} · {since(on, today)}"
            yield Reason(_PROMISED, text, "done", 20.0 + late, False, on, target)
            continue
        text = f"{with_person(text, promise.person)} · {due(on, today)}"
        if is_broken(promise, today):
            text = f"broken: {text}"
            yield Reason(_SAVE, text, "done", 350.0 + late, True, on, target)
        else:
            yield Reason(_PROMISED, text, "done", 100.0 - (on - today).days, False, on, target)


def problems(case: Case) -> Iterator[Reason]:
    """Problems past a clock, problems whose clock is running out, and those to ask about again."""
    today, business = case.today, case.rules.business
    rules = clocks_of(case.facts, case.rules)
    group = _DUE if case.phase is _SETTLED else _LEARN
    for problem in case.facts.problems:
        target = ("problem", problem.id)
        text = short(problem.text)
        if not is_open(problem, today):
            if problem.recheck_on is not None and problem.recheck_on <= today:
                text = f"recheck: {text}"
                yield Reason(_DUE, text, "problem", 70.0, False, problem.recheck_on, target)
            continue
        clock, last = running(problem, today, rules)
        if past_clock(problem, today, rules, case.now):
            red = is_alarm(problem, today, rules, case.now)
            weight = _problem_weight(problem, today) if red else 190.0
            text = f"{_LATE[clock].format(day_text(last, today))}: {text}"
            yield Reason(_SAVE if red else group, text, "problem", weight, red, last, target)
        elif clock in _ASK:
            if last <= business.add(today, 1):
                text = (
                    f"{_ASK[clock]} the problem: {text} · {_by(problem, clock, last, case, rules)}"
                )
                weight = 180.0 + _GRAVITY.index(problem.severity)
                yield Reason(group, text, "problem", weight, False, last, target)
        elif problem.solved_on != today:
            text = f"solved, but not in their words: {text}"
            yield Reason(group, text, "problem", 120.0, False, last, target)


def _by(problem: ProblemFacts, clock: str, last: date, case: Case, rules: Rules) -> str:
    """By when a clock runs out: the hour of an answer, the day of the rest (R86)."""
    until = acknowledge_by(problem, rules, case.now) if clock == ACKNOWLEDGE and case.now else None
    if until is None:
        return due(last, case.today)
    return f"by {until:%H:%M} {'today' if until.date() == case.today else day_text(until.date(), case.today)}"


def forgotten(case: Case) -> Reason | None:
    """The alarm for a customer who was last in touch twice the limit ago."""
    quiet = case.silence
    if not quiet.forgotten:
        return None
    said = "nothing known" if quiet.unknown else "forgotten"
    text = f"{said}: {quiet.days} {quiet.unit} of {quiet.limit}{channel(quiet)}"
    weight = 300.0 + min(_MOST, quiet.days / quiet.limit)
    return Reason(_SAVE, text, "log", weight, True, quiet.since, ("customer", case.facts.id))


def leaving(case: Case, risk: Risk) -> Reason | None:
    """The alarm for a customer who spoke of cancelling, returning, or a refund, and has not said that they stay."""
    spoke = speaks_of_cancelling(case.facts, case.today)
    if spoke is None:
        return None
    text = f"spoke of cancelling {ago(spoke, case.today)}: do they stay?"
    weight = 500.0 + risk.score
    return Reason(_SAVE, text, "check", weight, True, spoke, ("customer", case.facts.id))


def at_risk(case: Case, risk: Risk, alarms: list[Reason]) -> Reason | None:
    """The alarm of who is to be saved and the nagging about who is at risk; ``alarms`` holds the rows that there are already.

    The row names the largest reason that something can be done about: nobody can clear an age.
    """
    if not risk.warns:
        return None
    top = next((part for part in risk.parts if part.clears), risk.parts[0])
    command = top.clears or "log"
    text = f"at risk: {top.reason}"
    target = ("customer", case.facts.id)
    said = {reason.command for reason in alarms if reason.red}
    if risk.band is Band.SAVE:
        if command in said:
            return None
        return Reason(_SAVE, text, command, 500.0 + risk.score, True, None, target)
    if said or case.facts.last_touch_on == case.today:
        return None
    group = _DUE if case.phase is _SETTLED else _LEARN
    return Reason(group, text, command, 200.0 + risk.score, False, None, target)


def channel(quiet: Silence) -> str:
    """What to add to a row about silence after three attempts that nobody answered."""
    return " · try another channel" if quiet.another_channel else ""


def _problem_weight(problem: ProblemFacts, today: date) -> float:
    late = min(_MOST, (today - problem.known_on).days)
    if problem.severity not in SLIGHT:
        return late + (450.0 if problem.severity == _MAJOR else 400.0)
    return late + (200.0 if is_handled(problem) else 350.0)

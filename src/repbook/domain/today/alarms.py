"""Save and Promised: the four red alarms, and the promises, problems, and risk short of them (§3).

Red is kept for a broken promise, a problem above trivial past its clock, a forgotten customer, and a risk of 75.
What §3 leaves open is decided so:

* The worst stand first: a risk of 75, a grave problem, a promise or slight problem that nobody takes
  care of, a forgotten customer, and last a slight problem in good hands (R29).
* A risk whose largest reason is already an alarm has no row of its own, nor one whose largest reason has a row
  where something else is an alarm. One whose largest reason has a row that is no alarm lifts that row: one trouble
  is one row, and it says what it waits for.
* Talk of cancelling has a row of its own, whatever else adds to the risk: it asks whether they stay.
* A trivial problem past its clock stands where one in time stands; it is late, not red.
* An open problem in time stands under Learning curve, or Due once settled, from a business day before
  its next clock runs out; a solved one until the customer has said so.
* Nagging about a risk of 50 stops for the day at any touch (R57); the alarm at 75 does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...wording import ago
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
from ..care.risk import AT_LEAST, SOLVED
from ..spine.facts import ProblemFacts
from ..spine.kinds import Band, Group, Phase, Severity
from ..spine.model import Reason, Risk, RiskPart, Silence
from ..spine.reason_phrases import late, near, short, unless_named
from ..spine.rules import Rules

_SAVE, _PROMISED, _LEARN, _DUE = Group.SAVE, Group.PROMISED, Group.LEARNING, Group.DUE
_SETTLED, _MAJOR = Phase.SETTLED, Severity.MAJOR
_GRAVITY = tuple(Severity)
_MOST = 49.0  # what lateness may add to a weight: never enough to reach the next kind of row
_OWED = {ACKNOWLEDGE: "answer", PLAN: "plan", FIX: "fix", RECHECK: SOLVED}
"""What a problem waits for, in a word that stands before the day."""


def promises(case: Case) -> Iterator[Reason]:
    """Promises of ours that are broken or near, and what the customer owes us past its day."""
    today = case.today
    for promise in case.facts.promises:
        if shown_from(promise, case.rules) > today:
            continue
        target = ("promise", promise.id)
        on, text = promise.due_on, short(promise.text)
        gone, who = min(_MOST, max(0, (today - on).days)), unless_named(promise.person, text)
        when = late(on, today) or near(on, today)
        if promise.theirs:
            owed = Reason(_PROMISED, f"they owe: {text}", "done", 20.0 + gone, False, on, target)
            yield owed.told(who, when)
        elif is_broken(promise, today):
            broken = Reason(_SAVE, text, "done", 350.0 + gone, True, on, target)
            yield broken.told(who, f"broken {near(on, today)}")
        else:
            weight = 100.0 - (on - today).days
            yield Reason(_PROMISED, text, "done", weight, False, on, target).told(who, when)


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
                on = problem.recheck_on
                recheck = Reason(_DUE, text, "problem", 70.0, False, on, target)
                yield recheck.told(when="still solved?")
            continue
        clock, last = running(problem, today, rules)
        if past_clock(problem, today, rules, case.now):
            red = is_alarm(problem, today, rules, case.now)
            weight = _problem_weight(problem, today) if red else 190.0
            where, when = _SAVE if red else group, f"{_OWED[clock]} {late(last, today) or 'late'}"
            yield Reason(where, text, "problem", weight, red, last, target).told(when=when)
        elif clock != RECHECK:
            if last <= business.add(today, 1):
                weight = 180.0 + _GRAVITY.index(problem.severity)
                when = f"{_OWED[clock]} {_by(problem, clock, last, case, rules)}"
                yield Reason(group, text, "problem", weight, False, last, target).told(when=when)
        elif problem.solved_on != today:
            solved = Reason(group, text, "problem", 120.0, False, last, target)
            yield solved.told(when=SOLVED)


def _by(problem: ProblemFacts, clock: str, last: date, case: Case, rules: Rules) -> str:
    """By when a clock runs out: the hour of an answer that is due today, the day of the rest (R86)."""
    until = acknowledge_by(problem, rules, case.now) if clock == ACKNOWLEDGE and case.now else None
    if until is None:
        return near(last, case.today)
    return f"by {until:%H:%M}" if until.date() == case.today else near(until.date(), case.today)


def forgotten(case: Case) -> Reason | None:
    """The alarm for a customer who was last in touch twice the limit ago."""
    quiet = case.silence
    if not quiet.forgotten:
        return None
    weight = 300.0 + min(_MOST, quiet.days / quiet.limit)
    target = ("customer", case.facts.id)
    alarm = Reason(_SAVE, silent(quiet), "log", weight, True, quiet.since, target)
    return alarm.told(channel(quiet), "nothing known" if quiet.unknown else "forgotten")


def leaving(case: Case, risk: Risk) -> Reason | None:
    """The alarm for a customer who spoke of cancelling, returning, or a refund, and has not said that they stay."""
    spoke = speaks_of_cancelling(case.facts, case.today)
    if spoke is None:
        return None
    weight, target = 500.0 + risk.score, ("customer", case.facts.id)
    alarm = Reason(_SAVE, "do they stay?", "check", weight, True, spoke, target)
    return alarm.told(when=f"leaving, {ago(spoke, case.today)}")


def with_risk(case: Case, risk: Risk, found: list[Reason]) -> list[Reason]:
    """The rows that there are, and the one of the risk; where one of them says the same trouble, in its place."""
    alarm = _at_risk(case, risk, found)
    if alarm is None:
        return found
    twin = next((row for row in found if _same(row, alarm)), None)
    if twin is None:
        return [*found, alarm]
    lifted = alarm._replace(text=twin.what, who="", due_on=twin.due_on, when="")
    rest = [row for row in found if row is not twin]
    return [*rest, lifted.told(twin.who, twin.when)]


def _same(row: Reason, alarm: Reason) -> bool:
    """Whether a row short of an alarm is about the same trouble, with the same key."""
    return not row.red and (row.command, row.target) == (alarm.command, alarm.target)


def _at_risk(case: Case, risk: Risk, alarms: list[Reason]) -> Reason | None:
    """The alarm of who is to be saved and the nagging about who is at risk; ``alarms`` holds the rows that there are already.

    The row names the largest reason that something can be done about: nobody can clear an age.
    """
    if not risk.warns:
        return None
    top = next((part for part in risk.parts if part.clears), risk.parts[0])
    command = top.clears or "log"
    what, when = _said(top)
    target = top.about or ("customer", case.facts.id)
    said = {reason.command for reason in alarms if reason.red}
    if risk.band is Band.SAVE:
        if command in said or (said and any(reason.command == command for reason in alarms)):
            return None
        alarm = Reason(_SAVE, what, command, 500.0 + risk.score, True, None, target)
        return alarm.told(when=when or "save today")
    if said or case.facts.last_touch_on == case.today:
        return None
    group = _DUE if case.phase is _SETTLED else _LEARN
    return Reason(group, what, command, 200.0 + risk.score, False, None, target).told(when=when)


def _said(part: RiskPart) -> tuple[str, str]:
    """A part of the risk as a row: what it is about, and what is the matter; numbers have a column."""
    what, _, rest = part.reason.partition(": ")
    if part.clears == "problem" and not rest.startswith(AT_LEAST):
        grave, _, state = what.partition(", ")
        return (rest, state if state == SOLVED else grave) if rest else (what, "")
    what, _, when = what.partition(", ")
    return what, when


def silent(quiet: Silence) -> str:
    """``silent 207 of 90 d``: how long, also before they came out of a file, and how long they may be left alone."""
    return f"silent {quiet.ago} of {quiet.limit} {quiet.unit}"


def channel(quiet: Silence) -> str:
    """What to add to a row about silence after three attempts that nobody answered."""
    return "try another channel" if quiet.another_channel else ""


def _problem_weight(problem: ProblemFacts, today: date) -> float:
    late = min(_MOST, (today - problem.known_on).days)
    if problem.severity not in SLIGHT:
        return late + (450.0 if problem.severity == _MAJOR else 400.0)
    return late + (200.0 if is_handled(problem) else 350.0)

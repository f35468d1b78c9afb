"""The clocks of a problem: acknowledge, plan, fix, recheck (R86, R87, §3).

Each clock runs until its step is done, and a later step counts for the earlier ones: who has sent
a plan has acknowledged. A problem is open until the customer says that it is solved; the rep's own
word only stops the clock to fix it and starts the one to ask them. The rules given may hold the clocks agreed
with one customer: ``handling.clocks_of`` puts them in (R79).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ..spine.calendar import plus
from ..spine.facts import ProblemFacts
from ..spine.kinds import Severity
from ..spine.rules import Rules

ACKNOWLEDGE, PLAN, FIX, RECHECK = "acknowledge", "plan", "fix", "recheck"
SLIGHT = frozenset((Severity.TRIVIAL, Severity.MINOR))


def is_open(problem: ProblemFacts, today: date) -> bool:
    """Whether the customer still waits: known by now, and not closed in their own words."""
    closed = problem.confirmed_on
    return problem.known_on <= today and (closed is None or closed > today)


def is_handled(problem: ProblemFacts) -> bool:
    """Whether somebody has taken it up: an answer or a plan is with the customer (R29)."""
    return bool(problem.acknowledged_at or problem.planned_at or problem.solved_on)


def running(problem: ProblemFacts, today: date, rules: Rules) -> tuple[str, date]:
    """The clock that runs for an open problem, and the last day on which it is in time.

    A day agreed with this customer (``fix_by``, ``recheck_on``) stands as agreed; the others move
    to a business day.
    """
    clocks, business = rules.clocks, rules.business
    if problem.solved_on is not None and problem.solved_on <= today:
        ask = problem.recheck_on or business.roll(plus(problem.solved_on, clocks.recheck))
        return RECHECK, ask
    if not problem.acknowledged_at and not problem.planned_at:
        # Four business hours end on the same day or early on the next; twenty take two days more.
        days = max(0, clocks.acknowledge_hours - 1) // max(1, clocks.work_to - clocks.work_from)
        return ACKNOWLEDGE, business.add(business.roll(problem.known_on), days)
    if not problem.planned_at:
        return PLAN, business.add(problem.known_on, clocks.plan_bd)
    fix = business.add(problem.known_on, clocks.fix_bd[problem.severity])
    return FIX, problem.fix_by or fix


def past_clock(
    problem: ProblemFacts, today: date, rules: Rules, now: datetime | None = None
) -> str | None:
    """The clock that an open problem is past, or None: the first step that is still to be done.

    ``now`` is the rep's wall clock; without it an answer is late from the next business day on.
    """
    if not is_open(problem, today):
        return None
    clock, last = running(problem, today, rules)
    if clock != ACKNOWLEDGE:
        return clock if today > last else None
    deadline = acknowledge_by(problem, rules, now) if now is not None else None
    if now is not None and deadline is not None:
        return clock if now.replace(tzinfo=None) > deadline else None
    return clock if today >= rules.business.add(last, 1) else None


def is_alarm(problem: ProblemFacts, today: date, rules: Rules, now: datetime | None = None) -> bool:
    """Whether a problem is one of the four alarms: past its clock, and above trivial (R58)."""
    return (
        problem.severity != Severity.TRIVIAL and past_clock(problem, today, rules, now) is not None
    )


def acknowledge_by(
    problem: ProblemFacts, rules: Rules, now: datetime | None = None
) -> datetime | None:
    """When the customer should have had an answer, on the rep's wall clock.

    Business hours are counted from the moment the problem was known, in the zone of ``now`` or else
    that of the system. A problem entered for an earlier day counts from that day's first hour. None
    if the instant can't be read.
    """
    clocks, business = rules.clocks, rules.business
    try:
        instant = datetime.fromisoformat(problem.known_at)
        start = instant.astimezone(now.tzinfo if now else None).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    if start.date() != problem.known_on:
        start = datetime.combine(problem.known_on, time())
    opens, closes = timedelta(hours=clocks.work_from), timedelta(hours=clocks.work_to)
    left = timedelta(hours=clocks.acknowledge_hours)
    day = start.date()
    since = start - datetime.combine(day, time())
    if business.is_free(day) or since >= closes:
        day, since = business.add(day, 1), opens
    since = max(since, opens)
    while since + left > closes:
        left -= closes - since
        day, since = business.add(day, 1), opens
    return datetime.combine(day, time()) + since + left

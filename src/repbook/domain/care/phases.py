"""Where a sale stands: Excitement, Learning curve, Settled (R54-R57, §3).

A phase is worked out from dated facts for any day; facts dated later than it have no say.
What §3 leaves open is decided so:

* The day named in the table is the first day of the next phase: on live + 3 a sale is in its
  Learning curve, on live + 90 it may be Settled by time.
* A sale whose live day nobody wrote down counts from order + 14, when its Excitement ends.
* "Nothing wrong" on live + 90 means no open problem above trivial, no broken promise, no last check
  below 0, and no unanswered talk of cancelling. Where something is wrong, the sale settles on the
  first day when nothing is. A history sale follows its dates alone (§7).
* A row that names no sale bears on every sale ordered by its day.
* A sale that fell back counts its Learning curve from the day of the setback, anchor "back", and
  settles by time 90 days after it. A main contact is new only if the book knew the customer before.
* A problem and talk of cancelling are a setback for as long as they stand: the one until the customer says
  that it is solved, the other until they say that they stay, by a check from 0 up on a later day or in words.
  Settled is neither proposed nor confirmed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...values import NamedTuple
from ...wording import count
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, SaleFacts
from ..spine.kinds import Phase, Severity
from ..spine.model import SalePhase
from ..spine.rules import Rules
from .problems import SLIGHT, is_open
from .promises import broken_from, is_broken

_EXCITEMENT, _LEARNING, _SETTLED = Phase.EXCITEMENT, Phase.LEARNING, Phase.SETTLED
_TRIVIAL = Severity.TRIVIAL
_VULNERABLE = {_LEARNING: 2, _EXCITEMENT: 1, _SETTLED: 0}


class GateTick(NamedTuple):
    """One condition of the gate to Settled, and whether it is met; ``clears`` is the command that works on it."""

    text: str
    done: bool
    clears: str = ""


def sale_phase(sale: SaleFacts, facts: CustomerFacts, today: date, rules: Rules) -> SalePhase:
    """The phase of one sale on a day."""
    settled, proven = sale.settled_on, True
    if settled is None or settled > today:
        settled, proven = _settles_by_time(sale, facts, rules), False
    back = None
    while settled is not None and settled <= today:
        setback = _setback_after(settled, proven, sale, facts, today, rules)
        if setback is None:
            anchor, day = _day_count(sale, today)
            return SalePhase(sale.id, _SETTLED, settled, anchor, day, False, not proven)
        back, proven = setback, False
        settled = _clear_from(plus(back, rules.phases.settles_after_live), sale, facts)
    if back is not None:
        since, anchor, day = back, "back", (today - back).days
    else:
        since = _learning_from(sale, facts, rules)
        anchor, day = _day_count(sale, today)
        if today < since:
            return SalePhase(sale.id, _EXCITEMENT, sale.ordered_on, anchor, day)
    proposed = all(tick.done for tick in _ticks(sale, facts, since, today, rules))
    return SalePhase(sale.id, _LEARNING, since, anchor, day, proposed)


def gate(sale: SaleFacts, facts: CustomerFacts, today: date, rules: Rules) -> tuple[GateTick, ...]:
    """The conditions of the gate to Settled, met or not, as the rep may be shown them.

    A sale still in Excitement has no day in phase yet; one that settled by time has had its days.
    """
    phase = sale_phase(sale, facts, today, rules)
    since = {_EXCITEMENT: today, _SETTLED: sale.ordered_on}.get(phase.phase, phase.since)
    return tuple(_ticks(sale, facts, since, today, rules))


def settles_by_itself(sale: SaleFacts, phase: SalePhase, rules: Rules) -> date | None:
    """The day on which a sale from before this book settles, whatever is known of it (§7).

    None for any other, and for one that a setback has put back.
    """
    if not sale.history or phase.anchor == "back":
        return None
    return sale.settled_on or plus(_live_or_later(sale, rules), rules.phases.settles_after_live)


def lead(phases: Sequence[SalePhase]) -> SalePhase | None:
    """The sale that sets phase and pace: the most vulnerable, of those the latest begun."""
    if len(phases) < 2:
        return phases[0] if phases else None
    return max(phases, key=lambda each: (_VULNERABLE[each.phase], each.since, each.sale_id))


def customer_phase(phases: Sequence[SalePhase]) -> Phase:
    """The most vulnerable phase of the sales: Learning curve, Excitement, Settled, or none."""
    first = lead(phases)
    return first.phase if first else Phase.NONE


def base_day(sale: SaleFacts, phase: SalePhase, rules: Rules) -> date:
    """The day that checks and pace of the Learning curve count from: live, or its stand-in."""
    return phase.since if phase.anchor == "back" else _live_or_later(sale, rules)


def young_until(sale: SaleFacts, facts: CustomerFacts, rules: Rules) -> date:
    """The last day on which facts as they are leave the sale in its first two phases.

    ``date.max`` where it won't settle until something is done; before the order if it never was.
    """
    settled = sale.settled_on or _settles_by_time(sale, facts, rules)
    standing = [end for _, end in _standing(sale, facts, rules)]
    if None in standing:
        return date.max
    until = max((plus(end, -1) for end in standing if end), default=date.min)
    while settled is not None:
        setback = min((day for day in _events(sale, facts, rules) if day > settled), default=None)
        if setback is None:
            return max(until, plus(settled, -1))
        settled = _clear_from(plus(setback, rules.phases.settles_after_live), sale, facts)
    return date.max


def cancel_talk_ends(facts: CustomerFacts) -> date | None:
    """When talk of cancelling was answered: a later check from 0 up, or their word that they stay; None if it stands."""
    spoke = facts.cancel_talk_on
    if spoke is None:
        return None
    good = [check.on for check in facts.checks if check.score >= 0 and check.on > spoke]
    if facts.stays_on is not None and facts.stays_on >= spoke:
        good.append(facts.stays_on)
    return min(good, default=None)


def speaks_of_cancelling(facts: CustomerFacts, today: date) -> date | None:
    """The day since which talk of cancelling, returning, or a refund stands; None where there is none."""
    spoke, ends = facts.cancel_talk_on, cancel_talk_ends(facts)
    stands = spoke is not None and spoke <= today and (ends is None or ends > today)
    return spoke if stands else None


def bears(sale_id: int | None, day: date, sale: SaleFacts) -> bool:
    """Whether a row bears on a sale: it names it, or names none and is not older than the order."""
    return sale_id == sale.id or (sale_id is None and day >= sale.ordered_on)


def _ticks(
    sale: SaleFacts, facts: CustomerFacts, since: date, today: date, rules: Rules
) -> Iterator[GateTick]:
    """The gate, cheapest first: whoever asks whether all are met stops at the first that is not."""
    p = rules.phases
    days = max(0, (today - since).days)
    yield GateTick(f"{days} of {p.gate_days} d in phase", days >= p.gate_days)
    told = sum(sale.ordered_on <= day <= today for day in facts.told)
    tells = "letter" if facts.untold else "evidence"
    successes = count(p.gate_evidence, "success", "successes")
    yield GateTick(f"{told} of {successes} told", told >= p.gate_evidence, tells)
    checks = [
        check
        for check in facts.checks
        if check.on <= today and bears(check.sale_id, check.on, sale)
    ]
    enough = len(checks) >= p.gate_checks
    yield GateTick(f"{len(checks)} of {count(p.gate_checks, 'check')}", enough, "check")
    fresh = bool(checks) and (today - checks[0].on).days <= p.gate_check_age
    good = fresh and checks[0].score >= 0
    said = f"last check as expected or better, {p.gate_check_age} d old at most"
    yield GateTick(said, good, "check")
    troubles = sum(
        problem.severity != _TRIVIAL
        and problem.sale_id in (None, sale.id)
        and is_open(problem, today)
        for problem in facts.problems
    )
    yield GateTick("no open problem above trivial", not troubles, "problem")
    owing = any(is_broken(each, today) for each in facts.promises)
    yield GateTick("no broken promise", not owing, "done")
    if speaks_of_cancelling(facts, today) is not None:
        yield GateTick("they say that they stay", False, "check")
    done, total = sale.agenda_done, sale.agenda_total
    yield GateTick(
        f"{done} of {count(total, 'agenda step')} done, {p.gate_agenda_percent} % are wanted",
        done * 100 >= total * p.gate_agenda_percent,
    )


def _day_count(sale: SaleFacts, today: date) -> tuple[str, int]:
    if sale.live_on is not None and sale.live_on <= today:
        return "live", (today - sale.live_on).days
    return "order", max(0, (today - sale.ordered_on).days)


def _live_or_later(sale: SaleFacts, rules: Rules) -> date:
    return sale.live_on or plus(sale.ordered_on, rules.phases.excitement_after_order)


def _learning_from(sale: SaleFacts, facts: CustomerFacts, rules: Rules) -> date:
    """The first day of the Learning curve: live, a first problem, or a bad check brings it."""
    p = rules.phases
    if sale.live_on is not None:
        starts = plus(sale.live_on, p.excitement_after_live)
    else:
        starts = plus(sale.ordered_on, p.excitement_after_order)
    for problem in facts.problems:
        if problem.known_on < starts and bears(problem.sale_id, problem.known_on, sale):
            starts = problem.known_on
    for check in facts.checks:
        if check.score < 0 and check.on < starts and bears(check.sale_id, check.on, sale):
            starts = check.on
    return max(starts, sale.ordered_on)


def _settles_by_time(sale: SaleFacts, facts: CustomerFacts, rules: Rules) -> date | None:
    day = plus(_live_or_later(sale, rules), rules.phases.settles_after_live)
    return day if sale.history else _clear_from(day, sale, facts)


def _clear_from(day: date, sale: SaleFacts, facts: CustomerFacts) -> date | None:
    """The first day from ``day`` on when nothing is wrong; None if that takes somebody's doing."""
    for start, end in sorted(_troubles(sale, facts), key=lambda trouble: trouble[0]):
        if start <= day and (end is None or day < end):
            if end is None:
                return None
            day = end
    return day


def _troubles(sale: SaleFacts, facts: CustomerFacts) -> Iterator[tuple[date, date | None]]:
    """What is wrong with a sale: from which day, and the day it ended."""
    for problem in facts.problems:
        if problem.severity != _TRIVIAL and bears(problem.sale_id, problem.known_on, sale):
            yield problem.known_on, problem.confirmed_on
    for promise in facts.promises:
        broken = broken_from(promise)
        if broken is not None:
            yield broken, None
    good: date | None = None
    for check in facts.checks:
        if bears(check.sale_id, check.on, sale):
            if check.score >= 0:
                good = check.on
            else:
                yield check.on, good
    if facts.cancel_talk_on is not None and facts.cancel_talk_on >= sale.ordered_on:
        yield facts.cancel_talk_on, cancel_talk_ends(facts)


def _setback_after(
    settled: date, proven: bool, sale: SaleFacts, facts: CustomerFacts, today: date, rules: Rules
) -> date | None:
    """The first day from settling to today that brought the Learning curve back, or None.

    What stands may be older than a Settled that the rep has confirmed; what settled by time has waited for it.
    """
    days = [day for day in _events(sale, facts, rules) if settled < day <= today]
    for start, end in _standing(sale, facts, rules):
        if start <= today and (end is None or end > today) and (proven or start > settled):
            days.append(max(start, settled))
    return min(days, default=None)


def _events(sale: SaleFacts, facts: CustomerFacts, rules: Rules) -> Iterator[date]:
    """The days of what is a setback once and for all: a bad check, a new main contact."""
    for check in facts.checks:
        if check.score <= rules.phases.back_score and bears(check.sale_id, check.on, sale):
            yield check.on
    if facts.main_since is not None and facts.main_since > facts.created_on:
        yield facts.main_since


def _standing(
    sale: SaleFacts, facts: CustomerFacts, rules: Rules
) -> Iterator[tuple[date, date | None]]:
    """What is a setback while it stands: a grave problem not solved in time, talk of cancelling."""
    for problem in facts.problems:
        if problem.severity not in SLIGHT and bears(problem.sale_id, problem.known_on, sale):
            start = rules.business.add(problem.known_on, rules.phases.back_problem_bd)
            if problem.confirmed_on is None or problem.confirmed_on > start:
                yield start, problem.confirmed_on
    if facts.cancel_talk_on is not None and facts.cancel_talk_on >= sale.ordered_on:
        yield facts.cancel_talk_on, cancel_talk_ends(facts)

"""Buyer's remorse and drift, in points with reasons (R57-R59, R62, §3). No probability.

What §3 leaves open is decided so:

* Age, reassurance, delivery, pressure, and training are asked of the newest sale: what went wrong
  with a sale that has settled since no longer counts. A history sale owes no reassurance and no
  expectations, for nobody knows whether they were given (§7).
* Problems are halved by the customer's phase. Points that a cap cuts are cut from the smallest.
* "A check overdue" is asked in the Learning curve; a settled customer has "no check in a year",
  counted from when the customer was entered, so that an import brings no such debt.
* Talk of cancelling holds its floor until they say that they stay, as in ``phases``.
* A floor that lifts the score is a part of its own and stands first: the parts always add up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from ...wording import SCORE_WORDS, ago, count
from ..spine.calendar import plus
from ..spine.facts import CheckFacts, CustomerFacts, ProblemFacts, SaleFacts
from ..spine.kinds import COME, REASSURING, Band, Phase, SaleKind, Severity
from ..spine.model import Risk, RiskPart, SalePhase
from ..spine.reason_phrases import long, short
from ..spine.rules import Rules
from .case import Case
from .checks import check_due, named, newest_check
from .handling import clocks_of
from .phases import speaks_of_cancelling
from .problems import is_open, past_clock
from .promises import broken
from .yearly import survey_again

SOLVED = "solved?"
"""What is left of a problem that is solved by the rep's own word: the customer's (R87)."""

_RISING = (Band.CALM, Band.WATCH, Band.AT_RISK, Band.SAVE)
_SETTLED, _LEARNING = Phase.SETTLED, Phase.LEARNING
_MAJOR, _RECURRING = Severity.MAJOR, SaleKind.RECURRING
AT_LEAST = "at least"
_NOISE = 1e-9  # what adding fractions may lose; half a point still rounds up


def risk(case: Case) -> Risk:
    """The risk of a customer on a day.

    Nobody is ``known`` by dates alone: with neither touch nor check, problem nor promise, the band
    reads "unknown", never calm, and never an alarm either (§7).
    """
    facts, today, r = case.facts, case.today, case.rules.risk
    parts: list[RiskPart] = []
    if facts.problems:
        parts += _problems(case)
    last = newest_check(facts, today) if facts.checks else None
    if last is not None:
        why = f"last check {SCORE_WORDS[last.score]}, {ago(last.on, today)}"
        parts.append(RiskPart(r.check[str(last.score)], why, "check"))
    if facts.promises and (number := len(broken(facts, today))):
        points = min(r.broken_promise_most, number * r.broken_promise)
        parts.append(RiskPart(points, count(number, "broken promise"), "done"))
    if case.silence.days > case.silence.limit:
        parts.append(_silence(case))
    if case.pairs:
        sale, phase = case.newest
        parts += _sale(case, sale)
        parts += _drift(case, last) if case.phase is _SETTLED else ()
        parts += _young(case, sale, phase) if phase.phase is not _SETTLED else ()
    parts += _years(case)
    total = sum([part.points for part in parts])
    parts.sort(reverse=True)
    least, why, clears = _floor(facts, last, today, case.rules)
    if least and least > total:
        parts.insert(0, RiskPart(least - total, f"{why}: {AT_LEAST} {least}", clears))
        total = least
    score = 100 if total > 100 else int(total + 0.5 + _NOISE) if total > 0 else 0
    heard = facts.last_touch_on or facts.two_way or facts.checks
    known = bool(heard or facts.problems or facts.promises)
    band = _RISING[bisect_right(r.bands, score)] if known else Band.UNKNOWN
    return Risk(score, band, tuple(parts), known)


def settled_ceiling(case: Case) -> float:
    """The most that these facts can add up to from this day on, if all sales stay settled.

    It leaves out what its own day brings: silence past the limit, problems, promises.
    """
    facts, r = case.facts, case.rules.risk
    last = newest_check(facts, case.today)
    points = r.no_expectations + min(r.unmet_most, facts.unmet * r.unmet)
    points += r.check[str(last.score)] if last else 0
    points += r.rival if facts.rival_on else 0
    if case.pairs:
        age = min((case.today - sale.ordered_on).days for sale, _ in case.pairs)
        points += max(r.age_points[bisect_left(r.ages, age) :])
        points += r.drift_no_check + (r.drift_main_gone if facts.main_gone_on else 0)
        points += r.drift_survey if survey_again(facts, case.rules) else 0
        points += r.drift_missed_order if any(sale.expected_on for sale, _ in case.pairs) else 0
    return max(points, _floor(facts, last, case.today, case.rules)[0])


def is_rival_about(seen_on: date, today: date, rules: Rules) -> bool:
    """Whether a rival who was seen on a day counts still."""
    return 0 <= (today - seen_on).days <= rules.risk.rival_days


def order_missed_from(sale: SaleFacts, rules: Rules) -> date:
    """The day from which a recurring order counts as missed (R98); ``date.max`` if none does."""
    if sale.expected_on is None or sale.kind != _RECURRING:
        return date.max
    return plus(sale.expected_on, rules.clocks.missed_order)


def _problems(case: Case) -> list[RiskPart]:
    r, rules = case.rules.risk, clocks_of(case.facts, case.rules)
    found: list[tuple[float, str, int]] = []
    for problem in case.facts.problems:
        if is_open(problem, case.today):
            points = float(r.problem[problem.severity])
            late = past_clock(problem, case.today, rules, case.now)
            points *= r.problem_past_clock if late else 1
            points *= r.problem_settled if case.phase is _SETTLED else 1
            state = _state(problem, late, case.today)
            why = f"{problem.severity} problem{state}: {short(problem.text)}"
            found.append((points, why, problem.id))
    parts, left = [], float(r.problem_most)
    for points, why, row in sorted(found, key=lambda each: -each[0]):
        parts.append(RiskPart(min(points, left), why, "problem", ("problem", row)))
        left -= parts[-1].points
    return parts


def _state(problem: ProblemFacts, late: str | None, today: date) -> str:
    """What is the matter with an open problem: a clock has run out, or they have not said that it is solved (R87)."""
    if late:
        return f", {late} overdue"
    solved = problem.solved_on is not None and problem.solved_on <= today
    return f", {SOLVED}" if solved else ""


def _silence(case: Case) -> RiskPart:
    r, quiet = case.rules.risk, case.silence
    points = r.silence * min(1.0, (quiet.days - quiet.limit) / quiet.limit)
    points *= r.drift_silence if case.phase is _SETTLED else 1
    return RiskPart(points, f"silent {quiet.ago} {quiet.unit}, limit {quiet.limit}", "log")


def _sale(case: Case, sale: SaleFacts) -> Iterator[RiskPart]:
    """What the newest sale adds in any phase."""
    r = case.rules.risk
    age = (case.today - sale.ordered_on).days
    points = r.age_points[bisect_left(r.ages, age)]
    yield RiskPart(points, f"day {age} since the order")
    if len(case.pairs) > 1 and any(
        phase.phase is _SETTLED for other, phase in case.pairs if other is not sale
    ):
        yield RiskPart(r.earlier_settled, "an earlier sale has settled")
    if not (sale.history or case.facts.expectations):
        yield RiskPart(r.no_expectations, "no expectations recorded", "questions")


def _young(case: Case, sale: SaleFacts, phase: SalePhase) -> Iterator[RiskPart]:
    """How the newest sale was sold, delivered, and taught, while it is in its first two phases."""
    facts, today, rules = case.facts, case.today, case.rules
    r = rules.risk
    if phase.phase is _LEARNING:
        due = check_due(sale, phase, facts, today, rules)
        if due is not None and due.since < today:
            yield RiskPart(r.check_overdue, f"{named(due.number)} overdue", "check")
    if not sale.history and (sale.reassured_on is None or sale.reassured_on > today):
        due_on = rules.business.add(sale.ordered_on, rules.clocks.reassurance_bd)
        if today > due_on:
            about = (REASSURING, sale.id)
            yield RiskPart(r.no_reassurance, "no reassurance yet", "letter", about)
    live = sale.live_on
    if sale.promised_on is not None and sale.promised_on < (live or today):
        come = ("done", (COME, sale.id)) if live is None else ("", None)
        yield RiskPart(r.late_delivery, _lateness(live, today), *come)
    if sale.under_pressure:
        yield RiskPart(r.under_pressure, "closed under pressure")
    if live and facts.untrained_areas and today >= plus(live, r.untrained_after_live):
        said = f"{count(facts.untrained_areas, 'area')} affected, untrained"
        yield RiskPart(r.untrained, said, "training")


def _lateness(live: date | None, today: date) -> str:
    if live is None:
        return "delivery is late"
    return "delivered late" if live <= today else "delivery is later than promised"


def _drift(case: Case, last: CheckFacts | None) -> Iterator[RiskPart]:
    """What makes a settled customer drift; its silence is doubled where silence is counted."""
    facts, today, rules = case.facts, case.today, case.rules
    r = rules.risk
    for sale, _ in case.pairs:
        if sale.expected_on is not None and order_missed_from(sale, rules) <= today:
            yield RiskPart(r.drift_missed_order, "the expected order did not come", "sale")
            break
    gone, main = facts.main_gone_on, facts.main_since
    if gone is not None and gone <= today and (main is None or main < gone):
        yield RiskPart(r.drift_main_gone, "the main contact has gone", "person")
    counted = last.on if last else max([sale.ordered_on for sale, _ in case.pairs])
    if (today - max(counted, facts.created_on)).days > r.drift_no_check_days:
        yield RiskPart(r.drift_no_check, f"no check in {long(r.drift_no_check_days)}", "check")
    unanswered = survey_again(facts, rules)
    if unanswered is not None and unanswered[0] <= today:
        yield RiskPart(r.drift_survey, "survey unanswered", "survey")


def _years(case: Case) -> Iterator[RiskPart]:
    """What the time together has taught: expectations, rivals, evidence, kept promises."""
    facts, today, r = case.facts, case.today, case.rules.risk
    if facts.unmet:
        points = min(r.unmet_most, facts.unmet * r.unmet)
        yield RiskPart(points, count(facts.unmet, "unmet expectation"), "check")
    if facts.rival_on is not None and is_rival_about(facts.rival_on, today, case.rules):
        yield RiskPart(r.rival, f"rival seen {ago(facts.rival_on, today)}", "log")
    told = sum([day <= today for day in facts.told]) if facts.told else 0
    if told:
        points = max(r.told_most, told * r.told)
        yield RiskPart(points, f"evidence told {count(told, 'time')}")
    if facts.first_sale_on and (today - facts.first_sale_on).days > r.long_with_us_days:
        yield RiskPart(r.long_with_us, f"with you over {long(r.long_with_us_days)}")
    if facts.kept_in_a_row >= r.kept_promises_in_a_row:
        yield RiskPart(r.kept_promises, f"{facts.kept_in_a_row} promises kept in a row")


def _floor(
    facts: CustomerFacts, last: CheckFacts | None, today: date, rules: Rules
) -> tuple[int, str, str]:
    """The least that the score may be, why, and the command that lifts it."""
    r = rules.risk
    if speaks_of_cancelling(facts, today) is not None:
        return r.floor_cancel, "they spoke of cancelling", "check"
    for problem in facts.problems:
        if problem.severity == _MAJOR and is_open(problem, today):
            return r.floor_major, "a major problem is open", "problem"
    if last is not None and last.score <= r.floor_score:
        return r.floor_major, "the last check was much worse", "check"
    return 0, "", ""

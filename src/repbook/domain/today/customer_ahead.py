"""What of one customer falls on a day still ahead: agenda, promises, clocks, days of the year (§5, screen 5).

What §5 leaves open is decided so:

* The open steps of one agenda on one day are one row with several steps: one contact, several ticks.
* A follow-up that was made for a promise or a problem is left out where that one has a row on the same day.
* A problem that is not planned yet has the clock that runs and the one to fix it; a check that no follow-up
  asks for falls on its day by rule.
* Of a customer off the book nothing is ahead but a dormant one's waking (R07).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import IntEnum

from ...values import NamedTuple
from ...wording import count
from ..care.case import Case
from ..care.checks import asks, check_again_from, checks_ahead, planned, step_words
from ..care.handling import clocks_of
from ..care.problems import ACKNOWLEDGE, FIX, PLAN, RECHECK, is_open, running
from ..care.yearly import named, next_on, survey_again, survey_from
from ..spine.facts import CustomerFacts, FollowupFacts, ProblemFacts, SaleFacts
from ..spine.kinds import CustomerState, FollowupKind, FollowupSource, Phase, PromiseState, SaleKind
from ..spine.model import SalePhase
from ..spine.reason_phrases import short, with_person
from .followups_due import IN_TOUCH, command_of


class What(IntEnum):
    """What falls on a day, in the order in which a day tells it; an hour goes before all of them."""

    PROBLEM = 1
    PROMISE = 2
    CHECK = 3
    AGENDA = 4
    FOLLOWUP = 5
    WAKE = 6
    SURVEY = 7
    DATE = 8
    TENURE = 9
    LIVE = 10
    CYCLE = 11
    CANCEL = 12
    WAITING = 13


HAPPENS = frozenset((What.LIVE, What.CYCLE, What.CANCEL, What.WAITING))
"""What happens without the rep: a row, but no contact."""

_SETTLED = Phase.SETTLED
_CLOCKS = {
    ACKNOWLEDGE: "answer due",
    PLAN: "plan due",
    FIX: "fix due",
    RECHECK: "ask whether it is solved",
}


class Row(NamedTuple):
    """One thing on a day. ``target`` is what the keys act on, ``ids`` all the follow-ups behind the row.

    ``at`` is a local time, "" for none; ``command`` answers the row.
    """

    on: date
    what: What
    customer_id: int
    customer: str
    text: str
    command: str
    target: tuple[str, int]
    ids: tuple[int, ...] = ()
    at: str = ""

    @property
    def key(self) -> tuple[What, int, int]:
        """The row's identity while it moves from day to day."""
        return self.what, self.customer_id, self.target[1]

    @property
    def contact(self) -> bool:
        """Whether the rep has something to do."""
        return self.what not in HAPPENS


def rows_ahead(case: Case, last: date) -> Iterator[Row]:
    """The rows of a customer from the day of the case up to ``last``, in no order."""
    facts = case.facts
    for on, what, text, command, target, ids, at in _found(case, last):
        if case.today <= on <= last:
            yield Row(on, what, facts.id, facts.name, text, command, target, ids, at)


_Found = tuple[date, What, str, str, tuple[str, int], tuple[int, ...], str]


def _one(on: date, what: What, text: str, command: str, kind: str, row_id: int) -> _Found:
    return on, what, text, command, (kind, row_id), (), ""


def _found(case: Case, last: date) -> Iterator[_Found]:
    facts = case.facts
    if facts.state != CustomerState.ACTIVE:
        if facts.state == CustomerState.DORMANT and facts.wake_on is not None:
            yield _one(facts.wake_on, What.WAKE, "time to wake", "open", "customer", facts.id)
        return
    said: set[tuple[str, int, date]] = set()
    for row in (*_promises(facts), *_problems(case)):
        said.add((*row[4], row[0]))
        yield row
    if facts.followups:
        yield from _steps(facts, said, case.today)
    for sale, phase in case.pairs:
        yield from _of_sale(case, sale, phase)
    for sale in facts.sales:
        if sale.ordered_on > case.today:  # not in the case yet, but its days stand in the book
            yield from _days_of_sale(sale, case.today)
    yield from _round(case)
    yield from _of_the_year(case)


def _promises(facts: CustomerFacts) -> Iterator[_Found]:
    for each in facts.promises:
        if each.state != PromiseState.OPEN:
            continue
        text = short(each.text)
        if each.theirs:
            text = f"waiting for {with_person(text, each.person)}"
            yield _one(each.due_on, What.WAITING, text, "done", "promise", each.id)
        else:
            text = with_person(text, each.person)
            yield _one(each.due_on, What.PROMISE, text, "done", "promise", each.id)


def _problems(case: Case) -> Iterator[_Found]:
    rules = clocks_of(case.facts, case.rules)
    for problem in case.facts.problems:
        if not is_open(problem, case.today):
            if problem.recheck_on is not None:
                text = f"still solved? {short(problem.text)}"
                yield _one(problem.recheck_on, What.PROBLEM, text, "problem", "problem", problem.id)
            continue
        first = running(problem, case.today, rules)
        clocks = [first]
        if first[0] in (ACKNOWLEDGE, PLAN):
            fix = running(_planned(problem), case.today, rules)
            clocks += [fix] if fix[1] != first[1] else []
        for clock, on in clocks:
            text = f"{_CLOCKS[clock]}: {short(problem.text)}"
            yield _one(on, What.PROBLEM, text, "problem", "problem", problem.id)


def _planned(problem: ProblemFacts) -> ProblemFacts:
    return problem._replace(planned_at=problem.known_at)


def _steps(facts: CustomerFacts, said: set[tuple[str, int, date]], today: date) -> Iterator[_Found]:
    contacts: dict[tuple[int, date], list[FollowupFacts]] = {}
    for step in facts.followups:
        if step.source == FollowupSource.AGENDA and step.sale_id is not None:
            contacts.setdefault((step.sale_id, step.due_on), []).append(step)
        elif not (
            ("promise", step.promise_id or 0, step.due_on) in said
            or ("problem", step.problem_id or 0, step.due_on) in said
        ):
            yield _contact(What.FOLLOWUP, [step], facts, today)
    for steps in contacts.values():
        yield _contact(What.AGENDA, steps, facts, today)


def _contact(what: What, steps: list[FollowupFacts], facts: CustomerFacts, today: date) -> _Found:
    first = next((step for step in steps if step.kind in IN_TOUCH), steps[0])
    if len(steps) == 1:
        text = _step_text(first, facts, today)
    else:
        text = " · ".join([_step_word(step, facts, today) for step in steps])
    at = min((step.at for step in steps if step.at), default="")
    ids = tuple(step.id for step in steps)
    return first.due_on, what, text, command_of(first), ("followup", first.id), ids, at


def _step_text(step: FollowupFacts, facts: CustomerFacts, today: date) -> str:
    text = with_person(short(step_words(step, facts, today)), step.person)
    return f"{text} · by {step.delegated_to}" if step.delegated_to else text


def _step_word(step: FollowupFacts, facts: CustomerFacts, today: date) -> str:
    """A step among others by its short name, ``hand over``; in its own words where it has none."""
    if step.kind is FollowupKind.CHECK:
        return step_words(step, facts, today).partition(":")[0].lower()
    return step.step.replace("-", " ") or short(step.what)


def _of_sale(case: Case, sale: SaleFacts, phase: SalePhase) -> Iterator[_Found]:
    yield from _days_of_sale(sale, case.today)
    if sale.expected_on is not None:
        if sale.kind is SaleKind.RECURRING:
            text = f"next order expected: {short(sale.title)}"
        else:
            text = f"next cycle of {short(sale.title)}: reorder, upgrade, renew?"
        yield _one(sale.expected_on, What.CYCLE, text, "log", "sale", sale.id)
    if phase.phase is _SETTLED:
        return
    for number, on in checks_ahead(sale, phase, case.facts, case.today, case.rules):
        yield _one(on, What.CHECK, asks(number), "check", "sale", sale.id)


def _days_of_sale(sale: SaleFacts, today: date) -> Iterator[_Found]:
    live, until = sale.live_on or sale.promised_on, sale.cancel_until
    if live is not None and live >= today:
        word = "live" if sale.live_on else "promised for"
        yield _one(live, What.LIVE, f"{word}: {short(sale.title)}", "edit", "sale", sale.id)
    if until is not None and until >= today:
        text = f"cancel window ends: {short(sale.title)}"
        yield _one(until, What.CANCEL, text, "letter", "sale", sale.id)


def _round(case: Case) -> Iterator[_Found]:
    """What comes round: the check of a settled customer, the yearly survey."""
    facts, first, rules = case.facts, case.first, case.rules
    if first is None:
        return
    if first.phase is _SETTLED and planned(facts, None) is None:
        on = check_again_from(facts, first, case.silence.aim, case.today, rules)
        yield _one(
            on, What.CHECK, "quarterly check: all as expected?", "check", "customer", facts.id
        )
    survey, again = survey_from(facts, rules), survey_again(facts, rules)
    if survey is not None:
        yield _one(survey, What.SURVEY, "yearly survey", "survey", "customer", facts.id)
    if again is not None:
        text = "survey unanswered: ask again"
        yield _one(again[0], What.SURVEY, text, "survey", "customer", facts.id)


def _of_the_year(case: Case) -> Iterator[_Found]:
    """Birthdays and the like, which never move; the years that a customer has been with the rep (R22)."""
    facts, today = case.facts, case.today
    for each in facts.dates:
        on = next_on(each.month, each.day, today)
        if on is not None:
            yield _one(on, What.DATE, named(each, on), "log", "date", each.id)
    first = facts.first_sale_on
    on = next_on(first.month, first.day, today) if first is not None else None
    if first is not None and on is not None:
        years = on.year - first.year
        if years in case.rules.clocks.tenure_years:
            text = f"{count(years, 'year')} with you"
            yield _one(on, What.TENURE, text, "letter", "customer", facts.id)

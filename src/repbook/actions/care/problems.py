"""Problems, however small: from the first word to the customer's word that all is well (R86)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ...domain.line.plan_steps import plan_steps
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import count, day_text
from ..base import validators as f
from ..base.new_rows import fill, make_followup, make_problem, make_promise, not_ahead, short
from ..base.validation import in_order, one_of, validated

if TYPE_CHECKING:
    from ...storage.book.work import Work


def add(
    book: Book,
    customer_id: int,
    text: str,
    *,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """A problem that we know of from now on; ``fix_by`` where the customer agreed to a day.

    ``given`` are more of ``validators.PROBLEM``; it is minor where nothing else is said.
    """
    with book.write("a problem", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        problem = make_problem(work, customer_id, text, **given)
        work.label = f"problem at {customer.name}: {short(problem.text)}"
    return work.change


def acknowledge(book: Book, problem_id: int, *, op_id: str | None = None) -> Change:
    """The customer knows that we know."""
    with book.write("acknowledge a problem", op_id=op_id) as work:
        problem = _unconfirmed(work.get(t.Problem, problem_id))
        if problem.acknowledged_at is not None:
            raise InvalidInput(
                "this is acknowledged already", "nothing to do", field="acknowledged_at"
            )
        problem.acknowledged_at = work.at
        work.label = f"acknowledge a problem: {short(problem.text)}"
    return work.change


def plan(
    book: Book,
    problem_id: int,
    plan: str,
    fix_by: date | None = None,
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """What will be done, by when; telling the customer so acknowledges it too.

    Steps with a ``;`` between them and a day each are rows of their days, and the last of them is the day
    of the fix where no other is given.
    """
    with book.write("plan a fix", op_id=op_id) as work:
        problem = _unconfirmed(work.get(t.Problem, problem_id))
        given = validated(
            {"plan": f.WORDS, "fix_by": f.PROBLEM["fix_by"]}, {"plan": plan, "fix_by": fix_by}
        )
        in_order(work.today, given["fix_by"], "this day is over", "fix_by")
        problem.plan = given["plan"]
        last = _hang_steps(work, problem, rules)
        problem.fix_by = given["fix_by"] or last or problem.fix_by
        problem.planned_at = problem.planned_at or work.at
        problem.acknowledged_at = problem.acknowledged_at or work.at
        work.label = f"plan a fix: {short(problem.text)}"
    return work.change


def _hang_steps(work: Work, problem: t.Problem, rules: Rules) -> date | None:
    """The steps of a plan as rows of their days; returns the last day."""
    steps = plan_steps(problem.plan, work.today, business=rules.business)
    for step in steps:
        make_followup(
            work,
            problem.customer_id,
            short(step.text, f.WHAT),
            step.on,
            kind=k.FollowupKind.TASK,
            source=k.FollowupSource.REP,
            person_id=problem.person_id,
            sale_id=problem.sale_id,
            problem_id=problem.id,
        )
    if steps:
        days = ", ".join(day_text(step.on, work.today) for step in steps)
        work.notes.append(f"{count(len(steps), 'step')} on their days: {days}")
    return max((step.on for step in steps), default=None)


def solve(
    book: Book,
    problem_id: int,
    resolution: str,
    *,
    kind: str = "fix",
    compromise_due: date | None = None,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """We hold it for solved: the customer is asked in a week. Only ``confirm`` closes it.

    ``kind`` is fix, compromise, or credit; a compromise is a promise, and needs its day (R88).
    """
    with book.write("solve a problem", op_id=op_id) as work:
        problem = _unconfirmed(work.get(t.Problem, problem_id))
        if problem.solved_on is not None:
            raise InvalidInput(
                "this is solved already", "confirm it, or reopen it", field="solved_on"
            )
        given = validated(
            {"resolution": f.WORDS, "kind": one_of("fix", "compromise", "credit")},
            {"resolution": resolution, "kind": kind},
        )
        if given["kind"] == "compromise":
            if compromise_due is None:
                raise InvalidInput(
                    "a compromise is a promise: by when?", "give its day", field="compromise_due"
                )
            make_promise(
                work,
                problem.customer_id,
                short(given["resolution"], f.TEXT),
                compromise_due,
                person_id=problem.person_id,
                sale_id=problem.sale_id,
                problem_id=problem.id,
            )
        put_solved(work, problem, given["resolution"], rules, kind=given["kind"])
        work.label = f"problem solved: {short(problem.text)}"
    return work.change


def put_solved(
    work: Work, problem: t.Problem, resolution: str, rules: Rules, *, kind: str = "fix"
) -> None:
    """Within a transaction: we hold it for solved, and ask again in a week."""
    problem.resolution = resolution
    problem.resolution_kind = kind
    problem.solved_on = work.today
    problem.recheck_on = rules.business.roll(work.today + timedelta(days=rules.clocks.recheck))
    problem.rechecked_on = None
    for step in work.find(t.Followup, problem_id=problem.id, state=k.FollowupState.OPEN):
        step.state, step.done_on = k.FollowupState.DONE, work.today


def confirm(book: Book, problem_id: int, customer_said: str, *, op_id: str | None = None) -> Change:
    """Close it with the customer's own words, which are needed (R87). It has to be solved first."""
    with book.write("confirm a solution", op_id=op_id) as work:
        problem = _unconfirmed(work.get(t.Problem, problem_id))
        if problem.solved_on is None:
            raise InvalidInput(
                "this is not solved yet", "say first how it was solved", field="solved_on"
            )
        said = validated({"customer_said": f.WORDS}, {"customer_said": customer_said})
        put_confirmed(work, problem, said["customer_said"])
        work.label = f"solution confirmed: {short(problem.text)}"
    return work.change


def put_confirmed(work: Work, problem: t.Problem, customer_said: str) -> None:
    """Within a transaction: the customer says that it is solved."""
    problem.customer_said = customer_said
    problem.confirmed_on = work.today
    if problem.recheck_on is not None and work.today >= problem.recheck_on:
        problem.rechecked_on = work.today


def recheck(book: Book, problem_id: int, *, op_id: str | None = None) -> Change:
    """Asked again after a week: it is still solved. Where it is not, ``reopen`` it."""
    with book.write("recheck a problem", op_id=op_id) as work:
        problem = work.get(t.Problem, problem_id)
        if problem.confirmed_on is None or problem.rechecked_on is not None:
            raise InvalidInput(
                "there is nothing to check again", "confirm it first", field="rechecked_on"
            )
        problem.rechecked_on = work.today
        work.label = f"still solved: {short(problem.text)}"
    return work.change


def reopen(book: Book, problem_id: int, why: str = "", *, op_id: str | None = None) -> Change:
    """It is not solved after all: ``why`` goes behind its words. Resolution and theirs stay until others take their place."""
    with book.write("reopen a problem", op_id=op_id) as work:
        problem = work.get(t.Problem, problem_id)
        if problem.solved_on is None and problem.confirmed_on is None:
            raise InvalidInput("this is open", "nothing was changed", field="solved_on")
        problem.solved_on = problem.confirmed_on = None
        problem.recheck_on = problem.rechecked_on = None
        problem.fix_by = None
        work.label = f"reopen a problem: {short(problem.text)}"
        if why.strip():
            problem.text = f.PROBLEM["text"](f"{problem.text}; back: {why}", "why")
    return work.change


def edit(book: Book, problem_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``validators.PROBLEM``)."""
    with book.write("edit a problem", op_id=op_id) as work:
        problem = work.get(t.Problem, problem_id)
        fill(work, problem, f.PROBLEM, given)
        not_ahead(work, problem.known_on, "known_on")
        in_order(problem.arose_on, problem.known_on, "it was known before it arose", "arose_on")
        in_order(problem.known_on, problem.fix_by, "the fix is due too early", "fix_by")
        work.label = f"edit a problem: {short(problem.text)}"
    return work.change


def _unconfirmed(problem: t.Problem) -> t.Problem:
    if problem.confirmed_on is not None:
        raise InvalidInput(
            "the customer has confirmed that this is solved",
            "reopen it first",
            field="confirmed_on",
        )
    return problem

"""Working on a problem: acknowledge, plan, solve, and the customer's own word that it is solved (R86-R88)."""

from __future__ import annotations

from collections.abc import Callable

from ..actions.care import problems
from ..domain.care.endings import SOLUTIONS, STEPS, left_to_do
from ..wording import clean
from .forms.choosing import choose
from .forms.filling import fill
from .forms.form import Save, Values
from .forms.questions import Question
from .forms.row_forms import OneQuestion
from .session import Session, Target

FIXED = Question("fix", "fixed by", "day", help="Nothing typed: by severity")


def work_on(session: Session, target: Target) -> None:
    """The steps that a problem still lacks, the next one first (R86-R88)."""
    page = session.page(target.customer_id)
    row = next((each for each in page.facts.problems if each.id == target.row_id), None)
    if row is None:
        session.hint("This problem is closed - {undo} takes the last step back")
        return
    chosen = choose(session, f"Problem, {row.severity}, {clean(row.text)}", left_to_do(row))
    if chosen in ("acknowledge", "recheck"):
        session.do(problems.acknowledge if chosen == "acknowledge" else problems.recheck, row.id)
    elif chosen:
        title, questions, act = _OF_A_PROBLEM[chosen]
        form = OneQuestion(session, target, f"problem-{chosen}", title, questions, act)
        form.brings_back = "done"
        fill(session, form)


def _planned(form: OneQuestion, values: Values) -> Save:
    return form.act(
        problems.plan,
        form.target.row_id,
        plan=values["plan"],
        fix_by=form.day(values, "fix"),
        rules=form.session.rules,
    )


def _solved(form: OneQuestion, values: Values) -> Save:
    return form.act(
        problems.solve,
        form.target.row_id,
        resolution=values["resolution"],
        kind=SOLUTIONS[int(values["kind"] or 1) - 1],
        compromise_due=form.day(values, "due"),
        rules=form.session.rules,
    )


_OF_A_PROBLEM: dict[
    str, tuple[str, tuple[Question, ...], Callable[[OneQuestion, Values], Save]]
] = {
    "plan": ("Plan", (Question("plan", "the plan", required=True, help=STEPS), FIXED), _planned),
    "solve": (
        "Solved",
        (
            Question("resolution", "what was done", required=True),
            Question("kind", "how", "choice", SOLUTIONS, "1"),
            Question("due", "promised for", "day", help="Only for a compromise"),
        ),
        _solved,
    ),
    "confirm": (
        "Confirmed by the customer",
        (Question("said", "their words", required=True, help="Nothing closes without it"),),
        lambda form, values: form.act(problems.confirm, form.target.row_id, values["said"]),
    ),
    "reopen": (
        "It is back",
        (Question("why", "what happened"),),
        lambda form, values: form.act(problems.reopen, form.target.row_id, values["why"]),
    ),
}

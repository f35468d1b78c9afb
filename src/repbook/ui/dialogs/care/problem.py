"""Working on a problem: acknowledge, plan, solve, and the customer's own word that it is solved (R86-R88)."""

from __future__ import annotations

from collections.abc import Callable

from ....actions.care import problems
from ....domain.care.endings import SOLUTIONS, STEPS, left_to_do
from ....domain.spine.model import Change
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask, Options, gives_to


async def work_on(app: Shell, target: Target) -> Change | None:
    """Offer the steps that this problem still lacks, the next one first."""
    page = await app.read_page(target.customer_id)
    row = (
        next((row for row in page.facts.problems if row.id == target.row_id), None)
        if page
        else None
    )
    if row is None:
        app.say("This problem is closed.", severity="warning")
        return None
    chosen = await app.push_screen_wait(
        Options(
            f"Problem · {target.customer}", left_to_do(row), about=f"{row.severity}: {row.text}"
        )
    )
    if chosen == "acknowledge":
        return await app.keeper.ask(lambda book: problems.acknowledge(book, row.id))
    if chosen == "recheck":
        return await app.keeper.ask(lambda book: problems.recheck(book, row.id))
    if chosen in FORMS:
        title, fields, save = FORMS[chosen]
        about = f"{row.severity}: {row.text}"
        return await app.push_screen_wait(
            Ask(f"problem-{chosen}", target, title, fields, save, about=about)
        )
    return None


async def choose(app: Shell, target: Target) -> Target | None:
    """Which open problem is meant, or a new one; None if the rep thinks better of it."""
    page = await app.read_page(target.customer_id)
    found = [row for row in page.facts.problems if row.confirmed_on is None] if page else []
    if not found:
        return target._replace(kind="", row_id=0)
    options = tuple(
        (str(place), f"{row.text} · {'solved?' if row.solved_on else row.severity}", str(row.id))
        for place, row in enumerate(found[:8], 1)
    )
    chosen = await app.push_screen_wait(
        Options(f"Problem · {target.customer}", (*options, ("n", "a new problem", "new")))
    )
    if chosen is None:
        return None
    if chosen == "new":
        return target._replace(kind="", row_id=0)
    row = next(row for row in found if str(row.id) == chosen)
    return target._replace(kind="problem", row_id=row.id, text=row.text)


FORMS: dict[str, tuple[str, tuple[Field, ...], Callable[[Ask, Values], Save]]] = {
    "plan": (
        "Plan",
        (
            Field("plan", "the plan", required=True, help=STEPS),
            Field("fix", "fixed by", "day", help="else by severity", to="fix_by"),
        ),
        gives_to(problems.plan, ruled=True),
    ),
    "solve": (
        "Solved",
        (
            Field("resolution", "was done", required=True),
            Field("kind", "how", "choice", SOLUTIONS, "1"),
            Field("due", "promised for", "day", help="only for a compromise", to="compromise_due"),
        ),
        gives_to(problems.solve, ruled=True),
    ),
    "confirm": (
        "Confirmed by the customer",
        (
            Field(
                *("said", "their words"),
                required=True,
                help="nothing closes without it",
                to="customer_said",
            ),
        ),
        gives_to(problems.confirm),
    ),
    "reopen": (
        "It is back",
        (Field("why", "happened", help="it opens again"),),
        gives_to(problems.reopen),
    ),
}

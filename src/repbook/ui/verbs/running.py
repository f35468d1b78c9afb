"""Running a command: its verb, on what is highlighted; or on what a form that was left unfinished is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys.commands import COMMANDS
from ..shell.protocol import BookShell
from ..shell.target import Target
from . import any_row, book, customers, growing, selling, writing
from .whom import BookVerb, Verb, highlighted, pick_customer

if TYPE_CHECKING:
    from ...actions.touches.drafts import DraftView

FOR_CUSTOMERS: dict[str, Verb] = {
    **customers.VERBS,
    **selling.VERBS,
    **writing.VERBS,
    **growing.VERBS,
}
"""The verbs that act on a customer; one is asked for where none is highlighted.

What stands under ``n`` without a verb of its own opens the form of a new row of that name.
"""
LEFT = "person-left"
"""The form that says that somebody is no longer there."""
PUT_OFF = ("snooze", "later")
"""The forms that put something off."""


async def run(app: BookShell, command_id: str) -> None:
    """Run a command by its id on what is highlighted."""
    if command_id in OF_THE_BOOK:
        await OF_THE_BOOK[command_id](app)
    elif command_id in any_row.VERBS:
        target = highlighted(app, command_id)
        if target is None:
            key = app.key(command_id)
            app.say(f"{key} acts on a row, and none is highlighted here.", timeout=2)
        else:
            await any_row.VERBS[command_id](app, target)
    elif verb := FOR_CUSTOMERS.get(command_id):
        target = highlighted(app, command_id) or await pick_customer(app, command_id)
        if target is not None:
            await verb(app, target)


async def drafts(app: BookShell) -> None:
    """Forms left unfinished; Enter goes on with one."""
    from ..dialogs.rows.unfinished import choose

    draft = await choose(app)
    if draft is not None:
        await _go_on(app, draft)


async def _go_on(app: BookShell, draft: DraftView) -> None:
    """Open a form again by the verb that opens it, on what it is about."""
    target = Target(draft.customer_id, draft.customer, _kind(draft.form), draft.row_id)
    of_the_book = "review" if draft.form.startswith("review-") else draft.form
    if of_the_book in OF_THE_BOOK:
        await OF_THE_BOOK[of_the_book](app)
    elif verb := FOR_CUSTOMERS.get(draft.form):
        await verb(app, target._replace(kind="", row_id=0))
    elif draft.form in PUT_OFF:
        await any_row.VERBS["snooze"](app, target)
    elif draft.form.partition("-")[0] in ("promise", "problem", "ask") or draft.form == LEFT:
        await any_row.VERBS["done"](app, target)
    else:
        from ..dialogs.rows.unfinished import show

        await show(app, draft)


def _kind(form: str) -> str:
    return "followup" if form == "snooze" else form.partition("-")[0]


OF_THE_BOOK: dict[str, BookVerb] = {**book.VERBS, **writing.OF_THE_BOOK, "drafts": drafts}
"""The verbs that are for nobody in particular."""
FOR_CUSTOMERS |= {
    command.id: customers.adding(command.id)
    for command in COMMANDS
    if command.new and command.id not in {*FOR_CUSTOMERS, *OF_THE_BOOK}
}

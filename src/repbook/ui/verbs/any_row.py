"""The verbs of the highlighted row."""

from __future__ import annotations

from ..shell.protocol import BookShell
from ..shell.target import Target
from .whom import Verb


async def done(app: BookShell, target: Target) -> None:
    """Done, kept, solved, told: whatever finishes the row."""
    from ..dialogs.rows.finish import finish

    await app.changed(await finish(app, target))


async def snooze(app: BookShell, target: Target) -> None:
    """Put the row off to a day; a promise is renegotiated instead, in the open."""
    from ..dialogs.rows.finish import put_off

    await app.changed(await put_off(app, target))


async def edit(app: BookShell, target: Target) -> None:
    """Edit the row, or the customer where no row is highlighted."""
    from ..dialogs.rows.edit import edit_row

    await app.changed(await edit_row(app, target))


async def remove(app: BookShell, target: Target) -> None:
    """Remove the row; undo brings it back."""
    from ..dialogs.rows.finish import take_out

    await app.changed(await take_out(app, target), removed=True)


async def copy(app: BookShell, target: Target) -> None:
    """Give the row's text to the terminal for its clipboard (it can't say whether it took it)."""
    app.copy_to_clipboard(f"{target.customer}: {target.text}" if target.text else target.customer)
    app.say("Sent to the terminal's clipboard.")


def of_a_row(verb: Verb) -> Verb:
    """A verb that a row which is done already no longer wants: it says so, and how to have it back."""

    async def run(app: BookShell, target: Target) -> None:
        if target.done:
            app.say(app.key.fill("This row is done: {undo} takes it back."), timeout=2)
        else:
            await verb(app, target)

    return run


VERBS: dict[str, Verb] = {
    "done": of_a_row(done),
    "snooze": of_a_row(snooze),
    "edit": of_a_row(edit),
    "remove": of_a_row(remove),
    "copy": copy,
}

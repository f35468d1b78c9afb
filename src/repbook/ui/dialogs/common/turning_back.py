"""A step is undone, or done again; a large one behind the screens, while the rep works on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ....actions.base import history
from ....errors import RepbookError

if TYPE_CHECKING:
    from ....domain.spine.model import Change
    from ...shell.protocol import BookShell


async def undo(app: BookShell, step: int | None = None) -> None:
    """Take the last step back, or this one."""
    if await app.keeper.ask(history.takes_long, step, back=True):
        app.aside(partial(_aside, app, step, back=True), group="turning")
    else:
        await _told(app, await app.keeper.ask(history.undo, step), back=True)


async def redo(app: BookShell) -> None:
    """Do again what was undone."""
    if await app.keeper.ask(history.takes_long, back=False):
        app.aside(partial(_aside, app, None, back=False), group="turning")
    else:
        await _told(app, await app.keeper.ask(history.redo), back=False)


async def _aside(app: BookShell, step: int | None, *, back: bool) -> None:
    far = HowFar("undoing" if back else "redoing")
    try:
        with app.behind(far.in_short):
            if back:
                change = await app.keeper.aside(history.undo, step, told=far)
            else:
                change = await app.keeper.aside(history.redo, told=far)
    except RepbookError as error:
        app.refuse(error)
        return
    await _told(app, change, back=back)


async def _told(app: BookShell, change: Change, *, back: bool) -> None:
    """Say what was turned back, and refresh."""
    word, after = ("Undone", "{redo} does it again") if back else ("Done again", "{undo} undoes it")
    app.hold_still()
    app.say(f"{word}: {change.label}\n{app.key.fill(after)}")
    await app.refresh_book()
    app.point_at(change)
    await app.draw_with_what_is_beside()


class HowFar:
    """How many rows have come or gone; told by the thread that turns them."""

    def __init__(self, doing: str) -> None:
        self.doing, self.done, self.of = doing, 0, 0

    def __call__(self, done: int, of: int) -> None:
        self.done, self.of = done, of

    def in_short(self) -> str:
        """For the top line."""
        return f"{self.doing} {self.done * 100 // self.of} %" if self.of else f"{self.doing} …"

"""Keeping what the next start shows first: Today as a fresh app draws it, for this day and for the next.

It is drawn by a twin of the app that nobody sees, in a child process that is gone when it is done: so neither the
keys nor the memory of the app bear it. ``early`` shows it at the next start.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ... import kept
from ...clock import Clock, FixedClock
from ...storage.keeper import Keeper
from ...storage.views.kept_today import holds, keep, keep_places, put_status, starts, write
from ..brief.brief_pane import Brief
from ..shell.textual_private import drawn
from .app import RepbookApp
from .headstart import AtHand

if TYPE_CHECKING:
    from ...domain.spine.model import Today

DRAW_SECONDS = 5.0
"""How long the twin may take for one screen."""
STEP = 0.02
MOST_KEPT = 10
"""Files of a book together; a screen of another size lasts as long as the book stays as it is."""


class Twin(RepbookApp):
    """Today as a fresh start draws it, and nothing of what an app does besides."""

    tells_the_hour = False
    stands_now = False

    def _stand(self) -> None:
        self.stands_now = True


def keep_in_child(app: RepbookApp, size: tuple[int, int]) -> int | None:
    """Begin to keep Today and its first screens of ``app``'s book, unless they are; the child to wait for, 0 for none.

    None says that something of the book is under way: it is to be asked for again.

    Whether they are is looked up in the child: there no lock of ours hangs on the book.
    """
    return 0 if app.demo else app.keeper.in_child(lambda: _keep_unless_kept(app, size))


def _keep_unless_kept(app: RepbookApp, size: tuple[int, int]) -> None:
    if not all(is_kept(app, at, size) for at in starts(app.clock.local())):
        asyncio.run(_keep_days(app, size))


def is_kept(app: RepbookApp, at: datetime, size: tuple[int, int]) -> bool:
    """Whether the first screen is kept for the book as it is now, and a start at this moment."""
    book, day, name = str(app.keeper.path), at.date().isoformat(), kept.size_name(*size)
    hour = at.time().isoformat("seconds")
    return bool(kept.read(book, day, name, name, *kept.colours(), hour=hour))


async def _keep_days(app: RepbookApp, size: tuple[int, int]) -> None:
    path, made = app.keeper.path, []
    keep_places(path, app.clock, app.rules)
    for at in starts(app.clock.local()):
        made.append(await _keep(app, at, size))
        put_status(path, app.clock)
    _only([each for each in made if each is not None])


async def _keep(app: RepbookApp, at: datetime, size: tuple[int, int]) -> Path | None:
    path, day, name = app.keeper.path, at.date().isoformat(), kept.size_name(*size)
    state, more = kept.key_of(str(path), day), (name, *kept.colours())
    key, clock = kept.key_of(str(path), day, *more), FixedClock(at)
    keeper = Keeper(path, clock)
    try:
        held = await keeper.ask(holds, app.rules)
        keep(path, held, state)
        frame = await _drawn_by(twin_of(app, keeper, clock, held.shown), size)
    finally:
        keeper.close()
    if not frame or not key or kept.key_of(str(path), day, *more) != key:
        return None
    return write(path, day, name, held, key, frame)


def twin_of(app: RepbookApp, keeper: Keeper, clock: Clock, shown: Today) -> Twin:
    """An app of the same book and the same settings that shows Today as it is on the day of ``clock``."""
    return Twin(
        keeper,
        clock,
        AtHand(shown),
        overrides=app.overrides,
        table=app.table,
        theme=app.settings.theme,
        day_first=app.day_first,
        settings=app.settings,
    )


async def _drawn_by(twin: Twin, size: tuple[int, int]) -> str:
    """What the twin shows once its brief is read; "" where it could not."""
    running = asyncio.create_task(twin.run_async(headless=True, size=size))
    loop = asyncio.get_running_loop()
    until = loop.time() + DRAW_SECONDS
    try:
        while not running.done() and loop.time() < until:
            if twin.stands_now and _has_read(twin):
                return drawn(twin.screen, twin.console)
            await asyncio.sleep(STEP)
        return ""
    finally:
        twin.leave_by("drawn")
        with suppress(Exception):
            await asyncio.wait_for(running, DRAW_SECONDS)


def _has_read(twin: Twin) -> bool:
    """Whether the panes beside the list show the customer of the first row."""
    panes = [pane for pane in twin.screen.query(Brief) if pane.display and pane.customer_id]
    return all(pane.content_shown.plain for pane in panes)


def _only(made: list[Path]) -> None:
    """Take away what was kept for other days, and for sizes that are long not seen."""
    if not made:
        return
    days = {path.name[: kept.DAY] for path in made}
    folder = made[0].parent
    others = [path for path in folder.iterdir() if path not in made and path.name[:1].isdigit()]
    newest = sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)
    for at, path in enumerate(newest):
        if at >= MOST_KEPT - len(made) or path.name[: kept.DAY] not in days:
            path.unlink(missing_ok=True)

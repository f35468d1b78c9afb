"""Keeping what the next start shows first: Today as a fresh app draws it, for this day and for the next.

It is drawn by a twin of the app that nobody sees, in a child process that is gone when it is done: so neither the
keys nor the memory of the app bear it. ``early`` shows it at the next start.
"""

from __future__ import annotations

import asyncio
import os
import signal
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ... import early, files
from ...clock import Clock
from ...storage.keeper import Keeper
from ..brief.brief_pane import Brief
from ..shell.textual_private import drawn
from .app import RepbookApp

if TYPE_CHECKING:
    from ...domain.spine.model import Today
    from ...domain.spine.rules import Rules
    from ...storage.book.book import Book

MOST_SECONDS, DRAW_SECONDS = 30, 5.0
"""How long the child may live at most, and how long the twin may take for one screen."""
STEP = 0.02
MOST_KEPT = 6
"""Screens of a book together; one of another size lasts as long as the book stays as it is."""
LAST_SECOND, MINUTE = time(23, 59, 59), timedelta(minutes=1)


class TurnedClock(Clock):
    """A clock that shows what it is set to."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at.date())
        self.at = at

    def local(self) -> datetime:
        return self.at


class Twin(RepbookApp):
    """Today as a fresh start draws it, and nothing of what an app does besides."""

    tells_the_hour = False
    stands_now = False

    def _stand(self) -> None:
        self.stands_now = True


def keep_in_child(app: RepbookApp, size: tuple[int, int]) -> int:
    """Begin to keep the first screens of ``app``'s book, unless they are; the child to wait for, 0 for none.

    Only while no other thread of ours works: a lock that it held would never be free in the child.
    """
    now = app.clock.local()
    if app.demo or not hasattr(os, "fork") or all(is_kept(app, at, size) for at in _starts(now)):
        return 0
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(MOST_SECONDS)
        os.nice(10)
        nothing = os.open(os.devnull, os.O_RDWR)
        for handle in range(3):
            os.dup2(nothing, handle)
        asyncio.run(_keep_both(app, size))
    finally:
        os._exit(0)


def is_kept(app: RepbookApp, at: datetime, size: tuple[int, int]) -> bool:
    """Whether the first screen is kept for the book as it is now, and a start at this moment."""
    book, day = str(app.keeper.path), at.date().isoformat()
    return bool(early.kept(book, day, *size, at.time().isoformat()))


def _starts(now: datetime) -> tuple[datetime, datetime]:
    """The moments from which the two screens are to hold: now, and the beginning of tomorrow."""
    return now, datetime.combine(now.date() + timedelta(days=1), time())


async def _keep_both(app: RepbookApp, size: tuple[int, int]) -> None:
    kept = [await _keep(app, at, size) for at in _starts(app.clock.local())]
    _only([path for path in kept if path is not None])


async def _keep(app: RepbookApp, at: datetime, size: tuple[int, int]) -> Path | None:
    book, day = str(app.keeper.path), at.date().isoformat()
    key = early.key_of(book, day, *size)
    clock = TurnedClock(at)
    keeper = Keeper(app.keeper.path, clock)
    try:
        shown, until = await keeper.ask(holds_until, app.rules, clock)
        frame = await _drawn_by(twin_of(app, keeper, clock, shown), size)
    finally:
        keeper.close()
    if not frame or not key or early.key_of(book, day, *size) != key:
        return None
    path = Path(early.file_of(book, day, *size))
    head = f"{key}\n{at.time().isoformat()} {until.isoformat()}\n"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    files.write(path, (head, frame))
    return path


def twin_of(app: RepbookApp, keeper: Keeper, clock: Clock, shown: Today) -> Twin:
    """An app of the same book and the same settings that shows Today as it is on the day of ``clock``."""
    first: Future[Today] = Future()
    first.set_result(shown)
    return Twin(
        keeper,
        clock,
        first,
        overrides=app.overrides,
        table=app.table,
        theme=app.settings.theme,
        day_first=app.day_first,
        settings=app.settings,
    )


def holds_until(book: Book, rules: Rules, clock: TurnedClock) -> tuple[Today, time]:
    """Today at the time of ``clock``, and until when of its day it stays so: problems have clocks of minutes."""
    from ...storage.views import today

    began, shown = clock.at, today.today(book, rules)

    def same(at: datetime) -> bool:
        clock.at = at
        return today.today(book, rules) == shown

    holds, over = began, datetime.combine(began.date(), LAST_SECOND)
    try:
        if same(over):
            return shown, LAST_SECOND
        while over - holds > MINUTE:
            middle = holds + (over - holds) / 2
            holds, over = (middle, over) if same(middle) else (holds, middle)
    finally:
        clock.at = began
    return shown, holds.time().replace(microsecond=0)


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


def _only(kept: list[Path]) -> None:
    """Take away what was kept for other days, and for sizes that are long not seen."""
    if not kept:
        return
    days = {path.name[: early.DAY] for path in kept}
    folder = kept[0].parent
    others = [path for path in folder.iterdir() if path not in kept]
    newest = sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)
    for at, path in enumerate(newest):
        if at >= MOST_KEPT - len(kept) or path.name[: early.DAY] not in days:
            path.unlink(missing_ok=True)

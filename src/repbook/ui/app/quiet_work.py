"""What can wait until the first screen stands and the keyboard is quiet."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from ...clock import Clock
from ...errors import RepbookError
from ...wording import count

if TYPE_CHECKING:
    from ...storage.book.book import Book
    from .showing import Showing

LATER = (
    "repbook.actions.touches.touches",
    "repbook.actions.touches.drafts",
    "repbook.ui.dialogs.logging.log",
)
"""What the first key would wait for: the actions, which bring no SQLModel, and the form that is opened most."""
BACKUP_MINUTES = 30
STEP = 0.05
"""Seconds until it is looked again whether the book is at rest."""


async def settle(app: Showing) -> None:
    """Load what writing needs, offer unfinished forms, check and back up the book."""
    for module in LATER:
        await app.quiet()
        await app.keeper.ask(_load, module)
    await finish_what_was_left(app)
    if not app.demo:
        await look_around(app)
        await back_up(app)
        app.set_interval(
            BACKUP_MINUTES * 60, lambda: app.aside(partial(back_up, app), group="backup")
        )
    await offer_drafts(app)


async def reckon_the_rest(app: Showing) -> None:
    """After an update, or the first time, the rules are asked about everybody: in a child, and shown as far as it is.

    Where there are no children it is done beside the book's thread.
    """
    from ...storage.places.everybody import keep
    from ...storage.views.kept_today import keep_places

    path, clock, rules, before = app.keeper.path, app.clock, app.rules, -1
    while (left := app.today.unread) and left != before:
        before = left
        with app.behind(lambda: f"{count(app.today.unread, 'customer')} still to look at"):
            while (child := app.keeper.in_child(lambda: keep_places(path, clock, rules))) is None:
                await asyncio.sleep(STEP)
            if child:
                await asyncio.to_thread(os.waitpid, child, 0)
            else:
                await app.keeper.aside(keep, rules)
        await app.refresh_book()


async def finish_what_was_left(app: Showing) -> None:
    """Rows that a program which is gone has left on their way come into the book, or go, behind the screens."""
    from ...actions.base import history
    from ..dialogs.common.turning_back import HowFar

    if await app.keeper.ask(history.is_left):
        far = HowFar("finishing")
        with app.behind(far.in_short), suppress(RepbookError):
            await app.keeper.aside(history.finish_what_was_left, told=far)
        await app.refresh_book()


def _load(book: Book, module: str) -> None:
    import_module(module)


async def look_around(app: Showing) -> None:
    """Say of a folder that is carried from machine to machine what it means, once; of a second version each time (F72)."""
    from ...storage.safety.surroundings import clock_jumped, warn_once

    said = await asyncio.to_thread(warn_once, app.keeper.path)
    if not said and type(app.clock) is Clock:  # not one that was told which day it is
        said = await app.keeper.ask(clock_jumped)
    if said:
        app.say(said, severity="warning", timeout=15)


async def offer_drafts(app: Showing) -> None:
    """Say once that forms were left unfinished."""
    from ...actions.touches import drafts

    waiting = await app.keeper.ask(drafts.waiting)
    if waiting and app.form is None:
        from ..dialogs.rows.unfinished import words_for

        how = app.key.fill("{drafts} goes on with it")
        app.say(f"Left unfinished: {words_for(waiting[0])}\n{how}", timeout=12)


async def back_up(app: Showing) -> None:
    """A backup if anything changed; a failure stays in the top line until it is solved (F76)."""
    from ...storage.safety import backup_copies

    try:
        if await app.keeper.ask(backup_copies.changed_since_backup):
            made = await app.keeper.ask(backup_copies.copy, reason="running")
            await asyncio.to_thread(backup_copies.seal, made)
        app.notice = app.read_only
    except RepbookError as error:
        app.notice = app.read_only or f"no backup: {error}"
    app.show_notice()

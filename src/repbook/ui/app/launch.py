"""From the shell to the screen and back: the quick start, and the exit status."""

from __future__ import annotations

import gc
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ... import early
from ...errors import RepbookError
from .headstart import today_of

if TYPE_CHECKING:
    from textual.driver import Driver

    from ...clock import Clock
    from ...settings import Settings


OPEN_ALL_DAY = (700, 10, 10)
"""How often an app looks for what goes in circles: as Python does by itself."""


def launch(path: Path, clock: Clock, demo: bool, settings: Settings) -> int:
    """Open the book full screen until the rep leaves; returns the exit status.

    Raises ``RepbookError`` for a book or settings that can't be used, before the screen is taken.
    """
    gc.set_threshold(*OPEN_ALL_DAY)
    gc.disable()  # the app enables it once its first screen stands; Textual's classes are many
    sys.setswitchinterval(0.001)  # a key never waits long for what the storage thread is doing
    overrides = settings.rule_values
    first = today_of(path, clock, overrides)

    from ...storage.keeper import Keeper
    from ..keys.remapping import remapped
    from ..screens import today  # noqa: F401 - while the child still reckons
    from .full_screen import FullScreen

    keeper = Keeper(path, clock)
    app = FullScreen(
        keeper,
        clock,
        first,
        overrides=overrides,
        table=remapped(settings.keys),
        theme=settings.theme,
        driver_class=_driver_here(),
        demo=demo,
        day_first=settings.day_first,
        settings=settings,
    )
    try:
        app.catch_signals()
        if early.painted():
            app.hold()
        app.run()
        app.out = True
        while app.ending:
            time.sleep(1)  # a signal came first, and its thread ends us within three seconds
    finally:
        keeper.close()
    if app.crash is None and not app.left_by:
        app.crash = Unasked("the screen ended, and nobody had asked for it")
        app.kept = app.keep_forms(0) if app.forms() else True
    if app.crash is not None:
        sys.stderr.write(_last_words(app.crash, kept=app.kept))
        return 1
    if app.left_by == "the rep" and not app.to_demo:
        from .kept_screens import keep_in_child

        with suppress(OSError):
            keep_in_child(app, early.size_here())
    if keeper.moved:
        sys.stderr.write(f"repbook: {keeper.moved}\n")
    return app.return_code or 0


def _driver_here() -> type[Driver] | None:
    """The driver for a terminal on Unix; None elsewhere, where Textual has its own."""
    try:
        import termios  # noqa: F401
    except ImportError:
        return None

    from ..terminal.driver import SafeDriver

    return SafeDriver


class Unasked(Exception):
    """The app's loop ended without anybody having gone through its door."""


def _last_words(error: Exception, *, kept: bool) -> str:
    """The one line after the app had to end; the note holds no names, numbers, or texts."""
    from ...crash import write_note
    from ..shell.faults import cause_of

    cause = cause_of(error)
    typed = "what was typed is kept" if kept else "what was just typed could not be kept"
    if isinstance(cause, RepbookError):
        return f"repbook: {cause} ({typed})\n"
    note = write_note(cause)
    where = f"what happened is in {note}" if note else "no note could be kept"
    return f"repbook: this should not have happened ({type(cause).__name__}); {typed} - {where}\n"

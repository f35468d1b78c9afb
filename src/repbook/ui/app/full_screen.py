"""The app on a real terminal: told to end, put to sleep, cut off, or stumbling, it loses nothing typed.

SIGTERM and SIGHUP are met by ``signal.signal`` and a thread of their own: that also works while the app
waits for a frozen terminal, and cannot lock up on what the app was doing when the signal came.
"""

from __future__ import annotations

import _thread
import asyncio
import os
import signal
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from ..shell.faults import DRAFT_SECONDS
from ..shell.textual_private import driver_of, has_waiting, loop_of
from ..terminal.giving_back import Gone, Returned, give_back
from .app import RepbookApp

if TYPE_CHECKING:
    from types import FrameType

    from rich.console import RenderableType

ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""What tells a program to end, as far as the system knows it; the last is how Windows closes a window."""

SAVE_SECONDS, BOOK_SECONDS = 2.1, 0.5
"""How long ending waits for its first steps at most: with the terminal within three seconds (F33, F34)."""
LET_IN_SECONDS, LEAST_SECONDS = 1.6, 0.5
"""Of saving: for what was typed to come into its field, and what is left for the drafts at the least."""
CLOSE_SECONDS = 6.0
"""How long the screens may take to close once the rep has left."""
STILL_SECONDS = 0.05
"""How long nothing may have come from the terminal before what it delivered counts as let in."""
HOLD_SECONDS = 0.25
"""How long the brief of the first row may take before the screen is shown without it."""
STILL = 4.0
"""Seconds without a key before the first screen of the next start is drawn."""
GONE_SECONDS = 0.5
"""How long a terminal must be gone before the app leaves by itself: the signal comes first, if it comes."""


class FullScreen(RepbookApp):
    """repbook on a real terminal. ``run`` it after ``catch_signals``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "suspend", show=False, priority=True),
    ]
    out = False
    """Whether the app's loop has ended and the terminal is given back."""
    held = False
    """Whether the screen that was kept still stands: what is drawn is only shown once it is as whole."""
    pointer = "default"
    """The shape of the mouse pointer that the terminal was told last."""
    _kept_for: object = None
    _keeping = False

    def catch_signals(self) -> None:
        """From now on signals save first and end then; for the main thread."""
        for number in (getattr(signal, name) for name in ENDING if hasattr(signal, name)):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means it
                signal.signal(number, self._told_to_end)
        signal.signal(signal.SIGINT, self._interrupted)

    # -- the first screen, kept and shown -----------------------------------------------------------

    def hold(self) -> None:
        """Leave the kept screen standing until this one is as whole, or a key wants an answer."""
        self.held = True

    def release(self) -> None:
        """Show what is drawn."""
        if self.held:
            self.held = False
            self.screen.refresh()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if not self.held:
            super()._display(screen, renderable)

    def _set_pointer_shape(self, shape: str) -> None:
        """Each screen that comes asks for the usual one: the terminal is told when it is another."""
        if shape != self.pointer:
            self.pointer = shape
            super()._set_pointer_shape(shape)

    def was_typed(self) -> None:
        self.release()
        super().was_typed()

    def _stand(self) -> None:
        super()._stand()
        if self.held:
            self.set_timer(HOLD_SECONDS, self.release)

    def _look_again(self) -> None:
        super()._look_again()
        sign = (self._versions, self.day, self.size)
        if sign != self._kept_for and not self._keeping and self._may_keep():
            self._keeping = True
            self.aside(partial(self._keep, sign), group="keep")

    def _may_keep(self) -> bool:
        still = (
            self.at_rest and self.still_for >= STILL and not self.keeper.asked and not self._behind
        )
        return still and not self.demo and not self.leaving

    async def _keep(self, sign: object) -> None:
        """Keep the first screen for the next start; what goes wrong costs a start its first screen, no more."""
        from .kept_screens import keep_in_child

        try:
            child = keep_in_child(self, (self.size.width, self.size.height))
        except OSError:
            child = 0
        if child is not None:
            self._kept_for = sign
        if child:
            with suppress(OSError):
                await asyncio.to_thread(os.waitpid, child, 0)
        self._keeping = False

    # -- seen to the door ------------------------------------------------------------------------

    def leave_by(self, door: str, *, code: int = 0) -> None:
        """As for every app; and who has asked to leave is gone soon, even where a screen does not close."""
        if not self.left_by:
            _thread.start_new_thread(self._see_out, (code,))
        super().leave_by(door, code=code)

    def _see_out(self, status: int) -> None:
        time.sleep(CLOSE_SECONDS)
        if not self.out and not self.ending:
            self._let_go(status)

    # -- told to end -----------------------------------------------------------------------------

    def _told_to_end(self, number: int, _: FrameType | None) -> None:
        """Nothing here may take a lock: whoever holds it may be what was interrupted."""
        if self.ending:
            return
        driver = driver_of(self)
        if isinstance(driver, Returned):
            driver.end()
        _thread.start_new_thread(self._end, (128 + number,))
        self.ending = True

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        """The first asks the app to quit; the second does not wait for it (F35)."""
        loop = loop_of(self)
        if loop is None:
            raise KeyboardInterrupt
        signal.signal(signal.SIGINT, self._told_to_end)
        _thread.start_new_thread(self._asked_to_quit, (loop,))

    def _asked_to_quit(self, loop: asyncio.AbstractEventLoop) -> None:
        """As Ctrl+Q behind what was typed before it: that comes into its field first."""
        self._let_in()
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(self.call_later, self.action_leave)

    def _end(self, status: int) -> None:
        """Save the draft, let go of the book, give the terminal back, and be gone."""
        began = time.monotonic()
        self._let_in()
        self.keep_forms(max(LEAST_SECONDS, SAVE_SECONDS - (time.monotonic() - began)))
        self._let_go(status)

    def _let_go(self, status: int) -> None:
        with suppress(Exception):
            self.keeper.submit(lambda book: book.close()).result(BOOK_SECONDS)
        with suppress(Exception):
            give_back(driver_of(self))
        os._exit(status)

    def _let_in(self) -> None:
        """Wait until what the terminal had delivered stands in its field; the app goes on meanwhile."""
        until, still_since = time.monotonic() + LET_IN_SECONDS, None
        while time.monotonic() < until:
            now = time.monotonic()
            if not self.at_rest or has_waiting(self):
                still_since = None
            elif still_since is None:
                still_since = now
            elif now - still_since >= STILL_SECONDS:
                return
            time.sleep(0.005)

    # -- asleep and back -------------------------------------------------------------------------

    def action_suspend_process(self) -> None:
        """Give the terminal to the shell: the draft is kept and no write is under way meanwhile."""
        self.start(self._sleep, group="sleep")

    async def _sleep(self) -> None:
        for form in self.forms():
            await form.keep_draft()
        await self.keeper.ask(lambda book: None)
        super().action_suspend_process()

    @on(Driver.SignalResume)
    def _back(self) -> None:
        """Hours may have gone by: another day, another program's changes (F38)."""
        self.refresh(layout=True)
        self.start(self.refresh_book, group="watch")

    # -- cut off, and stumbling ------------------------------------------------------------------

    @on(Gone)
    def _terminal_gone(self) -> None:
        """No more keys will come; without a signal that says so, leave all the same (F40)."""
        self.set_timer(GONE_SECONDS, self._leave_unseen)

    def _leave_unseen(self) -> None:
        """Nobody can be asked a second time."""
        self.keep_forms(DRAFT_SECONDS)
        self.leave_by("the terminal is gone")

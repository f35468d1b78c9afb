"""The app on a real terminal: told to end, put to sleep, cut off, or stumbling, it loses nothing typed.

SIGTERM and SIGHUP are met by ``signal.signal`` and a thread of their own: that also works while the app
waits for a frozen terminal, and cannot lock up on what the app was doing when the signal came.
"""

from __future__ import annotations

import _thread
import os
import signal
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.driver import Driver

from ..shell.faults import DRAFT_SECONDS
from ..terminal.driver import Gone, SafeDriver
from .app import RepbookApp

if TYPE_CHECKING:
    from types import FrameType

SAVE_SECONDS, BOOK_SECONDS, TERMINAL_SECONDS = 2.1, 0.5, 0.3
"""How long ending waits for each of its steps at most: within three seconds in all (F33, F34)."""
LET_IN_SECONDS, LEAST_SECONDS = 1.6, 0.5
"""Of saving: for what was typed to come into its field, and what is left for the drafts at the least."""
CLOSE_SECONDS = 6.0
"""How long the screens may take to close once the rep has left."""
STILL_SECONDS = 0.05
"""How long nothing may have come from the terminal before what it delivered counts as let in."""
GONE_SECONDS = 0.5
"""How long a terminal must be gone before the app leaves by itself: the signal comes first, if it comes."""

LEAVE_TERMINAL = "".join(
    (
        "\x1b[?2026l",  # show what is held back
        *(f"\x1b[?{mode}l" for mode in (1000, 1003, 1015, 1006, 1016, 2004, 2048, 1004)),
        "\x1b[<u",  # the keyboard as it was
        "\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h",  # wrapped lines, no colour, the first screen, a cursor
    )
)


class FullScreen(RepbookApp):
    """repbook on a real terminal. ``run`` it after ``catch_signals``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "suspend", show=False, priority=True),
    ]
    out = False
    """Whether the app's loop has ended and the terminal is given back."""

    def catch_signals(self) -> None:
        """From now on signals save first and end then; for the main thread."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means it
                signal.signal(number, self._told_to_end)
        signal.signal(signal.SIGINT, self._interrupted)

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
        if isinstance(self._driver, SafeDriver):
            self._driver.ending = True
        # In the background, giving the terminal back would otherwise stop us for good.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        _thread.start_new_thread(self._end, (128 + number,))
        self.ending = True

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        """The first asks the app to quit; the second does not wait for it (F35)."""
        if self._loop is None:
            raise KeyboardInterrupt
        signal.signal(signal.SIGINT, self._told_to_end)
        self._loop.call_soon_threadsafe(self.call_later, self.action_leave)

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
            self.give_back()
        os._exit(status)

    def _let_in(self) -> None:
        """Wait until what the terminal had delivered stands in its field; the app goes on meanwhile."""
        until, still_since = time.monotonic() + LET_IN_SECONDS, None
        while time.monotonic() < until:
            now = time.monotonic()
            if not (self.at_rest and self._message_queue.empty()):
                still_since = None
            elif still_since is None:
                still_since = now
            elif now - still_since >= STILL_SECONDS:
                return
            time.sleep(0.005)

    def give_back(self) -> None:
        """The terminal as it was, without waiting for one that is frozen or gone."""
        driver = self._driver
        if not isinstance(driver, SafeDriver) or not driver.active:
            return
        driver.outlet.shut = True
        if driver.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(driver.fileno, termios.TCSANOW, driver.attrs_before)
        done: list[int] = []
        _thread.start_new_thread(_say_last, (driver.outlet.fileno(), done))
        until = time.monotonic() + TERMINAL_SECONDS
        while not done and time.monotonic() < until:
            time.sleep(0.005)
        with suppress(termios.error):
            termios.tcflush(driver.fileno, termios.TCIFLUSH)

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

    def _handle_exception(self, error: Exception) -> None:
        """What stumbles while a signal ends the program is no fault of its own."""
        if not self.ending:
            super()._handle_exception(error)


def _say_last(handle: int, done: list[Any]) -> None:
    with suppress(OSError):
        os.write(handle, LEAVE_TERMINAL.encode())
    done.append(True)

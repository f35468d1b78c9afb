"""The terminal, as far as the app knows it on every system: it may go, and is given back at the end."""

from __future__ import annotations

import _thread
import os
import sys
import time
from contextlib import suppress
from typing import Any

from textual.driver import Driver
from textual.message import Message

from ... import early

TERMINAL_SECONDS = 0.3
"""How long is waited for a terminal that is frozen, at most."""

LEAVE_TERMINAL = "".join(
    (
        "\x1b[?2026l",  # show what is held back
        *(f"\x1b[?{mode}l" for mode in (1000, 1003, 1015, 1006, 1016, 2004, 2048, 2031, 1004)),
        "\x1b[<u",  # the keyboard as it was
        "\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h",  # wrapped lines, no colour, the first screen, a cursor
    )
)


class Gone(Message):
    """The terminal is gone: no more keys will come."""


class Returned(Driver):
    """A driver whose terminal can be given back while the app is stuck."""

    ending = False
    """Whether a signal ends the program, so that it must not come back to the screen."""

    def end(self) -> None:
        """The program ends. Called while anything may be under way: nothing here may take a lock."""
        raise NotImplementedError

    def give_back(self) -> None:
        """The terminal as it was, without waiting for one that is frozen or gone."""
        raise NotImplementedError


def give_back(driver: Driver | None) -> None:
    """Give back the terminal that a driver has, or that no driver had taken yet."""
    early.give_back()
    if isinstance(driver, Returned):
        driver.give_back()
    elif driver is not None and not driver.is_headless and sys.__stdout__ is not None:
        say_last(sys.__stdout__.fileno())


def say_last(handle: int) -> None:
    """Have the terminal leave the app's screen; for as long as is waited for one that is frozen."""
    done: list[Any] = []
    _thread.start_new_thread(_say, (handle, done))
    until = time.monotonic() + TERMINAL_SECONDS
    while not done and time.monotonic() < until:
        time.sleep(0.005)


def _say(handle: int, done: list[Any]) -> None:
    with suppress(OSError):
        os.write(handle, LEAVE_TERMINAL.encode())
    done.append(True)

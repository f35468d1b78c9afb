"""A head start: Today is at hand, or is reckoned in a forked child while this process still loads Textual.

On two cores the first screen then costs hardly more than an empty app. The child only reads, sends its
answer through a pipe, and ends; where forking is not to be had, the reading is done here.
"""

from __future__ import annotations

import os
import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

from ...errors import BookUnusable, RepbookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ...clock import Clock
    from ...domain.spine.model import Today


def read_today(path: Path, clock: Clock, overrides: Any) -> Today:
    """Open the book, read Today, close it. ``overrides`` are the settings' rules."""
    from ...domain.overrides import rules_from
    from ...storage.safety.opening import open_book
    from ...storage.views import today as today_view

    with open_book(path, clock, finish=False) as book:
        return today_view.today(book, rules_from(overrides), most=today_view.AT_ONCE)


class AtHand:
    """Today as it was kept."""

    def __init__(self, shown: Today) -> None:
        self._shown = shown

    def result(self) -> Today:
        """Today."""
        return self._shown


def today_of(path: Path, clock: Clock, overrides: Any) -> AtHand | HeadStart:
    """Today: as it was kept where that still holds, else as a child begins to reckon it now."""
    from ...storage.views.today_at_hand import at_hand

    shown = at_hand(path, clock)
    return (
        HeadStart(partial(read_today, path, clock, overrides)) if shown is None else AtHand(shown)
    )


class HeadStart:
    """The reading of Today, under way."""

    def __init__(self, read: Callable[[], Today]) -> None:
        """Begin ``read`` in a child. Call this before any thread is started."""
        self._read = read
        self._pipe = -1
        self._child = 0
        try:
            self._pipe, answer = os.pipe()
            self._child = os.fork()
        except (OSError, AttributeError):
            return
        if self._child == 0:
            os.close(self._pipe)
            _answer(read, answer)
        os.close(answer)

    def result(self) -> Today:
        """Wait for Today; raises the ``RepbookError`` that reading it raised."""
        if not self._child:
            return self._read()
        with os.fdopen(self._pipe, "rb") as file:
            data = file.read()
        os.waitpid(self._child, 0)
        self._child = 0
        if not data:
            return self._read()
        value = pickle.loads(data)  # noqa: S301 - written by our own child a moment ago
        if isinstance(value, tuple) and value and value[0] == "error":
            raise BookUnusable(*value[1:])
        today: Today = value
        return today


def _answer(read: Callable[[], Today], pipe: int) -> None:
    """In the child: send Today, or what was wrong, and end without any clean-up of the parent's."""
    try:
        try:
            data = pickle.dumps(read(), protocol=pickle.HIGHEST_PROTOCOL)
        except RepbookError as error:
            data = pickle.dumps(("error", error.message, error.hint))
        with os.fdopen(pipe, "wb") as file:
            file.write(data)
    finally:
        os._exit(0)

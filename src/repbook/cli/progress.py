"""How far an import is, in rows of its files: seen on a terminal, said in plain lines anywhere else."""

from __future__ import annotations

from threading import Event, Thread
from time import monotonic
from typing import Self

from ..wording import count
from .console import Console

LONG = 5000
"""From so many rows on it is said where they begin and where they end, if nobody sees them pass."""
TICK = 0.5
"""Seconds after which the line is written anew, also where nobody tells of anything."""


class Progress:
    """Told of by whoever works: how many rows are done, and how many there are.

    ``doing`` and ``did`` are the words for it: "reading a.csv:" and "read", of so many ``noun``. On a terminal the
    line says for how many seconds it has been under way, so that something moves in it all the time.
    """

    def __init__(self, console: Console, doing: str, did: str, noun: str = "row") -> None:
        self.done = self.of = 0
        self._console, self._doing, self._did, self._noun = console, doing, did, noun
        self._seen = console.err.isatty()
        self._since = 0.0
        self._over = Event()

    def begin(self) -> Self:
        """Say that it is under way, before anybody can say how far."""
        if self._seen and not self._since:
            self._since = monotonic()
            self._console.far(self._line())
            Thread(target=self._go_on, name="progress", daemon=True).start()
        return self

    def __call__(self, done: int, of: int) -> None:
        begun, self.done, self.of = bool(self.of), done, of
        if self._seen:
            self.begin()
            self._console.far(self._line())
        elif not begun and of >= LONG:
            self._console.note(f"{self._doing} {count(of, self._noun)}")

    def end(self) -> None:
        """All of it is done."""
        self._over.set()
        self._console.over()
        if not self._seen and self.of >= LONG:
            self._console.note(f"{self._did} {count(self.of, self._noun)}")

    def broken_off(self) -> None:
        """It goes on no more."""
        self._over.set()
        self._console.over()

    def _go_on(self) -> None:
        while not self._over.wait(TICK):
            self._console.still(self._line())

    def _line(self) -> str:
        far = f"{self.done} of {count(self.of, self._noun)}" if self.of else "…"
        seconds = int(monotonic() - self._since)
        return f"{self._doing} {far}{f' · {seconds} s' if seconds else ''}"

    def __str__(self) -> str:
        """``12500 of 100000 rows``, or ``100000 rows`` where all of them are done."""
        rows = count(self.of, self._noun)
        return rows if self.done >= self.of else f"{self.done} of {rows}"

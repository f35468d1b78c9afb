"""How far an import is, in rows of its files: seen on a terminal, said in plain lines anywhere else."""

from __future__ import annotations

from ..wording import count
from .console import Console

LONG = 5000
"""From so many rows on it is said where they begin and where they end, if nobody sees them pass."""


class Progress:
    """Told of by whoever works: how many rows are done, and how many there are.

    ``doing`` and ``did`` are the words for it: "reading a.csv:" and "read", of so many ``noun``.
    """

    def __init__(self, console: Console, doing: str, did: str, noun: str = "row") -> None:
        self.done = self.of = 0
        self._console, self._doing, self._did, self._noun = console, doing, did, noun
        self._seen = console.err.isatty()

    def __call__(self, done: int, of: int) -> None:
        begun, self.done, self.of = bool(self.of), done, of
        if self._seen:
            self._console.far(f"{self._doing} {done} of {count(of, self._noun)}")
        elif not begun and of >= LONG:
            self._console.note(f"{self._doing} {count(of, self._noun)}")

    def end(self) -> None:
        """All of it is done."""
        self._console.over()
        if not self._seen and self.of >= LONG:
            self._console.note(f"{self._did} {count(self.of, self._noun)}")

    def __str__(self) -> str:
        """``12500 of 100000 rows``, or ``100000 rows`` where all of them are done."""
        rows = count(self.of, self._noun)
        return rows if self.done >= self.of else f"{self.done} of {rows}"

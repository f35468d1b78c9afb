"""Lines out and lines in. All that is said goes through here: no colour, no cursor, nothing that drives a terminal."""

from __future__ import annotations

from typing import IO

from ..wording import clean, safe


class LineCut(Exception):
    """Nobody types any more: the input came to its end, or the line was hung up."""


class Talk:
    """What is said, a line each, and what is answered.

    ``cut`` says that nothing more will come; what ``broke_off`` had no end, and is no line that anybody meant.
    """

    def __init__(self, heard: IO[str], said: IO[str]) -> None:
        self._heard, self._said = heard, said
        self._echoes = not heard.isatty()
        self.cut = self.broke_off = False
        self.waiting = False
        """Whether somebody is asked now, so that a signal may break in."""

    def say(self, *lines: str) -> None:
        """Say each on a line of its own, however long: whoever reads it breaks it where it suits them."""
        for line in lines:
            self._write(safe(line).rstrip() + "\n")

    def ask(self, question: str) -> str:
        """Ask on one line; what was typed, clean of what arrow keys and the like send.

        Raises ``LineCut`` where nothing was; a line that broke off in its middle is given once, with ``cut`` set.
        """
        if self.cut:
            raise LineCut
        self._write(safe(question).rstrip() + " ", flush=True)
        self.waiting = True
        try:
            typed = self._heard.readline()
        except OSError:  # the terminal is gone
            typed = ""
        finally:
            self.waiting = False
        self.cut = not typed.endswith("\n")
        if self._echoes or self.cut:
            self._write("\n")  # nobody's Enter did
        if not typed.strip() and self.cut:
            raise LineCut
        self.broke_off = self.cut
        return clean(typed)

    def _write(self, text: str, *, flush: bool = False) -> None:
        """Say a text; where nobody hears it any more, nobody answers either."""
        try:
            self._said.write(text)
            if flush:
                self._said.flush()
        except OSError:
            self.cut = True
            raise LineCut from None

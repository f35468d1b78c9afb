"""What a command says: results to stdout, everything else to stderr, nothing that drives a terminal."""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock
from io import StringIO

from ..wording import is_unsafe, safe
from .text.cells import fit, width, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import IO

Piece = str | tuple[str, str]
"""A run of text, or a run and its role."""

ROLES = {"title": "1", "alarm": "1;31", "due": "33", "calm": "32", "quiet": "2", "key": "36"}
"""Roles as the terminal's own colours; what they tell stands in words and glyphs as well."""

NARROWEST, WIDEST = 40, 160


class Console:
    """One command's two streams. Every text goes through ``wording.safe`` on its way out."""

    def __init__(self, paper: str = "") -> None:
        """``paper`` is what is written for, where that is not the terminal at hand."""
        self.out: IO[str] = sys.stdout or nowhere()
        self.err: IO[str] = sys.stderr or nowhere()
        for stream in (self.out, self.err):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace", newline="\n")
                if sys.platform == "win32" and not stream.isatty():
                    stream.reconfigure(
                        encoding="utf-8", errors="replace"
                    )  # a file, else in some code page
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        self.colour = self.out.isatty() and not plain
        self.width = self._width()
        if paper:
            width, _, colours = paper.partition("-")
            self.width, self.colour = int(width), bool(colours)
        self._in_progress = False
        self._at_a_time = allocate_lock()

    @property
    def paper(self) -> str:
        """What a text for this width, with these colours or without, is kept as."""
        return f"{self.width}{'-colours' if self.colour else ''}"

    def line(self, *pieces: Piece) -> None:
        """One line of a result."""
        self.out.write("".join(map(self._styled, pieces)).rstrip() + "\n")

    def wrapped(self, lead: str, text: str, *, indent: int = 0) -> None:
        """A result after ``lead``, going on below itself; ``indent`` is the least it starts at."""
        start = max(width(lead), indent)
        for number, part in enumerate(wrap(safe(text), max(20, self.width - start))):
            self.line((fit(lead, start) if number == 0 else " " * start, "quiet"), part)

    def said_by(self, work: Callable[[], object]) -> str:
        """What ``work`` prints, instead of printing it."""
        out, self.out = self.out, StringIO()
        try:
            work()
            return self.out.getvalue()
        finally:
            self.out = out

    def stream(self, chunks: Iterable[str]) -> None:
        """A whole file as the result; its line ends are its own."""
        for chunk in chunks:
            plain = chunk.rstrip("\r\n").isprintable()
            self.out.write(chunk if plain else "".join(map(_harmless, chunk)))

    def note(self, text: str) -> None:
        """One line beside the result."""
        self.over()
        self.err.write(safe(text) + "\n")

    def far(self, text: str) -> None:
        """How far a long command is, on a terminal: the same line again and again, until something else is said."""
        with self._at_a_time:
            self._in_progress = True
            self._far(text)

    def still(self, text: str) -> None:
        """As ``far``, of a thread that looks on: nothing once something else was said."""
        with self._at_a_time:
            if self._in_progress:
                self._far(text)

    def _far(self, text: str) -> None:
        self.err.write(f"\r{fit(safe(text), self.width - 1).rstrip()}\x1b[K")
        self.err.flush()

    def over(self) -> None:
        """Take the line of ``far`` away."""
        with self._at_a_time:
            if self._in_progress:
                self.err.write("\r\x1b[K")
                self.err.flush()
                self._in_progress = False

    def flush(self) -> None:
        """Have everything written; raises ``OSError`` where nobody takes it."""
        self.out.flush()
        self.err.flush()

    def abandon(self) -> None:
        """Nobody reads any more: what is still to be written goes nowhere, also at exit."""
        for stream in (self.out, self.err):
            try:
                stream.flush()
            except (OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)

    def _styled(self, piece: Piece) -> str:
        text, role = (piece, "") if isinstance(piece, str) else piece
        text = safe(text)
        return (
            f"\x1b[{ROLES[role]}m{text}\x1b[0m" if role and self.colour and text.strip() else text
        )

    def _width(self) -> int:
        """The terminal's width, ``COLUMNS`` first; 80 where there is none."""
        try:
            found = int(os.environ.get("COLUMNS", "")) or 80
        except ValueError:
            try:
                found = os.get_terminal_size(self.out.fileno()).columns or 80
            except (OSError, ValueError, AttributeError):
                found = 80
        return min(max(found, NARROWEST), WIDEST)


def nowhere() -> IO[str]:
    """In place of a stream that was closed before we began."""
    return open(os.devnull, "r+", encoding="utf-8")  # noqa: PTH123 - no paths are loaded here


def _harmless(char: str) -> str:
    return "\ufffd" if is_unsafe(char) and char not in "\r\n\t" else char

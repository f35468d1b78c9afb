"""The first act of a start: the terminal is taken, and Today shown as it was kept, before anything else is loaded.

What is shown is the very screen that the app will draw over a moment later, or nothing: it was kept for this
state of the book, this day, this size and these colours of the terminal. Keys typed meanwhile wait in the terminal
as the keys they are, Enter too. Nothing is imported here that Python has not loaded by itself.
"""

from __future__ import annotations

import os
import sys
import time

from . import kept, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

ENTER = b"\x1b[?1049h\x1b[?25l"
LEAVE = b"\x1b[0m\x1b[?1049l\x1b[?25h"


class Taken:
    """The terminal while it is ours and not yet the app's: its attributes as they were, and whether a screen stands."""

    attributes: list[Any] | None = None
    painted = False


_taken = Taken()


def plain_words(argv: Sequence[str]) -> dict[str, str] | None:
    """The options of the bare app, and of `status`, by name; None where there is more to read than these."""
    found: dict[str, str] = {}
    words = iter(argv)
    for word in words:
        if word in ("--demo", kept.STATUS):
            found[word.strip("-")] = word
        elif word in ("--book", "--today") and not (value := next(words, "-")).startswith("-"):
            found[word[2:]] = value
        else:
            return None
    return found


def take(argv: Sequence[str]) -> None:
    """Take the terminal, if the app is what was asked for and its book is there, and show what was kept."""
    given = plain_words(argv)
    if given is None or given.keys() & {"demo", kept.STATUS} or not _on_a_terminal():
        return
    book, day = book_and_day(given)
    if not os.path.exists(book):
        return
    try:
        import termios
    except ImportError:
        return
    try:
        size = kept.size_name(*size_here())
        frame = kept.read(book, day, size, size, *kept.colours())
        _make_raw(quiet=bool(frame))
        if frame:
            _paint(frame)
    except (OSError, termios.error):  # it refuses, or is gone: the app meets it in its turn
        give_back()


def status(argv: Sequence[str]) -> bool:
    """Print the line for a prompt, if that was asked for and it is at hand; whether it was."""
    given = plain_words(argv)
    if given is None or kept.STATUS not in given or "demo" in given:
        return False
    book, day = book_and_day(given)
    line = kept.read(book, day, kept.STATUS)
    try:
        return bool(line) and os.write(1, line) == len(line)
    except OSError:
        return False


def book_and_day(given: dict[str, str]) -> tuple[str, str]:
    """Where the book is, and the day, by what was typed and by the environment."""
    named = given.get("book")
    book = places.book() if named is None else os.path.expanduser(named)
    day = given.get("today") or os.environ.get("REPBOOK_TODAY") or time.strftime("%Y-%m-%d")
    return book, day


def handed_over() -> Taken:
    """What the app's driver takes over from us: from now on the terminal is its own to give back."""
    global _taken
    was, _taken = _taken, Taken()
    return was


def painted() -> bool:
    """Whether a kept screen stands."""
    return _taken.painted


def give_back() -> None:
    """The terminal as it was, where the app has not taken it yet."""
    was = handed_over()
    if was.attributes is None:
        return
    import termios

    try:
        termios.tcsetattr(0, termios.TCSANOW, was.attributes)
        if was.painted:
            os.write(1, LEAVE)
    except (OSError, termios.error):
        pass  # it is gone


def size_here() -> tuple[int, int]:
    """Columns and lines of the terminal, as Textual takes them: what the environment says goes first."""
    columns, lines = os.get_terminal_size(1)
    return _said("COLUMNS") or columns, _said("LINES") or lines


def _said(name: str) -> int:
    """A figure of the environment; 0 for none, or for what is no figure."""
    said = os.environ.get(name, "")
    return int(said) if said.isascii() and said.isdigit() else 0


def _on_a_terminal() -> bool:
    if sys.platform == "win32" or os.environ.get("TERM", "dumb") == "dumb":
        return False
    try:
        return os.isatty(0) and os.isatty(1)
    except OSError:
        return False


def _make_raw(*, quiet: bool) -> None:
    """Keys come as they are typed from here on, and are not echoed; ``quiet``, those that signal, too."""
    import termios

    _taken.attributes, raw = termios.tcgetattr(0), termios.tcgetattr(0)
    # With ICRNL the terminal would make a line feed of Enter, which is another key.
    raw[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    if quiet:
        raw[3] &= ~termios.ISIG
    termios.tcsetattr(0, termios.TCSANOW, raw)


def _paint(frame: bytes) -> None:
    import _signal as signal  # type: ignore[import-not-found] # what ``signal`` wraps in enumerations, which take longer than all of this

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ended)
    _taken.painted = True
    rest = ENTER + frame
    while rest:
        rest = rest[os.write(1, rest) :]


def _ended(number: int, _: object) -> None:
    """Told to end before the app stands."""
    give_back()
    os._exit(128 + number)

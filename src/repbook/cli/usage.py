"""What is typed every day is read without a parser: a command and its words, no option but the book and the day.

What is typed otherwise, or wrongly, is for ``parser``, which says what there is to say. A test holds the two together.
"""

from __future__ import annotations

from datetime import date

from ..early import plain_words
from ..errors import RepbookError
from ..kept import STATUS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

NOTHING_TYPED: dict[str, Any] = {
    "book": None,
    "today": None,
    "demo": False,
    "plain": False,
    "version": False,
    "run": "",
    "command": None,
}
DAILY: dict[str, tuple[str, str, dict[str, Any]]] = {
    "today": ("looking.today", "", {"json": False}),
    "status": ("looking.status", "", {}),
    "find": ("looking.find", "words", {}),
    "show": ("showing.show", "name", {"json": False}),
    "who": ("ringing.who", "number", {}),
    "log": ("writing.log", "line", {"kind": None, "on": None, "who": None}),
    "undo": ("writing.undo", "", {}),
    "redo": ("writing.redo", "", {}),
}
"""What a command runs, what its words are called, and its options as they are where none is given."""


class WrongUsage(RepbookError):
    """The command line itself can't be meant: exit status 2."""


def read_plainly(argv: Sequence[str]) -> dict[str, Any] | None:
    """What was typed, by name; None where there is more to read than a command and its words."""
    bare = plain_words(argv)
    if bare is not None and STATUS not in bare:
        return _options(bare)
    parts = command_and_words(argv)
    if parts is None:
        return None
    given, words = parts
    run, called, more = DAILY.get(words[0], ("", "", {}))
    if not run or bool(called) != (len(words) > 1):
        return None
    options = _options(given)
    if options is not None:
        options |= {"command": words[0], "run": run, **more}
        if called:
            options[called] = words[1:]
    return options


def command_and_words(argv: Sequence[str]) -> tuple[dict[str, str], list[str]] | None:
    """The book and the day, and the command with its words; None where there is more to read than these."""
    at = 0
    while len(argv) > at and argv[at] in ("--book", "--today"):
        at += 2
    given, words = plain_words(argv[:at]), list(argv[at:])
    if given is None or not words or any(word.startswith("-") for word in words):
        return None
    return given, words


def _options(given: dict[str, str]) -> dict[str, Any] | None:
    """What may stand before a command; None for a day that is none, and what excludes each other."""
    if given.keys() >= {"demo", "book"}:
        return None
    options = {**NOTHING_TYPED, "demo": "demo" in given, "book": given.get("book")}
    try:
        options["today"] = date.fromisoformat(given["today"]) if "today" in given else None
    except ValueError:
        return None
    return options

"""Where the markers of a capture line stand, and the words between them (§4)."""

from __future__ import annotations

from itertools import pairwise

from ...values import NamedTuple
from ...wording import clean
from ..spine.kinds import Severity
from .signs import Role, role

MARKERS = "*!?@+>"
_BLANK = MARKERS + " "
_BRACKETS = "(["
SEVERITY = {str(severity): severity for severity in Severity}
NAME_LIMIT = 80  # characters in front of a colon that may still be a customer's name
_AROUND = 200  # characters on either side of a sign that may say what it is
_NOT_TEXT = frozenset("*!?@+>=<-.,;:)]}/|")  # signs that no marked text begins with, unspaced


class Word(NamedTuple):
    """A cleaned word, and its place in the line as typed."""

    text: str
    start: int
    end: int


class Mark(NamedTuple):
    """A sign that files what follows it; ``doubt`` says that it may as well be text."""

    at: int
    doubt: bool


def markers_of(line: str) -> list[Mark]:
    """Where the markers stand that count: a word's start, with text after them.

    Not counted are a marker before another sign (``!!``, ``>=``, ``+/-``), ``+`` before a figure
    (``+3d``, ``+15%``), one with nothing after it, the ``!`` of a problem's "!major", and a sign
    that joins what stands around it (``role`` has the rule).
    """
    places = [at for at, char in enumerate(line) if char in MARKERS and _may_mark(line, at)]
    kept: list[Mark] = []
    for at, stop in pairwise([*places, len(line)]):
        text = clean(line[at + 1 : stop])
        severity = line[at] == "!" and text.lower() in SEVERITY and not line[at + 1].isspace()
        if not text.strip(_BLANK) or (severity and kept and line[kept[-1].at] == "?"):
            continue
        begin = max(kept[-1].at + 1 if kept else 0, at - _AROUND)
        before = [word.text for word in words_of(line, begin, at)]
        after = [word.text for word in words_of(line, at + 1, min(stop, at + _AROUND))]
        spaced = line[at + 1].isspace()
        meaning = role(line[at], before, after, spaced=spaced)
        if meaning is not Role.TEXT:
            kept.append(Mark(at, meaning is Role.DOUBT or _bracketed(line, at)))
    return kept


def words_of(line: str, start: int, stop: int) -> list[Word]:
    """The words of a part of the line, without the backslash of an escaped marker."""
    words: list[Word] = []
    at = start
    for raw in line[start:stop].split():
        at = line.index(raw, at)
        inner = raw.lstrip(_BRACKETS)
        escaped = inner[:1] == "\\" and inner[1:2] in MARKERS and _may_mark(f"{inner[1:]} ", 0)
        text = clean(raw.replace("\\", "", 1) if escaped else raw)
        if text:
            words.append(Word(text, at, at + len(raw)))
        at += len(raw)
    return words


def joined(words: list[Word]) -> str:
    """The words as one text."""
    return " ".join(word.text for word in words)


def split_name(line: str) -> tuple[str, str]:
    """The customer's name and the rest of ``name: line``; "" and the whole line if none is named.

    The colon ends a word, and the name holds a letter and does not begin with a marker: neither
    10:30 nor a web address is a name.
    """
    before, colon, rest = line.partition(":")
    name = clean(before)
    named = (
        colon
        and (not rest or rest[0].isspace())
        and len(name) <= NAME_LIMIT
        and any(char.isalpha() for char in name)
        and not (name[0] in MARKERS and _may_mark(f"{name} ", 0))
    )
    return (name, rest.strip()) if named else ("", line.strip())


def _bracketed(line: str, at: int) -> bool:
    """Whether a sign with a space behind it stands right behind a bracket: "(! send card fri)"."""
    return at > 0 and line[at - 1] in _BRACKETS and line[at + 1 : at + 2].isspace()


def _may_mark(line: str, at: int) -> bool:
    before, after = (line[at - 1] if at else ""), line[at + 1 : at + 2]
    if (
        (before and not before.isspace() and not _bracketed(line, at))
        or not after
        or after in _NOT_TEXT
    ):
        return False
    return not (line[at] == "+" and after.isdigit())

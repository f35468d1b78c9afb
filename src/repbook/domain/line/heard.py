"""What the words of a line say besides its signs: a rival, one who goes, a name given, a birthday (R20, R23, R31, R95).

Names are told by their capitals, so that what is heard is proposed: a rival stands in the preview, and a "\\" before
it says no; of one who goes, and of a name that was given, the told-line or the log form only asks. The words
are in ``words/heard.txt``, for the tongues of reps. What the book knows already as theirs is no rival.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...errors import InvalidInput
from ...values import NamedTuple
from ...wording import fold
from ..days.year_days import YearDay, day_of_year
from ..words.patterns import Patterns

HEARD = Patterns("heard")
UNNAMED = "a competitor"


class Rival(NamedTuple):
    """Another firm that courts them, and its place in the line; ``no`` says that the rep says it is none."""

    name: str
    start: int
    end: int
    no: bool


class Goes(NamedTuple):
    """One of the people, by the place among them, and the firm they go to; "" where it is not said."""

    place: int
    firm: str


class Named(NamedTuple):
    """Whom they named, and of which firm, if that was said."""

    name: str
    firm: str

    @property
    def said(self) -> str:
        """``Lil Swan, Upper Crust``."""
        return ", ".join(filter(None, self))


def rivals(line: str, own: Sequence[str] = ()) -> Iterator[Rival]:
    """The rivals that a line names, each once; ``own`` are the names of the customer and its people."""
    seen: set[str] = set()
    for match in HEARD.RIVAL.finditer(_spaced(line)):
        found = str(match.lastgroup)
        name = UNNAMED if found == "plain" else match[found]
        at, end = match.span(found)
        if fold(name) in seen or _is_of(name, own) or HEARD.DENIED.search(line[: match.start()]):
            continue
        seen.add(fold(name))
        yield Rival(name, at, end, line[at - 1 : at] == "\\")


def goes(note: str, people: Sequence[str]) -> Goes | None:
    """Who of the people changes the employer, as a note says it (R23)."""
    note = _spaced(note)
    for place, name in enumerate(people):
        for said in dict.fromkeys((name, name.split(" ")[0])):
            for match in re.finditer(rf"\b{re.escape(said)}\b", note, re.IGNORECASE):
                firm = HEARD.GOES_FOR.match(note, match.end())
                if firm is not None:
                    return Goes(place, firm["firm"])
                if HEARD.GOES.match(note, match.end()) or HEARD.GOES_LATER.match(note, match.end()):
                    return Goes(place, "")
    return None


def named(note: str, own: Sequence[str] = ()) -> Named | None:
    """Whom they named to the rep, as a note says it (R95)."""
    for match in HEARD.NAMED.finditer(_spaced(note)):
        parts = match.groupdict()
        who = next((said for key, said in parts.items() if key.startswith("who") and said), "")
        firm = next((said for key, said in parts.items() if key.startswith("firm") and said), "")
        if who and not _is_of(who, own):
            return Named(who, firm)
    return None


class Birthday(NamedTuple):
    """Whose it is ("" for the one spoken to), which day, and whether the text says nothing else."""

    whose: str
    day: YearDay
    alone: bool


def birthday(text: str) -> Birthday | None:
    """The birthday that a personal remark tells; None where no day is sure (R20)."""
    for pattern in (HEARD.BIRTHDAY, HEARD.DAY_FIRST, HEARD.DAY_ALONE):
        match = pattern.match(text)
        if match is None:
            continue
        said = match["day"].rstrip(" .!")
        parts = re.split(r"[,;] ", said, maxsplit=1)
        for typed in dict.fromkeys((said, parts[0])):
            try:
                day = day_of_year(typed)
            except InvalidInput:
                continue
            whose = (match["whose"] or "").strip()
            pronoun = whose.lower() in ("his", "her", "their", "the", "my", "it", "today")
            return Birthday("" if pronoun else whose, day, typed == said)
    return None


def _spaced(line: str) -> str:
    """The line with its every blank a space and its quotes plain; every place stays where it is."""
    return re.sub(r"\s", " ", line).replace("’", "'")


def _is_of(name: str, own: Sequence[str]) -> bool:
    """Whether a name is the customer's own, or that of one of its people: "Jo", "Jo Hale", "Birch Street"."""
    said = fold(name)
    return any(fold(each) == said or fold(each).startswith(f"{said} ") for each in own)

"""Words used in more than one place, so that the app, the shell, and the letters say them alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SCORE_WORDS = {-2: "much worse", -1: "worse", 0: "as expected", 1: "better", 2: "much better"}

PHASE_GLYPH = {"excitement": "✦", "learning": "◐", "settled": "●", "none": "○"}
PHASE_WORD = {
    "excitement": "Excitement",
    "learning": "Learning curve",
    "settled": "Settled",
    "none": "No sale yet",
}
STATE_WORDS = {"active": "on the book", "off": "off the book", "all": "everyone"}
"""Which customers a list holds."""
NOUNS = {"followup": "follow-up", "email": "e-mail"}
"""Kinds that the book spells otherwise than a rep."""
WAITING = "another program has the book: waiting until it lets go"
SAVE_GLYPH = "▲"
JOIN = " · "
"""Between the parts of a sentence on the screen."""


def day_text(day: date, today: date | None = None) -> str:
    """``Fri 6 Jun``; the year is added when it is not this one."""
    text = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return text if today is not None and day.year == today.year else f"{text} {day.year}"


def ago(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``3 d ago``, ``tomorrow``, ``in 5 d``."""
    gap = (today - day).days
    if gap == 0:
        return "today"
    if gap == 1:
        return "yesterday"
    if gap == -1:
        return "tomorrow"
    return f"{gap} d ago" if gap > 0 else f"in {-gap} d"


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 call``, ``3 calls``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


SINGULAR = {"people": "person", "touches": "touch", "evidence": "evidence", "addresses": "address"}
"""What one row of a table is called, where its name without the s would not do."""
CALLED = {
    "followup": ("follow-up", ""),
    "route": ("way to reach them", "ways to reach them"),
    "person": ("person", "people"),
    "touch": ("touch", "touches"),
    "evidence": ("success", "successes"),
    "address": ("address", "addresses"),
}
"""What a rep calls rows of a kind, one and many, where the noun with an s would not do."""


def tables_text(added: Mapping[str, int]) -> str:
    """``12 customers, 1 person``: how many rows came into which tables."""
    return ", ".join(
        count(number, SINGULAR.get(table, table.removesuffix("s")), table)
        for table, number in added.items()
    )


def rows_text(rows: Mapping[str, int]) -> str:
    """``2 people, 1 way to reach them``: how many rows of which kinds hang on somebody."""
    return ", ".join(count(many, *CALLED.get(noun, (noun, ""))) for noun, many in rows.items())


SEQUENCES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, the cursor
    r"|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\r\n]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS …
    r"|(?:\x1b\]|\x9d)[0-9]*;?"  # an OSC without an end: what follows may be meant for people
    r"|\x1b[ -/]+[0-~]"  # character sets
)
"""What a terminal would take for an instruction, as a regular expression."""


def clean(text: str, *, lines: bool = False) -> str:
    """A person's text as the book keeps it: no control, escape, or direction-changing characters.

    An escape sequence goes as a whole, so that nothing of it stands in a name (F06).
    ``lines`` keeps line feeds and tabs (notes); otherwise any white space becomes one space.
    """
    if text.isprintable():  # so there is no control sign in it, nor a line end: most text by far
        return text.strip() if lines or "  " not in text else " ".join(text.split())
    if "\x1b" in text or any("\x80" <= char < "\xa0" for char in text):
        import re

        text = re.sub(SEQUENCES, "", text)
    keep = "\n\t" if lines else ""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    if not lines:
        text = " ".join(text.split())
        if text.isprintable():
            return text
    kept = (
        " " if char in "\n\t\v\f" and char not in keep else char
        for char in text
        if char in keep or not is_unsafe(char) or char in "\n\t\v\f"
    )
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in kept).strip()


def is_unsafe(char: str) -> bool:
    """Whether a character could drive a terminal or reverse the reading order (F06, F07, F08)."""
    code = ord(char)
    return (
        code < 32
        or 127 <= code < 160
        or code in (0x061C, 0x200E, 0x200F)
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
    )


def safe(text: str) -> str:
    """A text on one line, without characters that drive a terminal or turn the reading order (F06)."""
    if text.isprintable():
        return text
    return "".join(
        " " if char in "\n\t" else "\ufffd" if is_unsafe(char) else char for char in text
    )


_PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)


@lru_cache(4096)
def fold(text: str) -> str:
    """A name as it is sorted, matched, and searched: no case, no accents, single spaces.

    ``Møller  Łódź Groß`` and ``MOLLER LODZ GROSS`` fold alike. An import asks for each name a dozen times.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    from unicodedata import normalize

    apart = normalize("NFKD", text.casefold())
    bare = "".join(char for char in apart if not "\u0300" <= char <= "\u036f")
    return " ".join(normalize("NFC", bare.casefold().translate(_PLAIN)).split())

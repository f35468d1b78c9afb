"""Whether a personal fact speaks of what the law protects above all else: health, faith, union, politics, origin, sex life."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ...values import NamedTuple
from ...wording import fold
from .word_lists import WordLists

CALLED = {
    "HEALTH": "health",
    "FAITH": "faith",
    "UNION": "a union",
    "POLITICS": "politics",
    "ORIGIN": "origin",
    "SEX": "sexual life",
}
"""What a rep calls the list of each heading."""
ADVICE = "kept only if they agreed to it, and they can ask to see it"


def speaks_of(text: str) -> str:
    """What a text speaks of, in a word; "" for nothing of the kind."""
    low = fold(text)
    may = tuple(word for word in _words() if word.first in low)
    found = _pattern_of(may).search(low) if may else None
    return CALLED[str(found.lastgroup)] if found else ""


def warning(text: str) -> str:
    """What is quietly said beside such a text; "" for any other."""
    topic = speaks_of(text)
    return f"speaks of {topic}: {ADVICE}" if topic else ""


class _Word(NamedTuple):
    """A word of the lists: of which heading, what of it a text can't do without, and its pattern."""

    name: str
    first: str
    pattern: str


@cache
def _words() -> tuple[_Word, ...]:
    lists = WordLists("sensitive")
    return tuple(_word(name, word) for name in CALLED for word in getattr(lists, name))


def _word(name: str, word: str) -> _Word:
    stem = fold(word.rstrip("*"))
    pattern = re.escape(stem).replace(r"\ ", r"\s+")
    return _Word(name, stem.partition(" ")[0], rf"{pattern}\w*" if word.endswith("*") else pattern)


@lru_cache(maxsize=64)
def _pattern_of(words: tuple[_Word, ...]) -> re.Pattern[str]:
    """The pattern of these words alone: that of all of them takes longer to compile than a line to be read."""
    groups = (
        f"(?P<{name}>{'|'.join(word.pattern for word in words if word.name == name)})"
        for name in CALLED
        if any(word.name == name for word in words)
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(groups)})(?![^\W_])")

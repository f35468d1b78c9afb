"""Whether a personal fact speaks of what the law protects above all else: health, faith, union, politics, origin, sex life."""

from __future__ import annotations

import re
from functools import cache

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
    found = _words().search(fold(text)) if text else None
    return CALLED[str(found.lastgroup)] if found else ""


def warning(text: str) -> str:
    """What is quietly said beside such a text; "" for any other."""
    topic = speaks_of(text)
    return f"speaks of {topic}: {ADVICE}" if topic else ""


@cache
def _words() -> re.Pattern[str]:
    lists = WordLists("sensitive")
    groups = (f"(?P<{name}>{'|'.join(map(_pattern, getattr(lists, name)))})" for name in CALLED)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(groups)})(?![^\W_])")


def _pattern(word: str) -> str:
    stem = re.escape(fold(word.rstrip("*"))).replace(r"\ ", r"\s+")
    return rf"{stem}\w*" if word.endswith("*") else stem

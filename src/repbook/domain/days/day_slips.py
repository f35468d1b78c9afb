"""Slips of the finger in day words: "tomorow" is refused, and asked back as "tomorrow?" (§4)."""

from __future__ import annotations

from .day_words import DAY_NAMES, MONTH_NAMES, TEXT_LIMIT

SHORTEST = 5  # letters; shorter words have too many neighbours
ALIKE = 0.8  # of difflib's ratio: one letter lost, doubled or swapped in a word of six
_LONG_WORDS = (
    *DAY_NAMES,
    *(name for name in MONTH_NAMES if len(name) >= SHORTEST),
    *("today", "tomorrow", "tonight", "yesterday", "week", "weeks", "month", "months", "quarter"),
    *("fortnight", "morning", "afternoon", "evening", "business", "working", "first", "second"),
)


def corrected(text: str) -> str:
    """The phrase with its slips mended, in lower case; "" where no word looks like one."""
    if len(text) > TEXT_LIMIT:
        return ""
    from difflib import get_close_matches

    words = text.lower().split()
    better: list[str] = []
    for word in words:
        known = len(word) < SHORTEST or not word.isalpha() or word in _LONG_WORDS
        near = [] if known else get_close_matches(word, _LONG_WORDS, 1, ALIKE)
        better.append(near[0] if near and word != f"{near[0]}s" else word)
    return " ".join(better) if better != words else ""

"""Every word that a day phrase can hold, so that a sentence need not be read nine words at a time."""

from __future__ import annotations

import re

from .day_hours import PARTS
from .day_words import (
    BUSINESS,
    COUNT,
    END_OF,
    FIXED,
    MONTH,
    ORDINAL,
    ORDINALS,
    PART,
    UNIT,
    WEEK_NUMBER,
    WEEKDAY,
)

_SMALL = (
    *("by", "on", "at", "in", "the", "of", "no", "later", "than", "latest", "from", "now", "ago"),
    *("next", "last", "this", "coming", "after", "before", "business", "working", "workday"),
    *("workdays", "time", "noon", "midday", "am", "pm", "thing", "q", "h", "s", "t", "quarter"),
    *("half", "past", "to", "twenty"),
)
_WORDS = frozenset(
    (
        *(WEEKDAY | MONTH | UNIT | COUNT | PART | END_OF | ORDINAL),
        *(word for name in (*FIXED, *PARTS) for word in name.split()),
        *(BUSINESS | WEEK_NUMBER),
        *ORDINALS,
        *_SMALL,
    )
)


def of_the_grammar(word: str) -> bool:
    """Whether a word may be part of a day phrase: "fri", "10am", "(by", not "pump"."""
    letters = re.findall(r"[a-z]+", word.lower().replace("a.m", "am").replace("p.m", "pm"))
    return all(each in _WORDS for each in letters)

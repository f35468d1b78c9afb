"""The words of the grammar of days, and how a phrase is cut into tokens (§4)."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

Tokens = list[str]
Days = tuple[date, ...]
"""What a phrase can mean: nothing, one day, or several that the rep has to choose from."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAY = {
    **{name[:3]: at for at, name in enumerate(_DAYS)},
    **{name: at for at, name in enumerate(_DAYS)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
MONTH = {
    **{name[:3]: at for at, name in enumerate(_MONTHS, 1)},
    **{name: at for at, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
FIXED = {  # days from today
    **{"today": 0, "tonight": 0, "now": 0, "eod": 0, "cob": 0, "end day": 0, "yesterday": -1},
    **{"tomorrow": 1, "tom": 1, "tmr": 1, "tmrw": 1, "today week": 7, "tomorrow week": 8},
    **{"day after tomorrow": 2, "day before yesterday": -2},
}
UNIT = {  # days, months
    **dict.fromkeys(("d", "day", "days"), (1, 0)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), (7, 0)),
    **dict.fromkeys(("fortnight", "fortnights"), (14, 0)),
    **dict.fromkeys(("m", "mo", "mos", "month", "months"), (0, 1)),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), (0, 12)),
}
COUNT = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
PART = {
    **{"start": "start", "beginning": "start", "early": "early", "mid": "mid", "middle": "mid"},
    **{"late": "late", "end": "end"},
}
END_OF = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
ORDINALS = ("st", "nd", "rd", "th")

TEXT_LIMIT = 60  # characters; no phrase of the grammar comes near


class Asked(NamedTuple):
    """What a phrase is read against.

    ``day_first`` says how 3/4 is meant (None: not known); ``future`` which way a phrase without a
    direction points, such as "fri" or "12 jun".
    """

    today: date
    day_first: bool | None
    future: bool


def tokens_of(text: str) -> Tokens:
    """Words, numbers, ordinals ("12th") and signs, in lower case; none for what is no phrase.

    Letters run straight into a number ("sun9") name a product, not a day; only "q3" is a period.
    """
    if len(text) > TEXT_LIMIT:
        return []
    text = text.lower().replace("a.m.", "am").replace("p.m.", "pm")
    if re.search(r"(?<![0-9a-z])(?!q[1-4])[a-z]+[0-9]", text):
        return []
    return re.findall(r"[0-9]+(?:st|nd|rd|th)\b|[a-z]+|[0-9]+|[^\sa-z0-9,]", text)


def trimmed(tokens: Tokens) -> Tokens:
    """Without the small words: "by" or "on" in front, "of", "the", and "end of day" beside a day.

    "the sun" and "of may" are prose, so nothing is left of them.
    """
    if tokens[:1] in (["by"], ["on"]):
        tokens = tokens[1:]
    the_weekday = any(word == "the" and after in WEEKDAY for word, after in pairwise(tokens))
    if the_weekday or tokens[:1] == ["of"]:
        return []
    tokens = [word for word in tokens if word not in ("of", "the")]
    for close in (["eod"], ["cob"], ["end", "day"]):
        size = len(close)
        if len(tokens) > size and tokens[:size] == close:
            return tokens[size:]
        if len(tokens) > size and tokens[-size:] == close:
            return tokens[:-size]
    return tokens

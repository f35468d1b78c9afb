"""The words of the grammar of days, and how a phrase is cut into tokens (§4)."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from ...values import NamedTuple
from ..spine.calendar import BusinessDays

Tokens = list[str]
Days = tuple[date, ...]
"""What a phrase can mean: nothing, one day, or several that the rep has to choose from."""

DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAY = {
    **{name[:3]: at for at, name in enumerate(DAY_NAMES)},
    **{name: at for at, name in enumerate(DAY_NAMES)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
MONTH = {
    **{name[:3]: at for at, name in enumerate(MONTH_NAMES, 1)},
    **{name: at for at, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
}
FIXED = {  # days from today
    **{"today": 0, "tonight": 0, "now": 0, "eod": 0, "cob": 0, "eob": 0, "yesterday": -1},
    **{"end day": 0, "end business": 0, "close business": 0, "end play": 0, "close play": 0},
    **{"tomorrow": 1, "tom": 1, "tmr": 1, "tmrw": 1, "last night": -1},
    **{"day after tomorrow": 2, "day before yesterday": -2},
}
UNIT = {  # days, months
    **dict.fromkeys(("d", "day", "days"), (1, 0)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), (7, 0)),
    **dict.fromkeys(("fortnight", "fortnights"), (14, 0)),
    **dict.fromkeys(("m", "mo", "mos", "month", "months"), (0, 1)),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), (0, 12)),
}
BUSINESS = frozenset({"bd", "bds"})
COUNT = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2},
}
PART = {
    **{"start": "start", "beginning": "start", "early": "early", "mid": "mid", "middle": "mid"},
    **{"late": "late", "end": "end"},
}
END_OF = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_CLOSE_OF_DAY = (
    ["eod"],
    ["cob"],
    ["eob"],
    ["end", "day"],
    ["end", "business"],
    ["close", "business"],
    ["end", "play"],
    ["close", "play"],
)
ORDINALS = ("st", "nd", "rd", "th")
ORDINAL = {
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5},
    **{"sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10},
}
WEEK_NUMBER = frozenset({"w", "wk", "kw", "week"})

TEXT_LIMIT = 60  # characters; no phrase of the grammar comes near


class Asked(NamedTuple):
    """What a phrase is read against.

    ``day_first`` says how 3/4 is meant (None: not known); ``future`` which way a phrase without a
    direction points, such as "fri" or "12 jun"; ``business`` which days count in "2bd".
    """

    today: date
    day_first: bool | None
    future: bool
    business: BusinessDays


class Refused(ValueError):
    """A phrase of the grammar that may not stand: what is wrong with it, and what to write."""

    def __init__(self, wrong: str, hint: str) -> None:
        super().__init__(wrong)
        self.hint = hint


def tokens_of(text: str) -> Tokens:
    """Words, numbers, ordinals ("12th") and signs, in lower case; none for what is no phrase.

    Letters run straight into a number ("sun9") name a product, not a day; only "q3" and "w27" are
    periods.
    """
    if len(text) > TEXT_LIMIT:
        return []
    text = text.lower().replace("a.m.", "am").replace("p.m.", "pm").replace("’", "'")
    text = re.sub(r"(?<=[0-9])t(?=[0-9]{2}:)", " ", text.replace("@ ", "at "))
    periods = r"q[1-4]|(?:w|wk|kw|week)[0-9]{1,2}(?![0-9a-z])"
    if re.search(rf"(?<![0-9a-z])(?!{periods})[a-z]+[0-9]", text):
        return []
    return re.findall(r"[0-9]+(?:st|nd|rd|th)\b|[a-z]+|[0-9]+|[^\sa-z0-9,]", text)


def trimmed(tokens: Tokens) -> Tokens:
    """Without the small words, and with one word for what has several.

    Left out are "by" or "on" in front, "at" and "in" before a part of a period, "of", "the", "at
    the latest", and "end of day" beside a day. "the sun" and "of may" are prose, so nothing is left
    of them. A business day is "bd".
    """
    if tokens[:1] in (["by"], ["on"]):
        tokens = tokens[1:]
    for front in (["no", "later", "than"], ["latest"]):
        if tokens[: len(front)] == front:
            tokens = tokens[len(front) :]
    for close in (["at", "the", "latest"], ["at", "latest"], ["latest"]):
        if len(tokens) > len(close) and tokens[-len(close) :] == close:
            tokens = tokens[: -len(close)]
    if tokens[:1] in (["at"], ["in"]):
        body = [word for word in tokens[1:] if word != "the"]
        if body and (body[0] in PART or (tokens[0] == "in" and body[0] in WEEK_NUMBER | {"q"})):
            tokens = body
    the_weekday = any(word == "the" and after in WEEKDAY for word, after in pairwise(tokens))
    if (the_weekday and tokens[-2:] != ["after", "next"]) or tokens[:1] == ["of"]:
        return []
    tokens = _one_word_each([word for word in tokens if word not in ("of", "the")])
    for close in _CLOSE_OF_DAY:
        size = len(close)
        if len(tokens) > size and tokens[:size] == close:
            return tokens[size:]
        if len(tokens) > size and tokens[-size:] == close:
            return tokens[:-size]
    return tokens


def _one_word_each(tokens: Tokens) -> Tokens:
    """ "bd" for business and working days, "couple" for a couple, and nothing for "time" in "in 2 weeks' time"."""
    if tokens[:1] == ["in"] and tokens[-1:] == ["time"]:
        tokens = [word for word in tokens[:-1] if word not in ("'", "s")]
    words: Tokens = []
    for word in tokens:
        if word in ("day", "days") and words[-1:] in (["business"], ["working"]):
            words[-1] = "bd"
        elif word in ("workday", "workdays"):
            words.append("bd")
        elif word == "couple" and words[-1:] == ["a"]:
            words[-1] = word
        else:
            words.append(word)
    return words


def plain_number(word: str) -> str:
    """The 12 of 12th; any other word as it stands."""
    return word[:-2] if word[:1].isdecimal() and word.endswith(ORDINALS) else word


def ordinal(word: str) -> int:
    """The 2 of "second" or "2nd", −1 for "last", 0 for any other word."""
    if word == "last":
        return -1
    number = plain_number(word)
    return int(number) if number != word and len(number) <= 2 else ORDINAL.get(word, 0)

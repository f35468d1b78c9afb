"""Words for days, hours, and how often, as a preference names them."""

from __future__ import annotations

from ...wording import WEEKDAYS, clean
from ..spine.rules import Pace

EVERY = {
    "weekly": 7,
    "fortnightly": 14,
    "monthly": 30,
    "quarterly": 90,
    "half-yearly": 180,
    "yearly": 365,
}
"""How often, and the most days between two contacts."""
BOUNDS = {
    "from": "from",
    "after": "from",
    "until": "until",
    "till": "until",
    "before": "until",
}
_PERIODS = {
    "week": "weekly",
    "fortnight": "fortnightly",
    "other week": "fortnightly",
    "month": "monthly",
    "quarter": "quarterly",
    "half year": "half-yearly",
    "half-year": "half-yearly",
    "twice a year": "half-yearly",
    "halfyearly": "half-yearly",
    "year": "yearly",
    "annually": "yearly",
}
_SAME = {
    "every 7 days": "weekly",
    "every 1 weeks": "weekly",
    "every 2 weeks": "fortnightly",
    "every 14 days": "fortnightly",
    "every 1 months": "monthly",
    "every 3 months": "quarterly",
    "every 6 months": "half-yearly",
    "every 12 months": "yearly",
}
_FIGURES = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NUMBERS = {word: number for number, word in enumerate(_FIGURES, 1)}
_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_GROUPS = {
    **dict.fromkeys(("weekdays", "workdays"), frozenset(range(5))),
    **dict.fromkeys(("weekend", "weekends"), frozenset((5, 6))),
}
_TIMES = frozenset(
    (
        *("am", "pm", "noon", "lunch", "early", "late", "hour", "hours", "before", "after"),
        *("morning", "mornings", "afternoon", "afternoons", "evening", "evenings"),
        *("night", "nights", "day", "days"),
    )
)


def day_of(word: str) -> frozenset[int]:
    """The weekdays that a word names, from Monday 0: ``tue``, ``tuesdays``, ``tue-thu``; empty for none."""
    if word in _GROUPS:
        return _GROUPS[word]
    first, dash, last = word.partition("-")
    start, end = _weekday(first), _weekday(last) if dash else _weekday(first)
    if start is None or end is None or end < start:
        return frozenset()
    return frozenset(range(start, end + 1))


def _weekday(word: str) -> int | None:
    for day, (short, long) in enumerate(zip(WEEKDAYS, _LONG, strict=True)):
        if word in (short.lower(), long, f"{long}s"):
            return day
    return _SHORT.get(word)


def hour_of(word: str) -> int | None:
    """The whole hour that a word names: ``9``, ``09:00``, ``2pm``, ``noon``, ``ten``; None for anything else."""
    if word == "noon":
        return 12
    if word in NUMBERS:
        return NUMBERS[word]
    half = word[-2:] if word[-2:] in ("am", "pm") else ""
    figure = word.removesuffix(half).removesuffix(":00").removesuffix(".00").removesuffix("h")
    if not figure.isascii() or not figure.isdecimal() or len(figure) > 2:
        return None
    hour = int(figure)
    if half:
        return None if not 1 <= hour <= 12 else hour % 12 + (12 if half == "pm" else 0)
    return hour if hour <= 24 else None


def mentions_time(text: str) -> bool:
    """Whether words that nobody understood speak of days or hours, so that the rest can't be relied on."""
    for word in text.lower().replace("–", "-").replace("·", " ").replace(",", " ").split():
        bare = word.strip(".:;()!?")
        if bare in _TIMES or bare in NUMBERS or day_of(bare) or any(map(str.isdecimal, bare)):
            return True
    return False


def pace(every: str) -> Pace | None:
    """The rhythm that "how often" asks for, aim and limit in days; None where it names none.

    The limit is what they said, a month counting 30 days; the aim is five sixths of it, a month before a year is
    over.
    """
    limit = EVERY.get(every, 0)
    words = every.split()
    if len(words) == 3 and words[0] == "every" and words[1].isdecimal():
        limit = int(words[1]) * {"days": 1, "weeks": 7, "months": 30}.get(words[2], 0)
    if not 1 <= limit <= 3660:
        return None
    return Pace(330, 365) if limit == 365 else Pace(max(1, round(limit * 5 / 6)), limit)


def how_often(text: str) -> str | None:
    """ "How often" in the form's words, from ``every month``, ``twice a year``, ``6 weeks``; None if unclear."""
    words = clean(text).lower().split()
    if not words:
        return None
    joined = " ".join(words)
    if joined in EVERY:
        return joined
    if words[0] in ("once", "every", "each", "1"):
        words = words[1:]
    if words[:1] in (["a"], ["per"]):
        words = words[1:]
    if " ".join(words) in _PERIODS:
        return _PERIODS[" ".join(words)]
    if len(words) == 2 and words[1].rstrip("s") in ("day", "week", "month"):
        number = words[0] if words[0].isdecimal() else str(NUMBERS.get(words[0], ""))
        said = f"every {number} {words[1].rstrip('s')}s"
        if number and pace(said):
            return _SAME.get(said, said)
    return None

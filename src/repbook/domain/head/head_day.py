"""A day of the past at the head of a line: "yesterday", "on mon", "last fri 3pm", "12 may" (§4).

Only what names one day counts. A day to come is no head, and leaves the words alone.
"""

from __future__ import annotations

import re
from datetime import date

from ...errors import AmbiguousDay, InvalidInput
from ...values import NamedTuple
from ...wording import day_text
from ..days.dates import parse_day
from .head_words import WEEKDAY

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_CORE = "|".join(
    (
        r"(?P<fixed>(?:the\s+)?day\s+before\s+yesterday|yesterday|yday|y'day|yest|yesterda?y|(?:earlier\s+)?today)",
        r"(?P<this>(?:earlier\s+)?this\s+(?:morning|afternoon|evening|arvo|am|pm)|just\s+now)",
        r"(?P<night>last\s+night)",
        rf"(?P<ago>{_COUNT}\s+(?:days?|weeks?|months?|fortnights?)\s+ago)",
        rf"(?P<dated>(?:on\s+)?(?:(?:{WEEKDAY})\.?,?\s+)?(?:the\s+)?{_NTH}\.?\s+(?:of\s+)?{_MONTH}\b\.?(?:\s+(?:19|20)\d\d)?)",
        rf"(?P<named>(?:on\s+)?(?:(?:{WEEKDAY}),?\s+)?{_MONTH}\s+{_NTH}(?:,?\s+(?:19|20)\d\d)?)",
        r"(?P<iso>(?:on\s+)?(?:19|20)\d\d-\d\d-\d\d)",
        r"(?P<order>(?:on\s+)?\d{1,2}/\d{1,2}(?:/(?:\d\d){1,2})?|(?:on\s+)?\d{1,2}\.\d{1,2}\.(?:(?:\d\d){1,2})?)",
        rf"(?P<last>(?:on\s+)?last\s+week(?:'s)?\s+(?:on\s+)?(?:{WEEKDAY})|(?:{WEEKDAY})\s+last\s+week|(?:{WEEKDAY})\s+(?:just\s+)?gone|(?:on\s+)?last\s+(?:{WEEKDAY}))",
        rf"(?P<numbered>(?:on\s+)?(?:{WEEKDAY})\.?,?\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)|\d{{1,2}}/\d{{1,2}}(?:/(?:\d\d){{1,2}})?))",
        rf"(?P<weekday>(?:on\s+)?(?:this\s+)?(?:{WEEKDAY}))",
        r"(?P<nth>on\s+the\s+\d{1,2}(?:st|nd|rd|th))",
        r"(?P<loose>last\s+(?:week|month|year)|the\s+other\s+day|recently)",
    )
)
_HOUR = r"(?:at\s+)?(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)|\d{1,2}:\d\d|noon|midday|lunchtime)"
DAY = re.compile(
    rf"(?P<day>{_CORE})(?:\s+(?:in\s+the\s+)?(?P<part>morning|afternoon|evening|night|am|pm|arvo|{_HOUR}))?(?![\w'’/-])",
    re.IGNORECASE,
)


class FoundPast(NamedTuple):
    """A day found: where it ends, and what of it is no day, such as the hour, and stays in the note.

    ``day`` is None where it has to be asked: ``trouble`` says what, if the words are the head at all.
    ``sort`` is the kind of phrase: "weekday" may belong to a noun, "fixed" does not.
    """

    end: int
    day: date | None
    left: str
    sort: str
    trouble: InvalidInput | None = None


def past_day(text: str, at: int, today: date, day_first: bool | None) -> FoundPast | None:
    """The day of the past that begins at a place of the text; None where there is none."""
    match = DAY.match(text, at)
    if match is None:
        return None
    sort = next(
        name for name, value in match.groupdict().items() if value and name not in ("day", "part")
    )
    left = match["part"] or ""
    if sort == "loose":
        trouble = InvalidInput(f"'{match['day']}' - which day was it?", "such as mon, or 12 may")
        return FoundPast(match.end(), None, left, sort, trouble)
    if sort == "this":
        said = match["day"]
        return FoundPast(match.end(), today, "" if said.lower() == "just now" else said, sort)
    phrase = re.sub(r"^(?:earlier|the)\s+", "", match["day"], flags=re.IGNORECASE)
    phrase = re.sub(
        r"^(?:on\s+)?(\w+)\s+(?:just\s+)?gone$", r"last \1", phrase, flags=re.IGNORECASE
    )
    if sort == "night":
        phrase, left = "yesterday", "last night"
    if sort == "fixed" and phrase[:1].lower() == "y":
        phrase = "yesterday"
    try:
        day = parse_day(phrase, today, day_first=day_first, future=False)
    except AmbiguousDay as error:
        return _which(match.end(), left, sort, error, today)
    except InvalidInput as error:
        return FoundPast(match.end(), None, left, sort, error)
    if day > today:
        return None
    if sort == "weekday" and day.weekday() == today.weekday() and day != today:
        message = f"'{match['day']}' may be today or {day_text(day, today)}"
        hint = f"begin with today or {day.isoformat()}"
        return FoundPast(match.end(), None, left, sort, InvalidInput(message, hint))
    return FoundPast(match.end(), day, left, sort)


def _which(end: int, left: str, sort: str, error: AmbiguousDay, today: date) -> FoundPast | None:
    """A day of which the year or the order is not said: the nearer one is to come, or it is asked."""
    choices = [date.fromisoformat(choice) for choice in error.choices]
    nearest = min(choices, key=lambda day: abs((day - today).days))
    if nearest > today and sort != "order":
        return None
    return FoundPast(end, None, left, sort, error)

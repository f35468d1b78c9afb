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
from .head_words import HEAD


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
    match = HEAD.DAY.match(text, at)
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

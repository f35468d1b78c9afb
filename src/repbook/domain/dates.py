"""Days as a rep types them: fri, next tue, +3d, end of month, 12 jun, 3/4, tue 10am (§4).

A phrase is read in one way, asked about, or refused: silently wrong is worse than refused. The
choices made where a phrase could mean more than one day, each of which the screen shows resolved:

- a weekday is the next one, never today; "next tue" is the Tuesday of next week (weeks begin on
  Monday); "last fri" is the Friday just gone;
- "next week", "next month" and "q3" are the first day of the period, "end of week" is its Friday,
  early, mid and late in a month are the 5th, the 15th and the 25th;
- a day without a year is the nearest to come, today included, and is asked about where that is
  next year's and over half a year off; 3/4 is asked about unless the settings say the order;
- a lone hour from 7 to 23 is taken as it stands ("tomorrow 9"), an earlier one is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import AmbiguousDay, InvalidInput
from ..wording import clean, day_text
from .dayphrases import days_of
from .dayprose import is_prose
from .daywords import Asked, Tokens, tokens_of

EXAMPLES = "type fri, +3d, 12 jun or 2026-03-18"
FIRST_YEAR, LAST_YEAR = 1900, 2199  # beyond these a slip of the finger is likelier than a plan
LONGEST_PHRASE = 9  # words: "by the end of the next month at 10:30"
SHOWN = 40  # characters of a phrase that an error repeats
_LINKING = frozenset({"or", "and", "&", "to", "till", "until", "-", "–"})


class NoSuchDay(InvalidInput):
    """A phrase meant as a day or an hour that names none: 30 feb, year 9999, "tue 3"."""


@dataclass(frozen=True, slots=True)
class When:
    """A local day, and the local time on it as "HH:MM" where one was said, else ""."""

    day: date
    at: str = ""

    def text(self, today: date) -> str:
        """``Fri 6 Jun 14:30``, as the screen shows what was understood."""
        return f"{day_text(self.day, today)} {self.at}".rstrip()


@dataclass(frozen=True, slots=True)
class FoundDay:
    """Where a day phrase stands among words: from ``first`` up to, but not including, ``last``.

    ``meaning`` is an error where the phrase is meant as a day, but has to be asked about
    (``AmbiguousDay``) or refused (``NoSuchDay``). A day that answers it stands for all its words.
    """

    first: int
    last: int
    meaning: When | InvalidInput


def parse_day(
    text: str, today: date, *, day_first: bool | None = None, future: bool = True
) -> date:
    """The day that a phrase names. With ``future`` off, "thu" is the Thursday just gone.

    ``day_first`` says how 3/4 is meant, None that nobody has said. Raises ``AmbiguousDay`` with
    the choices where readings differ, ``NoSuchDay`` where the calendar has no such day or it lies
    outside 1900 to 2199 (F114), ``InvalidInput`` for anything else.
    """
    day = _day(text, tokens_of(text), Asked(today, day_first, future))
    if day is None:
        raise _unread(text)
    return day


def parse_when(
    text: str, today: date, *, day_first: bool | None = None, future: bool = True
) -> When:
    """A day with or without a time: "tue 10am", "fri 14:30", "tomorrow 9", "10am fri", "now".

    "now" is today without a time, because only the edge of the program holds a clock. A time
    without a day is refused. Raises as ``parse_day`` does.
    """
    when = _when(text, Asked(today, day_first, future), lone_hour=True)
    if when is None:
        raise _unread(text)
    return when


def find_day(
    words: Sequence[str],
    today: date,
    *,
    day_first: bool | None = None,
    future: bool = True,
    at_start: bool = False,
    sure: bool = False,
) -> FoundDay | None:
    """The longest day phrase that ends the words, or that starts them with ``at_start``.

    None where there is none, or where it may as well be prose (``is_prose`` has the rule). At the
    start a lone hour is no time: "tue 9 valves". ``sure`` asks for more certainty, at a place where
    a day may be, but need not. Two days side by side ("mon to fri", "send list mon tue") are asked
    about, unless "by" or "on" says which.
    """
    asked = Asked(today, day_first, future)
    found = _longest(words, asked, at_start=at_start, sure=sure)
    if found is None or words[found.first].lower() in ("by", "on"):
        return found
    rest = words[found.last :] if at_start else words[: found.first]
    linked = at_start and len(rest) > 0 and rest[0].lower() in _LINKING
    rival = _longest(rest[1:] if linked else rest, asked, at_start=at_start, sure=not linked)
    if not (rival and isinstance(rival.meaning, When) and isinstance(found.meaning, When)):
        return found
    days = sorted({found.meaning.day, rival.meaning.day})
    if len(days) == 1:
        return found
    first, last = (0, found.last + linked + rival.last) if at_start else (rival.first, found.last)
    return FoundDay(first, last, _ambiguous("two days:", days, today))


def _longest(words: Sequence[str], asked: Asked, *, at_start: bool, sure: bool) -> FoundDay | None:
    for size in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        first, last = (0, size) if at_start else (len(words) - size, len(words))
        before = words[first - 1] if first else ""
        phrase = " ".join(words[first:last])
        for text in dict.fromkeys((phrase, phrase.rstrip(".,;:"))):
            meaning: When | InvalidInput | None
            try:
                meaning = _when(text, asked, lone_hour=not at_start)
            except InvalidInput as error:
                meaning = error
            if meaning is None:
                continue
            if is_prose(tokens_of(text), before, at_start=at_start, sure=sure):
                return None  # a shorter piece of it would be no surer
            return FoundDay(first, last, meaning)
    return None


def _day(text: str, tokens: Tokens, asked: Asked) -> date | None:
    """The day that the tokens name, None where they are no day phrase; raises as ``parse_day``."""
    try:
        days = days_of(tokens, asked)
    except (ValueError, OverflowError):
        raise NoSuchDay(
            f'"{_shown(text)}" is no day of the calendar', EXAMPLES, field="day"
        ) from None
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise NoSuchDay(f'"{_shown(text)}" is too far away', EXAMPLES, field="day")
    if len(days) > 1:
        raise _ambiguous(f'"{_shown(text)}" may be', days, asked.today)
    return days[0] if days else None


def _ambiguous(what: str, days: Sequence[date], today: date) -> AmbiguousDay:
    shown = " or ".join(day_text(day, today) for day in days)
    hint = f"pick one, or type it as {days[0].isoformat()}"
    return AmbiguousDay(f"{what} {shown}", hint, choices=tuple(day.isoformat() for day in days))


def _when(text: str, asked: Asked, *, lone_hour: bool) -> When | None:
    """The whole read as a day, else as a day with a time after it or before it."""
    tokens = tokens_of(text)
    day = _day(text, tokens, asked)
    if day is not None:
        return When(day)
    for cut in range(1, len(tokens)):
        head, tail = tokens[:cut], tokens[cut:]
        for phrase, clock in ((head, tail), (tail, head)):
            at = _clock(clock)
            day = _day(text, phrase, asked) if at else None
            if day is not None:
                return When(day, at)
        hour = _hour(tail, lone=lone_hour and not any(word[0].isdecimal() for word in head))
        day = _day(text, head, asked) if hour is not None else None
        if hour is not None and day is not None:
            if hour < 7 or (hour == day.day and tail[0] != "at"):
                hint = "write the time as 15:00 or 3pm"
                raise NoSuchDay(f'"{_shown(text)}" may mean another hour', hint, field="day")
            return When(day, f"{hour:02}:00")
    return None


def _clock(tokens: Tokens) -> str:
    """10am, 10:30, 10.30 pm, 14h, 14h30, noon, with or without "at"; "" for what is no time."""
    body = tokens[1:] if tokens[:1] == ["at"] else tokens
    if body in (["noon"], ["midday"]):
        return "12:00"
    half = body[-1] if body[-1:] in (["am"], ["pm"]) else ""
    match body[:-1] if half else body:
        case [hours] if half:
            minutes = "00"
        case [hours, "h"] if not half:
            minutes = "00"
        case [hours, ":", minutes]:
            pass
        case [hours, ".", minutes] if half:
            pass
        case [hours, "h", minutes] if not half:
            pass
        case _:
            return ""
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2):
        return ""
    hour, minute = int(hours), int(minutes)
    if minute > 59 or (not 1 <= hour <= 12 if half else hour > 23):
        return ""
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}"


def _hour(tokens: Tokens, *, lone: bool) -> int | None:
    """The hour in "at 9", or with ``lone`` in "9"."""
    if tokens[:1] == ["at"]:
        tokens, lone = tokens[1:], True
    if not lone or len(tokens) != 1 or not tokens[0].isdecimal() or len(tokens[0]) > 2:
        return None
    return int(tokens[0]) if int(tokens[0]) < 24 else None


def _unread(text: str) -> InvalidInput:
    return InvalidInput(f'"{_shown(text)}" is no day that can be read', EXAMPLES, field="day")


def _shown(text: str) -> str:
    text = clean(text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"

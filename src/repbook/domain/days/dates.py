"""Days as a rep types them: fri, next tue, +3d, end of month, 12 jun, 3/4, tue 10am (§4).

A phrase is read in one way, asked about, or refused: silently wrong is worse than refused. The
choices made where a phrase could mean more than one day, each of which the screen shows resolved:

- a weekday is the next one, never today; "next tue" is the Tuesday of next week (weeks begin on
  Monday); "last fri" is the Friday just gone; "a week on mon" is a week after the next one;
- "mon 22" is a day of this month or the next one, never an hour; where it is no Monday it is refused;
- "next week", "next month", "q3" and "w27" are the first day of the period, "end of week" is its
  Friday, early, mid and late in a month are the 5th, the 15th and the 25th;
- a day without a year is the nearest to come, today included, and is asked about where that is
  next year's and over half a year off; 3/4 is asked about unless the settings say the order;
- a lone hour from 7 to 23 is taken as it stands ("tomorrow 9", "half past nine"), an earlier one is
  refused, and so is "half nine"; a time alone is today's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...errors import AmbiguousDay, InvalidInput
from ...values import NamedTuple
from ...wording import clean, day_text
from ..spine.calendar import BusinessDays
from .day_grammar import days_of
from .day_hours import EARLIEST, LONGEST_TIME, clock, doubtful, hour_of, spelled_out, time_of
from .day_slips import corrected
from .day_words import Asked, Refused, Tokens, tokens_of

EXAMPLES = "type fri, +3d, 12 jun or 2026-03-18"
FIRST_YEAR, LAST_YEAR = 1900, 2199  # beyond these a slip of the finger is likelier than a plan
SHOWN = 40  # characters of a phrase that an error repeats
NO_HOLIDAYS = BusinessDays()


class NoSuchDay(InvalidInput):
    """A phrase meant as a day or an hour that names none: 30 feb, year 9999, "tue 3"."""


class When(NamedTuple):
    """A local day, and the local time on it as "HH:MM" where one was said, else ""."""

    day: date
    at: str = ""

    def text(self, today: date) -> str:
        """``Fri 6 Jun 14:30``, as the screen shows what was understood."""
        return f"{day_text(self.day, today)} {self.at}".rstrip()


def parse_day(
    text: str,
    today: date,
    *,
    day_first: bool | None = None,
    future: bool = True,
    business: BusinessDays = NO_HOLIDAYS,
) -> date:
    """The day that a phrase names. With ``future`` off, "thu" is the Thursday just gone.

    ``day_first`` says how 3/4 is meant, None that nobody has said; ``business`` which days "2bd"
    counts. Raises ``AmbiguousDay`` with the choices where readings differ, ``NoSuchDay`` where the
    calendar has no such day or it lies outside 1900 to 2199 (F114), ``InvalidInput`` for anything
    else.
    """
    asked = Asked(today, day_first, future, business)
    day = _day(text, tokens_of(text), asked)
    if day is None:
        raise _unread(text, asked)
    return day


def parse_when(
    text: str,
    today: date,
    *,
    day_first: bool | None = None,
    future: bool = True,
    business: BusinessDays = NO_HOLIDAYS,
) -> When:
    """A day with or without a time: "tue 10am", "tomorrow 9", "fri afternoon", "10am fri", "now".

    "now" is today without a time, because only the edge of the program holds a clock. A time
    without a day is today's. Raises as ``parse_day`` does.
    """
    asked = Asked(today, day_first, future, business)
    for spelling in spellings(text):
        when = when_of(spelling, asked, lone_hour=True)
        if when is not None:
            return when
    at = clock(tokens_of(text))
    if not at:
        raise another_hour(text, tokens_of(text)) or _unread(text, asked)
    return When(today, at)


def spellings(phrase: str) -> tuple[str, ...]:
    """The phrase as it stands, without the signs that end a sentence, and out of its brackets."""
    short = phrase.strip().rstrip(".,;:!")
    inner = short[1:-1].rstrip(".,;:!") if short[:1] + short[-1:] in ("()", "[]") else short
    return tuple(dict.fromkeys((phrase, short, inner)))


def when_of(text: str, asked: Asked, *, lone_hour: bool) -> When | None:
    """The whole read as a day, else as a day with a time before, after or within it; None for neither.

    Raises as ``parse_day`` does. ``lone_hour`` allows "tomorrow 9".
    """
    tokens = spelled_out(tokens_of(text))
    day = _day(text, tokens, asked)
    if day is not None:
        return When(day)
    if not any(word.isalpha() or word == ":" for word in tokens):
        return None  # no time is written in bare figures
    for first in range(len(tokens)):
        if tokens[first] in ("am", "pm") and first and tokens[first - 1].isdecimal():
            continue  # "tue 13pm" is no afternoon
        for last in range(min(len(tokens), first + LONGEST_TIME), first, -1):
            at = time_of(tokens[first:last])
            day = _beside(text, tokens[:first], tokens[last:], asked) if at else None
            if day is not None:
                return When(day, at)
    found = _with_hour(text, tokens, asked, lone=lone_hour)
    if found is None and ("half" in tokens or "past" in tokens or "to" in tokens):
        for first in range(len(tokens)):
            for last in range(len(tokens), first, -1):
                wrong = another_hour(text, tokens[first:last])
                if wrong and _beside(text, tokens[:first], tokens[last:], asked):
                    raise wrong
    return found


def another_hour(text: str, tokens: Tokens) -> NoSuchDay | None:
    """What to say of a phrase whose hour, in words, may be another; None where it can't."""
    hint = doubtful(tokens)
    return NoSuchDay(f'"{shown(text)}" may mean another hour', hint, field="day") if hint else None


def ambiguous(what: str, days: Sequence[date], today: date) -> AmbiguousDay:
    """The question which of several days is meant."""
    shown = " or ".join(day_text(day, today) for day in days)
    hint = f"pick one, or type it as {days[0].isoformat()}"
    return AmbiguousDay(f"{what} {shown}", hint, choices=tuple(day.isoformat() for day in days))


def slip(text: str, asked: Asked) -> str:
    """What a phrase with a slip of the finger may be: "tomorrow" for "tomorow", else ""."""
    better = corrected(text)
    try:
        return better if better and when_of(better, asked, lone_hour=True) else ""
    except InvalidInput:
        return better


def _beside(text: str, head: Tokens, tail: Tokens, asked: Asked) -> date | None:
    """The day that is left around a time: "fri 10am 12 jun" names one on both sides of it."""
    if head and tail and not all(_readable(part, asked) for part in (head, tail)):
        return None
    rest = [*head, *(tail[1:] if not head and tail[:1] == ["of"] else tail)]
    return _day(text, rest, asked) if rest else None


def _readable(tokens: Tokens, asked: Asked) -> bool:
    try:
        return bool(days_of(tokens, asked))
    except (ValueError, OverflowError):
        return False


def _with_hour(text: str, tokens: Tokens, asked: Asked, *, lone: bool) -> When | None:
    """A day with a bare hour behind it: "tomorrow 9", "fri at 9"."""
    for cut in range(1, len(tokens)):
        head, tail = tokens[:cut], tokens[cut:]
        hour = hour_of(tail, lone=lone and not any(word[0].isdecimal() for word in head))
        if tail[0] == "at":
            hour = hour_of(tail, lone=False)
        day = _day(text, head, asked) if hour is not None else None
        if hour is not None and day is not None:
            if hour < EARLIEST or (hour == day.day and tail[0] != "at"):
                hint = "write the time as 15:00 or 3pm"
                raise NoSuchDay(f'"{shown(text)}" may mean another hour', hint, field="day")
            return When(day, f"{hour:02}:00")
    return None


def _day(text: str, tokens: Tokens, asked: Asked) -> date | None:
    """The day that the tokens name, None where they are no day phrase; raises as ``parse_day``."""
    try:
        days = days_of(tokens, asked)
    except Refused as refused:
        raise NoSuchDay(f'"{shown(text)}" {refused}', refused.hint, field="day") from None
    except (ValueError, OverflowError):
        raise NoSuchDay(
            f'"{shown(text)}" is no day of the calendar', EXAMPLES, field="day"
        ) from None
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise NoSuchDay(f'"{shown(text)}" is too far away', EXAMPLES, field="day")
    if len(days) > 1:
        raise ambiguous(f'"{shown(text)}" may be', days, asked.today)
    return days[0] if days else None


def _unread(text: str, asked: Asked) -> InvalidInput:
    meant = slip(text, asked)
    hint = f"{meant}?" if meant else EXAMPLES
    return InvalidInput(f'"{shown(text)}" is no day that can be read', hint, field="day")


def shown(text: str) -> str:
    """A phrase as an error repeats it."""
    text = clean(text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"

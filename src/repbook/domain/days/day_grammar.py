"""Every day that a phrase can mean: the readers of the grammar of days, tried in turn (§4).

Each reader answers with nothing where the phrase is not of its sort, and with several days where
the rep has to be asked. ``ValueError`` and ``OverflowError`` say that there is no such day.
Weeks begin on Monday.
"""

from __future__ import annotations

from datetime import timedelta

from .day_calendar import months_on, read_day_of_month, read_named_month, read_numbers, read_period
from .day_distances import read_span
from .day_periods import read_day_of, read_place, read_week
from .day_words import FIXED, MONTH, WEEK_NUMBER, WEEKDAY, Asked, Days, Refused, Tokens, trimmed

HOURS_SAID = 12  # a number after a weekday that may be an hour: "fri 10"


def days_of(tokens: Tokens, asked: Asked) -> Days:
    """Every day that the phrase can mean, earliest first; none if it is no day phrase."""
    tokens = _said_year(trimmed(tokens), asked)
    if not tokens:
        return ()
    found = next((days for reader in _READERS if (days := reader(tokens, asked))), ())
    return tuple(sorted(set(found)))


def numbered_weekday(tokens: Tokens) -> bool:
    """Whether a phrase is a weekday and a bare number: "mon 22", which names no hour."""
    body = trimmed(tokens)
    return len(body) == 2 and body[0] in WEEKDAY and body[1].isdecimal() and len(body[1]) <= 2


def _said_year(tokens: Tokens, asked: Asked) -> Tokens:
    """ "12 june next year" with the year in figures."""
    on = {"next": 1, "this": 0, "last": -1}.get(tokens[-2]) if len(tokens) > 2 else None
    if (
        on is None
        or tokens[-1] != "year"
        or not any(word in MONTH or word in WEEK_NUMBER or word == "q" for word in tokens)
    ):
        return tokens
    return [*tokens[:-2], str(asked.today.year + on)]


def _fixed(tokens: Tokens, asked: Asked) -> Days:
    gap = FIXED.get(" ".join(tokens))
    return () if gap is None else (asked.today + timedelta(days=gap),)


def _weekday(tokens: Tokens, asked: Asked) -> Days:
    """fri, next tue (that of next week), fri next week, last fri, this fri, monday week.

    "friday after next" is asked about. A bare weekday is never today: the next one, or with ``future`` off the last one.
    """
    names = [word for word in tokens if word in WEEKDAY]
    if len(names) != 1:
        return ()
    today, at = asked.today, WEEKDAY[names[0]]
    coming = today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)
    gone = today - timedelta(days=(today.weekday() - at - 1) % 7 + 1)
    this = today + timedelta(days=at - today.weekday())
    wanted = coming if asked.future else gone
    match ["#" if word in WEEKDAY else word for word in tokens]:
        case ["#"]:
            return (wanted,)
        case ["next", "#"] | ["#", "next", "week"] | ["next", "week", "#"]:
            return (this + timedelta(days=7),)
        case ["last", "week", "#"] | ["#", "last", "week"]:
            return (this - timedelta(days=7),)
        case ["coming", "#"] | ["this", "coming", "#"]:
            return (coming,)
        case ["last", "#"]:
            return (gone,)
        case ["#", "week"]:
            return (coming + timedelta(days=7),)
        case ["#", "fortnight"]:
            return (coming + timedelta(days=14),)
        case ["#", "after", "next"]:
            return (coming + timedelta(days=7), coming + timedelta(days=14))
        case ["this", "#"] | ["this", "week", "#"] | ["#", "this", "week"]:
            contrary = this < today if asked.future else this > today
            return (this, wanted) if contrary else (this,)
    return ()


def _calendar(tokens: Tokens, asked: Asked) -> Days:
    readers = (read_numbers, read_named_month, read_day_of_month)
    return next((days for reader in readers if (days := reader(tokens, asked))), ())


def _weekday_and_date(tokens: Tokens, asked: Asked) -> Days:
    """Fri 6 Jun: the reading that is a Friday, also one gone by; if none is, all are asked about."""
    if tokens[0] not in WEEKDAY:
        return ()
    rest = tokens[2:] if tokens[1:2] == ["."] else tokens[1:]
    days = _calendar(rest, asked) if rest else ()
    agreeing = tuple(day for day in days if day.weekday() == WEEKDAY[tokens[0]])
    return agreeing or (days and days + _weekday(tokens[:1], asked))


def _weekday_and_number(tokens: Tokens, asked: Asked) -> Days:
    """mon 22: the day of this month or the next one (or the last one) that is a Monday.

    "fri 10" is asked about where the next Friday is not the 10th: it may be an hour. Raises ``Refused`` where there is none: it may be a slip, or an hour.
    """
    if not numbered_weekday(tokens):
        return ()
    today, number = asked.today, int(tokens[1])
    for months in (0, 1 if asked.future else -1):
        try:
            day = months_on(today.replace(day=1), months).replace(day=number)
        except ValueError:
            continue
        right_way = day >= today if asked.future else day <= today
        if right_way and day.weekday() == WEEKDAY[tokens[0]]:
            (near,) = _weekday(tokens[:1], asked)
            same = day in {near, today}
            return (day,) if same or number > HOURS_SAID else (near, day)
    hint = "write the time as 15:00 or 3pm, the day with its month"
    raise Refused("may mean another hour", hint)


def _two_that_agree(tokens: Tokens, asked: Asked) -> Days:
    """ "tomorrow, thu 11 jun": one day said twice, or two that are asked about."""
    for cut in range(1, len(tokens)):
        for named, other in ((tokens[:cut], tokens[cut:]), (tokens[cut:], tokens[:cut])):
            if " ".join(named) not in _PLAIN_DAYS:
                continue
            (day,) = _fixed(named, asked)
            days = days_of(other, asked)
            if other == other[:1] and other[0] in WEEKDAY and day.weekday() == WEEKDAY[other[0]]:
                return (day,)
            if days:
                return (day,) if day in days else (day, *days)
    return ()


def _span(tokens: Tokens, asked: Asked) -> Days:
    return read_span(tokens, asked, days_of)


_PLAIN_DAYS = frozenset(FIXED) - {
    *("now", "tom", "eod", "cob", "eob", "end day", "end business", "close business", "last night"),
    *("end play", "close play"),
}
_READERS = (
    *(_fixed, _span, _weekday, read_period, read_week, read_place, read_day_of, _calendar),
    *(_weekday_and_number, _weekday_and_date, _two_that_agree),
)

"""Every day that a phrase can mean: the readers of the grammar of days, tried in turn (§4).

Each reader answers with nothing where the phrase is not of its sort, and with several days where
the rep has to be asked. ``ValueError`` and ``OverflowError`` say that there is no such day.
Weeks begin on Monday.
"""

from __future__ import annotations

from datetime import timedelta

from .daycalendar import (
    months_on,
    read_day_of_month,
    read_named_month,
    read_numbers,
    read_period,
)
from .daywords import COUNT, FIXED, UNIT, WEEKDAY, Asked, Days, Tokens, trimmed


def days_of(tokens: Tokens, asked: Asked) -> Days:
    """Every day that the phrase can mean, earliest first; none if it is no day phrase."""
    tokens = trimmed(tokens)
    if not tokens:
        return ()
    readers = (_fixed, _offset, _weekday, read_period, _calendar, _weekday_and_date)
    found = next((days for reader in readers if (days := reader(tokens, asked))), ())
    return tuple(sorted(set(found)))


def _fixed(tokens: Tokens, asked: Asked) -> Days:
    gap = FIXED.get(" ".join(tokens))
    return () if gap is None else (asked.today + timedelta(days=gap),)


def _offset(tokens: Tokens, asked: Asked) -> Days:
    """+3, +3d, 3d, 2w, +1m (a month), in two weeks, 10 days from now, 3 days ago."""
    body, ago = tokens, tokens[-1] == "ago"
    marked = tokens[0] in ("in", "+")
    if marked:
        body = tokens[1:]
    elif ago or tokens[-2:] in (["from", "now"], ["from", "today"]):
        body, marked = tokens[: -1 if ago else -2], True
    if tokens[0] == "+" and len(body) == 1:
        body = [*body, "d"]
    if len(body) != 2 or body[1] not in UNIT or (body[0] in ("a", "an") and not marked):
        return ()
    number = int(body[0]) if body[0].isdecimal() else COUNT.get(body[0])
    if number is None:
        return ()
    days, months = (each * number * (-1 if ago else 1) for each in UNIT[body[1]])
    return (months_on(asked.today, months) if months else asked.today + timedelta(days=days),)


def _weekday(tokens: Tokens, asked: Asked) -> Days:
    """fri, next tue (that of next week), fri next week, last fri, this fri, monday week.

    A bare weekday is never today: the next one, or with ``future`` off the last one.
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

"""Phrases that name a place in the calendar: dates in figures or words, and periods (§4).

A reader answers with the days its phrase can mean, none where the phrase is not of its sort.
``ValueError`` and ``OverflowError`` say that it is, but that there is no such day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .day_words import END_OF, MONTH, ORDINAL, ORDINALS, PART, Asked, Days, Tokens, plain_number

HALF_YEAR = 183  # days; how far over a new year a day without a year may reach unasked
SHORT_YEAR_REACH = 10  # years; "12/6/27" is taken, "12/6/65" could be a birth
DAY_OF_WEEK = {"start": 0, "mid": 2, "end": 4}  # days after Monday: a rep's week ends on Friday
DAY_OF_MONTH = {"start": 1, "early": 5, "mid": 15, "late": 25}
LAST_HOUR = 23
_BETWEEN = (".", "-", "/", "'")
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}


def months_on(day: date, months: int) -> date:
    """The same day some months on; a month that is too short gives its last day (F113)."""
    from dateutil.relativedelta import relativedelta

    later: date = day + relativedelta(months=months)
    return later


def read_numbers(tokens: Tokens, asked: Asked) -> Days:
    """2026-03-18, 20260318, 3/4, 12/6/2026, 12.6.; an order that is not known gives both days."""
    if len(tokens) == 1 and len(tokens[0]) == 8 and tokens[0].isdecimal():
        return _eight_figures(tokens[0])
    numbers = [word for word in tokens if word.isdecimal()]
    shape = "".join("0" if word.isdecimal() else word for word in tokens)
    sign = shape[1:2]
    if shape not in ("0-0-0", "0/0/0", "0.0.0", "0/0", "0.0", "0.0."):
        return ()
    lengths = [len(number) for number in numbers]
    if lengths[0] == 4 and len(numbers) == 3:
        return (date(int(numbers[0]), int(numbers[1]), int(numbers[2])),)
    if max(lengths[:2]) > 2 or lengths[2:] not in ([], [4], [2]) or (sign, lengths[-1]) == ("-", 2):
        return ()
    year = [_full_year(number, asked.today) for number in numbers[2:]]
    if "" in year:
        return ()
    first, second = int(numbers[0]), int(numbers[1])
    readings = [_reading(first, second, year, asked), _reading(second, first, year, asked)]
    if not any(readings):
        raise ValueError("no such day")
    # Only day-first countries write dots: they tell the order, unless the settings deny it.
    if asked.day_first is (False if sign == "." else None):
        return readings[0] + readings[1]
    if asked.day_first is False:
        readings.reverse()
    return readings[0] or readings[1]


def _eight_figures(number: str) -> Days:
    """20260318; any other eight figures are a telephone number or an order's."""
    try:
        return (
            (date(int(number[:4]), int(number[4:6]), int(number[6:])),)
            if number[:2] in ("19", "20")
            else ()
        )
    except ValueError:
        return ()


def read_named_month(tokens: Tokens, asked: Asked) -> Days:
    """12 jun, jun 12, 12th of june, first of june, 12-jun-2027, 12 jun 27."""
    if tokens[0] in _BETWEEN:
        return ()
    tokens = _long_year(tokens, asked)
    if tokens[0] in ORDINAL and tokens[1:2] and tokens[1] in MONTH:
        tokens = [str(ORDINAL[tokens[0]]), *tokens[1:]]
    match [plain_number(word) for word in tokens if word not in _BETWEEN]:
        case [day, month, *year] if month in MONTH and day.isdecimal():
            pass
        case [month, day, *year] if month in MONTH and day.isdecimal():
            pass
        case _:
            return ()
    if len(day) > 2 or not is_year(year):
        return ()
    return in_year(lambda y: (date(y, MONTH[month], int(day)),), year, asked)


def _long_year(tokens: Tokens, asked: Asked) -> Tokens:
    """12 jun 27 with its year in full. A figure that could be an hour is none without a sign before it."""
    if len(tokens) < 3 or len(tokens[-1]) != 2 or not tokens[-1].isdecimal():
        return tokens
    before = tokens[-2]
    joined = before == "'" or (before in _BETWEEN and tokens[1] == before)
    if joined or (before in MONTH and int(tokens[-1]) > LAST_HOUR):
        year = _full_year(tokens[-1], asked.today)
        return [*tokens[:-1], year] if year else tokens
    return tokens


def read_day_of_month(tokens: Tokens, asked: Asked) -> Days:
    """the 12th: this month's, or the one after it; a month too short for it is not skipped."""
    if len(tokens) != 1 or not tokens[0].endswith(ORDINALS) or not tokens[0][0].isdecimal():
        return ()
    day, today = int(plain_number(tokens[0])), asked.today
    gone_by = day < today.day if asked.future else day > today.day
    month = months_on(today.replace(day=1), (1 if asked.future else -1) * gone_by)
    return (month.replace(day=day),)


def read_period(tokens: Tokens, asked: Asked) -> Days:
    """next week, this month, end of month, mid april, early may 2027, q3, end of q3.

    A bare period to come means its first day, a bare period under way its last. Early, mid and
    late in a month are the 5th, the 15th and the 25th; a week ends on Friday. A month's name
    alone is no day.
    """
    if tokens[0] in END_OF:
        tokens = ["end", END_OF[tokens[0]], *tokens[1:]]
    if tokens[-1] == "end" and len(tokens) == 2 and (tokens[0] in MONTHS_IN or tokens[0] in MONTH):
        tokens = ["end", tokens[0]]
    part = PART.get(tokens[0], "")
    rest = tokens[1:] if part else tokens
    if part and rest[:1] == ["-"]:
        rest = rest[1:]
    match rest:
        case [("week" | "month") as unit, "after", "next"]:
            return _point(part or "start", unit, first_of(unit, asked.today, 2))
        case ["next", ("week" | "month" | "quarter" | "year") as unit]:
            return _point(part or "start", unit, first_of(unit, asked.today, 1))
        case ["this", ("week" | "month" | "quarter" | "year") as unit]:
            return _under_way(part or "end", unit, asked)
        case [("week" | "month" | "quarter" | "year") as unit] if part:
            return _under_way(part, unit, asked)
        case [year] if part in ("start", "end") and len(year) == 4 and year.isdecimal():
            return _point(part, "year", date(int(year), 1, 1))
        case [month, *year] if part and month in MONTH and is_year(year):
            return in_year(lambda y: _point(part, "month", date(y, MONTH[month], 1)), year, asked)
        case ["q", ("1" | "2" | "3" | "4") as number, *year] if is_year(year):
            return _quarter(part, int(number) * 3 - 2, year, asked)
    return ()


def _quarter(part: str, month: int, year: Tokens, asked: Asked) -> Days:
    now = date(asked.today.year, month, 1)
    if not part and not year and now < asked.today < months_on(now, 3):
        return (*_point("end", "quarter", now), months_on(now, 12))
    if not _point(part or "start", "quarter", now):
        return ()
    return in_year(lambda y: _point(part or "start", "quarter", date(y, month, 1)), year, asked)


def first_of(unit: str, today: date, on: int) -> date:
    """The first day of the week, month, quarter or year that is ``on`` units after today's."""
    if unit == "week":
        return today + timedelta(days=7 * on - today.weekday())
    length = MONTHS_IN[unit]
    begun = today.replace(day=1, month=(today.month - 1) // length * length + 1)
    return months_on(begun, length * on)


def _point(part: str, unit: str, first: date) -> Days:
    """The day that ``part`` of a period names; none where nobody could say which."""
    if unit == "week":
        return (first + timedelta(days=DAY_OF_WEEK[part]),) if part in DAY_OF_WEEK else ()
    if part == "end":
        return (months_on(first, MONTHS_IN[unit]) - timedelta(days=1),)
    if unit == "month":
        return (first.replace(day=DAY_OF_MONTH[part]),)
    if (part, unit) == ("mid", "quarter"):
        return (first.replace(month=first.month + 1, day=15),)
    return (first,) if part == "start" else ()


def _under_way(part: str, unit: str, asked: Asked) -> Days:
    """A part of this week or month; where it has gone by, the next one's is asked about as well."""
    day = _point(part, unit, first_of(unit, asked.today, 0))
    if day and asked.future and day[0] < asked.today:
        return day + _point(part, unit, first_of(unit, asked.today, 1))
    return day


def _reading(day: int, month: int, year: Tokens, asked: Asked) -> Days:
    try:
        return in_year(lambda y: (date(y, month, day),), year, asked)
    except ValueError:
        return ()


def in_year(make: Callable[[int], Days], year: Tokens, asked: Asked) -> Days:
    """The day in the year said; without one the nearest the right way, today included.

    Over a new year it is taken when it is near ("12 jan" in October). Otherwise both it and the one
    the other way are asked about: "12 jun" on 14 June may be a slip.
    """
    if year:
        return make(int(year[0]))
    today, options = asked.today, list[date]()
    for number in range(today.year - 1, today.year + 2):
        try:
            options += make(number)
        except ValueError:  # 29 February, or the last year of the calendar
            continue
    before = [day for day in options if day <= today][-1:]
    after = [day for day in options if day >= today][:1]
    near, far = (after, before) if asked.future else (before, after)
    if not near:
        raise ValueError("no such day")
    if not far and abs(near[0] - today) > timedelta(days=HALF_YEAR):
        raise ValueError("no such day")  # 29 February, in another year than the one that is meant
    if near[0].year == today.year or abs(near[0] - today) <= timedelta(days=HALF_YEAR):
        return tuple(near)
    return (*near, *far)


def _full_year(number: str, today: date) -> str:
    """A year in four figures: 27 is 2027 where that is near enough to be sure, else ""."""
    if len(number) == 4:
        return number
    century = today.year - today.year % 100
    years = (century + int(number) + shift for shift in (-100, 0, 100))
    return next((str(y) for y in years if abs(y - today.year) <= SHORT_YEAR_REACH), "")


def is_year(tokens: Tokens) -> bool:
    return not tokens or (len(tokens) == 1 and tokens[0].isdecimal() and len(tokens[0]) == 4)

"""Days by their place in a week, month, quarter or year: w27, first monday of july, last day of q3 (§4)."""

from __future__ import annotations

from datetime import date, timedelta

from .day_calendar import HALF_YEAR, MONTHS_IN, first_of, in_year, is_year, months_on
from .day_words import BUSINESS, MONTH, PART, WEEK_NUMBER, WEEKDAY, Asked, Days, Tokens, ordinal

_OF_WEEK = {"start": 0, "mid": 2, "end": 4}


def read_week(tokens: Tokens, asked: Asked) -> Days:
    """w27, week 27, wk 27 2026, 2026-W27, fri w27, end of week 27: weeks as ISO 8601 numbers them.

    A bare week to come means its Monday; one under way its Friday, and next year's is asked about
    as well. Raises ``ValueError`` where the year has no such week.
    """
    at, tokens = _place(tokens)
    match tokens:
        case [year, "-", "w", number] | [year, "w", number] if len(year) == 4 and year.isdecimal():
            weekday = ""
        case [year, "-", "w", number, "-", weekday] if len(year) == 4 and year.isdecimal():
            pass
        case [word, number, *years] if word in WEEK_NUMBER and is_year(years):
            weekday, year = "", years[0] if years else ""
        case _:
            return ()
    if not (number.isdecimal() and len(number) <= 2):
        return ()
    if weekday:
        return (date.fromisocalendar(int(year), int(number), int(weekday)),)
    if year:
        return (date.fromisocalendar(int(year), int(number), 1 + (at or 0)),)
    return _nearest_week(int(number), at, asked)


def _place(tokens: Tokens) -> tuple[int | None, Tokens]:
    """The weekday asked for within the week, from Monday 0, and the tokens of the week itself."""
    if (
        tokens[0] in PART
        and PART[tokens[0]] in _OF_WEEK
        and tokens[1:2]
        and tokens[1] in WEEK_NUMBER
    ):
        return _OF_WEEK[PART[tokens[0]]], tokens[1:]
    if tokens[0] in WEEKDAY:
        return WEEKDAY[tokens[0]], tokens[1:]
    return (WEEKDAY[tokens[-1]], tokens[:-1]) if tokens[-1] in WEEKDAY else (None, tokens)


def _nearest_week(number: int, at: int | None, asked: Asked) -> Days:
    today, this_year = asked.today, asked.today.isocalendar().year
    mondays: list[date] = []
    for year in (this_year - 1, this_year, this_year + 1):
        try:
            mondays.append(date.fromisocalendar(year, number, 1))
        except ValueError:  # only some years have a week 53
            continue
    for monday in mondays:
        if at is None and asked.future and monday < today < monday + timedelta(days=7):
            friday = monday + timedelta(days=4)
            return (friday, *(later for later in mondays if later > today))
    days = [monday + timedelta(days=at or 0) for monday in mondays]
    before = [day for day in days if day <= today][-1:]
    after = [day for day in days if day >= today][:1]
    near, far = (after, before) if asked.future else (before, after)
    if not near:
        raise ValueError("no such week")
    close = near[0].isocalendar().year == this_year or abs((near[0] - today).days) <= HALF_YEAR
    return tuple(near) if close else (*near, *far)


def read_place(tokens: Tokens, asked: Asked) -> Days:
    """first monday of july, last friday of the month, last day of q3, first working day of may.

    Where the month has gone past it, this month's and the next one's are asked about. Raises
    ``ValueError`` for a fifth that is not there.
    """
    if len(tokens) < 3 or not ordinal(tokens[0]):
        return ()
    place, what, rest = ordinal(tokens[0]), tokens[1], tokens[2:]
    if what not in WEEKDAY and what != "day" and what not in BUSINESS:
        return ()
    if what == "day" and place not in (-1, 1):
        return ()
    rest = rest[1:] if rest[0] == "in" else rest

    def pick(first: date, unit: str) -> Days:
        return (_pick(place, what, first, MONTHS_IN[unit], asked),)

    match rest:
        case [month, *year] if month in MONTH and is_year(year):
            if (
                place == 5 and not year
            ):  # not every such month has one, so the nearest may be far away
                (day,) = pick(date(_year_of(MONTH[month], asked), MONTH[month], 1), "month")
                if day < asked.today if asked.future else day > asked.today:
                    raise ValueError("gone by within the month")
                return (day,)
            return in_year(lambda y: pick(date(y, MONTH[month], 1), "month"), year, asked)
        case ["q", ("1" | "2" | "3" | "4") as number, *year] if is_year(year):
            begins = int(number) * 3 - 2
            return in_year(lambda y: pick(date(y, begins, 1), "quarter"), year, asked)
        case ["next", ("month" | "quarter" | "year") as unit]:
            return pick(first_of(unit, asked.today, 1), unit)
        case ["last", ("month" | "quarter" | "year") as unit]:
            return pick(first_of(unit, asked.today, -1), unit)
        case [("month" | "quarter" | "year") as unit] | [
            "this",
            ("month" | "quarter" | "year") as unit,
        ]:
            days = pick(first_of(unit, asked.today, 0), unit)
            gone = asked.future and days[0] < asked.today
            return days + pick(first_of(unit, asked.today, 1), unit) if gone else days
    return ()


def read_day_of(tokens: Tokens, asked: Asked) -> Days:
    """15th of next month, the 3rd of this month, the 15th of the month (the nearest to come)."""
    if len(tokens) < 2 or tokens[-1] != "month" or not tokens[0][0].isdecimal():
        return ()
    number, today = ordinal(tokens[0]), asked.today
    if number < 1:
        return ()
    match tokens[1:-1]:
        case ["next"]:
            months = 1
        case ["last"]:
            months = -1
        case ["this"]:
            months = 0
        case []:
            gone_by = number < today.day if asked.future else number > today.day
            months = (1 if asked.future else -1) * gone_by
        case _:
            return ()
    return (months_on(today.replace(day=1), months).replace(day=number),)


def _year_of(month: int, asked: Asked) -> int:
    """The year of the nearest such month, this one's included."""
    today = asked.today
    if asked.future:
        return today.year + (month < today.month)
    return today.year - (month > today.month)


def _pick(place: int, what: str, first: date, months: int, asked: Asked) -> date:
    end = months_on(first, months)
    if what in BUSINESS:
        business = asked.business
        day = business.add(end, -1) if place < 0 else business.add(first - timedelta(days=1), place)
    elif what == "day":
        day = first if place == 1 else end - timedelta(days=1)
    elif place < 0:
        last = end - timedelta(days=1)
        day = last - timedelta(days=(last.weekday() - WEEKDAY[what]) % 7)
    else:
        start = first + timedelta(days=(WEEKDAY[what] - first.weekday()) % 7)
        day = start + timedelta(days=7 * (place - 1))
    if not first <= day < end:
        raise ValueError("not in that month")
    return day

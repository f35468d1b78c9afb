"""Days as programs write them, read strictly: a day that can't be is refused, never bent (F93).

Whether ``03/04/2026`` is in March or in April is not decided here but by ``day_order``. Instants with a
zone become the rep's local day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from ...wording import fold
from .month_names import month_number

EMPTY = frozenset(
    (
        *("", "-", "--", "—", "n/a", "N/A", "na", "never", "none", "null", "0", "0/0/00", "0.0.00"),
        *("0000-00-00", "00/00/0000", "00.00.0000", "0/0/0000", "0000-00-00 00:00:00"),
    )
)
"""How programs write that there is no day."""
CLOCK = (
    r"(?:[T ,]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|(?:GMT|UTC)?[+-][0-9]{2}:?[0-9]{2}|GMT|[A-Z]{2,5})?(?: \([^)]*\))?)?$"
)
YEAR_FIRST = re.compile(
    r"(?P<y>[0-9]{4})(?P<sign>[-/.])(?P<m>[0-9]{1,2})(?P=sign)(?P<d>[0-9]{1,2})" + CLOCK
)
UNPARTED = re.compile(r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})" + CLOCK)
NUMERIC = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<sign>[./-])(?P<b>[0-9]{1,2})(?P=sign)(?P<y>[0-9]{4}|[0-9]{2})" + CLOCK
)
WITHOUT_YEAR = re.compile(r"(?P<a>[0-9]{1,2})(?P<sign>[./])(?P<b>[0-9]{1,2})(?P=sign)?")
DAY_AND_MONTH = re.compile(
    r"(?:[^\W\d_]{2,10}[.,]* )?(?P<d>[0-9]{1,2})(?:st|nd|rd|th|er)?[.]?[ -](?:de |of )?(?P<m>[^\W\d_]{3,10})[.]?"
)
MONTH_AND_DAY = re.compile(r"(?P<m>[^\W\d_]{3,10})[.]?[ -](?P<d>[0-9]{1,2})(?:st|nd|rd|th)?")
LEAP_YEAR = 2000
DAY_NAMED = re.compile(
    r"(?:[^\W\d_]{2,10}[.,]* )?(?P<d>[0-9]{1,2})(?:st|nd|rd|th|er)?[.]?[ -](?:de )?"
    r"(?P<m>[^\W\d_]{3,10})[.]?[ ,-]+(?:de )?(?P<y>[0-9]{4}|[0-9]{2}(?!:|[0-9]))" + CLOCK
)
MONTH_NAMED = re.compile(
    r"(?:[^\W\d_]{2,10}[.,]* )?(?P<m>[^\W\d_]{3,10})[.]?[ -](?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,?[ -]"
    r"(?P<y>[0-9]{4}|[0-9]{2}(?!:|[0-9]))" + CLOCK
)
SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.[0-9]+)?$")
EPOCH = re.compile(r"(1[0-9]{9})(?:[0-9]{3})?$")
"""Seconds, or thousandths of them, since 1970."""
GREENWICH = ("Z", "UTC", "GMT")
SHEET_EPOCH = date(1899, 12, 30)
YEARS_AHEAD = 5
LEAST_FIGURES = 5


class NoDay(ValueError):
    """The text names no day that exists."""


def is_day(text: str) -> bool:
    """Whether a text is a day in figures, whatever order they have."""
    figures = text[:1].isdigit() and len(text) > LEAST_FIGURES
    return figures and bool(NUMERIC.match(text) or YEAR_FIRST.match(text))


def read_day(text: str, day_first: bool | None, today: date) -> date:
    """The day that ``text`` names; a two-digit year is at most five years ahead of ``today``.

    Raises ``NoDay`` for what is no day, or can't be decided.
    """
    try:
        found = YEAR_FIRST.match(text) or UNPARTED.match(text)
        if found:
            return _local(found, date(int(found["y"]), int(found["m"]), int(found["d"])))
        found = NUMERIC.match(text)
        if found:
            return _local(found, _numeric(found, day_first, today))
        found = DAY_NAMED.match(text) or MONTH_NAMED.match(text)
        if found:
            month = month_number(fold(found["m"]))
            return _local(found, date(_year(found["y"], today), month, int(found["d"])))
        found = EPOCH.match(text)
        if found:
            instant = datetime.fromtimestamp(int(found[1]), tz=UTC)
            return instant.astimezone().date()
        found = SERIAL.match(text)
        if found:
            return SHEET_EPOCH + timedelta(days=int(found[1]))
    except (ValueError, OverflowError):
        raise NoDay(text) from None
    raise NoDay(text)


def month_and_day(text: str) -> tuple[int, int] | None:
    """Month and day of "18 March", "5. Mai", "3 de maio", "Mar 18th"; None for anything else, and for no day at all."""
    found = DAY_AND_MONTH.fullmatch(text) or MONTH_AND_DAY.fullmatch(text)
    if not found:
        return None
    try:
        month, day = month_number(fold(found["m"])), int(found["d"])
        date(LEAP_YEAR, month, day)
    except ValueError:
        return None
    return month, day


def lately(
    text: str, day_first: bool | None, today: date, year: int | None, *, past: bool
) -> date | None:
    """The day of "4.5." or "4/5", of which the cell does not tell the year; None for anything else.

    It is of the ``year`` that stands above the table; else of what happened the last one before ``today``, and of
    what is to be done the nearest to it.
    """
    found, named = WITHOUT_YEAR.fullmatch(text), month_and_day(text)
    years = [year] if year else [today.year + one for one in (-1, 0, 1)]
    try:
        if found:
            near = [_numeric_of(found, of, day_first) for of in years]
        else:
            near = [date(of, *named) for of in years] if named else []
    except ValueError:
        return None
    if past:
        return max((day for day in near if year or day <= today), default=None)
    return min(near, key=lambda day: abs((day - today).days), default=None)


def _numeric_of(found: re.Match[str], year: int, day_first: bool | None) -> date:
    first, second = int(found["a"]), int(found["b"])
    if day_first is None and found["sign"] != "." and first != second and max(first, second) <= 12:
        raise NoDay(found[0])
    if day_first is None:
        day_first = found["sign"] == "." or first > 12
    return date(year, second, first) if day_first else date(year, first, second)


def _numeric(found: re.Match[str], day_first: bool | None, today: date) -> date:
    first, second, year = int(found["a"]), int(found["b"]), _year(found["y"], today)
    if day_first is None:
        if found["sign"] != "." and first != second:
            raise NoDay(found[0])
        day_first = True
    return date(year, second, first) if day_first else date(year, first, second)


def _year(figures: str, today: date) -> int:
    """A year; one of two figures is of this century, unless that lies too far ahead."""
    year = int(figures)
    if len(figures) == 2:
        year += today.year // 100 * 100
        year -= 100 if year > today.year + YEARS_AHEAD else 0
    return year


def _local(found: re.Match[str], day: date) -> date:
    """The local day of an instant. Midnight with a zone is how programs write a plain day."""
    zone = found["zone"]
    if not zone:
        return day
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["half"] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == minute == 0:
        return day
    offset = timedelta()
    sign = zone.lstrip("GMTUC")
    if sign[:1] in ("+", "-"):
        offset = timedelta(hours=int(sign[1:3]), minutes=int(sign[-2:]))
        offset = -offset if sign[0] == "-" else offset
    elif zone not in GREENWICH:
        return day  # a name such as CET, which the program counts its days by
    there = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(offset))
    return there.astimezone().date()

"""ISO weeks by name: ``2026-W12`` runs from Monday to Sunday, and belongs to the year of its Thursday.

So the days around New Year may belong to week 52 or 53 of the year before, or to week 1 of the next.
"""

from __future__ import annotations

from datetime import date

from ...errors import InvalidInput
from ...wording import WEEKDAYS
from .calendar import plus

FIRST_YEAR, LAST_YEAR = 1900, 2199


def week_of(day: date) -> str:
    """The ISO week of a day: ``2026-W12``."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def days_of(week: str) -> tuple[date, date]:
    """The Monday and the Sunday of a week; raises ``InvalidInput`` for what is no week."""
    year, mark, number = week[:4], week[4:6].upper(), week[6:]
    digits = year + number
    if mark != "-W" or len(number) != 2 or not (digits.isascii() and digits.isdigit()):
        raise _no_week(week)
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        raise _no_week(week) from None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise _no_week(week)
    return monday, plus(monday, 6)


def later(week: str, weeks: int) -> str:
    """The week so many weeks later, or earlier if negative."""
    return week_of(plus(days_of(week)[0], 7 * weeks))


def between(first: str, last: str) -> int:
    """How many weeks ``last`` is after ``first``; negative if it is before."""
    return (days_of(last)[0] - days_of(first)[0]).days // 7


def weekday(name: str) -> int:
    """The number of a day such as ``fri``, Monday being 0; raises ``InvalidInput``."""
    try:
        return WEEKDAYS.index(name.title())
    except ValueError:
        raise InvalidInput(
            f"'{name[:20]}' is no day of the week", "use mon, tue, wed, thu, fri, sat, or sun"
        ) from None


def _no_week(week: str) -> InvalidInput:
    return InvalidInput(f"'{week[:20]}' is no week", "write it such as 2026-W12", field="week")

"""Business days, and steps between days that never leave the calendar (§3).

A business day is Monday to Friday less the holidays. Everything is arithmetic on day numbers, so
that a count over ten years costs what a count over ten days does.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

_WEEKEND = 5
_LAST = date.max.toordinal()


def stored_day(text: str | None) -> date | None:
    """A day as the book keeps it; None where it is missing or damaged."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def plus(day: date, days: int) -> date:
    """``days`` later, or earlier if negative; stops at the first and last day there are (F114)."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _weekdays(number: int) -> int:
    """How many Mondays to Fridays there are up to a day number (day 1 is a Monday)."""
    weeks, rest = divmod(number, 7)
    return 5 * weeks + min(rest, _WEEKEND)


class BusinessDays:
    """The rep's working calendar: Monday to Friday less ``holidays``. Two with the same holidays are the same."""

    __slots__ = ("_off", "holidays")

    def __init__(self, holidays: frozenset[date] = frozenset()) -> None:
        self.holidays = holidays
        # Holidays as places in the row of all weekdays: a count less a bisection counts the rest.
        days = sorted(day for day in holidays if day.weekday() < _WEEKEND)
        self._off = tuple(_weekdays(day.toordinal()) for day in days)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BusinessDays) and self.holidays == other.holidays

    def __hash__(self) -> int:
        return hash(self.holidays)

    def __repr__(self) -> str:
        return f"BusinessDays({self.holidays!r})"

    def is_free(self, day: date) -> bool:
        """Whether nobody works on this day."""
        return day.weekday() >= _WEEKEND or day in self.holidays

    def roll(self, day: date) -> date:
        """The day itself, or the next business day if it is free: where a deadline moves to."""
        return self.add(day, 1) if self.is_free(day) else day

    def between(self, start: date, end: date) -> int:
        """Business days after ``start``, up to ``end`` and with it; negative if it is earlier."""
        return self._count(end.toordinal()) - self._count(start.toordinal())

    def add(self, day: date, count: int) -> date:
        """The ``count``-th business day after ``day``, or before it if negative; 0 is ``day``."""
        if count == 0:
            return day
        number = day.toordinal()
        if count > 0:
            return self._place(self._count(number) + count)
        return self._place(self._count(number - 1) + count + 1)

    def _count(self, number: int) -> int:
        weekdays = _weekdays(number)
        return weekdays - bisect_right(self._off, weekdays) if self._off else weekdays

    def _place(self, count: int) -> date:
        """The day that is the ``count``-th business day of all."""
        weekday = count
        while self._off and weekday < count + (skipped := bisect_right(self._off, weekday)):
            weekday = count + skipped
        weeks, rest = divmod(weekday - 1, 5)
        number = 7 * weeks + rest + 1
        if number > _LAST:
            return date.max
        return date.fromordinal(number) if number > 0 else date.min

"""Until when what the rules say of a day holds: a day that notes what it is asked (§3).

The rules are given a day like any other. One of these is a ``date`` that remembers every comparison: each holds
until some later day, and all of them together until the first of those. What it counts is a ``Counted``. What can't
be followed (a weekday, a count of business days) holds for that day alone: so whatever was not thought of here is
asked again too often, never too seldom.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from .counted import Counted, Watch


def watched(day: date, now: datetime) -> tuple[WatchedDay, WatchedMoment, Watch]:
    """The day and the clock to give to the rules, and what tells afterwards until when their answer holds."""
    watch = Watch(day)
    return _day(day, watch), WatchedMoment.of(now, watch), watch


class Span:
    """What lies between the day that is asked about and another one."""

    __slots__ = ("days",)

    def __init__(self, days: Any) -> None:
        self.days = days

    def __lt__(self, other: Any) -> bool:
        return bool(self.days < _days(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.days <= _days(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.days > _days(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.days >= _days(other))


def _days(other: Any) -> Any:
    return other.days


class WatchedDay(date):
    """The day that the rules are asked about, or one at a fixed distance from it."""

    watch: Watch

    def _number(self) -> int:
        return date.toordinal(self)

    def _side(self, other: Any) -> int:
        """The days from another one to this one; which of them is the later holds for some days."""
        if isinstance(other, WatchedDay):
            return self._number() - other._number()
        gap = self._number() - date.toordinal(other)
        if gap == 0:
            self.watch.only_today()
        elif gap < 0:
            self.watch.for_days(-gap - 1)
        return gap

    def __lt__(self, other: Any) -> bool:
        if isinstance(other, WatchedDay):
            return self._side(other) < 0
        gap = self._number() - date.toordinal(other)
        if gap < 0:  # that it is not before another day is so for ever
            self.watch.for_days(-gap - 1)
        return gap < 0

    def __ge__(self, other: Any) -> bool:
        return not self < other

    def __le__(self, other: Any) -> bool:
        if isinstance(other, WatchedDay):
            return self._side(other) <= 0
        gap = self._number() - date.toordinal(other)
        if gap <= 0:
            self.watch.for_days(-gap)
        return gap <= 0

    def __gt__(self, other: Any) -> bool:
        return not self <= other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self._side(other) == 0

    def __hash__(self) -> int:
        self.watch.only_today()
        return date.__hash__(self)

    def __add__(self, other: timedelta) -> Any:
        return _day(date.__add__(self, other), self.watch)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        if isinstance(other, WatchedDay):
            return timedelta(days=self._number() - other._number())
        return Span(Counted(self._number() - date.toordinal(other), 1, self.watch))

    def __rsub__(self, other: Any) -> Any:
        return Span(Counted(date.toordinal(other) - self._number(), -1, self.watch))

    @property
    def year(self) -> int:
        """The year: the same to its last day."""
        year = date.year.__get__(self)
        self.watch.for_days(date(year, 12, 31).toordinal() - self._number())
        return int(year)

    @property
    def month(self) -> int:
        self.watch.only_today()
        return int(date.month.__get__(self))

    @property
    def day(self) -> int:
        self.watch.only_today()
        return int(date.day.__get__(self))

    def toordinal(self) -> Any:
        return Counted(self._number(), 1, self.watch)


def _once(name: str) -> Any:
    """A method of a day whose answer holds for that day alone."""
    plainly = getattr(date, name)

    def asked(self: WatchedDay, *args: Any) -> Any:
        self.watch.only_today()
        return plainly(self, *args)

    return asked


for _name in (
    *("weekday", "isoweekday", "isocalendar", "isoformat", "ctime", "strftime", "timetuple"),
    *("replace", "__str__", "__repr__", "__format__", "__reduce__"),
):
    setattr(WatchedDay, _name, _once(_name))


def _day(day: date, watch: Watch) -> WatchedDay:
    made = WatchedDay(date.year.__get__(day), date.month.__get__(day), date.day.__get__(day))
    made.watch = watch
    return made


class WatchedMoment(datetime):
    """The wall clock that the rules are asked about: what is not late by it will be from some minute on."""

    watch: Watch

    @classmethod
    def of(cls, now: datetime, watch: Watch) -> WatchedMoment:
        """The same moment, watched."""
        made = cls.combine(datetime.date(now), datetime.timetz(now))
        made.watch = watch
        return made

    def replace(self, *args: Any, **kwargs: Any) -> WatchedMoment:
        return self.of(datetime.replace(self, *args, **kwargs), self.watch)

    def __gt__(self, until: datetime) -> bool:  # type: ignore[override]
        self.watch.only_today()  # tomorrow another zone may hold
        late = datetime.__gt__(self, until)
        if until.date() == datetime.date(self):
            minute = until.hour * 60 + until.minute
            if late:
                self.watch.from_minute(minute + 1)
            else:
                self.watch.for_minutes(minute - 1)
        return late

    def _now(self) -> None:
        self.watch.only_today()
        self.watch.for_minutes(datetime.hour.__get__(self) * 60 + datetime.minute.__get__(self))


def _at_once(name: str) -> Any:
    """A method of a moment whose answer holds for its minute alone."""
    plainly = getattr(datetime, name)

    def asked(self: WatchedMoment, *args: Any) -> Any:
        self._now()
        return plainly(self, *args)

    return asked


for _name in (
    *("__lt__", "__le__", "__ge__", "__eq__", "__hash__", "__add__", "__radd__", "__sub__"),
    *("__rsub__", "date", "time", "timetz", "isoformat", "strftime", "__str__", "__format__"),
):
    setattr(WatchedMoment, _name, _at_once(_name))

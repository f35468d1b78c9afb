"""Numbers that change with the days, and until when what was asked of them holds.

What counts days (``silent 184 of 90 d``, a debt that grows) is a ``Counted``: what it is on the day that the rules were
asked about, and by how much a day it changes; so it can be told on a later day without asking them again.
"""

from __future__ import annotations

import math
import re
from datetime import date
from functools import total_ordering
from typing import Any, SupportsIndex

OPEN, CLOSE = "\x80", "\x81"
"""Between them stands a count of days in a text: no text of the book has such signs."""
COUNT = re.compile(f"{OPEN}(-?)([0-9]+){CLOSE}")
NOISE = 1e-9
LAST = date.max.toordinal()


class Watch:
    """Until which day, as a number, everything holds that was asked of the day it began with.

    ``minute`` is the last one of that day where the hour matters, and None where it does not; ``since`` is the first
    one of it for which the answers are the same.
    """

    __slots__ = ("began", "minute", "since", "until")

    def __init__(self, day: date) -> None:
        self.began = day.toordinal()
        self.until = LAST
        self.minute: int | None = None
        self.since = 0

    def only_today(self) -> None:
        """Something was asked that may be otherwise tomorrow."""
        self.until = self.began

    def for_days(self, days: float) -> None:
        """Something was asked that holds for so many days more."""
        last = self.began + max(0, int(days)) if days < LAST else LAST
        self.until = min(self.until, last)

    def from_minute(self, minute: int) -> None:
        """Something was asked that was otherwise before a minute of the day."""
        self.since = max(self.since, minute)

    def for_minutes(self, minute: int) -> None:
        """Something was asked that holds up to a minute of the day."""
        self.minute = minute if self.minute is None else min(self.minute, minute)


def told(text: str, number: int) -> str:
    """A text as it is on the day of that number: its counts of days are put in."""
    if OPEN not in text:
        return text
    return COUNT.sub(
        lambda found: str(int(found[2]) - number if found[1] else number - int(found[2])), text
    )


def parts(number: Any) -> tuple[float, float]:
    """What a number is on the day that was asked about, and by how much a day it changes."""
    return (number.value, number.rise) if isinstance(number, Counted) else (number, 0)


def plain(number: Any) -> Any:
    """What a number is on the day that was asked about; it is not looked at what becomes of it."""
    return number.value if isinstance(number, Counted) else number


@total_ordering
class Counted:
    """A number that changes by the same amount each day."""

    __slots__ = ("rise", "value", "watch")

    def __init__(self, value: float, rise: float, watch: Watch) -> None:
        self.value, self.rise, self.watch = value, rise, watch

    # -- reckoning -------------------------------------------------------------------------------

    def _with(self, value: float, rise: float) -> Any:
        return Counted(value, rise, self.watch) if rise else value

    def __add__(self, other: Any) -> Any:
        more, rise = parts(other)
        return self._with(self.value + more, self.rise + rise)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        less, rise = parts(other)
        return self._with(self.value - less, self.rise - rise)

    def __rsub__(self, other: Any) -> Any:
        return self._with(other - self.value, -self.rise)

    def __neg__(self) -> Any:
        return self._with(-self.value, -self.rise)

    def __abs__(self) -> Any:
        return -self if self < 0 else self

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Counted):
            self.watch.only_today()
            return self.value * other.value
        return self._with(self.value * other, self.rise * other)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, Counted):
            self.watch.only_today()
            return self.value / other.value
        return self._with(self.value / other, self.rise / other)

    # -- asking ----------------------------------------------------------------------------------

    def _side(self, other: Any) -> float:
        """What it is more than another; whether it is more, less, or the same holds for some days."""
        more, rise = parts(other)
        gap, slope = self.value - more, self.rise - rise
        if slope:
            if abs(gap) < NOISE:
                self.watch.only_today()
            elif (gap < 0) is (slope > 0):
                self.watch.for_days(math.ceil(-gap / slope - NOISE) - 1)
        return gap

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int | float | Counted) and self._side(other) == 0

    def __lt__(self, other: Any) -> bool:
        more, rise = parts(other)
        if self.value == more and self.rise > rise and self.value.__class__ is int:
            return False  # nor on any later day
        return self._side(other) < 0

    def __bool__(self) -> bool:
        return self._side(0) != 0

    def __hash__(self) -> int:
        self.watch.only_today()
        return hash(self.value)

    def __int__(self) -> int:
        whole = int(self.value)
        self._whole(whole if self.value >= 0 else whole - 1)
        return whole

    def _whole(self, low: int) -> None:
        """What is whole stays so until the next whole number above or below."""
        room = low + 1 - self.value if self.rise > 0 else self.value - low
        self.watch.for_days(math.ceil(room / abs(self.rise) - NOISE) - 1)

    def __floordiv__(self, other: Any) -> int:
        scaled = self / other
        if not isinstance(scaled, Counted):
            return int(scaled // 1)
        low = math.floor(scaled.value)
        scaled._whole(low)
        return low

    def _once(self) -> float:
        self.watch.only_today()
        return self.value

    def __index__(self) -> int:
        return int(self._once())

    def __float__(self) -> float:
        return float(self._once())

    def __round__(self, digits: SupportsIndex | None = None) -> Any:
        return round(self._once()) if digits is None else round(self._once(), digits)

    def __mod__(self, other: Any) -> Any:
        return self._once() % plain(other)

    def __divmod__(self, other: Any) -> Any:
        return divmod(self._once(), plain(other))

    def __str__(self) -> str:
        if self.rise not in (1, -1) or not isinstance(self.value, int):
            return str(self._once())
        sign = "-" if self.rise < 0 else ""
        zero = self.watch.began - self.value if self.rise > 0 else self.watch.began + self.value
        if zero < 0:
            return str(self._once())
        return f"{OPEN}{sign}{zero}{CLOSE}"

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(self._once(), spec) if spec else str(self)

"""Days of the made-up book: written relative to today, so that the book is never out of date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TypeAlias

from ..domain.care.yearly import in_year
from ..domain.spine.calendar import plus
from ..domain.spine.rules import DEFAULT
from ..wording import WEEKDAYS

Day: TypeAlias = int | str
"""Days before today, negative ahead; ``"2b"`` business days before the last one; ``"5y+2"`` the day that is
five years old in two days; ``"9w tue"`` the Tuesday nine weeks before this week's."""

BUSINESS = DEFAULT.business
_FORM = re.compile(r"(-?\d+)b|(\d+)y([+-]\d+)|(\d+)w (\w{3})")


def resolve(day: Day, today: date) -> date:
    """The day that is meant: 3 is three days ago, -1 tomorrow.

    ``"2b"`` is two business days before the last one by today, ``"-1b"`` the next one. Raises ``ValueError`` for
    other text.
    """
    if isinstance(day, int):
        return plus(today, -day)
    found = _FORM.fullmatch(day)
    if found is None or (found[5] and found[5].title() not in WEEKDAYS):
        raise ValueError(f"no day is written '{day}'")
    if found[1] is not None:
        return BUSINESS.add(workday(today), -int(found[1]))
    if found[4] is not None:
        monday = today - timedelta(today.weekday() + 7 * int(found[4]))
        return monday + timedelta(WEEKDAYS.index(found[5].title()))
    then = plus(today, int(found[3]))
    return in_year(then.month, then.day, then.year - int(found[2])) or then


def workday(day: date) -> date:
    """The day itself, or the last business day before it: nobody rings up on a Sunday."""
    return BUSINESS.add(day, -1) if BUSINESS.is_free(day) else day


def then(day: Day, today: date) -> date:
    """A day on which the rep did something: one that falls on a weekend was the Friday before."""
    meant = resolve(day, today)
    return workday(meant) if isinstance(day, int) and day > 0 else meant

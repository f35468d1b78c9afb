"""Days of the demo book: written relative to today, so that the book is never out of date."""

from __future__ import annotations

import re
from datetime import date

from ..domain.care.yearly import in_year
from ..domain.spine.calendar import plus
from ..domain.spine.rules import DEFAULT
from .shapes import Day

BUSINESS = DEFAULT.business
_FORM = re.compile(r"(?:(-?\d+)b|(\d+)y([+-]\d+))")


def resolve(day: Day, today: date) -> date:
    """The day that is meant: 3 is three days ago, -1 tomorrow.

    ``"2b"`` is two business days before the last one by today, ``"-1b"`` the next one, and
    ``"5y+2"`` the day whose fifth anniversary comes in two days. Raises ``ValueError`` for other text.
    """
    if isinstance(day, int):
        return plus(today, -day)
    found = _FORM.fullmatch(day)
    if found is None:
        raise ValueError(f"no day is written '{day}'")
    if found[1] is not None:
        return BUSINESS.add(workday(today), -int(found[1]))
    then = plus(today, int(found[3]))
    return in_year(then.month, then.day, then.year - int(found[2])) or then


def workday(day: date) -> date:
    """The day itself, or the last business day before it: nobody rings up on a Sunday."""
    return BUSINESS.add(day, -1) if BUSINESS.is_free(day) else day

"""A day of the year, as it is said of a birthday: the year may be unknown (R20)."""

from __future__ import annotations

import re
from datetime import date

from ...errors import InvalidInput
from ...values import NamedTuple
from ...wording import MONTHS, clean
from .dates import parse_day

LEAP_YEAR = date(2000, 1, 1)


class YearDay(NamedTuple):
    """A day of the year; ``year`` is None where nobody said in which it began."""

    month: int
    day: int
    year: int | None

    def __str__(self) -> str:
        """``20 Jun``, ``3 May 1980``."""
        return f"{self.day} {MONTHS[self.month - 1]}{f' {self.year}' if self.year else ''}"


def day_of_year(typed: str, field: str = "birthday") -> YearDay:
    """A day as typed: "12 jun", "12 jun 1980", or ISO. Raises ``InvalidInput`` for what is none."""
    said = clean(typed).lower()
    months = tuple(month.lower() for month in MONTHS)
    words = re.findall(r"[^\W\d]+|[^\w\s./,-]", said)
    if not said[:1].isalnum() or any(
        word[:3] not in months and word not in ("st", "nd", "rd", "th", "of") for word in words
    ):
        raise InvalidInput(
            f"'{said[:40]}' is no day of the year", "such as 12 jun or 12 jun 1980", field=field
        )
    found = parse_day(said, LEAP_YEAR)
    return YearDay(found.month, found.day, found.year if re.search(r"\d{4}", said) else None)

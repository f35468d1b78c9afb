"""Days of the year, whose year a program may leave out or make up (Apple writes 1604)."""

from __future__ import annotations

import re
from datetime import date

from ...domain.spine.kinds import DateKind
from ...wording import fold
from ..reading.records import DateRecord
from .day_order import WITHOUT_YEAR
from .written_days import LEAP_YEAR, NoDay, month_and_day, read_day

NO_YEAR = re.compile(r"-?-?([0-9]{2})-?([0-9]{2})$|([0-9]{1,2})\.([0-9]{1,2})\.?$")
MADE_UP_YEARS = frozenset((1604, 1900, 1))
KINDS = {
    DateKind.BIRTHDAY: ("birthday", "geburtstag", "cumpleanos", "date of birth"),
    DateKind.ANNIVERSARY: ("anniversary", "jahrestag", "anniversaire de mariage", "aniversario"),
}


def day_of_year(
    kind: DateKind, text: str, day_first: bool | None, today: date, label: str = ""
) -> DateRecord:
    """``1985-07-09``, ``--03-18``, ``18.03.`` as a day worth a word.

    A two-digit year that would lie ahead belongs to the century before. Raises ``NoDay``.
    """
    found = NO_YEAR.match(text)
    either = WITHOUT_YEAR.fullmatch(text)
    if found or either:
        month, day = _month_and_day(found, either, day_first)
        try:
            date(LEAP_YEAR, int(month), int(day))
        except ValueError:
            raise NoDay(text) from None
        return DateRecord(kind, int(month), int(day), None, label)
    if named := month_and_day(text):
        return DateRecord(kind, *named, None, label)
    on = read_day(text, day_first, today)
    year: int | None = on.year
    if on > today:
        year = on.year - 100 if on.year - 100 > today.year - 120 else None
    if on.year in MADE_UP_YEARS:
        year = None
    return DateRecord(kind, on.month, on.day, year, label)


def _month_and_day(
    found: re.Match[str] | None, either: re.Match[str] | None, day_first: bool | None
) -> tuple[str, str]:
    """Month and day of a day without its year; of "03/04" only where the column tells which is first."""
    if either and (either["sign"] != "-" or day_first is not None):
        first, second = either["a"], either["b"]
        if day_first is None and int(first) <= 12 < int(second):
            day_first = False
        if day_first is None and (int(second) <= 12 < int(first) or first == second):
            day_first = True
        if day_first is None and either["sign"] != ".":
            raise NoDay(either[0])
        return (first, second) if day_first is False else (second, first)
    if found is None:
        return "", ""
    return (found[1], found[2]) if found[1] else (found[4], found[3])


def kind_of(label: str) -> DateKind:
    """The kind of day that a program's own label names; "other" for a label of one's own."""
    folded = fold(label)
    for kind, words in KINDS.items():
        if folded in words:
            return kind
    return DateKind.OTHER

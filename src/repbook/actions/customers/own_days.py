"""Days of the year that are somebody's own: a birthday, and any other worth a word (R20)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ...domain.days.dates import parse_day
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...errors import AmbiguousDay, InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import MONTHS, clean
from ..base.new_rows import short
from ..base.validation import line, validated

if TYPE_CHECKING:
    from ...storage.book.work import Work

LEAP_YEAR = date(2000, 1, 1)


class YearDay(NamedTuple):
    """A day of the year; ``year`` is None where nobody said in which it began."""

    month: int
    day: int
    year: int | None


def edit(
    book: Book,
    date_id: int,
    *,
    label: str | None = None,
    day: str | None = None,
    op_id: str | None = None,
) -> Change:
    """Change what a day is called, or which day it is, as typed. Raises ``InvalidInput``, ``AmbiguousDay``."""
    with book.write("edit a day", op_id=op_id) as work:
        row = work.get(t.ImportantDate, date_id)
        if label is not None:
            row.label = validated({"label": line()}, {"label": label})["label"]
        if day is not None:
            row.month, row.day, row.year = day_of_year(day, "day")
        customer = work.get(t.Customer, row.customer_id)
        work.label = f"edit a day of {customer.name}: {short(row.label or row.kind)}"
    return work.change


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


def named_day(typed: str) -> tuple[str, YearDay]:
    """What a day is called and which it is, from "shop anniversary 12 jun"; either may come first.

    Raises ``InvalidInput`` where one of them is missing, ``AmbiguousDay`` for "shop anniversary 3/4".
    """
    words = clean(typed).split()
    for cut in range(1, 0 if _day(words) else len(words)):
        for name, rest in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut])):
            day = _day(rest)
            if day is not None:
                return " ".join(name).strip(" ,:;"), day
    raise InvalidInput(
        "which day, and what is it?", "such as shop anniversary 12 jun", field="other_day"
    )


def _day(words: list[str]) -> YearDay | None:
    try:
        return day_of_year(" ".join(words))
    except AmbiguousDay:
        raise
    except InvalidInput:
        return None


def put_birthday(work: Work, person: t.Person, typed: str) -> None:
    """Set a person's birthday as typed, or take it out where nothing is."""
    known = work.find(t.ImportantDate, person_id=person.id, kind=k.DateKind.BIRTHDAY)
    if not typed.strip():
        work.remove(*known)
        return
    day = day_of_year(typed)
    if not known:
        _add(work, person, k.DateKind.BIRTHDAY, "", day)
    else:
        known[0].month, known[0].day, known[0].year = day


def put_other(work: Work, person: t.Person, typed: str) -> None:
    """One more day of a person's; one of the same name moves to the day given."""
    label, day = named_day(typed)
    label = validated({"other_day": line()}, {"other_day": label})["other_day"]
    for known in work.find(t.ImportantDate, person_id=person.id):
        if known.kind != k.DateKind.BIRTHDAY and known.label.casefold() == label.casefold():
            known.month, known.day, known.year = day
            return
    yearly = "anniversary" in label.casefold()
    _add(work, person, k.DateKind.ANNIVERSARY if yearly else k.DateKind.OTHER, label, day)


def _add(work: Work, person: t.Person, kind: k.DateKind, label: str, day: YearDay) -> None:
    row = t.ImportantDate(
        customer_id=person.customer_id, person_id=person.id, kind=kind, label=label, **day._asdict()
    )
    work.add(row)

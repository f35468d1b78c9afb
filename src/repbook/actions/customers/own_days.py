"""Days of the year that are somebody's own: a birthday, and any other worth a word (R20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.days.year_days import YearDay, day_of_year
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...errors import AmbiguousDay, InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import clean, fold
from ..base.new_rows import short
from ..base.validation import line, validated

if TYPE_CHECKING:
    from ...storage.book.work import Work


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


def put_heard(
    work: Work, customer_id: int, person: t.Person | None, whose: str, day: YearDay
) -> None:
    """A birthday that a line told: of the one spoken to, of the one whom it names, or of somebody of theirs."""
    here = [one for one in work.find(t.Person, customer_id=customer_id) if one.left_on is None]
    if whose:
        called = [
            one for one in here if fold(whose) in (fold(one.name), fold(one.name.split(" ")[0]))
        ]
        named = called[0] if len(called) == 1 else None
    else:
        named = person or next((one for one in here if one.main or len(here) == 1), None)
    if named is not None:
        known = work.find(t.ImportantDate, person_id=named.id, kind=k.DateKind.BIRTHDAY)
        if known and day.year is None:
            day = day._replace(year=known[0].year)  # nobody said another one
        if known:
            known[0].month, known[0].day, known[0].year = day
        else:
            _add(work, named, k.DateKind.BIRTHDAY, "", day)
        return
    given = {"label": f"{whose}'s birthday" if whose else "birthday"}
    label = validated({"label": line()}, given)["label"]
    for row in work.find(t.ImportantDate, customer_id=customer_id, kind=k.DateKind.OTHER):
        if row.label.casefold() == label.casefold():
            row.month, row.day, row.year = day
            return
    work.add(
        t.ImportantDate(
            customer_id=customer_id,
            person_id=person.id if person else None,
            kind=k.DateKind.OTHER,
            label=label,
            **day._asdict(),
        )
    )


def _add(work: Work, person: t.Person, kind: k.DateKind, label: str, day: YearDay) -> None:
    row = t.ImportantDate(
        customer_id=person.customer_id, person_id=person.id, kind=kind, label=label, **day._asdict()
    )
    work.add(row)

"""What the columns of a table that nobody knows might hold, by their values: to begin a mapping with.

A guess is never filed by itself; it is what a refusal gives as an example.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..columns.column_values import Look, look
from ..headed.headings import fields_of, key, tokens_of, word_of
from ..mapping.layout import LABELLED
from ..mapping.record_words import WORDS
from ..reading.columns import Column
from ..reading.headings import is_amount, is_day, is_mail, is_page, is_phone

SHAPES = (("e-mail", is_mail), ("website", is_page), ("phone", is_phone))
PARTS = ("first name", "last name")
LIKELY = (Look.FIRMS, Look.WORDS, Look.PEOPLE)


def guesses(columns: Sequence[Column], *, days: Sequence[int] | None = None) -> dict[int, str]:
    """Fields by the number of their column: what has the shape of one, and as the customer what looks like names.

    Names of firms come first; a column of keys, or headed as something else, is no customer. Where only the day of
    a sale lacks, ``days`` are the places of those columns that could tell it.
    """
    found: dict[int, str] = {}
    if days:
        return {days[0] + 1: "ordered"}
    for column in columns:
        for field, shape in SHAPES:
            if column.samples and all(map(shape, column.samples)) and field not in found.values():
                found[column.number] = field
    parts = {one.number: part for one in columns if (part := _part_of_name(one.heading))}
    if set(parts.values()) == set(PARTS) and len(parts) == len(PARTS):
        return {**parts, **found}  # "Owner 1 First Name", "Owner 1 Last Name"
    words = [one for one in columns if one.number not in found and _in_words(one)]
    names = [one for one in words if not fields_of([one.heading]) and look(one.samples) in LIKELY]
    most = max((len(one.samples) for one in names), default=0)
    names = [one for one in names if len(one.samples) == most and _may_name(one.heading)]
    firms = [one for one in names if look(one.samples) is Look.FIRMS]
    called = [one for one in columns if word_of(key(one.heading)) == "name"]
    if called and not firms:
        return {called[0].number: "name", **found}
    first = next(iter((*firms, *names, *words)), None)
    return found if first is None else {first.number: "company", **found}


def _part_of_name(heading: str) -> str:
    """Which part of a name a heading ends with, whoever it is of."""
    field = word_of("".join(tokens_of(heading)[-2:]))
    return field if field in PARTS else ""


def _may_name(heading: str) -> bool:
    """Whether a heading may be of a customer: not of one's own staff, nor of the sort of something."""
    return not LABELLED.fullmatch(heading) and not WORDS.OF_OTHERS & set(tokens_of(heading))


def _in_words(column: Column) -> bool:
    """Whether a column holds words: letters, and neither days nor amounts."""
    return bool(column.samples) and all(
        any(char.isalpha() for char in said) and not (is_day(said) or is_amount(said))
        for said in column.samples
    )

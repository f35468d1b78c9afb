"""Whether the values of a column bear out what it is headed with: the one table of what a field can't be made of.

A heading is a word; one that the values speak against is not believed. Its column stays with the row, under its own name.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..headed.headings import fields_of, key
from ..mapping.layout import base_of
from ..reading.columns import ASIDE, Column
from .column_values import NOBODY, Look, look

NAMING = ("company", "name", "first name", "last name")
TOLD = frozenset((Look.FLAGS, Look.BITS))
"""What answers a question, and names nothing."""
FIGURES = frozenset((Look.AMOUNTS, Look.TIMES, Look.DEGREES))
REACHED = frozenset((Look.MAILS, Look.URLS, Look.PAGES, Look.DIALLED))
SOMEBODY = frozenset((Look.PEOPLE, Look.STAFF, Look.FIRMS, Look.SALUTATIONS))
STANDS = frozenset((Look.STATES, Look.STANDINGS, Look.PAYMENTS, Look.ANSWERS, Look.LETTERS))
NO_WORDS = frozenset((*TOLD, *FIGURES, *REACHED, Look.DAYS, Look.PHONES))
"""What no words are made of: neither a job, nor a town, nor a trade."""
NO_NUMBER = frozenset(
    (*TOLD, *FIGURES, Look.MAILS, Look.URLS, Look.PAGES, Look.DAYS, *SOMEBODY, *STANDS, Look.SORTS)
)
"""What is no telephone; numbers that run on may be one."""
NO_DAY = frozenset((*TOLD, *FIGURES, *REACHED, *SOMEBODY, *STANDS, Look.PHONES))
SALES_DAYS = ("live", "paid", "promised", "ordered", "won on", "lost on", "invoice due")
CANT_BE = {
    **dict.fromkeys(NAMING, NOBODY | {Look.EMPTY}),
    **dict.fromkeys(SALES_DAYS, TOLD | FIGURES),
    **dict.fromkeys(("birthday", "anniversary", "created"), NO_DAY),
    **dict.fromkeys(("company id", "person id", "id"), NO_NUMBER | {Look.DIALLED}),
    **dict.fromkeys(("phone", "mobile", "fax"), NO_NUMBER | {Look.ACTIVITIES, Look.KEYS}),
    "title": frozenset((Look.FLAGS, Look.SALUTATIONS, Look.DIGITS, Look.BITS)),
    "role": NO_WORDS | {Look.DIGITS, Look.KEYS, Look.ROWS},
    "industry": NO_WORDS | {Look.ROWS},
    "e-mail": NO_NUMBER - {Look.MAILS} | {Look.DIGITS, Look.PHONES, Look.DIALLED},
    "website": frozenset((*TOLD, *FIGURES, *STANDS, Look.DAYS, Look.DIGITS, Look.MAILS, Look.PHONES, Look.DIALLED)),
    "street": NO_WORDS | {Look.DIGITS},
    "city": NO_WORDS | {Look.DIGITS, Look.KEYS},
    "place": NO_WORDS - {Look.PHONES},
    "region": NO_WORDS,
    "country": NO_WORDS - {Look.FLAGS},  # "NO" is Norway, "SI" Slovenia
    "postcode": frozenset((*TOLD, *FIGURES, *REACHED, *STANDS, Look.PEOPLE, Look.DAYS)),  # "1012 AB"
    "amount": frozenset((Look.FLAGS, Look.DAYS)),
    "status": frozenset((*FIGURES, *REACHED, Look.PHONES, Look.DAYS)),
    "tier": NO_WORDS | {Look.DIGITS, Look.KEYS, *SOMEBODY},
}  # fmt: skip
"""By field, what the values of its column can't be, however it is headed."""
AS_NAMES = frozenset(("company id",))
"""Fields of which names may make something else: a "Debitor" of words is the customer's name."""
TOLD_OF = frozenset(
    ("role", "e-mail", "phone", "mobile", "fax", "website", "street", "city", "postcode")
)
"""Fields of which it is said that a column under their heading was not believed."""
SHOWN = 40
NEVER_TRUE = ("state", "staat", "estado", "stato", "etat")
"""Headings of regions that ask for yes and no as well: of "ON" elsewhere, the province is Ontario."""


def speaks_against(field: str, heading: str, look: Look) -> bool:
    """Whether the values of a column speak against its being what it is headed with."""
    base = base_of(field)
    if base in AS_NAMES and look in SOMEBODY:
        return False
    if base == "region" and look is Look.FLAGS:
        return key(heading) in NEVER_TRUE
    return look in CANT_BE.get(base, ())


def why_aside(column: Column) -> str:
    """Why a column is kept as it is though everybody knows its heading; "" for any other, and where it is filed."""
    field = fields_of([column.heading]).get(0, "") if column.field == ASIDE else ""
    held = look(column.samples) if base_of(field) in TOLD_OF else Look.EMPTY
    if held is Look.EMPTY or not speaks_against(field, column.heading, held):
        return ""
    return f'"{column.heading}" holds {held}, such as {column.samples[0][:SHOWN]}: kept as it is'


def unfit(looks: Sequence[Look], fills: dict[int, str]) -> None:
    """Once names have been looked for, a number made of names is none."""
    for place, field in list(fills.items()):
        if base_of(field) in AS_NAMES and looks[place] in SOMEBODY:
            del fills[place]

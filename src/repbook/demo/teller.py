"""From a story's lines to rows: whose they are, which sale they bear on, and on which day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from ..domain.calendar import plus
from ..domain.yearly import in_year
from ..interchange.reach import phone_digits
from ..wording import fold
from . import shapes as s
from .days import BUSINESS, resolve, workday
from .sheet import Row, Sheet

BOOK_BEGAN = 6 * 365
"""The day on which the rep began this book; what was sold before is history."""

LATIN = {"北山乳業": "kitayama", "佐藤 美咲": "misaki sato", "北山 健": "ken kitayama"}
DIAL = {
    "UK": 44,
    "Ireland": 353,
    "Germany": 49,
    "Austria": 43,
    "Switzerland": 41,
    "France": 33,
    "Belgium": 32,
    "Netherlands": 31,
    "Denmark": 45,
    "Sweden": 46,
    "Norway": 47,
    "Poland": 48,
    "Spain": 34,
    "Portugal": 351,
    "Japan": 81,
}
TITLES = {"Dr": -1, "Dr.": -1, "Sister": 1, "Schwester": 1}
"""Titles that go with the last name, or with the first."""


@dataclass
class Account:
    """A customer whose story is being told."""

    customer: s.Customer
    lines: tuple[s.Line, ...]
    row: Row
    dice: Random
    people: list[tuple[s.Person, Row]] = field(default_factory=list)
    sales: list[tuple[s.Sale, Row]] = field(default_factory=list)
    touches: dict[date, Row] = field(default_factory=dict)
    """The two-way touch of each day, for what came out of it."""


def accounts(lines: Iterable[s.Line]) -> Iterator[tuple[s.Customer, tuple[s.Line, ...]]]:
    """The customers, each with the lines that follow."""
    whose: s.Customer | None = None
    theirs: list[s.Line] = []
    for line in lines:
        if isinstance(line, s.Customer):
            if whose is not None:
                yield whose, tuple(theirs)
            whose, theirs = line, []
        else:
            theirs.append(line)
    if whose is not None:
        yield whose, tuple(theirs)


def called(name: str) -> str:
    """How the rep calls somebody: the first name, or ``Dr Reyes``."""
    words = name.split()
    place = TITLES.get(words[0])
    return words[0] if place is None else f"{words[0]} {words[place]}"

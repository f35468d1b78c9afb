"""Tables of day phrases: one case a line, the answer reasoned from a calendar, not from the code."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Case(NamedTuple):
    """A phrase or line, the day it is typed on, and what has to become of it."""

    today: date
    typed: str
    answer: str


def cases(table: str) -> list[Case]:
    """``phrase = answer`` a line; a line that is a day alone says on which day the next ones are typed."""
    today, found = date.min, []
    for line in table.strip().splitlines():
        typed, equals, answer = line.partition(" = ")
        if equals:
            found.append(Case(today, typed.strip(), answer.strip()))
        elif line.strip():
            today = date.fromisoformat(line.split()[0])
    return found

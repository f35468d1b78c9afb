"""A customer whose story is being told: the rows made so far, and what the next ones hang on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random
from typing import Any

from . import shapes as s
from .days import resolve, workday
from .sheet import Row, Sheet

TITLES = {"Dr": -1, "Dr.": -1, "Sister": 1, "Schwester": 1}
"""Titles, and the place of the name that goes with them."""


class Account:
    """One customer, their lines, and their rows on the sheet.

    ``touches`` holds the two-way touch of each day, for what came out of it to be linked to. ``dice``
    is seeded by the name, so that a changed story leaves all others as they were.
    """

    def __init__(
        self, sheet: Sheet, today: date, customer: s.Customer, lines: tuple[s.Line, ...]
    ) -> None:
        self.sheet = sheet
        self.today = today
        self.customer = customer
        self.lines = lines
        self.dice = Random(customer.name)  # noqa: S311 - made-up stories, no secrets
        self.row: Row
        self.people: list[tuple[s.Person, Row]] = []
        self.sales: list[tuple[s.Sale, Row]] = []
        self.touches: dict[date, Row] = {}
        self.noted: set[str] = set()

    def day(self, day: s.Day) -> date:
        """A day of the story."""
        return resolve(day, self.today)

    def then(self, day: s.Day) -> date:
        """A day on which somebody did something: one that falls on a weekend was the Friday before."""
        then = self.day(day)
        return workday(then) if isinstance(day, int) and day > 0 else then

    def then_or_none(self, day: s.Day | None) -> date | None:
        """A day on which something was done, or None."""
        return None if day is None else self.then(day)

    def day_or_none(self, day: s.Day | None) -> date | None:
        """A day of the story, or None."""
        return None if day is None else resolve(day, self.today)

    def pick(self, words: tuple[str, ...]) -> str:
        """One of these, if possible one that was never noted of this customer."""
        fresh = [word for word in words if word not in self.noted]
        word = self.dice.choice(fresh or words)
        self.noted.add(word)
        return word

    def add(self, table: str, **values: Any) -> Row:
        """A row of this customer."""
        return self.sheet.add(table, customer_id=self.row, **values)

    def person(self, by: str) -> Row | None:
        """The person whose name begins so; None for nobody. Raises ``LookupError`` for a stranger."""
        if not by:
            return None
        for person, row in self.people:
            if person.name.startswith(by):
                return row
        raise LookupError(f"nobody at {self.customer.name} is called {by}")

    def begun(self, table: str, text: str) -> Row | None:
        """Their row of a table whose text begins so; None for no text. Raises ``LookupError`` for none."""
        if not text:
            return None
        for row in self.sheet.tables[table]:
            if row["customer_id"] is self.row and row["text"].startswith(text):
                return row
        raise LookupError(f"none of the {table} of {self.customer.name} begins with {text}")

    def main_on(self, day: date) -> Row | None:
        """The person to talk to on a day."""
        here = [
            (person, row)
            for person, row in self.people
            if (row["since_on"] is None or row["since_on"] <= day)
            and (row["left_on"] is None or day < row["left_on"])
        ]
        here.sort(key=lambda each: not each[1]["main"])
        return here[0][1] if here else None

    def touch(self, day: date, kind: str, note: str, person: Row | None, **values: Any) -> Row:
        """Something that happened; a two-way one carries what else is said on that day."""
        row = self.add("touches", on_day=day, kind=kind, note=note, person_id=person, **values)
        if row["reach"] == "two-way":
            self.touches.setdefault(day, row)
        return row


def accounts(
    lines: Iterable[s.Line],
) -> Iterator[tuple[s.Customer, tuple[s.Line, ...]]]:
    """The customers of a run of lines, each with the lines that follow."""
    theirs: list[s.Line] = []
    whose: s.Customer | None = None
    for line in lines:
        if not isinstance(line, s.Customer):
            theirs.append(line)
            continue
        if whose is not None:
            yield whose, tuple(theirs)
        whose, theirs = line, []
    if whose is not None:
        yield whose, tuple(theirs)


def called(row: Row | None) -> str:
    """How the rep calls somebody: the first name, or ``Dr Reyes``."""
    if row is None:
        return "the desk"
    words = str(row["name"]).split()
    place = TITLES.get(words[0])
    return words[0] if place is None else f"{words[0]} {words[place]}"

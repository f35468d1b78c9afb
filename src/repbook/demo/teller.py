"""Tells the stories to a book: every line an action, on its own day by the book's clock."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from inspect import signature
from typing import Any

from ..clock import FixedClock
from ..domain.care.yearly import in_year
from ..domain.spine.rules import DEFAULT
from ..errors import RepbookError
from ..storage.book.book import Book
from ..wording import MONTHS, fold
from . import step_work
from .days import resolve, then
from .story_lines import Line
from .story_words import STORY_WORDS

LINKS = {
    "with": ("person_id", "people.name"),
    "with_all": ("person_ids", "people.name"),
    "sale": ("sale_id", "sales.title"),
    "need": ("need_id", "facts.text"),
    "letter": ("letter_id", "letters.subject"),
    "cites": ("evidence_ids", "evidence.text"),
}
"""Words of a line that name other rows by the beginning of their text: the argument, and the table and column."""
DAYS = ("cancel_until", "change_due", "compromise_due", "to")
"""Arguments that are days, besides all that end in ``_on``, and ``fix_by``."""
WITHIN = re.compile(r"\{(-?\d+)\}")
"""A day in a capture line."""


class Teller:
    """A book that is being told, as of a day."""

    def __init__(self, book: Book, today: date) -> None:
        self.book = book
        self.today = today
        self.said = 0
        self.steps = step_work.Steps(book, today)

    def tell(self, line: Line) -> None:
        """File a line. Raises ``ValueError`` that names the line for whatever an action refuses."""
        self._set(line.day, line.at)
        try:
            self._tell(line)
        except (RepbookError, LookupError, TypeError) as error:
            raise ValueError(f"{line.customer}, {line.day}: {line.said}: {error}") from error

    def keep_up(self, until: date) -> None:
        """Do all steps of the agendas that were due before a day, each on its own day."""
        for due, work in iter(lambda: self.steps.next(until), None):
            self._set(due, "16:30")
            work()

    def _set(self, day: date, at: str) -> None:
        self.book.clock = FixedClock(datetime.combine(day, time.fromisoformat(at)))

    def _tell(self, line: Line) -> None:
        said = dict(line.said)
        word = next(word for word in said if word in STORY_WORDS)
        means, about = STORY_WORDS[word], said.pop(word)
        customer = self._customer(line.customer) if word != "customer" else 0
        waiting, dropped = said.pop("waiting", ""), said.pop("dropped", "")
        given = dict(self._meant(customer, key, value) for key, value in said.items())
        if "rules" in signature(means.does).parameters:
            given["rules"] = DEFAULT
        if means.row:
            given[means.name] = self._row(customer, means.row, about)
            change = means.does(self.book, **given)
        else:
            given[means.name] = self._within(about)
            change = means.does(self.book, customer, **given)
        if word == "win" and (waiting or dropped):
            self.steps.leave(change.ids["sales"][0], waiting.split(), dropped.split())

    def _meant(self, customer: int, key: str, value: Any) -> tuple[str, Any]:
        """A word of a line as the action's argument."""
        if key in LINKS:
            name, where = LINKS[key]
            if name.endswith("s"):
                texts = value if isinstance(value, list) else [value]
                return name, tuple(self._row(customer, where, text) for text in texts)
            return name, self._row(customer, where, value)
        if key.endswith("_on") or key in DAYS or key == "fix_by":
            return key, then(value, self.today)
        if key == "hour":
            return "at", value
        if key == "birthday":
            return key, self._yearly(*value)
        if key == "yearly":
            return "other_day", f"{value[0]} {self._yearly(*value[1:])}"
        if key == "followed":
            old = self._customer(value["customer"])
            person = self._row(old, "people.name", value["person"])
            on = then(value["consent_on"], self.today)
            return key, {"customer": old, "person": person, "on": on}
        return key, tuple(value) if isinstance(value, list) else value

    def _yearly(self, ahead: int, years: int) -> str:
        """A day of the year so many days ahead, as it is typed; with its year if it is known."""
        on = self.today + timedelta(ahead)
        began = in_year(on.month, on.day, on.year - years) if years else None
        year = f" {began.year}" if began is not None and began.day == on.day else ""
        return f"{on.day} {MONTHS[on.month - 1]}{year}"

    def _within(self, about: Any) -> Any:
        """The text behind a word; a day within a capture line is written out."""
        if not isinstance(about, str):
            return about
        return WITHIN.sub(lambda day: resolve(int(day[1]), self.today).isoformat(), about)

    def _customer(self, name: str) -> int:
        return self._id("SELECT max(id) FROM customers WHERE folded = ?", (fold(name),), name)

    def _row(self, customer: int, where: str, text: str) -> int:
        """The newest row of a customer's whose text begins so; another's testimonial may be cited."""
        table, column = where.split(".")
        sql = f"""SELECT max(id) FROM {table} WHERE customer_id = ?1
          AND substr({column}, 1, length(?2)) = ?2"""
        return self._id(sql, (customer, text), f"{where} {text}")

    def _id(self, sql: str, values: tuple[Any, ...], what: str) -> int:
        found = self.book.row(sql, values)
        if found is None or found[0] is None:
            raise LookupError(f"there is no {what}")
        return int(found[0])

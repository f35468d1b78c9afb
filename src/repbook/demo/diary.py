"""Moves the book's clock to where an operation belongs, and finds the rows that it is about."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ..clock import FixedClock
from ..storage.book.book import Book
from ..wording import fold
from .days import resolve
from .shapes import Day


class Diary:
    """What the operations of the last days are filed with."""

    def __init__(self, book: Book, today: date) -> None:
        self.book = book
        self.today = today
        self.filed = 0

    def at(self, day: Day, hour: str) -> str:
        """Set the book's clock, and give the next operation its id: the same one every time."""
        self.filed += 1
        moment = datetime.combine(resolve(day, self.today), time.fromisoformat(hour))
        self.book.clock = FixedClock(moment)
        return f"demo-{self.filed:02}"

    def ahead(self, days: int) -> date:
        """A day to come."""
        return self.today + timedelta(days)

    def customer(self, name: str) -> int:
        """The customer of that name. Raises ``LookupError`` for a stranger, as does ``find``."""
        return self._id("SELECT id FROM customers WHERE folded = ?", fold(name))

    def find(self, table: str, column: str, text: str) -> int:
        """The newest row of a table whose text begins so."""
        begins = f'substr("{column}", 1, length(?1)) = ?1'
        return self._id(f'SELECT max(id) FROM "{table}" WHERE {begins}', text)

    def person(self, name: str) -> int:
        """The person whose name begins so."""
        return self.find("people", "name", name)

    def _id(self, sql: str, text: str) -> int:
        found = self.book.row(sql, (text,))
        if found is None or found[0] is None:
            raise LookupError(f"the demo book has no '{text}'")
        return int(found[0])

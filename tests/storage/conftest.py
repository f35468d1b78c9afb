"""Books for the tests of storage: real SQLite files, made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from blank import new_book
from repbook.actions.care import checks, evidence, problems, promises
from repbook.actions.customers import customers, people
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book

NOW = datetime(2026, 3, 17, 9, 14)
"""A Tuesday."""

Opener = Callable[..., Book]


def furnish(book: Book) -> None:
    """Three customers with a row of the tables that matter here."""
    for name in ("Hollis Dairy", "Marsh Foods", "Park & Sons"):
        customer = customers.add(book, name, city="Leeds").ids["customers"][0]
        people.add(book, customer, f"Jo of {name}", phone="0113 496 0000")
        touches.log(book, touches.LogEntry(customer, line="fits well in theatre 2"), rules=DEFAULT)
        promises.add(book, customer, "send the manual", date(2026, 3, 20))
        problems.add(book, customer, "drawer sticks")
        evidence.add(book, customer, "delivered complete")
        checks.record(book, customer, 1, touch=False, rules=DEFAULT)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "furnished.db"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book:
        furnish(book)
    return path


@pytest.fixture
def path(furnished: Path, tmp_path: Path) -> Path:
    """A book of three customers that nobody has open."""
    return Path(shutil.copy(furnished, tmp_path / "book.db"))


@pytest.fixture
def open_book(path: Path) -> Iterator[Opener]:
    """Opens the book, as often as asked, each time as another program would."""
    opened: list[Book] = []

    def another(where: Path = path, now: datetime = NOW) -> Book:
        opened.append(Book(where, FixedClock(now)))
        return opened[-1]

    yield another
    for book in opened:
        book.close()


@pytest.fixture
def book(open_book: Opener) -> Book:
    """The book of three customers, open."""
    return open_book()

"""Books for the tests of actions: real SQLite files, made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from blank import new_book
from indexed import indexed
from repbook.actions.care import checks, evidence, expectations, followups, problems, promises
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.book.facts_cache import compute
from repbook.storage.transfer import whole_book

NOW = datetime(2026, 6, 3, 9, 14)
"""A Wednesday."""

Opener = Callable[..., Book]
Dump = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class World:
    """The ids of one customer with one row of every sort, and of a stranger beside it."""

    customer: int
    stranger: int
    person: int
    sale: int
    touch: int
    check: int
    promise: int
    problem: int
    followup: int
    evidence: int
    fact: int
    expectation: int
    strange_person: int


def furnish(book: Book) -> World:
    """One row of every sort."""
    customer = customers.add(book, "Marsh Foods", city="Leeds").ids["customers"][0]
    stranger = customers.add(book, "Park & Sons", person="Ann Park").ids
    person = people.add(book, customer, "Jo Marsh", phone="0113 496 0000").ids["people"][0]
    sale = sales.add(book, customer, "Pump", live_on=date(2026, 6, 12), rules=DEFAULT).ids["sales"][
        0
    ]
    logged = touches.log(
        book, touches.LogEntry(customer, line="said yes", person_id=person), rules=DEFAULT
    )
    return World(
        customer=customer,
        stranger=stranger["customers"][0],
        person=person,
        sale=sale,
        touch=logged.ids["touches"][0],
        check=checks.record(book, customer, 1, touch=False, rules=DEFAULT).ids["checks"][0],
        promise=promises.add(book, customer, "send manual", date(2026, 6, 5)).ids["promises"][0],
        problem=problems.add(book, customer, "drawer sticks").ids["problems"][0],
        followup=followups.add(book, customer, "call Jo", date(2026, 6, 9)).ids["followups"][0],
        evidence=evidence.add(book, customer, "arrived on time").ids["evidence"][0],
        fact=facts.add(book, customer, "important", "no downtime").ids["facts"][0],
        expectation=expectations.add(book, customer, "saves an hour").ids["expectations"][0],
        strange_person=stranger["people"][0],
    )


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "empty.db"
    new_book(path)
    return path


@pytest.fixture(scope="session")
def furnished(empty: Path) -> tuple[Path, World]:
    path = empty.with_name("furnished.db")
    shutil.copy(empty, path)
    with Book(path, FixedClock(NOW)) as book:
        return path, furnish(book)


@pytest.fixture
def open_book(empty: Path, tmp_path: Path) -> Iterator[Opener]:
    """Opens the test's book, as often as asked, each time as another program would."""
    opened: list[Book] = []
    path = tmp_path / "book.db"

    def another(now: datetime = NOW, by: str = "app") -> Book:
        if not path.exists():
            shutil.copy(empty, path)
        opened.append(Book(path, FixedClock(now), by=by))
        return opened[-1]

    yield another
    for book in opened:
        book.close()


@pytest.fixture
def book(open_book: Opener) -> Book:
    """An empty book."""
    return open_book()


@pytest.fixture
def marsh(book: Book) -> int:
    """A customer with nothing but a name."""
    return customers.add(book, "Marsh Foods").ids["customers"][0]


@pytest.fixture
def world(furnished: tuple[Path, World], tmp_path: Path) -> World:
    """A furnished book; ask for it before ``book`` or ``open_book`` are used."""
    shutil.copy(furnished[0], tmp_path / "book.db")
    return furnished[1]


TABLES = (*whole_book.FACTS, "standings")


def dump_of(book: Book) -> Dump:
    """Every fact, the caches, and the words of the search index, as SQLite holds them."""
    found = {table: book.rows(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES}
    found["search"] = indexed(book.connection)
    return found


def stale_standings(book: Book) -> list[int]:
    """The customers whose cached facts differ from what a recomputation gives."""
    columns = (
        "customer_id, facts, attention_on, vulnerable_until, last_two_way_on, next_due_on,"
        " first_sale_month_day"
    )
    cached = {row[0]: row for row in book.rows(f"SELECT {columns} FROM standings")}
    ids = {row[0] for row in book.rows("SELECT id FROM customers")}
    return [
        each for each in ids | cached.keys() if cached.get(each) != compute(book.connection, each)
    ]


@pytest.fixture
def dump() -> Callable[[Book], Dump]:
    return dump_of


@pytest.fixture
def stale() -> Callable[[Book], list[int]]:
    return stale_standings


@pytest.fixture
def column() -> Callable[..., Any]:
    """One column of one row: ``column(book, "promises.state", 7)``."""

    def read(book: Book, name: str, row_id: int) -> Any:
        table, field = name.split(".")
        found = book.row(f'SELECT "{field}" FROM {table} WHERE id = ?', (row_id,))
        assert found is not None, f"{table} {row_id} is gone"
        return found[0]

    return read

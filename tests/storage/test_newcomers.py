"""Who was written down by hand stands on Today until the first word; who came out of a file does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from repbook.actions.base import history
from repbook.actions.care import followups, promises
from repbook.actions.customers import customers
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.cli import main
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.book.engine import create
from repbook.storage.safety.integrity import check
from repbook.storage.views import today as today_view

MONDAY, TUESDAY = datetime(2026, 6, 1, 9), datetime(2026, 6, 2, 9)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty book."""
    create(tmp_path / "new.db")
    return tmp_path / "new.db"


def texts(path: Path, now: datetime) -> list[str]:
    with Book(path, FixedClock(now)) as book:
        assert not check(book, rules=DEFAULT)
        return [row.reason.text for row in today_view.today(book, rules=DEFAULT).rows]


def test_who_was_just_added_stands_on_today(path: Path) -> None:
    with Book(path, FixedClock(MONDAY)) as book:
        customers.add(book, "Fir Tree Bakery")
    assert texts(path, MONDAY) == ["say hello · added today"]
    assert texts(path, TUESDAY) == ["say hello · added Mon"]
    # In the end silence says it, once.
    (late,) = texts(path, datetime(2027, 6, 1, 9))
    assert "nothing known" in late


@pytest.mark.parametrize(
    ("act", "stays"),
    [
        (lambda book, one: touches.log(book, touches.LogEntry(one), rules=DEFAULT), False),
        (
            lambda book, one: touches.log(
                book, touches.LogEntry(one, reach="one-way"), rules=DEFAULT
            ),
            False,
        ),
        (
            lambda book, one: touches.log(
                book, touches.LogEntry(one, reach="no answer"), rules=DEFAULT
            ),
            True,
        ),
        (lambda book, one: sales.add(book, one, "Oven", rules=DEFAULT), False),
        (lambda book, one: followups.add(book, one, "ring", TUESDAY.date()), False),
        (lambda book, one: promises.add(book, one, "price list", TUESDAY.date()), False),
        (lambda book, one: customers.leave(book, one, "lost", "no", rules=DEFAULT), False),
        (lambda book, one: customers.edit(book, one, city="Bath"), True),
    ],
)
def test_it_goes_with_the_first_word_or_a_plan(
    path: Path, act: Callable[[Book, int], object], stays: bool
) -> None:
    with Book(path, FixedClock(MONDAY)) as book:
        one = customers.add(book, "Fir Tree Bakery").ids["customers"][0]
        act(book, one)
        assert (
            any(
                "say hello" in row.reason.text for row in today_view.today(book, rules=DEFAULT).rows
            )
            is stays
        )
        history.undo(book)
        assert any(
            "say hello" in row.reason.text for row in today_view.today(book, rules=DEFAULT).rows
        )
        assert not check(book, rules=DEFAULT)


def test_an_import_greets_nobody(path: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Company,Contact\nAcme,Al Hart\nBolt,Bo Reid\n", encoding="utf-8")
    assert main(["--book", str(path), "--today", "2026-06-01", "import", str(table)]) == 0
    assert texts(path, MONDAY) == []

"""What a customer's last eight weeks were, read in one query for a card of the review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from blank import new_book
from repbook.clock import FixedClock
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.reports.card_weeks import card_weeks

NOW = datetime(2026, 6, 3, 9, 14)
"""A Wednesday."""


def ago(days: int) -> date:
    return NOW.date() - timedelta(days=days)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    new_book(tmp_path / "book.db")
    with Book(tmp_path / "book.db", FixedClock(NOW)) as opened, opened.write("weeks") as work:
        for name in ("Marsh", "Other"):
            work.add(t.Customer(name=name, folded=name.lower(), created_on=ago(900)))
        rows = (
            t.Touch(customer_id=1, on_day=ago(70), kind="call", reach="two-way"),
            t.Touch(customer_id=1, on_day=ago(1), kind="visit", reach="two-way"),
            t.Touch(customer_id=2, on_day=ago(8), kind="call", reach="two-way"),
            t.Problem(
                customer_id=1,
                text="leak",
                severity="minor",
                known_on=ago(8),
                known_at="2026-05-26T08:00:00Z",
            ),
            t.Check(customer_id=1, on_day=ago(2), score=-1),
            t.Promise(
                customer_id=1,
                text="kept",
                made_on=ago(30),
                due_on=ago(16),
                state="kept",
                closed_on=ago(16),
            ),
            t.Promise(customer_id=1, text="past", made_on=ago(30), due_on=ago(2)),
            t.Promise(customer_id=1, text="to come", made_on=ago(1), due_on=ago(-2)),
            t.Promise(customer_id=1, text="theirs", made_on=ago(9), due_on=ago(9), theirs=True),
            t.Promise(
                customer_id=1,
                text="old",
                made_on=ago(90),
                due_on=ago(80),
                state="late",
                closed_on=ago(79),
            ),
            t.Evidence(customer_id=1, text="fits", on_day=ago(15), told_on=ago(8)),
            t.Letter(customer_id=1, kind="agenda", made_on=ago(1), posted_on=ago(1)),
        )
        for row in rows:
            work.add(row)
        yield opened


def test_the_weeks_hold_what_happened_with_this_customer_alone(book: Book) -> None:
    found = card_weeks(book, 1)
    now, before, earlier = found[-1], found[-2], found[-3]
    assert (now.touch, now.both, now.silent, now.kept, now.check) == (
        "visit",
        True,
        1,
        "broken",
        -1,
    )
    assert (before.trouble, before.touch, before.gifts, before.silent) == (True, "", 1, 67)
    assert (earlier.kept, earlier.successes) == ("kept", 1)
    assert sum(week.gifts for week in found) == 1
    assert [week.kept for week in found if week.kept] == ["kept", "broken"]


def test_it_is_one_query(book: Book) -> None:
    asked: list[str] = []
    book.connection.set_trace_callback(asked.append)
    card_weeks(book, 1)
    book.connection.set_trace_callback(None)
    assert len([sql for sql in asked if sql.lstrip().startswith("SELECT")]) == 1

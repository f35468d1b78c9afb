"""What the book has learned, read from its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from blank import new_book
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.reports import reports
from repbook.wording import fold

TODAY = date(2026, 6, 3)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """One who came by a referral, one who ordered again, one who did neither, one who left."""
    new_book(tmp_path / "book.db")
    with Book(tmp_path / "book.db", FixedClock(datetime(2026, 6, 3, 9))) as opened:
        with opened.write("four customers") as work:
            for name, state, orders in (
                ("Saltmarsh", "active", (30,)),
                ("Hart", "active", (800, 90)),
                ("Fir Tree", "active", (400,)),
                ("Gone", "lost", (4000, 3000)),
            ):
                values = {"created_on": ago(900), "state": state}
                customer = work.add(t.Customer(name=name, folded=fold(name), **values))
                for days in orders:
                    work.add(t.Sale(customer_id=customer.id, title="Pump", ordered_on=ago(days)))
            ask = {"kind": "referral", "text": "who else?", "asked_on": ago(60)}
            work.add(t.Ask(customer_id=2, outcome="yes", referred="SALTMARSH", **ask))
            for days, minutes, reach in ((3, 20, "two-way"), (9, 15, "two-way"), (2, 5, "one-way")):
                said = {"kind": "call", "reach": reach, "minutes": minutes}
                work.add(t.Touch(customer_id=2, on_day=ago(days), **said))
        yield opened


@pytest.mark.practice("R99")
def test_tenure_repeat_orders_and_referrals_of_who_is_in_the_book(book: Book) -> None:
    again = reports.repeat(book, rules=DEFAULT)
    assert again.title == "1 of 3 customers ordered again; 1 came by a referral"
    assert [(row.label, row.values) for row in again.rows[:2]] == [
        ("1 order", (2, 1)),
        ("2 orders", (1, 0)),
    ]
    assert (
        reports.tenure(book, rules=DEFAULT).title
        == "Half of 3 customers have been with you for 1 y 1 m or longer"
    )


@pytest.mark.practice("R34")
def test_minutes_of_talks_are_told_by_customer_and_by_phase(book: Book) -> None:
    given = reports.attention(book, rules=DEFAULT)
    assert [(line.value, line.note) for line in given.lines] == [("Hart", "2 talks · 35 min")]
    assert {row.label: row.values for row in given.rows}["Learning curve"] == (1, 2, 35)

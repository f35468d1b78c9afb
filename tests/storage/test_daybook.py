"""The touches of a day: those of it, and those written down on it for an earlier one."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from blank import new_book
from needs import needs
from repbook.actions.base import history
from repbook.actions.customers import customers, people
from repbook.actions.touches import touches
from repbook.actions.touches.log_entry import LogEntry
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.finding.places import places
from repbook.storage.rows.sources import source
from repbook.storage.views.daybook import lately, touches_on

pytestmark = needs("time.tzset")

MON, TUE, WED = (date(2026, 6, day) for day in (8, 9, 10))


@pytest.fixture(autouse=True)
def utc(monkeypatch):
    """Hours are told in the rep's zone: here it is that of the instants."""
    monkeypatch.setenv("TZ", "UTC")
    import time

    time.tzset()


@pytest.fixture
def path(tmp_path):
    new_book(tmp_path / "book.db")
    return tmp_path / "book.db"


def on(path, day, hour, minute=0):
    return Book(path, FixedClock(datetime(day.year, day.month, day.day, hour, minute)))


def told(path, day):
    with on(path, WED, 12) as book:
        return [
            (row.at, row.customer, row.person, row.outcome, row.note, row.came)
            for row in touches_on(book, day)
        ]


def test_a_day_tells_what_was_done_on_it_newest_first(path):
    with on(path, WED, 9, 5) as book:
        marsh = customers.add(book, "Marsh Foods", person="Jo Marsh").ids["customers"][0]
        park = customers.add(book, "Park").ids["customers"][0]
        touches.log(
            book,
            LogEntry(
                marsh,
                line="fits * on time ! card fri ? leak @ chess + loves it",
                person_id=1,
                score=1,
            ),
            rules=DEFAULT,
        )
    with on(path, WED, 11, 30) as book:
        touches.log(book, LogEntry(park, reach="one-way"), rules=DEFAULT)
        visit = touches.log(book, LogEntry(park, kind="visit", line="early"), rules=DEFAULT)
        touches.edit(book, visit.ids["touches"][0], at="8:00", rules=DEFAULT)
        back = touches.log(book, LogEntry(marsh, line="was on Monday", on_day=MON), rules=DEFAULT)
        gone = touches.log(book, LogEntry(marsh, line="never was"), rules=DEFAULT)
        history.undo(book)
        assert gone.label
    assert told(path, WED) == [
        ("11:30", "Marsh Foods", "", "talked", "was on Monday", ""),
        ("11:30", "Park", "", "voicemail", "", ""),
        ("09:05", "Marsh Foods", "Jo Marsh", "talked", "fits", "=*!?@+"),
        ("08:00", "Park", "", "visit", "early", ""),
    ]
    assert told(path, MON) == [("", "Marsh Foods", "", "talked", "was on Monday", "")]
    assert told(path, TUE) == []
    assert back.ids["touches"]


def test_an_import_is_not_what_was_logged_that_day(path):
    with on(path, WED, 9) as book:
        marsh = customers.add(book, "Marsh Foods").ids["customers"][0]
        with book.write("import") as work:
            touch = work.add(
                t.Touch(customer_id=marsh, on_day=MON, kind="call", reach="two-way", note="old")
            )
            from_hubspot = source(book.connection, "hubspot", "touch", WED).id
            work.add(
                t.Origin(
                    customer_id=marsh,
                    source_id=from_hubspot,
                    row_id=touch.id,
                    external_id="7",
                )
            )
    assert told(path, WED) == []
    assert told(path, MON) == [("", "Marsh Foods", "", "talked", "old", "")]


def test_everybody_with_their_people_main_first_and_who_left_last(path):
    with on(path, WED, 9) as book:
        marsh = customers.add(book, "Marsh Foods", person="Jo Marsh", city="Leeds")
        marsh_id = marsh.ids["customers"][0]
        customers.add(book, "acme")
        tim = people.add(book, marsh_id, "Tim Brook").ids["people"][0]
        people.edit(book, tim, main=True)
        people.left(book, marsh.ids["people"][0], TUE)
        found = places(book)
    assert [(one.name, one.city, [each.name for each in one.people]) for one in found] == [
        ("acme", "", []),
        ("Marsh Foods", "Leeds", ["Tim Brook", "Jo Marsh"]),
    ]
    assert found[1].main is not None
    assert found[1].main.name == "Tim Brook"
    assert found[0].main is None


def test_the_customers_of_the_last_touches_are_at_hand(book: Book) -> None:
    names = []
    for number in range(3):
        (who,) = customers.add(book, f"Number {number}").ids["customers"]
        names.append(f"Number {number}")
        touches.log(book, LogEntry(who, line="all fine"), rules=DEFAULT)
    assert [name for _, name, _ in lately(book)] == names[::-1]
    assert [name for _, name, _ in lately(book, 1)] == names[-1:]

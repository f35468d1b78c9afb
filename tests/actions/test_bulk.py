"""One action on many customers: all or none, one undo step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from blank import new_book
from repbook.actions.base import history
from repbook.actions.customers import bulk, customers
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput, NotFound
from repbook.storage.book.book import Book
from ruled import ruled

NOW = datetime(2026, 6, 3, 9, 14)


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Book]:
    """A book of three customers, 1 to 3."""
    new_book(tmp_path / "book.repbook")
    with Book(tmp_path / "book.repbook", FixedClock(NOW)) as book:
        for name in ("Alder", "Birch", "Cedar"):
            customers.add(book, name)
        yield book


def column(book: Book, name: str) -> list[Any]:
    """One column of every customer."""
    return [row[0] for row in book.rows(f"SELECT {name} FROM customers ORDER BY id")]


def test_followups_for_all_are_one_undo_step(three: Book) -> None:
    change = bulk.followups(three, (1, 3), "season's greetings", date(2026, 6, 12), kind="letter")
    assert change.label == "follow up 2 customers Fri 12 Jun: season's greetings"
    assert change.customers == {1, 3}
    rows = three.rows("SELECT customer_id, what, due_on, kind, source FROM followups ORDER BY id")
    assert rows == [
        (1, "season's greetings", "2026-06-12", "letter", "rep"),
        (3, "season's greetings", "2026-06-12", "letter", "rep"),
    ]
    history.undo(three)
    assert three.rows("SELECT * FROM followups") == []


def test_a_tier_for_all(three: Book) -> None:
    assert bulk.set_tier(three, (1, 2), "A").label == "tier A for 2 customers"
    assert column(three, "tier") == ["A", "A", "B"]
    history.undo(three)
    assert column(three, "tier") == ["B", "B", "B"]


def test_one_customer_is_called_by_name(three: Book) -> None:
    assert bulk.set_tier(three, (2,), "D").label == "tier D for Birch"


def test_a_rhythm_for_all_and_back_to_the_tier(three: Book) -> None:
    bulk.set_rhythm(three, (1, 2), 20, 30)
    assert column(three, "wish_limit") == [30, 30, None]
    assert bulk.set_rhythm(three, (1, 2), None, None).label.endswith("as the tier says")
    assert column(three, "wish_limit") == [None, None, None]


@pytest.mark.practice("R07")
def test_off_the_book_and_back(three: Book) -> None:
    bulk.leave(three, (1, 2), "dormant", "closed for winter", date(2026, 9, 1), rules=DEFAULT)
    assert column(three, "state") == ["dormant", "dormant", "active"]
    assert column(three, "wake_on") == ["2026-09-01", "2026-09-01", None]
    assert bulk.come_back(three, (1, 2, 3)).label == "2 customers back on the book"
    assert column(three, "state") == ["active"] * 3


@pytest.mark.parametrize(
    ("action", "given", "field"),
    [
        (bulk.set_tier, ("E",), "tier"),
        (bulk.set_rhythm, (30, 20), "limit"),
        (bulk.set_rhythm, (30, None), "limit"),
        (bulk.leave, ("lost", ""), "reason"),
        (bulk.leave, ("dormant", "winter"), "wake_on"),
        (bulk.leave, ("active", "why"), "state"),
        (bulk.come_back, (), "state"),
        (bulk.followups, ("", date(2026, 6, 12)), "what"),
        (bulk.followups, ("call", date(2026, 6, 1)), "due_on"),
    ],
)
def test_refused_for_one_is_refused_for_all(
    three: Book, action: Any, given: tuple[Any, ...], field: str
) -> None:
    before = three.rows("SELECT * FROM customers")
    with pytest.raises(InvalidInput) as refusal:
        action(three, (1, 2, 3), *given, **ruled(action, {}))
    assert refusal.value.field == field
    assert three.rows("SELECT * FROM customers") == before
    assert three.rows("SELECT * FROM followups") == []


def test_who_is_gone_leaves_the_others_as_they_were(three: Book) -> None:
    with pytest.raises(NotFound):
        bulk.set_tier(three, (1, 99), "A")
    assert column(three, "tier") == ["B", "B", "B"]


def test_nobody_marked_is_refused(three: Book) -> None:
    with pytest.raises(InvalidInput):
        bulk.set_tier(three, (), "A")


def test_the_same_customer_twice_is_one(three: Book) -> None:
    bulk.followups(three, (1, 1), "call", date(2026, 6, 12))
    assert len(three.rows("SELECT * FROM followups")) == 1


def test_trying_again_does_nothing_twice(three: Book) -> None:
    first = bulk.followups(three, (1, 2), "call", date(2026, 6, 12), op_id="a1")
    again = bulk.followups(three, (1, 2), "call", date(2026, 6, 12), op_id="a1")
    assert again.label == first.label
    assert len(three.rows("SELECT * FROM followups")) == 2

"""Steps of many rows: made aside, carried over, turned a little at a time, and whole or not at all (F95)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indexed import indexed
from repbook.actions.base import history
from repbook.domain.spine import kinds as k
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import tables as t
from repbook.storage.book.book import Book
from repbook.storage.large import carrying, side_copy, turning
from repbook.storage.rows import runs
from repbook.storage.safety.integrity import check
from repbook.storage.transfer import whole_book

MANY = 2 * runs.LEAST + 1
ON = date(2026, 3, 17)
OLD = 1
"""A customer who was in the book before."""
NAMES = "SELECT count(*) FROM customers"


@pytest.fixture(autouse=True)
def little_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run a time, of ninety rows, without a pause."""
    monkeypatch.setattr(runs, "BLOCK", 90)
    monkeypatch.setattr(turning, "LARGE", 100)
    monkeypatch.setattr(turning, "HOLD", 0)
    monkeypatch.setattr(turning, "LET", 0)
    monkeypatch.setattr(turning, "WATCH", 0)


def bring(book: Book, op_id: str = "many") -> None:
    """Customers with a touch each, a touch of an old customer, two facts of one, and an old customer's new name."""
    with book.write("import many.csv", op_id=op_id) as work:
        ids = work.add_many(
            t.Customer,
            [
                {"name": f"Firm {number}", "folded": f"firm {number}", "created_on": ON}
                for number in range(MANY)
            ],
        )
        more = {"on_day": ON, "kind": k.TouchKind.CALL, "note": "rang", "reach": k.Reach.TWO_WAY}
        work.add_many(t.Touch, [{"customer_id": owner} | more for owner in (*ids, OLD)])
        for text in ("plays chess", "two boats"):
            fact = t.Fact(customer_id=ids[3], kind=k.FactKind.PERSONAL, text=text, on_day=ON)
            work.add(fact)
        work.get(t.Customer, OLD).city = "York"


def by_way_of_a_copy(
    book: Book, folder: Path, meanwhile: Callable[[], object] = lambda: None
) -> None:
    """The same, made aside and carried over; something is done before that."""
    with side_copy.side_copy(book, folder) as side:
        bring(side.book)
        meanwhile()
        carrying.carry(side, book, "many", lambda connection: None)


def all_rows(book: Book) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: book.rows(f'SELECT * FROM "{table}" ORDER BY id') for table in whole_book.FACTS
    } | {
        "standings": book.rows("SELECT * FROM standings ORDER BY customer_id"),
        "search": indexed(book.connection),
    }


@pytest.fixture
def at_each_pause(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """What is done between one slice and the next."""

    def do(something: Callable[[], object]) -> None:
        monkeypatch.setattr(turning.time, "sleep", lambda _: something())

    return do


def test_what_is_carried_over_is_what_would_have_been_filed(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_copy, "ROOM", 0)
    before = all_rows(book)
    bring(book)
    filed = all_rows(book)
    history.undo(book)
    assert all_rows(book) == before
    for table in ("customers", "touches", "facts"):
        book.connection.execute(
            "UPDATE sqlite_sequence SET seq = coalesce((SELECT max(id) FROM " + table + "), 0)"
            " WHERE name = ?",
            (table,),
        )
    book.connection.execute("DELETE FROM journal_runs")
    book.connection.execute(
        "DELETE FROM journal WHERE operation_id IN (SELECT id FROM operations WHERE op_id = 'many')"
    )
    book.connection.execute("DELETE FROM operations WHERE op_id = 'many'")
    by_way_of_a_copy(book, tmp_path)
    assert all_rows(book) == filed
    assert check(book, DEFAULT) == ()
    for _ in range(2):
        history.undo(book)
        assert all_rows(book) == before
        assert check(book, DEFAULT) == ()
        history.redo(book)
        assert all_rows(book) == filed
        assert check(book, DEFAULT) == ()

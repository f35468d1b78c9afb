"""The history of what an import brings in: runs of rows, without their words while they stand in their tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from blank import new_book
from indexed import indexed
from repbook.actions.customers import customers
from repbook.actions.imports import exchange
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine import kinds as k
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import BadFile, Conflict
from repbook.storage.book import journal
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.book.row_history import last_writer
from repbook.storage.rows import runs
from repbook.storage.safety.integrity import check
from repbook.storage.transfer import whole_book
from repbook.storage.views.daybook import touches_on

from .conftest import NOW

MANY = 2 * runs.LEAST + 1
ON = date(2026, 3, 17)
OLD = 1
"""A customer who was in the book before."""


def bring(book: Book) -> range:
    """Customers with a touch each, a touch of an old customer, and one more customer who comes alone; returns the ids."""
    with book.write("import many.csv") as work:
        ids = work.add_many(
            t.Customer,
            [
                {"name": f"Firm {number}", "folded": f"firm {number}", "created_on": ON}
                for number in range(MANY)
            ],
        )
        rows = [{"customer_id": owner, "reach": k.Reach.TWO_WAY} for owner in (*ids, OLD)]
        more = {"on_day": ON, "kind": k.TouchKind.CALL, "note": "rang them"}
        work.add_many(t.Touch, [row | more for row in rows])
    return ids


def all_rows(book: Book) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: book.rows(f'SELECT * FROM "{table}" ORDER BY id') for table in whole_book.FACTS
    } | {
        "standings": book.rows("SELECT * FROM standings ORDER BY customer_id"),
        "search": indexed(book.connection),
    }


def kept(book: Book) -> list[tuple[str, int, str, bool]]:
    return [
        (table, last - first + 1, owners, packed is not None)
        for table, first, last, owners, packed in book.rows(
            "SELECT table_name, first_id, last_id, owners, packed FROM journal_runs ORDER BY id"
        )
    ]


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BLOCK", 90)


def test_what_is_brought_is_kept_without_its_words(book: Book, small_blocks: None) -> None:
    before = book.rows("SELECT count(*) FROM journal")
    bring(book)
    sizes = [(table, rows) for table, rows, *_ in kept(book)]
    assert sizes == [
        *(("customers", rows) for rows in (90, 90, 21)),
        *(("touches", rows) for rows in (90, 90, 22)),
    ]
    assert book.rows("SELECT count(*) FROM journal") == before
    assert journal.history(book)[0].rows == 2 * MANY + 1


def test_it_goes_and_comes_back_as_often_as_one_likes(book: Book, small_blocks: None) -> None:
    before = all_rows(book)
    bring(book)
    after = all_rows(book)
    for _ in range(2):
        journal.undo(book)
        assert all_rows(book) == before
        assert {packed for *_, packed in kept(book)} == {True}
        assert [owners for table, _, owners, _ in kept(book) if table == "touches"][-1] == "[1]"
        assert check(book, rules=DEFAULT) == ()
        journal.redo(book)
        assert all_rows(book) == after
        assert {each[2:] for each in kept(book)} == {("[]", False)}
        assert check(book, rules=DEFAULT) == ()


def rename(book: Book, ids: range) -> None:
    customers.edit(book, ids[7], name="Firm of another name")


def remove(book: Book, ids: range) -> None:
    customers.remove(book, ids[7])


def ring(book: Book, ids: range) -> None:
    touches.log(book, touches.LogEntry(ids[7], line="rang again"), rules=DEFAULT)


@pytest.mark.fault("F119")
@pytest.mark.parametrize(
    ("later", "says"),
    [
        (rename, "a later change touched the same customers"),
        (remove, "a later change touched the same"),
        (ring, "a later entry hangs on this one"),
    ],
)
def test_it_is_not_undone_under_a_later_change_until_that_is_undone(
    book: Book, later: Callable[[Book, range], None], says: str
) -> None:
    before = all_rows(book)
    ids = bring(book)
    step = journal.history(book)[0].id
    later(book, ids)
    there = all_rows(book)
    with pytest.raises(Conflict, match=says):
        journal.undo(book, step)
    assert all_rows(book) == there
    assert check(book, rules=DEFAULT) == ()
    journal.undo(book)
    journal.undo(book, step)
    assert all_rows(book) == before
    assert book.row("PRAGMA foreign_keys") == (1,)


def test_what_hung_in_the_air_before_does_not_stop_an_undo(book: Book) -> None:
    before = all_rows(book)
    book.connection.execute("PRAGMA foreign_keys=OFF")
    book.connection.execute("UPDATE promises SET person_id = 977 WHERE id = 1")
    bring(book)
    journal.undo(book)
    assert all_rows(book)["customers"] == before["customers"]


def test_the_history_of_a_customer_names_the_import(book: Book) -> None:
    ids = bring(book)
    step = journal.history(book)[0].id
    assert [one.id for one in journal.history(book, ids[3])] == [step]
    assert journal.history(book, OLD)[0].id == step
    assert step not in [one.id for one in journal.history(book, 2)]
    rename(book, ids)
    remove(book, ids)
    labels = [one.label for one in journal.history(book, ids[7])]
    assert labels[0].startswith("remove")
    assert labels[-1] == "import many.csv"
    for _ in range(3):
        journal.undo(book)
    assert journal.history(book, OLD)[0].state == "undone"


def test_an_imported_row_was_made_by_the_import(book: Book) -> None:
    ids = bring(book)
    where = ("customers", ids[7], ids[7])
    assert last_writer(book, *where, "name") == ("import many.csv", True)
    rename(book, ids)
    assert last_writer(book, *where, "name") == ("edit Firm of another name", False)
    assert last_writer(book, *where, "city") == ("import many.csv", True)
    journal.undo(book)
    journal.undo(book)
    assert last_writer(book, *where, "name") is None


def test_a_touch_that_was_brought_today_has_the_hour_of_the_import(book: Book) -> None:
    bring(book)
    hours = {row.at for row in touches_on(book, ON) if row.note == "rang them"}
    assert len(hours) == 1
    assert hours != {""}


def test_a_new_step_lets_go_of_what_can_no_longer_come_back(book: Book) -> None:
    bring(book)
    journal.undo(book)
    customers.add(book, "Somebody else")
    assert {packed for *_, packed in kept(book)} == {False}
    assert check(book, rules=DEFAULT) == ()


def test_rows_that_went_in_the_same_step_are_told_one_by_one(book: Book) -> None:
    before = all_rows(book)
    with book.write("bring, and take one out") as work:
        values = [{"name": "Firm", "folded": "firm", "created_on": ON}] * MANY
        ids = work.add_many(t.Customer, values)
        work.remove(work.get(t.Customer, ids[5]))
    assert kept(book) == []
    assert journal.history(book)[0].rows == MANY - 1
    journal.undo(book)
    assert all_rows(book) == before


def test_rows_that_are_gone_without_a_step_are_named(book: Book) -> None:
    ids = bring(book)
    remove(book, ids)
    assert check(book, rules=DEFAULT) == ()
    book.connection.execute("DELETE FROM touches WHERE customer_id = ?", (ids[9],))
    found = [one.what for one in check(book, rules=DEFAULT) if one.severity == "wrong"]
    assert len(found) == 1
    assert "some are gone, and no step removed them" in found[0]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Book]:
    with Book(new_book(tmp_path / "new.db"), FixedClock(NOW)) as made:
        yield made


@pytest.mark.parametrize("undone", [False, True])
def test_an_export_carries_it(book: Book, empty: Book, tmp_path: Path, undone: bool) -> None:
    bring(book)
    there = all_rows(book)
    if undone:
        journal.undo(book)
    (tmp_path / "whole.json").write_text("".join(exchange.stream(book, "json", rules=DEFAULT)))
    exchange.take_in(empty, tmp_path / "whole.json")
    (journal.redo if undone else journal.undo)(empty)
    (journal.redo if undone else journal.undo)(book)
    assert all_rows(empty) == all_rows(book)
    assert (all_rows(empty) == there) is undone


@pytest.mark.fault("F100")
@pytest.mark.parametrize(
    "spoilt",
    [
        {"table_name": "standings"},
        {"packed": "nonsense"},
        {"packed": None},
        {"packed": runs.pack(["id"], [[1]])},
        {"packed": runs.pack(["id", "secret"], [[row, ""] for row in range(4, 4 + MANY)])},
        {"owners": "[1"},
        {"last_id": 4},
    ],
)
def test_an_export_whose_runs_do_not_fit_is_refused(
    book: Book, empty: Book, tmp_path: Path, spoilt: dict[str, object]
) -> None:
    bring(book)
    journal.undo(book)
    told = json.loads("".join(exchange.stream(book, "json", rules=DEFAULT)))
    told["tables"]["journal_runs"][0] |= spoilt
    (tmp_path / "bad.json").write_text(json.dumps(told))
    with pytest.raises(BadFile, match="its history does not fit"):
        exchange.take_in(empty, tmp_path / "bad.json")
    assert whole_book.is_empty(empty)

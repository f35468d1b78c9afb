"""Forgetting beside an app that has the book open, and what a later step may do with what is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from repbook.actions.base import history
from repbook.actions.customers import customers, merging, people
from repbook.actions.forgetting import forgetting
from repbook.actions.touches import drafts, touches
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import BookBusy, Conflict, InvalidInput
from repbook.storage.book import book_file
from repbook.storage.book.book import Book
from repbook.storage.erasing import wishes
from repbook.storage.safety import backup_copies
from repbook.storage.safety.integrity import check

Opener = Callable[..., Book]


def add(book: Book, name: str) -> int:
    return int(customers.add(book, name).ids["customers"][0])


def forget(book: Book, customer: int, name: str, kind: str = "customer") -> None:
    found = forgetting.look(book, forgetting.of_row(book, kind, customer, name))
    forgetting.forget(book, found, name)


def test_an_app_that_is_open_sees_it_and_brings_nothing_back(book: Book, open_book: Opener) -> None:
    marsh = add(book, "Marsh Foods")
    app = open_book()
    before = app.version()
    drafts.save(app, "log", marsh, 0, {"note": "half a sentence"})
    forget(book, marsh, "Marsh Foods")
    assert app.version() != before
    assert not app.rows("SELECT 1 FROM customers WHERE name = 'Marsh Foods'")
    drafts.save(app, "log", marsh, 0, {"note": "half a sentence more"})
    assert drafts.waiting(app) == ()


def test_a_step_about_them_is_never_turned_and_others_are_as_before(book: Book) -> None:
    marsh, park = add(book, "Marsh Foods"), add(book, "Park & Sons")
    touches.log(book, touches.LogEntry(park, line="rang"), rules=DEFAULT)
    touches.log(book, touches.LogEntry(marsh, line="rang too"), rules=DEFAULT)
    forget(book, marsh, "Marsh Foods")
    erased = next(step for step in history.steps(book) if step.label == "erased")
    with pytest.raises(Conflict, match="was forgotten"):
        history.undo(book, erased.id)
    assert "Park & Sons" in history.undo(book).label  # the newest that is not about them
    assert "Park & Sons" in history.redo(book).label
    assert check(book, DEFAULT) == ()


def test_whoever_was_joined_to_them_goes_with_them(book: Book) -> None:
    marsh, other = add(book, "Marsh Foods"), add(book, "Zqolder Name")
    people.add(book, other, "Jo Zqmarsh")
    merging.merge(book, marsh, other)
    forget(book, marsh, "Marsh Foods")
    assert b"zq" not in book.path.read_bytes().lower()
    assert check(book, DEFAULT) == ()


def test_a_namesake_stays_and_is_told(book: Book) -> None:
    one, other = add(book, "Marsh Foods"), add(book, "Marsh Foods Ltd")
    touches.log(book, touches.LogEntry(other, line="the other one rang"), rules=DEFAULT)
    found = forgetting.look(book, forgetting.of_row(book, "customer", one, "Marsh Foods"))
    assert found.namesakes == (f"Marsh Foods Ltd #{other}",)
    forgetting.forget(book, found, "marsh foods")
    assert book.rows("SELECT name FROM customers WHERE id = ?", (other,)) == [("Marsh Foods Ltd",)]
    assert book.rows("SELECT note FROM touches") == [("the other one rang",)]


def test_another_name_erases_nobody(book: Book) -> None:
    marsh = add(book, "Marsh Foods")
    found = forgetting.look(book, forgetting.of_row(book, "customer", marsh, "Marsh Foods"))
    before = book.path.read_bytes()
    with pytest.raises(InvalidInput, match="nobody was forgotten"):
        forgetting.forget(book, found, "Marsh")
    assert book.path.read_bytes() == before


def test_a_book_that_can_not_be_written_to_loses_nothing(
    book: Book, open_book: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    marsh = add(book, "Marsh Foods")
    backup_copies.backup(book)
    before = {path: path.read_bytes() for path in book.path.parent.rglob("*") if path.is_file()}
    other = open_book()
    other.connection.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(book_file, "WAIT_SECONDS", 0)
    with pytest.raises(BookBusy):
        forget(book, marsh, "Marsh Foods")
    other.rollback()
    for path, held in before.items():
        assert path.read_bytes() == held
    assert not wishes.listed(wishes.list_of(book.path))

"""The file of an open book is gone, or another one stands there: nothing that was in it is lost (F61)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from blank import new_book
from repbook import files
from repbook.actions.customers import customers
from repbook.clock import FixedClock
from repbook.errors import BookUnusable
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.storage.safety.backup_copies import backup
from repbook.storage.safety.backup_folder import saved_copies

pytestmark = [
    pytest.mark.fault("F61"),
    pytest.mark.skipif(not files.UNIX, reason="elsewhere an open file can't be taken away"),
]
CLOCK = FixedClock(datetime(2026, 6, 3, 9, 14))
NAMES = "SELECT name FROM customers ORDER BY name"


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    """The keeper of a book with one customer, that has been opened."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "desk"
    folder.mkdir()
    new_book(folder / "book.db")
    keeper = Keeper(folder / "book.db", CLOCK)
    add(keeper, "Orchard Clinic")
    yield keeper
    keeper.close()


def add(keeper: Keeper, name: str) -> None:
    keeper.submit(customers.add, name).result()


def names(path: Path) -> list[str]:
    with Book(path, CLOCK) as book:
        return [name for (name,) in book.rows(NAMES)]


def test_a_book_that_was_deleted_goes_on_in_a_copy_that_it_names(keeper: Keeper) -> None:
    lost = keeper.path
    lost.unlink()
    add(keeper, "Marsh Foods")
    (copy,) = saved_copies(lost)
    assert keeper.path == copy
    assert names(copy) == ["Marsh Foods", "Orchard Clinic"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.name in keeper.moved and "gone" in keeper.moved
    assert not lost.exists()


def test_a_book_that_was_replaced_asks_once_and_leaves_the_other_file_alone(
    keeper: Keeper, tmp_path: Path
) -> None:
    lost = keeper.path
    new_book(tmp_path / "other.db")
    (tmp_path / "other.db").rename(lost)
    before = lost.read_bytes()
    with pytest.raises(BookUnusable, match="was replaced while it was open"):
        add(keeper, "Marsh Foods")
    add(keeper, "Marsh Foods")
    (copy,) = saved_copies(lost)
    assert names(copy) == ["Marsh Foods", "Orchard Clinic"]
    assert lost.read_bytes() == before


def test_what_took_its_place_need_be_no_book(keeper: Keeper) -> None:
    lost = keeper.path
    lost.unlink()
    lost.write_text("a shopping list")
    with pytest.raises(BookUnusable, match="was replaced"):
        add(keeper, "Marsh Foods")
    add(keeper, "Marsh Foods")
    assert lost.read_text() == "a shopping list"
    assert names(keeper.path) == ["Marsh Foods", "Orchard Clinic"]


def test_a_book_that_was_restored_is_shown_as_it_is_now(keeper: Keeper, tmp_path: Path) -> None:
    place = keeper.path
    earlier = tmp_path / "earlier.db"
    new_book(earlier)
    with Book(place, CLOCK) as book:
        backup(book, reason="before-restore")
    earlier.rename(place)
    with pytest.raises(BookUnusable, match="was replaced") as refused:
        add(keeper, "Marsh Foods")
    assert "look" in refused.value.hint
    assert keeper.path == place and not saved_copies(place)
    assert keeper.submit(lambda book: book.rows(NAMES)).result() == []


def test_with_its_folder_gone_the_copy_lies_with_the_data(keeper: Keeper, tmp_path: Path) -> None:
    (tmp_path / "data" / "repbook").mkdir(parents=True)
    shutil.rmtree(keeper.path.parent)
    add(keeper, "Marsh Foods")
    assert keeper.path.parent == tmp_path / "data" / "repbook"
    assert names(keeper.path) == ["Marsh Foods", "Orchard Clinic"]


def test_a_book_that_was_cut_can_not_be_saved_and_says_what_can(keeper: Keeper) -> None:
    os.truncate(keeper.path, 1000)
    with pytest.raises(BookUnusable, match="was cut") as refused:
        add(keeper, "Marsh Foods")
    assert "restore" in refused.value.hint

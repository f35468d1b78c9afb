"""The file of an open book is gone, or another one stands there: nothing that was in it is lost (F61)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
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
from repbook.storage.safety.looking_through import look_again
from repbook.storage.safety.rescue import keep_words

pytestmark = [
    pytest.mark.fault("F61"),
    pytest.mark.skipif(not files.UNIX, reason="elsewhere an open file can't be taken away"),
]
Spoiling = Callable[[Path], None]
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


def cut_to(size: float) -> Spoiling:
    def cut(path: Path) -> None:
        os.truncate(path, int(size if size > 1 else path.stat().st_size * size))

    return cut


def written_over(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"Dear Jo, " * 20_000)


def a_page_zeroed(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(bytes(4096))


SPOILED = {
    "nothing": cut_to(0),
    "1000 bytes": cut_to(1000),
    "half": cut_to(0.5),
    "over": written_over,
    "page": a_page_zeroed,
}


@pytest.mark.parametrize("memory", [True, False], ids=["in memory", "only on the disk"])
@pytest.mark.parametrize("how", SPOILED)
def test_a_book_that_was_spoiled_goes_on_as_it_was_in_memory_or_in_its_newest_backup(
    keeper: Keeper, how: str, memory: bool
) -> None:
    place = keeper.path
    keeper.submit(backup).result()
    add(keeper, "Hollis Dairy")
    keeper.submit(_forgets if not memory else _remembers).result()
    SPOILED[how](place)
    left = place.read_bytes()
    with pytest.raises(BookUnusable, match=r"was (cut|damaged) while it was open") as refused:
        keeper.submit(look_again).result()  # as the app does every second
    assert "save again: it goes into" in refused.value.hint
    add(keeper, "Marsh Foods")
    (copy,) = saved_copies(place)
    assert keeper.path == copy and place.read_bytes() == left
    assert copy.name in keeper.moved and "spoiled by another program" in keeper.moved
    from_backup = "the backup of 03 Jun 09:14" in keeper.moved
    kept = [] if from_backup else ["Hollis Dairy"]
    assert names(copy) == [*kept, "Marsh Foods", "Orchard Clinic"]
    assert memory or from_backup


def _forgets(book: Book) -> None:
    book.connection.execute("PRAGMA shrink_memory")


def _remembers(book: Book) -> None:
    for (name,) in book.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        book.rows(f'SELECT * FROM "{name}"')


def test_a_save_meets_it_as_well(keeper: Keeper) -> None:
    written_over(keeper.path)
    with pytest.raises(BookUnusable, match="was damaged while it was open"):
        add(keeper, "Marsh Foods")


@pytest.mark.parametrize("how", ["over", "page"])
def test_a_save_is_never_put_into_a_spoiled_file_out_of_what_is_in_memory(
    keeper: Keeper, how: str
) -> None:
    keeper.submit(backup).result()
    keeper.submit(_remembers).result()
    SPOILED[how](keeper.path)
    with pytest.raises(BookUnusable, match="was damaged while it was open"):
        add(keeper, "Marsh Foods")
    add(keeper, "Marsh Foods")
    assert names(keeper.path) == ["Marsh Foods", "Orchard Clinic"]


def test_without_a_backup_it_says_what_can_be_done_and_the_words_of_a_form_are_kept(
    keeper: Keeper, tmp_path: Path
) -> None:
    written_over(keeper.path)
    keeper.submit(_forgets)
    with pytest.raises(BookUnusable, match="was damaged") as refused:
        add(keeper, "Marsh Foods")
    assert "restore" in refused.value.hint
    kept = keep_words(keeper.path, {"text": "send the manual", "on": ""})
    assert kept is not None and kept.read_text() == "text: send the manual\n"
    assert kept.stat().st_mode & 0o777 == 0o600

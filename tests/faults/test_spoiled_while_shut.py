"""A book that another program has spoiled while nobody had it open: every command meets it alike, and so does the app."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from blank import new_book
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.cli import main
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import RepbookError
from repbook.storage.book.book import Book
from repbook.storage.book.state import is_ours
from repbook.storage.keeper import Keeper
from repbook.storage.safety.backup_copies import backup, verify
from repbook.storage.safety.opening import open_book
from repbook.storage.safety.restoring import restore

from .harness import FELL

CLOCK = FixedClock(datetime(2026, 6, 3, 9, 14))
NAMES = "SELECT name FROM customers ORDER BY id"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_book(tmp_path_factory.mktemp("made") / "book.db")
    with Book(path, CLOCK) as book:
        for name in ("Hollis Dairy", "Marsh Foods", "Park & Sons"):
            customers.add(book, name, note="many words " * 900)
            touches.log(book, touches.LogEntry(1, line="fits well"), rules=DEFAULT)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / variable.lower()))
    monkeypatch.setenv("REPBOOK_TODAY", "2026-06-03")
    return Path(shutil.copy(made, tmp_path / "book.db"))


def page_of(path: Path, table: str) -> tuple[int, int]:
    """Where the first page of a table begins, and how large it is."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (root,) = connection.execute(sql, (table,)).fetchone()
    return (root - 1) * size, size


def zeroed(path: Path) -> None:
    at, size = page_of(path, "letters")
    with path.open("r+b") as file:
        file.seek(at)
        file.write(bytes(size))


def of_another_file(path: Path) -> None:
    at, size = page_of(path, "letters")
    with path.open("r+b") as file:
        file.seek(at)
        file.write((b"\rMThd" + b"another file " * size)[:size])


def of_its_own(path: Path) -> None:
    """One page stands where another should."""
    at, size = page_of(path, "letters")
    data = path.read_bytes()
    other, _ = page_of(path, "customers")
    path.write_bytes(data[:at] + data[other : other + size] + data[at + size :])


def with_a_trigger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TRIGGER hook AFTER INSERT ON touches BEGIN UPDATE customers SET name = 'x'; END"
        )
        connection.commit()


def with_an_endless_view(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP VIEW searched")
        connection.execute(
            "CREATE VIEW searched AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
            " SELECT x AS place, 'touch' AS kind, x AS row_id, 'x' AS title, 'x' AS body FROM n"
        )
        connection.commit()


SPOILED = (zeroed, of_another_file, of_its_own, with_a_trigger, with_an_endless_view)
COMMANDS = (
    ("today",),
    ("log", "marsh: fits well"),
    ("find", "marsh"),
    ("undo",),
    ("backup",),
    ("export", "-o", "out.json"),
)


@pytest.mark.fault("F58", "F61", "F62")
@pytest.mark.parametrize("spoil", SPOILED)
def test_every_command_meets_it_alike_and_leaves_the_file_as_it_is(
    path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    before, said = path.read_bytes(), set()
    for command in COMMANDS:
        assert main(["--book", str(path), *command]) == 1, command
        out, err = capsys.readouterr()
        assert out == "" and err.count("\n") == 1
        said.add(err)
    assert len(said) == 1 and "restore" in next(iter(said))
    keeper = Keeper(path, CLOCK)
    with pytest.raises(RepbookError) as refused:
        keeper.ready()
    keeper.close()
    assert f"repbook: {refused.value}\n" in said
    assert path.read_bytes() == before


@pytest.mark.fault("F58")
def test_check_says_more_of_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zeroed(path)
    assert main(["--book", str(path), "check"]) == 1
    assert "damaged: " in capsys.readouterr().out


@pytest.mark.fault("F58")
@pytest.mark.parametrize("table", ["standings", "operations", "journal_runs", "customers"])
def test_check_goes_on_where_a_page_is_zeroed_that_is_read_before_all_others(
    path: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    whole, (at, size) = path.read_bytes(), page_of(path, table)
    path.write_bytes(whole[:at] + bytes(size) + whole[at + size :])
    assert main(["--book", str(path), "check"]) == 1
    out, err = capsys.readouterr()
    assert "damaged" in out + err and FELL not in err


def test_what_only_repbook_wrote_is_not_looked_through_again(path: Path) -> None:
    with open_book(path, CLOCK) as book:
        assert is_ours(path)
        customers.add(book, "Orchard Clinic")
        assert is_ours(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE customers SET note = 'by hand' WHERE id = 1")
        other.commit()
    assert not is_ours(path)
    with Book(path, CLOCK) as book:
        customers.add(book, "Marsh & Co")
    assert not is_ours(path), "what another program did is not made sound by a write of ours"
    open_book(path, CLOCK).close()
    assert is_ours(path)


@pytest.mark.fault("F57")
def test_every_bit_that_flips_in_a_backup_is_found(path: Path) -> None:
    with Book(path, CLOCK) as book:
        made = backup(book)
    data = made.read_bytes()
    for at in range(7, len(data), len(data) // 60):
        spoiled = bytearray(data)
        spoiled[at] ^= 1 << at % 8
        made.write_bytes(spoiled)
        with pytest.raises(RepbookError):
            verify(made)


@pytest.fixture
def from_elsewhere(path: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy that somebody sent, with no sum beside it."""
    yield Path(shutil.copy(path, tmp_path / "sent.db"))


@pytest.mark.fault("F62")
@pytest.mark.parametrize("spoil", [with_a_trigger, with_an_endless_view])
def test_what_could_run_is_not_restored(
    path: Path, from_elsewhere: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(from_elsewhere)
    before = path.read_bytes()
    with pytest.raises(RepbookError, match="no repbook has made"):
        restore(path, from_elsewhere, CLOCK)
    assert path.read_bytes() == before


@pytest.mark.fault("F62")
def test_a_huge_value_comes_back_as_any_other(path: Path, from_elsewhere: Path) -> None:
    with closing(sqlite3.connect(from_elsewhere)) as connection:
        connection.execute("UPDATE touches SET note = CAST(zeroblob(30000000) AS TEXT)")
        connection.commit()
    restore(path, from_elsewhere, CLOCK)
    with open_book(path, CLOCK) as book:
        assert len(book.rows(NAMES)) == 3


@pytest.mark.fault("F73")
def test_a_link_is_the_book_that_it_leads_to(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(path)
    with open_book(link, CLOCK) as book:
        customers.add(book, "Orchard Clinic")
        kept = backup(book)
    assert kept.parent == tmp_path / "book-backups"
    assert [each.name for each in link.parent.iterdir()] == ["link.db"] and link.is_symlink()
    with Book(path, CLOCK) as book:
        assert book.rows(NAMES)[-1] == ("Orchard Clinic",)

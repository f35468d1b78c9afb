"""Large files: filed in a copy, carried over, filed anew where the book was changed meanwhile; never half (F95)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from blank import new_book
from repbook import kept
from repbook.actions.base import history
from repbook.actions.customers import customers
from repbook.actions.imports import bringing, filing, large_files
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.filing.read_file import read
from repbook.interchange.reading.records import Parsed
from repbook.storage.book.book import Book
from repbook.storage.large import becoming, carrying, left_behind, turning
from repbook.storage.rows import runs
from repbook.storage.safety.integrity import check
from repbook.storage.safety.opening import open_book

CLOCK = FixedClock(datetime(2026, 6, 3, 9, 14))
ROWS = 40


@pytest.fixture(autouse=True)
def little_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, value in (
        (large_files, "LARGE", 1),
        (turning, "LARGE", 30),
        (turning, "HOLD", 0),
        (turning, "LET", 0),
        (runs, "LEAST", 30),
        (runs, "BLOCK", 15),
    ):
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def file(tmp_path: Path) -> Parsed:
    path = tmp_path / "firms.csv"
    lines = "".join(f"{n},Firm {n},York,01632 9600{n:02}\n" for n in range(ROWS))
    path.write_text(f"Customer number,Company,Town,Phone\n{lines}", "utf-8")
    return read(path, today=CLOCK.today())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_book(tmp_path / "book.db")


@pytest.fixture
def filings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every time that files are gone through to be filed."""
    found: list[str] = []
    real = filing.file_all

    def counted(book: Book, files: list[Parsed], **how: object) -> object:
        found.append(files[0].path)
        return real(book, files, **how)

    monkeypatch.setattr(filing, "file_all", counted)
    return found


def linked(path: Path) -> object:
    """The rep enters one of the firms: the file's is the same then."""
    with Book(path, CLOCK) as book:
        return customers.add(book, "Firm 7")


def another(path: Path) -> object:
    with Book(path, CLOCK) as book:
        return customers.add(book, "Quite New")


@pytest.mark.parametrize(
    ("meanwhile", "times", "there"),
    [
        (lambda path: None, 1, ROWS),
        (linked, 2, ROWS),
        (another, 2, ROWS + 1),
    ],
    ids=["nothing", "one of them entered", "somebody else entered"],
)
def test_what_was_tried_is_carried_over_unless_the_file_may_mean_somebody_new(
    path: Path,
    file: Parsed,
    filings: list[str],
    meanwhile: Callable[[Path], object],
    times: int,
    there: int,
) -> None:
    tried = bringing.trial(path, CLOCK, (file,), rules=DEFAULT)
    assert tried.aside is not None
    assert tried.reports[0].added["customers"] == ROWS
    with Book(path, CLOCK) as book:
        assert book.rows("SELECT 1 FROM customers UNION SELECT 1 FROM operations") == []
    meanwhile(path)
    found = bringing.bring_in(path, CLOCK, (file,), aside=tried.aside, rules=DEFAULT)
    tried.aside.close()
    assert len(filings) == times
    with Book(path, CLOCK) as book:
        assert book.row("SELECT count(*) FROM customers") == (there,)
        assert found.reports[0].change.label == history.steps(book)[0].label
        assert check(book, DEFAULT) == ()


@pytest.mark.parametrize(("changes", "times"), [(1, 2), (2, 3), (3, None)])
def test_a_book_that_changes_meanwhile_has_it_filed_anew_and_not_for_ever(
    path: Path,
    file: Parsed,
    filings: list[str],
    monkeypatch: pytest.MonkeyPatch,
    changes: int,
    times: int | None,
) -> None:
    monkeypatch.setattr(becoming, "MOST", 0)
    left, real = [False] * changes, carrying._fits
    monkeypatch.setattr(carrying, "_fits", lambda *how: left.pop() if left else real(*how))
    with Book(path, CLOCK) as book:
        if times is None:
            with pytest.raises(carrying.BookChanged, match="nothing was filed"):
                large_files.file_in(book, (file,), rules=DEFAULT)
            assert book.rows("SELECT 1 FROM customers UNION SELECT 1 FROM operations") == []
        else:
            large_files.file_in(book, (file,), rules=DEFAULT)
            assert len(filings) == times
            assert book.row("SELECT count(*) FROM customers") == (ROWS,)


def test_the_same_attempt_again_files_nothing_twice(path: Path, file: Parsed) -> None:
    with Book(path, CLOCK) as book:
        for _ in range(2):
            large_files.file_in(book, (file,), rules=DEFAULT, op_id="once")
        assert book.row("SELECT count(*), max(op_id) FROM operations") == (1, "once")
        assert book.row("SELECT count(*) FROM customers") == (ROWS,)


def test_a_copy_is_noted_beside_the_book_while_it_stands(path: Path, file: Parsed) -> None:
    with open_book(path, CLOCK) as book:
        aside = large_files.Aside(book, [file], "one", rules=DEFAULT)
        (note,) = notes(path)
        folder = Path(note.read_text("utf-8"))
        assert (folder / "aside.db").exists()
        left_behind.sweep(path)  # its program lives
        assert (folder / "aside.db").exists()
        aside.close()
    assert not notes(path)
    assert not folder.exists()


@pytest.mark.fault("F95")
@pytest.mark.parametrize(
    ("process", "called", "gone"),
    [
        pytest.param("dead", "repbook-{process}-left", True, id="its program was killed"),
        pytest.param("ours", "repbook-{process}-left", False, id="its program lives"),
        pytest.param("dead", "letters", False, id="a folder that is none of ours"),
    ],
)
def test_the_copy_of_a_killed_import_goes_at_the_next_start(
    path: Path, tmp_path: Path, process: str, called: str, gone: bool
) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    number = child.pid if process == "dead" else os.getpid()
    folder = tmp_path / called.format(process=number)
    folder.mkdir(mode=0o700)
    (folder / "aside.db").touch()
    kept_of_book = Path(kept.folder(str(path)))
    kept_of_book.mkdir(exist_ok=True)
    (kept_of_book / f"{kept.ASIDE}{number}-left").write_text(str(folder), "utf-8")
    with open_book(path, CLOCK):
        assert folder.exists() is not gone
    assert bool(notes(path)) is (process == "ours")


def notes(path: Path) -> list[Path]:
    return [*Path(kept.folder(str(path))).glob(f"{kept.ASIDE}*")]

"""Which book is opened: the first start, missing and unusable books, new, backup, restore, check."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import types
from datetime import date
from pathlib import Path

import pytest

from blank import new_book
from needs import needs
from repbook.files import held

from .conftest import Run

PIPE = pytest.param("pipe", marks=needs("os.mkfifo"))
COMMANDS = ("today", "status", "show x", "find x", "undo", "history", "export", "backup", "check")


@pytest.mark.fault("F49")
@pytest.mark.fault("F74")
def test_the_first_start_makes_a_book_and_says_so(run: Run, home: Path) -> None:
    path = home / "data/repbook/book.db"
    said = run("today")
    assert said.code == 0
    assert said.err == f"new book at {path}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert run("today").err == ""


@pytest.mark.fault("F49")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", ["gone.db", "no/such/folder/gone.db"])
def test_a_named_book_that_is_missing_is_never_made(
    run: Run, home: Path, command: str, place: str
) -> None:
    said = run("--book", place, *command.split())
    assert said.code == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert f"there is no book at {place}" in said.err
    assert f"repbook --book {place} new" in said.err
    assert list(home.iterdir()) == []


@pytest.mark.fault("F49")
def test_a_lost_book_is_not_begun_afresh(run: Run, book: Path) -> None:
    copy = Path(run("backup").out.strip())
    book.unlink()
    said = run("today")
    assert said.code == 1
    assert "is gone, but its backups are there" in said.err
    assert not book.exists()
    assert str(copy) in run("restore").err
    assert run("restore", copy).code == 0
    assert "Marsh Foods" in run("today").out


@pytest.mark.fault("F50")
@pytest.mark.fault("F51")
@pytest.mark.fault("F52")
@pytest.mark.fault("F53")
@pytest.mark.fault("F56")
@pytest.mark.parametrize("sort", ["empty", "text", "foreign", "newer", "cut", PIPE, "folder"])
@pytest.mark.parametrize("command", ["today", "log marsh: x", "import a.csv", "check"])
def test_what_is_no_book_is_said_and_left_alone(
    run: Run, book: Path, home: Path, sort: str, command: str
) -> None:
    (home / "a.csv").write_text("company,city\nAlder,York\n")
    content = book.read_bytes()
    if sort == "foreign":
        book.unlink()
        other = sqlite3.connect(book)
        other.execute("CREATE TABLE t (x)")
        other.close()
        content = book.read_bytes()
    elif sort in ("pipe", "folder"):
        book.unlink()
        os.mkfifo(book) if sort == "pipe" else book.mkdir()
    else:
        content = {
            "empty": b"",
            "text": b"Dear diary\n" * 400,
            "newer": content[:60] + (99).to_bytes(4, "big") + content[64:],
            "cut": content[: len(content) // 2],
        }[sort]
        book.write_bytes(content)
    said = run(*command.split(maxsplit=1))
    assert said.code == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert str(book) in said.err
    assert " - " in said.err
    if book.is_file():
        assert book.read_bytes() == content


def test_new_makes_a_book_once(run: Run, home: Path) -> None:
    assert run("new", "sub/mine.db").err == "new book at sub/mine.db\n"
    again = run("--book", "sub/mine.db", "new")
    assert again.code == 1
    assert "exists already" in again.err
    assert run("--book", "sub/mine.db", "status").out == "rb 0 due · 0 red\n"


def test_backup_to_a_place_and_back(run: Run, book: Path, home: Path) -> None:
    before = run("export").out
    assert run("backup", "mine.db").out == "mine.db\n"
    run("log", "marsh: will be lost")
    with_it = run("export").out
    said = run("restore", "mine.db")
    assert said.out == f"{book} is as it was in mine.db\n"
    assert run("export").out == before
    assert "will be lost" not in before
    kept = said.err.split("repbook restore ")[1].split(" brings")[0]
    run("restore", kept)
    assert run("export").out == with_it


@pytest.mark.fault("F80")
def test_a_damaged_backup_is_refused(run: Run, book: Path, home: Path) -> None:
    run("backup", "mine.db")
    content = bytearray((home / "mine.db").read_bytes())
    content[-100] ^= 1
    (home / "mine.db").write_bytes(content)
    said = run("restore", "mine.db")
    assert said.code == 1
    assert "mine.db was changed or damaged" in said.err


def test_restore_names_the_newest(run: Run, book: Path) -> None:
    assert "there are none" in run("restore").err
    newest = run("backup").out.strip()
    assert run("restore").err.rstrip().endswith(f"repbook restore {newest}")


def test_check_and_repair(run: Run, book: Path) -> None:
    assert run("check").out == f"{book} is sound\n"
    connection = sqlite3.connect(book)
    connection.execute("UPDATE standings SET facts = '{}'")
    connection.commit()
    connection.close()
    found = run("check")
    assert found.code == 1
    assert (
        "stale: the cached facts of customer 1 are out of date - `repbook check --repair`"
        in found.out
    )
    assert "Marsh" in run("today").err  # named as damaged, and the rest still opens
    mended = run("check", "--repair")
    assert mended.code == 0
    assert "rebuilt what is known of 3 customers" in mended.out
    assert "is sound" in mended.out


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A stand-in for the made-up book; the list holds where it was asked for."""
    built: list[Path] = []

    def build(path: Path, today: date) -> None:
        built.append(path)
        new_book(path)

    module = types.ModuleType("repbook.demo")
    module.REP, module.CONTACTS = {}, {}
    module.build = build  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "repbook.demo", module)
    return built


@pytest.mark.parametrize(
    "typed", ["--demo today", "today --demo", "--demo find x", "--demo backup x.db"]
)
def test_a_demo_book_is_gone_afterwards(run: Run, book: Path, demo: list[Path], typed: str) -> None:
    content = book.read_bytes()
    run(*typed.split())
    assert len(demo) == 1
    assert not demo[0].parent.exists()
    assert book.read_bytes() == content


def test_a_demo_book_takes_no_files_place(run: Run, home: Path, demo: list[Path]) -> None:
    assert run("demo", "d.db").out.startswith("made-up book at d.db")
    again = run("demo", "d.db")
    assert again.code == 1
    assert "d.db exists already" in again.err
    assert demo == [Path("d.db")]


def test_what_a_killed_demo_left_is_swept_later(
    run: Run, home: Path, demo: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(home / "tmp"))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    old, young = f"repbook-{ended.pid}-old", f"repbook-{ended.pid}-young"
    running, others = f"repbook-{os.getpid()}-old", "repbook-notes-old"
    for name in (old, young, running, others):
        (home / "tmp" / name).mkdir(parents=True)
        if not name.endswith("young"):
            os.utime(home / "tmp" / name, (0, 0))
    with held(home / "tmp" / running):
        run("--demo", "status")
    left = {path.name for path in (home / "tmp").iterdir()}
    assert left == {young, running, others}
    assert str(demo[0]).startswith(str(home / "tmp" / f"repbook-{os.getpid()}-"))


def test_a_damaged_book_is_not_named_as_something_to_restore(run: Run, book: Path) -> None:
    kept = run("backup").out.strip()
    assert "brings it back" in run("restore", kept).err
    book.write_bytes(b"SQLite format 3\x00" + b"\xff" * 9000)
    said = run("restore", kept)
    assert said.code == 0
    assert "what was there before is damaged; it is kept as it was: " in said.err
    assert "repbook restore" not in said.err
    assert run("check").code == 0

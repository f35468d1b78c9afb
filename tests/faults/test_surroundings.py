"""Where a book lies: a medium that takes no writes, a folder that is carried about, a second version beside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from app.support import Running
from blank import new_book
from repbook.cli import main
from repbook.errors import BadFile
from repbook.storage.book import engine
from repbook.storage.safety import surroundings
from repbook.storage.safety.backup_copies import backup, seal_of, verify
from repbook.storage.safety.backup_folder import LEFT_SECONDS
from repbook.storage.safety.opening import open_book
from repbook.storage.safety.surroundings import carried, conflicted, read_only, warn_once

from .test_spoiled_while_shut import CLOCK


@pytest.mark.fault("F72")
@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox", "Dropbox"), ("Dropbox (Work)/sales", "Dropbox"), ("OneDrive - Acme/x", "OneDrive"),
        ("Nextcloud", "Nextcloud"), ("Library/Mobile Documents/x", "iCloud"), ("Google Drive/a", "Google Drive"),
        ("Documents", ""), ("boxes", ""), ("megaphones/x", ""),
    ],
)  # fmt: skip
def test_a_folder_that_is_carried_about_is_told_by_its_name_once(
    tmp_path: Path, folder: str, program: str
) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    path = new_book(place / "book.db")
    said = warn_once(path)
    assert (f"a folder of {program}:" in said) if program else not said
    assert warn_once(path) == ""


@pytest.mark.fault("F72")
@pytest.mark.parametrize("mark", [".dropbox", ".stfolder"])
def test_or_by_what_the_program_leaves_there(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    (tmp_path / "sales").mkdir()
    assert "machines at once" in carried(new_book(tmp_path / "sales" / "book.db"))


@pytest.mark.fault("F72")
@pytest.mark.parametrize(("kind", "said"), [("nfs4", True), ("cifs", True), ("ext4", False)])
def test_a_network_drive_is_told_by_its_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, said: bool
) -> None:
    drive, mounts = tmp_path / "the sales", tmp_path / "mounts"
    drive.mkdir()
    written = str(drive.resolve()).replace(" ", r"\040")  # as Linux writes it
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {written} {kind} rw 0 0\n")
    monkeypatch.setattr(surroundings, "MOUNTS", mounts)
    assert ("network drive" in carried(new_book(drive / "book.db"))) == said


@pytest.mark.fault("F72")
@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("book (Anna's conflicted copy 2026-06-03).db", True),
        ("book.sync-conflict-20260603-101010-ABC.db", True),
        ("book (conflict 2026).db", True),
        ("book-2.db", False), ("bookkeeping.db", False), ("book-saved-2026.db", False),
    ],
)  # fmt: skip
def test_a_second_version_beside_the_book_is_named_each_time(
    tmp_path: Path, name: str, second: bool
) -> None:
    path = new_book(tmp_path / "book.db")
    (tmp_path / name).touch()
    for _ in range(2):
        assert (name in warn_once(path)) == (name in conflicted(path)) == second


@pytest.mark.fault("F64")
async def test_a_medium_that_takes_no_writes_is_said_at_once(
    small: dict[str, int], running: Running, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_only(path) == ""
    real = os.access
    monkeypatch.setattr(os, "access", lambda at, how: how != os.W_OK and real(at, how))
    async with running() as pilot:
        top = pilot.app.screen.top_bar
        assert "read-only" in str(top.render()) or "read-only" in pilot.app.notice
        assert pilot.app.screen.rows.item is not None, "what is in it can be read"


@pytest.mark.fault("F64", "F72")
def test_check_says_where_a_book_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    monkeypatch.setenv("REPBOOK_TODAY", "2026-06-03")
    assert main(["--book", str(new_book(place / "book.db")), "check"]) == 0
    assert "Dropbox" in capsys.readouterr().err


@pytest.mark.fault("F80")
def test_the_next_older_one_that_is_whole_is_offered(tmp_path: Path) -> None:
    path = new_book(tmp_path / "book.db")
    with open_book(path, CLOCK) as book:
        first, second, third = (backup(book) for _ in range(3))
    third.write_bytes(third.read_bytes()[:5000])
    second.write_bytes(second.read_bytes() + b"x")
    with pytest.raises(BadFile, match=r"changed or damaged") as refused:
        verify(third)
    assert refused.value.hint == f"take the next older one: {first}"
    first.write_bytes(b"")
    with pytest.raises(BadFile) as refused:
        verify(second)
    assert "none in its folder is whole" in refused.value.hint
    assert seal_of(first).exists()


@pytest.mark.fault("F78")
def test_what_a_killed_program_left_half_is_swept_and_what_may_be_in_work_is_not(
    tmp_path: Path,
) -> None:
    path = new_book(tmp_path / "book.db")
    names = (".repbook-old.part", ".repbook-old.part-journal", ".repbook-now.part")
    for name in names:
        (tmp_path / name).touch()
    for name in names[:2]:
        at = path.stat().st_mtime - LEFT_SECONDS - 10
        os.utime(tmp_path / name, (at, at))
    with open_book(path, CLOCK) as book:
        backup(book)
    assert [each.name for each in tmp_path.glob(".repbook-*")] == [names[2]]


def _everything(folder: Path) -> set[tuple[str, str]]:
    return {
        ("folder" if each.is_dir() else "file", oct(stat.S_IMODE(each.stat().st_mode)))
        for each in folder.rglob("*")
    }


@pytest.mark.fault("F74")
def test_all_that_it_makes_is_the_reps_alone_whatever_the_umask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_with: Callable[..., None]
) -> None:
    """The data folder with what is missing above it, what is kept beside the book, the line for a prompt, backups, notes."""
    before = os.umask(0)
    try:
        run_with("new")
        run_with("log", "marsh: fits well", status=1)
        run_with("today")
        run_with("backup")
        run_with("export", "-o", "out.json")
    finally:
        os.umask(before)
    assert _everything(tmp_path / "a") == {("folder", "0o700"), ("file", "0o600")}
    assert {path.name for path in (tmp_path / "a").rglob("*") if path.is_dir()} >= {"b", "repbook"}


@pytest.fixture
def run_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Runs a command over a data folder that has to be made, with two folders above it."""
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "a/b" / name.lower()))
    monkeypatch.setattr(engine, "PRAGMAS", engine.PRAGMAS)
    (tmp_path / "a").mkdir(mode=0o700)
    monkeypatch.chdir(tmp_path / "a")

    def run(*argv: str, status: int = 0) -> None:
        assert main(list(argv), keeps=True) == status

    return run

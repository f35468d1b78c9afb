"""Backups: whole or not at all, never over a good one, thinned by a table, and back again."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from needs import needs
from repbook import files, paths
from repbook.actions.customers import customers
from repbook.clock import FixedClock
from repbook.errors import BadFile, BookBusy, BookUnusable
from repbook.storage.book.book import Book
from repbook.storage.book.migrations import LATEST
from repbook.storage.safety import backup_copies, backup_folder, restoring

NOW = datetime(2026, 3, 17, 9, 14)
CLOCK = FixedClock(NOW)


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM customers ORDER BY id")]


def scribble(path: Path, table: str) -> None:
    """Spoil the first page of a table."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(sql, (table,)).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\x5a" * 4096)


# -- making ------------------------------------------------------------------------------------------


def test_a_backup_is_a_whole_book_under_its_number_with_its_sum_beside_it(book: Book) -> None:
    made = backup_copies.backup(book, reason="start")
    assert made == paths.backup_folder(book.path) / "book-2026-03-17T091400-001.db"
    assert names(made) == ["Hollis Dairy", "Marsh Foods", "Park & Sons"]
    assert subprocess.run(
        ["sha256sum", "--check", "--quiet", backup_folder.seal_of(made).name], cwd=made.parent, check=False
    ).returncode == 0  # fmt: skip
    (view,) = backup_folder.backups(made.parent)
    assert view == (made, 1, NOW, made.stat().st_size, "start")


@pytest.mark.fault("F74")
def test_a_backup_is_for_the_rep_alone(book: Book) -> None:
    before = os.umask(0)
    try:
        made = backup_copies.backup(book)
    finally:
        os.umask(before)
    modes = [
        stat.S_IMODE(path.stat().st_mode)
        for path in (made, backup_folder.seal_of(made), made.parent)
    ]
    assert modes == [0o600, 0o600, 0o700]


def test_only_a_book_that_changed_needs_another_backup(book: Book) -> None:
    assert backup_copies.changed_since_backup(book)
    backup_copies.backup(book)
    assert not backup_copies.changed_since_backup(book)
    customers.add(book, "Orchard Clinic")
    assert backup_copies.changed_since_backup(book)


def test_the_copy_is_taken_in_one_thread_and_sealed_in_another(book: Book) -> None:
    made = backup_copies.copy(book)
    customers.add(book, "Added Meanwhile")
    with ThreadPoolExecutor() as pool:
        path = pool.submit(backup_copies.seal, made).result()
    assert "Added Meanwhile" not in names(path)
    assert backup_copies.changed_since_backup(book)


def test_a_named_backup_goes_where_it_is_asked_for(book: Book, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    assert backup_copies.backup(book, drive) == drive / "book-2026-03-17T091400-001.db"
    named = drive / "friday.db"
    backup_copies.backup(book, named)
    customers.add(book, "Orchard Clinic")
    assert backup_copies.backup(book, named) == named
    assert names(named)[-1] == "Orchard Clinic"
    assert backup_copies.verify(named) == LATEST
    assert not paths.backup_folder(book.path).exists()


@pytest.mark.parametrize("what", ["the book", "another file"])
def test_a_named_backup_takes_no_other_file_s_place(book: Book, tmp_path: Path, what: str) -> None:
    target = book.path if what == "the book" else tmp_path / "letter.txt"
    if what == "another file":
        target.write_text("Dear Jo")
    before = target.read_bytes()
    with pytest.raises(BadFile) as refused:
        backup_copies.backup(book, target)
    assert refused.value.hint
    assert target.read_bytes() == before


# -- where it can't be made --------------------------------------------------------------------------


@pytest.mark.fault("F76")
@pytest.mark.parametrize(
    ("obstacle", "cause"),
    [("a missing folder", "not there"), ("a file in its way", "is a file")],
)
def test_where_no_backup_can_be_made_the_cause_and_the_next_step_are_named(
    book: Book, tmp_path: Path, obstacle: str, cause: str
) -> None:
    target = None
    if obstacle == "a missing folder":
        target = tmp_path / "stick" / "book.db"
    else:
        paths.backup_folder(book.path).write_text("in the way")
    with pytest.raises(BadFile, match=cause) as failed:
        backup_copies.backup(book, target)
    assert failed.value.hint
    assert customers.add(book, "Work Goes On").ids


@pytest.mark.fault("F76")
@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(book: Book) -> None:
    folder = paths.backup_folder(book.path)
    folder.mkdir(mode=0o500)
    with pytest.raises(BadFile, match="can't be written to"):
        backup_copies.backup(book)


@pytest.mark.fault("F63")
@pytest.mark.fault("F76")
@needs("resource")
def test_a_full_disk_leaves_no_part_of_a_backup(path: Path) -> None:
    import resource

    def full() -> None:
        limit = path.stat().st_size // 2
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    program = (
        "import sys; from pathlib import Path; from repbook.clock import Clock;"
        "from repbook.storage.book.book import Book; from repbook.storage.safety.backup_copies import backup;"
        "from repbook.errors import BadFile\n"
        "try: backup(Book(Path(sys.argv[1]), Clock()))\n"
        "except BadFile as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path],
        preexec_fn=full,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "the disk is full - make room" in done.stdout, done.stderr
    assert list(paths.backup_folder(path).iterdir()) == []


@pytest.mark.fault("F77")
@pytest.mark.parametrize("ending", ["", ".sha256"])
def test_a_planted_link_is_not_followed(book: Book, tmp_path: Path, ending: str) -> None:
    victim = tmp_path / "letter.txt"
    victim.write_text("Dear Jo")
    folder = backup_folder.home(book.path)
    planted = folder / f"book-2026-03-17T091400-001.db{ending}"
    planted.symlink_to(victim)
    made = backup_copies.backup(book)
    assert victim.read_text() == "Dear Jo"
    assert not made.is_symlink() and not backup_folder.seal_of(made).is_symlink()


@pytest.mark.fault("F78")
@needs("signal.SIGKILL")
def test_a_killed_backup_leaves_no_half_file_under_a_final_name(path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from repbook.clock import Clock;"
        "from repbook.storage.book.book import Book; from repbook.storage.safety import backup_copies;"
        "backup_copies._check = lambda made: os.kill(os.getpid(), signal.SIGKILL);"
        "backup_copies.backup(Book(Path(sys.argv[1]), Clock()))"
    )
    killed = subprocess.run([sys.executable, "-c", program, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    folder = paths.backup_folder(path)
    assert backup_folder.backups(folder) == ()
    assert [half.suffix for half in folder.iterdir()] == [".part"]
    with Book(path, CLOCK) as book:
        made = backup_copies.backup(book)
    assert set(folder.iterdir()) == {made, backup_folder.seal_of(made)}


def test_two_programs_do_not_write_backups_at_once(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_folder, "WAIT_SECONDS", 0.05)
    folder = backup_folder.home(book.path)
    with backup_folder.held(folder), pytest.raises(BookBusy):
        backup_copies.backup(book)
    assert backup_copies.backup(book).exists()


@pytest.mark.fault("F79")
def test_a_damaged_book_overwrites_no_good_backup(path: Path, tmp_path: Path) -> None:
    with Book(path, CLOCK) as book:
        target = tmp_path / "good.db"
        backup_copies.backup(book, target)
        backup_copies.backup(book)
    good = target.read_bytes()
    scribble(path, "touches")
    with Book(path, CLOCK) as book:
        for where in (target, None):
            with pytest.raises(BookUnusable, match="damaged") as refused:
                backup_copies.backup(book, where)
            assert "restore" in refused.value.hint
    assert target.read_bytes() == good
    assert len(backup_folder.backups(paths.backup_folder(path))) == 1


@pytest.mark.fault("F70")
def test_one_damaged_row_does_not_end_the_backups(book: Book) -> None:
    book.connection.execute("PRAGMA ignore_check_constraints=ON")
    book.connection.execute("UPDATE customers SET created_on = 'soon', tier = 'Z' WHERE id = 2")
    book.connection.execute("PRAGMA ignore_check_constraints=OFF")
    assert len(names(backup_copies.backup(book))) == 3


# -- which are kept ----------------------------------------------------------------------------------

FOUR_A_DAY = [timedelta(hours=hours) for hours in range(0, 1201 * 24, 6)]


def shelved(ages: list[timedelta]) -> list[backup_folder.BackupView]:
    """Backups of these ages, numbered in the order in which they were taken."""
    taken = sorted(NOW - age for age in ages)
    return [
        backup_folder.BackupView(Path(f"{number}.db"), number, at, 1, "")
        for number, at in enumerate(taken, 1)
    ]


@pytest.mark.parametrize(
    ("days", "all_of_them", "daily", "weekly", "monthly"),
    [
        (0, 1, 0, 0, 0),
        (1, 5, 0, 0, 0),
        (2, 9, 0, 0, 0),
        (3, 9, 2, 0, 0),
        (10, 9, 9, 0, 0),
        (16, 9, 14, 1, 0),
        (30, 9, 14, 3, 0),
        (90, 9, 14, 10, 1),
        (365, 9, 14, 10, 10),
        (1200, 9, 14, 10, 12),
    ],
)
def test_how_many_of_four_a_day_are_kept(
    days: int, all_of_them: int, daily: int, weekly: int, monthly: int
) -> None:
    views = shelved([age for age in FOUR_A_DAY if age <= timedelta(days=days)])
    kept = backup_folder.kept(views, NOW)
    assert len(kept) == all_of_them + daily + weekly + monthly
    young = {view.path for view in views if NOW - view.taken <= timedelta(hours=48)}
    assert len(young) == all_of_them and young <= kept


def test_thinning_day_after_day_keeps_what_thinning_once_keeps() -> None:
    views: list[backup_folder.BackupView] = []
    for number in range(1, 1200):
        now = NOW + timedelta(hours=12 * number)
        views.append(backup_folder.BackupView(Path(f"{number}.db"), number, now, 1, ""))
        keep = backup_folder.kept(views, now)
        views = [view for view in views if view.path in keep]
    months = {(view.taken.year, view.taken.month) for view in views}
    assert len(views) == 5 + 14 + 10 + 12
    assert len(months) == 15


@pytest.mark.fault("F82")
def test_a_clock_set_back_hides_and_loses_no_backup(open_book: Any) -> None:
    first = backup_copies.backup(open_book(now=NOW + timedelta(days=400)))
    second = backup_copies.backup(open_book(now=NOW))
    views = backup_folder.backups(second.parent)
    assert [view.path for view in views] == [second, first]
    assert [view.number for view in views] == [2, 1]


def test_no_number_is_given_twice_after_some_backups_have_gone(book: Book) -> None:
    first, last = backup_copies.backup(book), backup_copies.backup(book)
    first.rename(first.with_name("book-2026-03-17T091400-041.db"))
    assert backup_folder.next_name(last.parent, "book", NOW) == "book-2026-03-17T091400-042.db"
    renamed = first.with_name("book-2026-03-17T091400-041.db")
    assert backup_copies.older(renamed) == f"take the next older one: {last}"
    assert backup_copies.older(last) == f"take a good one: {renamed}"
    renamed.unlink()
    assert "none in its folder is whole" in backup_copies.older(last)


def test_thinning_touches_nothing_but_backups(book: Book) -> None:
    folder = backup_folder.home(book.path)
    others = [folder / "notes.txt", folder / "book-2019-01-01T000000.db", folder / "book.db"]
    old = [folder / f"book-2019-01-01T0{hour}0000-00{hour}.db" for hour in (1, 2)]
    for path in (*others, *old, *map(backup_folder.seal_of, old)):
        path.write_text("mine")
    made = backup_copies.backup(book)
    assert made.name.endswith("-003.db")
    left = {
        made,
        backup_folder.seal_of(made),
        *others,
        old[1],
        backup_folder.seal_of(old[1]),
    }
    assert set(folder.iterdir()) == left


# -- and back ----------------------------------------------------------------------------------------


@pytest.mark.fault("F81")
def test_a_restore_can_be_undone_by_a_restore(path: Path) -> None:
    with Book(path, CLOCK) as book:
        old = backup_copies.backup(book)
        customers.add(book, "Orchard Clinic")
    kept = restoring.restore(path, old, CLOCK)
    assert names(path) == ["Hollis Dairy", "Marsh Foods", "Park & Sons"]
    assert kept is not None and names(kept)[-1] == "Orchard Clinic"
    assert backup_folder.backups(kept.parent)[0].reason == "before-restore"
    restoring.restore(path, kept, CLOCK)
    assert names(path)[-1] == "Orchard Clinic"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == ["book.db"]


@pytest.mark.fault("F61")
def test_where_an_open_file_keeps_its_name_a_restore_closes_the_book_and_asks_others_to(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Book(path, CLOCK) as book:
        old = backup_copies.backup(book)
    monkeypatch.setattr(restoring, "UNIX", False)
    put, closed = restoring.put, []

    def windows(half: Path, target: Path) -> None:
        open_files = {handle.resolve() for handle in Path("/proc/self/fd").iterdir()}
        closed.append(target not in open_files)
        put(half, target)

    def elsewhere(half: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(restoring, "put", windows)
    restoring.restore(path, old, CLOCK)
    assert closed == [True]
    monkeypatch.setattr(restoring, "put", elsewhere)
    with pytest.raises(BookBusy, match="open elsewhere"):
        restoring.restore(path, old, CLOCK)


@pytest.mark.fault("F61")
@pytest.mark.skipif(not files.UNIX, reason="elsewhere an open file can't be replaced")
def test_a_program_that_has_the_book_open_notices_a_restore(path: Path, open_book: Any) -> None:
    book = open_book()
    old = backup_copies.backup(book)
    restoring.restore(path, old, CLOCK)
    with pytest.raises(BookUnusable, match="replaced"):
        customers.add(book, "Orchard Clinic")


@pytest.mark.fault("F61")
def test_a_write_that_waited_for_a_restore_is_refused(path: Path, open_book: Any) -> None:
    """It is let in by the old file's lock, when the name belongs to the new file already."""
    holder, new = open_book(), path.with_name("new.db")
    new.write_bytes(path.read_bytes())
    with ThreadPoolExecutor(max_workers=1) as pool:
        writer = pool.submit(Book, path, CLOCK).result()
        holder.begin()
        begun = threading.Event()
        traced = writer.connection.set_trace_callback
        pool.submit(traced, lambda sql: begun.set() if sql.startswith("BEGIN") else None).result()
        waiting = pool.submit(customers.add, writer, "Orchard Clinic")
        assert begun.wait(20)
        new.rename(path)
        holder.rollback()
        with pytest.raises(BookUnusable, match="replaced"):
            waiting.result()
        pool.submit(writer.close).result()


def test_a_restore_waits_for_nobody_who_writes(
    path: Path, open_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = backup_copies.backup(open_book())
    other = open_book()
    monkeypatch.setattr("repbook.storage.book.book_file.WAIT_SECONDS", 0.1)
    before = path.stat().st_ino
    other.begin()
    with pytest.raises(BookBusy):
        restoring.restore(path, old, CLOCK)
    assert path.stat().st_ino == before
    assert not list(path.parent.glob(".repbook-*"))


@pytest.mark.fault("F80")
def test_a_damaged_backup_is_found_before_the_restore(path: Path) -> None:
    with Book(path, CLOCK) as book:
        older, newer = backup_copies.backup(book), backup_copies.backup(book)
    content = newer.read_bytes()
    newer.write_bytes(content.replace(b"Hollis", b"Hallis"))
    before = path.read_bytes()
    with pytest.raises(BadFile, match="changed or damaged") as refused:
        restoring.restore(path, newer, CLOCK)
    assert str(older) in refused.value.hint
    backup_folder.seal_of(newer).unlink()
    scribble(newer, "touches")
    with pytest.raises(BadFile, match="damaged"):
        restoring.restore(path, newer, CLOCK)
    assert path.read_bytes() == before


@pytest.mark.parametrize("what", ["nothing", "a letter", "the book itself"])
def test_what_is_no_backup_is_not_restored(path: Path, tmp_path: Path, what: str) -> None:
    source = path if what == "the book itself" else tmp_path / "letter.txt"
    if what == "a letter":
        source.write_text("Dear Jo" * 100)
    before = path.read_bytes()
    with pytest.raises((BadFile, BookUnusable)) as refused:
        restoring.restore(path, source, CLOCK)
    assert refused.value.hint
    assert path.read_bytes() == before
    assert not paths.backup_folder(path).exists()


@pytest.mark.parametrize("state", ["gone", "damaged", "cut", "foreign"])
def test_a_book_that_can_t_be_read_is_kept_as_it_lies(path: Path, state: str) -> None:
    with Book(path, CLOCK) as book:
        good = backup_copies.backup(book)
    if state == "gone":
        path.unlink()
    elif state == "damaged":
        scribble(path, "touches")
    elif state == "cut":
        os.truncate(path, 10_000)
    else:
        path.write_text("Dear Jo" * 1000)
    before = path.read_bytes() if path.exists() else b""
    kept = restoring.restore(path, good, CLOCK)
    assert names(path) == ["Hollis Dairy", "Marsh Foods", "Park & Sons"]
    assert (kept.read_bytes() if kept else b"") == before


@pytest.mark.fault("F59")
def test_a_stale_journal_is_not_played_into_the_restored_book(path: Path) -> None:
    with Book(path, CLOCK) as book:
        good = backup_copies.backup(book)
    path.unlink()
    for ending in ("-journal", "-wal"):
        path.with_name(path.name + ending).write_bytes(b"\xd9\xd5\x05\xf9 of another book")
    restoring.restore(path, good, CLOCK)
    with Book(path, CLOCK) as book:
        assert len(book.rows("SELECT id FROM customers")) == 3
    assert len(list(path.parent.glob("book.db-journal.aside-*"))) == 1
    assert len(list(path.parent.glob("book.db-wal.aside-*"))) == 1

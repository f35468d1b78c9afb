"""What stands where a book should be, and what happens to a book that is open."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from blank import KEPT
from needs import needs
from repbook.actions.customers import customers
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import BookUnusable, RepbookError
from repbook.storage.book import book as book_module
from repbook.storage.book import book_file, engine, migrations
from repbook.storage.book.book import Book, OlderBook
from repbook.storage.book.book_file import BookFile
from repbook.storage.book.facts_cache import refresh
from repbook.storage.safety import backup_copies, backup_folder, opening
from repbook.storage.safety.opening import open_book
from repbook.storage.views import today as today_view

from .conftest import NOW

CLOCK = FixedClock(NOW)
NAMES = "SELECT name FROM customers ORDER BY id"


def refusal(path: Path) -> BookUnusable:
    with pytest.raises(BookUnusable) as refused:
        open_book(path, CLOCK)
    assert str(path) in refused.value.message
    assert refused.value.hint and "\n" not in str(refused.value)
    return refused.value


# -- what may stand there ----------------------------------------------------------------------------

PIPE = pytest.param("pipe", marks=needs("os.mkfifo"))


@pytest.mark.fault("F49")
@pytest.mark.parametrize("place", ["missing.db", "missing folder/book.db"])
def test_a_missing_book_is_never_made_silently(tmp_path: Path, place: str) -> None:
    assert "no book" in refusal(tmp_path / place).message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.fault("F49")
def test_nor_by_a_connection_of_its_own(tmp_path: Path) -> None:
    """Between the look at a file and its opening it may go."""
    with pytest.raises(BookUnusable):
        engine.connect(tmp_path / "gone.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.fault("F50")
@pytest.mark.parametrize("what", ["empty", PIPE, "folder", "null"])
def test_what_is_no_file_or_empty_is_refused_without_hanging(tmp_path: Path, what: str) -> None:
    path = tmp_path / "book.db"
    if what == "empty":
        path.touch()
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path = Path("/dev/null")
    wanted = "restore" if what == "empty" else "book file"
    assert wanted in refusal(path).hint
    if what == "empty":
        assert path.stat().st_size == 0


@pytest.mark.fault("F51")
@pytest.mark.parametrize(
    "content", [b"Dear Jo,\n" * 500, random.Random(5).randbytes(20_000), b"SQLite", b"\0" * 8192]
)
def test_other_bytes_are_no_book_and_stay_as_they_are(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(content)
    assert "not a repbook file" in refusal(path).message
    assert path.read_bytes() == content


@pytest.mark.fault("F52")
def test_another_program_s_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "mail.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE customers (name)")
        connection.commit()
    before = path.read_bytes()
    assert "another program" in refusal(path).message
    assert path.read_bytes() == before


@pytest.mark.fault("F53")
def test_a_book_of_a_newer_repbook_is_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={migrations.LATEST + 1}")
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    assert "update" in refusal(path).hint
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)


@pytest.mark.fault("F56")
@pytest.mark.parametrize("left", [-1, -2, -100, -4096, 0.99, 0.9, 0.5, 0.1, 0.01])
def test_a_cut_book_is_found_at_the_start(path: Path, left: float) -> None:
    whole = path.stat().st_size
    os.truncate(path, int(whole + left if left < 0 else whole * left))
    assert "restore" in refusal(path).hint


@pytest.mark.fault("F46", "F56")
def test_what_is_looked_at_amid_another_programs_write_is_not_cut(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look sees the size of before the write, and the head of after it; the second one both of after it."""
    whole = path.read_bytes()
    os.truncate(path, len(whole) - 4096)
    monkeypatch.setattr(time, "sleep", lambda seconds: seconds and path.write_bytes(whole))
    open_book(path, CLOCK).close()


# -- an older schema ---------------------------------------------------------------------------------

NEXT = migrations.LATEST + 1
SECOND = ("ALTER TABLE customers ADD COLUMN hat TEXT", "UPDATE customers SET hat = 'bowler'")


@pytest.fixture
def second_version(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes this program one that knows one more schema version."""

    def know(*statements: str) -> None:
        first = migrations.statements

        def both(version: int) -> Iterator[str]:
            return iter(statements) if version == NEXT else first(version)

        monkeypatch.setattr(migrations, "statements", both)
        monkeypatch.setattr(opening, "migrate", partial(migrations.migrate, latest=NEXT))
        for module in (book_module, engine):
            monkeypatch.setattr(module, "LATEST", NEXT)

    return know


@pytest.mark.fault("F54")
def test_an_older_book_is_backed_up_and_then_brought_up_to_date(
    path: Path, second_version: Callable[..., None]
) -> None:
    second_version(*SECOND)
    with open_book(path, CLOCK) as book:
        assert book.rows("SELECT DISTINCT hat FROM customers") == [("bowler",)]
        assert book.row("PRAGMA user_version") == (NEXT,)
        (kept,) = backup_folder.backups(backup_copies.backup(book).parent)[1:]
    assert kept.reason == "before-migration"
    assert engine.inspect(kept.path) == migrations.LATEST


@pytest.mark.fault("F55")
def test_a_migration_that_fails_leaves_the_old_book(
    path: Path, second_version: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_book(path, CLOCK) as book:
        before = book.rows(NAMES)
    with monkeypatch.context():
        second_version(*SECOND, "INSERT INTO nowhere VALUES (1)")
        with pytest.raises(BookUnusable):
            open_book(path, CLOCK)
    monkeypatch.undo()
    with open_book(path, CLOCK) as book:
        assert book.rows(NAMES) == before
        assert "hat" not in dict.fromkeys(
            row[0] for row in book.rows("SELECT name FROM pragma_table_info('customers')")
        )


KILLED_MIGRATION = """
import os, signal, sys
from functools import partial
from pathlib import Path
from repbook.clock import Clock
from repbook.storage.book import book, engine, migrations
from repbook.storage.safety import opening

def statements(version):
    yield "ALTER TABLE customers ADD COLUMN hat TEXT"
    yield "PRAGMA cache_size=1"
    yield "UPDATE customers SET hat = hex(randomblob(20000))"
    os.kill(os.getpid(), signal.SIGKILL)

migrations.statements = statements
later = migrations.LATEST + 1
opening.migrate = partial(migrations.migrate, latest=later)
book.LATEST = engine.LATEST = later
opening.open_book(Path(sys.argv[1]), Clock())
"""


@pytest.mark.fault("F55")
@needs("signal.SIGKILL")
def test_a_migration_that_is_killed_leaves_the_old_book(path: Path) -> None:
    with open_book(path, CLOCK) as book:
        before = book.rows(NAMES)
    killed = subprocess.run([sys.executable, "-c", KILLED_MIGRATION, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.with_name("book.db-journal").exists(), "it was to be killed in the middle"
    with open_book(path, CLOCK) as book:
        assert book.rows(NAMES) == before
        assert book.row("PRAGMA user_version") == (migrations.LATEST,)
        assert book.row("PRAGMA integrity_check") == ("ok",)


@pytest.mark.fault("F55")
def test_a_version_that_stands_only_in_what_was_cut_off_is_none(path: Path) -> None:
    """The new version is in the file already, and the journal that takes it back beside it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size=1")
        other.execute("BEGIN IMMEDIATE")
        other.execute(f"PRAGMA user_version={migrations.LATEST - 1}")
        other.execute("UPDATE customers SET note = hex(randomblob(200000))")
        torn = path.with_name("torn.db")
        for ending in ("", "-journal"):
            shutil.copy(f"{path}{ending}", f"{torn}{ending}")
        other.execute("ROLLBACK")
    with torn.open("r+b") as file:  # its first page reached the disk
        file.seek(60)
        file.write((migrations.LATEST - 1).to_bytes(4, "big"))
    with BookFile(torn, CLOCK) as book:
        assert book.schema == migrations.LATEST


# -- a book that is open -----------------------------------------------------------------------------


@pytest.mark.fault("F60")
def test_a_plain_copy_of_an_open_book_is_complete(book: Book, tmp_path: Path) -> None:
    customers.add(book, "Orchard Clinic")
    copy = Path(shutil.copy(book.path, tmp_path / "copy.db"))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["book.db", "copy.db"]
    with open_book(copy, CLOCK) as other:
        assert other.rows(NAMES)[-1] == ("Orchard Clinic",)
        assert other.row("PRAGMA integrity_check") == ("ok",)


ANOTHER = """
import sys
from pathlib import Path
from repbook.clock import Clock
from repbook.errors import BookBusy
from repbook.storage.book import book_file

book_file.WAIT_SECONDS = 0
book = book_file.BookFile(Path(sys.argv[1]), Clock())
try:
    book.begin()
    print("in")
except BookBusy:
    print("busy")
"""


@pytest.mark.fault("F46")
def test_who_opens_the_book_once_more_lets_go_of_no_lock(book: Book) -> None:
    """Whoever closes a file lets go of every lock that the process has on it."""
    book.begin()
    BookFile(book.path, CLOCK).close()
    said = subprocess.run(
        [sys.executable, "-c", ANOTHER, book.path], capture_output=True, text=True, check=True
    )
    book.rollback()
    assert said.stdout == "busy\n"


@pytest.mark.fault("F61")
@pytest.mark.parametrize("fate", ["replaced", "gone", "cut"])
def test_the_next_write_to_a_file_that_is_another_now_is_refused(
    book: Book, furnished: Path, tmp_path: Path, fate: str
) -> None:
    if fate == "gone":
        book.path.unlink()
    elif fate == "cut":
        os.truncate(book.path, 1000)
    else:
        Path(shutil.copy(furnished, tmp_path / "new.db")).rename(book.path)
    before = book.path.read_bytes() if book.path.exists() else b""
    with pytest.raises(BookUnusable, match=fate) as refused:
        customers.add(book, "Orchard Clinic")
    assert "open repbook again" in refused.value.hint or "restore" in refused.value.hint
    assert (book.path.read_bytes() if book.path.exists() else b"") == before


@pytest.mark.fault("F61")
def test_what_was_in_a_file_that_is_gone_can_still_be_copied(book: Book, tmp_path: Path) -> None:
    book.path.unlink()
    copy = backup_copies.backup(book, tmp_path / "saved.db")
    with open_book(copy, CLOCK) as saved:
        assert len(saved.rows(NAMES)) == 3


@pytest.mark.fault("F63")
def test_a_full_disk_loses_nothing_and_the_action_can_be_tried_again(book: Book) -> None:
    pages = book.rows("PRAGMA page_count")[0][0]
    book.rows(f"PRAGMA max_page_count={pages}")
    before = book.rows(NAMES)
    with pytest.raises(RepbookError, match="the disk is full") as failed:
        customers.add(book, "Orchard Clinic", note="many words " * 5000, op_id="once")
    assert "try again" in failed.value.hint
    assert book.rows(NAMES) == before
    book.rows("PRAGMA max_page_count=1000000")
    customers.add(book, "Orchard Clinic", note="many words " * 5000, op_id="once")
    assert book.rows(NAMES) == [*before, ("Orchard Clinic",)]


@pytest.mark.fault("F63")
@needs("resource")
def test_a_new_book_on_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path; from repbook.storage.book.engine import create;"
        "from repbook.errors import RepbookError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "try: create(Path(sys.argv[1]) / 'book.db')\n"
        "except RepbookError as error: print(error.hint)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False
    )
    assert told.stdout.strip(), told.stderr
    assert list(tmp_path.iterdir()) == []


class Lying:
    """A connection whose next COMMIT reaches the disk, and says that it failed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lied = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        done = self._connection.execute(sql, *values)
        if sql == "COMMIT" and not self._lied:
            self._lied = True
            raise sqlite3.OperationalError("disk I/O error")
        return done


@pytest.mark.fault("F66")
def test_a_commit_that_failed_only_in_words_is_not_done_twice(book: Book) -> None:
    book.engine()
    honest = book.connection
    book.connection = Lying(honest)  # type: ignore[assignment]
    with pytest.raises(BookUnusable):
        customers.add(book, "Orchard Clinic", op_id="once")
    book.connection = honest
    again = customers.add(book, "Orchard Clinic", op_id="once")
    assert book.rows(NAMES).count(("Orchard Clinic",)) == 1
    assert again.ids["customers"] == (4,)


@pytest.mark.fault("F70")
@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("UPDATE customers SET created_on = '2026-02-31' WHERE id = 2", True),
        ("UPDATE customers SET tier = 'Z' WHERE id = 2", True),
        ("UPDATE touches SET on_day = 'soon' WHERE customer_id = 2", True),
        ("UPDATE checks SET score = 9 WHERE customer_id = 2", True),
        ("UPDATE standings SET facts = '{' WHERE customer_id = 2", True),
        ("UPDATE standings SET facts = CAST(x'ff7b' AS TEXT) WHERE customer_id = 2", True),
        ("UPDATE customers SET name = CAST(x'4dff73' AS TEXT) WHERE id = 2", False),
        ("UPDATE promises SET due_on = 17 WHERE customer_id = 2", False),
    ],
)
def test_a_damaged_row_hides_nobody_else_and_today_still_opens(
    book: Book, damage: str, named: bool
) -> None:
    book.connection.execute("PRAGMA ignore_check_constraints=ON")
    book.connection.execute(damage)
    book.connection.execute("PRAGMA ignore_check_constraints=OFF")
    if "standings" not in damage:
        book.run(lambda connection: refresh(connection, (1, 2, 3)))
    shown = today_view.today(book, rules=DEFAULT)
    assert {1, 3} <= {row.customer_id for row in shown.rows}
    assert shown.customers == 3
    assert shown.damaged == (("Marsh Foods",) if named else ())


@pytest.mark.fault("F70")
@pytest.mark.parametrize("damage", ["created_on = '2026-02-31'", "name = CAST(x'4dff73' AS TEXT)"])
def test_a_damaged_customer_is_refused_in_words_that_hold_nothing_of_it(
    book: Book, damage: str
) -> None:
    book.connection.execute("PRAGMA ignore_check_constraints=ON")
    book.connection.execute(f"UPDATE customers SET {damage} WHERE id = 2")
    book.connection.execute("PRAGMA ignore_check_constraints=OFF")
    with pytest.raises(BookUnusable, match="damaged") as refused:
        customers.edit(book, 2, note="a word")
    assert "repbook check" in refused.value.hint
    assert "Ms" not in str(refused.value) and "2026" not in str(refused.value)


@pytest.mark.fault("F74")
def test_a_book_is_for_the_rep_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "repbook" / "book.db"
        engine.create(path)
        with open_book(path, CLOCK) as book:
            customers.add(book, "Orchard Clinic")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


ADDING = """
import sys
from pathlib import Path
from repbook.clock import Clock
from repbook.storage.book.book import Book
from repbook.storage.book.book_file import BookFile
from repbook.storage.safety.opening import open_book

CUSTOMER = "INSERT INTO operations (op_id, at, label, by, state, undone_step) VALUES (?, '', ?, '', 'done', 0)"
HALVES = 40

def add(connection):
    for half in range(HALVES):
        connection.execute(CUSTOMER, (f"{number}-{half}", "x" * 2000))

with open_book(Path(sys.argv[1]), Clock()) as book:
    for number in range(100_000):
        book.run(add)
        print(number, flush=True)
"""


@pytest.mark.fault("F37")
@pytest.mark.slow("a process for every kill")
def test_a_kill_during_a_commit_leaves_old_or_new_never_half(path: Path) -> None:
    chance = random.Random(37)
    for _ in range(8):
        with open_book(path, CLOCK) as book:
            for table in ("journal", "operations"):
                book.rows(f"DELETE FROM {table}")
        with subprocess.Popen(
            [sys.executable, "-c", ADDING, path], stdout=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            program.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.02))
            program.kill()
            said = program.stdout.read().split()
        with open_book(path, CLOCK) as book:
            assert book.row("PRAGMA integrity_check") == ("ok",)
            found = [row[0].split("-")[0] for row in book.rows("SELECT op_id FROM operations")]
            whole = Counter(found)
            assert set(said) <= set(whole), "acknowledged, and lost"
            assert set(whole.values()) == {40}, "half a transaction"


def test_what_is_acknowledged_is_on_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the tests are in a hurry: outside of them a write waits until the disk has it."""
    monkeypatch.setattr(engine, "PRAGMAS", KEPT)
    with open_book(path, CLOCK) as book:
        assert book.row("PRAGMA synchronous") == (3,)  # EXTRA
        assert book.row("PRAGMA journal_mode") == ("delete",)


def test_a_book_that_could_not_be_opened_counts_as_open_no_more(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else its next opening would not look into the file first."""
    place = (book.path.stat().st_dev, book.inode)
    book.close()
    book.close()
    assert book_file._OPEN[place] == 0
    monkeypatch.setattr(book_module, "LATEST", 1000)
    with pytest.raises(OlderBook):
        Book(book.path, CLOCK)
    assert book_file._OPEN[place] == 0

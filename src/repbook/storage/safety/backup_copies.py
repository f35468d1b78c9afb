"""Making a backup: a whole, checked copy of the book under its final name, or none.

A copy is made through SQLite's backup API into a file that nobody else can have put there, read back,
and only then given its name, with its SHA-256 beside it: SQLite's own checks do not see a changed letter.
"""

from __future__ import annotations

import errno
import sqlite3
import time
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

from ...errors import BadFile, BookUnusable
from ...files import digest, drop, half_file, put, sync, unwritable, write
from ...paths import backup_folder
from ..book.book_file import WAIT_SECONDS, BookFile, translate
from ..book.engine import BACKUP_HINT, inspect
from .backup_folder import (
    backups,
    held,
    home,
    next_name,
    note,
    older_than,
    seal_of,
    sweep_beside,
    thin,
)
from .file_health import damage, reader, row_counts


class Copy:
    """A copy of a book that is not checked yet and has no name; ``seal`` makes a backup of it."""

    def __init__(self, book: BookFile, target: Path | None, reason: str) -> None:
        self.now: datetime = book.clock.local()
        self.source = book.path
        self.own = target is None
        self.reason = reason
        self.state = _state(book)
        self.held = ExitStack()
        try:
            folder = home(book.path) if target is None else _folder(target, book.path)
            self.held.enter_context(held(folder))
            if target is None or target.is_dir():
                target = folder / next_name(folder, book.path.stem, self.now)
            self.target = target
            self.half = half_file(folder)
            self.held.callback(drop, self.half)
            sweep_beside(book.path.parent, self.half)
            self.counts = _copy_into(book, self.half)
        except BaseException:
            self.held.close()
            raise


def backup(book: BookFile, target: Path | None = None, *, reason: str = "start") -> Path:
    """Copy the book to ``target`` (a file or a folder), or to its own folder of backups, and thin that.

    Raises ``BadFile`` where it can't be written, ``BookUnusable`` where the book itself is damaged, and
    ``BookBusy``; then nothing has changed and no half copy is left.
    """
    return seal(copy(book, target, reason=reason))


def copy(book: BookFile, target: Path | None = None, *, reason: str = "start") -> Copy:
    """The first, short half of ``backup``, for the thread that holds the book; ``seal`` is the second."""
    try:
        return Copy(book, target, reason)
    except OSError as error:
        raise unwritable(target or backup_folder(book.path), error) from None


def seal(made: Copy) -> Path:
    """Check a copy, bring it to the disk for good, and give it its name; may run in any thread."""
    with made.held:
        try:
            _check(made)
            _name(made)
        except OSError as error:
            raise unwritable(made.target, error) from None
        if made.own:
            thin(made.target.parent, made.now)
    return made.target


def changed_since_backup(book: BookFile) -> bool:
    """Whether the book's own newest backup shows an older state, or there is none."""
    newest = backups(backup_folder(book.path))[:1]
    return not newest or note(newest[0].path, "state") != _state(book)


def verify(source: Path) -> int:
    """The schema version of a backup whose bytes are what they were, as far as its SHA-256 is there.

    Raises ``BadFile`` naming the next older good one (F80), or ``BookUnusable`` if it is no book.
    """
    if not _as_sealed(source):
        raise BadFile(f"{source.name} was changed or damaged since it was made", older(source))
    try:
        return inspect(source)
    except BookUnusable as error:
        if not seal_of(source).exists():
            raise
        raise BadFile(error.message, older(source)) from None


def older(source: Path) -> str:
    """What to do where a backup can't be used: which other one is good."""
    return older_than(source, is_whole)


def is_whole(source: Path) -> bool:
    """Whether a backup is as it was made, as far as its SHA-256 is there."""
    try:
        return _as_sealed(source) and inspect(source) > 0
    except (BookUnusable, OSError):
        return False


def _as_sealed(source: Path) -> bool:
    """Whether a file has the SHA-256 that was noted beside it when it was made, if one was."""
    if not seal_of(source).exists():
        return True
    told = seal_of(source).read_text("utf-8", "replace").splitlines()
    return source.is_file() and digest(source) in {line.split(" ")[0] for line in told}


def _folder(target: Path, book: Path) -> Path:
    """The folder of a named backup; refuses to write over anything but an older backup."""
    if target.is_dir():
        return target
    if target.is_symlink() or not target.exists():
        return target.parent
    if target.resolve() == book:
        raise BadFile(f"{target} is the book itself", "name another file")
    try:
        inspect(target)
    except BookUnusable:
        raise BadFile(f"{target} exists and is no backup", "name another file") from None
    return target.parent


def _copy_into(book: BookFile, half: Path) -> dict[str, int]:
    """Copy the book as it is at one moment; the row counts of that moment."""
    with closing(sqlite3.connect(half, isolation_level=None)) as fresh:
        # A file that has no name yet needs no journal, and is brought to the disk once, at the end.
        fresh.execute("PRAGMA journal_mode=OFF")
        fresh.execute("PRAGMA synchronous=OFF")
        try:
            book.connection.execute("BEGIN")
            counts = _counts(book)
            book.connection.backup(fresh)
        except sqlite3.DatabaseError as error:
            if "full" in str(error) or "I/O" in str(error):
                raise OSError(errno.ENOSPC, str(error)) from None
            raise translate(error, book.path) from None
        finally:
            book.rollback()
    return counts


def _counts(book: BookFile) -> dict[str, int]:
    """The row counts; reading them also holds on to the state that is copied. Waits for a commit."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return row_counts(book.connection)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise


def _check(made: Copy) -> None:
    """Read the copy back; a copy of a damaged book never gets a name (F79)."""
    with closing(reader(made.half)) as connection:
        try:
            whole = not damage(connection) and row_counts(connection) == made.counts
        except sqlite3.DatabaseError:
            whole = False
    if not whole:
        raise BookUnusable(f"{made.source} is damaged: no backup was made of it", BACKUP_HINT)
    inspect(made.half)
    sync(made.half)


def _name(made: Copy) -> None:
    """Give a copy its name, then its seal: an old seal beside a new copy would call it damaged."""
    beside = seal_of(made.target)
    line = f"{digest(made.half)}  {made.target.name}\n"
    beside.unlink(missing_ok=True)
    put(made.half, made.target)
    write(beside, (f"# reason {made.reason}\n# state {made.state}\n", line))


def _state(book: BookFile) -> str:
    """What differs once the book's file was written to; looks at the file, and never opens it."""
    try:
        status = book.path.stat()
    except FileNotFoundError:
        return "gone"  # what was in it can still be copied (F61)
    return f"{status.st_ino}-{status.st_size}-{status.st_mtime_ns}"

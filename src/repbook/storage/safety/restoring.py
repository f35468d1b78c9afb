"""Back from a backup: checked first, the present book kept first, and swapped in one step."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from ...clock import Clock
from ...errors import BadFile, BookBusy, BookUnusable
from ...files import UNIX, drop, half_file, put, sync, unwritable
from ..book.book import Book
from ..erasing import wishes
from .backup_copies import backup, older, verify
from .backup_folder import BEFORE_RESTORE, STAMP
from .file_health import damage, reader, row_counts
from .looking_through import refuse_foreign
from .opening import open_book
from .rewriting import erase_from_copy

ASIDE = ".aside-"
"""In the name of a file that was put aside as it lay: damaged, so that it can't be restored."""
SIDE_FILES = ("-journal", "-wal", "-shm")


def restore(path: Path, source: Path, clock: Clock) -> Path | None:
    """Put the backup ``source`` in place of the book at ``path``; the book must be closed in this process.

    What the book was is kept first: the answer is where, so that the restore can be undone by restoring
    that (F81), or None if there was no book. Another program that has the book open refuses its next
    write (F61). Raises ``BadFile``, ``BookUnusable``, or ``BookBusy``; then the book is as it was.
    """
    path = path.resolve()
    if source.resolve() == path:
        raise BadFile(f"{source} is the book itself", "name one of its backups")
    version = verify(source)
    with ExitStack() as stack:
        try:
            fresh = half_file(path.parent)
            stack.callback(drop, fresh)
            _fetch(source, fresh, version)
            _forget(fresh, (wishes.list_of(path), source.parent / wishes.NAME), clock)
            kept, book = _keep(path, clock)
            if book is not None:
                # Nobody may be writing to the old file when its name goes over to the new one.
                stack.enter_context(book)
                book.begin()
                if not UNIX:
                    book.close()  # an open file keeps its name there
            _clear_side_files(path, clock)
            put(fresh, path)
            sync(path.parent)
        except PermissionError as error:
            if UNIX:
                raise unwritable(path, error) from None
            raise BookBusy(
                f"{path} is open elsewhere", "close repbook there, and try again"
            ) from None
        except OSError as error:
            raise unwritable(path, error) from None
    return kept


def _fetch(source: Path, fresh: Path, version: int) -> None:
    """Copy a backup beside the book and check the copy; the backup itself is only read, and nothing in it run (F62)."""
    try:
        with (
            closing(reader(source)) as old,
            closing(sqlite3.connect(fresh, isolation_level=None)) as new,
        ):
            old.execute("BEGIN")
            refuse_foreign(old, version, source.name)
            counts = row_counts(old)
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
            whole = not damage(new) and row_counts(new) == counts
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            raise OSError(errno.ENOSPC, str(error)) from None
        whole = False
    if not whole:
        raise BadFile(f"{source.name} is damaged", older(source))
    sync(fresh)


def _forget(fresh: Path, lists: tuple[Path, ...], clock: Clock) -> None:
    """A backup that was away while somebody was erased is brought to the same state before it is anybody's book."""
    for wish in {one.mark: one for path in lists for one in wishes.listed(path)}.values():
        erase_from_copy(fresh, wish, (), clock)
        sync(fresh)


def _keep(path: Path, clock: Clock) -> tuple[Path | None, Book | None]:
    """Keep what the book is now: as a backup (the book stays open), or, if it is damaged, as it lies."""
    if not path.exists():
        return None, None
    try:
        book = open_book(path, clock, by="restore")
    except BookBusy:
        raise
    except BookUnusable:
        return _keep_damaged(path, clock), None
    try:
        return backup(book, reason=BEFORE_RESTORE), book
    except BookUnusable:
        book.close()
        return _keep_damaged(path, clock), None
    except BaseException:
        book.close()
        raise


def _keep_damaged(path: Path, clock: Clock) -> Path:
    """A second name for the file, so that there is no moment without a book; a copy where links fail."""
    aside = _free_name(path, clock)
    try:
        os.link(path, aside)
    except OSError:
        shutil.copy2(path, aside)
    return aside


def _clear_side_files(path: Path, clock: Clock) -> None:
    """A journal of the old book must not be played into the new one (F59)."""
    for ending in SIDE_FILES:
        side = path.with_name(path.name + ending)
        if os.path.lexists(side):
            put(side, _free_name(side, clock))


def _free_name(path: Path, clock: Clock) -> Path:
    stem = f"{path.name}{ASIDE}{clock.local().strftime(STAMP)}"
    number = 1
    while os.path.lexists(free := path.with_name(f"{stem}-{number}")):
        number += 1
    return free

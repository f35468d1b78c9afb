"""An open book whose file is gone, or was replaced: what it holds is saved, and work goes on in that copy (F61).

The system keeps the bytes of a file that was deleted for as long as it is open.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from ... import paths
from ...errors import BookLost, BookUnusable, RepbookError
from ...files import drop, half_file, put, sync
from ..book.book import Book
from .backup_folder import SAVED, STAMP, backups, note
from .opening import open_book


class Rescued(NamedTuple):
    """The book that work goes on in, what is to be said of it, and why what was asked is to be asked again, if so."""

    book: Book
    said: str
    look_first: BookUnusable | None = None


def rescue(lost: Book, error: BookLost) -> Rescued:
    """Save what an open book holds and open that; raises ``error`` where nothing can be saved.

    A book that was restored meanwhile is opened as it is now: what it was is kept as a backup.
    """
    there = lost.path.exists()
    try:
        if there and _was_restored(lost):
            book = open_book(lost.path, lost.clock, by=lost.by)
            lost.close()
            first = BookUnusable(error.message, "what is there now is shown: look, then save again")
            return Rescued(book, "", first)
        copy = _save(lost)
        book = open_book(copy, lost.clock, by=lost.by)
    except (OSError, sqlite3.DatabaseError, RepbookError):
        raise error from None
    lost.close()
    shown = paths.shown(copy)
    if there:
        said = f"another file took the place of {lost.path.name}: this goes on in a copy, {shown}"
        return Rescued(book, said, BookUnusable(error.message, f"save again: it goes into {shown}"))
    return Rescued(book, f"{lost.path.name} is gone: this goes on in a copy, {shown}")


def _was_restored(lost: Book) -> bool:
    """Whether what the book was is its newest backup: a restore keeps that before it puts another file there."""
    newest = backups(paths.backup_folder(lost.path))[:1]
    pages, size = (lost.rows(f"PRAGMA {name}")[0][0] for name in ("page_count", "page_size"))
    return bool(newest) and note(newest[0].path, "state").startswith(
        f"{lost.inode}-{pages * size}-"
    )


def _save(lost: Book) -> Path:
    """All that the connection still reads, as a book of its own beside the place of the old one, or else at home."""
    stamp = lost.clock.local().strftime(STAMP)
    name = f"{lost.path.stem}{SAVED}{stamp}{lost.path.suffix}"
    last = OSError()
    for folder in (lost.path.parent, paths.data_folder(), Path.home()):
        try:
            fresh = half_file(folder)
        except OSError as error:
            last = error
            continue
        try:
            with closing(sqlite3.connect(fresh, isolation_level=None)) as new:
                lost.connection.backup(new)
                new.execute("PRAGMA journal_mode=DELETE")
            sync(fresh)
            put(fresh, folder / name)
            sync(folder)
        finally:
            drop(fresh)
        return folder / name
    raise last

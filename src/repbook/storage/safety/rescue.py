"""An open book whose file is gone, replaced, or spoiled: what it holds is saved, and work goes on in that copy (F61).

The system keeps the bytes of a file that was deleted for as long as it is open; of one that was written over, SQLite
still has pages in memory. Where they are not all there, its newest good backup is what work goes on in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from ... import paths
from ...errors import BadFile, BookLost, BookSpoiled, BookUnusable, RepbookError
from ...files import drop, half_file, put, sync, write
from ...values import NamedTuple
from ..book.book import Book
from ..book.migrations import APPLICATION_ID
from .backup_copies import verify
from .backup_folder import BEFORE_RESTORE, SAVED, STAMP, backups, note, refuges, typed_places
from .file_health import damage, reader
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
        if isinstance(error, BookSpoiled):
            copy, said = _whole(lost)
        elif there and _was_restored(lost):
            book = open_book(lost.path, lost.clock, by=lost.by)
            lost.close()
            first = BookUnusable(error.message, "what is there now is shown: look, then save again")
            return Rescued(book, "", first)
        else:
            copy = _put_beside(lost, lost.connection.backup)
            what = "another file took the place of {}" if there else "{} is gone"
            said = f"{what.format(lost.path.name)}: this goes on in a copy, {paths.shown(copy)}"
        book = open_book(copy, lost.clock, by=lost.by)
    except (OSError, sqlite3.DatabaseError, RepbookError):
        raise error from None
    lost.close()
    again = BookUnusable(error.message, f"save again: it goes into {paths.shown(copy)}")
    return Rescued(book, said, again if there else None)


def keep_words(path: Path, words: Mapping[str, str]) -> Path | None:
    """What stands in a form, as a text of the rep's own beside the book or else at home; None if nowhere."""
    lines = [f"{name}: {said}\n" for name, said in words.items() if said.strip()]
    for target in typed_places(path):
        with suppress(OSError):
            write(target, lines)
            return target
    return None


def _was_restored(lost: Book) -> bool:
    """Whether what the book was is its newest backup: a restore keeps that before it puts another file there."""
    newest = backups(paths.backup_folder(lost.path))[:1]
    pages, size = (lost.rows(f"PRAGMA {name}")[0][0] for name in ("page_count", "page_size"))
    state = f"{lost.inode}-{pages * size}-"
    return any(
        view.reason == BEFORE_RESTORE and note(view.path, "state").startswith(state)
        for view in newest
    )


def _whole(lost: Book) -> tuple[Path, str]:
    """A copy of a book whose file was spoiled, and what is said of it: as it was in memory, or its newest good backup."""
    spoiled = f"{lost.path.name} was spoiled by another program"
    with suppress(OSError, sqlite3.DatabaseError, RepbookError):
        copy = _put_beside(lost, lost.connection.backup)
        return copy, f"{spoiled}: this goes on in a copy, {paths.shown(copy)}"
    for view in backups(paths.backup_folder(lost.path)):
        with suppress(OSError, sqlite3.DatabaseError, RepbookError):
            verify(view.path)
            with closing(reader(view.path)) as old:
                copy = _put_beside(lost, old.backup)
            since = f"the backup of {view.taken:%d %b %H:%M}, without what came after it"
            return copy, f"{spoiled}: this goes on in {paths.shown(copy)}, {since}"
    raise BadFile("there is no good backup", "")


def _is_book(copy: sqlite3.Connection) -> bool:
    """Whether it is a book at all: of a file that was cut to nothing the copy is whole, and empty."""
    return bool(copy.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def _put_beside(lost: Book, fill: Callable[[sqlite3.Connection], object]) -> Path:
    """What ``fill`` puts in, whole or not at all, as a book beside the place of the old one, or else at home."""
    stamp = lost.clock.local().strftime(STAMP)
    name = f"{lost.path.stem}{SAVED}{stamp}{lost.path.suffix}"
    last = OSError()
    for folder in refuges(lost.path):
        try:
            fresh = half_file(folder)
        except OSError as error:
            last = error
            continue
        try:
            with closing(sqlite3.connect(fresh, isolation_level=None)) as new:
                fill(new)
                new.execute("PRAGMA journal_mode=DELETE")
                if damage(new) or not _is_book(new):
                    raise BadFile("it is damaged", "")
            sync(fresh)
            put(fresh, folder / name)
            sync(folder)
        finally:
            drop(fresh)
        return folder / name
    raise last

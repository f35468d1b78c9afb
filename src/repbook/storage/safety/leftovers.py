"""What is kept beside a book, or of it elsewhere, and is no book: kept screens, letters as files, crash notes, copies."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from ... import kept, paths
from ...errors import RepbookError
from ...saved_views import SavedViews, place
from ...values import NamedTuple
from ..book.book import Book
from ..book.state import NAME as WRITTEN
from ..erasing.left import are_in
from ..erasing.words import Names
from ..large.left_behind import is_mine, lives
from .backup_folder import typed_places
from .file_health import reader

PASSING = "repbook-[0-9]*-*"
"""The folders in which a large import, a trial, or a made-up book stands for a while."""
FIRST = "SELECT op_id FROM operations ORDER BY id LIMIT 1"
IMPORT, VIEW = "copy of an import", "saved view"
ERASED, NOTHING, UNREACHED = "erased", "nothing of them", "not reached"


class Place(NamedTuple):
    """One file beside the book: what it is, what came of it, and why it could not be reached."""

    path: Path
    what: str
    became: str
    why: str = ""


def drop_kept(book: Path) -> None:
    """What is kept to be at hand is made anew when it is next wanted."""
    with suppress(OSError):
        for file in Path(kept.folder(str(book))).iterdir():
            if file.name != WRITTEN:
                file.unlink()
    with suppress(OSError):
        book.with_suffix(".status").unlink(missing_ok=True)


def letters(those: Iterable[Path]) -> list[Place]:
    """Remove letters to them that were written as files."""
    return [_remove(path, "letter") for path in those if path.exists()]


def typed(book: Path, pieces: tuple[str, ...]) -> list[Place]:
    """Remove what was typed into a book that took nothing any more, where a text of theirs is in it."""
    return [
        _remove(path, "what was typed")
        for path in typed_places(book)
        if path.exists() and are_in(path, pieces)
    ]


def crash_notes(pieces: tuple[str, ...]) -> list[Place]:
    """Remove notes of faults that hold a text of theirs; none should, since only places in the code are noted."""
    notes = paths.state_folder().glob("crash-*.txt")
    return [_remove(path, "crash note") for path in notes if are_in(path, pieces)]


def saved_views(names: Names) -> list[Place]:
    """Take away the saved views in whose words one of their names is."""
    path = place()
    try:
        many = SavedViews(path).forget(names.are_in)
    except RepbookError as error:
        return [Place(path, VIEW, UNREACHED, error.message)]
    return [Place(path, VIEW, ERASED)] * many


def side_copies(book: Book) -> list[Place]:
    """Remove copies of this book that killed imports left; one whose program lives is named, and goes by itself."""
    found = []
    for folder in Path(tempfile.gettempdir()).glob(PASSING):
        if not _is_copy(folder / "aside.db", book):
            continue
        if lives(int(folder.name.split("-")[1])):
            found.append(
                Place(folder, IMPORT, UNREACHED, "an import is under way: it goes with it")
            )
        else:
            found.append(_remove_folder(folder))
    return found


def _is_copy(path: Path, book: Book) -> bool:
    """Whether a file is a copy of this very book, and ours: its history begins alike."""
    mine = book.row(FIRST)
    try:
        if mine is None or not path.exists() or not is_mine(path.parent):
            return False
        with closing(reader(path)) as other:
            return bool(other.execute(FIRST).fetchone() == mine)
    except (OSError, sqlite3.DatabaseError):
        return False


def _remove_folder(folder: Path) -> Place:
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        return Place(folder, IMPORT, UNREACHED, "it can't be removed")
    return Place(folder, IMPORT, ERASED)


def _remove(path: Path, what: str) -> Place:
    try:
        path.unlink()
    except OSError as error:
        return Place(path, what, UNREACHED, error.strerror or str(error))
    return Place(path, what, ERASED)

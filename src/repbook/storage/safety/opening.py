"""Opening a book as the rest of the program does: an older one is kept as a backup first, then brought up to date.

Whoever was forgotten is gone from what is opened, also where an older state of the book was put back.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ... import kept
from ...clock import Clock
from ...errors import RepbookError
from ..book.book import Book, OlderBook
from ..book.book_file import BookFile, translate
from ..book.migrations import migrate
from ..erasing.wishes import is_unsettled
from ..facts.cache_version import is_stale
from ..rows.steps import all_on_their_way
from .looking_through import look_through

if TYPE_CHECKING:
    from ..large.turning import Told


LONG = 10_000
"""To bring a book of so many customers up to date takes so long that it is told of."""


def open_book(
    path: Path,
    clock: Clock,
    *,
    by: str = "app",
    told: Told | None = None,
    renewed: Told | None = None,
    finish: bool = True,
    looked: bool = True,
) -> Book:
    """Open the book at ``path``, bringing an older one up to date after a backup.

    Rows that a program which is gone has left on their way come, or go, now, and what an older repbook has cached of
    many is ``renewed``, unless somebody else is to ``finish`` that: ``told`` hears of them. ``by`` says in the history
    who writes. One that another program wrote to is looked through first, unless whoever opens it does so itself (``looked``). Raises ``BookUnusable`` or ``BookBusy``.
    """
    book = _opened(path, clock, by=by, looked=looked, renewed=renewed)
    if finish:
        _bring_along(book, told, renewed)
    _settle(book)
    _sweep(path)
    return book


def _opened(path: Path, clock: Clock, *, by: str, looked: bool, renewed: Told | None) -> Book:
    try:
        book = Book(path, clock, by=by, whole=False)
    except OlderBook:
        _bring_up(path, clock, renewed)
        book = Book(path, clock, by=by)
    if looked:
        try:
            look_through(book)
        except BaseException as error:
            book.close()
            if isinstance(error, sqlite3.DatabaseError):
                raise translate(error, book.path) from None
            raise
    return book


def _bring_along(book: Book, told: Told | None, renewed: Told | None) -> None:
    """What is out of date, or on its way; where it can't be read, whoever looks at it says so."""
    with suppress(sqlite3.DatabaseError):
        if is_stale(book.connection):
            _renew(book, renewed)
        if all_on_their_way(book.connection):
            _finish(book, told)


def _settle(book: Book) -> None:
    """Who was forgotten is gone from an older state of the book too; where that can't be now, another time."""
    with suppress(sqlite3.DatabaseError, OSError, RepbookError):
        if is_unsettled(book):
            from .forgetting import settle

            settle(book)


def _sweep(path: Path) -> None:
    """What a killed import left of its copy of the book goes now; mostly there is nothing, and nothing is loaded."""
    with suppress(OSError):
        if any(Path(kept.folder(str(path))).glob(f"{kept.ASIDE}*")):
            from ..large.left_behind import sweep

            sweep(path)


def _renew(book: Book, told: Told | None) -> None:
    """Reckon anew what an older repbook has cached of many: in steps, so that who is broken off goes on later."""
    from ..places.renewing import renew_the_rest

    renew_the_rest(book, told)


def _finish(book: Book, told: Told | None) -> None:
    """Bring in, or take out, the rest of a step that was broken off; where it can't be now, another time."""
    from ..large.turning import finish_what_was_left

    with suppress(sqlite3.DatabaseError, RepbookError):
        finish_what_was_left(book, told)


def _bring_up(path: Path, clock: Clock, told: Told | None) -> None:
    # Few books are old: whoever opens one should not wait for these.
    from ..book.facts_cache import rebuild
    from .backup_copies import backup

    with BookFile(path, clock) as old:
        try:
            look_through(old)
            backup(old, reason="before-migration")
            many = old.rows("SELECT count(*) FROM customers")[0][0]
            told = told if many >= LONG else None
            if told is not None:
                told(0, many)
            migrate(old.connection, old.schema, caches=rebuild)
            if told is not None:
                told(many, many)
        except sqlite3.DatabaseError as error:
            raise translate(error, old.path) from None

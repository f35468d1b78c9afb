"""Opening a book as the rest of the program does: an older one is kept as a backup first, then brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ...clock import Clock
from ..book.book import Book, OlderBook
from ..book.book_file import BookFile, translate
from ..book.migrations import migrate


def open_book(path: Path, clock: Clock, *, by: str = "app") -> Book:
    """Open the book at ``path``, bringing an older one up to date after a backup.

    ``by`` says in the history who writes. Raises ``BookUnusable`` or ``BookBusy``.
    """
    try:
        return Book(path, clock, by=by)
    except OlderBook:
        _bring_up(path, clock)
        return Book(path, clock, by=by)


def _bring_up(path: Path, clock: Clock) -> None:
    # Few books are old: whoever opens one should not wait for these.
    from ..book.facts_cache import rebuild
    from .backup_copies import backup

    with BookFile(path, clock) as old:
        try:
            backup(old, reason="before-migration")
            migrate(old.connection, old.schema, caches=rebuild)
        except sqlite3.DatabaseError as error:
            raise translate(error, old.path) from None

"""A book that another program has written to is looked through before anybody trusts it (F57, F58, F62).

Whoever opens it, a command or the app, meets the same: pages that are no pages of it, and tables, views or triggers
that no repbook has made. One that only repbook wrote to is not looked through again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

from ... import paths
from ...errors import BookHeld, BookSpoiled, BookUnusable
from ..book.book_file import BookFile, translate
from ..book.engine import BACKUP_HINT, connect
from ..book.migrations import migrate
from ..book.state import is_ours, is_sound
from .backup_folder import saved_copies
from .file_health import quick

AT_ONCE = 16_000_000
"""Bytes of a book that are looked through while somebody waits, a second at most; of a larger one each backup is."""

MADE = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
RUNS = ("trigger", "view")
"""What is run by who reads or writes a row: its words must be ours, not only its name."""
LOOK = "take it out with the program that put it there, or take a backup with `repbook restore`"

Thing = tuple[str, str, str]


def look_through(book: BookFile) -> None:
    """Raise ``BookUnusable`` for a book that is damaged, or holds what could run; nothing where only we wrote to it."""
    if is_ours(book.path):
        return
    refuse_foreign(book.connection, book.schema, book.path.name)
    if book.path.stat().st_size <= AT_ONCE and quick(book.connection):
        saved = next(iter(saved_copies(book.path)), None)
        hint = f"a copy was saved: repbook --book {paths.shown(saved)}" if saved else BACKUP_HINT
        raise BookUnusable(f"{book.path} is damaged", hint)
    is_sound(book.path)


def look_again(book: BookFile) -> None:
    """Raise ``BookLost`` where the file of an open book is no longer at its place, or another program has spoiled it.

    It is looked at with another connection: the open one may still hold the pages as they were.
    """
    book.same_file()
    if is_ours(book.path):
        return
    if book.path.stat().st_size <= AT_ONCE and is_spoiled(book):
        raise BookSpoiled(f"{book.path} was damaged while it was open", BACKUP_HINT)
    is_sound(book.path)


def is_spoiled(book: BookFile) -> bool:
    """Whether what is in the file of an open book now is no whole book; waits for who writes to it."""
    try:
        with closing(connect(book.path)) as fresh:
            return bool(quick(fresh))
    except BookHeld:
        raise
    except BookUnusable:
        return True
    except sqlite3.OperationalError as error:
        raise translate(error, book.path) from None


def refuse_foreign(connection: sqlite3.Connection, version: int, name: str) -> None:
    """Raise ``BookUnusable`` unless what there is besides rows is what a repbook of this version makes (F62)."""
    strange = sorted(made_in(connection) ^ made_by(version), key=lambda thing: thing[1])
    if strange:
        what = " ".join(strange[0][1].split())[:40]
        raise BookUnusable(f"{name} holds '{what}' as no repbook has made it", LOOK)


@cache
def made_by(version: int) -> frozenset[Thing]:
    """What there is in a book of a version besides its rows."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, 0, version)
        return made_in(fresh)


def made_in(connection: sqlite3.Connection) -> frozenset[Thing]:
    """What there is in a book besides its rows: (type, name, its words if they run), as any SQLite writes them."""
    return frozenset(
        (kind, name, "".join(sql.split()).replace('"', "") if kind in RUNS else "")
        for kind, name, sql in connection.execute(MADE)
    )

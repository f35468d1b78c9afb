"""A copy of the book in which a large step is made aside, while the book itself is free for everybody.

It is neither searched nor looked at, so that nothing is brought along but the rows; and what is new in it has
numbers that leave room for what is written into the book meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ...clock import Clock
from ...values import NamedTuple
from ..book.book import Book
from ..book.book_file import translate
from ..book.row_kinds import ROW_KINDS

ROOM = 1000
"""So many rows of a table may be written into the book meanwhile."""
QUICK = ("journal_mode=MEMORY", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-4000")
"""A copy that nobody but us needs is not brought to the disk with care; it may become the book, and holds no more than that."""
SEARCHING = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_search\\_%' ESCAPE '\\'"
LAST = "SELECT name, seq FROM sqlite_sequence"


class Made(NamedTuple):
    """A copy that was made: its file, and the last number that each table of the book had given then."""

    path: Path
    last: dict[str, int]


class SideCopy(NamedTuple):
    """The copy, open, and the last number that each table had given when it was made."""

    book: Book
    last: dict[str, int]

    def first(self, table: str) -> int:
        """The first number of what is new in the copy."""
        return self.last.get(table, 0) + ROOM + 1


def make(book: Book, folder: Path) -> Made:
    """Copy the book as it is now, into a folder that passes."""
    path = folder / "aside.db"
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as fresh:
            fresh.execute("PRAGMA journal_mode=OFF")
            fresh.execute("PRAGMA synchronous=OFF")
            book.connection.backup(fresh)
            return Made(path, _make_quick(fresh))
    except sqlite3.DatabaseError as error:
        raise translate(error, book.path) from None


@contextmanager
def opened(made: Made, clock: Clock, *, by: str) -> Iterator[SideCopy]:
    """The copy, open for one thread; what is written into it stays."""
    with Book(made.path, clock, by=by) as copy:
        for pragma in QUICK:
            copy.connection.execute(f"PRAGMA {pragma}").fetchall()
        copy.keeps_up = False
        yield SideCopy(copy, made.last)


@contextmanager
def side_copy(book: Book, folder: Path) -> Iterator[SideCopy]:
    """A copy of the book as it is now, in a folder that passes; gone after it."""
    made = make(book, folder)
    try:
        with opened(made, book.clock, by=book.by) as side:
            yield side
    finally:
        made.path.unlink(missing_ok=True)


def _make_quick(connection: sqlite3.Connection) -> dict[str, int]:
    """Leave out what only whoever looks at a book needs; returns the last numbers of its tables."""
    for (trigger,) in connection.execute(SEARCHING).fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    last = dict(connection.execute(LAST).fetchall())
    for kind in ROW_KINDS:
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (kind.table,))
        connection.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
            (kind.table, last.get(kind.table, 0) + ROOM),
        )
    return last

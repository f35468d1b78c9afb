"""A copy in which a step of many rows was made takes the book's place, where nobody has written to the book since.

All of its pages go into the book's file at once, in one transaction of SQLite's: whoever is cut off amid it leaves the
book as it was. It spares packing every row, writing it down, and putting it in again (``carrying``).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain
from pathlib import Path

from ...errors import RepbookError
from ..book.book import Book
from ..book.book_file import WAIT_SECONDS, translate
from ..book.facts_cache import refresh
from ..book.row_kinds import ROW_KINDS
from ..book.state import is_sound
from ..rows import runs, searched, steps
from .carrying import STEP
from .side_copy import LAST, ROOM, SEARCHING, SideCopy
from .turning import Told

MOST = 150_000_000
"""Bytes of a copy that may take the book's place: for as long as they are written nobody reads the book."""
BLOCK = 5000
"""So many rows are made ready between two reports of progress."""
CHANGED = """
SELECT 1 FROM journal WHERE operation_id = ? AND "before" IS NOT NULL LIMIT 1"""
SINGLE = """
SELECT table_name, row_id, customer_id FROM journal WHERE operation_id = ? AND "after" IS NOT NULL"""
SIZE = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
TRIGGERS = SEARCHING.replace("SELECT name", "SELECT sql")


class Unwritten:
    """Tells whether nobody has written to a book since this was made; to be closed, by whichever thread."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        self._before = self._now()

    def _now(self) -> int | None:
        try:
            found: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.DatabaseError:
            return None
        return found

    def holds(self) -> bool:
        """Whether the book is as it was."""
        return self._before is not None and self._now() == self._before

    def close(self) -> None:
        """Look no more."""
        self._connection.close()


def become(
    side: SideCopy, book: Book, op_id: str, unwritten: Unwritten, told: Told | None = None
) -> bool:
    """Have the copy take the book's place, with its step; False where it can't, and then the book is as it was.

    Only where the step brings rows and changes none, and the whole of it is no more than may be written at once.
    Raises ``BookBusy``.
    """
    copy = side.book
    found = copy.row(STEP, (op_id,))
    if found is None or copy.row(CHANGED, found[:1]) or not unwritten.holds():
        return False
    if (copy.row(SIZE) or (MOST,))[0] >= MOST or steps.all_on_their_way(book.connection):
        return False
    try:
        for done, total in _made_ready(side, book, found[0]):
            if told:
                with suppress(
                    RepbookError
                ):  # as with what is carried over: it is too late for that
                    told(done, total)
        with _packed(copy) as whole:
            return _replace(whole, book, unwritten)
    except sqlite3.DatabaseError as error:
        raise translate(error, book.path) from None


# -- what a copy lacks of a book ------------------------------------------------------------------------------


def _made_ready(side: SideCopy, book: Book, number: int) -> Iterator[tuple[int, int]]:
    """Bring search, cache, and numbers along in the copy; yields how much of it is done, and how much there is."""
    connection = side.book.connection
    connection.execute("BEGIN")
    brought = runs.spans(runs.runs_of(connection, number))
    fresh = brought.get("customers", [])
    total = sum(map(len, chain(fresh, *brought.values()))) or 1
    done = 0
    for table, ranges in brought.items():
        for part in _parts(ranges):
            _find(connection, table, part)
            done += len(part)
            yield done, total
    others = _find_single(connection, number)
    for table in brought.keys() - {"customers"}:
        for ids in brought[table]:
            others |= runs.owners_of(connection, table, ids)
    for part in _parts(fresh):
        refresh(connection, part)
        done += len(part)
        yield done, total
    refresh(connection, runs.without(others, fresh))
    _count_on(side)
    for (trigger,) in book.rows(TRIGGERS):
        connection.execute(trigger)
    connection.execute("COMMIT")
    yield total, total


def _parts(ranges: list[range]) -> Iterator[range]:
    for ids in ranges:
        for start in range(ids.start, ids.stop, BLOCK):
            yield range(start, min(start + BLOCK, ids.stop))


def _find_single(connection: sqlite3.Connection, number: int) -> set[int]:
    """Have the search find the rows that came one by one; returns whose they are."""
    owners: set[int] = set()
    for table, row_id, owner in connection.execute(SINGLE, (number,)).fetchall():
        _find(connection, table, range(row_id, row_id + 1))
        owners |= {owner} - {None}
    return owners


def _find(connection: sqlite3.Connection, table: str, ids: range) -> None:
    """Have the search find new rows."""
    if table in searched.SEARCHED:
        connection.execute(searched.ADD.format(table), (ids.start, ids.stop - 1))


def _count_on(side: SideCopy) -> None:
    """A table that got no row leaves no room for any."""
    connection = side.book.connection
    now = dict(connection.execute(LAST).fetchall())
    for kind in ROW_KINDS:
        last = side.last.get(kind.table, 0)
        if now.get(kind.table) != last + ROOM:
            continue
        if kind.table in side.last:
            sql, values = "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (last, kind.table)
            connection.execute(sql, values)
        else:
            connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (kind.table,))


@contextmanager
def _packed(copy: Book) -> Iterator[sqlite3.Connection]:
    """The copy without the gaps that rows out of order leave in its indexes; as it is, where there is no room for that."""
    path = copy.path.with_name("packed.db")
    path.unlink(missing_ok=True)
    try:
        try:
            copy.connection.execute("VACUUM INTO ?", (str(path),))
        except sqlite3.OperationalError:
            yield copy.connection
        else:
            with closing(sqlite3.connect(path, isolation_level=None)) as packed:
                yield packed
    finally:
        path.unlink(missing_ok=True)


# -- the moment -----------------------------------------------------------------------------------------------


def _replace(copy: sqlite3.Connection, book: Book, unwritten: Unwritten) -> bool:
    """Write the copy's pages over the book's, where it is unwritten still, and nobody reads on for long."""
    until = time.monotonic() + WAIT_SECONDS

    def patient(_status: int, left: int, _pages: int) -> None:
        if left and time.monotonic() > until:
            raise _Busy

    try:
        with _held(book, unwritten) as held:
            if held:
                copy.backup(book.connection, progress=patient)
                book.memo = None
    except _Busy:
        return False
    return held


class _Busy(Exception):
    """Others read, and go on reading."""


@contextmanager
def _held(book: Book, unwritten: Unwritten) -> Iterator[bool]:
    """Keep others from the book, without a transaction of our own: SQLite copies into none. False where it was written to.

    What this mode keeps as an empty file, the journal of the transaction, goes as well.
    """
    connection = book.connection
    connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
    try:
        book.begin()
        holds = unwritten.holds()
        try:
            connection.execute("COMMIT")  # and the lock stays
        except sqlite3.OperationalError:
            raise _Busy from None
        yield holds
        if holds and book.ours:
            is_sound(book.path)
    finally:
        book.rollback()
        for pragma in ("locking_mode=NORMAL", "journal_mode=PERSIST", "journal_mode=DELETE"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("SELECT 1 FROM sqlite_master").fetchall()

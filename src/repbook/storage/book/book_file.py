"""A book's file: one connection, reads as plain rows, plain SQL in a transaction, and what is wrong in a rep's words."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ...clock import Clock
from ...errors import (
    BookBusy,
    BookHeld,
    BookLost,
    BookSpoiled,
    BookUnusable,
    Conflict,
    Dropped,
    RepbookError,
)
from .engine import BACKUP_HINT, connect, in_short, inspect, reads_on
from .state import is_ours, is_sound

if TYPE_CHECKING:
    from sqlalchemy import Engine

Value = TypeVar("Value")

_OPEN: Counter[tuple[int, int]] = Counter()
"""The files that this process has open, with how often."""
WAIT_SECONDS = 5.0
"""How long a write waits for another program that holds the book before it gives up."""
TRY = 250
"""Milliseconds of one try: a try begins with short pauses, and so soon finds the moment between two writes."""


class BookFile:
    """A connection to a book of any schema version. Used by one thread only."""

    dropped = False
    """Whether what is being read is wanted no more."""

    def __init__(self, path: Path, clock: Clock, *, by: str = "app") -> None:
        """Connect to the book at ``path``; ``by`` says in the history who writes.

        Raises ``BookUnusable`` or ``BookBusy``.
        """
        self.path = path.resolve()
        self.clock = clock
        self.by = by
        self.schema = self._looked_into()
        """The schema version that it had when it was opened."""
        self.connection = connect(self.path)
        self.keeps_up = True
        """Whether search and cache are brought along: not in a copy that nobody looks at."""
        self.look: Callable[[BookFile], object] | None = None
        """Looks at a file that another program has written to before anything more is put into it."""
        self.waits: Callable[[bool], object] = bool
        """Who hears, in the thread of the book, that a write waits for another program, and that it waits no more."""
        self._engine: Engine | None = None
        self.ours = False
        """Whether only repbook had written to the file when the transaction that is open began."""
        self._closed = False
        try:
            self._identity = self._identify()
            # Not as the first bytes have it: a write that was cut off is only taken back by now.
            self.schema = self.rows("PRAGMA user_version")[0][0]
        except BaseException:
            self.connection.close()
            raise
        _OPEN[self._identity] += 1

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()
        self.connection.close()
        if not self._closed:
            _OPEN[self._identity] -= 1
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- reading ---------------------------------------------------------------------------------

    def rows(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query as plain tuples."""
        try:
            return self.connection.execute(sql, values).fetchall()  # type: ignore[arg-type]
        except UnicodeDecodeError:  # what SQLite says of the damage is itself no text
            raise BookUnusable(f"{self.path} is damaged", BACKUP_HINT) from None
        except sqlite3.DatabaseError as error:
            if reads_on(self.connection, error):
                return self.rows(sql, values)
            said = translate(error, self.path)
            raise (
                BookHeld(said.message, said.hint) if isinstance(said, BookBusy) else said
            ) from None

    def row(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> tuple[Any, ...] | None:
        """The first row of one query, if any."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def version(self) -> tuple[int, int]:
        """A stamp that differs once another program, or we ourselves, wrote to the book."""
        return self.rows("PRAGMA data_version")[0][0], self.connection.total_changes

    def drop(self) -> None:
        """End what is being read, from any thread."""
        self.dropped = True
        with suppress(sqlite3.ProgrammingError):  # it was read, and let go of, meanwhile
            self.connection.interrupt()

    def wanted_again(self) -> None:
        """Another reading begins, which nobody has dropped."""
        self.dropped = False

    def still_wanted(self) -> None:
        """Raise ``Dropped`` where what is being read is wanted no more: asked now and then by what takes long."""
        if self.dropped:
            raise Dropped("the reading was dropped", "ask again")

    # -- writing ---------------------------------------------------------------------------------

    def run(
        self, operation: Callable[[sqlite3.Connection], Value], *, guarded: bool = True
    ) -> Value:
        """Run plain SQL in one immediate transaction, all of it or nothing.

        Without ``guarded`` links are not looked at: the operation itself does so.

        Waits for another writer for ``WAIT_SECONDS``; raises ``BookBusy`` after that, and
        ``BookUnusable`` if the file was replaced, removed, or cut since it was opened.
        """
        self.connection.execute(f"PRAGMA foreign_keys={'ON' if guarded else 'OFF'}")
        try:
            self.begin()
            value = operation(self.connection)
            self.commit()
        except BaseException as error:
            self.rollback()
            if isinstance(error, sqlite3.DatabaseError):
                raise translate(error, self.path) from None
            raise
        finally:
            self.connection.execute("PRAGMA foreign_keys=ON")
        return value

    def begin(self) -> None:
        """Start an immediate transaction, with patience. Foreign keys are checked at its end."""
        self.same_file()
        if self.look is not None and not is_ours(self.path):
            # What is in memory would be put into a file that holds nothing any more.
            self.look(self)
        until = time.monotonic() + WAIT_SECONDS
        patience = self.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        waited = False
        while True:
            self.connection.execute(f"PRAGMA busy_timeout={TRY}")
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                self.connection.execute("PRAGMA defer_foreign_keys=ON")
                break
            except sqlite3.OperationalError as error:
                busy = "locked" in str(error) or "busy" in str(error)
                if not busy or time.monotonic() > until:
                    self.waits(False)
                    raise translate(error, self.path) from None
                if not waited:
                    waited = True
                    self.waits(True)
            finally:
                self.connection.execute(f"PRAGMA busy_timeout={patience}")
        if waited:
            self.waits(False)
        try:
            # A restore swaps the file while it holds the lock that we may have waited for.
            self.same_file()
        except BookUnusable:
            self.rollback()
            raise
        self.ours = is_ours(self.path)

    def commit(self) -> None:
        """Bring the open transaction to the disk."""
        self.connection.execute("COMMIT")
        if self.ours:
            is_sound(self.path)

    def rollback(self) -> None:
        """Undo the open transaction, if SQLite has not done so itself."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def engine(self) -> Engine:
        """SQLAlchemy over the book's one connection; loaded when something is first written."""
        if self._engine is None:
            from sqlalchemy import create_engine
            from sqlalchemy.pool import StaticPool

            self._engine = create_engine(
                "sqlite://",
                creator=lambda: self.connection,
                poolclass=StaticPool,
                hide_parameters=True,
            )
            # The first connection makes SQLAlchemy look around and roll back: not in our transaction.
            self._engine.connect().close()
        return self._engine

    # -- the file beneath ------------------------------------------------------------------------

    def _looked_into(self) -> int:
        """The schema version; a file that this process has open already is asked, and not read beside SQLite.

        Who closes such a file lets go of every lock that the process has on it, also those of its other threads.
        """
        try:
            is_open = _OPEN[self._identify()] > 0
        except OSError:
            is_open = False
        if not is_open:
            return inspect(self.path)
        with closing(connect(self.path)) as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version

    @property
    def inode(self) -> int:
        """The number of the file that was opened, whatever stands at its place now."""
        return self._identity[1]

    def _identify(self) -> tuple[int, int]:
        status = self.path.stat()
        return status.st_dev, status.st_ino

    def same_file(self) -> None:
        """Raise ``BookLost`` unless the file on disk is the one that was opened, ``BookSpoiled`` if it was cut (F61)."""
        hint = "open repbook again: it says what there is"
        try:
            status = self.path.stat()
        except OSError:
            raise BookLost(f"{self.path} is gone while it was open", hint) from None
        if (status.st_dev, status.st_ino) != self._identity:
            raise BookLost(f"{self.path} was replaced while it was open", hint)
        if status.st_size < 4096:
            raise BookSpoiled(f"{self.path} was cut while it was open", BACKUP_HINT)


def translate(error: Exception, path: Path) -> RepbookError:
    """A database error in a rep's words. Never carries values from the rows."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return BookBusy("another program is writing to the book", "nothing was lost; try again")
    if "disk is full" in text or "disk full" in text:
        return BookUnusable("the disk is full", "make room and try again; nothing was lost")
    if "readonly" in text or "read-only" in text:
        return BookUnusable(f"{path} can't be written to", "check who owns the file and its folder")
    if "malformed" in text or "not a database" in text:
        return BookUnusable(f"{path} is damaged", BACKUP_HINT)
    if "decode to UTF-8" in text:
        return BookUnusable("a row of the book is damaged", "`repbook check` names it")
    if "FOREIGN KEY" in text:
        return Conflict("a later entry hangs on this one", "undo or remove the later one first")
    if "constraint" in text:
        return RepbookError(
            f"the book refused this: {text.rsplit(': ', maxsplit=1)[-1]}", "check what was typed"
        )
    return BookUnusable(f"the book could not be used ({path.name}: {in_short(error)})", BACKUP_HINT)

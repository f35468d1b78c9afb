"""The open book: what its file can do, and writes as named, journalled transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ...clock import Clock
from ...errors import BookUnusable, RepbookError
from ..facts.cache_version import is_stale
from .book_file import BookFile, translate
from .migrations import LATEST

if TYPE_CHECKING:
    from typing import Any

    from ...domain.reports.report import Report
    from ..facts.ahead_memo import AheadMemo
    from ..facts.memo import Memo
    from .work import Work


CUSTOMERS = "SELECT count(*) FROM customers"
AT_ONCE = 300
"""Customers whose cache is renewed while somebody waits for the book: a fifth of a second."""


class OlderBook(BookUnusable):
    """The book's schema is older than this program's; ``safety.opening`` brings it up to date."""


class Book(BookFile):
    """A book that is open. Used by one thread only: the storage thread, or a command's main thread."""

    def __init__(self, path: Path, clock: Clock, *, by: str = "app", whole: bool = True) -> None:
        """Open the book at ``path``, which is up to date: ``safety.opening`` sees to that.

        ``by`` says in the history who writes. What an older repbook has cached is reckoned anew now, unless that takes
        long and need not be ``whole``: then ``storage/places/renewing`` does it. Raises ``BookUnusable`` (``OlderBook``) or ``BookBusy``.
        """
        super().__init__(path, clock, by=by)
        self.memo: Memo | None = None
        """What Today has reckoned last; ``storage/views/today`` alone reads and writes it."""
        self.ahead: AheadMemo | None = None
        """What is ahead of everybody, as it was read last; ``storage/views/ahead`` alone reads and writes it."""
        self.reports: tuple[tuple[Any, ...], dict[str, Report]] | None = None
        """The reports that were read last, behind what they hold for; ``storage/reports`` alone reads and writes it."""
        self._writing: Work | None = None
        try:
            if self.schema < LATEST:
                raise OlderBook(f"{path} is of an older repbook", "it has to be brought up to date")
            self._renew_cache(whole)
        except BaseException as error:
            self.close()
            if isinstance(error, sqlite3.DatabaseError):
                raise translate(error, self.path) from None
            raise

    def _renew_cache(self, whole: bool) -> None:
        """Reckon anew what an older repbook has cached; where the book can't be written now, another time."""
        try:
            if is_stale(self.connection) and (whole or self.rows(CUSTOMERS)[0][0] <= AT_ONCE):
                from .facts_cache import rebuild

                self.run(lambda connection: is_stale(connection) and rebuild(connection))
        except (sqlite3.DatabaseError, RepbookError):
            self.rollback()

    @contextmanager
    def write(
        self, label: str, *, op_id: str | None = None, by_model: bool = False
    ) -> Iterator[Work]:
        """One action: one transaction, one undo step named ``label``.

        Give the same ``op_id`` again to try again after a failure: if the first attempt did reach
        the disk, nothing is done twice and ``work.change`` is what it was (F66).

        An action within another joins it: its rows are of the same transaction and the same undo step,
        and the outer one has the last word on the label, unless it names none. Whoever calls one must let its errors through.

        Rows go through ready statements, or through SQLModel (``by_model``): where SQLModel is seldom wanted it is
        never loaded. What joins a write goes the way of that.
        """
        if self._writing is not None:
            self._writing.label = self._writing.label or label
            yield self._writing
            return
        from .work import Work

        work = Work(self, label, op_id, by_model=by_model)
        self._writing = work
        try:
            with work.open():
                yield work
        finally:
            self._writing = None

"""A large file is filed in a copy of the book, which stays free for everybody; what it brings is then carried over."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from ...interchange.reading.records import Parsed
from ...storage.book.book import Book
from ...storage.large.becoming import Unwritten, become
from ...storage.large.carrying import BookChanged, carry
from ...storage.large.left_behind import PREFIX, noted
from ...storage.large.side_copy import LAST, Made, SideCopy, make, opened
from ...storage.large.turning import wait_for_others
from ..known.mappings import keep
from . import filing
from .filing import ImportReport, Progress

LARGE = 1000
"""From so many rows on; fewer keep nobody waiting for long."""
TRIES = 3
"""How often a file is filed anew because the book was changed meanwhile where it has its say."""
MATCHED = ("customers", "people", "origins")
"""The tables in which a file's records are looked for."""


def is_large(files: Sequence[Parsed]) -> bool:
    """Whether filing these files takes longer than anybody should wait for."""
    return sum(parsed.rows for parsed in files) >= LARGE


def file_in(
    book: Book,
    files: Sequence[Parsed],
    *,
    placing: Progress | None = None,
    op_id: str | None = None,
    **how: Any,
) -> tuple[ImportReport, ...]:
    """As ``filing.file_all``, and nobody has to wait: with large files too others read and write meanwhile.

    ``placing`` hears of how many rows of the files have come into the book, once it is settled that all of them
    will: what it raises stops nothing. Raises ``BookChanged`` where the book was changed again and again.
    """
    if not is_large(files):
        wait_for_others(book)
        return filing.file_all(book, files, op_id=op_id, **how)
    for left in reversed(range(TRIES)):
        aside = Aside(book, files, op_id or uuid4().hex, **how)
        try:
            aside.carry_over(book, placing)
            return aside.reports
        except BookChanged:
            if not left:
                raise
        finally:
            aside.close()
    raise AssertionError("the last try returns or raises")


class Aside:
    """Files that were filed in a copy of the book; ``carry_over`` brings them into the book. To be closed."""

    def __init__(self, book: Book, files: Sequence[Parsed], op_id: str, **how: Any) -> None:
        self._files = files
        self._op_id = op_id
        wait_for_others(book)
        self._standing = ExitStack()
        passing = TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-")
        folder = Path(self._standing.enter_context(passing))
        try:
            self._standing.enter_context(noted(book.path, folder))
            self._unwritten = Unwritten(book.path)
            self._standing.callback(self._unwritten.close)
            self._made: Made = make(book, folder)
            with self._open(book) as side:
                self.reports = filing.file_all(side.book, files, op_id=op_id, **how)
        except BaseException:
            self.close()
            raise

    def _open(self, book: Book) -> Any:
        return opened(self._made, book.clock, by=book.by)

    def close(self) -> None:
        """The copy goes."""
        with suppress(OSError):
            self._standing.close()

    def still_fits(self, book: Book) -> bool:
        """Whether nobody whom the files may mean has come into the book since."""
        now = dict(book.rows(LAST))
        return all(now.get(table) == self._made.last.get(table) for table in MATCHED)

    def carry_over(self, book: Book, placing: Progress | None = None) -> None:
        """Bring what was filed into the book. Raises ``BookChanged``, and then nothing is in the book."""
        if not self.reports[-1].change.op_id:
            return  # something is to be answered first
        also = partial(keep, files=self._files, today=book.clock.today())
        rows = sum(parsed.rows for parsed in self._files)
        side: SideCopy
        told = filing.in_rows(placing, 0, rows, rows)
        with self._open(book) as side:
            if not become(side, book, self._op_id, self._unwritten, told):
                carry(side, book, self._op_id, also, told)

"""A large file is filed in a copy of the book, which stays free for everybody; what it brings is then carried over."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from ...interchange.reading.records import Parsed
from ...storage.book.book import Book
from ...storage.large.carrying import BookChanged, carry
from ...storage.large.side_copy import side_copy
from ..known.mappings import keep
from . import filing
from .filing import ImportReport, Progress

LARGE = 1000
"""From so many rows on; fewer keep nobody waiting for long."""
TRIES = 3
"""How often a file is filed anew because the book was changed meanwhile where it has its say."""
PREFIX = "repbook-"
"""How the name of a passing folder begins; what a killed run left is swept by that name."""


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
    if sum(parsed.rows for parsed in files) < LARGE:
        return filing.file_all(book, files, op_id=op_id, **how)
    op_id = op_id or uuid4().hex
    for left in reversed(range(TRIES)):
        try:
            return _by_way_of_a_copy(book, files, op_id, placing, how)
        except BookChanged:
            if not left:
                raise
    raise AssertionError("the last try returns or raises")


def _by_way_of_a_copy(
    book: Book,
    files: Sequence[Parsed],
    op_id: str,
    placing: Progress | None,
    how: dict[str, Any],
) -> tuple[ImportReport, ...]:
    with (
        TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder,
        side_copy(book, Path(folder)) as side,
    ):
        reports = filing.file_all(side.book, files, op_id=op_id, **how)
        if reports[-1].change.op_id:  # else something is to be answered first
            also = partial(keep, files=files, today=book.clock.today())
            carry(side, book, op_id, also, partial(_in_rows, placing, _rows(files)))
        return reports


def _rows(files: Sequence[Parsed]) -> int:
    return sum(parsed.rows for parsed in files)


def _in_rows(placing: Progress | None, rows: int, done: int, of: int) -> None:
    """What rows of the book say of those of the files."""
    if placing:
        placing(rows * done // of if of else rows, rows)

"""Which files left the book, and where they lie: whoever asks what is kept of them, or to be forgotten, is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ...errors import RepbookError
from ...values import NamedTuple
from ..book.book import Book

LETTER, PAGE, BACKUP = "letter", "page of a week", "backup"
"""What a file is that is no export; of an export its format is told."""
ADD = """
INSERT INTO sent_out (on_day, kind, path, customer_id)
SELECT :day, :kind, :path, :customer WHERE NOT EXISTS (SELECT 1 FROM sent_out
  WHERE on_day = :day AND kind = :kind AND path = :path AND customer_id IS :customer)"""
ALL = "SELECT on_day, kind, path, customer_id FROM sent_out ORDER BY id"


class SentOut(NamedTuple):
    """A file that left the book: the day, what it is, where it lay; whose it is if it is of one customer only."""

    on: str
    kind: str
    path: str
    customer_id: int | None


def note(book: Book, kind: str, paths: Iterable[Path], customer_id: int | None = None) -> None:
    """Remember where files went; a book that can't be written to remembers none."""
    day = book.clock.today().isoformat()
    rows = [
        {"day": day, "kind": kind, "path": str(path.absolute()), "customer": customer_id}
        for path in paths
    ]
    with suppress(RepbookError, sqlite3.DatabaseError):
        book.run(lambda connection: connection.executemany(ADD, rows))


def sent_out(book: Book) -> tuple[SentOut, ...]:
    """All of them, the oldest first."""
    return tuple(SentOut(*row) for row in book.rows(ALL))

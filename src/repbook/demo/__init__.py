"""The made-up book: some sixty customers of one rep, in every state that the rules know.

All days are relative to today, and the same day gives the same bytes.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from types import MappingProxyType


def build(path: Path, today: date) -> None:
    """Write the demo book as of ``today`` to a new file, whole or not at all.

    Raises ``BookUnusable`` where the file exists or can't be made.
    """
    from ..clock import FixedClock
    from ..storage.book.book import Book
    from ..storage.book.engine import create
    from .fortnight import happen
    from .history import history, put_off

    create(path)
    try:
        with Book(path, FixedClock(datetime.combine(today, time(8))), by="demo") as book:
            # A book that can be made again needs no patience with the disk.
            book.connection.execute("PRAGMA journal_mode=MEMORY")
            book.connection.execute("PRAGMA synchronous=OFF")
            history(today).file(book)
            put_off(book)
            happen(book, today)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


REP = MappingProxyType(
    {"name": "Robin Ashdown", "company": "Northwell Cleaning", "phone": "01632 960 117"}
)
CONTACTS = MappingProxyType(
    {
        "everyday": "Robin Ashdown, 01632 960 117",
        "out of hours": "the duty desk, 01632 960 118",
        "billing": "Ann Lister, 01632 960 119",
        "delivery": "Ravi in dispatch, 01632 960 120",
    }
)
"""Who signs the demo's letters, and whom its customers ring: nobody is named for an escalation."""

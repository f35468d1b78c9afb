"""Makes the book that ships, from the stories: once for each day of the week."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from ..clock import FixedClock
from ..storage.book.book import Book
from ..storage.book.engine import create
from .story_lines import fortnight, history
from .teller import Teller

STEPS_ONLY = ("DELETE FROM journal", "DELETE FROM operations")


def told(path: Path, today: date) -> None:
    """Write the stories as of a day to a new book, through the actions: minutes, not seconds."""
    create(path)
    with Book(path, FixedClock(datetime.combine(today, time(8))), by="demo") as book:
        # A book that can be made again needs no patience with the disk.
        book.connection.execute("PRAGMA journal_mode=MEMORY")
        book.connection.execute("PRAGMA synchronous=OFF")
        teller = Teller(book, today)
        for line in history(today):
            teller.keep_up(line.day)
            teller.tell(line)
        teller.keep_up(today)
        # What lies further back is history, not a step that somebody would undo.
        for sql in STEPS_ONLY:
            book.connection.execute(sql)
        book.connection.execute("DELETE FROM sqlite_sequence WHERE name IN ('journal', 'operations')")
        for line in fortnight(today):
            teller.tell(line)
        book.connection.execute("VACUUM")


def make() -> None:
    """Make the book that ships."""

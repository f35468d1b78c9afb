"""Makes the book that ships: the stories told once, as of a Wednesday, and carried to each day of that week.

What a day means to the rules depends on the weekday: so that "two business days ago" stays just that, a day is
carried by counting business days from today. A book that ships is then only ever moved by whole weeks.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from operator import ne
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..clock import FixedClock
from ..domain.spine.rules import DEFAULT
from ..errors import BookUnusable
from ..storage.book.book import Book
from ..storage.book.engine import create
from ..storage.book.facts_cache import rebuild
from ..storage.safety.integrity import check
from ..wording import WEEKDAYS
from .days import BUSINESS, workday
from .made import (
    BASE,
    BOOK,
    FOLDER,
    ISO,
    STAMP,
    book_of,
    file_of,
    in_text,
    move_birthdays,
    stamp,
)
from .story_lines import fortnight, history
from .teller import Teller

TO_STEPS = (
    "DELETE FROM journal",
    "DELETE FROM journal_runs",
    "DELETE FROM operations",
    "DELETE FROM sqlite_sequence WHERE name IN ('journal', 'journal_runs', 'operations')",
)
"""What lies before the last fortnight is history, not a step that somebody would undo."""
PAGE = 8192
"""Bytes: no row of the book is longer, so that no day is torn between two pages of the file."""
KEPT = ("standings", "reviews", "dates")
"""Tables that are not carried by counting business days: a review belongs to its week, a birthday to its day."""
TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'"""


def tell(path: Path) -> None:
    """Write the stories as of the base day to a new book, line by line through the actions: a minute or two.

    Raises ``ValueError`` that names the line for whatever an action refuses.
    """
    create(path)
    with _quick(path, BASE) as book:
        teller = Teller(book, BASE)
        for line in history(BASE):
            teller.keep_up(line.day)
            teller.tell(line)
        teller.keep_up(BASE)
        for sql in TO_STEPS:
            book.connection.execute(sql)
        for line in fortnight(BASE):
            teller.tell(line)
        # Else an id is drawn by lot, and no book is like the one before.
        book.connection.execute("UPDATE operations SET op_id = printf('demo-%02d', id)")
        _small(book)


def carry(path: Path, today: date) -> None:
    """Bring a book of the base day to another day of that week. Raises ``BookUnusable`` if it is not sound then."""
    with _quick(path, today) as book:
        carried = cache(partial(_carried, today=today))
        for (table,) in book.rows(TABLES):
            if table not in KEPT:
                _carry(book, table, carried)
        move_birthdays(book, today - BASE)
        rebuild(book.connection)
        _small(book)
        if found := check(book, DEFAULT):
            raise BookUnusable(f"the book of a {today:%A} is not sound: {found[0].what}", "")


def make() -> None:
    """Make all books that ship, and say of what stories and cache they are."""
    with TemporaryDirectory() as aside:
        told = Path(aside) / "told.db"
        tell(told)
        base = told.read_bytes()
        BOOK.write_bytes(base)
        _keep("days", json.dumps(_days(base)).encode())
        for weekday, name in enumerate(WEEKDAYS):
            day = BASE + timedelta(weekday - BASE.weekday())
            if day == BASE:
                continue
            path = Path(aside) / f"{name}.db"
            path.write_bytes(base)
            carry(path, day)
            other = path.read_bytes()
            _keep(name.lower(), json.dumps(_differs(base, other, day)).encode())
            if book_of(day, timedelta()) != other:
                raise BookUnusable(f"the book of a {day:%A} is not what was packed", "")
    (FOLDER / STAMP).write_text(f"{stamp()}\n")


def _keep(name: str, part: bytes) -> None:
    file_of(name).write_bytes(zlib.compress(part, 9))


def _quick(path: Path, today: date) -> Book:
    """The book, without patience with the disk: it can be made again."""
    book = Book(path, FixedClock(datetime.combine(today, time(8))), by="demo")
    book.connection.execute("PRAGMA journal_mode=MEMORY")
    book.connection.execute("PRAGMA synchronous=OFF")
    return book


def _small(book: Book) -> None:
    """No bytes more than its rows need."""
    book.connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    book.connection.execute(f"PRAGMA page_size={PAGE}")
    book.connection.execute("VACUUM")


def _carried(day: date, *, today: date) -> date:
    """As many business days from today as it was from the base day; a free day goes to the next one towards today."""
    if day == BASE:
        return today
    if day > BASE:
        return BUSINESS.add(today, BUSINESS.between(BASE, BUSINESS.roll(day)))
    return BUSINESS.add(today, -BUSINESS.between(workday(day), BASE))


def _carry(book: Book, table: str, carried: Callable[[date], date]) -> None:
    names = [row[1] for row in book.rows(f"PRAGMA table_info({table})")]
    for row in book.rows(f"SELECT * FROM {table}"):
        known = dict(zip(names, row, strict=True))
        given = {
            name: moved
            for name, value in known.items()
            if isinstance(value, str) and (moved := in_text(value, carried)) != value
        }
        if given:
            sets = ", ".join(f'"{name}" = :{name}' for name in given)
            book.connection.execute(
                f"UPDATE {table} SET {sets} WHERE id = :id", {**given, "id": known["id"]}
            )


def _differs(base: bytes, other: bytes, today: date) -> dict[str, Any]:
    """How the book of another weekday differs: what becomes of each day, and bytes that stand at a place instead."""
    carried = {
        day: _carried(date.fromisoformat(day), today=today).isoformat()
        for day in _days(base)
        if "W" not in day
    }
    like = bytearray(base)
    for day, places in _days(base).items():
        for place in places:
            like[place : place + len(day)] = carried.get(day, day).encode()
    marks = bytearray(map(ne, like, other)).ljust(len(other), b"\1")
    # A day is still to be moved: none may stand half in such a piece.
    spans = [found.span() for file in (like, other) for found in re.finditer(ISO.encode(), file)]
    while torn := [(begin, end) for begin, end in spans if 0 < sum(marks[begin:end]) < end - begin]:
        for begin, end in torn:
            marks[begin:end] = b"\1" * (end - begin)
    runs = [found.span() for found in re.finditer(rb"\x01(?:\x00{0,12}\x01)*", marks)]
    return {
        "carried": carried,
        "places": [(begin, end - begin) for begin, end in runs],
        "rest": b"".join(other[begin:end] for begin, end in runs).decode("latin-1"),
        "days": {
            day: inside
            for day, places in _days(other).items()
            if (inside := [place for place in places if marks[place]])
        },
    }


def _days(file: bytes) -> dict[str, list[int]]:
    """The places of each day and week in a file."""
    found: dict[str, list[int]] = {}
    for match in re.finditer(ISO.encode(), file):
        found.setdefault(match[0].decode(), []).append(match.start())
    return found

"""The made-up book as it ships, moved to today.

It is a book for each day of a week, in which all days stand as ten letters. Moved by whole weeks they stay ten
letters in the same order, so the file itself can be moved, far quicker than its rows: only what is no such day
is written anew (birthdays, the words of steps and review pages that name a day).
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..clock import FixedClock
from ..domain.spine.facts import DateFacts
from ..storage.book.book_file import BookFile
from ..storage.book.migrations import LATEST, migrate
from ..storage.facts.facts_packing import ALL, PACKED, pack, unpack
from ..wording import MONTHS, WEEKDAYS, day_text

BASE = date(2026, 6, 3)
"""The Wednesday as of which the stories are told."""
FOLDER = Path(__file__).parent / "made"
BOOK = FOLDER / "wed.book"
"""As it is, since unpacking it takes longer than moving it; git and the package pack it themselves."""
STAMP = "made-of.txt"
NOTHING: Mapping[str, str] = MappingProxyType({})
ISO = r"(20[0-2]\d-(?:[01]\d-[0-3]\d|W[0-5]\d))"
"""A day or an ISO week, as the rows and their images have it."""
PROSE = r"\b[A-Z][a-z][a-z] (\d\d?) ([A-Z][a-z][a-z])\b( \d{4})?"
"""A day in the words of a step or a page."""


def put(path: Path, today: date) -> None:
    """Write the book as of ``today`` over an empty file."""
    made = BASE + timedelta(today.weekday() - BASE.weekday())
    by = today - made
    path.write_bytes(book_of(made, by))
    with BookFile(path, FixedClock(datetime.combine(today, time(8))), by="demo") as moved:
        moved.connection.execute("PRAGMA synchronous=OFF")
        if moved.schema < LATEST:
            from ..storage.book.facts_cache import rebuild

            migrate(moved.connection, moved.schema, caches=rebuild)
        if by:
            moved.run(lambda _: _words(moved, by))


def book_of(made: date, by: timedelta) -> bytes:
    """The file of a day of the base week, with its days moved by so many."""
    book = bytearray(BOOK.read_bytes())
    if made != BASE:
        differs = _read(WEEKDAYS[made.weekday()].lower())
        _move(book, _read("days"), by, differs["carried"])
        rest, taken = differs["rest"].encode("latin-1"), 0
        for place, size in differs["places"]:
            book[place : place + size] = rest[taken : taken + size]
            taken += size
        _move(book, differs["days"], by)
    elif by:
        _move(book, _read("days"), by)
    return bytes(book)


def file_of(name: str) -> Path:
    """What ships beside the book of the base day: the places of its ``days``, how that of a ``mon`` differs."""
    return FOLDER / f"{name}.z"


def _read(name: str) -> Any:
    return json.loads(zlib.decompress(file_of(name).read_bytes()))


def _move(
    book: bytearray,
    days: Mapping[str, Sequence[int]],
    by: timedelta,
    carried: Mapping[str, str] = NOTHING,
) -> None:
    """Write the days and weeks of a file anew, each at its places: carried to another weekday, and moved."""
    for day, places in days.items():
        new = _moved(carried.get(day, day), by).encode()
        for place in places:
            book[place : place + len(new)] = new


def _moved(day: str, by: timedelta) -> str:
    if "W" not in day:
        return (date.fromisoformat(day) + by).isoformat()
    monday = date.fromisocalendar(int(day[:4]), int(day[6:]), 1) + by
    return f"{monday:%G-W%V}"


def _words(book: BookFile, by: timedelta) -> None:
    """What names a day otherwise."""
    move_birthdays(book, by)
    for table, column in (("operations", "label"), ("reviews", "page")):
        for row_id, text in book.rows(f"SELECT id, {column} FROM {table}"):
            moved = _prose(text, lambda day: day + by)
            if moved != text:
                book.connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE id = ?", (moved, row_id)
                )


def move_birthdays(book: BookFile, by: timedelta) -> None:
    """Days of the year, in their rows and in the cached facts; a 29th of February is kept on the 28th."""
    for row_id, month, day, year in book.rows("SELECT id, month, day, year FROM dates"):
        values = (*_of_the_year(month, day, year, by), row_id)
        book.connection.execute(
            "UPDATE dates SET month = ?, day = ?, year = ? WHERE id = ?", values
        )
    for customer_id, facts in book.rows(ALL.format(f"s.customer_id, {PACKED}")):
        known = unpack(facts)
        moved = tuple(_moved_birthday(one, by) for one in known.dates)
        first = known.first_sale_on
        book.connection.execute(
            "UPDATE standings SET facts = ?, first_sale_month_day = ? WHERE customer_id = ?",
            (
                pack(known._replace(dates=moved)),
                f"{first:%m-%d}" if first else "",
                customer_id,
            ),
        )


def _moved_birthday(one: DateFacts, by: timedelta) -> DateFacts:
    month, day, year = _of_the_year(one.month, one.day, one.year, by)
    return one._replace(month=month, day=day, year=year)


def _of_the_year(
    month: int, day: int, year: int | None, by: timedelta
) -> tuple[int, int, int | None]:
    near = min(
        (date(BASE.year + n, month, day) for n in (-1, 0, 1)),
        key=lambda day: abs((day - BASE).days),
    )
    then = near + by
    began = year and year + then.year - near.year
    return then.month, min(then.day, 28) if then.month == 2 else then.day, began


def in_text(text: str, move: Callable[[date], date]) -> str:
    """A text with all its days moved, those in words as well."""
    iso = re.sub(ISO, lambda found: move(date.fromisoformat(found[0])).isoformat(), text)
    return _prose(iso, move)


def _prose(text: str, move: Callable[[date], date]) -> str:
    def moved(found: re.Match[str]) -> str:
        if found[2] not in MONTHS:
            return found[0]
        year = int(found[3] or BASE.year)
        day = move(date(year, MONTHS.index(found[2]) + 1, int(found[1])))
        return day_text(day, None if found[3] else day)

    return re.sub(PROSE, moved, text)


def stamp() -> str:
    """What the book that ships is made of: the stories, and the version of the cache; a new schema comes by itself."""
    from hashlib import sha256

    from ..storage.facts.cache_version import RULES

    written = sorted([*FOLDER.parent.glob("*.toml"), *FOLDER.parent.glob("stories/*.*")])
    told = sha256(b"".join(file.read_bytes() for file in written)).hexdigest()[:16]
    return f"stories {told}, cache {RULES}"

"""The made-up book as it ships, moved to today.

It is a book for each day of a week, in which all days stand as ten letters. Moved by whole weeks they stay ten
letters in the same order, so the file itself can be moved, far quicker than its rows: only what is no such day
is written anew (birthdays, the words of steps and review pages that name a day). One that was made before the
schema went up is brought up to date like any book.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from struct import Struct

from ..clock import FixedClock
from ..storage.book.book_file import BookFile
from ..storage.book.migrations import LATEST, migrate
from ..wording import MONTHS, WEEKDAYS, day_text

BASE = date(2026, 6, 3)
"""The Wednesday as of which the stories are told."""
FOLDER = Path(__file__).parent / "made"
STAMP = "made-of.txt"
PLACE = Struct("<II")
ISO = r"(20[0-2]\d-(?:[01]\d-[0-3]\d|W[0-5]\d))"
"""A day or an ISO week, as the rows and their images have it."""
PROSE = r"\b[A-Z][a-z][a-z] (\d\d?) ([A-Z][a-z][a-z])\b( \d{4})?"
"""A day in the words of a step or a page."""
IN_FACTS = r'"month":(\d+),"day":(\d+)(?:,"year":(\d+))?'


def put(path: Path, today: date) -> None:
    """Write the book as of ``today`` over an empty file."""
    made = BASE + timedelta(today.weekday() - BASE.weekday())
    by = today - made
    base = zlib.decompress(file_of(BASE).read_bytes())
    if made == BASE:
        path.write_bytes(in_file(base, {}, by))
    else:
        carried, places, rest = unpack(zlib.decompress(file_of(made).read_bytes()))
        book = bytearray(in_file(base, carried, by))
        rest, taken = in_file(rest, {}, by), 0
        for place, size in places:
            book[place : place + size] = rest[taken : taken + size]
            taken += size
        path.write_bytes(book)
    with BookFile(path, FixedClock(datetime.combine(today, time(8))), by="demo") as moved:
        moved.connection.execute("PRAGMA synchronous=OFF")
        if moved.schema < LATEST:
            from ..storage.book.facts_cache import rebuild

            migrate(moved.connection, moved.schema, caches=rebuild)
        if by:
            moved.run(lambda _: _words(moved, by))


def file_of(day: date) -> Path:
    """Where the book of the base day is kept, or what is otherwise on another day of that week."""
    return FOLDER / f"{WEEKDAYS[day.weekday()].lower()}.z"


def in_file(book: bytes, carried: dict[bytes, bytes], by: timedelta) -> bytes:
    """A file, or a part of one, with all its days carried to another weekday, and moved by so many days."""
    if not carried and not by:
        return book
    parts = re.split(ISO.encode(), book)
    parts[1::2] = map(_Moved(carried, by).__getitem__, parts[1::2])
    return b"".join(parts)


def pack(carried: dict[bytes, bytes], otherwise: list[tuple[int, bytes]]) -> bytes:
    """How a book of another weekday differs: what becomes of each day, and bytes that stand at a place instead."""
    days = b"".join(day for pair in carried.items() for day in pair)
    places = b"".join(PLACE.pack(place, len(text)) for place, text in otherwise)
    rest = b"".join(text for _, text in otherwise)
    return PLACE.pack(len(days), len(places)) + days + places + rest


def unpack(packed: bytes) -> tuple[dict[bytes, bytes], list[tuple[int, int]], bytes]:
    """What becomes of each day, the places and sizes of the other bytes, and these in a row."""
    days, places = PLACE.unpack_from(packed)
    begin = PLACE.size + days
    end = begin + places
    texts = [packed[n : n + 10] for n in range(PLACE.size, begin, 10)]
    at: list[tuple[int, int]] = list(PLACE.iter_unpack(packed[begin:end]))
    return dict(zip(texts[::2], texts[1::2], strict=True)), at, packed[end:]


class _Moved(dict[bytes, bytes]):
    """Each day and week of a file, and what it becomes."""

    def __init__(self, carried: dict[bytes, bytes], by: timedelta) -> None:
        super().__init__()
        self.carried = carried
        self.by = by

    def __missing__(self, day: bytes) -> bytes:
        text = self.carried.get(day, day).decode()
        if "W" not in text:
            moved = (date.fromisoformat(text) + self.by).isoformat()
        else:
            monday = date.fromisocalendar(int(text[:4]), int(text[6:]), 1) + self.by
            moved = f"{monday:%G-W%V}"
        self[day] = moved.encode()
        return self[day]


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
    for customer_id, facts in book.rows("SELECT customer_id, facts FROM standings"):
        moved = re.sub(IN_FACTS, lambda found: _as_fact(found, by), facts)
        first = re.search(r'"first_sale_on":"\d{4}-(\d\d-\d\d)"', facts)
        book.connection.execute(
            "UPDATE standings SET facts = ?, first_sale_month_day = ? WHERE customer_id = ?",
            (moved, first[1] if first else "", customer_id),
        )


def _as_fact(found: re.Match[str], by: timedelta) -> str:
    month, day, year = _of_the_year(
        int(found[1]), int(found[2]), int(found[3]) if found[3] else None, by
    )
    return f'"month":{month},"day":{day}' + (f',"year":{year}' if year else "")


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
    """What the book that ships is made of: the stories, the schema, and the version of the cache."""
    from hashlib import sha256

    from ..storage.book.migrations import LATEST
    from ..storage.facts.cache_version import RULES

    written = sorted([*FOLDER.parent.glob("*.toml"), *FOLDER.parent.glob("stories/*.toml")])
    told = sha256(b"".join(file.read_bytes() for file in written)).hexdigest()[:16]
    return f"stories {told}, schema {LATEST}, cache {RULES}"

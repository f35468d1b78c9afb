"""Values that no column takes by itself, as a fault of the disk makes them (F70): what is wrong, and in which row.

`check` goes through them all, and who has stumbled over one is told which it is.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from ...errors import BookUnusable, RepbookError
from ..book.book import Book

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

LOOK = "open the customer and enter it anew, or take a backup with `repbook restore`"
BROKEN = re.compile("[\ud800-\udfff]")
PACKED = {
    "journal": ("before", "after"), "journal_runs": ("owners",), "reviews": ("verdicts",), "drafts": ("content",),
}  # fmt: skip
"""The columns that hold several values as JSON."""

ODD = {
    "number": "typeof({0}) NOT IN ('integer', 'null')",
    "day": "{0} IS NOT date({0}, '+0 days')",
    "text": "typeof({0}) NOT IN ('text', 'null')",
    "instant": "typeof({0}) NOT IN ('text', 'null') OR julianday({0}) IS NULL AND typeof({0}) = 'text'",
    "hour": "typeof({0}) NOT IN ('text', 'null') OR {0} <> '' AND time({0}) IS NULL",
    "packed": "typeof({0}) NOT IN ('text', 'null') OR NOT (json_valid({0}) AND {0} GLOB '[[{{]*')",
    "record": "typeof({0}) NOT IN ('text', 'null') OR NOT (json_valid({0}) AND {0} GLOB '{{*')",
}
"""What no value of a column can be, by what the column holds."""

READ_BY: dict[str, tuple[Callable[[str], object], str]] = {
    "instant": (datetime.fromisoformat, "is not a moment"),
    "hour": (lambda text: text and time.fromisoformat(text), "is not an hour"),
    "packed": (lambda text: iter(json.loads(text)), "can't be read back"),
    "record": (lambda text: {**json.loads(text)}, "can't be read back"),
}
"""How a text is read that must mean something, and what is said where it can't be."""

RULES = {
    "_known": "{} is not a word that repbook knows",
    "_length": "{} is empty or too long",
    "confirmed_in_words": "it is closed without the customer's words",
    "change_answered": "what was to be changed was not followed by anything",
}
"""What it means that a row breaks a constraint, by the end of the constraint's name."""


def stumbled_over(book: Book, error: BaseException) -> RepbookError | None:
    """The damaged value behind a fault that nobody expected, said in one line; None where the book has none."""
    if isinstance(error, RepbookError):
        return None
    with suppress(sqlite3.Error, RepbookError):
        for words in damaged_values(book):
            return BookUnusable(f"the book is damaged: {words}", LOOK)
    return None


def damaged_values(book: Book) -> Iterator[str]:
    """Rows that break a constraint, hold a wrong type, or a text that is none, each in words."""
    from sqlmodel import SQLModel

    from ..book import tables  # noqa: F401 - it fills the metadata

    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.c:
            for row_id, words in (*_against_rules(book, table), *_against_types(book, table)):
                yield f"{table.name} {row_id}: {words}"


def _against_rules(book: Book, table: Table) -> Iterator[tuple[int, str]]:
    """The rows that break a constraint of their table: (id, what is wrong)."""
    from sqlalchemy import CheckConstraint

    for rule in table.constraints:
        name = str(rule.name)
        if isinstance(rule, CheckConstraint) and not name.endswith("_is_a_day"):
            sql = f'SELECT id FROM "{table.name}" WHERE NOT ({rule.sqltext}) ORDER BY id'
            for (row_id,) in book.rows(sql):
                yield row_id, _says(name)


def _against_types(book: Book, table: Table) -> Iterator[tuple[int, str]]:
    """The rows that hold what their column can't mean: (id, what is wrong)."""
    columns = [(each.name, not each.nullable, _sort(table.name, each)) for each in table.c]
    suspects = _suspects(book, table.name, columns)
    if suspects is not None and not suspects:
        return
    names = ", ".join(f'"{name}"' for name, *_ in columns)
    among = "" if suspects is None else f" WHERE id IN ({', '.join(map(str, suspects))})"
    with _as_stored(book.connection):
        for row in book.connection.execute(
            f'SELECT {names} FROM "{table.name}"{among} ORDER BY id'
        ):
            for (name, needed, kind), value in zip(columns, row, strict=True):
                if wrong := _wrong(value, kind, needed=needed):
                    yield row[0], f"{name.replace('_', ' ')} {wrong}"


def _sort(table: str, column: Column[Any]) -> str:
    from sqlalchemy import Boolean, Date, Integer

    if column.name in PACKED.get(table, ()):
        return "record" if table == "journal" else "packed"

    if isinstance(column.type, Integer | Boolean):
        return "number"
    if isinstance(column.type, Date):
        return "day"
    if column.name == "at" and table != "operations":
        return "hour"
    return "instant" if column.name == "at" or column.name.endswith("_at") else "text"


def _suspects(book: Book, table: str, columns: list[tuple[str, bool, str]]) -> list[int] | None:
    """The rows to look at value by value, as SQLite itself sees them; None for all, where a text is no UTF-8.

    ``IS NULL`` it does not even look at where the column says that nothing may be missing.

    It takes the 31st of February for a day, but does not give it back as it was.
    """
    odd = " OR ".join(
        ODD[kind].format(f'"{name}"') + (f" OR typeof(\"{name}\") = 'null'" if needed else "")
        for name, needed, kind in columns
    )
    texts = ", ".join(f'"{name}"' for name, _, kind in columns if kind != "number") or "1"
    before, book.connection.text_factory = book.connection.text_factory, str
    try:
        for _ in book.connection.execute(f'SELECT {texts} FROM "{table}"'):
            pass
        rows = book.connection.execute(f'SELECT id FROM "{table}" WHERE {odd}').fetchall()
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" in str(error):
            return None
        raise
    finally:
        book.connection.text_factory = before
    return [row[0] for row in rows]


def _says(rule: str) -> str:
    for ending, words in RULES.items():
        if rule.endswith(ending):
            return words.format(rule.removesuffix(ending).replace("_", " "))
    return f"{rule.replace('_', ' ')}: not so"


def _wrong(value: Any, kind: str, *, needed: bool) -> str:
    """What is wrong with one value as it is stored."""
    if value is None:
        return "is missing" if needed else ""
    if kind == "number":
        return "" if isinstance(value, int) else "is not a whole number"
    if kind == "day":
        return "" if _is_day(value) else "is not a day"
    if not isinstance(value, str):
        return "is not a text"
    if BROKEN.search(value):
        return "holds bytes that are no text"
    if kind in READ_BY:
        read, words = READ_BY[kind]
        try:
            read(value)
        except (TypeError, ValueError):
            return words
    return ""


def _is_day(value: object) -> bool:
    """Python's word counts: SQLite takes the 31st of February for a day."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@contextmanager
def _as_stored(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a text that is no UTF-8 be seen as such: otherwise it would end the reading of all."""
    before = connection.text_factory
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = before

"""A row as the form that edits it begins with, where its own columns are not all that the form shows."""

from __future__ import annotations

from typing import Any

from ...wording import MONTHS
from ..book.book import Book
from ..rows.images import image

ROUTES = "SELECT kind, value, situation FROM routes WHERE person_id = ? ORDER BY id"
BIRTHDAY = """
SELECT day, month, year FROM dates WHERE person_id = ? AND kind = 'birthday' ORDER BY id LIMIT 1"""


def row(book: Book, table: str, row_id: int) -> dict[str, Any]:
    """The columns of a row; of a person also the first route of each kind, what they are for, and the birthday."""
    values = image(book.connection, table, row_id) or {}
    if table == "dates" and values:
        values["day"] = _typed(values["day"], values["month"], values["year"])
    if table == "people":
        situations: dict[str, None] = {}
        for kind, value, situation in book.rows(ROUTES, (row_id,)):
            values.setdefault(kind, value)
            situations.update(dict.fromkeys(filter(None, situation.split(", "))))
        values["situation"] = ", ".join(situations)
        birthday = book.row(BIRTHDAY, (row_id,))
        values["birthday"] = _typed(*birthday) if birthday else ""
    return values


def _typed(day: int, month: int, year: int | None) -> str:
    """A day of the year as a rep would type it."""
    return f"{day} {MONTHS[month - 1]} {year or ''}".rstrip()

"""What the rep said of a table's columns, kept for the next table of the same headings.

It goes into the book with the import, in one transaction, but is no change of the book that undo would take back:
who undoes an import to have it read better says only what was wrong, and who undoes it for any other reason
need not say everything again. That a table is read by it is told each time, and ``--map none`` is rid of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ...interchange.choosing.laying import Remembered
from ...interchange.reading.columns import Mapped
from ...interchange.reading.records import Parsed
from ...storage.book.book import Book
from ...storage.book.book_file import BookFile

if TYPE_CHECKING:
    from sqlite3 import Connection

ALL = "SELECT headings, fields, program, used_on FROM mappings"
KEEP = """
INSERT INTO mappings (headings, program, fields, used_on) VALUES (?, ?, ?, ?)
ON CONFLICT (headings)
DO UPDATE SET program = excluded.program, fields = excluded.fields, used_on = excluded.used_on"""
DROP = "DELETE FROM mappings WHERE headings = ?"


def remembered(book: BookFile) -> Remembered:
    """What was said of earlier tables, by their headings."""
    return {
        headings: Mapped(headings, _fields(fields), program, date.fromisoformat(used_on))
        for headings, fields, program, used_on in book.rows(ALL)
    }


def keep(connection: Connection, files: Iterable[Parsed], today: date) -> None:
    """Remember what the rep said of the columns of these files, and forget what is to be forgotten."""
    for mapped in (parsed.mapped for parsed in files if parsed.mapped):
        if mapped.fields or mapped.program:
            said = json.dumps(dict(mapped.fields), ensure_ascii=False)
            values = (mapped.headings, mapped.program, said, today.isoformat())
            connection.execute(KEEP, values)
        else:
            connection.execute(DROP, (mapped.headings,))


def forget(book: Book, headings: str) -> bool:
    """Be rid of what was said of a table that without it can't be read; whether there was anything."""
    return book.run(lambda connection: connection.execute(DROP, (headings,)).rowcount) > 0


def _fields(text: str) -> dict[str, str]:
    """The columns of a mapping; a damaged one says nothing."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {str(name): str(word) for name, word in found.items()} if isinstance(found, dict) else {}

"""The search of a book that nobody has open: by one look at its head, and one connection that only reads.

Nothing is loaded for it that takes longer than asking SQLite does; what a book needs to be opened is not.
"""

from __future__ import annotations

import os
import sqlite3

from ..book.migrations import APPLICATION_ID, HEADER, LATEST, told_size
from .search import rows_found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .search import Found


def _is_of_today(book: str) -> bool:
    """Whether a file is a whole book of the version that is written now, and nobody writes to it."""
    if os.path.exists(f"{book}-journal"):
        return False
    with open(book, "rb") as file:
        head = file.read(100)
        size = os.fstat(file.fileno()).st_size
    version, application = (int.from_bytes(head[at : at + 4], "big") for at in (60, 68))
    is_ours = head.startswith(HEADER) and (application, version) == (APPLICATION_ID, LATEST)
    return is_ours and size >= told_size(head)


def found_at_once(book: str, words: str) -> list[Found] | None:
    """What the search finds, or None where the book has to be opened first as a book is."""
    if not _is_of_today(book):
        return None
    try:
        # By its name alone: a file that has gone meanwhile is not made anew.
        name = "".join(f"%{ord(sign):02x}" if sign in "?#%" else sign for sign in book)
        connection = sqlite3.connect(f"file:{name}?mode=ro", uri=True, isolation_level=None)
        try:
            return rows_found(lambda sql, values: connection.execute(sql, values).fetchall(), words)
        finally:
            connection.close()
    except sqlite3.Error:
        return None

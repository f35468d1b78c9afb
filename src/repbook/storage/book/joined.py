"""The numbers that a book's own rows bear outside of it, and which rows were joined to another.

A row that became part of another leaves its number there, as an origin of repbook's own: a later import of our CSV
finds the row that it is now, as does a draft, or a step of the history, that was about the one that is gone.
"""

from __future__ import annotations

from .book_file import BookFile

OURS = "repbook"
"""The family of repbook's own CSV."""

JOINED = """
SELECT CAST(substr(o.external_id, length(:mark) + 2) AS INTEGER) FROM came_from o
WHERE o.entity = :entity AND o.row_id = :row_id AND o.program = :ours
  AND o.external_id = :mark || '-' || CAST(substr(o.external_id, length(:mark) + 2) AS INTEGER)
ORDER BY 1"""


def mark(book: BookFile) -> str:
    """What tells this book's ids from another book's: the beginning of its first operation's id."""
    first = book.row("SELECT substr(op_id, 1, 8) FROM operations ORDER BY id LIMIT 1")
    return str(first[0]) if first else "0"


def own_number(book: BookFile, row_id: int) -> str:
    """What a row of this book is called in its own CSV."""
    return f"{mark(book)}-{row_id}"


def joined_to(book: BookFile, entity: str, row_id: int) -> tuple[int, ...]:
    """The ids of the rows that were joined to this customer or person, and are no more."""
    values = {"mark": mark(book), "entity": entity, "row_id": row_id, "ours": OURS}
    return tuple(row[0] for row in book.rows(JOINED, values) if row[0] != row_id)


def now_part_of(book: BookFile, entity: str, row_id: int) -> int:
    """The row that a customer or a person, who is no more, was joined to; 0 where it was simply removed."""
    sql = "SELECT row_id FROM came_from WHERE program = ? AND entity = ? AND external_id = ?"
    found = book.row(sql, (OURS, entity, own_number(book, row_id)))
    return int(found[0]) if found and found[0] != row_id else 0

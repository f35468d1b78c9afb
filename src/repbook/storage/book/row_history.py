"""What the journal says of one row: which step wrote a field last, and what was removed of a customer's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..rows.images import Image
from .book_file import BookFile

OF_ROW = """
SELECT o.label, j."before", j."after" FROM journal j JOIN operations o ON o.id = j.operation_id
WHERE j.customer_id = ? AND j.table_name = ? AND j.row_id = ? AND o.state = 'done' ORDER BY j.id DESC
"""
BROUGHT = """
SELECT o.label FROM journal_runs r JOIN operations o ON o.id = r.operation_id
WHERE r.table_name = ? AND ? BETWEEN r.first_id AND r.last_id AND o.state = 'done'
"""
REMOVED = """
SELECT j."before" FROM journal j JOIN operations o ON o.id = j.operation_id
WHERE j.customer_id = ? AND j.table_name = ? AND j."after" IS NULL AND o.state = 'done'
"""


def last_writer(
    book: BookFile, table: str, row_id: int, customer_id: int, column: str
) -> tuple[str, bool] | None:
    """The name of the step that gave a field its value, and whether it made the row; None where it is not known.

    A row that came from another customer is followed back there.
    """
    owner: int | None = customer_id
    seen: set[int] = set()
    while owner and owner not in seen:
        seen.add(owner)
        first: Image | None = None
        for label, before, after in book.rows(OF_ROW, (owner, table, row_id)):
            first, now = _image(before), _image(after)
            if first is None:
                return label, True
            if now is not None and first.get(column) != now.get(column):
                return label, False
        owner = (first or {}).get("customer_id")
    brought = book.row(BROUGHT, (table, row_id))
    return (brought[0], True) if brought else None


def removed(book: BookFile, table: str, customer_id: int) -> Iterator[Image]:
    """The rows of a customer that were taken out of a table, as they were."""
    for (before,) in book.rows(REMOVED, (customer_id, table)):
        yield _image(before) or {}


def _image(text: str | None) -> Image | None:
    found: dict[str, Any] | None = None if text is None else json.loads(text)
    return found

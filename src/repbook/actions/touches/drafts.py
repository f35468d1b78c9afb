"""What was typed into a form and not saved yet; it goes only with the write that saves its form.

A draft is no change of the book: it is not journalled, and undo does not know it. So it stays as it is when its
customer is joined to another: as long as they are one, it is found at the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ...domain.spine.model import Change
from ...storage.book.book import Book
from ...storage.book.joined import joined_to, now_part_of
from ...values import NamedTuple

Key = tuple[str, int, int]
"""The form's name, the customer (0 for none), and the row that is edited (0 for a new one)."""

SAVE = """
INSERT INTO drafts (form, customer_id, row_id, content, saved_at)
SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM operations WHERE op_id = ?6)
  AND NOT EXISTS (SELECT 1 FROM forgotten f, json_each(f.told, '$.ids') i
    WHERE f.kind = 'customer' AND i.value = ?2
    AND NOT EXISTS (SELECT 1 FROM customers WHERE id = ?2 AND state_reason <> 'forgotten'))
ON CONFLICT (form, customer_id, row_id)
DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at"""
STANDS = """
SELECT customer_id FROM drafts WHERE form = ? AND row_id = ? AND customer_id IN (SELECT value FROM json_each(?))
ORDER BY customer_id <> ?, saved_at DESC LIMIT 1"""
ONE = "SELECT content FROM drafts WHERE form = ? AND customer_id = ? AND row_id = ?"
DROP = "DELETE FROM drafts WHERE form = ? AND customer_id = ? AND row_id = ?"
WAITING = """
SELECT d.form, d.customer_id, d.row_id, c.name, d.content, d.saved_at
FROM drafts d LEFT JOIN customers c ON c.id = d.customer_id
ORDER BY d.saved_at DESC, d.id DESC"""
NAME = "SELECT name FROM customers WHERE id = ?"

TYPED_ON = "typed on"
"""What a draft says beside its fields: the day on which it was typed."""


class DraftView(NamedTuple):
    """One form that waits; ``content`` holds its fields, ``saved_at`` is a UTC instant."""

    form: str
    customer_id: int
    row_id: int
    customer: str
    content: dict[str, str]
    saved_at: str


def save(
    book: Book,
    form: str,
    customer_id: int,
    row_id: int,
    content: dict[str, str],
    *,
    op_id: str = "",
) -> None:
    """Keep what stands in a form's fields, in place of what was kept before.

    ``op_id`` is the write that the form ends with: once that is done, a draft that comes late is none. Nor is one
    about a customer who was forgotten while the form stood open.
    """
    key = _stands(book, form, customer_id, row_id)
    values = (*key, json.dumps(content), book.clock.instant(), op_id)
    book.run(lambda connection: connection.execute(SAVE, values))


def load(book: Book, form: str, customer_id: int, row_id: int) -> dict[str, str] | None:
    """What was kept of a form, or None."""
    found = book.row(ONE, _stands(book, form, customer_id, row_id))
    return None if found is None else _content(found[0])


def waiting(book: Book) -> tuple[DraftView, ...]:
    """Every form that was left unsaved, newest first."""
    return tuple(_view(book, *row) for row in book.rows(WAITING))


def _view(
    book: Book,
    form: str,
    customer_id: int,
    row_id: int,
    customer: str | None,
    content: str,
    saved_at: str,
) -> DraftView:
    """A draft with the customer whom it is about now."""
    if customer is None and customer_id:
        customer_id = now_part_of(book, "customer", customer_id) or customer_id
        found = book.row(NAME, (customer_id,))
        customer = str(found[0]) if found else None
    return DraftView(form, customer_id, row_id, customer or "", _content(content), saved_at)


def _stands(book: Book, form: str, customer_id: int, row_id: int) -> Key:
    """Where a form's draft stands: at its customer, else at one who was joined to them."""
    those = (customer_id, *(joined_to(book, "customer", customer_id) if customer_id else ()))
    found = None
    if len(those) > 1:
        found = book.row(STANDS, (form, row_id, json.dumps(those), customer_id))
    return form, found[0] if found else customer_id, row_id


def drop(book: Book, form: str, customer_id: int, row_id: int) -> None:
    """Throw a draft away."""
    key = _stands(book, form, customer_id, row_id)
    book.run(lambda connection: connection.execute(DROP, key))


def submit(
    book: Book,
    /,
    key: Key,
    action: Callable[..., Change],
    *args: Any,
    op_id: str | None = None,
    **kwargs: Any,
) -> Change:
    """Save a form: run its action, and drop its draft in the same transaction, which the action joins.

    Where the action is refused or fails, the draft stays. The name of the undo step is the action's own.
    """
    with book.write("", op_id=op_id) as work:
        action(book, *args, **kwargs)
        book.connection.execute(DROP, _stands(book, *key))
    return work.change


def _content(text: str) -> dict[str, str]:
    """The fields of a draft; a damaged one is an empty form, never an error."""
    try:
        content = json.loads(text)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in content.items()} if isinstance(content, dict) else {}

"""Undo and redo across restarts: the journal's before and after images, put back row by row."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ...domain.spine.model import Change
from ...errors import Conflict, NotFound
from .book import Book
from .facts_cache import refresh
from .images import Concerned, Image, image, owners
from .joined import joined_to
from .links import left_hanging

OF_CUSTOMER = """
o.id IN (SELECT operation_id FROM journal WHERE customer_id IN (SELECT value FROM json_each(:those))
  UNION SELECT operation_id FROM journal WHERE table_name = 'touches' AND "before" IS NOT NULL
    AND json_extract("before", '$.customer_id') = :customer)"""
"""The operations about a customer and those who were joined to them, and what took a touch of theirs to somebody else."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history: what was done, when (UTC instant), by which program, and its state."""

    id: int
    at: str
    label: str
    by: str
    state: str
    rows: int


def undo(book: Book, operation_id: int | None = None) -> Change:
    """Take back the newest operation, or the one given. Raises ``NotFound`` or ``Conflict``."""
    return book.run(lambda connection: _turn(connection, operation_id, back=True))


def redo(book: Book) -> Change:
    """Do again what was last undone. Raises ``NotFound`` or ``Conflict``."""
    return book.run(lambda connection: _turn(connection, None, back=False))


def history(book: Book, customer_id: int | None = None, limit: int = 200) -> tuple[Step, ...]:
    """The newest operations, of the whole book or of one customer."""
    where = f"WHERE {OF_CUSTOMER}" if customer_id else ""
    those = (customer_id, *joined_to(book, "customer", customer_id)) if customer_id else ()
    return tuple(
        Step(*row)
        for row in book.rows(
            f"""SELECT o.id, o.at, o.label, o."by", o.state, count(j.id)
            FROM operations o JOIN journal j ON j.operation_id = o.id {where}
            GROUP BY o.id ORDER BY o.id DESC LIMIT :limit""",
            {"customer": customer_id, "those": json.dumps(those), "limit": limit},
        )
    )


def _turn(connection: sqlite3.Connection, operation_id: int | None, *, back: bool) -> Change:
    operation = _find(connection, operation_id, back=back)
    concerned = Concerned()
    for row in connection.execute(
        "SELECT table_name, row_id FROM journal WHERE operation_id = ? ORDER BY id", operation[:1]
    ):
        concerned.note(*row)
    # Read on while rows are put back: of an import the images are more than memory should hold.
    entries = connection.execute(
        f'SELECT table_name, row_id, "before", "after" FROM journal'
        f" WHERE operation_id = ? ORDER BY id {'DESC' if back else ''}",
        operation[:1],
    )
    moved: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for table, row_id, before, after in entries:
        found, wanted = map(_load, (after, before) if back else (before, after))
        _put(connection, table, row_id, found, wanted, operation[2])
        concerned.customers |= owners([(table, row_id, found, wanted)])
        if found and wanted and found.get("customer_id") != wanted.get("customer_id"):
            moved[table, found["customer_id"]].add(row_id)
    for (table, owner), ids in moved.items():
        if left_hanging(connection, table, ids, owner):
            raise Conflict(
                f"'{operation[2]}' can't be turned back: a later entry hangs on what was moved",
                "undo the later change first",
            )
    if back:
        step = connection.execute("SELECT max(undone_step) + 1 FROM operations").fetchone()[0]
        connection.execute(
            "UPDATE operations SET state = 'undone', undone_step = ? WHERE id = ?",
            (step, operation[0]),
        )
    else:
        connection.execute(
            "UPDATE operations SET state = 'done', undone_step = 0 WHERE id = ?", operation[:1]
        )
    change = concerned.change(operation[1], operation[2])
    refresh(connection, change.customers)
    return change


def _find(
    connection: sqlite3.Connection, operation_id: int | None, *, back: bool
) -> tuple[int, str, str]:
    values: tuple[int, ...] = ()
    if operation_id is not None:
        where, values = "id = ? AND state = 'done'", (operation_id,)
    elif back:
        where = "state = 'done' ORDER BY id DESC LIMIT 1"
    else:
        where = "state = 'undone' ORDER BY undone_step DESC LIMIT 1"
    row: tuple[int, str, str] | None = connection.execute(
        f"SELECT id, op_id, label FROM operations WHERE {where}",
        values,
    ).fetchone()
    if row is None:
        raise NotFound(f"there is nothing to {'undo' if back else 'redo'}")
    return row


def _load(text: str | None) -> Image | None:
    loaded: Image | None = None if text is None else json.loads(text)
    return loaded


def _put(
    connection: sqlite3.Connection,
    table: str,
    row_id: int,
    found: Image | None,
    wanted: Image | None,
    label: str,
) -> None:
    """Bring one row from ``found`` to ``wanted``; refuse if it is not as it was left (F119)."""
    if image(connection, table, row_id) != found:
        raise Conflict(
            f"'{label}' can't be turned back: a later change touched the same {table}",
            "undo the later change first",
        )
    if wanted is None:
        connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        return
    columns = ", ".join(f'"{column}"' for column in wanted)
    marks = ", ".join("?" * len(wanted))
    values: list[Any] = list(wanted.values())
    if found is None:
        connection.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)
    else:
        sets = ", ".join(f'"{column}" = ?' for column in wanted)
        connection.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', [*values, row_id])

"""The journal's entries, put back row by row: what a step changed, as it was before or as it was after."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ...errors import Conflict
from .images import Concerned, Image, image, owners

IDS = "SELECT table_name, row_id FROM journal WHERE operation_id = ? ORDER BY id"
IMAGES = (
    'SELECT table_name, row_id, "before", "after" FROM journal WHERE operation_id = ? ORDER BY id'
)
KEEP = """
INSERT INTO journal (operation_id, table_name, row_id, customer_id, "before", "after") VALUES (?, ?, ?, ?, ?, ?)"""
Entry = tuple[str, int, str | None, str | None]
"""Table, row, before, after."""
Moved = dict[tuple[str, int], set[int]]
"""The rows that go to another customer, by their table and whose they were."""


def refused(label: str, why: str) -> Conflict:
    """Why a step can't be turned back."""
    return Conflict(f"'{label}' can't be turned back: {why}", "undo the later change first")


def put_back(
    connection: Any, operation: int, label: str, concerned: Concerned, *, back: bool
) -> Moved:
    """Bring the rows of a step's entries to what they were before it (``back``), or after it.

    Notes which and whose they are. Raises ``Conflict`` where one is not as it was left (F119).
    """
    for row in connection.execute(IDS, (operation,)):
        concerned.note(*row)
    # Read on while rows are put back: of an import the images are more than memory should hold.
    entries = connection.execute(f"{IMAGES} {'DESC' if back else ''}", (operation,))
    return put(connection, entries, label, concerned, back=back)


def put(
    connection: Any, entries: Iterable[Entry], label: str, concerned: Concerned, *, back: bool
) -> Moved:
    """As ``put_back``, of these entries; notes whose the rows are."""
    moved: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for table, row_id, before, after in entries:
        found, wanted = map(_load, (after, before) if back else (before, after))
        _put(connection, table, row_id, found, wanted, label)
        concerned.customers |= owners([(table, row_id, found, wanted)])
        if found and wanted and found.get("customer_id") != wanted.get("customer_id"):
            moved[table, found["customer_id"]].add(row_id)
    return moved


def _load(text: str | None) -> Image | None:
    loaded: Image | None = None if text is None else json.loads(text)
    return loaded


def _put(
    connection: Any,
    table: str,
    row_id: int,
    found: Image | None,
    wanted: Image | None,
    label: str,
) -> None:
    """Bring one row from ``found`` to ``wanted``; refuse if it is not as it was left (F119)."""
    if image(connection, table, row_id) != found:
        raise refused(label, f"a later change touched the same {table}")
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

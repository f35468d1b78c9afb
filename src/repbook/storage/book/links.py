"""What points to what in the book, by its schema: a table of tomorrow is met by itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from ..rows.images import Concerned
from .row_kinds import ROW_KINDS

LINKS = 'SELECT "from" FROM pragma_foreign_key_list(?) WHERE "table" = ? ORDER BY "from"'
COLUMN = 'SELECT "from" FROM pragma_foreign_key_list(?) WHERE id = ?'
ACROSS = frozenset(
    (("citations", "evidence_id"), ("apart", "other_id"), ("apart", "other_person_id"))
)
"""Links that may lead to a row of another customer."""


def links_to(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """The tables, and their columns, that point to a row of a table."""
    return [
        (kind.table, column)
        for kind in ROW_KINDS
        for (column,) in connection.execute(LINKS, (kind.table, table))
    ]


def hangs_in_the_air(connection: sqlite3.Connection, concerned: Concerned) -> bool:
    """Whether a step that turned these rows has left one that points to a row which is not there.

    What hung so before, in a book that was damaged, is not the step's.
    """
    for table, row_id, parent, number in connection.execute("PRAGMA foreign_key_check").fetchall():
        column = connection.execute(COLUMN, (table, number)).fetchone()[0]
        (points_to,) = connection.execute(
            f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (row_id,)
        ).fetchone()
        if concerned.has(table, row_id) or concerned.has(parent, points_to):
            return True
    return False


def left_hanging(
    connection: sqlite3.Connection, table: str, ids: Collection[int], customer_id: int
) -> bool:
    """Whether a row of a customer points to one of these, which are that customer's no more."""
    return any(
        connection.execute(
            f'SELECT 1 FROM "{owner}" WHERE customer_id = ? AND "{column}" IN (SELECT value FROM json_each(?))',
            (customer_id, json.dumps(list(ids))),
        ).fetchone()
        for owner, column in links_to(connection, table)
        if (owner, column) not in ACROSS
    )

"""The rows of an older book, as a file has them: brought up to date by the migrations themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from ...errors import BadFile
from ..book.migrations import LATEST, migrate
from .whole_book import TABLES, Rows, fill

COLUMNS = "SELECT name FROM pragma_table_info(?)"


def tables_of(schema: int) -> dict[str, tuple[str, ...]]:
    """The tables that an export of this schema version holds, with their columns."""
    with _empty(schema) as connection:
        return _columns(connection)


def brought_up(
    schema: int, tables: Mapping[str, Rows], last: Mapping[str, int]
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, int]]:
    """These rows as a book of today has them, and the highest id that each table gave.

    They go through a book of their own version, in memory, which is then migrated as a file would be.
    Raises ``BadFile`` for rows that break the rules of that version.
    """
    with _empty(schema) as connection:
        for table, columns in _columns(connection).items():
            fill(connection, table, columns, tables[table], last[table])
        try:
            migrate(connection, schema)
        except sqlite3.IntegrityError:
            raise BadFile(
                "its rows break a rule of the book", "export it again with this repbook"
            ) from None
        given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
        rows = {
            table: [
                dict(zip(columns, row, strict=True))
                for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY id')
            ]
            for table, columns in _columns(connection).items()
        }
    return rows, {table: given.get(table, 0) for table in rows}


@contextmanager
def _empty(schema: int) -> Iterator[sqlite3.Connection]:
    """A book in memory without a row, of a schema version from 1 to ``LATEST``."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, 0, latest=min(schema, LATEST))
        # A row that hangs on none is found when the book itself is filled, and named there.
        connection.execute("PRAGMA foreign_keys=OFF")
        yield connection


def _columns(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Columns by table; a table that came later is left out."""
    found = {
        table: tuple(row[0] for row in connection.execute(COLUMNS, (table,))) for table in TABLES
    }
    return {table: names for table, names in found.items() if names}

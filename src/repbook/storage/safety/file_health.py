"""What SQLite itself can say of a book's file: whether it is whole, and how many rows it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

ROW_REMARKS = ("CHECK constraint failed", "NULL value in", " value in ", "FTS5")
"""Remarks on what a row says, or on the search, which is made of the rows. The bytes are whole, and it must not keep a
book from being backed up."""


def reader(path: Path) -> sqlite3.Connection:
    """A connection that only reads: for a copy, never for a book that is in use here."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def damage(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What is wrong with the file itself, in SQLite's words; empty for a whole one."""
    connection.execute("PRAGMA ignore_check_constraints=ON")
    try:
        return _of_the_file(connection, "PRAGMA integrity_check(1000)")
    finally:
        connection.execute("PRAGMA ignore_check_constraints=OFF")


def quick(connection: sqlite3.Connection) -> tuple[str, ...]:
    """A fast look at the file while the app runs, in SQLite's words; empty for a whole one.

    It reads every page but compares no index with its table; ``integrity`` looks at everything.
    """
    connection.execute("PRAGMA ignore_check_constraints=ON")
    try:
        return _of_the_file(connection, "PRAGMA quick_check(100)")
    finally:
        connection.execute("PRAGMA ignore_check_constraints=OFF")


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows every table holds."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def _of_the_file(connection: sqlite3.Connection, pragma: str) -> tuple[str, ...]:
    try:
        rows = connection.execute(pragma).fetchall()
    except UnicodeDecodeError:  # what SQLite says of it is itself no text
        return ("it can't be read",)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise
        return (str(error),)
    return tuple(
        words
        for (words,) in rows
        if words != "ok" and not any(remark in words for remark in ROW_REMARKS)
    )

"""The history of the schema: one SQL file a version, each applied in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x72657062
"""``repb``: what tells a book from any other SQLite file."""

LATEST = 1
"""The schema version that this program reads and writes."""


def statements(version: int) -> Iterator[str]:
    """The SQL statements of one version, one at a time (``executescript`` would commit)."""
    from importlib import resources

    script = resources.files(__package__).joinpath(f"schema/{version:04}.sql").read_text("utf-8")
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def migrate(connection: sqlite3.Connection, start: int, latest: int = LATEST) -> None:
    """Bring a book from version ``start`` to ``latest``, one transaction a version.

    A version that fails, or is killed half way, leaves the book as it was before that version. The
    caller makes a backup first. Foreign keys are checked when a version commits.
    """
    for version in range(start + 1, latest + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("PRAGMA defer_foreign_keys=ON")
            for statement in statements(version):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={version}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

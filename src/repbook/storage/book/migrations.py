"""The history of the schema: one SQL file a version, each applied in one transaction."""

from __future__ import annotations

import os
import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

APPLICATION_ID = 0x72657062
"""``repb``: what tells a book from any other SQLite file."""
HEADER = b"SQLite format 3\x00"
"""How any of those begins."""

SCHEMA = os.path.join(os.path.dirname(__file__), "schema")
LATEST = max(int(name[:4]) for name in os.listdir(SCHEMA) if name.endswith(".sql"))
"""The schema version that this program reads and writes: that of the last file."""

WAIT_SECONDS = 15
"""How long a migration waits for another program: as long as a large book takes."""


def told_size(head: bytes) -> int:
    """The bytes that a file has by its own first hundred: fewer, and it is cut short."""
    page = int.from_bytes(head[16:18], "big")
    return int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)


def statements(version: int) -> Iterator[str]:
    """The SQL statements of one version, one at a time (``executescript`` would commit)."""
    with open(os.path.join(SCHEMA, f"{version:04}.sql"), encoding="utf-8") as file:
        script = file.read()
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def migrate(
    connection: sqlite3.Connection,
    start: int,
    latest: int = LATEST,
    *,
    caches: Callable[[sqlite3.Connection], object] | None = None,
) -> None:
    """Bring a book from version ``start`` to ``latest``, one transaction a version.

    ``caches`` reckons anew what is kept of each customer, as its form may have changed; it belongs to the last one.

    A version that fails, or is killed half way, leaves the book as it was before that version. The
    caller makes a backup first. Foreign keys rest meanwhile: a table that is made anew is gone for a moment.
    Another program that brings the book up to date at the same time is waited for.
    """
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys=OFF")
    if start < latest:
        from ..rows.older_origins import lend  # what one version can't say in SQL

        lend(connection)
    try:
        for version in range(start + 1, latest + 1):
            _one(connection, version, caches if version == latest else None)
    finally:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA busy_timeout={patience}")


def _one(
    connection: sqlite3.Connection,
    version: int,
    caches: Callable[[sqlite3.Connection], object] | None = None,
) -> None:
    """One version, and behind it ``caches``, all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] < version:
            # Else another program has brought it up to date while we waited.
            for statement in statements(version):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={version}")
            if caches is not None:
                caches(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise

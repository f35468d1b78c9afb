"""Opening a book: look before touching it, then one connection with the settings that keep it safe.

Why these settings: with the rollback journal a book is one file that a rep can copy at any time, and
``synchronous=EXTRA`` loses nothing that was acknowledged when the power goes.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from pathlib import Path

from ...errors import BookHeld, BookUnusable
from ...files import drop, half_file, own_folder, put_new, sync
from .migrations import APPLICATION_ID, HEADER, LATEST, migrate, told_size
from .state import is_sound

BUSY_SECONDS = 2.0
"""How long a read waits while somebody's write goes to the disk."""
AMID_SECONDS = 0.1
"""How long another program's write is let go on before a file that seems cut is looked at again."""
MOST_SAID = 80
"""Letters of what SQLite says that a rep is shown."""
PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "fullfsync=ON",  # a Mac's disk otherwise says that it has written what it has not
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    # Before 3.44 SQLite counts FTS5 as unsafe, and the search triggers could not run at all.
    f"trusted_schema={'OFF' if sqlite3.sqlite_version_info >= (3, 44) else 'ON'}",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)
BACKUP_HINT = "take the newest backup with `repbook restore`"


def inspect(path: Path) -> int:
    """The schema version of the book at ``path``, read from its first bytes without opening it.

    Raises ``BookUnusable`` for anything that is not a whole book of a version that is known here:
    a missing file, a folder, a pipe, an empty, foreign, encrypted, or cut file, or a newer book.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise BookUnusable(
            f"there is no book at {path}",
            "check the path, or start one with `repbook new`",
        ) from None
    except OSError as error:
        raise BookUnusable(f"{path} can't be read: {error.strerror}", "check its folder") from None
    if not stat.S_ISREG(status.st_mode):
        raise BookUnusable(f"{path} is no file", "name the book file itself")
    if status.st_size == 0:
        raise BookUnusable(f"{path} is empty (0 bytes)", BACKUP_HINT)
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise BookUnusable(f"{path} can't be read: {error.strerror}", "check who owns it") from None
    if len(head) < 100 or not head.startswith(HEADER):
        raise BookUnusable(
            f"{path} is not a repbook file", "name a book, or import the file instead"
        )
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise BookUnusable(
            f"{path} belongs to another program", "it was not touched; name a repbook file"
        )
    version = int.from_bytes(head[60:64], "big")
    if version > LATEST:
        raise BookUnusable(
            f"{path} was written by a newer repbook (schema {version}, this one knows {LATEST})",
            "update repbook; the book was not touched",
        )
    if (size := _cut_to(path)) and (size := _cut_to(path, after=AMID_SECONDS)):
        raise BookUnusable(f"{path} is cut short ({size[0]} of {size[1]} bytes)", BACKUP_HINT)
    return version


def _cut_to(path: Path, after: float = 0.0) -> tuple[int, int] | None:
    """The bytes of a file and those that it says it has, where these are more and no journal explains it.

    Looked at amid another program's write, one may be of before it and the other of after: hence a second look ``after``.
    """
    if after:
        time.sleep(after)
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return None  # it is gone meanwhile, and whoever connects says so
    whole = told_size(head)
    journal = path.with_name(path.name + "-journal").exists()
    return (size, whole) if size < whole and not journal else None


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing file; it never makes one."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BookHeld(f"{path} is in use", "try again in a moment") from None
        raise BookUnusable(f"{path} can't be opened: {in_short(error)}", BACKUP_HINT) from None
    except UnicodeDecodeError:  # what SQLite says of the damage is itself no text
        raise BookUnusable(f"{path} is damaged", BACKUP_HINT) from None
    except sqlite3.DatabaseError as error:
        raise BookUnusable(f"{path} is damaged: {in_short(error)}", BACKUP_HINT) from None
    return connection


def in_short(error: Exception) -> str:
    """SQLite's own words in a line: of a damaged schema it shows all that it can't read."""
    said = " ".join(str(error).split())
    return said if len(said) <= MOST_SAID else f"{said[:MOST_SAID]}…"


def create(path: Path) -> None:
    """Make an empty book: 0600 in a 0700 folder, whole or not at all, never over another file."""
    try:
        own_folder(path.parent)
        fresh = half_file(path.parent)
    except OSError as error:
        raise BookUnusable(
            f"no book can be made at {path}: {error.strerror}", "choose another place with --book"
        ) from None
    try:
        connection = connect(fresh)
        try:
            migrate(connection, 0)
        finally:
            connection.close()
        put_new(fresh, path)
    except FileExistsError:
        raise BookUnusable(f"{path} exists already", "open it, or choose another name") from None
    except (OSError, sqlite3.OperationalError) as error:
        raise BookUnusable(f"no book can be made at {path}: {error}", "is the disk full?") from None
    finally:
        drop(fresh)
    sync(path.parent)
    is_sound(path)


def library() -> str:
    """The version of the SQLite library that is in use (F75)."""
    return sqlite3.sqlite_version


def reads_on(connection: sqlite3.Connection, error: Exception) -> bool:
    """Whether it helps to ask again: a text was no UTF-8, and such bytes now read as U+FFFD (F70).

    Only then, since decoding every text by hand doubles the time of a read.
    """
    if "decode to UTF-8" not in str(error) or connection.text_factory is not str:
        return False
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return True

"""The disk refuses at the n-th call: once, or from then on; an error, or no room.

``python tests/faults/io_errors.py --seed 1 --count 2000``. Whatever was refused, the rep is told in one line, the book is
as it was or as it should be, and the same once more, when the disk works again, is there once.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import KEPT, new_book
from faults.harness import WRONG, Found, command, passing
from faults.power_cuts import CLOCK, steps
from faults.shim import FULL, REFUSALS, Disk
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import RepbookError
from repbook.storage.book.book import Book
from repbook.storage.safety.backup_copies import backup
from repbook.storage.safety.backup_folder import backups
from repbook.storage.safety.opening import open_book

CODES = (0, FULL, *REFUSALS.values())
DEEPEST = 120
"""Calls of one write, of a book of some pages."""


def _act(book: Book, number: int) -> None:
    if number % 2:
        touches.log(
            book, touches.LogEntry(1, line=f"call {number}"), rules=DEFAULT, op_id=f"once-{number}"
        )
    else:
        customers.edit(book, 1, note=f"note {number} " * 900, op_id=f"once-{number}")


def _there(book: Book, number: int) -> int:
    if number % 2:
        sql, given = "SELECT count(*) FROM touches WHERE note = ?", f"call {number}"
    else:
        sql, given = "SELECT count(*) FROM customers WHERE note LIKE ?", f"note {number} %"
    found: int = book.rows(sql, (given,))[0][0]
    return found


def _one(disk: Disk, book: Book, number: int, chance: random.Random) -> str:
    disk.refused, disk.code = chance.randrange(1, DEEPEST), chance.choice(CODES)
    disk.stays_broken = chance.random() < 0.3
    refused = False
    try:
        _act(book, number)
    except RepbookError as error:
        refused = True
        if "\n" in str(error) or not error.hint:
            return f"{WRONG}not one line with a next step: {error}"
    except Exception as error:
        return f"{WRONG}{type(error).__name__}: {error}"
    finally:
        disk.refused = 0
    try:
        before = _there(book, number)
        if not refused and before != 1:
            return WRONG + "acknowledged, and lost"
        _act(book, number)
        if _there(book, number) != 1:
            return WRONG + "there twice, or not at all"
    except (RepbookError, sqlite3.Error) as error:
        return f"{WRONG}not used again once the disk works: {error}"
    return ("refused, and there" if before else "refused, not there") if refused else "done"


def _backed_up(disk: Disk, book: Book, chance: random.Random) -> str:
    """A backup that the disk refuses leaves none, and no half one."""
    folder = book.path.parent / f"{book.path.stem}-backups"
    had = {view.path for view in backups(folder)}
    disk.refused, disk.code = chance.randrange(1, 400), chance.choice(CODES)
    with suppress(RepbookError):
        backup(book)
    disk.refused = 0
    fresh = {view.path for view in backups(folder)} - had
    if list(folder.glob(".repbook-*")):
        return WRONG + "half a backup is left"
    for path in fresh:
        with open_book(Path(shutil.copy(path, folder / "look.db")), CLOCK) as copy:
            whole = copy.row("PRAGMA integrity_check") == ("ok",)
        (folder / "look.db").unlink()
        if not whole:
            return WRONG + "a backup is damaged"
    return "backups made" if fresh else "backups refused"


def run(count: int, seed: int) -> Found:
    """So many writes and backups that are refused somewhere."""
    chance, found = random.Random(seed), Counter[str]()
    with passing("refused-", KEPT) as folder:
        path, disk = new_book(folder / "book.db"), Disk(folder)
        with disk.beneath(), Book(path, CLOCK) as book:
            for _ in steps(book, chance, 4):
                pass
            for number in range(count):
                if number % 10 == 9:
                    found[_backed_up(disk, book, chance)] += 1
                else:
                    found[_one(disk, book, number, chance)] += 1
            if book.row("PRAGMA integrity_check") != ("ok",):
                found[WRONG + "the book is damaged"] += 1
    return found


if __name__ == "__main__":
    sys.exit(command("I/O errors", run, 1000))

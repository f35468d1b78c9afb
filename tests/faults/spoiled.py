"""Books and backups that something has spoiled: a bit, a byte, a page, a cut, a journal from elsewhere, a schema that runs.

``python tests/faults/spoiled.py --seed 1 --count 10000``. A spoiled book is refused in one line, or opens and is used
without a fault; nothing writes to one that is refused. Every change of a backup is found before it is restored.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import HASTY
from faults.harness import WRONG, Found, command, passing
from faults.power_cuts import CLOCK, worked_in
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import RepbookError
from repbook.storage.book.book import Book
from repbook.storage.safety.backup_copies import backup, verify
from repbook.storage.safety.backup_folder import seal_of
from repbook.storage.safety.integrity import check
from repbook.storage.safety.opening import open_book
from repbook.storage.safety.restoring import restore
from repbook.storage.views.today import today

PAGE = 4096
Way = Callable[[bytearray, random.Random], None]


def _bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _byte(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at] = (data[at] + chance.randrange(1, 256)) % 256


def _head(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(100)] ^= 1 << chance.randrange(8)


def _page(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def _other_page(data: bytearray, chance: random.Random) -> None:
    pages = len(data) // PAGE
    one, other = (chance.randrange(pages) * PAGE for _ in range(2))
    data[one : one + PAGE] = data[other : other + PAGE]


def _noise(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = chance.randbytes(PAGE)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _longer(data: bytearray, chance: random.Random) -> None:
    data += chance.randbytes(chance.randrange(1, 3 * PAGE))


WAYS: dict[str, Way] = {
    "bit": _bit, "byte": _byte, "head": _head, "page": _page, "other page": _other_page, "noise": _noise,
    "cut": _cut, "longer": _longer,
}  # fmt: skip
HOSTILE = (
    "CREATE TRIGGER t AFTER INSERT ON touches BEGIN DELETE FROM customers; END",
    "CREATE TRIGGER t AFTER UPDATE ON customers BEGIN SELECT load_extension('x'); END",
    "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    "CREATE TABLE other (x)",
    "DROP TABLE letters",
    "DROP VIEW searched",
    "CREATE INDEX strange ON customers (hex(name))",
    "ALTER TABLE customers RENAME TO persons",
)


def _of_a_book(path: Path, chance: random.Random, journals: list[bytes]) -> str:
    way = chance.choice([*WAYS, "schema", "journal"])
    if way == "schema":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(chance.choice(HOSTILE))
    elif way == "journal":
        path.with_name(path.name + "-journal").write_bytes(chance.choice(journals))
    else:
        data = bytearray(path.read_bytes())
        WAYS[way](data, chance)
        path.write_bytes(data)
    before = path.read_bytes()
    try:
        with open_book(path, CLOCK) as book:
            today(book, DEFAULT)
            touches.log(book, touches.LogEntry(1, line="fits well"), rules=DEFAULT)
            found = check(book, DEFAULT)
    except RepbookError as error:
        if "\n" in str(error) or not error.hint:
            return f"{WRONG}{way}: {error}"
        if path.exists() and path.read_bytes() != before and way not in ("journal", "longer"):
            return f"{WRONG}{way}: refused, and written to"
        return "books refused in one line"
    if way == "schema":
        return f"{WRONG}{way}: opened"
    return "books used, and `check` names it" if found else "books used, and sound"


def _of_a_backup(kept: Path, folder: Path, chance: random.Random) -> str:
    source = Path(shutil.copy(kept, folder / kept.name))
    shutil.copy(seal_of(kept), seal_of(source))
    whole, way = source.read_bytes(), chance.choice(list(WAYS))
    data = bytearray(whole)
    WAYS[way](data, chance)
    source.write_bytes(data)
    book = folder / "present.db"
    before = book.read_bytes()
    try:
        verify(source)
        restore(book, source, CLOCK)
    except RepbookError as error:
        if book.read_bytes() != before:
            return f"{WRONG}{way}: the book was touched"
        return "backups refused in one line" if error.hint else f"{WRONG}{way}: no next step"
    return "backups as they were" if data == whole else f"{WRONG}{way}: not found in a backup"


def run(count: int, seed: int) -> Found:
    """So many spoiled files, two books to a backup."""
    chance, found = random.Random(seed), Counter[str]()
    with passing("spoiled-", HASTY) as place:
        made = worked_in(place / "present.db")
        with Book(made, CLOCK) as book:
            kept = backup(book)
        data = made.read_bytes()
        journals = [b"", chance.randbytes(3000), data[:5000], _journal(place, data)]
        for number in range(count):
            folder = place / f"{number}"
            folder.mkdir()
            path = Path(shutil.copy(made, folder / "book.db"))
            try:
                if number % 3 == 2:
                    shutil.copy(made, folder / "present.db")
                    became = _of_a_backup(kept, folder, chance)
                else:
                    became = _of_a_book(path, chance, journals)
            except Exception as error:
                became = f"{WRONG}{type(error).__name__}: {error}"[:150]
            found[became] += 1
            shutil.rmtree(folder)
    return found


def _journal(place: Path, data: bytes) -> bytes:
    """The journal of another book, in the middle of a write."""
    path = place / "other.db"
    path.write_bytes(data)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE customers SET note = hex(randomblob(300000))")
        held = path.with_name("other.db-journal").read_bytes()
        connection.execute("ROLLBACK")
    return held


if __name__ == "__main__":
    sys.exit(command("spoiled books and backups", run, 1000))

"""One value in a book is of a kind that its column never takes: every command goes on, or says in a line what it met.

``python tests/faults/cells.py --seed 1 --count 500`` spoils so many values, each in a book of its own: a number for
words, bytes for a day, nothing where something must stand, as a bit that tips in a row's head makes them.
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import HASTY
from faults.harness import FELL, WRONG, Found, command, passing, typed
from faults.power_cuts import worked_in

VALUES = (
    7,
    -1,
    2**62,
    1e300,
    None,
    b"\xff\xfe",
    b"",
    "",
    "9999-99-99",
    "x" * 70_000,
    "[1, 2]",
    "\0",
)
COMMANDS = (
    ("today",), ("status",), ("find", "a"), ("show", "hollis"), ("log", "hollis", "fits well"), ("report",), ("review",),
    ("duplicates",), ("history",), ("undo",), ("export", "--format", "json", "-o", "out.json"), ("check",),
    ("export", "--format", "md", "-o", "out.md"), ("backup",),
)  # fmt: skip
KIND = re.compile(
    r"(?<=\w )(VARCHAR|TEXT|DATETIME|DATE|BOOLEAN|INTEGER|FLOAT|REAL|BLOB)(?! NOT NULL PRIMARY| PRIMARY)"
)
OURS = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search*'"


def _takes_anything(path: Path, table: str) -> str:
    """Let a table take any value, and hear no trigger; returns what stood there."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        named = ("SELECT sql FROM sqlite_schema WHERE name = ?", (table,))
        was = str(connection.execute(*named).fetchone()[0])
        loose = KIND.sub("", was).replace(" NOT NULL,", ",").replace(" NOT NULL\n", "\n")
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (loose, table))
    return was


def spoil(path: Path, chance: random.Random) -> str:
    """Put a strange value in one cell; what stands where."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute(OURS)]
        filled = [t for t in tables if connection.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone()]
        table = chance.choice(filled)
        columns = [
            row[1] for row in connection.execute(f"PRAGMA table_info({table})") if not row[5]
        ]
        column = chance.choice(columns or ["rowid"])
    value = chance.choice(VALUES)
    was = _takes_anything(path, table)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        hushed = connection.execute(triggers).fetchall()
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for name, _ in hushed:
            connection.execute(f"DROP TRIGGER {name}")
        one = f"(SELECT rowid FROM {table} ORDER BY random() LIMIT 1)"
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = {one}", (value,))
        except sqlite3.DatabaseError:  # an index of it would not take that
            value = None
        for _, sql in hushed:
            connection.execute(sql)
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (was, table))
    return f"{table}.{column} = {value!r:.20}"


def _said(path: Path, words: tuple[str, ...]) -> str:
    """What is wrong with what a command says to such a book; else nothing."""
    status, said = typed(path, *words)
    if FELL in said:
        return f"{words[0]} fell: {said.strip().splitlines()[-1][:100]}"
    return "" if status in (0, 1, 2, 3) else f"{words[0]}: {status}"


def run(count: int, seed: int) -> Found:
    """So many spoiled values, and every command on each."""
    chance, found = random.Random(seed), Counter[str]()
    with passing("cells-", HASTY) as place:
        made = worked_in(place / "present.db")
        for number in range(count):
            folder = place / f"{number}"
            folder.mkdir()
            path = Path(shutil.copy(made, folder / "book.db"))
            what = spoil(path, chance)
            for words in COMMANDS:
                placed = tuple(
                    str(folder / each) if each.startswith("out.") else each for each in words
                )
                if wrong := _said(path, placed):
                    found[f"{WRONG}{what}: {wrong}"] += 1
            found["values"] += 1
            shutil.rmtree(folder)
    return found


if __name__ == "__main__":
    sys.exit(command("values of another kind", run, 100))

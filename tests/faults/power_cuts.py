"""The power goes at any moment: what the disk was told but had not yet brought to safety is there, or not, or in part.

``python tests/faults/power_cuts.py --seed 1 --count 20000`` notes every call that SQLite makes while repbook writes,
cuts after any of them, and lets unsynced writes vanish, come late, or come in half. What was acknowledged must be there,
and the book be as it was after one step or the next. A control that waits for no disk must lose.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import HASTY, KEPT, new_book
from faults.harness import WRONG, Found, command, passing
from faults.shim import Call, Disk
from repbook.actions.base import history
from repbook.actions.care import followups, problems, promises
from repbook.actions.customers import customers, merging
from repbook.actions.sales import sales
from repbook.actions.touches import drafts, touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.safety.opening import open_book

CLOCK = FixedClock(datetime(2026, 6, 3, 9, 14))
TODAY = CLOCK.today()
SECTOR = 512
STATE = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"


def steps(book: Book, chance: random.Random, count: int) -> Iterable[None]:
    """So many things that a rep does, one after another; the last joins two customers."""
    customers.add(book, "Hollis Dairy", person="Tom Hollis", phone="0113 496 0000")
    yield
    customers.add(book, "Hollis & Sons", note="many words " * 500)
    yield
    for number in range(count - 3):
        chance.choice(DEEDS)(book, f"{number} " + "fits well " * chance.randrange(1, 400))
        yield
    merging.merge(book, 1, 2)
    yield


DEEDS: tuple[Callable[[Book, str], object], ...] = (
    lambda book, words: touches.log(book, touches.LogEntry(1, line=words), rules=DEFAULT),
    lambda book, words: promises.add(book, 1, words[:99], date(2026, 6, 30)),
    lambda book, words: problems.add(book, 2, words[:99]),
    lambda book, words: followups.add(book, 1, words[:99], date(2026, 7, 1)),
    lambda book, words: drafts.save(book, "log", 1, 0, {"line": words}),
    lambda book, words: sales.add(book, 1, words[:99], ordered_on=TODAY, rules=DEFAULT),
    lambda book, words: customers.edit(book, 1, note=words),
    lambda book, words: history.undo(book) if _done(book) > 2 else drafts.drop(book, "log", 1, 0),
)


def _done(book: Book) -> int:
    """How many steps could be undone: the two customers are to stay."""
    found: int = book.rows("SELECT count(*) FROM operations WHERE state = 'done'")[0][0]
    return found


def worked_in(path: Path, count: int = 12) -> Path:
    """A new book at a path, in which so much was done."""
    with Book(new_book(path), CLOCK) as book:
        for _ in steps(book, random.Random(3), count):
            pass
    return path


def state(path: Path) -> str:
    """All rows of a book, as one sum."""
    with closing(sqlite3.connect(path)) as connection:
        return _of(connection)


def noted(folder: Path, chance: random.Random, count: int) -> tuple[bytes, list[Call], list[str]]:
    """The book before, every call while it is written to, and how it is after each step."""
    path = new_book(folder / "book.db")
    before, states, disk = path.read_bytes(), [state(path)], Disk(folder)
    with disk.beneath(), Book(path, CLOCK) as book:
        for _ in steps(book, chance, count):
            disk.mark("step")
            states.append(_of(book.connection))
    return before, disk.calls, states


def _of(connection: sqlite3.Connection) -> str:
    found = hashlib.sha256()
    for (table,) in connection.execute(STATE).fetchall():
        found.update(table.encode())
        for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY 1'):
            found.update(repr(row).encode())
    return found.hexdigest()


class Platters:
    """What is safe on a disk, and what it was told besides since."""

    def __init__(self, book: bytes) -> None:
        self.names = {"book.db": 0}
        self.safe = {0: book}
        self.told: dict[int, list[Call]] = {0: []}
        self.now = dict(self.names)
        self.folder: list[tuple[str, int | None]] = []
        """Names given and taken since the folder was brought to safety."""

    def take(self, call: Call) -> None:
        """One call."""
        if call.what == "open":
            if call.name not in self.now:
                number = len(self.safe)
                self.safe[number], self.told[number] = b"", []
                self.now[call.name] = number
                self.folder.append((call.name, number))
        elif call.what == "delete":
            self.now.pop(call.name, None)
            self.folder.append((call.name, None))
            if call.at:
                self._folder_is_safe()
        elif call.what == "sync":
            number = self.now[call.name]
            self.safe[number] = _written(self.safe[number], self.told[number])
            self.told[number] = []
            self._folder_is_safe()  # as SQLite does with the first sync of a journal
        elif call.what in ("write", "truncate"):
            self.told[self.now[call.name]].append(call)

    def _folder_is_safe(self) -> None:
        self.names, self.folder = dict(self.now), []

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """One of the ways in which the files may be when the power comes back."""
        names = dict(self.names)
        for name, number in self.folder[: chance.randrange(len(self.folder) + 1)]:
            if number is None:
                names.pop(name, None)
            else:
                names[name] = number
        return {name: self._content(number, chance) for name, number in names.items()}

    def _content(self, number: int, chance: random.Random) -> bytes:
        told = [call for call in self.told[number] if chance.random() < 0.5]
        if chance.random() < 0.3:
            chance.shuffle(told)
        if told and chance.random() < 0.3:
            torn = chance.randrange(len(told))
            sectors = len(told[torn].data) // SECTOR
            told[torn] = told[torn]._replace(
                data=told[torn].data[: chance.randrange(sectors + 1) * SECTOR]
            )
        return _written(self.safe[number], told)


def _written(content: bytes, calls: Iterable[Call]) -> bytes:
    held = bytearray(content)
    for call in calls:
        if call.what == "truncate":
            del held[call.at :]
        else:
            held.extend(bytes(max(0, call.at + len(call.data) - len(held))))
            held[call.at : call.at + len(call.data)] = call.data
    return bytes(held)


def verdict(
    files: dict[str, bytes], folder: Path, states: list[str], acknowledged: int, *, whole: bool
) -> str:
    """What a start finds after the cut; with ``whole`` as the app opens a book."""
    path = folder / "cut.db"
    for ending in ("", "-journal"):
        place = path.with_name(path.name + ending)
        place.unlink(missing_ok=True)
        if (content := files.get(f"book.db{ending}")) is not None:
            place.write_bytes(content)
    try:
        if whole:
            open_book(path, CLOCK, finish=False).close()
        else:
            with closing(sqlite3.connect(path)) as connection:
                if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    return WRONG + "damaged"
        found = state(path)
    except Exception as error:
        return f"{WRONG}{type(error).__name__}: it can't be opened"
    if found == states[acknowledged]:
        return "old"
    if acknowledged + 1 < len(states) and found == states[acknowledged + 1]:
        return "new"
    return WRONG + ("acknowledged, and lost" if found in states else "half")


def cuts(count: int, seed: int, pragmas: tuple[str, ...]) -> Found:
    """So many cuts at moments by chance, over as many runs as that needs."""
    chance, found = random.Random(seed), Counter[str]()
    with passing("cuts-", pragmas) as place:
        while (left := count - found.total()) > 0:
            folder = place / str(left)
            folder.mkdir()
            before, calls, states = noted(folder, chance, 12)
            moments = sorted(chance.randrange(len(calls) + 1) for _ in range(min(left, 600)))
            found += _of_one(before, calls, states, moments, folder, chance)
    return found


def _of_one(
    before: bytes,
    calls: list[Call],
    states: list[str],
    moments: list[int],
    folder: Path,
    chance: random.Random,
) -> Found:
    found, disk, acknowledged, at = Counter[str](), Platters(before), 0, 0
    for moment in moments:
        for call in calls[at:moment]:
            acknowledged += call.what == "mark"
            disk.take(call)
        at = moment
        files = disk.after_a_cut(chance)
        found[verdict(files, folder, states, acknowledged, whole=chance.random() < 0.1)] += 1
    return found


def run(count: int, seed: int) -> Found:
    """The cuts, and a control with none of the waiting, which must lose."""
    found = cuts(count, seed, KEPT)
    control = cuts(max(50, count // 20), seed, HASTY)
    lost = sum(times for outcome, times in control.items() if outcome.startswith(WRONG))
    found[
        f"of {control.total()} lost by the control" if lost else WRONG + "the control loses nothing"
    ] = lost
    return found


if __name__ == "__main__":
    sys.exit(command("power cuts", run, 2000))

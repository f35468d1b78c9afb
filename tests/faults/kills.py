"""Whatever repbook does is killed at any moment: what it acknowledged is there, and nothing is there by half.

``python tests/faults/kills.py --seed 1 --count 10000`` kills a child while it writes, types, undoes, merges, brings an
old book up to date, backs up, or restores. (Imports have ``importing.py``.)
"""

from __future__ import annotations

import gzip
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import HASTY, new_book
from faults.harness import WRONG, Found, child, command, heard, passing
from faults.power_cuts import CLOCK, state, steps
from repbook.actions.base import history
from repbook.actions.customers import merging
from repbook.actions.touches import drafts, touches
from repbook.domain.spine.rules import DEFAULT
from repbook.files import HALF
from repbook.storage.book import engine
from repbook.storage.book.book import Book
from repbook.storage.safety.backup_copies import backup, verify
from repbook.storage.safety.backup_folder import backups
from repbook.storage.safety.opening import open_book
from repbook.storage.safety.restoring import restore

OLD_BOOK = Path(__file__).parents[1] / "data/books/schema-3.repbook.gz"
ENDLESS = 0.3
"""Seconds after which a child is killed at the latest that would go on for ever; another in half as much again as it takes."""
Say = Callable[[str], object]


class Deed(NamedTuple):
    """What is killed: what it does, over and over or once, and what is wrong with the book after it."""

    do: Callable[[Path, Say], None]
    wrong: Callable[[Path, Path, list[str]], str]


# -- what is done, in the child ----------------------------------------------------------------------


def _write(path: Path, say: Say) -> None:
    with open_book(path, CLOCK) as book:
        for number in range(10_000):
            touches.log(book, touches.LogEntry(1, line=f"call {number}"), rules=DEFAULT)
            say(str(number))


def _type(path: Path, say: Say) -> None:
    words = ""
    with open_book(path, CLOCK) as book:
        for number in range(10_000):
            words += f"{number} "
            drafts.save(book, "log", 1, 0, {"line": words})
            say(words)


def _undo(path: Path, say: Say) -> None:
    with open_book(path, CLOCK) as book:
        history.undo(book)
        say("undone")


def _merge(path: Path, say: Say) -> None:
    with open_book(path, CLOCK) as book:
        merging.merge(book, 1, 2, op_id="joined")
        say("merged")


def _migrate(path: Path, say: Say) -> None:
    open_book(path, CLOCK).close()
    say("migrated")


def _back_up(path: Path, say: Say) -> None:
    with open_book(path, CLOCK) as book:
        for _ in range(100):
            say(backup(book).name)


def _restore(path: Path, say: Say) -> None:
    restore(path, path.with_name("other.db"), CLOCK)
    say("restored")


# -- what is there then ------------------------------------------------------------------------------


def _not_said(path: Path, _: Path, said: list[str]) -> str:
    with open_book(path, CLOCK) as book:
        there = {note for (note,) in book.rows("SELECT note FROM touches")}
        lost = [number for number in said if f"call {number}" not in there]
        twice = book.rows(
            "SELECT note FROM touches WHERE note LIKE 'call %' GROUP BY note HAVING count(*) > 1"
        )
    return "acknowledged, and lost" if lost else "there twice" if twice else ""


def _not_typed(path: Path, _: Path, said: list[str]) -> str:
    with open_book(path, CLOCK) as book:
        kept = (drafts.load(book, "log", 1, 0) or {}).get("line", "")
    return "" if not said or kept.startswith(said[-1].strip()) else "typed, kept, and lost"


def _half(path: Path, before: Path, said: list[str]) -> str:
    """The book is as it was or as it should be, and the latter if that was said."""
    found = state(path)
    after = state(before.with_suffix(".after"))
    if found == after:
        return ""
    if found != state(before):
        return "half of it is there"
    return "acknowledged, and lost" if said else ""


def _half_migrated(path: Path, _: Path, said: list[str]) -> str:
    version = engine.inspect(path)
    with open_book(path, CLOCK) as book:
        whole = book.row("PRAGMA integrity_check") == ("ok",)
        there = book.rows("SELECT count(*) FROM customers")[0][0]
    if not whole or not there:
        return "half of it is there"
    return "acknowledged, and lost" if said and version != engine.LATEST else ""


def _bad_backups(path: Path, _: Path, said: list[str]) -> str:
    with open_book(path, CLOCK) as book:
        backup(book)
    folder = path.parent / f"{path.stem}-backups"
    views = backups(folder)
    for view in views:
        verify(view.path)
    if any(folder.glob("".join((HALF[0], "*")))):
        return "half a backup is left after the next one"
    return "acknowledged, and lost" if set(said) - {view.path.name for view in views} else ""


def _not_restored(path: Path, before: Path, said: list[str]) -> str:
    found = state(path)
    if found not in (state(before), state(path.with_name("other.db"))):
        return "half of it is there"
    return "acknowledged, and lost" if said and found == state(before) else ""


DEEDS = {
    "writing": Deed(_write, _not_said),
    "typing": Deed(_type, _not_typed),
    "undoing": Deed(_undo, _half),
    "merging": Deed(_merge, _half),
    "migrating": Deed(_migrate, _half_migrated),
    "backing up": Deed(_back_up, _bad_backups),
    "restoring": Deed(_restore, _not_restored),
}


def _prepared(folder: Path) -> dict[str, Path]:
    """A book before each deed, and where it is one deed that gives another book each time: after it."""
    made = new_book(folder / "made.db")
    with Book(made, CLOCK) as book:
        for _ in islice(steps(book, random.Random(5), 10), 9):  # the last would join two
            pass
    found = {}
    for name, deed in DEEDS.items():
        found[name] = folder / f"{name}.before"
        shutil.copy(made, found[name])
        if name == "migrating":
            found[name].write_bytes(gzip.decompress(OLD_BOOK.read_bytes()))
        if name in ("undoing", "merging"):
            after = Path(shutil.copy(made, found[name].with_suffix(".after")))
            deed.do(after, len)
    return found


def killed(name: str, before: Path, folder: Path, after: float | None) -> str:
    """Do one thing in a child, kill that after so many seconds, and look; which it was, and what is wrong, if anything."""
    folder.mkdir()
    path = Path(shutil.copy(before, folder / "book.db"))
    if name == "restoring":
        shutil.copy(before.parent / "undoing.after", folder / "other.db")
    deed = DEEDS[name]
    started = child(lambda say: deed.do(path, lambda words: say(f"{words}\n".encode())))
    said = (
        heard(*started, after).decode().split("\n")[:-1]
    )  # a line that was cut short was not said
    try:
        wrong = deed.wrong(path, before, said)
        with open_book(path, CLOCK) as book:
            wrong = wrong or ("" if book.row("PRAGMA integrity_check") == ("ok",) else "damaged")
            for half in folder.glob(f"{HALF[0]}*"):
                os.utime(half, (0, 0))  # it was killed long ago
            backup(book)
        left = [half.name for half in folder.glob(f"{HALF[0]}*")]
        wrong = wrong or (f"{len(left)} half files are left" if left else "")
    except Exception as error:
        wrong = f"{type(error).__name__}: {error}"
    if not wrong:
        shutil.rmtree(folder)
    return f"{WRONG}{name}: {wrong}" if wrong else f"{name} {'acknowledged' if said else 'not yet'}"


def _takes(name: str, before: Path, folder: Path) -> float:
    """How many seconds a deed takes."""
    if name in ("writing", "typing", "backing up"):
        return ENDLESS
    began = time.perf_counter()
    killed(name, before, folder, None)
    return (time.perf_counter() - began) * 1.5


def run(count: int, seed: int) -> Found:
    """So many kills, each deed in turn."""
    chance, found = random.Random(seed), Counter[str]()
    with passing("killed-", HASTY) as place:
        befores = _prepared(place)
        takes = {name: _takes(name, befores[name], place / name) for name in DEEDS}
        for number in range(count):
            name = list(DEEDS)[number % len(DEEDS)]
            folder = place / f"{number}"
            found[killed(name, befores[name], folder, chance.uniform(0, takes[name]))] += 1
    return found


if __name__ == "__main__":
    sys.exit(command("kills", run, 700))

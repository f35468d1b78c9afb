"""Imports, undos, and redos of many rows that are killed at any moment, while somebody else writes.

``python tests/faults/importing.py --count 500 --seed 1`` kills as often as one likes; the suite does a few. The book
must be as it was before, or as it is after: whoever opens it next finishes what was settled, and nothing else is
there. What was acknowledged is there, and so is all that the other wrote meanwhile. One line says what came of it.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import HASTY, new_book
from faults.harness import child, heard
from repbook.actions.base import history
from repbook.actions.customers import customers
from repbook.actions.imports import bringing, large_files
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.filing.read_file import read
from repbook.interchange.reading.records import Parsed
from repbook.storage.book import engine
from repbook.storage.book.row_kinds import ROW_KINDS
from repbook.storage.large import turning
from repbook.storage.rows import runs
from repbook.storage.safety.integrity import check
from repbook.storage.safety.opening import open_book

CLOCK = FixedClock(datetime(2026, 3, 17, 9, 14))
ROWS = 40
HEAD = "Customer,City,Phone,First name,Last name,Email,Order number,Amount,Ordered on\n"
OLD, NEW = "old", "new"
TURNS = ("import", "undo", "redo")
Counts = dict[str, int]
"""How many rows there are of each table."""


class Before(NamedTuple):
    """A book before one of the turns, what it holds then, what after, and how long the turn takes."""

    path: Path
    turn: str
    old: Counts
    new: Counts
    seconds: float


def a_little_at_a_time() -> None:
    """Many moments between two slices, and no wait for a disk that nobody takes away."""
    engine.PRAGMAS = HASTY
    large_files.LARGE, turning.LARGE, turning.HOLD, turning.LET = 1, 30, 0, 0.002
    turning.WATCH, runs.BLOCK, runs.LEAST = 0, 15, 30


def parsed(folder: Path) -> Parsed:
    """A file whose every row is another customer with a person, a telephone, and an order."""
    path = folder / "orders.csv"
    lines = (
        f"Firm {n},Leeds,+44 1632 96{n:04},Jo,Lee {n},jo{n}@firm{n}.example,A-{n:05},10.00,2024-05-06\n"
        for n in range(ROWS)
    )
    path.write_text(HEAD + "".join(lines), "utf-8")
    return read(path, today=CLOCK.today())


def do(path: Path, turn: str, file: Parsed) -> None:
    """One of the turns, as the app does it."""
    if turn == "import":
        bringing.bring_in(path, CLOCK, (file,), rules=DEFAULT)
        return
    with open_book(path, CLOCK) as book:
        if turn == "undo":
            ((step,),) = book.rows("SELECT id FROM operations WHERE label LIKE 'import%'")
            history.undo(book, step)
        else:
            history.redo(book)


def counts(path: Path) -> Counts:
    """What a book holds."""
    with open_book(path, CLOCK) as book:
        return {
            kind.table: book.rows(f'SELECT count(*) FROM "{kind.table}"')[0][0]
            for kind in ROW_KINDS
        }


def prepared(folder: Path, file: Parsed) -> list[Before]:
    """A book before each of the turns."""
    path = new_book(folder / "book.db")
    with open_book(path, CLOCK) as book:
        customers.add(book, "Hollis Dairy")
    found = []
    for turn in TURNS:
        before = Path(shutil.copy(path, folder / f"{turn}.db"))
        old, began = counts(path), time.perf_counter()
        do(path, turn, file)
        found.append(Before(before, turn, old, counts(path), time.perf_counter() - began))
    return found


def killed(before: Before, folder: Path, file: Parsed, after: float) -> str:
    """Kill one turn after so many seconds, while the other writes; what is wrong then, or which it is."""
    path = Path(shutil.copy(before.path, folder / "now.db"))
    started = child(lambda say: (do(path, before.turn, file), say(b"filed")))
    wrote = _write_on(path, time.monotonic() + after)
    acknowledged = heard(*started, 0) == b"filed"
    return _verdict(path, before, wrote, acknowledged=acknowledged)


def _write_on(path: Path, until: float) -> int:
    """What the rep does meanwhile: note after note."""
    wrote = 0
    with open_book(path, CLOCK) as book:
        while time.monotonic() < until:
            if book.row("SELECT 1 FROM operations WHERE state = 'undone'"):
                time.sleep(0.001)  # whatever is written ends what can be done again
                continue
            touches.log(book, touches.LogEntry(1, line=f"note {wrote}"), rules=DEFAULT)
            wrote += 1
            time.sleep(0.005)
    return wrote


def _verdict(path: Path, before: Before, wrote: int, *, acknowledged: bool) -> str:
    found = counts(path)  # opens the book, which finishes what was settled
    with open_book(path, CLOCK) as book:
        notes = book.rows("SELECT count(*) FROM touches WHERE note LIKE 'note %'")[0][0]
        wrong = [finding.what for finding in check(book, DEFAULT)]
        left = book.rows("SELECT label FROM operations WHERE undone_step < 0")
    found["touches"] -= notes
    if notes != wrote:
        return f"{wrote} notes were written, {notes} are there"
    if wrong or left:
        return f"{(wrong or left)[0]}"
    if found not in (before.old, before.new):
        return f"half of it is there: {found}"
    if acknowledged and found != before.new:
        return "acknowledged, and lost"
    return OLD if found == before.old else NEW


def run(count: int, seed: int, say: Callable[[str], object] = lambda _: None) -> Counter[str]:
    """Kill so many turns; how many ended as the old book and as the new, and what was wrong, with how often."""
    a_little_at_a_time()
    chance, found = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="killed-") as name:
        folder = Path(name)
        file = parsed(folder)
        befores = prepared(folder, file)
        for number in range(count):
            before = befores[number % len(befores)]
            became = killed(before, folder, file, chance.uniform(0, before.seconds * 1.5))
            if became in (OLD, NEW):
                found[became] += 1
            else:
                found[f"{before.turn}: {became}"] += 1
                say(f"{number}: {before.turn}: {became}")
    return found


def main() -> int:
    """Run what the command line says; 1 if anything is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = run(given.count, given.seed, lambda words: print(words, flush=True))
    wrong = {words: times for words, times in found.items() if words not in (OLD, NEW)}
    ended = f"{found[OLD]} as before, {found[NEW]} as after"
    print(
        f"{given.count} killed (seed {given.seed}): {ended}, {wrong or 'nothing lost, nothing half'}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

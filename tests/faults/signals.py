"""Signals at any moment while somebody types into a form: it ends in time, and what was typed is kept as a draft.

``python tests/faults/signals.py --seed 1 --count 150`` starts the program in a terminal for each, about two seconds.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import new_book
from faults.harness import WRONG, Found, command
from faults.power_cuts import CLOCK, TODAY
from repbook.actions.care import promises
from repbook.actions.customers import customers
from repbook.storage.book.book import Book
from ui.terminal import Terminal

STATUS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 0, signal.SIGKILL: -9}
"""What the program ends with."""
LETTERS, SECONDS, LOST_SECONDS = "send the manual and the card of the old pump to Jo", 3.0, 0.5


def _typed(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT content FROM drafts").fetchall()
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return "damaged"
    return str(json.loads(rows[0][0]).get("text", "")) if rows else ""


def _seen(text: str) -> int:
    """How many letters stand on the screen."""
    return max(number for number in range(len(LETTERS) + 1) if LETTERS[:number].rstrip() in text)


def _one(folder: Path, which: signal.Signals, chance: random.Random) -> str:
    path = new_book(folder / "book.db")
    with Book(path, CLOCK) as book:
        customers.add(book, "Hollis Dairy", person="Tom Hollis")
        promises.add(book, 1, "valve kit", TODAY)
    with Terminal("--book", str(path), "--today", TODAY.isoformat(), home=folder) as terminal:
        terminal.see("Hollis")
        terminal.send("p")
        terminal.see("in the words used")
        sent: list[tuple[float, int]] = []
        shown: list[tuple[float, int]] = []
        for number, letter in enumerate(LETTERS[: chance.randrange(5, len(LETTERS))], 1):
            terminal.send(letter)
            sent.append((time.monotonic(), number))
            while time.monotonic() < sent[-1][0] + 0.015:
                terminal.read(0.001)
            shown.append((time.monotonic(), _seen(terminal.text)))
        at = time.monotonic()
        os.kill(terminal.pid, which)
        status, took = terminal.ended(), time.monotonic() - at
    if status != STATUS[which]:
        return f"{which.name}: ended with {status}"
    if took > SECONDS:
        return f"{which.name}: ended after {took:.1f} s"
    kept, must = _typed(path), sent[-1][1]
    if which == signal.SIGKILL:
        must = max((number for when, number in shown if when < at - LOST_SECONDS), default=0)
    whole = LETTERS[: sent[-1][1]]
    return (
        ""
        if whole.startswith(kept) and len(kept) >= len(whole[:must].rstrip())
        else f"{which.name}: '{kept}' of '{whole}'"
    )


def run(count: int, seed: int) -> Found:
    """So many signals, each kind in turn."""
    chance, found = random.Random(seed), Counter[str]()
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it would be let be, as it should
    with tempfile.TemporaryDirectory(prefix="signals-") as place:
        for number in range(count):
            which = list(STATUS)[number % len(STATUS)]
            folder = Path(place) / str(number)
            folder.mkdir()
            wrong = _one(folder, which, chance)
            found[f"{WRONG}{wrong}" if wrong else which.name] += 1
    return found


if __name__ == "__main__":
    sys.exit(command("signals while typing", run, 40))

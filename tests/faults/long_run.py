"""Day after day without a restart: screens opened and left, rows written and undone; nothing grows, and nothing slows.

``python tests/faults/long_run.py --seed 1 --count 50000`` opens so many screens and forms, with a write for every tenth.
"""

from __future__ import annotations

import asyncio
import gc
import random
import resource
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import KEPT
from faults.harness import WRONG, Found, command, open_files, passing
from faults.power_cuts import CLOCK, worked_in
from repbook.actions.base import history
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.storage.views import today as today_view
from repbook.ui.app.app import RepbookApp

KEYS = (
    ("3", "1"), ("l", "escape"), ("p", "escape"), ("enter", "escape"), ("4", "1"), ("ctrl+p", "escape"),
    ("n", "escape"), ("6", "1"), ("slash", "escape"), ("question_mark", "escape"), ("5", "1"), ("x", "escape"),
)  # fmt: skip
WARM = 60
"""Screens after which all that is loaded once is loaded."""
OBJECTS, MEGABYTES, SLOWEST = 30, 20, 0.05
"""Objects left a screen, memory in all, and the slowest but one in a hundred of the saves (F121, F122)."""


def _write(book: Book, number: int) -> float:
    began = time.perf_counter()
    touches.log(book, touches.LogEntry(1, line=f"call {number}"), rules=DEFAULT)
    took = time.perf_counter() - began
    history.undo(book)
    return took


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


async def _live(path: Path, count: int, seed: int, found: Found) -> None:
    chance, keeper, saves = random.Random(seed), Keeper(path, CLOCK), list[float]()
    app: Any = RepbookApp(keeper, CLOCK, keeper.submit(today_view.today, rules=DEFAULT), demo=True)
    before = (0, 0, 0, 0)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for number in range(WARM + count):
            if number == WARM:
                gc.collect()
                before = len(gc.get_objects()), _memory(), open_files(), threading.active_count()
            await pilot.press(*(KEYS[number % len(KEYS)] if number < WARM else chance.choice(KEYS)))
            if number % 10 == 9:
                saves.append(await keeper.ask(_write, number))
        await pilot.press("escape", "1")
        gc.collect()
        after = len(gc.get_objects()), _memory(), open_files(), threading.active_count()
    keeper.close()
    objects, memory, handles, threads = (
        now - then for now, then in zip(after, before, strict=True)
    )
    found["screens"] = count
    found["objects left"] = max(0, objects)
    found["MB grown"] = max(0, memory)
    if objects > max(OBJECTS * count, 20_000) or (count >= 1000 and memory > MEGABYTES):
        found[f"{WRONG}{objects:,} objects, {memory} MB more"] += 1
    if handles > 2 or threads > 2:
        found[f"{WRONG}{handles} handles, {threads} threads more"] += 1
    slow = sorted(saves)[int(len(saves) * 0.99) :]
    if len(saves) >= 100 and slow and slow[0] > SLOWEST:
        found[f"{WRONG}a save takes {slow[0] * 1000:.0f} ms"] += 1
    if app.crash is not None:
        found[f"{WRONG}{type(app.crash).__name__}"] += 1


def run(count: int, seed: int) -> Found:
    """So many screens."""
    found = Counter[str]()
    with passing("long-", KEPT) as place:
        asyncio.run(_live(worked_in(place / "book.db"), count, seed, found))
        if left := list(place.glob(".repbook-*")):
            found[f"{WRONG}{len(left)} files are left"] += 1
    return found


if __name__ == "__main__":
    sys.exit(command("a long run", run, 500))

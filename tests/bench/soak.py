"""A day's work at the app, replayed in eight hours that pass at once: ``python tests/bench/soak.py --actions 20000``.

The app runs without a terminal, over a book of its own, under a clock that goes on with each action and over midnight.
Printed are its memory, its tasks and its objects as the day goes by, and what an action costs in each hour. What
grows is a leak; what slows down is one as well. A small form of it is in the suite, which counts objects and tasks.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from textual.widget import Widget

from repbook.clock import Clock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.keeper import Keeper
from repbook.storage.views import today as today_view
from repbook.ui.app.app import RepbookApp

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import TODAY, make

BEGIN = datetime(TODAY.year, TODAY.month, TODAY.day, 17, 30)
PATIENCE = 30.0
WORK = (
    *("j", "j", "k", "j", "j", "k"),
    *("1", "2", "3", "4", "5", "6"),
    *("page", "page", "log", "log", "left", "undo", "brief", "find", "help"),
)
"""What a rep does, each as often as it stands here."""
LINES = (
    "talked it over",
    ", ! send the manual fri",
    ", ? valve leaks",
    ", * saved two days",
    "no answer",
)


class Soaked(Clock):
    """A clock that goes on only when it is told to."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.now = now

    def local(self) -> datetime:
        return self.now.replace(microsecond=0)


class Sample(NamedTuple):
    """How things stand: actions done, megabytes, tasks, widgets that live, the objects of most kinds."""

    actions: int
    memory: float
    tasks: int
    widgets: int
    objects: int

    def __str__(self) -> str:
        return (
            f"{self.actions:>6} actions  {self.memory:6.1f} MB  {self.tasks:>4} tasks"
            f"  {self.widgets:>5} widgets  {self.objects:>8} objects"
        )


def sample(actions: int) -> Sample:
    """How things stand now, what is not needed being gone."""
    gc.collect()
    alive = gc.get_objects()
    widgets = sum(isinstance(each, Widget) for each in alive)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return Sample(actions, memory, len(asyncio.all_tasks()), widgets, len(alive))


class Day:
    """The app, and a hand that works at it."""

    def __init__(self, app: RepbookApp, clock: Soaked, seed: int = 5) -> None:
        self.app, self.clock = app, clock
        self.dice = random.Random(seed)
        self.done: Counter[str] = Counter()

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before it has done all it does."""
        for key in keys:
            self.app.press(key)
            await asyncio.sleep(0)
            await self.rest()

    async def rest(self) -> None:
        """Wait until all that was typed is dealt with."""
        until = time.monotonic() + PATIENCE
        for _ in range(2):
            await asyncio.sleep(0.001)
            while not self.app.at_rest or self.app.is_still or self.app.keeper.asked:
                await asyncio.sleep(0.002)
                if time.monotonic() > until:
                    raise TimeoutError(f"it does not come to rest: {self.app.screen!r}")

    async def home(self) -> None:
        """Back to Today, whatever lies over it."""
        for _ in range(6):
            if len(self.app.screen_stack) == 1:
                break
            await self.press("escape")
        await self.press("1")

    async def act(self) -> str:
        """Do one thing; returns what."""
        what = self.dice.choice(WORK)
        await getattr(self, f"_{what}", self._key)(what)
        self.done[what] += 1
        return what

    async def _key(self, key: str) -> None:
        if key in "jk" and self._top() not in ("TodayScreen", "CustomersScreen"):
            await self.home()
        await self.press(key)

    def _top(self) -> str:
        return type(self.app.screen).__name__

    async def _page(self, _: str) -> None:
        await self.home()
        await self.press("enter", "tab", "escape")

    async def _log(self, _: str) -> None:
        await self._form()
        await self.press("ctrl+s")
        await self.home()

    async def _left(self, _: str) -> None:
        await self._form()
        await self.press("ctrl+d")
        await self.home()

    async def _form(self) -> None:
        await self.home()
        await self.press("j", "l")
        screen: Any = self.app.screen
        if hasattr(screen, "control"):
            screen.control("line").value = self.dice.choice(LINES)
            await self.rest()

    async def _undo(self, _: str) -> None:
        await self.home()
        await self.press("u")

    async def _brief(self, _: str) -> None:
        await self.home()
        await self.press("b", "escape")

    async def _find(self, _: str) -> None:
        await self.home()
        await self.press("/", "v", "a", "l", "escape")

    async def _help(self, _: str) -> None:
        await self.home()
        await self.press("question_mark", "escape")


@asynccontextmanager
async def working(book: Path, now: datetime = BEGIN) -> AsyncIterator[Day]:
    """The app over a book, with a hand at it."""
    clock = Soaked(now)
    keeper = Keeper(book, clock)
    app = RepbookApp(keeper, clock, keeper.submit(today_view.today, DEFAULT))
    try:
        async with app.run_test(size=(120, 36)):
            day = Day(app, clock)
            await day.rest()
            yield day
    finally:
        keeper.close()


async def soak(book: Path, actions: int, hours: float) -> tuple[list[Sample], list[list[float]]]:
    """Work a day; how things stood, and the processor seconds of each action, hour by hour."""
    samples: list[Sample] = []
    spent: list[list[float]] = [[] for _ in range(max(1, round(hours)))]
    step = timedelta(hours=hours) / actions
    async with working(book) as day:
        await asyncio.sleep(4)
        for number in range(actions):
            if number % max(1, actions // 20) == 0:
                samples.append(sample(number))
                print(samples[-1], flush=True)
            before = time.process_time()
            await day.act()
            taken = time.process_time() - before
            spent[min(len(spent) - 1, number * len(spent) // actions)].append(taken)
            day.clock.now += step
        samples.append(sample(actions))
        print(samples[-1])
    return samples, spent


def main() -> None:
    """Make the book, work, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=20_000)
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--customers", type=int, default=500)
    parser.add_argument("--touches", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "soak.db"
        make(book, given.customers, given.touches)
        samples, spent = asyncio.run(soak(book, given.actions, given.hours))
    early = next(each for each in samples if each.actions * 4 >= given.actions)
    last = samples[-1]
    growth = 100 * (last.memory / early.memory - 1)
    first, end = statistics.median(spent[0]), statistics.median(spent[-1])
    print(
        f"growth over the last three quarters: {growth:+.1f} % of {early.memory:.0f} MB (mark 5 %)"
    )
    print(f"memory at the end of the day: {last.memory:.0f} MB (mark 110)")
    print(
        f"an action, median: {first * 1e3:.1f} ms in the first hour, {end * 1e3:.1f} in the last, {100 * (end / first - 1):+.0f} % (mark 10 %)"
    )


if __name__ == "__main__":
    main()

"""Print every mark of speed beside its figure: ``python tests/bench/run.py --customers 2000 --touches 100000``.

A figure is a ratio to a bare Textual app (``bare.py``), or to ``python -c`` that asks SQLite one query, in the same
run: the two take turns, so that a busy machine slows both. Nothing here is a test: a slow machine fails no build.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import TODAY, make
from terminal import Terminal

from repbook import kept

BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
CONTENT, BARE_CONTENT = rb"SAVE|PROMISED|LEARNING|nobody needs", b"row 20"
SAVE = b"\x13"
LINE = b", * wife Ana ! send manual fri ? valve leaks , @ ask Tom next week + wants twelve more"
ESC = b"\x1b"


class Figure(NamedTuple):
    """A row of the table: what was measured, both figures, and the mark."""

    what: str
    bare: float
    ours: float
    mark: float
    unit: str = "ms"
    plain: bool = False
    """Whether the mark is for the figure itself, not for its ratio to the bare one."""

    def __str__(self) -> str:
        value = self.ours if self.plain else self.ours / self.bare if self.bare else 0
        met = "met" if value <= self.mark else "not met"
        each = f"{self.bare:.4g} {self.unit} | {self.ours:.4g} {self.unit}"
        return f"| {self.what} | {each} | {value:.2f} | {self.mark:g} | {met} |"


def p50(values: list[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(values) * 1e3


def p95(values: list[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return sorted(values)[max(0, int(len(values) * 0.95) - 1)] * 1e3


class Bench:
    """A book, the app over it, and the bare app."""

    def __init__(self, book: Path, count: int, rest: int) -> None:
        self.book, self.count, self.rest = book, count, rest
        self.words = ["--book", str(book), "--today", TODAY.isoformat()]
        self.app = [sys.executable, "-m", "repbook", *self.words]
        self.kept = book.with_name(f".{book.stem}-kept")

    # -- each part -------------------------------------------------------------------------------

    def start(self) -> Iterator[Figure]:
        """To useful content, as it was never started and with its kept screen."""
        taken: list[tuple[float, float, float]] = []
        for _ in range(self.count):
            bare = _started(BARE, BARE_CONTENT)
            shutil.rmtree(self.kept, ignore_errors=True)
            afresh = _started(self.app, CONTENT)
            self._keep()
            taken.append((bare, afresh, _started(self.app, CONTENT)))
        bare, afresh, at_once = (list(each) for each in zip(*taken, strict=True))
        yield Figure("start to useful content", p50(bare), p50(at_once), 0.15)
        yield Figure("start where no screen is kept", p50(bare), p50(afresh), 1.05)

    def _keep(self) -> None:
        """Leave the program open until it has kept the screens of today and of tomorrow."""
        with running(self.app, CONTENT, 0) as terminal:
            until = time.monotonic() + 60
            while len(list(self.kept.glob("*x*"))) < 2 and time.monotonic() < until:
                terminal.read(0.2)

    def keys(self) -> Iterator[Figure]:
        """Cursor keys, on Today and in the list of customers."""
        for where, lead in (("Today", b""), ("Customers", b"3")):
            with self.both() as (bare, ours):
                if lead:
                    ours.answer(lead)
                taken: tuple[list[float], list[float]] = ([], [])
                for number in range(self.count * 8):
                    down = (number // 20) % 2 == 0
                    taken[0].append(bare.key(b"\x1b[B" if down else b"\x1b[A"))
                    taken[1].append(ours.key(b"j" if down else b"k"))
                yield Figure(f"a cursor key on {where}, p50", p50(taken[0]), p50(taken[1]), 1.3)
                yield Figure(f"a cursor key on {where}, p95", p95(taken[0]), p95(taken[1]), 1.3)

    def screens(self) -> Iterator[Figure]:
        """The six screens, against empty ones."""
        with self.both() as (bare, ours):
            theirs: list[float] = []
            mine: dict[bytes, list[float]] = {}
            for _ in range(max(2, self.count // 3)):
                for key in (b"2", b"3", b"4", b"5", b"6", b"1"):
                    theirs.append(bare.answer(key)[0])
                    mine.setdefault(key, []).append(ours.answer(key)[0])
            for key, taken in sorted(mine.items()):
                yield Figure(f"screen {key.decode()}, p95", p95(theirs), p95(taken), 1.5)

    def page(self) -> Iterator[Figure]:
        """Enter on a customer."""
        with self.both() as (bare, ours):
            taken: tuple[list[float], list[float]] = ([], [])
            for _ in range(self.count):
                for terminal, into in zip((bare, ours), taken, strict=True):
                    into.append(terminal.answer(b"\r")[0])
                    terminal.answer(ESC)
                ours.answer(b"j")
            yield Figure("Enter on a customer, p50", p50(taken[0]), p50(taken[1]), 1.5)

    def form(self) -> Iterator[Figure]:
        """The log form: opened, written in, saved with five markers; the bare one is closed empty."""
        opened: tuple[list[float], list[float]] = ([], [])
        letters: tuple[list[float], list[float]] = ([], [])
        saved: tuple[list[float], list[float]] = ([], [])
        frames: list[float] = []
        with self.both() as (bare, ours):
            for _ in range(self.count):
                opened[0].append(bare.answer(b"l", b"bare form")[0])
                opened[1].append(ours.answer(b"l", b"next field")[0])
                ours.answer(b"t")  # from the outcome into the words
                for letter in b"alked about it all":
                    letters[0].append(bare.key(bytes([letter])))
                    letters[1].append(ours.key(bytes([letter])))
                os.write(ours.file, b" " + LINE)
                ours.settle(0.3)
                saved[0].append(bare.answer(SAVE)[0])
                taken, drawn = ours.answer(SAVE, b"undoes it")
                saved[1].append(taken)
                frames.append(drawn)
                ours.answer(b"j")
        yield Figure("`l` to an open form, p50", p50(opened[0]), p50(opened[1]), 1.5)
        yield Figure("a letter in the form, p50", p50(letters[0]), p50(letters[1]), 1.5)
        yield Figure("a letter in the form, p95", p95(letters[0]), p95(letters[1]), 1.5)
        yield Figure("a save with five markers, p50", p50(saved[0]), p50(saved[1]), 1.5)
        drawn = statistics.median(frames)
        yield Figure("frames that a save draws", 1, drawn, 2, "frames", plain=True)

    def idle(self) -> Iterator[Figure]:
        """At rest, with a second app on the same book; what it takes of memory until then."""
        with self.both(rest=10) as (bare, ours), running(self.app, CONTENT, 10):
            memory = bare.memory(), ours.memory()
            before = bare.cpu(), ours.cpu()
            written = 0
            for _ in range(self.rest):
                bare.read(0), time.sleep(1)
                while data := ours.read(0):
                    written += len(data)
            spent = [
                (each.cpu() - was) / self.rest
                for each, was in zip((bare, ours), before, strict=True)
            ]
            yield Figure("memory until the first write", *memory, 1.3, "MB")
            yield Figure(
                "of a core at rest, in per cent",
                *(100 * each for each in spent),
                0.03,
                "%",
                plain=True,
            )
            yield Figure("bytes written at rest", 0, written, 0, "bytes", plain=True)

    def commands(self) -> Iterator[Figure]:
        """The commands, against one query asked of SQLite by ``python -c``; processor time, of which a wait is none."""
        name = (
            sqlite3.connect(self.book)
            .execute("SELECT name FROM customers ORDER BY id LIMIT 1 OFFSET 7")
            .fetchone()[0]
        )
        query = f"import sqlite3; print(sqlite3.connect({str(self.book)!r}).execute('SELECT count(*) FROM customers').fetchone())"
        large = (
            sqlite3.connect(self.book).execute("SELECT count(*) FROM customers").fetchone()[0]
            > 2000
        )
        mark = 3 if large else 1.5
        asked = {
            "status": (["status"], mark),
            "today": (["today"], mark),
            "find": (["find", name], mark),
            "who": (["who", "01632 000008"], mark),
            "show": (["show", name], mark),
            "log": (["log", f"{name}: {LINE.decode()}"], 3),
        }
        taken: dict[str, list[float]] = {each: [] for each in ("query", *asked)}
        for number in range(self.count + 2):
            for each, (words, _) in asked.items():
                command = [sys.executable, "-m", "repbook", *self.words, *words]
                spent = _cpu([sys.executable, "-c", query]), _cpu(command)
                if number > 1:  # the first ones compile, and keep what the next ones read
                    taken["query"].append(spent[0])
                    taken[each].append(spent[1])
                if each == "log" or number < 2:
                    self._until_kept()
        for each, (_, most) in asked.items():
            yield Figure(
                f"`repbook {each}`, processor time", p50(taken["query"]), p50(taken[each]), most
            )

    def _until_kept(self) -> None:
        """Wait for the child that keeps Today, as the next command comes later."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            time.sleep(0.2)
            if kept.read(str(self.book), TODAY.isoformat(), f"{kept.TEXT}80"):
                return

    # -- what runs -------------------------------------------------------------------------------

    @contextmanager
    def both(self, rest: float = 3.0) -> Iterator[tuple[Terminal, Terminal]]:
        """The bare app and ours, at rest."""
        with running(BARE, BARE_CONTENT, rest) as bare, running(self.app, CONTENT, rest) as ours:
            yield bare, ours


@contextmanager
def running(command: list[str], pattern: bytes, rest: float) -> Iterator[Terminal]:
    """A program that stands and has come to rest."""
    terminal = Terminal(command)
    try:
        terminal.wait(pattern, 120)
        if rest:
            terminal.settle(rest)
        yield terminal
    finally:
        terminal.close()


def _started(command: list[str], pattern: bytes) -> float:
    with running(command, pattern, 0) as terminal:
        return terminal.wait(pattern)


def _cpu(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


PARTS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "start": Bench.start,
    "keys": Bench.keys,
    "screens": Bench.screens,
    "page": Bench.page,
    "form": Bench.form,
    "idle": Bench.idle,
    "commands": Bench.commands,
}


def main() -> None:
    """Make the book, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=2000)
    parser.add_argument("--touches", type=int, default=100_000)
    parser.add_argument("--book", type=Path, help="a book made before; it is copied")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, parted by commas")
    parser.add_argument("-n", type=int, default=12, help="times of each")
    parser.add_argument("--idle", type=int, default=30, help="seconds to watch it rest")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "bench.db"
        if given.book:
            shutil.copy(given.book, book)
        else:
            make(book, given.customers, given.touches)
        many = sqlite3.connect(book).execute("SELECT count(*) FROM customers").fetchone()[0]
        size = book.stat().st_size / 1e6
        print(
            f"{many} customers, {size:.0f} MB, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}\n"
        )
        print("| what | bare | repbook | × | mark | |\n|---|---|---|---|---|---|")
        bench = Bench(book, given.n, given.idle)
        for part in given.only.split(","):
            try:
                for figure in PARTS[part](bench):
                    print(figure, flush=True)
            except TimeoutError as error:
                print(f"| {part} | | {error} | | | not met |", flush=True)


if __name__ == "__main__":
    main()

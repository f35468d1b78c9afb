"""One run: a program of its own on a terminal of its own, its keys known before it starts."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hand import books, judge
from hand.judge import Finding
from hand.keys import CHANGING, SIZES, Step, how_many, keys_of, sent
from hand.terminal import HandTerminal
from hand.witness import STANDS, TROUBLE

PROGRAM = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from hand.witness import main
sys.exit(main())
"""
FIRST_FRAME = 1500
"""Bytes on the terminal once the first screen stands."""
START, REDRAW, LEAVE, DEAF = 90.0, 10.0, 20.0, 10.0
"""Seconds that it may take: to start, to draw a new size, to leave on Ctrl+Q, to answer a key."""
MOST_WORK = 120.0
"""Seconds of processor time for one run: more is work without an end."""
BACKLOG = 15.0
"""Seconds that the app may still be at what was typed, as long as it draws: a machine may be slow."""
SMALLEST = (60, 16)
"""Columns and rows from which on every screen is shown."""
LOOK_EVERY = 200
"""Keys after which the app must answer a key and a new size."""
PASTE, PASTE_OVER = "\x1b[200~", 5.5
"""How a paste begins, and the seconds after which one without an end is over."""
BLANK, RIGHT, CTRL_Q = b"\x1b[24~", b"\x1b[C", b"\x11"


@dataclass(frozen=True)
class Run:
    """What is to be done: ``count`` keys of a seed, or the steps of a replay."""

    seed: int
    size: str
    book: str
    count: int
    steps: tuple[Step, ...] | None = None
    seconds: float = 0.0
    """When to stop short, counted from the first screen; 0 for never."""

    def keys(self) -> Sequence[Step]:
        """The steps, from first to last."""
        return self.steps if self.steps is not None else keys_of(self.seed, self.count, self.size)


@dataclass(frozen=True)
class Outcome:
    """What became of a run. ``keys`` are those that were sent while the app ran."""

    run: Run
    keys: int
    seconds: float
    starts: int
    undone: bool
    finding: Finding | None = None


def do(run: Run, folder: Path) -> Outcome:
    """Do a run over a copy of a book of ``folder``; the judgement is in the outcome."""
    home = Path(tempfile.mkdtemp(prefix="hand-"))
    try:
        return _Hand(run, folder, home).work()
    finally:
        shutil.rmtree(home, ignore_errors=True)


class _Hand:
    """The hand at work."""

    def __init__(self, run: Run, folder: Path, home: Path) -> None:
        self.run = run
        self.home = home
        self.thrown = run.book == books.THROWN
        self.day = books.day(run.book)
        self.path = home / "book.db"
        if not self.thrown:
            shutil.copy(books.made(run.book, folder), self.path)
        self.first = {} if self.thrown else judge.dump(self.path)
        self.trouble, self.stands = home / "trouble", home / "stands"
        self.size = SIZES.get(run.size, SIZES["80x24"])
        self.sent: list[Step] = []
        self.starts = 0
        self.dice = random.Random(run.seed)
        self.terminal: HandTerminal

    # -- the whole -------------------------------------------------------------------------------

    def work(self) -> Outcome:
        """Send everything, over as many starts as it takes; leave; look at the book."""
        began = time.monotonic()
        steps = list(self.run.keys())
        finding: Finding | None = None
        while finding is None and (self.starts == 0 or len(self.sent) < len(steps)):
            finding = self.sit_down()
            try:
                finding = finding or self.hammer(steps[len(self.sent) :])
                if self.terminal.status() is None:
                    finding = finding or self.leave()
                    finding = finding or self.at_end()
                    break
                finding = finding or self.at_end()
            finally:
                if finding is not None:
                    finding.tail = finding.tail or self.terminal.told()
                self.terminal.__exit__()
        seconds = time.monotonic() - began
        if finding is None and not self.thrown:
            finding = judge.book_after(self.path, self.first, self.day)
        if finding is not None:
            finding = replace(
                finding,
                seed=self.run.seed,
                size=self.run.size,
                book=self.run.book,
                steps=self.sent,
                notes=[*judge.crash_notes(self.home), *self.where_it_stands()],
            )
        undone = finding is None and not self.thrown
        return Outcome(self.run, how_many(self.sent), seconds, self.starts, undone, finding)

    def sit_down(self) -> Finding | None:
        """Start the program. One in five does not wait for the first screen."""
        book = ("--demo",) if self.thrown else ("--book", str(self.path))
        self.terminal = HandTerminal(
            *("--today", self.day, *book),
            home=self.home,
            columns=self.size[0],
            rows=self.size[1],
            program=PROGRAM,
            environment={TROUBLE: str(self.trouble), STANDS: str(self.stands), "LANG": "C.UTF-8"},
        )
        self.starts += 1
        if self.starts == 1 and self.dice.random() < 0.2:
            self.terminal.rest(0.4, 0.4)
            return None
        return self.first_frame()

    def first_frame(self) -> Finding | None:
        end = time.monotonic() + START
        while self.terminal.count < FIRST_FRAME and self.terminal.status() is None:
            if time.monotonic() > end:
                return Finding("does not start")
            self.terminal.rest(0.1, 0.2)
        self.terminal.rest(0.1, 1.0)
        return None

    # -- hammering -------------------------------------------------------------------------------

    def hammer(self, steps: Sequence[Step]) -> Finding | None:
        """Send steps until they are over, the time is up, the app is gone, or something is wrong.

        The time is that of the hand alone: how long the program takes to start is no part of it.
        """
        began = time.monotonic()
        looked = len(self.sent)
        waiting = bytearray()
        for number, step in enumerate(steps):
            if self.run.seconds and time.monotonic() > began + self.run.seconds:
                break
            self.sent.append(step)
            waiting += sent(step)
            pause = int(str(step[2])) if len(step) > 2 else 8
            special = step[0] in ("size", "sleep")
            if not pause and not special and number + 1 < len(steps) and len(waiting) < 2000:
                continue
            if waiting:
                taken = self.terminal.write(bytes(waiting))
                waiting.clear()
                if not taken and self.terminal.status() is None:
                    return self.silent("takes no keys")
            if step[0] == "size":
                self.resize(step[1])
            elif step[0] == "sleep":
                self.sleep()
            self.terminal.rest(pause / 1000, max(0.05, pause / 250)) if pause else None
            if (finding := self.glance()) is not None:
                return finding
            if self.terminal.status() is not None:
                return None
            if len(self.sent) - looked > LOOK_EVERY:
                looked = len(self.sent)
                if (finding := self.look()) is not None or self.terminal.status() is not None:
                    return finding
        if waiting:
            self.terminal.write(bytes(waiting))
        return None

    def resize(self, size: Any) -> None:
        self.size = (int(size[0]), int(size[1]))
        self.terminal.resize(*self.size, self.terminal.file)

    def sleep(self) -> None:
        """Ctrl+Z, and back: as a shell does it. Should it only sleep later, it is woken then."""
        self.terminal.write(b"\x1a")
        end = time.monotonic() + 1
        while self.terminal.status() is None and not self.terminal.left and time.monotonic() < end:
            self.terminal.rest(0.05, 0.1)

    def glance(self) -> Finding | None:
        """What is to be seen after every write."""
        if judge.WORDS.search(self.terminal.out) or judge.crash_notes(self.home):
            self.terminal.wait(1.5)
            return self.at_end() if self.terminal.status() is not None else self.words()
        end = time.monotonic() + LEAVE
        while self.terminal.left and self.terminal.status() is None:  # it leaves, or sleeps
            self.terminal.rest(0.05, 0.1)
            if time.monotonic() > end:
                return self.silent("gave the terminal back and stays")
        return None

    def look(self) -> Finding | None:
        """Whether it still answers: a key that every screen knows, and a new size."""
        self.terminal.status()
        columns, rows = self.size
        if (
            columns < SMALLEST[0] or rows < SMALLEST[1]
        ):  # nothing but a larger window is asked for there
            self.terminal.resize(*SMALLEST, self.terminal.file)
        begun = any(step[:2] == ["odd", PASTE] for step in self.sent[-LOOK_EVERY:])
        # A paste without an end is over after five seconds of silence; until then all is text (F28).
        self.terminal.rest(PASTE_OVER if begun else 0.3, BACKLOG)
        answered = False
        for key, seconds in ((BLANK, 2.0), (RIGHT, DEAF)):  # what is blank already stays so
            if not self.terminal.write(key) and self.terminal.status() is None:
                return self.silent("takes no keys")
            answered = self.terminal.drawn(0.2 if answered else seconds) or answered
            self.terminal.rest(0.05, 1)
        if not answered and self.terminal.status() is None:
            return self.silent("no answer to a key")
        other = max(columns, SMALLEST[0]) + 1, max(rows, SMALLEST[1]) + 1
        self.terminal.resize(*other, self.terminal.file)
        if not self.terminal.drawn(REDRAW) and self.terminal.status() is None:
            return self.silent("no redraw of a new size")
        self.terminal.resize(columns, rows, self.terminal.file)
        self.terminal.rest(0.05, 1)
        return self.glance()

    # -- the end ---------------------------------------------------------------------------------

    def leave(self) -> Finding | None:
        """Ctrl+Q, and once more where the draft could not be kept."""
        if self.terminal.count < FIRST_FRAME and (finding := self.first_frame()) is not None:
            return finding
        self.terminal.rest(0.3, BACKLOG)
        for seconds in (LEAVE / 2, LEAVE / 2):
            self.terminal.write(CTRL_Q)
            if self.terminal.wait(seconds) is not None:
                self.asked = True
                return None
        while self.at_work():
            if self.terminal.status() is not None:
                self.asked = True
                return None
        return self.silent("does not leave on Ctrl+Q")

    def at_work(self) -> bool:
        """Whether the app works on what was typed, as it may on a machine that leaves it little time."""
        before = self.terminal.cpu()
        if self.terminal.wait(5.0) is not None:
            return True
        spent = self.terminal.cpu()
        return spent - before > 0.25 and spent < MOST_WORK

    asked = False
    """Whether the hand itself has pressed Ctrl+Q."""

    def at_end(self) -> Finding | None:
        """What the exit says."""
        status = self.terminal.wait(LEAVE)
        if (finding := self.words()) is not None:
            return finding
        if status != 0:
            return Finding(f"status {status}")
        _, asked, by = judge.unseen(self.trouble)
        if not self.asked and not asked:
            return Finding("left unasked", by)
        self.trouble.unlink(missing_ok=True)
        return None

    def words(self) -> Finding | None:
        """What was noted or said that should not be."""
        if notes := judge.crash_notes(self.home):
            kind = "crash" if self.terminal.status() else "stumbled"
            return Finding(kind, judge.place(notes))
        if found := judge.WORDS.search(self.terminal.out):
            return Finding("a word on the terminal", found[0].decode())
        said, _, _ = judge.unseen(self.trouble)
        return Finding("a word in the log", _short(said), tail=said) if said else None

    def silent(self, kind: str) -> Finding:
        """A silence, with where every thread stands."""
        if self.terminal.status() is None:
            for asked in (signal.SIGUSR1, signal.SIGUSR2):
                os.kill(self.terminal.pid, asked)
                self.terminal.rest(0.5, 1.0)
        return Finding(kind)

    def where_it_stands(self) -> list[str]:
        text = self.stands.read_text("utf-8", "replace") if self.stands.exists() else ""
        return [text[-60000:]] if text else []


def _short(said: str) -> str:
    """A line of the log without what differs from run to run."""
    return re.sub(r"0x[0-9a-f]+|id=\S+|\d{3,}| \(\S+:\d+\)$", "", said)[:100]


def plan(keys: int, each: int, sizes: Sequence[str], kinds: Sequence[str], seed: int) -> list[Run]:
    """Runs of ``each`` keys over every size and book by turns, until there are ``keys`` of them."""
    pairs = [(size, kind) for kind in kinds for size in sizes]
    runs = []
    while keys > 0:
        size, kind = pairs[len(runs) % len(pairs)]
        runs.append(Run(seed + len(runs), size, kind, min(each, keys)))
        keys -= each
    return runs


ALL_SIZES = (*SIZES, CHANGING)

"""Whether what stands on the screen after any keys is what the app would draw anew.

``python tests/hand/drawn.py --rounds 200 --seed 1 --size 120x36``: a round is a handful of keys as a hand presses
them; then the screen is looked at, the terminal becomes a column wider and narrow again, which draws everything
once more, and the screen must be the same: each letter, its colours, its weight. The app draws only what changed,
by a way of its own; a line that it left out would stand there until something else draws over it.

The words of what was done last stay here until the next ones, and no cursor blinks: both would go by themselves.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hand import books
from hand.keys import SIZES, SORTS, Step, sent, shown
from ui.terminal import Terminal

PROGRAM = """
import sys
from textual.widgets import Input, TextArea
from repbook.ui.shell.telling import Telling
Input.cursor_blink = TextArea.cursor_blink = False
say = Telling.say
Telling.say = lambda self, words, **how: say(self, words, **how | {"timeout": 1e6})
from repbook.__main__ import main
sys.exit(main())
"""
QUIET = 1.0
"""Seconds without a byte, after which a screen stands: what rests before it is drawn does so for less."""
LONGEST = 8.0
"""Seconds after which a screen is looked at, whatever still comes."""
KEYS = 6
"""Steps of a round."""
NOT = ("sleep", "odd", "size")
"""Steps that leave the app, or a half sequence behind."""

Picture = list[list[tuple[object, ...]]]


def picture(terminal: Terminal) -> Picture:
    """Every cell of the screen as it stands: its letter, its colours, its weight."""
    screen = terminal.screen
    return [
        [tuple(screen.buffer[row][column]) for column in range(screen.columns)]
        for row in range(screen.lines)
    ]


def at_rest(terminal: Terminal) -> Picture:
    """The screen once nothing comes any more, or for long something does."""
    end = time.monotonic() + LONGEST
    while terminal.read(QUIET) and time.monotonic() < end:
        pass
    return picture(terminal)


def anew(terminal: Terminal) -> Picture:
    """The screen, drawn once more from nothing."""
    columns, rows = terminal.screen.columns, terminal.screen.lines
    for width in (columns + 1, columns):
        terminal.screen.resize(rows, width)
        terminal.resize(width, rows, terminal.file)
        at_rest(terminal)
    return picture(terminal)


def rounds_of(count: int, seed: int, size: str) -> list[list[Step]]:
    """What a hand does between two looks, so many times."""
    dice, weights = random.Random(f"{seed}/{size}"), [sort.weight for sort in SORTS]
    rounds: list[list[Step]] = []
    for _ in range(count):
        steps: list[Step] = []
        while len(steps) < KEYS:
            made = dice.choices(SORTS, weights)[0].make(dice, SIZES[size])
            steps += [step for step in made if step[0] not in NOT]
        rounds.append(steps)
    return rounds


def rows_apart(one: Picture, other: Picture) -> list[int]:
    """The rows that are not the same."""
    return [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def row_of(cells: list[tuple[object, ...]]) -> str:
    """A row to be told: its letters, with a change of their looks in brackets."""
    told, looks = "", None
    for letter, *now in cells:
        if now != looks:
            told, looks = f"{told}[{'/'.join(str(each) for each in now if each)}]", now
        told += str(letter)
    return told


def hammer(rounds: Iterable[list[Step]], size: str, book: str, folder: Path) -> list[str]:
    """So many rounds on a copy of a book; a line for each row that stood otherwise than it is drawn anew."""
    found: list[str] = []
    home = Path(tempfile.mkdtemp(prefix="hand-", dir=folder))
    path = shutil.copy(books.made(book, folder), home / "book.db")
    columns, rows = SIZES[size]
    words = ("--today", books.day(book), "--book", str(path))
    with Terminal(*words, home=home, columns=columns, rows=rows, program=PROGRAM) as terminal:
        terminal.see("Today")
        at_rest(terminal)
        for steps in rounds:
            for step in steps:
                terminal.send(sent(step))
                terminal.read(0.01)
            stood = at_rest(terminal)
            drawn = anew(terminal)
            for row in rows_apart(stood, drawn)[:3]:
                was, should = row_of(stood[row]), row_of(drawn[row])
                found.append(f"after {shown(steps)}: row {row} stood as {was}, and is {should}")
    return found


def main() -> int:
    """Run what the command line says; 1 if anything is found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--rounds", type=int, default=200)
    add("--seed", type=int, default=1)
    add("--size", choices=[*SIZES], default="120x36")
    add("--book", choices=["demo", "empty", "northwind"], default="demo")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hand-books-") as name:
        rounds = rounds_of(given.rounds, given.seed, given.size)
        found = hammer(rounds, given.size, given.book, Path(name))
    print(*found, sep="\n")
    told = f"{given.rounds} rounds at {given.size} (seed {given.seed})"
    print(f"{told}: {len(found)} rows stood otherwise")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())

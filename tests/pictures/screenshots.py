"""Take the pictures in ``screenshots/`` from the running app: ``python tests/pictures/screenshots.py``.

Needs the extra ``pictures`` and DejaVu Sans Mono (Debian: fonts-dejavu-core). The program runs in a pseudo-terminal
on the demo book with a fixed day, so that a picture changes only when the app does.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pyte

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.terminal import Terminal
from pictures.cells import draw, of_terminal

HERE = Path(__file__).parents[2] / "screenshots"
DAY = "2026-06-03"
LINE = "fits well in theatre 2 * delivered complete Thu ! send cleaning card fri ? drawer sticks"
MOVED = ("j", "j", "k", "k")
"""What a full example suggests is gone after the third key."""
SHOTS: tuple[tuple[str, int, int, tuple[str, ...]], ...] = (
    ("today", 120, 36, MOVED),
    ("today-80x24", 80, 24, MOVED),
    ("phases", 120, 36, ("2",)),
    ("customers", 120, 36, ("3",)),
    ("customer", 120, 36, ("j", "j", "\r")),
    ("ledgers", 120, 36, ("4",)),
    ("ahead", 120, 36, ("5",)),
    ("agenda", 120, 36, ("j", "j", "\r", "]", "]", "]", "]")),
    ("review", 120, 36, ("W",)),
    ("reports", 120, 36, ("6",)),
    ("won", 100, 30, ("w", "Foam unit", "\x1b[6~", "\x1b[6~", "\x1b[6~")),
    ("letter", 100, 30, ("t", "\r")),
    ("log", 100, 30, ("j", "l", "1", LINE)),
    ("help", 120, 36, ("?",)),
)


def look(terminal: Terminal, seconds: float) -> None:
    """Take in what is drawn for so long; a blinking cursor never comes to rest."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        terminal.read(left)


def take(name: str, columns: int, rows: int, keys: tuple[str, ...], folder: Path) -> None:
    """Run the app, press the keys, draw what is shown."""
    command = [sys.executable, "-m", "repbook", "--demo", "--today", DAY]
    terminal = Terminal(command, columns, rows)
    try:
        terminal.wait(rb"debt")
        look(terminal, 2.0)
        for key in keys:
            os.write(terminal.file, key.encode())
            look(terminal, 1.0)
        look(terminal, 1.5)  # the brief comes last
        screen = pyte.Screen(columns, rows)
        pyte.ByteStream(screen).feed(terminal.seen)
        picture = draw(of_terminal(screen), columns, rows)
        picture.save(folder / f"{name}.png", optimize=True)
    finally:
        terminal.close()


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for shot in SHOTS:
        take(*shot, HERE)
        print(HERE / f"{shot[0]}.png")

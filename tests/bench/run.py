"""Print how repbook compares with a bare Textual app, in the same run: ``python tests/bench/run.py``.

Figures are ratios of medians (start) and of 95th percentiles (keys), so that they hold on any machine. Each
start takes turns with a start of the bare app. Nothing here is a test: a slow machine fails no build.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import TODAY, make
from terminal import Terminal

DOWN, UP = b"j", b"k"
BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]


def start(command: list[str], pattern: bytes) -> float:
    """Seconds to useful content."""
    terminal = Terminal(command)
    try:
        return terminal.wait(pattern)
    finally:
        terminal.close()


def keys(
    command: list[str], pattern: bytes, down: bytes, up: bytes, count: int = 100
) -> list[float]:
    """Seconds for each of so many keys, once the program has come to rest."""
    terminal = Terminal(command)
    try:
        terminal.wait(pattern)
        terminal.settle(3.0)
        return [terminal.key(down if (number // 20) % 2 == 0 else up) for number in range(count)]
    finally:
        terminal.close()


def idle(command: list[str], pattern: bytes, seconds: int) -> tuple[float, int]:
    """(share of a core, bytes written) while nobody touches anything."""
    terminal = Terminal(command)
    try:
        terminal.wait(pattern)
        terminal.settle(5.0)
        before = terminal.cpu()
        written = 0
        for _ in range(seconds):
            written += len(terminal.read(1))
        return (terminal.cpu() - before) / seconds, written
    finally:
        terminal.close()


def starts(
    command: list[str], pattern: bytes, kept: Path, count: int
) -> tuple[float, float, float]:
    """Seconds to useful content: the bare app, repbook as it was never started, repbook with its kept screen."""
    taken: list[tuple[float, float, float]] = []
    for _ in range(count):
        bare = start(BARE, b"row 20")
        shutil.rmtree(kept, ignore_errors=True)
        afresh = start(command, pattern)
        keep(command, pattern, kept)
        taken.append((bare, afresh, start(command, pattern)))
    bare, afresh, at_once = (statistics.median(column) for column in zip(*taken, strict=True))
    return bare, afresh, at_once


def keep(command: list[str], pattern: bytes, kept: Path) -> None:
    """Leave the program open until it has kept the screens of today and of tomorrow."""
    terminal = Terminal(command)
    try:
        terminal.wait(pattern)
        while len(list(kept.glob("*x*"))) < 2:
            terminal.read(0.2)
    finally:
        terminal.close()


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(len(values) * 0.95) - 1]


def main() -> None:
    """Make the book, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=2000)
    parser.add_argument("--touches", type=int, default=100_000)
    parser.add_argument("-n", type=int, default=15, help="starts of each program")
    parser.add_argument("--idle", type=int, default=30, help="seconds to watch it rest")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "bench.db"
        make(book, given.customers, given.touches)
        size = book.stat().st_size / 1e6
        print(f"book: {given.customers} customers, {given.touches} touches, {size:.0f} MB")
        app = [sys.executable, "-m", "repbook", "--book", str(book), "--today", TODAY.isoformat()]
        content = rb"SAVE|PROMISED"
        start(BARE, b"row 20"), start(app, content)
        kept = Path(folder) / ".bench-kept"
        bare, afresh, at_once = starts(app, content, kept, given.n)
        print(
            f"start to useful content: {bare * 1e3:.0f} ms bare, {at_once * 1e3:.0f} ms repbook, ratio {at_once / bare:.2f} (aim 0.15);"
            f" where no first screen is kept {afresh * 1e3:.0f} ms, ratio {afresh / bare:.2f} (aim 1.05)"
        )
        bare_keys = keys(BARE, b"row 20", b"\x1b[B", b"\x1b[A")
        our_keys = keys(app, content, DOWN, UP)
        print(
            f"a key, p95: {p95(bare_keys) * 1e3:.1f} ms bare, {p95(our_keys) * 1e3:.1f} ms repbook, ratio {p95(our_keys) / p95(bare_keys):.2f} (aim 1.5)"
        )
        share, written = idle(app, content, given.idle)
        print(
            f"at rest for {given.idle} s: {share:.2%} of a core (aim 0.30%), {written} bytes written (aim 0)"
        )


if __name__ == "__main__":
    main()

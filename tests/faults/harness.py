"""What every harness here has in common: a seed, a count, and one line that says what came of it."""

from __future__ import annotations

import argparse
import io
import os
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from repbook.cli import main
from repbook.storage.book import engine

Found = Counter[str]
"""How often each outcome was met; one that begins with ``WRONG`` is a fault."""
WRONG = "wrong: "
FELL = "should not have happened"
"""What a command says that fell over something."""
Run = Callable[[int, int], Found]
Say = Callable[[bytes], object]


def faults(found: Found) -> list[str]:
    """What is wrong, if anything."""
    return sorted(outcome for outcome in found if outcome.startswith(WRONG))


def typed(path: Path, *words: str) -> tuple[int, str]:
    """The exit status of a command for a book, and all that it said."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = main(["--book", str(path), *words])
    return status, said.getvalue()


@contextmanager
def passing(prefix: str, pragmas: tuple[str, ...]) -> Iterator[Path]:
    """A folder that goes; every book that is opened meanwhile is opened with these: ``KEPT`` waits for the disk, ``HASTY`` does not."""
    before, engine.PRAGMAS = engine.PRAGMAS, pragmas
    try:
        with tempfile.TemporaryDirectory(prefix=prefix) as name:
            yield Path(name)
    finally:
        engine.PRAGMAS = before


def open_files() -> int:
    """How many handles there are; none where that can't be seen."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir()) if Path("/proc/self/fd").is_dir() else 0


def child(do: Callable[[Say], object]) -> tuple[int, int]:
    """Do something in a child that can say what it has done; its number, and where that is heard."""
    pipe, tell = os.pipe()
    number = os.fork()
    if number == 0:
        try:
            do(lambda words: os.write(tell, words))
        finally:
            os._exit(0)
    os.close(tell)
    return number, pipe


def heard(number: int, pipe: int, after: float | None) -> bytes:
    """What a child has said until it ended, or is killed after so many seconds."""
    if after is not None:
        time.sleep(after)
        os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    with os.fdopen(pipe, "rb") as said:
        return said.read()


def command(what: str, run: Run, count: int) -> int:
    """Run as the command line says, and say what came of it in one line; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=count)
    given = parser.parse_args()
    began = time.perf_counter()
    found = run(given.count, given.seed)
    seconds = time.perf_counter() - began
    met = ", ".join(f"{times:,} {outcome}" for outcome, times in sorted(found.items()))
    verdict = "FAILED" if faults(found) else "held"
    print(f"{what}: {verdict} - {given.count:,} (seed {given.seed}) in {seconds:.0f} s: {met}")
    return 1 if faults(found) else 0

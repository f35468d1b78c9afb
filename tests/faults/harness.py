"""What every harness here has in common: a seed, a count, and one line that says what came of it."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

Found = Counter[str]
"""How often each outcome was met; one that begins with ``WRONG`` is a fault."""
WRONG = "wrong: "
Run = Callable[[int, int], Found]


def faults(found: Found) -> list[str]:
    """What is wrong, if anything."""
    return sorted(outcome for outcome in found if outcome.startswith(WRONG))


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

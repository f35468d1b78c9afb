"""A finding again, and with fewer and fewer steps that still lead to it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hand.judge import Finding
from hand.keys import Step
from hand.run import Run, do

LAST = (25, 50, 100, 200, 400, 800, 1600)
"""How many of the last steps are tried first: most faults need no long past."""


def again(found: Finding, steps: list[Step], folder: Path, tries: int) -> Finding | None:
    """The finding once more with these steps, if it comes in so many tries (some are races)."""
    run = Run(found.seed, found.size, found.book, 0, tuple(steps))
    for _ in range(tries):
        finding = do(run, folder).finding
        if found.like(finding):
            return finding
    return None


def shrink(
    found: Finding,
    folder: Path,
    *,
    tries: int = 2,
    seconds: float = 600,
    tell: Callable[[str], None] = print,
) -> Finding:
    """Leave out halves, quarters … of the steps as long as the same thing is found."""
    until = time.monotonic() + seconds
    best = _end_of(found, folder, tries, tell)
    part = max(1, len(best.steps) // 2)
    while part and time.monotonic() < until:
        at = 0
        while at < len(best.steps) and time.monotonic() < until:
            fewer = best.steps[:at] + best.steps[at + part :]
            finding = again(found, fewer, folder, tries) if fewer else None
            if finding is None:
                at += part
            else:
                best = replace(finding, steps=fewer[: len(finding.steps)])
                tell(f"  {len(best.steps)} steps")
        part //= 2
    return best


def _end_of(found: Finding, folder: Path, tries: int, tell: Callable[[str], None]) -> Finding:
    sizes = [step for step in found.steps if step[0] == "size"]
    for last in LAST:
        if last >= len(found.steps):
            break
        steps = found.steps[-last:]
        before = [step for step in found.steps[:-last] if step[0] == "size"][-1:] if sizes else []
        finding = again(found, before + steps, folder, tries)
        if finding is not None:
            tell(f"  the last {last} steps will do")
            return finding
    return found

"""The long run: ``python tests/hand --keys 200000 --jobs 2``.

    python tests/hand [--keys 20000] [--each 2000] [--jobs 2] [--seed 1] [--sizes …] [--books …] [--out FOLDER]
    python tests/hand --replay FILE [--tries 5]      the same keys again
    python tests/hand --shrink FILE [--tries 3]      fewer keys that still do it
    python tests/hand --inside [--turns 8]           no terminal: every command on every screen at every moment

Every run has a home and a copy of a book of its own. What is found is kept in ``--out`` as JSON, one file for
each kind and place. Exit status: 0 nothing found, 1 something found.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hand import books
from hand.judge import Finding
from hand.keys import CHANGING, SIZES, shown
from hand.run import ALL_SIZES, Outcome, do, plan
from hand.shrink import again, shrink

say = partial(print, flush=True)


def main() -> int:
    """Run what the command line says; 1 if anything is found."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="hand-books-") as name:
        folder = Path(name)
        if options.inside:
            return _inside(folder, options.turns)
        if path := options.replay or options.shrink:
            found = Finding.read(path)
            books.made(found.book, folder)
            return _one(found, folder, options)
        for book in options.books:
            books.made(book, folder)
        return _many(folder, options)


def _one(found: Finding, folder: Path, options: argparse.Namespace) -> int:
    say(found.line())
    finding = again(found, found.steps, folder, options.tries)
    if finding is None:
        say(f"not found again in {options.tries} tries")
        return 0
    if options.shrink:
        finding = shrink(finding, folder, tries=options.tries, seconds=options.minutes * 60)
        say(f"kept as {finding.keep(options.out, suffix='-small')}")
    _tell(finding)
    return 1


def _many(folder: Path, options: argparse.Namespace) -> int:
    runs = plan(options.keys, options.each, options.sizes, options.books, options.seed)
    say(f"{len(runs)} runs of {options.each} keys, {options.jobs} side by side")
    say("books: " + ", ".join(books.spoken(book) for book in options.books))
    began, outcomes = time.monotonic(), list[Outcome]()
    seen: Counter[str] = Counter()
    with ProcessPoolExecutor(options.jobs) as pool:
        for future in as_completed([pool.submit(do, run, folder) for run in runs]):
            outcome = future.result()
            outcomes.append(outcome)
            finding = outcome.finding
            if finding is not None:
                seen[finding.name] += 1
                if seen[finding.name] == 1:
                    say(f"FOUND {finding.keep(options.out)}")
                    _tell(finding)
            say(
                f"{len(outcomes)}/{len(runs)} {outcome.run.book} {outcome.run.size} seed "
                f"{outcome.run.seed}: {outcome.keys} keys in {outcome.seconds:.0f} s"
                + (f", {finding.kind} {finding.place}" if finding else "")
            )
    _figures(outcomes, seen, time.monotonic() - began, options)
    return int(bool(seen))


def _inside(folder: Path, turns: int) -> int:
    """All cases inside the process, on a copy of the demo."""
    from textual.widgets import Input

    from hand.inside import all_of, cases

    Input.cursor_blink = False
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = str(folder)
    os.chdir(folder)  # a letter that is kept as a file does not lie where this was started
    chosen = [case for turn in range(turns) for case in cases(turn)]
    began = time.monotonic()
    failed = asyncio.run(all_of(books.made("demo", folder), chosen, tell=say))
    say(f"{len(chosen)} cases, {len(failed)} findings, {time.monotonic() - began:.0f} s")
    return int(bool(failed))


def _figures(
    outcomes: list[Outcome], seen: Counter[str], seconds: float, options: argparse.Namespace
) -> None:
    keys = sum(outcome.keys for outcome in outcomes)
    undone = sum(outcome.undone for outcome in outcomes)
    starts = sum(outcome.starts for outcome in outcomes)
    say()
    say(
        f"{keys} keys · {len(outcomes)} runs ({starts} starts) · {keys / seconds:.0f} keys a second with "
        f"{options.jobs} side by side · {seconds / 60:.1f} minutes"
    )
    say(f"{undone} books sound, and the first one again once everything was undone")
    say(f"{sum(seen.values())} findings of {len(seen)} kinds")
    for name, count in seen.most_common():
        say(f"  {count:4} × {name}")


def _tell(finding: Finding) -> None:
    say(f"  {finding.line()}")
    say(f"  last: {shown(finding.steps[-20:])}")
    say(f"  said: {finding.tail[-300:]}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tests/hand",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--keys", type=int, default=20_000, help="keys in all")
    add("--each", type=int, default=2000, help="keys a run")
    add("--jobs", type=int, default=2, help="runs side by side")
    add("--seed", type=int, default=1, help="of the first run; each has the next one")
    add("--sizes", nargs="+", default=list(ALL_SIZES), choices=[*SIZES, CHANGING])
    add("--books", nargs="+", default=["demo", "empty", "northwind"], choices=list(books.DAYS))
    add("--out", type=Path, default=Path(tempfile.gettempdir()) / "hand-found")
    add("--inside", action="store_true", help="without a terminal, in a fixed order")
    add("--turns", type=int, default=8, help="each does every command once, on another screen")
    add("--replay", type=Path, metavar="FILE")
    add("--shrink", type=Path, metavar="FILE")
    add("--tries", type=int, default=3, help="how often a replay is tried: some findings are races")
    add("--minutes", type=float, default=10, help="for shrinking, at the most")
    return parser


if __name__ == "__main__":
    sys.exit(main())

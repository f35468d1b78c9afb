"""Print what a large file costs to import, beside the marks: ``python tests/bench/large.py``.

Each import is a process of its own, so that its memory and its CPU seconds are its alone. Memory counts above
`repbook status` on an empty book; rows a second are rows a CPU second, so that they hold while others load the
machine. Nothing here is a test. ``--keep FOLDER`` leaves files and books there to look into.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import FIRST, SECOND, TODAY, day

MOST_MEGABYTES, LEAST_A_SECOND, MOST_TIMES = 150, 3000, 5
"""The marks: memory above the empty program, rows a CPU second, the book's size in sizes of the file."""
TOWNS = ("Leeds", "Bremen", "Łódź", "Aarhus", "Porto", "Gent", "Turku", "Graz", "Cork", "Nîmes")
NAMES = ("Ella", "Tom", "Ann", "Bob", "Zoë", "Jörg", "Amy", "Dave", "Pia", "Noor")
FAMILIES = ("Marsh", "Ray", "Lee", "Brewer", "Kelder", "Orr", "Lund", "Weiß", "Costa", "Novak")
COLUMNS = {
    "orders": "Customer,City,Street,Postal code,Phone,First name,Last name,Email,Order number,Amount,Ordered on",
    "people": "Customer,City,Street,Postal code,Phone,First name,Last name,Email,Job title,Country",
}
"""Every row another customer with a person; in one of the files with an order, too: the worst that can come."""


def lines(sort: str, rows: int) -> Iterator[str]:
    """A file of so many rows, the same each time."""
    dice = random.Random(7)
    yield COLUMNS[sort]
    for row in range(1, rows + 1):
        first, last = dice.choice(NAMES), dice.choice(FAMILIES)
        common = (
            f"{dice.choice(FIRST)} {dice.choice(SECOND)} {row}",
            dice.choice(TOWNS),
            f"{dice.choice(FAMILIES)} Street {dice.randint(1, 200)}",
            f"{dice.randint(10000, 99999)}",
            f"+44 1632 {dice.randint(100000, 999999)}",
            first,
            last,
            f"{first}.{last}{row}@firm{row}.example".lower(),
        )
        cents = f"{dice.randint(10, 20000)}.{dice.randint(0, 99):02}"
        own = (
            (f"A-{row:07}", cents, day(dice.randint(1, 2000)))
            if sort == "orders"
            else (dice.choice(("Buyer", "Owner", "Head of works")), "Germany")
        )
        yield ",".join((*common, *own))


class Cost(NamedTuple):
    """What a process cost: its exit status, the most memory in MB, CPU seconds."""

    status: int
    megabytes: float
    seconds: float


def run(book: Path, *words: str) -> Cost:
    """Run repbook to its end, silently."""
    command = [sys.executable, "-m", "repbook", "--book", str(book), "--today", TODAY.isoformat()]
    with subprocess.Popen([*command, *words], stdout=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(child.returncode, used.ru_maxrss / scale, used.ru_utime + used.ru_stime)


def mark(value: float, most: float, *, least: bool = False) -> str:
    """Whether a figure is within its mark."""
    return "ok" if (value >= most if least else value <= most) else "OVER" if not least else "SLOW"


def one(folder: Path, sort: str, rows: int, empty: Cost) -> str:
    """One file imported, and imported again, and taken back: a line of the table."""
    source, book = folder / f"{sort}-{rows}.csv", folder / f"{sort}-{rows}.db"
    with source.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\r\n" for line in lines(sort, rows))
    run(book, "new")
    cost = run(book, "import", str(source))
    size = sum(path.stat().st_size for path in folder.glob(f"{book.name}*") if path.is_file())
    above, speed = cost.megabytes - empty.megabytes, rows / cost.seconds
    times = size / source.stat().st_size
    again, undone = run(book, "import", str(source)), run(book, "undo")
    return (
        f"{sort} {rows:>7} {source.stat().st_size / 1e6:6.1f} MB | {above:7.0f} MB {mark(above, MOST_MEGABYTES):4}"
        f" | {speed:6.0f} rows/s {mark(speed, LEAST_A_SECOND, least=True):4}"
        f" | book {size / 1e6:6.1f} MB, {times:5.1f} times {mark(times, MOST_TIMES):4}"
        f" | again {rows / again.seconds:6.0f} rows/s {again.megabytes - empty.megabytes:5.0f} MB"
        f" | undo {undone.seconds:5.1f} s {undone.megabytes - empty.megabytes:5.0f} MB"
        f" | exits {cost.status} {again.status} {undone.status}"
    )


def main() -> None:
    """Make the files, import them, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--sort", nargs="+", default=list(COLUMNS), choices=list(COLUMNS))
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    print(
        f"marks: at most {MOST_MEGABYTES} MB above the empty program, at least {LEAST_A_SECOND} rows a CPU second,"
        f" the book at most {MOST_TIMES} times the file"
    )
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        folder.mkdir(exist_ok=True)
        run(folder / "empty.db", "new")
        empty = run(folder / "empty.db", "status")
        print(f"the empty program: {empty.megabytes:.0f} MB, {empty.seconds:.2f} s")
        for sort in given.sort:
            for rows in given.rows:
                print(one(folder, sort, rows, empty), flush=True)


if __name__ == "__main__":
    main()

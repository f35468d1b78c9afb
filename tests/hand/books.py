"""The books that the hand is let loose on: each made once, copied for every run, with no history of its own.

Without a history, undoing everything after a run must give the book that the run began with.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bench import synthetic

NORTHWIND = Path(__file__).parents[3] / "shared" / "data" / "northwind"
"""Real rows, kept beside the checkout; a seeded book of made-up rows stands in where they are absent."""
DAYS = {
    "demo": "2026-06-10",
    "empty": "2026-06-10",
    "northwind": "1998-05-06",
    "thrown": "2026-06-10",
}
THROWN = "thrown"
"""``--demo``: a book that is thrown away, so that it can't be looked at afterwards."""


def made(name: str, folder: Path) -> Path:
    """A book by its name, made in the folder if it is not there yet."""
    path = folder / f"{name}.db"
    if name == THROWN or path.exists():
        return path
    making = folder / f"making-{name}.db"
    making.unlink(missing_ok=True)
    if name == "demo":
        repbook("--today", DAYS[name], "demo", str(making))
    elif name == "empty":
        repbook("--book", str(making), "new")
    elif (NORTHWIND / "northwind-orders.csv").exists():
        repbook("--book", str(making), "new")
        files = [str(NORTHWIND / f"northwind-{kind}.csv") for kind in ("customers", "orders")]
        repbook("--book", str(making), "--today", DAYS[name], "import", *files)
    else:
        synthetic.make(making, customers=90, touches=900)
        with closing(sqlite3.connect(making, isolation_level=None)) as connection:
            connection.execute(
                "UPDATE sales SET history = 1"
            )  # as imported ones: without an agenda
        repbook("--book", str(making), "--today", day(name), "check", "--repair")
    with closing(sqlite3.connect(making, isolation_level=None)) as connection:
        connection.execute("DELETE FROM journal")
        connection.execute("DELETE FROM journal_runs")
        connection.execute("DELETE FROM operations")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    making.rename(path)
    return path


def day(name: str) -> str:
    """The day on which a book is opened."""
    stands_in = name == "northwind" and not NORTHWIND.exists()
    return synthetic.TODAY.isoformat() if stands_in else DAYS[name]


def spoken(name: str) -> str:
    """What the book is, to be said beside figures."""
    if name == "northwind" and not NORTHWIND.exists():
        return "made-up rows in place of northwind, which is not beside this checkout"
    return {THROWN: "--demo", "demo": "the demo"}.get(name, name)


def repbook(*arguments: str) -> None:
    """Run a command; raises ``CalledProcessError``."""
    subprocess.run([sys.executable, "-m", "repbook", *arguments], check=True, capture_output=True)

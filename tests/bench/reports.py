"""Print how long each report takes over ten years of 2,000 customers: ``python tests/bench/reports.py``.

The aim is a quarter of a second from the key to the screen. What is measured here is the reading, and the drawing
at 200 by 50; the rest of a key is the same as on every screen. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import TODAY, WORDS, day, make

from repbook.clock import Clock
from repbook.domain.reports.report import NAMES
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import engine
from repbook.storage.book.book import Book
from repbook.storage.book.facts_cache import rebuild
from repbook.storage.reports.reports import report

YEARS = 10
AIM = 0.25
ORDERS, PROBLEMS, SUCCESSES = 0.25, 0.1, 0.3
"""A customer's chance of one in a year, besides what the synthetic book has: two more orders a working day."""


def lengthen(path: Path, customers: int, seed: int = 11) -> None:
    """Give every customer ten years: what a rep with so many can file, a few rows of each sort a working day."""
    dice = random.Random(seed)
    connection = engine.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    connection.execute("UPDATE customers SET created_on = ?", (day(365 * YEARS),))
    for number in range(1, customers + 1):
        if number % 40 == 0:
            _leave(connection, dice, number)
        for year in range(YEARS):
            _year(connection, dice, number, year)
    rebuild(connection)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _leave(connection: sqlite3.Connection, dice: random.Random, number: int) -> None:
    connection.execute(
        "UPDATE customers SET state = 'lost', state_reason = 'a rival', state_on = ?, left_risk = ? WHERE id = ?",
        (day(dice.randint(1, 3000)), dice.randint(0, 100), number),
    )


def _year(connection: sqlite3.Connection, dice: random.Random, number: int, year: int) -> None:
    def some_day() -> int:
        return dice.randint(365 * year, 365 * year + 364)

    if dice.random() < ORDERS:
        gap = some_day()
        connection.execute(
            "INSERT INTO sales (customer_id, title, number, kind, ordered_on, live_on, currency, under_pressure,"
            " no_expectations, history, agenda, note) VALUES (?, 'Again', '', 'one-off', ?, ?, '', 0, 1, ?, '', '')",
            (number, day(gap), day(gap - 8), year > 2),
        )
    if dice.random() < PROBLEMS:
        gap = some_day()
        connection.execute(
            "INSERT INTO problems (customer_id, text, severity, arose_on, known_on, known_at, plan, solved_on,"
            " resolution_kind, resolution, confirmed_on, customer_said, cause)"
            " VALUES (?, 'drawer sticks', ?, ?, ?, ?, '', ?, '', '', ?, 'fine again', 'the drawer')",
            (
                number,
                dice.choice(("trivial", "minor", "moderate", "major")),
                day(gap + 3),
                day(gap),
                f"{day(gap)}T10:00:00Z",
                day(max(0, gap - 1)),
                day(max(0, gap - 2)),
            ),
        )
    if dice.random() < SUCCESSES:
        gap = some_day()
        told = day(max(0, gap - 3)) if dice.random() < 0.95 else None
        connection.execute(
            "INSERT INTO evidence (customer_id, kind, text, on_day, amount, unit, source, tags, told_on, told_by)"
            " VALUES (?, 'success', 'two hours saved', ?, '', '', '', '', ?, '')",
            (number, day(gap), told),
        )
    gap = some_day()
    connection.execute(
        "INSERT INTO promises (customer_id, text, made_on, due_on, closed_on, state, reason, theirs)"
        " VALUES (?, ?, ?, ?, ?, ?, '', 0)",
        (
            number,
            dice.choice(WORDS),
            day(gap + 9),
            day(gap),
            day(gap),
            dice.choice(("kept", "kept", "kept", "kept", "late")),
        ),
    )
    connection.executemany(
        "INSERT INTO touches (customer_id, on_day, at, kind, reach, topic, incoming, note)"
        " VALUES (?, ?, '', 'call', 'two-way', 'business', 0, '')",
        [(number, day(some_day())) for _ in range(4)],
    )


def main() -> None:
    """Make the book, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=2000)
    parser.add_argument("--touches", type=int, default=100_000)
    parser.add_argument("-n", type=int, default=5, help="times each report is read")
    parser.add_argument("--keep", type=Path, help="where to keep the book, for another run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "bench.db"
        if not path.exists():
            make(path, given.customers, given.touches)
            lengthen(path, given.customers)
        from repbook.ui.reports.report_page import page

        with Book(path, Clock(TODAY)) as book:
            touches = book.rows("SELECT count(*) FROM touches")[0][0]
            print(f"{given.customers} customers, {YEARS} years, {touches} touches")
            for name in NAMES:
                spent = []
                for _ in range(given.n):
                    start = time.perf_counter()
                    found = report(book, name, rules=DEFAULT)
                    read = time.perf_counter() - start
                    page(found, 180, 46)
                    spent.append((time.perf_counter() - start, read))
                worst, best = max(spent), min(spent)
                print(
                    f"{name:10} {best[0] * 1e3:4.0f} ms at best, {worst[0] * 1e3:4.0f} at worst, of it"
                    f" {best[1] * 1e3:.0f} for reading (aim {AIM * 1e3:.0f}) · {found.title}"
                )


if __name__ == "__main__":
    main()

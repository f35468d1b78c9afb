"""A synthetic book for measuring: seeded, so that every run meets the same rows."""

from __future__ import annotations

import random
import sqlite3
from datetime import date, timedelta
from pathlib import Path

from repbook.storage.book import engine
from repbook.storage.book.facts_cache import rebuild

TODAY = date(2026, 6, 3)
FIRST = (
    "Hollis",
    "Marsh",
    "Orchard",
    "Park",
    "Brauhaus",
    "Nordlicht",
    "Lotus",
    "Quinn",
    "Fjord",
    "Ferme",
    "Alder",
)
SECOND = (
    "Dairy",
    "Foods",
    "Clinic",
    "& Sons",
    "Supply",
    "Textiles",
    "Smoke Shop",
    "Fisk",
    "Bakery",
    "Works",
)
NOTES = (
    "fits well in theatre",
    "asked about the valves",
    "delivery was complete",
    "wants a call after Easter",
    "happy with the dosing pump",
    "left word with the desk",
    "talked about the new line",
    "",
)
WORDS = (
    "send the manual",
    "quote for twelve more",
    "bring the cleaning card",
    "ask the factory",
    "call the fitter",
)


def day(gap: int) -> str:
    """An ISO day so many days before TODAY."""
    return (TODAY - timedelta(days=gap)).isoformat()


def make(path: Path, customers: int = 2000, touches: int = 100_000, seed: int = 7) -> None:
    """Write a book of so many customers and touches; a tenth of them are in their first ninety days."""
    dice = random.Random(seed)
    engine.create(path)
    connection = engine.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    for number in range(1, customers + 1):
        _customer(connection, dice, number)
    each = touches // customers
    kinds = ("call",) * 6 + ("email", "visit", "note", "message")
    for number in range(1, customers + 1):
        young = number % 10 == 0
        if not young:
            _looked_after(connection, dice, number)
        newest = dice.randint(0, 6 if young else 60)
        span = 80 if young else 1800
        rows = sorted(
            (newest + int(span * (place / each) ** 1.2) for place in range(each)), reverse=True
        )
        connection.executemany(
            "INSERT INTO touches (customer_id, person_id, on_day, at, kind, reach, topic, incoming, note)"
            " VALUES (?, ?, ?, '', ?, ?, 'business', 0, ?)",
            [
                (
                    number,
                    number,
                    day(gap),
                    dice.choice(kinds),
                    dice.choices(("two-way", "one-way", "no answer"), (7, 2, 1))[0],
                    dice.choice(NOTES),
                )
                for gap in rows
            ],
        )
    rebuild(connection)
    connection.execute("COMMIT")
    connection.close()


def _looked_after(connection: sqlite3.Connection, dice: random.Random, number: int) -> None:
    """Quarterly checks and a yearly survey for nine in ten settled customers; the others are due one."""
    if dice.random() > 0.9:
        return
    for gap in range(dice.randint(5, 80), 700, 90):
        connection.execute(
            "INSERT INTO checks (customer_id, on_day, score, words, change_text, became, gained, works_well, to_improve)"
            " VALUES (?, ?, ?, '', '', '', '', '', '')",
            (number, day(gap), dice.choice((0, 0, 1, 2))),
        )
    first = connection.execute(
        "SELECT min(ordered_on) FROM sales WHERE customer_id = ?", (number,)
    ).fetchone()[0]
    sent = (TODAY - date.fromisoformat(first)).days % 365
    for incoming, gap in enumerate((sent, max(0, sent - 10))):
        connection.execute(
            "INSERT INTO touches (customer_id, on_day, at, kind, reach, topic, incoming, note)"
            " VALUES (?, ?, '', 'survey', 'one-way', 'business', ?, '')",
            (number, day(gap), incoming),
        )


def _customer(connection: sqlite3.Connection, dice: random.Random, number: int) -> None:
    name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} {number}"
    tier = dice.choices("ABCD", (1, 4, 4, 2))[0]
    connection.execute(
        "INSERT INTO customers (id, name, folded, tier, state, state_reason, industry, website, street, city,"
        " region, postcode, country, goal, note, created_on, followed_from)"
        " VALUES (?, ?, ?, ?, 'active', '', 'food', '', '', ?, '', '', '', '', '', ?, '')",
        (number, name, name.casefold(), tier, dice.choice(("Ulm", "Portland", "Lyon")), day(1800)),
    )
    connection.execute(
        "INSERT INTO people (id, customer_id, name, folded, role, main, newsletter, do_not, note)"
        " VALUES (?, ?, ?, ?, 'Buyer', 1, 0, '', '')",
        (number, number, f"Person {number}", f"person {number}"),
    )
    connection.execute(
        "INSERT INTO routes (customer_id, person_id, kind, value, digits, label, situation)"
        " VALUES (?, ?, 'phone', ?, ?, '', '')",
        (number, number, f"+44 1632 {number:06}", f"441632{number:06}"),
    )
    ordered = (
        [dice.randint(10, 75)] if number % 10 == 0 else [dice.randint(200, 1700) for _ in range(3)]
    )
    for gap in ordered:
        sale = connection.execute(
            "INSERT INTO sales (customer_id, title, number, kind, ordered_on, live_on, currency, under_pressure,"
            " no_expectations, history, agenda, note) VALUES (?, ?, '', 'one-off', ?, ?, '', 0, 0, ?, '', '')",
            (number, f"Line {gap}", day(gap), day(gap - 8), gap > 190),
        ).lastrowid
    if number % 10 == 0:
        for kind in ("thanks", "reassure"):
            connection.execute(
                "INSERT INTO followups (customer_id, sale_id, due_on, at, what, kind, source, state, reason, done_on,"
                " step, anchor, unit, delegated_to, snoozes)"
                " VALUES (?, ?, ?, '', ?, ?, 'agenda', 'done', '', ?, '', 'order', 'bd', '', 0)",
                (number, sale, day(ordered[0] - 1), kind, kind, day(ordered[0] - 1)),
            )
        for place in range(12):
            connection.execute(
                "INSERT INTO followups (customer_id, sale_id, due_on, at, what, kind, source, state, reason, step,"
                " anchor, unit, delegated_to, snoozes) VALUES (?, ?, ?, '', ?, 'call', 'agenda', ?, '', ?, 'live', 'd', '', 0)",
                (
                    number,
                    sale,
                    day(ordered[0] - 8 - place * 4),
                    f"step {place}",
                    "done" if ordered[0] - 8 > place * 4 else "open",
                    f"s{place}",
                ),
            )
        connection.execute(
            "INSERT INTO checks (customer_id, on_day, score, words, change_text, became, gained, works_well, to_improve)"
            " VALUES (?, ?, ?, '', '', '', '', '', '')",
            (number, day(3), dice.choice((-1, 0, 0, 1, 2))),
        )
    if number % 7 == 0:
        connection.execute(
            "INSERT INTO promises (customer_id, text, made_on, due_on, state, reason, theirs) VALUES (?, ?, ?, ?, ?, '', 0)",
            (
                number,
                dice.choice(WORDS),
                day(20),
                day(dice.randint(-12, 15)),
                dice.choice(("open", "kept", "kept", "kept")),
            ),
        )

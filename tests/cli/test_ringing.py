"""`repbook who`: whoever rings is known by the number, however the telephone shows it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from repbook.storage.finding.number_bearers import number_bearers

from .conftest import Run

KNOWN = [
    # The number as the book has it, its digits, and whether a person's own.
    ("Jo", "+44 1632 960101", "441632960101"),
    ("Ann", "01632 960102", "01632960102"),
    ("", "960103", "960103"),
    ("Lee", "0041 44 668 18 00", "41446681800"),
    ("Old", "+44 1632 960105", "441632960105"),
    ("Zoe", "+31 20 0150123", "31200150123"),
]


def rows(sql: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
    """A book of nothing but these numbers."""
    book = sqlite3.connect(":memory:")
    book.executescript("""
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name);
        CREATE TABLE people (id INTEGER PRIMARY KEY, name, role DEFAULT 'buyer', left_on, main DEFAULT 0);
        CREATE TABLE routes (id INTEGER PRIMARY KEY, customer_id, person_id, kind, value, digits)""")
    for number, (name, value, digits) in enumerate(KNOWN, 1):
        if name:
            left = "2026-05-01" if name == "Old" else None
            book.execute(
                "INSERT INTO people (id, name, left_on) VALUES (?, ?, ?)", (number, name, left)
            )
        book.execute("INSERT INTO customers VALUES (?, ?)", (number, f"Firm {number}"))
        whose = number if name else None
        book.execute(
            "INSERT INTO routes VALUES (?, ?, ?, 'phone', ?, ?)",
            (number, number, whose, value, digits),
        )
    return book.execute(sql, values).fetchall()


@pytest.mark.parametrize(
    ("digits", "whose"),
    [
        ("441632960101", [1]),  # as it is kept
        ("01632960101", [1]),  # as it is dialled at home
        ("1632960101", [1]),
        ("441632960102", [2]),  # kept as dialled at home, rings with its country
        ("01632960103", [3]),  # kept without its area
        ("960103", [3]),
        ("446681800", [4]),
        ("0101", [1]),  # an end, its zero with it
        ("101", []),  # too short to be anybody's
        ("0123", [6]),
        ("9123", []),
        ("960105", [5]),  # also who has left
        ("16329601", []),  # a beginning is no number
        ("491632960101", []),  # another country's
        ("0000", []),
        ("", []),
    ],
)
def test_a_number_is_one_however_it_is_shown(digits: str, whose: list[int]) -> None:
    assert [each.customer_id for each in number_bearers(rows, digits)] == whose


def number(book: Path, customer: str, value: str, digits: str, *, person: str = "") -> None:
    """Give a customer a number, or the person of that name there."""
    connection = sqlite3.connect(book)
    connection.execute(
        "INSERT INTO routes (customer_id, person_id, kind, value, digits, label, situation)"
        " SELECT c.id, (SELECT id FROM people WHERE customer_id = c.id AND name = ?), 'mobile', ?, ?, '', ''"
        " FROM customers c WHERE c.name = ?",
        (person, value, digits, customer),
    )
    connection.commit()
    connection.close()


def test_who_rings_and_what_to_know(run: Run, book: Path) -> None:
    number(book, "Marsh Foods", "+44 1632 960177", "441632960177")
    said = run("who", "01632", "960177")
    assert said.code == 0
    first, rings, *lines = said.out.splitlines()
    assert (first, rings) == ("Marsh Foods", "Rings       mobile +44 1632 960177")
    labels = [line.split("  ")[0] for line in lines if not line.startswith(" ")]
    assert labels[0] in ("Remember", "Ask about")
    assert {"Important", "Last", "Phase", "Silence", "Risk"} <= set(labels)
    assert run("who", "+44(0)1632-960177 ext 12").out == said.out


def test_a_number_of_two_is_told_of_both(run: Run, book: Path) -> None:
    names = run("find", "a").out  # whoever is in the book
    assert "Marsh Foods" in names
    with sqlite3.connect(book) as connection:
        both = [name for (name,) in connection.execute("SELECT name FROM customers LIMIT 2")]
    for name in both:
        number(book, name, "01632 960178", "01632960178")
    out = run("who", "01632960178").out.splitlines()
    assert [line for line in out if line in both] == both


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("123", "repbook: '123' is no telephone number - type its digits, the last 4 at least"),
        ("marsh", "repbook: 'marsh' is no telephone number - type its digits, the last 4 at least"),
        ("01632 960999", "repbook: nobody in the book has the number 01632 960999 - "),
    ],
)
def test_nobody_is_made_of_a_number(run: Run, book: Path, typed: str, told: str) -> None:
    said = run("who", typed)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(told)
    assert said.err.count("\n") == 1


def test_what_was_told_in_confidence_stays_in_the_app(run: Run, book: Path) -> None:
    number(book, "Marsh Foods", "+44 1632 960177", "441632960177")
    with sqlite3.connect(book) as connection:
        connection.execute("UPDATE facts SET confidential = 1, text = 'a secret ' || text")
    assert "a secret" not in run("who", "01632960177").out

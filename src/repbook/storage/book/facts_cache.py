"""The cache of each customer's facts, brought along in the transaction that changes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ...domain.spine.facts import CustomerFacts
from ...domain.spine.rules import DEFAULT
from ...domain.today.attention_day import attention_days
from ..facts.customer_facts import Neighbours, facts_of
from ..facts.facts_packing import called, pack
from .engine import reads_on

Cached = tuple[int, str, str | None, str | None, str | None, str | None, str]

STORE = """
INSERT OR REPLACE INTO standings (customer_id, facts, attention_on, vulnerable_until,
  last_two_way_on, next_due_on, first_sale_month_day) VALUES (?, ?, ?, ?, ?, ?, ?)"""

BLOCK, APART = 1000, 4
"""So many customers are asked about together, where they lie no further apart than this."""
MOST_ALIKE = 5000
DAMAGED = (TypeError, ValueError, LookupError)

Alike = dict[tuple[tuple[Any, ...], ...], tuple[Cached, str]]
"""What was found of customers who differ in nothing but what they, and their sale, are called; and how that is packed."""


def compute(
    connection: sqlite3.Connection,
    customer_id: int,
    known: Neighbours | None = None,
    alike: Alike | None = None,
) -> Cached | None:
    """One customer's cache row from its facts, or None if the customer is gone.

    Its days are those of the rules as they come: ``storage/places`` asks about everybody where the rep's differ.
    A customer whose rows can't be read has no facts: Today names it as damaged (F70).
    """
    like = known.alike(customer_id) if known and alike is not None else None
    other = alike.get(like) if like and alike is not None else None
    named = called(known.sales.get(customer_id, ())) if known and like else None
    if other and named is not None:
        (_, packed, *days), theirs = other
        if not named or packed.count(theirs) == 1:
            return (customer_id, packed.replace(theirs, named) if named else packed, *days)  # type: ignore[return-value]
    facts, found = reckoned(connection, customer_id, known, other[0] if other else None)
    if facts and found and like and alike is not None and named is not None:
        alike[like] = found, named
    return found


def reckoned(
    connection: sqlite3.Connection,
    customer_id: int,
    known: Neighbours | None = None,
    other: Cached | None = None,
) -> tuple[CustomerFacts | None, Cached | None]:
    """One customer's facts, where they can be read, and its cache row, with the days of an ``other`` who is alike."""
    try:
        facts = facts_of(connection, customer_id, known)
        if facts is None:
            return None, None
        return facts, (customer_id, pack(facts), *(other[2:] if other else _days(facts)))
    except DAMAGED:
        return None, (customer_id, "", date.min.isoformat(), None, None, None, "")
    except sqlite3.OperationalError as error:
        if reads_on(connection, error):
            return reckoned(connection, customer_id, known, other)
        raise


def _days(facts: CustomerFacts) -> tuple[Any, ...]:
    wake = attention_days(facts, DEFAULT)
    return (
        _text(wake.attention_on),
        _text(wake.vulnerable_until),
        _text(facts.two_way[0] if facts.two_way else None),
        _text(wake.next_due_on),
        facts.first_sale_on.strftime("%m-%d") if facts.first_sale_on else "",
    )


def each_reckoned(connection: sqlite3.Connection) -> Iterator[tuple[CustomerFacts | None, Cached]]:
    """Everybody's facts and cache row, as they follow from the rows now."""
    for some in _blocks(
        [row[0] for row in connection.execute("SELECT id FROM customers ORDER BY id")]
    ):
        known = _neighbours(connection, some)
        for customer_id in some:
            facts, row = reckoned(connection, customer_id, known)
            if row is not None:
                yield facts, row


def _blocks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BLOCK):
        yield ids[start : start + BLOCK]


def refresh(connection: sqlite3.Connection, customers: Iterable[int]) -> None:
    """Recompute the cache of these customers; called inside the transaction that changed them."""
    alike: Alike = {}
    for some in _blocks(sorted(customers)):  # of neighbours the same pages are read
        known = _neighbours(connection, some)
        if len(alike) > MOST_ALIKE:
            alike.clear()
        rows = {customer_id: compute(connection, customer_id, known, alike) for customer_id in some}
        gone = [(customer_id,) for customer_id, row in rows.items() if row is None]
        connection.executemany("DELETE FROM standings WHERE customer_id = ?", gone)
        connection.executemany(STORE, filter(None, rows.values()))


def _neighbours(connection: sqlite3.Connection, some: list[int]) -> Neighbours | None:
    """What is read of them at once; None where they lie too far apart, or a row of theirs can't be read."""
    if some[-1] - some[0] >= APART * len(some):
        return None
    try:
        return Neighbours(connection, some[0], some[-1])
    except sqlite3.OperationalError as error:
        if reads_on(connection, error):
            return _neighbours(connection, some)
        raise


def rebuild(connection: sqlite3.Connection) -> int:
    """Recompute the whole cache, after an import or a restore; returns how many customers."""
    ids: list[Any] = [row[0] for row in connection.execute("SELECT id FROM customers")]
    connection.execute("DELETE FROM standings")
    refresh(connection, ids)
    return len(ids)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None

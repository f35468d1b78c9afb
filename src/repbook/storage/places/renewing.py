"""What an older repbook has cached of each customer, reckoned anew: a few at a time, so that nobody waits for the book.

Meanwhile such customers are read from their rows (``storage/facts/facts_packing``); what reads of everybody at once
has the rest renewed first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ...errors import BookBusy, BookUnusable
from ..book.facts_cache import refresh
from ..facts.cache_version import IS_OLDER

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..book.book import Book

    Told = Callable[[int, int], object]
    """Called with how many customers are done, and how many they are."""

STEP = 200
"""Customers of one transaction: who writes meanwhile waits for an eighth of a second at most."""
OLD = f"SELECT s.customer_id FROM standings s WHERE {IS_OLDER}"
OF_THESE = f"{OLD} AND s.customer_id IN ({{ids}})"


def renew(book: Book, customers: Sequence[int], told: Told | None = None) -> int:
    """Renew what an older repbook has cached of these customers; returns of how many that was so."""
    renewed = 0
    for start in range(0, len(customers), STEP):
        book.still_wanted()
        some = ", ".join(str(int(each)) for each in customers[start : start + STEP])
        if book.rows(OF_THESE.format(ids=some)):
            renewed += book.run(partial(_renew, ids=some))
        if told is not None:
            told(min(start + STEP, len(customers)), len(customers))
    return renewed


def _renew(connection: sqlite3.Connection, *, ids: str) -> int:
    """Of those of whom it is still so, now that nobody else writes."""
    old = [row[0] for row in connection.execute(OF_THESE.format(ids=ids))]
    refresh(connection, old)
    return len(old)


def renew_the_rest(book: Book, told: Told | None = None) -> None:
    """Renew what an older repbook has cached of anybody; mostly there is nobody, and one look is all.

    ``told`` hears of how many it is done, and how many they are. Where the book can't be written, each is read from its rows.
    """
    with suppress(BookUnusable, BookBusy):
        renew(book, [row[0] for row in book.rows(OLD)], told)

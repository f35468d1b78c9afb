"""What the Growth tab of one customer reads when it is opened, and what a Move kit has to know."""

from __future__ import annotations

import json
from datetime import date

from ...domain.growth.growth import Trust
from ...domain.growth.potential import Gift, Growth, Success, Told
from ..book.book import Book
from ..book.queries import Queries
from ..facts.sqlite_values import each
from ..finding.catalogue import catalogue

MOST_STORIES = 500
"""How many successes of others are looked through for one that fits: those that may be quoted first."""

sql = Queries(__file__, "growth_tab")


def growth(book: Book, customer_id: int, products: tuple[str, ...] = ()) -> Growth:
    """What the Growth tab shows. ``products`` is the catalogue; without one the book's own sales tell."""
    values = {"id": customer_id, "today": book.clock.today().isoformat()}
    row = book.row(sql.GROWTH, values)
    if row is None:
        return Growth()
    kept, late, broken = json.loads(row[1])
    return Growth(
        trust=Trust(kept, late, broken, fixed=row[2], straight=row[3]),
        gifts=each(
            json.loads(row[4]),
            lambda kind, id_, day, text: Gift(kind, id_, date.fromisoformat(day), text),
        ),
        successes=each(
            json.loads(row[5]),
            lambda id_, kind, text, day, figure: Success(
                id_, kind, text, date.fromisoformat(day), figure
            ),
        ),
        referrals=each(json.loads(row[6]), lambda day, whom: (date.fromisoformat(day), whom)),
        orders=each(json.loads(row[7]), lambda title, day: (title, date.fromisoformat(day))),
        consent_on=date.fromisoformat(row[0]) if row[0] else None,
        titles=products or catalogue(book),
        stories=others(book, customer_id),
    )


def others(book: Book, customer_id: int) -> tuple[Told, ...]:
    """Successes at other customers: those that may be quoted first, of each the newest first."""
    today = book.clock.today().isoformat()
    values = {"id": customer_id, "today": today, "most": MOST_STORIES}
    return each(
        book.rows(sql.STORIES, values),
        lambda id_, text, name, industry, day: Told(
            id_, text, name, industry, date.fromisoformat(day) if day else None
        ),
    )


def to_take_along(book: Book) -> dict[int, str | None]:
    """The ISO day of the first sale of each customer with whom a rep would go on: on the book or asleep,
    and somebody is still there to ask for.
    """
    sql = """SELECT c.id,
      (SELECT min(ordered_on) FROM sales WHERE customer_id = c.id AND cancelled_on IS NULL)
    FROM customers c WHERE c.state IN ('active', 'dormant')
      AND EXISTS (SELECT 1 FROM people WHERE customer_id = c.id AND left_on IS NULL)"""
    return dict(book.rows(sql))


def in_confidence(book: Book) -> frozenset[int]:
    """The ids of the facts that were told in confidence."""
    return frozenset(row for (row,) in book.rows("SELECT id FROM facts WHERE confidential"))

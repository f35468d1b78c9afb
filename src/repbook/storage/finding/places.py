"""Every customer with their people, for a form that may give a row to another one."""

from __future__ import annotations

from itertools import groupby

from ...domain.shown.places import Place, Someone
from ..book.book import Book

PLACES = """
SELECT c.id, c.name, c.folded, c.city, p.id, p.name, p.main, p.left_on IS NOT NULL, p.role
FROM customers c LEFT JOIN people p ON p.customer_id = c.id
ORDER BY c.folded, c.id, p.left_on IS NOT NULL, p.main DESC, p.id"""


def places(book: Book) -> tuple[Place, ...]:
    """Everybody, by name; of each the main contact first, and those who have left last."""
    found: list[Place] = []
    for (row_id, name, folded, city), rows in groupby(book.rows(PLACES), key=lambda row: row[:4]):
        people = tuple(
            Someone(person, called, bool(main), bool(left), role)
            for *_, person, called, main, left, role in rows
            if person is not None
        )
        found.append(Place(row_id, name, folded, city, people))
    return tuple(found)

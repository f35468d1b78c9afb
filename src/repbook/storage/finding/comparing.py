"""Two records beside each other, before they become one: their fields, what hangs on each, and who is joined along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...domain.duplicates.evidence import compare, compare_people, people_in_common
from ...domain.duplicates.records import CustomerRecord, PersonRecord
from ...domain.duplicates.side_by_side import Compared, compared
from ...errors import InvalidInput, NotFound
from ...values import NamedTuple
from ..book.book_file import BookFile
from ..rows.images import image
from .duplicate_records import records, weak_for
from .duplicates import hanging


class Side(NamedTuple):
    """One of the two: ``hangs`` counts its rows by what they are called."""

    id: int
    name: str
    where: str
    hangs: Mapping[str, int]


class Comparison(NamedTuple):
    """Two customers, or two people of one customer (``entity``), side by side.

    ``reasons`` say why they may be one, none where nothing does; ``people`` are those who become one along with two
    customers, with the ids: (stays, is joined, their names).
    """

    entity: str
    keep: Side
    join: Side
    fields: tuple[Compared, ...]
    reasons: tuple[str, ...] = ()
    people: tuple[tuple[int, int, str, str], ...] = ()


def customers_side_by_side(
    book: BookFile, keep_id: int, join_id: int, choices: Mapping[str, str] | None = None
) -> Comparison:
    """Two customers; raises ``NotFound`` where one is gone, ``InvalidInput`` for one and the same, or a wrong choice."""
    keep, join = _rows(book, "customers", keep_id, join_id)
    known = {one.id: one for one in records(book, (keep_id, join_id))}
    pair = compare(known[keep_id], known[join_id], weak_for(book, tuple(known.values())))
    return Comparison(
        "customer",
        Side(keep_id, keep["name"], keep["city"], hanging(book, "customers", keep_id)),
        Side(join_id, join["name"], join["city"], hanging(book, "customers", join_id)),
        compared(keep, join, choices),
        pair.reasons if pair else (),
        tuple(
            (one.id, other.id, one.name, other.name)
            for one, other in joined_along(book, known[keep_id], known[join_id])
        ),
    )


def people_side_by_side(
    book: BookFile, keep_id: int, join_id: int, choices: Mapping[str, str] | None = None
) -> Comparison:
    """Two people of one customer; raises as ``customers_side_by_side``, and where they are at two customers."""
    keep, join = _rows(book, "people", keep_id, join_id)
    if keep["customer_id"] != join["customer_id"]:
        raise InvalidInput(
            "they are at two customers",
            "join the customers, and these are joined along",
            field="join",
        )
    (customer,) = records(book, (keep["customer_id"],))
    who = {one.id: one for one in customer.people}
    reasons = compare_people(who[keep_id], who[join_id], weak_for(book, (customer,)))
    return Comparison(
        "person",
        Side(keep_id, keep["name"], customer.name, hanging(book, "people", keep_id)),
        Side(join_id, join["name"], customer.name, hanging(book, "people", join_id)),
        compared(keep, join, choices),
        tuple(said for _, said in reasons),
    )


def joined_along(
    book: BookFile, keep: CustomerRecord, join: CustomerRecord
) -> list[tuple[PersonRecord, PersonRecord]]:
    """The people of two customers who are one each, and become so when the customers do; not those told apart."""
    told = {
        frozenset(pair)
        for pair in book.rows(
            "SELECT person_id, other_person_id FROM apart WHERE customer_id IN (?, ?) AND person_id IS NOT NULL",
            (keep.id, join.id),
        )
    }
    pairs = people_in_common(keep, join, weak_for(book, (keep, join)))
    return [pair for pair in pairs if frozenset((pair[0].id, pair[1].id)) not in told]


def _rows(
    book: BookFile, table: str, keep_id: int, join_id: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    noun = {"customers": "customer", "people": "person"}[table]
    if keep_id == join_id:
        raise InvalidInput(f"that is one and the same {noun}", "name two", field="join")
    keep, join = (image(book.connection, table, row_id) for row_id in (keep_id, join_id))
    if keep is None or join is None:
        raise NotFound(f"this {noun} is no longer in the book", "undo may bring it back")
    return keep, join

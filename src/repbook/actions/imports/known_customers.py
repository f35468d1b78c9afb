"""Which customer is meant by a row that has no id of its own, when its town or its postcode came or went.

Such a row is known by a hash of name and town. Two of one name in two towns are two, so another town is
another customer, unless they are reached by the same number or address: then they have moved, which is asked.
A row that names no town, or the first that does, is the only one of its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...interchange.reading.records import CustomerRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..changes.said import route_key
from ..known.recognise import CUSTOMER, HASHED, Known

if TYPE_CHECKING:
    from .import_desk import Desk


def known_customer(desk: Desk, record: CustomerRecord) -> Known | None:
    """The one customer of an earlier file of this program whom this row can mean."""
    namesakes = [
        one for one in desk.book.by_name.get(fold(record.name), ()) if one.own and not one.new
    ]
    if len(namesakes) != 1 or desk.times_named(record.name) > 1:
        return None
    (one,) = namesakes
    ids = desk.book.ids_of(CUSTOMER, one.id)
    if any(desk.is_present(CUSTOMER, known) for known in ids):
        return None
    hashed = record.external_id.startswith(HASHED) or all(id_.startswith(HASHED) for id_ in ids)
    return one if hashed and _one_place(desk, one.id, record) else None


def _one_place(desk: Desk, row_id: int, record: CustomerRecord) -> bool:
    """Whether town and postcode are the same, as far as both are known; a way in common will do for either."""
    row = desk.work.get(t.Customer, row_id)
    pairs = ((row.city, record.city), (row.postcode, record.postcode))
    if all(not (mine and other) or fold(mine) == fold(other) for mine, other in pairs):
        return True
    return any(
        desk.is_way_of(record, route_key(one))
        for one in desk.work.find(t.Route, customer_id=row_id)
    )

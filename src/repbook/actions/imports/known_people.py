"""Who is meant by a row that has no id of its own: somebody of an earlier row, or of an earlier file.

Such a row is known by a hash of name, firm, and e-mail address, so an edited address makes it another. It is
the same person where name and firm are the same, nothing contradicts it, and only one can be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ...domain.spine.kinds import DateKind, RouteKind
from ...interchange.gathering.places import Places
from ...interchange.mapping.reach import PHONES
from ...interchange.reading.packed import told
from ...interchange.reading.records import DateRecord, PersonRecord, RouteRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..changes.said import date_key, route_key
from ..known.recognise import HASHED, PERSON, Known

if TYPE_CHECKING:
    from .import_desk import Desk


class Repeated:
    """The rows of a file that may tell of one person: same firm, same name."""

    def __init__(self, people: Iterable[PersonRecord]) -> None:
        once = Places()
        self._twice: set[int] = set()
        for line, *named in told(people, "line", "customer_external_id", "customer_name", "name"):
            key = _told_key(*named)
            if once.get(*key) is None:
                once.put(line, *key)
            else:
                self._twice.add(hash(key))
        self._kept: defaultdict[tuple[int, str], list[tuple[PersonRecord, Known]]] = defaultdict(
            list
        )

    def keep(self, customer_id: int, record: PersonRecord, person: Known) -> None:
        """Remember a row, if another may tell of the same person."""
        if self._twice and hash(_key(record)) in self._twice:
            self._kept[customer_id, fold(record.name)].append((record, person))

    def earlier(self, customer_id: int, record: PersonRecord) -> Known | None:
        """The person of an earlier row, where this row tells of them."""
        if not self._kept:
            return None
        for other, person in self._kept.get((customer_id, fold(record.name)), ()):
            if _hashed(other, record) and not (_apart(other, record) or _contradict(other, record)):
                return person
        return None

    def rest(self, customer_id: int, record: PersonRecord) -> PersonRecord:
        """A row without what the earlier rows of the same person brought."""
        kept = self._kept and self._kept.get((customer_id, fold(record.name)))
        if not kept:
            return record
        place = next((at for at, (other, _) in enumerate(kept) if other is record), 0)
        earlier = [other for other, person in kept[:place] if person is kept[place][1]]
        ways = {route_key(way) for other in earlier for way in other.routes}
        days = {date_key(day) for other in earlier for day in other.dates}
        words = {text for other in earlier for text in other.personal}
        places = {one.place for other in earlier for one in other.addresses}
        return replace(
            record,
            routes=tuple(way for way in record.routes if route_key(way) not in ways),
            dates=tuple(day for day in record.dates if date_key(day) not in days),
            personal=tuple(text for text in record.personal if text not in words),
            addresses=tuple(one for one in record.addresses if one.place not in places),
        )


def known_person(desk: Desk, customer_id: int, record: PersonRecord) -> Known | None:
    """The person of an earlier file whom this row means: one of the same name at this customer.

    Not one whose own row stands in this file as well, and not one of whom the book knows otherwise.
    """
    namesakes = desk.book.people.get((customer_id, fold(record.name)), ())
    if not namesakes:
        return None
    free = [one for one in namesakes if one.own and not one.new and _may_be(desk, one.id, record)]
    if len(free) != 1 or _contradict(_as_known(desk, free[0].id, record), record):
        return None
    return free[0]


def _may_be(desk: Desk, row_id: int, record: PersonRecord) -> bool:
    ids = desk.book.ids_of(PERSON, row_id)
    if any(desk.is_present(PERSON, one) for one in ids):
        return False
    return record.external_id.startswith(HASHED) or all(one.startswith(HASHED) for one in ids)


def _as_known(desk: Desk, row_id: int, record: PersonRecord) -> PersonRecord:
    """A person of the book, with what may contradict a record."""
    row = desk.work.get(t.Person, row_id)
    routes = desk.work.find(t.Route, person_id=row_id)
    dates = desk.work.find(t.ImportantDate, person_id=row_id)
    return replace(
        record,
        role=row.role,
        routes=tuple(RouteRecord(RouteKind(one.kind), one.value, one.digits) for one in routes),
        dates=tuple(DateRecord(DateKind(one.kind), one.month, one.day, one.year) for one in dates),
    )


def _key(record: PersonRecord) -> tuple[str, str]:
    return _told_key(record.customer_external_id, record.customer_name, record.name)


def _told_key(customer_id: str, customer: str, name: str) -> tuple[str, str]:
    return customer_id or fold(customer), fold(name)


def _hashed(one: PersonRecord, other: PersonRecord) -> bool:
    """Two ids that a program gave are two people."""
    return HASHED in (one.external_id[:1], other.external_id[:1])


def _apart(one: PersonRecord, other: PersonRecord) -> bool:
    """Whether each of two rows of one file has e-mail addresses, and none in common."""
    mine, theirs = _ways(one, {RouteKind.EMAIL}), _ways(other, {RouteKind.EMAIL})
    return bool(mine and theirs) and not mine & theirs


def _contradict(one: PersonRecord, other: PersonRecord) -> bool:
    """Another birthday, or another role together with other telephones, and no way in common."""
    births = [
        {date_key(day) for day in record.dates if day.kind == DateKind.BIRTHDAY}
        for record in (one, other)
    ]
    if all(births) and not births[0] & births[1]:
        return True
    if set(map(route_key, one.routes)) & set(map(route_key, other.routes)):
        return False
    phones = [_ways(record, PHONES) for record in (one, other)]
    roles = {fold(record.role) for record in (one, other)} - {""}
    return len(roles) > 1 and all(phones)


def _ways(record: PersonRecord, kinds: Iterable[RouteKind]) -> set[str]:
    return {route_key(route) for route in record.routes if route.kind in kinds}

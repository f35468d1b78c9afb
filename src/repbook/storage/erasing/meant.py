"""Who is meant by a wish in a file that is a book: as they stand there, and as its history knows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...values import NamedTuple
from ..rows.runs import packed_rows
from ..rows.sources import Sources, told_of
from . import marks
from .wishes import Wish

TABLE = {marks.CUSTOMER: "customers", marks.PERSON: "people"}
IMAGES = 'SELECT "before", "after" FROM journal WHERE table_name = ?'
PACKED = "SELECT packed FROM journal_runs WHERE table_name = ? AND packed IS NOT NULL"


class Meant(NamedTuple):
    """The ids of those who are meant, with the people of customers, and the names by which a text is about them."""

    customers: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.customers or self.people)


def load(text: str | None) -> dict[str, Any]:
    """An image of the journal; nothing of a damaged one."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def is_whole(name: str) -> bool:
    """Whether a person's name tells who it is in a text: a first name alone is many people's."""
    return " " in name.strip()


def versions(connection: Any, table: str) -> Iterator[dict[str, Any]]:
    """Every row of a table that the file knows: those that stand, those that were, and those that undo packed away.

    An origin says its program and its sort, in a book of any version.
    """
    told = told_of(connection) if table == "origins" else {}
    for row in _versions(connection, table):
        yield with_source(row, told) if told else row


def _versions(connection: Any, table: str) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
    for both in connection.execute(IMAGES, (table,)):
        yield from filter(None, map(load, both))
    for (packed,) in connection.execute(PACKED, (table,)):
        yield from packed_rows(packed)


def with_source(origin: dict[str, Any], told: Sources) -> dict[str, Any]:
    """An origin with what its source says."""
    program, entity, seen_on = told.get(origin.get("source_id", 0), ("", "", ""))
    day = origin.get("seen_on") or seen_on
    return {**origin, "program": program, "entity": entity, "seen_on": day}


def sort_of(origin: dict[str, Any]) -> str:
    """Whether a row of a file is, or refers to, a customer or a person; "" for all else."""
    return str(origin.get("entity") or "").partition(" ")[0]


def who(connection: Any, wish: Wish) -> Meant:
    """Those whose name is that of the wish, but for the namesakes who stay."""
    known, spared = frozenset(wish.names), frozenset(wish.spared)
    ids: set[int] = set()
    names: set[str] = set()
    for row in versions(connection, TABLE[wish.kind]):
        name = str(row.get("name") or "")
        if row.get("id") in spared or not name:
            continue
        if not known.isdisjoint(marks.of_names(wish.salt, wish.kind, (name,))):
            ids.add(row["id"])
            names.add(name)
    if wish.kind == marks.PERSON:
        return Meant(people=frozenset(ids), names=frozenset(filter(is_whole, names)))
    return with_people(connection, ids, names)


def with_people(connection: Any, customers: set[int], names: set[str]) -> Meant:
    """Customers and everybody who is, or was, with them."""
    if not customers:
        return Meant()
    people: set[int] = set()
    for row in versions(connection, "people"):
        if row.get("customer_id") in customers:
            people.add(row["id"])
            name = str(row.get("name") or "")
            names |= {name} if is_whole(name) else set()
    stay = _with_others(connection, customers, people)
    return Meant(frozenset(customers), frozenset(people - stay), frozenset(names - {""}))


def _with_others(connection: Any, customers: set[int], people: set[int]) -> set[int]:
    """Those of these people who are somebody else's by now."""
    rows = connection.execute(
        "SELECT id, customer_id FROM people WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(people)),),
    )
    return {row_id for row_id, customer in rows if customer not in customers}

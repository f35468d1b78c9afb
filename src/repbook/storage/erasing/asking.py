"""Who asks to be forgotten: found in the rows, or only in the history, and put into marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ...values import NamedTuple
from ..book.book_file import BookFile
from ..book.joined import joined_to
from . import marks
from .meant import TABLE, is_whole, sort_of, versions
from .wishes import Wish, kept


class Asker(NamedTuple):
    """One who may ask: a customer or a person, by the ids of their rows, with the name that they had last."""

    kind: str
    ids: frozenset[int]
    name: str
    is_live: bool = True


def asker(book: BookFile, kind: str, row_id: int, name: str) -> Asker:
    """Somebody of the book, with whoever was joined to them."""
    ids = {row_id, *joined_to(book, kind, row_id)}
    return Asker(kind, frozenset(ids), name)


def gone_by_name(book: BookFile, name: str) -> tuple[Asker, ...]:
    """Those of a name whom only the history still knows."""
    found = []
    for kind, table in TABLE.items():
        wanted = marks.name_key(kind, name)
        live = {row[0] for row in book.rows(f'SELECT id FROM "{table}"')}
        ids = {
            row["id"]: str(row["name"])
            for row in versions(book.connection, table)
            if row.get("id") not in live
            and marks.name_key(kind, str(row.get("name") or "")) == wanted
        }
        if ids and wanted:
            found.append(Asker(kind, frozenset(ids), next(iter(ids.values())), is_live=False))
    return tuple(found)


def wish_of(book: BookFile, who: Asker, mark: str, *, mentions: bool = False) -> Wish:
    """What is to be put down of them, before anything is erased."""
    before = kept(book.connection)
    salt = before[0].salt if before else marks.new_salt()
    names = _names(book, who.kind, who.ids)
    customers = who.ids if who.kind == marks.CUSTOMER else frozenset()
    people = _people(book, customers) if customers else {i: set(names) for i in who.ids}
    routes = list(versions(book.connection, "routes"))
    known: set[str] = set(marks.of_names(salt, who.kind, names))
    contacts: set[str] = set()
    if customers:
        reach = [str(row["value"]) for row in routes if row.get("customer_id") in customers]
        contacts |= set(marks.of_contacts(salt, who.kind, names, reach))
    for person, called in people.items():
        reach = [str(row["value"]) for row in routes if row.get("person_id") == person]
        known |= set(marks.of_names(salt, marks.PERSON, called))
        contacts |= set(marks.of_contacts(salt, marks.PERSON, called, reach))
    return Wish(
        mark,
        who.kind,
        book.clock.today().isoformat(),
        salt,
        tuple(sorted(who.ids)),
        tuple(sorted(_namesakes(book, who.kind, who.ids, names))),
        tuple(sorted(known)),
        tuple(sorted(contacts)),
        tuple(sorted(_sources(book, salt, customers, frozenset(people)))),
        mentions,
    )


def names_of(book: BookFile, who: Asker) -> set[str]:
    """All names that they had, and those of a customer's people, as far as a text can be about them by it."""
    found = _names(book, who.kind, who.ids)
    if who.kind == marks.CUSTOMER:
        people = set().union(*_people(book, who.ids).values())
        return found | set(filter(is_whole, people))
    return set(filter(is_whole, found))


def _names(book: BookFile, kind: str, ids: Collection[Any]) -> set[str]:
    rows = versions(book.connection, TABLE[kind])
    return {str(row["name"]) for row in rows if row.get("id") in ids and row.get("name")}


def _people(book: BookFile, customers: frozenset[int]) -> dict[int, set[str]]:
    """The people who are or were with customers, with their names; nobody who is somebody else's by now."""
    found: dict[int, set[str]] = {}
    for row in versions(book.connection, "people"):
        if row.get("customer_id") in customers and row.get("name"):
            found.setdefault(row["id"], set()).add(str(row["name"]))
    now = dict(book.rows("SELECT id, customer_id FROM people"))
    return {
        row_id: names for row_id, names in found.items() if now.get(row_id, 0) in {0, *customers}
    }


def _namesakes(book: BookFile, kind: str, ids: Collection[int], names: Iterable[str]) -> set[int]:
    """Others in the book who are called the same: they stay."""
    keys = {marks.name_key(kind, name) for name in names}
    rows = book.rows(f'SELECT id, name FROM "{TABLE[kind]}"')
    return {
        row_id for row_id, name in rows if row_id not in ids and marks.name_key(kind, name) in keys
    }


def _sources(
    book: BookFile, salt: str, customers: frozenset[int], people: frozenset[int]
) -> set[str]:
    """The numbers that other programs gave them."""
    whose = {"customer": customers, "person": people}
    return {
        marks.of_source(salt, str(row["program"]), sort_of(row), str(row["external_id"]))
        for row in versions(book.connection, "origins")
        if row.get("row_id") in whose.get(sort_of(row), ())
    }

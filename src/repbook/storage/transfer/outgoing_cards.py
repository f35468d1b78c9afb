"""Address cards out of the book: a firm and its people, one after the other, pictures read one card at a time.

Facts are never read here, so nothing confidential can go out with them (R27).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...domain.shown.name_parts import NameParts
from ...domain.shown.outgoing_cards import Card, CardAddress, CardDay
from ..book.book import Book
from ..book.queries import Queries

sql = Queries(__file__, "outgoing_cards")


def cards(book: Book) -> Iterator[Card]:
    """Every customer, then everybody there who has not left, the main contact first."""
    for customer_id, *told, alone in book.rows(sql.FIRMS):
        firm = _firm(book, customer_id, told)
        if alone is None:
            yield firm
        for person_id, *said in book.rows(sql.PEOPLE, (customer_id,)):
            person = _person(book, person_id, said, firm)
            yield _together(person, firm) if person_id == alone else person


def _firm(book: Book, customer_id: int, told: list[Any]) -> Card:
    name, note, website, place, routes, addresses, days, kept = told
    own = CardAddress("", *json.loads(place))
    reached = _routes(routes)
    if website and ("web", website) not in {(kind, value) for kind, value, _ in reached}:
        reached = (("web", website, ""), *reached)
    return Card(
        customer_id,
        name,
        "",
        routes=reached,
        days=_days(days),
        addresses=(*((own,) if any(own) else ()), *_addresses(addresses)),
        note=note,
        kept=_pairs(kept),
        photos=_photos(book, customer_id, None),
        firm=True,
    )


def _person(book: Book, person_id: int, said: list[Any], firm: Card) -> Card:
    """A person; the firm's address, which has no label of its own, is where they work."""
    customer_id, name, role, note, parts, routes, addresses, days, kept = said
    at_work = [one._replace(label="work") for one in firm.addresses if not one.label][:1]
    return Card(
        person_id,
        name,
        firm.name,
        role,
        _routes(routes),
        _days(days),
        customer_id,
        NameParts(*json.loads(parts)),
        (*at_work, *_addresses(addresses)),
        note,
        _pairs(kept),
        _photos(book, customer_id, person_id),
    )


def _together(person: Card, firm: Card) -> Card:
    """Who is their own customer: one card with all of it."""
    own = [
        one
        for one in person.addresses
        if one.label != "work" or one._replace(label="") not in firm.addresses
    ]
    return person._replace(
        customer="",
        customer_id=0,
        routes=tuple(dict.fromkeys((*person.routes, *firm.routes))),
        days=tuple(dict.fromkeys((*person.days, *firm.days))),
        addresses=tuple(dict.fromkeys((*firm.addresses, *own))),
        note="\n".join(dict.fromkeys(filter(None, (person.note, firm.note)))),
        kept=tuple(dict.fromkeys((*person.kept, *firm.kept))),
        photos=tuple(dict.fromkeys((*person.photos, *firm.photos))),
    )


def _routes(packed: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((kind, value, about) for kind, value, about in json.loads(packed))


def _addresses(packed: str) -> tuple[CardAddress, ...]:
    return tuple(CardAddress(*one) for one in json.loads(packed))


def _days(packed: str) -> tuple[CardDay, ...]:
    return tuple(CardDay(*one) for one in json.loads(packed))


def _pairs(packed: str) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in json.loads(packed))


def _photos(book: Book, customer_id: int, person_id: int | None) -> tuple[tuple[str, str], ...]:
    found = book.rows(sql.PHOTOS, (customer_id, person_id))
    return tuple((head, value) for head, value in found)

"""People as vCards, version 3.0: the one that phones, mail programs, and Outlook all read.

A card has what reaches somebody, and a birthday. Notes and personal facts stay in the book: an address book
is copied to many places (R27).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...domain.shown.outgoing import Card
from ...domain.spine.kinds import RouteKind
from ...wording import clean

MADE_UP_YEAR = 1604
"""What stands for a year that is not known: version 3.0 has no day without one; Apple began this."""

_LINES: dict[str, tuple[str, tuple[str, ...]]] = {
    RouteKind.PHONE: ("tel", ("WORK", "VOICE")),
    RouteKind.MOBILE: ("tel", ("CELL", "VOICE")),
    RouteKind.FAX: ("tel", ("WORK", "FAX")),
    RouteKind.EMAIL: ("email", ("INTERNET",)),
    RouteKind.WEB: ("url", ()),
}


def cards(people: Iterable[Card], book: str) -> Iterator[str]:
    """One card a person, each ending in CR LF; ``book`` is the mark of the book, for the cards' ids."""
    for person in people:
        made: str = _card(person, book).serialize()
        yield made


def _card(person: Card, book: str) -> Any:
    from vobject import vCard
    from vobject.vcard import Name

    card = vCard()
    given, _, family = clean(person.name).rpartition(" ")
    card.add("n").value = Name(family=family, given=given)
    card.add("fn").value = clean(person.name)
    card.add("org").value = [clean(person.customer)]
    if person.role:
        card.add("title").value = clean(person.role)
    others = []
    for number, (kind, value, about) in enumerate(person.routes, 1):
        if kind in _LINES:
            _route(card, number, kind, clean(value), clean(about))
        else:
            others.append(": ".join(filter(None, (clean(about), clean(value)))))
    if others:
        card.add("note").value = "\n".join(others)
    if person.birthday is not None:
        year, month, day = person.birthday
        line = card.add("bday")
        line.value = f"{year or MADE_UP_YEAR:04}-{month:02}-{day:02}"
        if not year:
            line.params["X-APPLE-OMIT-YEAR"] = [str(MADE_UP_YEAR)]
    card.add("uid").value = f"person-{person.id}-{book}@repbook"
    return card


def _route(card: Any, number: int, kind: str, value: str, about: str) -> None:
    name, types = _LINES[kind]
    line = card.add(name)
    line.value = value
    if types:
        line.params["TYPE"] = list(types)
    if about:
        line.group = f"item{number}"
        label = card.add("x-ablabel")
        label.group, label.value = line.group, about

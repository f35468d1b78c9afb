"""People and firms as vCards, version 3.0: the one that phones, mail programs, and Outlook all read.

A card has all that reaches somebody, the parts of the name, days, pictures as they came, the rep's note, and
what was kept of files; repbook's own lines begin with ``X-REPBOOK``, so that nothing is lost on the way back.
Facts stay in the book, those told in confidence among them: an address book is copied to many places (R27).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...domain.shown.name_parts import cut
from ...domain.shown.outgoing_cards import Card, CardAddress, CardDay, parted
from ...domain.spine.kinds import DateKind, RouteKind
from ...wording import clean
from .content_lines import folded, text

MADE_UP_YEAR = 1604
"""What stands for a year that is not known: version 3.0 has no day without one; Apple began this."""
ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    RouteKind.PHONE: ("TEL", ("VOICE",)),
    RouteKind.MOBILE: ("TEL", ("CELL", "VOICE")),
    RouteKind.FAX: ("TEL", ("FAX",)),
    RouteKind.EMAIL: ("EMAIL", ("INTERNET",)),
    RouteKind.WEB: ("URL", ()),
}
TYPES = {"home": "HOME", "work": "WORK", "pager": "PAGER", "car": "CAR"}
"""Labels that every program knows as a type."""
LINES = {"chat": "IMPP", "function": "ROLE", "time zone": "TZ"}
"""Kept lines that vCards have a word for."""
OWN_NAME = re.compile(r"X-(?!REPBOOK|AB)[A-Z0-9-]+")
"""Kept lines of other programs that go back as they came."""


def cards(people: Iterable[Card], book: str) -> Iterator[str]:
    """One card each, every line ending in CR LF; ``book`` is the mark of the book, for the cards' ids."""
    for one in people:
        lines = ("BEGIN:VCARD", "VERSION:3.0", *_lines(one, book), "END:VCARD")
        yield "".join(map(folded, lines))


def _lines(card: Card, book: str) -> Iterator[str]:
    name, firm = text(clean(card.name)), text(clean(card.customer))
    kept = parted(card.kept)
    if card.firm:
        yield from (f"N:{name};;;;", f"FN:{name}", f"ORG:{name}", "X-ABShowAs:COMPANY")
    else:
        parts = card.parts if any(card.parts) else cut(clean(card.name))
        order = (parts.family, parts.given, parts.middle, parts.prefix, parts.suffix)
        yield f"N:{';'.join(map(text, order))}"
        yield f"FN:{name}"
        if firm or kept.department:
            yield ";".join(filter(None, (f"ORG:{firm}", text(kept.department))))
    yield from (f"ORG:{text(one)}" for one in kept.companies)
    yield from (f"TITLE:{text(one)}" for one in (clean(card.role), *kept.titles) if one)
    grouped = _Groups()
    for kind, value, about in card.routes:
        yield from _route(grouped, kind, clean(value), clean(about))
    for address in card.addresses:
        yield from _address(grouped, address)
    yield from _days(grouped, card.days)
    if kept.categories:
        yield f"CATEGORIES:{','.join(map(text, kept.categories))}"
    yield from (_picture(head, value) for head, value in card.photos)
    if card.note:
        yield f"NOTE:{text(card.note)}"
    for label, value in kept.rest:
        yield from _kept(label, value)
    if card.firm:
        yield f"UID:customer-{card.id}-{book}@repbook"
        return
    if card.customer_id:
        yield f"X-REPBOOK-CUSTOMER:customer-{card.customer_id}-{book}@repbook"
    yield f"UID:person-{card.id}-{book}@repbook"


class _Groups:
    """Labels of one's own stand on a line beside, as Apple has it."""

    def __init__(self) -> None:
        self._number = 0

    def labelled(self, line: str, label: str) -> Iterator[str]:
        if not label:
            yield line
            return
        self._number += 1
        yield f"item{self._number}.{line}"
        yield f"item{self._number}.X-ABLABEL:{text(label)}"


def _typed(types: Iterable[str], label: str) -> tuple[str, str]:
    """The types of a line, and the label that is none of them."""
    known = TYPES.get(label)
    words = [*types, *([known] if known else [])]
    return (f";TYPE={','.join(words)}" if words else "", "" if known else label)


def _route(grouped: _Groups, kind: str, value: str, about: str) -> Iterator[str]:
    name, types = ROUTES.get(kind, ("X-REPBOOK-ROUTE", ()))
    typed, label = _typed(types, about)
    return grouped.labelled(f"{name}{typed}:{text(value)}", label)


def _address(grouped: _Groups, one: CardAddress) -> Iterator[str]:
    typed, label = _typed((), one.label)
    parts = ("", "", one.street, one.city, one.region, one.postcode, one.country)
    return grouped.labelled(f"ADR{typed}:{';'.join(map(text, parts))}", label)


def _days(grouped: _Groups, days: Iterable[CardDay]) -> Iterator[str]:
    born = False
    for one in days:
        on = f"{one.year or MADE_UP_YEAR:04}-{one.month:02}-{one.day:02}"
        omit = "" if one.year else f";X-APPLE-OMIT-YEAR={MADE_UP_YEAR}"
        if one.kind == DateKind.BIRTHDAY and not born:
            born = True
            yield f"BDAY{omit}:{on}"
        elif one.kind == DateKind.ANNIVERSARY:
            yield f"ANNIVERSARY{omit}:{on}"
        else:
            label = one.label or ("" if one.kind == DateKind.OTHER else one.kind)
            yield from grouped.labelled(f"X-ABDATE{omit}:{on}", clean(label))


def _kept(label: str, value: str) -> Iterator[str]:
    name = LINES.get(label) or (label if OWN_NAME.fullmatch(label) else "")
    if name:
        return (f"{name}:{text(line)}" for line in value.split("\n") if line)
    return iter((f"X-REPBOOK-KEPT:{text(clean(label))};{text(value)}",))


def _picture(head: str, value: str) -> str:
    """A picture's line as version 3.0 writes it: base64 without ``data:``, else the place where it is."""
    name, *parameters = head.split(";")
    sort = ""
    for parameter in parameters:
        key, equals, word = parameter.partition("=")
        word = (word if equals else key).strip('" ').rpartition("/")[2].upper()
        if key.strip().upper() in ("TYPE", "MEDIATYPE") or (not equals and word != "BASE64"):
            sort = word
    if value.lower().startswith("data:"):
        about, _, value = value[5:].partition(",")
        sort = about.partition(";")[0].rpartition("/")[2].upper() or sort
    elif re.match(r"[a-z][a-z0-9+.-]*:", value, re.IGNORECASE):
        return f"{name.upper()};VALUE=uri:{value}"
    return f"{name.upper()};ENCODING=b{f';TYPE={sort}' if sort else ''}:{value}"

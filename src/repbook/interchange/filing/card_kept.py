"""What a vCard holds besides name and reach: addresses, pictures, and the lines that are kept as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...wording import clean
from ..gathering.collected import Records
from ..reading.records import AddressRecord, PhotoRecord, RowProblem
from ..reading.vcard_lines import Card
from ..reading.vcard_property import Property, unescape

LARGEST = 4_000_000
"""The longest picture that the book takes, in signs as the card writes it."""
LABELS = (
    *(("HOME", "home"), ("WORK", "work"), ("MAIN", "main"), ("OTHER", "other")),
    *(("PAGER", "pager"), ("CAR", "car")),
)
EVENT = "vnd.android.cursor.item/contact_event"
TAKEN = frozenset(
    (
        *("VERSION", "PRODID", "N", "FN", "ORG", "TITLE", "TEL", "EMAIL", "URL", "NOTE", "BDAY"),
        *("ANNIVERSARY", "REV", "UID", "KIND", "NICKNAME", "RELATED", "X-ABLABEL", "X-ABADR"),
        *("X-ABDATE", "X-ABRELATEDNAMES", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"),
        *("X-SPOUSE", "X-ANNIVERSARY", "X-EVOLUTION-SPOUSE", "X-EVOLUTION-ANNIVERSARY"),
        *("ADR", "PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-REPBOOK-ROUTE", "MEMBER"),
        *("X-REPBOOK-CUSTOMER", "X-ADDRESSBOOKSERVER-MEMBER", "CLIENTPIDMAP"),
    )
)
"""Lines that fill a field, or say nothing of the person; the others are kept with the card."""
FURTHER = {"ORG": "further company", "TITLE": "further title", "FN": "also called"}
"""Lines of which a person has one in the book; what stands in a second one is kept."""
KEPT_AS = {"CATEGORIES": "categories", "IMPP": "chat", "TZ": "time zone", "ROLE": "function"}
"""What a kept line is called, where a vCard's word for it is nobody's."""
DEPARTMENT, CATEGORIES = "department", "categories"


def all_of(card: Card, *names: str) -> Iterator[Property]:
    """The lines of these names, in the order of the card."""
    return (one for one in card.properties if one.name in names)


def one_of(card: Card, *names: str) -> str:
    """The first of these lines that holds something, as one line of text."""
    return next(filter(None, (clean(one.text()) for one in all_of(card, *names))), "")


def label_of(card: Card, one: Property) -> str:
    """A label of one's own first (Apple's stands on a line of its own), else home, work, main."""
    own = next(
        (p.text() for p in all_of(card, "X-ABLABEL") if one.group and p.group == one.group), ""
    )
    own = clean(own or one.label).removeprefix("_$!<").removesuffix(">!$_")
    return own or next((label for word, label in LABELS if word in one.types), "")


def addresses(card: Card) -> tuple[AddressRecord, ...]:
    """Every address of a card, each once; one without parts as its label has it (4.0)."""
    found = (_address(card, one) for one in all_of(card, "ADR"))
    return tuple(dict.fromkeys(one for one in found if any(one.place)))


def _address(card: Card, one: Property) -> AddressRecord:
    parts = [_line(part) for part in one.parts()]
    if not any(parts):
        parts = ["", "", _line(unescape(one.parameters.get("LABEL", "")))]
    box, more, street, city, region, postcode, country, *rest = (*parts, *[""] * 7)
    written = ", ".join(filter(None, (street, more, box)))
    country = ", ".join(filter(None, (country, *rest)))
    return AddressRecord(label_of(card, one), written, city, region, postcode, country)


def _line(text: str) -> str:
    """Lines of an address as one."""
    return clean(", ".join(filter(None, map(str.strip, text.splitlines()))))


def photos(card: Card, found: Records) -> tuple[PhotoRecord, ...]:
    """The pictures of a card, as they came; one that is too large is a problem."""
    kept = []
    for one in all_of(card, "PHOTO", "LOGO"):
        if len(one.value) > LARGEST:
            reason = "a picture of more than 3 MB: left out"
            found.problems.append(RowProblem(card.line, reason, kept=True))
        elif one.value:
            kept.append(PhotoRecord(one.head, one.value))
    found.counts["dropped"] += sum(1 for _ in all_of(card, "SOUND", "KEY", "X-MS-CARDPICTURE"))
    return tuple(kept)


def extra(card: Card) -> dict[str, str]:
    """What no field takes, by its name in the card or by a better one."""
    kept: dict[str, str] = {}
    for one in card.properties:
        if one.name == "X-REPBOOK-KEPT":
            name, *text = one.parts()
            _keep(kept, clean(name), ";".join(text))
        elif one.name == "CATEGORIES":
            words = map(unescape, re.split(r"(?<!\\)[,;]", one.value))
            _keep(kept, CATEGORIES, ", ".join(filter(None, map(clean, words))), ", ")
        elif not (
            one.name in TAKEN or (one.name == "X-ANDROID-CUSTOM" and one.value.startswith(EVENT))
        ):
            _keep(kept, KEPT_AS.get(one.name, one.name), ", ".join(filter(None, one.parts())))
    for name, called in FURTHER.items():
        lines = (_of_firm(one) if name == "ORG" else one.text() for one in all_of(card, name))
        for other in list(dict.fromkeys(filter(None, map(clean, lines))))[1:]:
            _keep(kept, called, other)
    departments = next((one.parts()[1:] for one in all_of(card, "ORG")), [])
    if any(departments):
        kept[DEPARTMENT] = clean(", ".join(filter(None, departments)))
    return kept


def _of_firm(one: Property) -> str:
    return clean(", ".join(filter(None, one.parts())))


def _keep(kept: dict[str, str], name: str, text: str, between: str = "\n") -> None:
    text = clean(text, lines=True)
    if text:
        kept[name] = between.join(filter(None, (kept.get(name, ""), text)))

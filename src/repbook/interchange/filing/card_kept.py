"""What a vCard holds besides name and reach: addresses, pictures, and the lines that are kept as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...wording import clean
from ..gathering.collected import Records
from ..reading.records import AddressRecord, PhotoRecord, RowProblem
from ..reading.vcard_lines import BEGIN, Card, told
from ..reading.vcard_property import Property, parse, unescape
from ..reading.vcard_words import (
    EVENT,
    FURTHER,
    KEPT_AS,
    LABELS,
    NICKNAME,
    OF_PROGRAMS,
    RELATION,
    SAYS_NOTHING,
    TAKEN,
    THEIR_WORDS,
)

LARGEST = 4_000_000
"""The longest picture that the book takes, in signs as the card writes it."""
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
    found = [_address(card, one) for one in all_of(card, "ADR")]
    found = [one for one in found if any(one.place)] or [*_written(card)]
    return tuple(dict.fromkeys(one for one in found if any(one.place)))


def _written(card: Card) -> Iterator[AddressRecord]:
    """Addresses of which a card has no more than how they look on a letter."""
    for one in all_of(card, "LABEL"):
        label = next((label for word, label in LABELS if word in one.types), "")
        yield AddressRecord(label, _line(one.text()))


def _address(card: Card, one: Property) -> AddressRecord:
    parts = [_line(part) for part in one.parts()]
    if not any(parts):
        parts = ["", "", _line(unescape(one.parameters.get("LABEL", "")))]
    box, more, street, city, region, postcode, country, *rest = (*parts, *[""] * 7)
    written = ", ".join(filter(None, (street, more, box)))
    if "".join(rest) and not _is_said_again(", ".join(rest), parts[:7]):
        country = ", ".join(filter(None, (country, *rest)))
    return AddressRecord(label_of(card, one), written, city, region, postcode, country)


def _is_said_again(rest: str, parts: Sequence[str]) -> bool:
    """Whether what stands behind the parts of an address is the whole of it again, as Google writes it."""
    said = {word for part in parts for word in re.split(r"\W+", part.casefold())}
    return set(re.split(r"\W+", rest.casefold())) <= said | {""}


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
        elif one.name == "AGENT":
            _keep(kept, KEPT_AS[one.name], agent(one))
        elif one.name == "ROLE" and not one_of(card, "TITLE"):
            continue  # what somebody is, told in another line
        elif not _is_taken(card, one):
            _keep(kept, word_for(one.name), ", ".join(filter(None, one.parts())))
    for name, called in FURTHER.items():
        lines = (_of_firm(one) if name == "ORG" else one.text() for one in all_of(card, name))
        for other in list(dict.fromkeys(filter(None, map(clean, lines))))[1:]:
            _keep(kept, called, other)
    departments = next((one.parts()[1:] for one in all_of(card, "ORG")), [])
    if any(departments):
        kept[DEPARTMENT] = clean(", ".join(filter(None, departments)))
    return kept


def word_for(name: str) -> str:
    """What a line is called that no field takes."""
    for program in OF_PROGRAMS:
        word = name.removeprefix(program)
        if word != name and word in THEIR_WORDS:
            return THEIR_WORDS[word]
    return KEPT_AS.get(name, name)


def agent(one: Property) -> str:
    """Who an agent is; some write the whole of their card into the line."""
    lines = one.text().splitlines()
    if not lines or lines[0].strip().upper() != BEGIN:
        return one.text()
    return unescape(told([found for line in lines[1:-1] if (found := parse(line))]))


def _is_taken(card: Card, one: Property) -> bool:
    """Whether a line is kept in another place, or tells of nobody."""
    if one.name in TAKEN | SAYS_NOTHING:
        return one.name != "RELATED" or not _by_id(one)
    if one.name in {"X-ANDROID-CUSTOM", "X-SOCIALPROFILE"}:
        return is_understood(one)
    if one.name == "LABEL":
        letters = _letters(one.text())
        there = ((at.street, at.city, at.postcode) for at in addresses(card))
        return any(all(_letters(part) in letters for part in place) for place in there)
    return one.name == "CLASS" and one.value.strip().upper() == "PUBLIC"


def is_understood(one: Property) -> bool:
    """Whether a line of a program's own is a day, a nickname, a relation, or a page."""
    if one.name == "X-SOCIALPROFILE":
        return one.text().lower().startswith("http")
    return one.value.startswith((EVENT, NICKNAME, RELATION))


def _by_id(one: Property) -> bool:
    """Whether a line names another card by its id, which tells a reader nothing."""
    return one.text().lower().startswith("urn:")


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _of_firm(one: Property) -> str:
    return clean(", ".join(filter(None, one.parts())))


def _keep(kept: dict[str, str], name: str, text: str, between: str = "\n") -> None:
    text = clean(text, lines=True)
    if text:
        kept[name] = between.join(filter(None, (kept.get(name, ""), text)))

"""One vCard as a person, or as a customer where it is a firm's own card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...domain.spine.kinds import DateKind, RouteKind
from ...wording import clean
from ..mapping.birth_days import day_of_year, kind_of
from ..mapping.reach_cells import routes
from ..mapping.row_identity import stable_id
from ..mapping.written_days import NoDay
from ..reading.records import CustomerRecord, DateRecord, PersonRecord, RouteRecord, RowProblem
from ..reading.vcard_lines import Card, Property
from .collected import Records

NAME = 200
LABELS = (("HOME", "home"), ("WORK", "work"), ("MAIN", "main"), ("OTHER", "other"))
TAKEN = frozenset(
    (
        *("VERSION", "PRODID", "N", "FN", "ORG", "TITLE", "TEL", "EMAIL", "URL", "NOTE", "BDAY"),
        *("ANNIVERSARY", "REV", "UID", "KIND", "NICKNAME", "RELATED", "X-ABLABEL", "X-ABADR"),
        *("X-ABDATE", "X-ABRELATEDNAMES", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"),
        *("X-SPOUSE", "X-ANNIVERSARY", "X-EVOLUTION-SPOUSE", "X-EVOLUTION-ANNIVERSARY"),
    )
)
"""Lines that fill a field, or say nothing of the person; the others are kept with the card."""
ANDROID_EVENTS = {"1": DateKind.ANNIVERSARY, "3": DateKind.BIRTHDAY}
EVENT = "vnd.android.cursor.item/contact_event"


def file_card(card: Card, today: date, found: Records) -> None:
    """File a card's person or firm in ``found``; one that names nobody is a problem."""
    found.problems += [
        RowProblem(line, reason, kept=not reason.endswith("left out"))
        for line, reason in card.faults
    ]
    kinds = {
        found.value.upper()
        for found in _all(card, "KIND", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND")
    }
    if "GROUP" in kinds:
        found.counts["group"] += 1
        return
    name, firm = _name(card), _firm(card)
    reached = routes(_routes(card))
    if firm and (kinds & {"ORG", "COMPANY", "ORGANIZATION"} or not name):
        found.add_customer(_customer(card, firm, reached))
        return
    if not name:
        mails = (one.value.partition("@")[0] for one in reached if one.kind is RouteKind.EMAIL)
        name = next(mails, "")
    if not name:
        reason = "the card has neither a name nor an e-mail address: left out"
        found.problems.append(RowProblem(card.line, reason))
        return
    mail = next((one.value for one in reached if one.kind is RouteKind.EMAIL), "")
    person = PersonRecord(
        line=card.line,
        external_id=_one(card, "UID") or stable_id(name, firm, mail),
        customer_name=firm or name,
        customer_external_id="",
        name=name,
        role=_one(card, "TITLE")[:NAME],
        note=_note(card),
        routes=reached,
        dates=tuple(_dates(card, today, found)),
        personal=tuple(_personal(card)),
        extra=_extra(card),
    )
    found.add_person(person)


def _customer(card: Card, firm: str, reached: tuple[RouteRecord, ...]) -> CustomerRecord:
    address = next((one.parts() for one in _all(card, "ADR")), [])
    box, more, street, city, region, postcode, country = (*map(clean, address[:7]), *[""] * 7)[:7]
    return CustomerRecord(
        line=card.line,
        external_id=_one(card, "UID") or stable_id(firm, postcode or city),
        name=firm,
        website=_one(card, "URL"),
        street=", ".join(filter(None, (street, more, box))),
        city=city,
        region=region,
        postcode=postcode,
        country=country,
        note=_note(card),
        routes=reached,
        extra={name: text for name, text in _extra(card).items() if name != "ADR"},
    )


def _all(card: Card, *names: str) -> Iterator[Property]:
    return (one for one in card.properties if one.name in names)


def _one(card: Card, *names: str) -> str:
    return next(filter(None, (clean(one.text()) for one in _all(card, *names))), "")


def _name(card: Card) -> str:
    """The name as the card shows it, else put together from its parts."""
    shown = _one(card, "FN")
    if not shown:
        family, given, middle = (*next((one.parts() for one in _all(card, "N")), []), "", "", "")[
            :3
        ]
        shown = clean(" ".join(filter(None, (given, middle, family))))
    return shown[:NAME].rstrip()


def _firm(card: Card) -> str:
    """The firm; its departments, which follow in the same line, are no part of its name."""
    return clean(next((one.parts()[0] for one in _all(card, "ORG")), ""))[:NAME].rstrip()


def _note(card: Card) -> str:
    return clean("\n".join(one.text() for one in _all(card, "NOTE")), lines=True)


def _label(card: Card, one: Property) -> str:
    """A label of one's own first (Apple's stands on a line of its own), else home, work, main."""
    own = next(
        (p.text() for p in _all(card, "X-ABLABEL") if one.group and p.group == one.group), ""
    )
    own = clean(own or one.label).removeprefix("_$!<").removesuffix(">!$_")
    return own or next((label for word, label in LABELS if word in one.types), "")


def _routes(card: Card) -> Iterator[tuple[RouteKind, str, str]]:
    for one in card.properties:
        label = _label(card, one)
        if one.name == "TEL":
            kind = RouteKind.FAX if "FAX" in one.types else RouteKind.PHONE
            if one.types & {"CELL", "IPHONE"}:
                kind = RouteKind.MOBILE
            yield kind, clean(one.text()).removeprefix("tel:").partition(";")[0], label
        elif one.name == "EMAIL":
            yield RouteKind.EMAIL, clean(one.text()).removeprefix("mailto:"), label
        elif one.name == "URL":
            yield RouteKind.WEB, clean(one.text()), label


def _personal(card: Card) -> Iterator[str]:
    for one in card.properties:
        if one.name in {"RELATED", "X-ABRELATEDNAMES"}:
            label = _label(card, one) or next(
                (w for w in ("SPOUSE", "CHILD", "PARENT") if w in one.types), ""
            )
            yield clean(f"{label.capitalize() or 'Related'}: {one.text()}")
        elif one.name in {"X-SPOUSE", "X-EVOLUTION-SPOUSE"} and one.text():
            yield clean(f"Spouse: {one.text()}")
        elif one.name == "NICKNAME" and one.text():
            yield clean(f"Nickname: {one.text()}")


def _dates(card: Card, today: date, found: Records) -> Iterator[DateRecord]:
    for kind, text, label in _days(card):
        try:
            yield day_of_year(kind, text, None, today, label if kind is DateKind.OTHER else "")
        except NoDay:
            reason = f'"{text[:40]}" is no day that exists ({label or kind})'
            found.problems.append(RowProblem(card.line, reason, kept=True))


def _days(card: Card) -> Iterator[tuple[DateKind, str, str]]:
    for one in card.properties:
        text = clean(one.text())
        if one.name == "BDAY":
            yield DateKind.BIRTHDAY, text, ""
        elif one.name in {"ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY"}:
            yield DateKind.ANNIVERSARY, text, ""
        elif one.name == "X-ABDATE":
            label = _label(card, one)
            yield kind_of(label), text, label
        elif one.name == "X-ANDROID-CUSTOM" and text.startswith(EVENT):
            _, on, sort, label = (*(clean(part) for part in one.parts()), "", "", "")[:4]
            yield ANDROID_EVENTS.get(sort, DateKind.OTHER), on, label


def _extra(card: Card) -> dict[str, str]:
    kept: dict[str, str] = {}
    for one in card.properties:
        if one.name in TAKEN or (one.name == "X-ANDROID-CUSTOM" and one.value.startswith(EVENT)):
            continue
        text = clean(", ".join(filter(None, one.parts())), lines=True)
        if text:
            kept[one.name] = "\n".join(filter(None, (kept.get(one.name, ""), text)))
    departments = next((one.parts()[1:] for one in _all(card, "ORG")), [])
    if any(departments):
        kept["department"] = clean(", ".join(filter(None, departments)))
    return kept

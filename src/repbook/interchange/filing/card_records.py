"""One vCard as a person, or as a customer where it is a firm's own card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...domain.shown.name_parts import NameParts, family_first
from ...domain.spine.kinds import DateKind, RouteKind
from ...wording import clean
from ..gathering.collected import Group, Records
from ..mapping.birth_days import day_of_year, kind_of
from ..mapping.reach_cells import routes
from ..mapping.row_identity import stable_id
from ..mapping.written_days import NoDay
from ..reading.records import (
    CustomerRecord,
    DateRecord,
    PersonRecord,
    RouteRecord,
    RowProblem,
)
from ..reading.vcard_lines import Card, gathered
from .card_kept import addresses, all_of, extra, label_of, one_of, photos

NAME = 200
ANDROID_EVENTS = {"1": DateKind.ANNIVERSARY, "3": DateKind.BIRTHDAY}
EVENT = "vnd.android.cursor.item/contact_event"
MOBILE = frozenset(("CELL", "IPHONE", "MOBILE"))


def file_card(card: Card, today: date, found: Records) -> None:
    """File a card's person or firm in ``found``; one that names nobody is a problem."""
    found.problems += [
        RowProblem(line, reason, kept=not reason.endswith("left out"))
        for line, reason in gathered(card.faults)
    ]
    kinds = {
        one.value.upper() for one in all_of(card, "KIND", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND")
    }
    if "GROUP" in kinds:
        found.groups.append(_group(card))
        return
    name, firm = _name(card), _firm(card)
    reached = routes(_routes(card))
    if kinds & {"ORG", "COMPANY", "ORGANIZATION"} or (firm and not name):
        firm = firm or name
        if firm:
            found.add_customer(_customer(card, firm, reached, found))
            return
    if not name:
        name = _stand_in(card, reached)
        found.counts["number"] += bool(name) and not any(char.isalpha() for char in name)
    if not name:
        reason = "the card has neither a name nor a way to reach anybody: left out"
        found.problems.append(RowProblem(card.line, reason))
        return
    mail = next((one.value for one in reached if one.kind is RouteKind.EMAIL), "")
    kept = extra(card)
    person = PersonRecord(
        line=card.line,
        external_id=one_of(card, "UID") or stable_id(name, firm, mail),
        customer_name=firm or name,
        customer_external_id=one_of(card, "X-REPBOOK-CUSTOMER"),
        name=name,
        role=one_of(card, "TITLE")[:NAME],
        note=_note(card),
        routes=reached,
        dates=tuple(dict.fromkeys(_dates(card, today, found, kept))),
        personal=tuple(_personal(card)),
        parts=_parts(card),
        addresses=addresses(card),
        photos=photos(card, found),
        extra=kept,
    )
    found.add_person(person)


def _customer(
    card: Card, firm: str, reached: tuple[RouteRecord, ...], found: Records
) -> CustomerRecord:
    own, *others = addresses(card) or (None,)
    site = one_of(card, "URL")
    return CustomerRecord(
        line=card.line,
        external_id=one_of(card, "UID") or stable_id(firm, own.postcode or own.city if own else ""),
        name=firm,
        website=site,
        street=own.street if own else "",
        city=own.city if own else "",
        region=own.region if own else "",
        postcode=own.postcode if own else "",
        country=own.country if own else "",
        note=_note(card),
        routes=tuple(one for one in reached if one.kind is not RouteKind.WEB or one.value != site),
        addresses=tuple(one for one in others if one),
        photos=photos(card, found),
        extra=extra(card),
    )


def _group(card: Card) -> Group:
    """A group: whom it holds is told by their ids, or by addresses of e-mail."""
    members = all_of(card, "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
    return Group(_name(card), tuple(clean(one.text()).removeprefix("mailto:") for one in members))


def _parts(card: Card) -> NameParts:
    given = next((one.parts() for one in all_of(card, "N")), [])
    family, first, middle, prefix, suffix = (
        *(clean(part)[:NAME] for part in given[:5]),
        *[""] * 5,
    )[:5]
    return NameParts(prefix, first, middle, family, suffix)


def _name(card: Card) -> str:
    """The name as the card shows it, else put together from its parts, else what they are called."""
    shown = one_of(card, "FN")
    if not shown:
        parts = _parts(card)
        named = (parts.given, parts.middle, parts.family)
        if family_first(parts.family + parts.given):
            named = (parts.family, parts.given, parts.middle)
        shown = clean(" ".join(filter(None, named))) or one_of(card, "NICKNAME")
    return shown[:NAME].rstrip()


def _stand_in(card: Card, reached: tuple[RouteRecord, ...]) -> str:
    """What a card without a name is kept under: of its e-mail address the first half, else a number,
    another way to reach them, or where they live.
    """
    mail = next((one.value for one in reached if one.kind is RouteKind.EMAIL), "")
    ways = (mail.partition("@")[0], *(one.value for one in reached))
    places = (", ".join(filter(None, one.place)) for one in addresses(card))
    return next(filter(None, (*ways, *places)), "")[:NAME].rstrip()


def _firm(card: Card) -> str:
    """The firm; its departments, which follow in the same line, are no part of its name."""
    return clean(next((one.parts()[0] for one in all_of(card, "ORG")), ""))[:NAME].rstrip()


def _note(card: Card) -> str:
    return clean("\n".join(one.text() for one in all_of(card, "NOTE")), lines=True)


def _routes(card: Card) -> Iterator[tuple[RouteKind, str, str]]:
    for one in card.properties:
        label = label_of(card, one)
        if one.name == "TEL":
            kind = RouteKind.FAX if "FAX" in one.types else RouteKind.PHONE
            if one.types & MOBILE and kind is RouteKind.PHONE:
                kind = RouteKind.MOBILE
            yield kind, clean(one.text()).removeprefix("tel:").partition(";")[0], label
        elif one.name == "EMAIL":
            yield RouteKind.EMAIL, clean(one.text()).removeprefix("mailto:"), label
        elif one.name == "URL":
            yield RouteKind.WEB, clean(one.text()), label
        elif one.name == "X-REPBOOK-ROUTE":
            yield RouteKind.OTHER, clean(one.text()), label


def _personal(card: Card) -> Iterator[str]:
    for one in card.properties:
        if one.name in {"RELATED", "X-ABRELATEDNAMES"} and one.text():
            label = label_of(card, one) or next(
                (w for w in ("SPOUSE", "CHILD", "PARENT") if w in one.types), ""
            )
            yield clean(f"{label.capitalize() or 'Related'}: {one.text()}")
        elif one.name in {"X-SPOUSE", "X-EVOLUTION-SPOUSE"} and one.text():
            yield clean(f"Spouse: {one.text()}")
        elif one.name == "NICKNAME" and one.text():
            yield clean(f"Nickname: {one.text()}")


def _dates(card: Card, today: date, found: Records, kept: dict[str, str]) -> Iterator[DateRecord]:
    """The days of a card; what is known of one that is no whole day stays with the person as a line."""
    for kind, text, label in _days(card):
        own = label if kind is DateKind.OTHER else ""
        try:
            yield day_of_year(kind, text, None, today, own)
        except NoDay:
            said = own or str(kind)
            kept[said] = "\n".join(filter(None, (kept.get(said, ""), text)))
            reason = f'"{text[:40]}" is no day that exists ({said}): kept as a line'
            found.problems.append(RowProblem(card.line, reason, kept=True))


def _days(card: Card) -> Iterator[tuple[DateKind, str, str]]:
    for one in card.properties:
        text = clean(one.text())
        if not text:
            continue
        if one.name == "BDAY":
            yield DateKind.BIRTHDAY, text, ""
        elif one.name in {"ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY"}:
            yield DateKind.ANNIVERSARY, text, ""
        elif one.name == "X-ABDATE":
            label = label_of(card, one)
            yield kind_of(label), text, label
        elif one.name == "X-ANDROID-CUSTOM" and text.startswith(EVENT):
            _, on, sort, label = (*(clean(part) for part in one.parts()), "", "", "")[:4]
            yield ANDROID_EVENTS.get(sort, DateKind.OTHER), on, label

"""One vCard as a person, or as a customer where it is a firm's own card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...domain.shown.name_parts import NameParts, family_first
from ...domain.spine.kinds import DateKind, RouteKind
from ...wording import clean, fold
from ..gathering.collected import Group, Records
from ..mapping.birth_days import day_of_year, kind_of
from ..mapping.reach_cells import routes
from ..mapping.record_words import WORDS
from ..mapping.row_identity import stable_id
from ..mapping.written_days import NoDay
from ..plain.joined_rows import beside
from ..reading.records import (
    CustomerRecord,
    DateRecord,
    PersonRecord,
    RouteRecord,
    RowProblem,
)
from ..reading.vcard_lines import Card, gathered
from ..reading.vcard_words import (
    ANDROID_EVENTS,
    ANDROID_RELATIONS,
    ANNIVERSARIES,
    EVENT,
    NICKNAME,
    PARTNERS,
    RELATED,
    RELATION,
    SITES,
)
from .card_kept import (
    addresses,
    all_of,
    extra,
    is_understood,
    label_of,
    one_of,
    photos,
)

NAME = 200
EXTENSION = re.compile(r"ext=([0-9]+)")
MOBILE = frozenset(("CELL", "IPHONE", "MOBILE"))
MOBILE_WORDS = frozenset((*WORDS.MOBILE_WORDS, "iphone"))
LIST = "X-KADDRESSBOOK-DISTRIBUTIONLIST"
THINGS = frozenset(("LOCATION", "ROOM", "RESOURCE", "APPLICATION", "DEVICE", "THING"))
"""What a card may be of that is nobody."""


def file_card(card: Card, today: date, found: Records) -> None:
    """File a card's person or firm in ``found``; one that names nobody is a problem."""
    found.problems += [
        RowProblem(line, reason, kept=not reason.endswith("left out"))
        for line, reason in gathered(card.faults)
    ]
    kinds = {
        one.value.upper() for one in all_of(card, "KIND", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND")
    }
    if "GROUP" in kinds or one_of(card, LIST):
        found.groups.append(_group(card))
        return
    if things := kinds & THINGS:
        reason = f'"{_name(card)}" is a {things.pop().lower()}, as its card says: left out'
        found.problems.append(RowProblem(card.line, reason))
        return
    name, firm = _name(card), _firm(card)
    reached = routes(_routes(card))
    if kinds & {"ORG", "COMPANY", "ORGANIZATION"} or (firm and not name) or _is_firm(card, firm):
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
    kept |= _in_full(card, name)
    person = PersonRecord(
        line=card.line,
        external_id=one_of(card, "UID") or stable_id(name, firm, mail),
        customer_name=firm or name,
        customer_external_id=one_of(card, "X-REPBOOK-CUSTOMER"),
        name=name,
        role=(one_of(card, "TITLE") or one_of(card, "ROLE"))[:NAME],
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
        extra=extra(card) | _of_a_firm(card),
    )


def _of_a_firm(card: Card) -> dict[str, str]:
    """Days and personal words of a firm's card, which the book has for people alone."""
    told = [(label or str(kind), text) for kind, text, label in _days(card)]
    told += [("role", one_of(card, name)) for name in ("TITLE", "ROLE")]
    told += [(said.partition(": ")[0], said.partition(": ")[2]) for said in _personal(card)]
    kept: dict[str, str] = {}
    for name, text in told:
        if text:
            beside(kept, name, text)
    return kept


def _group(card: Card) -> Group:
    """A group: whom it holds is told by their ids, or by addresses of e-mail."""
    members = all_of(card, "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
    ids = [clean(one.text()).removeprefix("mailto:") for one in members]
    listed = (clean(part) for one in all_of(card, LIST) for part in one.parts())
    ids += [part.partition(",")[0] for part in listed if part]
    return Group(_name(card), tuple(ids))


def _parts(card: Card) -> NameParts:
    given = next((one.parts() for one in all_of(card, "N")), [])
    family, first, middle, prefix, suffix = (
        *(clean(part)[:NAME] for part in given[:5]),
        *[""] * 5,
    )[:5]
    return NameParts(prefix, first, middle, family, suffix)


def _name(card: Card) -> str:
    """The name as the card shows it, else put together from its parts, else what they are called.

    Some show the family's name first, or the firm.
    """
    shown = one_of(card, "FN")
    parts = _parts(card)
    turned = f"{parts.family}, {parts.given}"
    ours = bool(one_of(card, "X-REPBOOK-CUSTOMER"))  # what repbook has shown is the name
    if parts.given and not ours and fold(shown) in {fold(turned), fold(_firm(card))}:
        shown = ""
    if not shown:
        named = (parts.given, parts.middle, parts.family)
        if family_first(parts.family + parts.given):
            named = (parts.family, parts.given, parts.middle)
        shown = clean(" ".join(filter(None, named))) or one_of(card, "NICKNAME")
    return shown[:NAME].rstrip()


def _is_firm(card: Card, firm: str) -> bool:
    """Whether a card is a firm's own: it shows the firm's name, and has no other."""
    parts = _parts(card)
    named = {fold(" ".join(filter(None, parts))), fold(one_of(card, "FN")) or fold(firm)}
    return bool(firm) and named <= {fold(firm), ""} and not parts.given


def _in_full(card: Card, name: str) -> dict[str, str]:
    """The name by its parts, where the name that is shown lacks one of them."""
    parts = _parts(card)
    shown = fold(name)
    if all(fold(part) in shown for part in (parts.given, parts.family)):
        return {}
    return {"name in full": " ".join(filter(None, parts))}


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
            if kind is RouteKind.PHONE and label:
                kind = _by_label(label)
            number, _, rest = clean(one.text()).removeprefix("tel:").partition(";")
            extension = EXTENSION.match(rest)
            yield kind, f"{number} ext. {extension[1]}" if extension else number, label
        elif one.name == "EMAIL":
            yield RouteKind.EMAIL, clean(one.text()).removeprefix("mailto:"), label
        elif one.name == "URL":
            yield RouteKind.WEB, clean(one.text()), label
        elif one.name == "X-SOCIALPROFILE" and is_understood(one):
            site = next((word for word in SITES if word in one.types), "")
            yield RouteKind.WEB, clean(one.text()), SITES.get(site, label)
        elif one.name == "X-REPBOOK-ROUTE":
            yield RouteKind.OTHER, clean(one.text()), label


def _by_label(label: str) -> RouteKind:
    """What a number is by the card's own word for it: "Work Fax", "iPhone"."""
    words = set(re.split(r"[\W_]+", fold(label)))
    if words & WORDS.FAX_WORDS:
        return RouteKind.FAX
    return RouteKind.MOBILE if words & MOBILE_WORDS else RouteKind.PHONE


def _personal(card: Card) -> Iterator[str]:
    for one in card.properties:
        text = clean(one.text())
        if not text or text.lower().startswith("urn:"):
            continue
        if one.name in {"RELATED", "X-ABRELATEDNAMES"}:
            said = label_of(card, one) or next((word for word in RELATED if word in one.types), "")
            yield f"{said.capitalize() or 'Related'}: {text}"
        elif one.name in PARTNERS:
            yield f"{PARTNERS[one.name]}: {text}"
        elif one.name == "X-ANDROID-CUSTOM" and text.startswith(NICKNAME):
            yield f"Nickname: {clean(one.parts()[1])}"
        elif one.name == "X-ANDROID-CUSTOM" and text.startswith(RELATION):
            _, who, sort, label = (*(clean(part) for part in one.parts()), "", "", "")[:4]
            yield f"{ANDROID_RELATIONS.get(sort, label or 'Related')}: {who}"


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
        elif one.name in ANNIVERSARIES:
            yield DateKind.ANNIVERSARY, text, ""
        elif one.name == "X-ABDATE":
            label = label_of(card, one)
            yield kind_of(label), text, label
        elif one.name == "X-ANDROID-CUSTOM" and text.startswith(EVENT):
            _, on, sort, label = (*(clean(part) for part in one.parts()), "", "", "")[:4]
            yield ANDROID_EVENTS.get(sort, DateKind.OTHER), on, label

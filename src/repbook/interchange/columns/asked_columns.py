"""The columns of a plain table, asked by their values: what names nobody is no name, whatever heads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..headed.headings import bare, fields_of, key, tokens_of
from ..mapping.layout import base_of
from ..mapping.record_words import WORDS
from ..programs.profiles import words
from .beside_columns import (
    FULL,
    GENERIC,
    NAMING,
    beside_a_contact,
    by_value,
    debtors,
    firms_by_value,
    flagged,
    houses,
    leads,
    numbers,
    of_birth,
    payers,
    people_by_value,
    phones_of_firms,
    regions,
    said_by_value,
    shops,
    told_by_values,
)
from .borne_out import speaks_against, unfit
from .column_values import NUMBERED, OF_STATES, TEXTS, Look
from .whose_columns import told_apart

LASTING = frozenset(("live", "promised"))
HOW_LONG = frozenset(("time", "lieferzeit", "delai", "plazo", "tempi", "levertijd"))
"""How long it takes, "3-5 days", stands under such headings as well as a day."""
PAID_AS = {Look.FLAGS: "is paid", Look.BITS: "is paid", Look.AMOUNTS: "paid amount"}
"""What a column headed "Paid" tells where it holds no days."""
OF_SORTS = frozenset(("", "number", "loose number", "title", "loose title", "subject"))
"""What a column may be headed with whose values are "Invoice" and "Credit note"."""
BARE = frozenset(
    ("work", "home", "office", "ufficio", "abitazione", "particular", "sms", "domicile")
)
"""Headings that say where somebody is reached, and not how: the values tell."""
LOOSE = ("loose number", "sort", "order status")
"""What a heading means in a table of sales alone: elsewhere it is free for what its values say."""
OF_SALES = frozenset(("ordered", "amount", "gross", "net", "line amount"))
FIRM_SIGNS = frozenset(("industry", "tier"))
OF_PEOPLE = frozenset(
    ("first name", "last name", "role", "birthday", "prefix", "mobile", "middle name")
)
FIRST = 2
"""A number stands among the first columns of a table."""
NAMED = frozenset(("company", "name", "first name", "last name"))
PLACED = frozenset(("street", "city", "postcode", "place"))
TITLED = frozenset(("title", "titel", "titre", "titulo", "titolo", "jobtitle"))
"""Headings of jobs under which "Mr." and "Dr." stand as well; nobody's "Cargo" is "Dona", the lady's."""
CALLED = frozenset((Look.PHONES, Look.DIALLED))


def asked(header: Sequence[str], looks: Sequence[Look]) -> dict[int, str]:
    """Which field each column fills, once its values have been asked; ``looks`` may be empty."""
    fills = fields_of(header)
    if not looks:
        return fills
    there = {place: look for place, look in enumerate(looks) if place in fills}
    for place, look in there.items():
        field = fills[place]
        if look is Look.SALUTATIONS and (
            field in ("title", "first name") or (field == "role" and key(header[place]) in TITLED)
        ):
            fills[place] = "prefix"
        elif speaks_against(field, header[place], look):
            del fills[place]
            if field == "paid" and look in PAID_AS:
                fills[place] = PAID_AS[look]
        elif field in LASTING and look in TEXTS and HOW_LONG & set(tokens_of(header[place])):
            del fills[place]
        elif field == "paid" and look is Look.DIGITS and _dated(fills, looks):
            fills[place] = "paid amount"
    for place, look in enumerate(looks):
        if look is Look.DOCUMENTS and fills.get(place, "") in OF_SORTS:
            fills[place] = "sort"
    _reached(header, looks, fills)
    _told_apart(header, looks, fills)
    houses(header, looks, fills)
    if not OF_SALES & set(fills.values()) or "first name" in fills.values():
        numbers(header, fills)
    payers(header, fills)
    regions(header, fills)
    _coded(header, looks, fills)
    by_value(looks, fills)
    flagged(header, looks, fills)
    leads(header, fills)
    shops(header, looks, fills)
    debtors(looks, fills)
    unfit(looks, fills)
    names = [place for place, field in fills.items() if field in NAMING]
    texts = [place for place in names if looks[place] in TEXTS]
    for place in names:
        if looks[place] in NUMBERED:
            _number(place, header, looks, fills, texts)
        elif looks[place] in CALLED:
            fills[place] = "phone"
        elif looks[place] is Look.MAILS and (texts or fills[place] == "name"):
            fills[place] = "e-mail"
    _standing(header, looks, fills)
    numbered = any(looks[place] in NUMBERED for place in names if fills.get(place) == "company id")
    numbered |= "company id" in fills.values() and _tells_of_customers(fills)
    _firm_by_its_name(header, looks, fills, numbered=numbered)
    phones_of_firms(header, fills)
    return fills


def _dated(fills: Mapping[int, str], looks: Sequence[Look]) -> bool:
    """Whether days are written as days, and not as a spreadsheet counts them."""
    return any(field == "ordered" and looks[place] is Look.DAYS for place, field in fills.items())


def asked_of_all(header: Sequence[str], looks: Sequence[Look]) -> dict[int, str]:
    """The same, with the columns under headings that nobody knows, of which the values leave no doubt."""
    fills = asked(header, looks)
    told_by_values(header, looks, fills)
    firms_by_value(header, looks, fills)
    people_by_value(header, looks, fills)
    said_by_value(looks, fills)
    return fills


def unlike(header: Sequence[str], looks: Sequence[Look]) -> tuple[str, ...]:
    """The header in plain words: with another heading for a column that is headed as one before it and holds
    something else, or with a word that nobody knows."""
    header = told_apart(header, looks)
    fills = asked(header, looks)
    names = list(header)
    first: dict[str, str] = {}
    for place, name in enumerate(header):
        field = fills.get(place, "")
        if first.setdefault(key(name), field) != field:
            names[place] = next(iter(words().get(field, ())), "") if field else ""
    return tuple(names)


def _standing(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """A "State" or a "Label" of words such as "Prospect" tells how somebody stands."""
    for place, look in enumerate(looks):
        field = fills.get(place, "")
        labels = key(bare(header[place])) in WORDS.LABELS or look is Look.STANDINGS
        label = not field and labels and (look is Look.STANDINGS or "status" not in fills.values())
        if look in OF_STATES and (field == "region" or label):
            fills[place] = "status"


def _tells_of_customers(fills: Mapping[int, str]) -> bool:
    """Whether rows with a customer's number tell where they are, and of nobody's first name or job."""
    there = set(fills.values())
    return bool(there & PLACED) and not there & {"first name", "person id", "role", "birthday"}


def _reached(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """ "Work" and "Home" head telephone numbers as well as addresses of e-mail, and much else."""
    for place, look in enumerate(looks):
        plain = "".join(one for one in key(header[place]) if not one.isdigit())
        if plain in BARE and place in fills:
            field, slash, label = fills[place].partition("/")
            kind = {**dict.fromkeys(CALLED, field), Look.DIGITS: field, Look.MAILS: "e-mail"}.get(
                look, ""
            )
            fills[place] = f"{kind}{slash}{label}"
            if not kind:
                del fills[place]


def _coded(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """ "Code" and "Nr." before the names of customers are their numbers, unless they only number the rows."""
    there = set(fills.values())
    if there & OF_SALES:
        return  # there it numbers what was sold
    filled = [place for place, look in enumerate(looks) if look is not Look.EMPTY]
    for place in filled[:FIRST]:
        if fills.get(place, LOOSE[0]) not in LOOSE or key(header[place]) not in WORDS.NUMBER_WORDS:
            continue
        if looks[place] in CALLED:
            fills[place] = "phone"
        elif looks[place] in NUMBERED and not there & {"company id", "id"} and there & NAMED:
            fills[place] = "company id" if there & (PLACED | {"company"}) else "id"


def _told_apart(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """What a column is by its values, or by its neighbours, where one heading may say two things."""
    there = set(fills.values())
    for place, look in enumerate(looks):
        field = fills.get(place, "")
        if look is Look.PAGES and field in ("", "website"):
            fills[place] = "page/LinkedIn"
        elif look is Look.LETTERS and field in ("", "status", "newsletter", *LOOSE):
            fills[place] = "newsletter"
        elif look is Look.SORTS and (
            field in ("", "kind", "status", *LOOSE) or field.startswith("is ")
        ):
            fills[place] = "is company"
        elif field == "birthday" and look is Look.DIGITS and "birth month" in there:
            fills[place] = "birth day"
        elif born := of_birth(header, place):
            fills[place] = born
        elif key(header[place]) == "departamento" and there & {"role", "first name", "last name"}:
            del fills[place]  # of the firm, not of a country


def _number(
    place: int,
    header: Sequence[str],
    looks: Sequence[Look],
    fills: dict[int, str],
    names: Sequence[int],
) -> None:
    """A column of numbers beside one of names is the number of what it is headed with."""
    if not names and looks[place] is not Look.DIGITS:
        return
    if fills[place] == "company":
        fills[place] = "company id"
    elif "id" not in fills.values() and key(header[place]) in GENERIC:
        fills[place] = "id"
    else:
        del fills[place]


def _firm_by_its_name(
    header: Sequence[str], looks: Sequence[Look], fills: dict[int, str], *, numbered: bool
) -> None:
    """ "Name" beside "Contact" is the firm's, or beside a customer's number, or where firms are named."""
    beside = beside_a_contact(header, fills)
    if "first name" in fills.values() and "last name" not in fills.values():
        _part_of_name(header, looks, fills, "last name")
    elif "last name" in fills.values() and "first name" not in fills.values():
        _part_of_name(header, looks, fills, "first name")
    if beside:
        return
    traded = [at for at, field in fills.items() if key(header[at]) in WORDS.TRADE_NAMES]
    if list(fills.values()).count("company") > len(traded):
        return
    generic = [at for at, field in fills.items() if _generic(header[at], field, fills)]
    people = [at for at, field in fills.items() if field == "name" and at not in generic]
    others = {at: field for at, field in fills.items() if at not in generic}
    full = [name for name, look in zip(header, looks, strict=True) if look is not Look.EMPTY]
    firms = numbered or _describes_firms(header, full, others)
    firms = firms or (len(generic) == 1 and _on_the_web(looks[generic[0]], others))
    if len(generic) == 1 and (people or firms or looks[generic[0]] is Look.FIRMS):
        for place in traded:
            del fills[place]  # a firm is called by its own name, not by the one over its door
        fills[generic[0]] = "company"


def _describes_firms(header: Sequence[str], full: Sequence[str], fills: Mapping[int, str]) -> bool:
    """Whether columns tell what only firms have, and none what only people have; ``full`` are those with values."""
    there = {base_of(field) for field in fills.values()}
    signs = there & FIRM_SIGNS or any(key(name) in WORDS.OF_FIRMS for name in header)
    signs = signs or any(WORDS.TAX_WORDS & set(tokens_of(name)) for name in full)
    return bool(signs) and not there & OF_PEOPLE


def _on_the_web(look: Look, fills: Mapping[int, str]) -> bool:
    """Whether names that are no people's stand beside a page on the web, and nothing that only people have."""
    there = {base_of(field) for field in fills.values()}
    named = look in (Look.WORDS, Look.SAME, Look.TAGS)
    return named and "website" in there and bool(there & PLACED) and not there & (OF_PEOPLE | NAMED)


def _part_of_name(
    header: Sequence[str], looks: Sequence[Look], fills: dict[int, str], part: str
) -> None:
    """ "Name" beside "Vorname" is the family's, and beside "Last name" it is the first."""
    whole = [at for at, field in fills.items() if field == "name"]
    if (
        len(whole) == 1
        and _of_nobody(header[whole[0]]) in GENERIC - {FULL}
        and looks[whole[0]] is not Look.FIRMS
    ):
        fills[whole[0]] = part


def _of_nobody(heading: str) -> str:
    """A heading without the words for a contact: "AP_Name" is a "Name"."""
    tokens = [one for one in tokens_of(heading) if one not in WORDS.CONTACT_WORDS]
    return "".join(tokens) or key(heading)


def _generic(heading: str, field: str, fills: Mapping[int, str]) -> bool:
    if key(heading) not in GENERIC:
        return False
    alone = list(fills.values()).count("first name") + list(fills.values()).count("last name") == 1
    return field == "name" or alone


def by_field(header: Sequence[str], fills: Mapping[int, str]) -> dict[str, tuple[str, ...]]:
    """The headings, squeezed, that fill each field; known words before those put together."""
    order = words()
    found: dict[str, list[str]] = {}
    for place, field in fills.items():
        heads = found.setdefault(field, [])
        head = key(header[place])
        if head not in heads:
            heads.append(head)
    for field, heads in found.items():
        ranked = order.get(field, ())
        heads.sort(key=lambda head: ranked.index(head) if head in ranked else len(ranked))
        heads.sort(key=lambda head: head in WORDS.TRADE_NAMES)
    return {field: tuple(heads) for field, heads in found.items()}

"""What a column of a plain table is by what stands beside it, or by its values, whatever heads it.

A "Number" behind a street is the house's, a "Debitor" of words a name, "Nom" beside "Nom contact" the firm's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from ...wording import fold
from ..headed.headings import OF_FIRM, key, tokens_of
from ..mapping.layout import base_of
from ..mapping.record_words import WORDS
from ..programs.profiles import words
from .column_values import Look

NAMING = ("company", "name", "first name", "last name")
FULL = "fullname"
BORN = (
    *(["annee", "mois", "jour"], ["jahr", "monat", "tag"], ["ano", "mes", "dia"]),
    *(["anno", "mese", "giorno"], ["jaar", "maand", "dag"], ["year", "month", "day"]),
)
STANDS = (
    ("is customer", WORDS.ASKS_CUSTOMER),
    ("is supplier", WORDS.ASKS_SUPPLIER),
    ("is prospect", WORDS.ASKS_PROSPECT),
    ("is active", WORDS.IS_ACTIVE),
    ("is inactive", WORDS.IS_INACTIVE),
)
PEOPLE = NAMING[1:]
PLACED = frozenset(("street", "city", "postcode", "place"))
PLACED_OR_REACHED = frozenset(("street", "city", "postcode", "place", "phone", "mobile", "e-mail"))
WAYS = {Look.DIALLED: "phone", Look.MAILS: "e-mail"}
NUMBERS = frozenset((Look.DIALLED, Look.PHONES))
NAMES_OF = frozenset((Look.WORDS, Look.FIRMS, Look.PEOPLE, Look.STAFF, Look.SAME))
UNNAMED = re.compile(
    r"(?:column|spalte|unnamed: ?|colonne|columna|colonna|kolom|coluna)? ?[0-9]*", re.IGNORECASE
)
"""What heads a column that nobody has headed."""
GENERIC = frozenset(
    ("name", "naam", "nazwa", "nom", "nombre", "nome", "namn", "navn", "nimi", "nazev", FULL)
)
"""Headings that may name a firm as well as a person; "Contact" and "Ansprechpartner" name a person only."""


def leads(header: Sequence[str], fills: dict[int, str]) -> None:
    """What Close calls a lead is a firm, where rows name people besides."""
    heads = [key(name) for name in header]
    people = [at for at, field in fills.items() if field in PEOPLE and heads[at] != "leadname"]
    if "leadname" in heads and people and "company" not in fills.values():
        fills[heads.index("leadname")] = "company"
        if "leadid" in heads:
            fills[heads.index("leadid")] = "company id"


def by_value(looks: Sequence[Look], fills: dict[int, str]) -> None:
    """E-mail addresses that a table begins with are whom it is of, whatever heads them; further on they may be a rep's."""
    told = any(base_of(field) == "e-mail" for field in fills.values())
    if fills and not told and 0 not in fills and looks[0] is Look.MAILS:
        fills[0] = "e-mail"


def told_by_values(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """Telephone numbers and e-mail addresses under a heading that nobody knows: they bear the heading as a label.

    What is headed with somebody else (an owner, an assistant) stays aside.
    """
    if not fills:
        return
    for place, look in enumerate(looks):
        if place in fills or not header[place].strip():
            continue
        tokens = set(tokens_of(header[place]))
        field = _number(tokens, look) if look in NUMBERS else WAYS.get(look, "")
        if not field or key(header[place]) in WORDS.CALL_ENDS:
            continue
        if not _others(tokens):
            there = any(base_of(one) == field for one in fills.values())
            fills[place] = f"{field}/{header[place].strip()}" if there else field


def _others(tokens: Set[str]) -> Set[str]:
    """The words of a heading that make its column somebody else's; a form asks for the "best phone number to reach you"."""
    others = WORDS.OF_OTHERS & tokens
    if tokens & (WORDS.PHONE_WORDS | WORDS.MOBILE_WORDS):
        others -= WORDS.OF_NUMBERS
    return others - {"to"} if "you" in tokens else others


def _number(tokens: Set[str], look: Look) -> str:
    """Which telephone a column of numbers is, by a word of its heading: "Telefax Cli For" is a fax."""
    if tokens & WORDS.FAX_WORDS:
        return "fax"
    if tokens & WORDS.MOBILE_WORDS:
        return "mobile"
    return "phone" if look is Look.DIALLED or tokens & WORDS.PHONE_WORDS else ""


def firms_by_value(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """The one column of names with a legal form is the customer's, where nothing else names one and most are known.

    Only where it is headed with no word of its own: a "Source" or a "Former supplier" is a firm, and no customer.
    """
    told = {base_of(field) for field in fills.values()}
    filled = sum(look is not Look.EMPTY for look in looks)
    if "company" in told or not told & PLACED_OR_REACHED or 3 * len(fills) < 2 * filled - 3:
        return
    firms = [
        at
        for at, look in enumerate(looks)
        if look is Look.FIRMS
        and fills.get(at, "") in ("", "title", "loose title")
        and (UNNAMED.fullmatch(header[at]) or key(header[at]) in WORDS.CALLED)
    ]
    if len(firms) == 1:
        fills[firms[0]] = "company"


def people_by_value(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """The one column of people's names under a heading that nobody knows, where a customer is named and nobody else.

    One's own staff is named again and again, and headed as what they are: those columns stay aside.
    """
    told = {base_of(field) for field in fills.values()}
    if "company" not in told or told & {*PEOPLE, "person id", "amount", "gross", "net", "number"}:
        return
    found = [
        at
        for at, look in enumerate(looks)
        if look is Look.PEOPLE
        and at not in fills
        and not (WORDS.OF_OTHERS | WORDS.NO_CUSTOMERS_NAME) & set(tokens_of(header[at]))
    ]
    if len(found) == 1:
        fills[found[0]] = "name"


def said_by_value(looks: Sequence[Look], fills: dict[int, str]) -> None:
    """The one column of words that nobody knows, where rows tell a customer, somebody there, and a day: what was said."""
    told = {base_of(field) for field in fills.values()}
    known = {
        "company",
        "name",
        "ordered",
        "day",
        "next",
        "next on",
        "city",
        "outcome",
        "kind",
        "loose title",
    }
    if not ({"company", "name"} <= told and told & {"ordered", "day"} and told <= known):
        return
    found = [at for at, look in enumerate(looks) if look is Look.WORDS and at not in fills]
    if len(found) == 1:
        fills[found[0]] = "note"


def phones_of_firms(header: Sequence[str], fills: dict[int, str]) -> None:
    """In a list of firms, each with a contact: telephones that stand before the contact are the firm's, and where
    the firm has a number, those behind its address are as well. Those right beside the contact's name are theirs.
    """
    names = [at for at, field in fills.items() if field in PEOPLE]
    firms = [at for at, field in fills.items() if field == "company"]
    placed = [at for at, field in fills.items() if field in PLACED]
    told = f"phone{OF_FIRM}" in fills.values()
    if len(names) != 1 or len(firms) != 1 or not placed or firms[0] > names[0] or told:
        return
    numbered = "company id" in fills.values()
    contact = names[0]
    if not WORDS.CONTACT_WORDS & set(tokens_of(header[contact])):
        return
    for at, field in fills.items():
        behind = numbered and any(contact < place < at for place in placed)
        if field in ("phone", "fax") and (at < contact or behind):
            fills[at] = f"{field}{OF_FIRM}"


def flagged(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """Columns of yes and no that are headed "Client", "Prospect", and "Supplier"."""
    for place, look in enumerate(looks):
        goes_on = look is Look.DIGITS and key(header[place]) in WORDS.IS_ACTIVE | WORDS.IS_INACTIVE
        if look in (Look.FLAGS, Look.BITS) or goes_on:
            for field, heads in STANDS:
                tokens = tokens_of(header[place])
                asked = "".join(one for one in tokens if one not in WORDS.IS)
                if asked in WORDS.IS_FIRM and asked not in tokens[:1]:
                    fills[place] = "is company"  # "is_organisation"
                if heads & {key(header[place]), fold(header[place]), asked}:
                    fills[place] = field


def shops(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """A "Shop" beside a contact is whom one sells to, where nothing else names a firm and nothing is sold."""
    told = {base_of(field) for field in fills.values()}
    if told & {
        "company",
        "company id",
        "ordered",
        "amount",
        "gross",
        "net",
        "number",
    } or not told & {*PEOPLE}:
        return
    if any(field in PEOPLE and key(header[at]) in GENERIC for at, field in fills.items()):
        return  # which may be the firm's
    found = [
        at
        for at, look in enumerate(looks)
        if look in NAMES_OF and key(header[at]) in WORDS.SHOPS and at not in fills
    ]
    if len(found) == 1:
        fills[found[0]] = "company"


def debtors(looks: Sequence[Look], fills: dict[int, str]) -> None:
    """A "Debitor" that holds words is a name, and no number."""
    if "company" in fills.values():
        return
    words = [at for at, field in fills.items() if field == "company id" and looks[at] in NAMES_OF]
    if len(words) == 1:
        fills[words[0]] = "company"


def houses(header: Sequence[str], looks: Sequence[Look], fills: dict[int, str]) -> None:
    """A "Number" right behind a street is that of the house."""
    for place, field in list(fills.items()):
        behind = place + 1
        if base_of(field) != "street" or looks[place] is Look.TAGS or behind >= len(header):
            continue
        label = field.partition("/")[2]
        if fills.get(behind, "") in ("loose number", "house") and _is_number(header[behind]):
            fills[behind] = f"house/{label}" if label else "house"


def numbers(header: Sequence[str], fills: dict[int, str]) -> None:
    """A "Numéro" that stands behind no street is that of the row."""
    for place, field in list(fills.items()):
        before = base_of(fills.get(place - 1, ""))
        if (
            field == "house"
            and before not in ("street", "street2")
            and key(header[place]) in WORDS.NUMBER_WORDS
        ):
            fills[place] = "loose number"


def regions(header: Sequence[str], fills: dict[int, str]) -> None:
    """A "St." beside a "Prov." is no state."""
    those = [place for place, field in fills.items() if field == "region"]
    for place in those if len(those) > 1 else ():
        if key(header[place]) == "st":
            del fills[place]


def payers(header: Sequence[str], fills: dict[int, str]) -> None:
    """Where rows name a person, the "Nom acheteur" beside a "Prénom acheteur" is who paid, and no firm."""
    if not {"first name", "last name"} <= set(fills.values()):
        return
    given = {key(name): frozenset(tokens_of(name)) for name in header}
    for place in [at for at, field in fills.items() if field == "company"]:
        tokens = frozenset(tokens_of(header[place]))
        whose = tokens - WORDS.NAME_WORDS
        first = (words - whose for words in given.values() if whose and whose < words)
        if whose < tokens and any(key("".join(one)) in words()["first name"] for one in first):
            del fills[place]


def _is_number(heading: str) -> bool:
    return key(heading) in WORDS.NUMBER_WORDS or key(heading) in words()["house"]


def of_birth(header: Sequence[str], place: int) -> str:
    """Year, month, and day of birth in columns of their own, as Thunderbird has them."""
    for at, part in enumerate(("birth year", "birth month", "birth day")):
        if [key(name) for name in header[place - at : place - at + 3]] in BORN:
            return part if place >= at else ""
    return ""


def beside_a_contact(header: Sequence[str], fills: dict[int, str]) -> bool:
    """ "Nom" beside "Nom contact" is the firm's: of two columns of names, one names a contact."""
    if "company" in fills.values():
        return False
    for part in ("last name", "first name"):
        those = [at for at, field in fills.items() if field == part]
        plain = [at for at in those if key(header[at]) in GENERIC]
        if len(plain) == 1 and len(plain) < len(those):
            fills[plain[0]] = "company"
            return True
    names = [at for at, field in fills.items() if field in PEOPLE]
    plain = [at for at in names if key(header[at]) in GENERIC - {FULL}]
    contacts = [at for at in names if WORDS.CONTACT_WORDS & set(tokens_of(header[at]))]
    if len(plain) == 1 and contacts and len(contacts) + 1 == len(names):
        fills[plain[0]] = "company"
        return True
    return False

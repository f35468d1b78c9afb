"""A heading that people write, as the field that it fills: known words, and words put together of known ones.

"Home Phone", "E-mail 2", "Tel. (privat)", "BillingCity", "Contact Email" are made of a thing and of what it is
distinguished by; a word that belongs to somebody else ("Owner Email", "Assistant Phone") leaves the column alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from ...wording import fold
from ..mapping.layout import base_of
from ..mapping.record_words import WORDS
from ..programs.profiles import squeezed, words
from ..sales.heads import money_field, of_a_deal
from .address_headings import PARTS, labelled, of_address
from .short_words import spelt_out, without_slip

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])|(?<=[^\W\d_])(?=[0-9])")
"""Where "BillingCity" and "Telefon2" are two words."""
DOTTED = re.compile(r"^[a-z_]+\.(?=[a-z_]+$)")
"""The table that a column belongs to, as programs write it: "customers.company"."""
UMLAUT = re.compile(r"([aou])e(?=[a-z])")
"""As German is written where there are no umlauts: "Faellig", "Waehrung"."""
FECHA = re.compile(r"^f\. ?(?=[a-z]{3})")
"""As Spanish cuts short what a day is headed with: "F. Cobro"."""
EXPLAINED = re.compile(r"\s*[(（\[][^()（）\[\]]{3,}[)）\]]\s*$")
"""What stands in brackets behind a heading."""
TWICE = re.compile(r" \([0-9]+\)$")
WHOSE = re.compile(r"(?P<whose>[^\W\d_]+)(?: - |: )(?P<rest>.+)")
"""Some programs say before each heading whose column it is: "Organisation - Name"."""
THINGS = (
    ("e-mail", "MAIL_WORDS"),
    ("fax", "FAX_WORDS"),
    ("mobile", "MOBILE_WORDS"),
    ("phone", "PHONE_WORDS"),
    ("website", "WEB_WORDS"),
)
"""In this order: a "mobile phone" is a mobile."""
COMPOUND_ENDS = (
    *(
        "telefonnummer",
        "telefon",
        "rufnummer",
        "handynummer",
        "handy",
        "faxnummer",
        "fax",
        "mailadresse",
    ),
    *("emailadresse", "email", "mail", "telefoonnummer", "telefoon"),
)
REACH_WORDS = WORDS.AT_WORK | WORDS.AT_HOME | WORDS.SECOND | WORDS.OF_FIRM | WORDS.MOBILE_WORDS
NAMED = ("company", "name", "first name", "last name")
BEFORE = re.compile(r"([^\W\d_]{1,8}_)[^\W\d_]")
LEAST, MOST = 4, 0.7
"""So many headings, and so many of all, begin alike where a program writes the same before each."""
KNOWN_PREFIXES = frozenset(
    ("company", "contact", "customer", "client", "account", "person", "billing", "shipping")
)
FIRST_OF_SEVERAL = frozenset(("company", "name", "role", "note", "website", "birthday"))
"""What is headed with a 1 where a program has room for more."""
OF_FIRM = "/firm"
"""The label of a way to reach the firm, and not the person whom the same row names."""
TOLD_OF = (
    "name",
    "role",
    "birthday",
    "first name",
    "last name",
    "prefix",
    "note",
    "company",
    "website",
)
"""What may be headed by whom it tells of: "Contact Title"."""


MAY_BE_EXPLAINED = frozenset(
    (
        *("id", "name", "first name", "last name", "prefix", "role", "birthday", "note"),
        *("e-mail", "phone", "mobile", "fax", "website", "street", "house", "city", "postcode"),
        *("region", "country", "company"),
    )
)
"""Fields whose heading may have an explanation behind it; of money and days it says something else."""
TOLD_OF_FIRM = frozenset(
    (
        *("street", "house", "street2", "city", "region", "postcode", "country", "place"),
        *("note", "industry", "website", "status", "id"),
    )
)
"""And what may be headed by the firm, before it or behind."""


def key(header: str) -> str:
    """A header as words are compared; the second "Phone" of a table is a "Phone"."""
    return squeezed(TWICE.sub("", header))


def bare(header: str) -> str:
    """A heading without the word before it that says whose column it is."""
    found = WHOSE.fullmatch(header.strip())
    whose = fold(found["whose"]) if found else ""
    known = _person(whose) or whose in WORDS.FIRM_WORDS or whose in WORDS.ACTIVITY_WORDS
    return found["rest"] if found and known else header


def fields_of(header: Sequence[str]) -> dict[int, str]:
    """Which field each column fills by its heading: place → "phone", "phone/home", "city"."""
    found: dict[int, str] = {}
    addresses: dict[int, tuple[str, str]] = {}
    names: dict[int, tuple[str, str]] = {}
    for place, heading in enumerate(without_prefix(header)):
        name = DOTTED.sub("", heading)
        of_payer = _of_payer(name)
        if of_payer and of_payer[1] in NAMED:
            names[place] = of_payer
            continue
        field = _of_whom(name) or word_of(key(name)) or _put_together(name) or _one_more(name)
        of_set = of_address(tokens_of(bare(name)), _word) if not field or field in PARTS else None
        if of_set:
            addresses[place] = of_set
            continue
        told = _told_of(name)
        part = told or _of_firm(name)  # before what money calls it
        field = field or (part if part in ("first name", "last name") else "")
        field = field or of_a_deal(name, _word) or money_field(tokens_of(name))
        field = field or told or _contact(name) or _of_firm(name) or _day_of(name)
        field = field or _either(name) or _unexplained(name, header) or without_slip(key(name))
        if field:
            found[place] = field
        elif of_payer:
            names[place] = of_payer
    return found | labelled(addresses) | _names(names, set(found.values()))


def without_prefix(header: Sequence[str]) -> tuple[str, ...]:
    """The headings without what a program writes before each of them ("kun_plz", "kun_town"), where nobody knows it."""
    before = Counter(found[1] for name in header if (found := BEFORE.match(name)))
    prefix, times = max(before.items(), key=lambda each: each[1], default=("", 0))
    if times < LEAST or times < MOST * len(header) or prefix.strip("_").lower() in KNOWN_PREFIXES:
        return tuple(header)
    return tuple(name.removeprefix(prefix) for name in header)


@cache
def _by_word() -> Mapping[str, str]:
    return {head: field for field, heads in words().items() for head in heads}


def _word(squeezed_header: str) -> str:
    found = _by_word().get(squeezed_header, "")
    return found or _by_word().get(UMLAUT.sub(r"\1", squeezed_header), "")


def tokens_of(header: str) -> list[str]:
    """The words and numbers of a heading, folded."""
    apart = CAMEL.sub(" ", TWICE.sub("", header))
    text = FECHA.sub("fecha ", fold(apart)).replace("e-mail", "email").replace("e mail", "email")
    return [spelt_out(word) for word in re.split(r"[\W_]+", text) if word]


def word_of(squeezed_header: str) -> str:
    """The field of a heading that is one of the plain words, or of several people."""
    return _word(squeezed_header) or ("name" if squeezed_header in WORDS.OF_SEVERAL else "")


def _person(word: str) -> bool:
    return word in WORDS.CONTACT_WORDS


def _of_whom(header: str) -> str:
    """The field of a heading that says whose it is: "Organisation - Name", "Persona - Teléfono - Trabajo"."""
    rest = bare(header)
    if rest == header:
        return ""
    person = _person(tokens_of(header)[0])
    field = _word(key(rest)) or _put_together(rest)
    if tokens_of(header)[0] in WORDS.ACTIVITY_WORDS:
        return {"invoice due": "due", "promised": "due", "title": "subject"}.get(field, field)
    if key(rest) == "id":
        return "person id" if person else "company id"
    if field in ("name", "first name", "last name") and key(rest) in WORDS.NAME_WORDS:
        return "name" if person else "company"
    route = base_of(field) in {thing for thing, _ in THINGS}
    return field + OF_FIRM if route and not person and "/" not in field else field


def _put_together(header: str) -> str:
    """A way to reach somebody, with what it is distinguished by: "phone/home"."""
    left = [
        part
        for word in tokens_of(header)
        if word not in WORDS.SMALL and not word.isdigit()
        for part in _compound(word)
    ]
    for field, heading in THINGS:
        things: Sequence[str] = list(getattr(WORDS, heading))
        if not any(word in things for word in left):
            continue
        rest = [word for word in left if word not in things and word not in WORDS.PHONE_WORDS]
        label = ""
        for word in rest:
            if word in WORDS.AT_HOME:
                label = "/home"
            elif word in WORDS.SECOND:
                label = label or "/other"
            elif word in WORDS.OF_FIRM:
                label = label or OF_FIRM
            elif word not in WORDS.AT_WORK and not _person(word):
                return ""
        return field + label
    return ""


def _compound(word: str) -> tuple[str, ...]:
    """A compound of what somebody is reached by, parted: "haupttelefon", "privathandynummer"."""
    for end in COMPOUND_ENDS:
        first = word.removesuffix(end)
        if first not in (word, ""):
            for one in (
                first,
                first.removesuffix("s"),
                first.removesuffix("en"),
                first.removesuffix("n"),
            ):
                if one in REACH_WORDS:
                    return one, end
    return (word,)


def _contact(header: str) -> str:
    """A contact by no more than that: "Primärer Kontakt", "Contatto principale"."""
    tokens = [word for word in tokens_of(header) if word not in WORDS.SMALL]
    people = [word for word in tokens if word in WORDS.CONTACT_PERSONS]
    rest = [word for word in tokens if word not in people and word not in WORDS.FIRST_OF_ALL]
    return "name" if people and not rest else ""


def _of_firm(header: str) -> str:
    """What is told of a firm: "Nom société", "Commentaires société", "Adresse du client"."""
    tokens = [word for word in tokens_of(header) if word not in WORDS.SMALL]
    rest = [word for word in tokens if word not in WORDS.FIRM_WORDS]
    if len(rest) == len(tokens):
        return ""
    if all(word in WORDS.NAME_WORDS for word in rest):
        return "company"
    field = _word("".join(rest))
    if field in ("first name", "last name"):
        return field  # a client who has a first name is somebody
    return {"id": "company id"}.get(field, field if field in TOLD_OF_FIRM else "")


def _day_of(header: str) -> str:
    """The day of a visit or a call: "Date visite", "Besuch Datum"; one of the last or the next is none."""
    words_of = [word for word in tokens_of(header) if word not in WORDS.SMALL]
    tokens = set(words_of)
    rest = tokens - WORDS.DATE_WORDS
    field = _word("".join(word for word in words_of if word in rest))
    if rest != tokens and field in {"birthday", "anniversary"}:
        return field
    happened = WORDS.CALL_DAYS | WORDS.VISIT_DAYS | WORDS.CONTACT_WORDS | WORDS.VISIT | WORDS.CALL
    return "day" if rest and rest != tokens and rest <= happened else _said_of(tokens)


def _said_of(tokens: Collection[str]) -> str:
    """What was said on a visit, or a call: "Resumo da conversa", "Notizen Besuch"."""
    rest = [word for word in tokens if word not in WORDS.TALKS]
    return "note" if len(rest) == 1 and len(tokens) > 1 and _word(rest[0]) == "note" else ""


def _either(header: str) -> str:
    """The one field that is known of a heading that names two things: "Ergebnis / Vereinbarung"."""
    parts = [
        part
        for part in re.split(r"\s*(?:[/|,;&+]|\s(?:und|and|et|y|e|en|o|or|oder)\s)\s*", header)
        if part
    ]
    known = {field for part in parts if (field := _word(key(part)) or _put_together(part))}
    return known.pop() if len(parts) > 1 and len(known) == 1 else ""


def _unexplained(heading: str, header: Sequence[str]) -> str:
    """The field of a heading that explains itself in brackets: "担当者名(フルネーム)", "Phone (incl. country code)"."""
    said = EXPLAINED.search(heading)
    if not said or sum(said.group().strip() in other for other in header) > 1:
        return ""  # whose several columns are
    if (WORDS.OF_OTHERS | WORDS.FIRM_WORDS | REACH_WORDS) & set(tokens_of(said.group())):
        return ""
    plain = EXPLAINED.sub("", heading)
    field = _word(key(plain)) or _put_together(plain)
    return field if base_of(field) in MAY_BE_EXPLAINED else ""


def _one_more(header: str) -> str:
    """A further way to reach somebody, by its number alone: "Ufficio 2"."""
    tokens = tokens_of(header)
    field = _word("".join(word for word in tokens if not word.isdigit()))
    first = tokens[-1:] == ["1"] and field in FIRST_OF_SEVERAL
    return field if first or base_of(field) in {thing for thing, _ in THINGS} else ""


def _of_payer(header: str) -> tuple[str, str] | None:
    """The kind of address that a name stands in ("Billing First Name"), and the part of the name."""
    tokens = [word for word in tokens_of(header) if word not in WORDS.SMALL]
    for kind, heading in (("billing", "OF_BILLING"), ("shipping", "OF_SHIPPING")):
        of_kind: Sequence[str] = list(getattr(WORDS, heading))
        rest = [word for word in tokens if word not in of_kind]
        part = _word("".join(rest))
        if len(rest) < len(tokens):
            if part in NAMED:
                return kind, part
            route = _put_together(" ".join(rest)) if kind == "billing" else ""
            if route and route != "website":  # that is where the invoice lies
                return kind, route
    return None


def _names(names: Mapping[int, tuple[str, str]], there: set[str]) -> dict[int, str]:
    """Names and ways of an address, where nothing else names anybody: of who pays, else of who gets it."""
    own = bool(there & set(NAMED))
    found: dict[int, str] = {}
    best = next(
        (kind for kind in ("billing", "shipping") if kind in {k for k, _ in names.values()}), ""
    )
    for place, (kind, part) in names.items():
        if kind == best and not (own and part in NAMED[1:]):
            found[place] = part
    return found


def _told_of(header: str) -> str:
    """What is told of a contact: "Contact Title", "Ansprechpartner Funktion"; or asked: "What is your name?"."""
    tokens = tokens_of(header)
    rest = [word for word in tokens if not _person(word)]
    if len(tokens) > 2 and tokens[-1] in WORDS.NAME_WORDS and _person(tokens[-2]):
        return "name"  # "Agency Contacts Name"
    if len(rest) < len(tokens):
        field = _word("".join(word for word in rest if word not in WORDS.SMALL))
        field = field or _word("".join(word for word in rest if word not in WORDS.MAIN))
        if field == "title" or field in TOLD_OF:
            return "role" if field == "title" else field
    plain = [word for word in tokens if word not in WORDS.ASKING]
    if plain and len(plain) < len(tokens):
        return _word("".join(plain)) or _put_together(" ".join(plain))
    return ""

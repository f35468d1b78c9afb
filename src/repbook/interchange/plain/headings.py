"""A heading that people write, as the field that it fills: known words, and words put together of known ones.

"Home Phone", "E-mail 2", "Tel. (privat)", "BillingCity", "Contact Email" are made of a thing and of what it is
distinguished by; a word that belongs to somebody else ("Owner Email", "Assistant Phone") leaves the column alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from ...wording import fold
from ..mapping.record_words import WORDS
from ..programs.profiles import squeezed, words
from ..sales.heads import money_field, of_a_deal

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=[0-9])")
"""Where "BillingCity" and "Telefon2" are two words."""
DOTTED = re.compile(r"^[a-z_]+\.(?=[a-z_]+$)")
"""The table that a column belongs to, as programs write it: "customers.company"."""
UMLAUT = re.compile(r"([aou])e(?=[a-z])")
"""As German is written where there are no umlauts: "Faellig", "Waehrung"."""
TWICE = re.compile(r" \([0-9]+\)$")
THINGS = (
    ("e-mail", "MAIL_WORDS"),
    ("fax", "FAX_WORDS"),
    ("mobile", "MOBILE_WORDS"),
    ("phone", "PHONE_WORDS"),
)
"""In this order: a "mobile phone" is a mobile."""
PARTS = ("street", "street2", "house", "city", "region", "postcode", "country", "place")
NAMED = ("company", "name", "first name", "last name")
OWN_SET = ""
SETS = ("", "billing", "business", "mailing", "shipping")
"""Kinds of address, the best first: one of them is taken as a whole, never one street with another's town."""


def key(header: str) -> str:
    """A header as words are compared; the second "Phone" of a table is a "Phone"."""
    return squeezed(TWICE.sub("", header))


def fields_of(header: Sequence[str]) -> dict[int, str]:
    """Which field each column fills by its heading: place → "phone", "phone/home", "city"."""
    found: dict[int, str] = {}
    addresses: dict[int, tuple[str, str]] = {}
    names: dict[int, tuple[str, str]] = {}
    for place, heading in enumerate(header):
        name = DOTTED.sub("", heading)
        field = _word(key(name)) or _put_together(name)
        of_set = _address(name) if not field or field in PARTS else None
        if of_set:
            addresses[place] = of_set
            continue
        field = field or of_a_deal(name, _word) or money_field(tokens_of(name))
        of_whom = None if field else _of_whom(name)
        if of_whom:
            names[place] = of_whom
        elif field:
            found[place] = field
    return found | _one_set(addresses) | _names(names, set(found.values()))


@cache
def _by_word() -> Mapping[str, str]:
    return {head: field for field, heads in words().items() for head in heads}


def _word(squeezed_header: str) -> str:
    found = _by_word().get(squeezed_header, "")
    return found or _by_word().get(UMLAUT.sub(r"\1", squeezed_header), "")


def tokens_of(header: str) -> list[str]:
    """The words and numbers of a heading, folded."""
    apart = CAMEL.sub(" ", TWICE.sub("", header))
    text = fold(apart).replace("e-mail", "email").replace("e mail", "email")
    return [word for word in re.split(r"[\W_]+", text) if word]


def _put_together(header: str) -> str:
    """A way to reach somebody, with what it is distinguished by: "phone/home"."""
    left = [word for word in tokens_of(header) if word not in WORDS.SMALL and not word.isdigit()]
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
            elif word not in WORDS.AT_WORK:
                return ""
        return field + label
    return ""


def _address(header: str) -> tuple[str, str] | None:
    """The kind of address that a column belongs to, and the part of it that it is."""
    part = _word(key(header))
    if part in PARTS:
        return OWN_SET, part
    tokens = [word for word in tokens_of(header) if word not in ("1", "default")]
    part = _word("".join(word for word in tokens if word not in WORDS.SMALL))
    if part in PARTS:
        return OWN_SET, part
    for kind, heading in (
        ("billing", "OF_BILLING"),
        ("business", "AT_WORK"),
        ("mailing", "OF_MAILING"),
        ("shipping", "OF_SHIPPING"),
    ):
        of_kind: Sequence[str] = list(getattr(WORDS, heading))
        mine = [word for word in tokens if word in of_kind]
        rest = [word for word in tokens if word not in of_kind]
        part = _word("".join(rest)) or ("postcode" if rest == ["code"] else "")
        if mine and part in PARTS:
            return kind, part
    return None


def _of_whom(header: str) -> tuple[str, str] | None:
    """The kind of address that a name stands in ("Billing First Name"), and the part of the name."""
    tokens = [word for word in tokens_of(header) if word not in WORDS.SMALL]
    for kind, heading in (("billing", "OF_BILLING"), ("shipping", "OF_SHIPPING")):
        of_kind: Sequence[str] = list(getattr(WORDS, heading))
        rest = [word for word in tokens if word not in of_kind]
        part = _word("".join(rest))
        if len(rest) < len(tokens):
            if part in NAMED:
                return kind, part
            if kind == "billing" and (route := _put_together(" ".join(rest))):
                return kind, route
    return None


def _names(names: Mapping[int, tuple[str, str]], there: set[str]) -> dict[int, str]:
    """Names and ways of an address, where nothing else names anybody: of who pays, else of who gets it."""
    own = bool(there & set(NAMED))
    persons = set(NAMED) - {"company"}
    found: dict[int, str] = {}
    best = next(
        (kind for kind in ("billing", "shipping") if kind in {k for k, _ in names.values()}), ""
    )
    for place, (kind, part) in names.items():
        if kind == best and not (own and part in persons):
            found[place] = part
    return found


def _one_set(addresses: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """The columns of the fullest kind of address; the others stay with the row."""
    sizes = Counter(kind for kind, _ in set(addresses.values()))
    best = max(SETS, key=lambda kind: (sizes[kind], -SETS.index(kind)))
    return {place: part for place, (kind, part) in addresses.items() if kind == best}

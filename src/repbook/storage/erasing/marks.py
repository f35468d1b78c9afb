"""Marks of somebody who was forgotten: they know the same name and number again, and tell neither.

A mark is an HMAC under a salt that was drawn for the book. Names are compared as duplicates are: a company without
its legal form, a person's words in any order.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable, Iterator

from ...domain.duplicates.company_names import bare
from ...domain.spine.own_ids import as_first_told
from ...wording import fold

CUSTOMER, PERSON = "customer", "person"
PART = re.compile(r"[^\W_]+")
CONTACT = re.compile(r"\S+@\S+|[+(]?[0-9][0-9 ()/.-]+")
SHORTEST, DIGITS = 6, 9
"""Fewer digits are no telephone number; and of a longer one the last tell it, whatever the country before it."""


def new_salt() -> str:
    """A salt for a book in which nobody was forgotten before."""
    return secrets.token_hex(32)


def mark(salt: str, *parts: str) -> str:
    """What stands for these words, and for no others, under a salt."""
    told = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hmac.new(bytes.fromhex(salt), told, "sha256").hexdigest()[:32]


def name_key(kind: str, name: str) -> str:
    """A name as it is compared."""
    if kind == CUSTOMER:
        return bare(name) or fold(name)
    return " ".join(sorted(PART.findall(fold(name)))) or fold(name)


def contact_key(value: str) -> str:
    """An address or a number as it is compared; "" for what tells nobody."""
    if "@" in value:
        return value.strip().casefold()
    digits = re.sub(r"\D", "", value)
    return digits[-DIGITS:] if len(digits) >= SHORTEST else ""


def is_contact(text: str) -> bool:
    """Whether a text is nothing but an address or a number by which one is reached."""
    return bool(CONTACT.fullmatch(text) and contact_key(text))


def of_names(salt: str, kind: str, names: Iterable[str]) -> Iterator[str]:
    """The marks of names alone: they know a row of an older state of the book, or one without any number."""
    for name in names:
        yield mark(salt, kind, name_key(kind, name))


def of_contacts(
    salt: str, kind: str, names: Iterable[str], contacts: Iterable[str]
) -> Iterator[str]:
    """The marks of each name with each way to reach them: they know who comes again, and no namesake."""
    keys = sorted(filter(None, map(contact_key, contacts)))
    for name in names:
        for key in keys:
            yield mark(salt, kind, name_key(kind, name), key)


def of_source(salt: str, program: str, entity: str, external_id: str) -> str:
    """The mark of the number that another program gave them."""
    return mark(salt, "source", program, entity, as_first_told(external_id))

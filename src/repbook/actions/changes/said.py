"""What a file said last time, as it is kept with a row's origin: fingerprints, no words.

A newer file is compared with it, so that what the file has changed is told from what the rep has: a field
whose fingerprint is the same says nothing new, whatever stands in the book. Four signs a value are enough
for that, keep a book of a hundred thousand rows small, and hold nothing of a person.
"""

from __future__ import annotations

import hashlib
import json
import re
from binascii import b2a_base64
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from ...interchange.reading.records import AddressRecord, DateRecord, RouteRecord

SIGNS = 4
FOR_NAMES = bytes.maketrans(b"+/", b"-_")
SHORT = {
    "name": "n",
    "role": "r",
    "note": "o",
    "street": "s",
    "city": "c",
    "postcode": "p",
    "region": "g",
    "country": "y",
    "website": "w",
    "industry": "i",
    "tier": "t",
    "title": "h",
    "ordered_on": "d",
    "amount": "a",
    "firm": "f",
}
"""Fields that nearly every row has, by one letter."""
KEPT_AS = {
    "number": "N",
    "currency": "C",
    "promised_on": "R",
    "live_on": "L",
    "paid_on": "P",
    "invoice_due_on": "V",
    "due_on": "D",
    "what": "W",
}
"""Fields of events, by one letter where they are kept."""
CALLED = {letter: key for key, letter in KEPT_AS.items()}
ROUTES, DAYS, FACTS, ADDRESSES = "@", "#", "*", "^"
"""What a row has several of: their fingerprints in a row."""
SITE = re.compile(r"^(?:https?:)?/*(?:www\.)?|/+$", re.IGNORECASE)

NOTHING = "{}"
"""What is kept where nothing was said."""

Said = dict[str, str]


def short(column: str) -> str:
    """The key of a field."""
    return SHORT.get(column, column)


def plain(column: str, value: Any) -> str:
    """A value as it is compared; "" for none."""
    if value is None or value == "":
        return ""
    if value.__class__ is not str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return value.isoformat()
    text = " ".join(str(value).split())
    return SITE.sub("", text).casefold() if column == "website" else text


@lru_cache(4096)
def fingerprint(text: str) -> str:
    """Four signs that stand for a text; "" for none."""
    if not text:
        return ""
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=3).digest()
    return b2a_base64(digest, newline=False).translate(FOR_NAMES).decode()


def of_values(values: Mapping[str, Any]) -> Said:
    """The fields of a record that say anything."""
    found: Said = {}
    for column, value in values.items():
        if value is not None and value != "" and (mark := fingerprint(plain(column, value))):
            found[SHORT.get(column, column)] = mark
    return found


def of_many(texts: Iterable[str]) -> str:
    """The fingerprints of several texts, in their order."""
    return "".join(map(fingerprint, texts))


def routes_of(routes: Iterable[RouteRecord]) -> Said:
    """The ways to reach somebody that a record has."""
    found = of_many(map(route_key, routes)) if routes else ""
    return {ROUTES: found} if found else {}


def addresses_of(addresses: Iterable[AddressRecord]) -> Said:
    """The addresses that a record has besides that of the row itself."""
    found = of_many(map(address_key, addresses)) if addresses else ""
    return {ADDRESSES: found} if found else {}


def marks(kept: str) -> set[str]:
    """The single fingerprints of ``of_many``."""
    return {kept[at : at + SIGNS] for at in range(0, len(kept), SIGNS)}


def route_key(route: RouteRecord | Any) -> str:
    """What a way to reach somebody is compared by: a number whether mobile or not, an address in small letters."""
    return route.digits or str(route.value).casefold()


def address_key(address: AddressRecord | Any) -> str:
    """What an address is compared by, whatever it is called."""
    parts = (address.street, address.city, address.region, address.postcode, address.country)
    return "\n".join(plain("", part).casefold() for part in parts)


def date_key(day: DateRecord | Any) -> str:
    """What a day of the year is compared by."""
    label = day.label if day.kind == "other" else ""
    return f"{day.kind} {label.casefold()} {day.month}-{day.day}"


def read(text: str) -> Said | None:
    """What was kept; None where an older repbook kept nothing."""
    if text.startswith("{"):
        return _of_older(text)
    alone, *rest = text.split(" ")
    found = {alone[at]: alone[at + 1 : at + 1 + SIGNS] for at in range(0, len(alone), 1 + SIGNS)}
    for part in rest:
        key, _, mark = part.partition(":")
        found[key] = mark
    return {CALLED.get(key, key): mark for key, mark in found.items()} or None


def _of_older(text: str) -> Said | None:
    """As JSON, which an older repbook wrote, with no more in it than was told."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return {str(key): str(mark) for key, mark in found.items()} if found else None


def written(said: Said) -> str:
    """As it is kept: a letter and its four signs, one after the other; behind them what is told otherwise."""
    if not said:
        return NOTHING
    alone, rest = "", [""]
    for called, mark in said.items():
        key = KEPT_AS.get(called, called)
        if len(key) == 1 and len(mark) == SIGNS:
            alone += key + mark
        else:
            rest.append(f"{key}:{mark}")
    return alone + " ".join(rest)

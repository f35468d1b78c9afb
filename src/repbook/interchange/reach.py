"""Ways to reach somebody: phone numbers kept as typed with a form to compare, addresses, links."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..domain.kinds import RouteKind
from .records import RouteRecord

LONGEST = 500
PARTS = re.compile(r"\s*(?: ::: |[;\n])\s*")
EXTENSION = re.compile(r"(?:\s*(?:ext|extn|extension|durchwahl|poste|x)\.?\s*[0-9]+)+\s*$", re.IGNORECASE)
PHONES = frozenset((RouteKind.PHONE, RouteKind.MOBILE, RouteKind.FAX))
KINDS = {
    "phone": RouteKind.PHONE,
    "mobile": RouteKind.MOBILE,
    "fax": RouteKind.FAX,
    "e-mail": RouteKind.EMAIL,
    "web": RouteKind.WEB,
}


def phone_digits(number: str) -> str:
    """The digits by which two ways of typing a number are the same one.

    The extension, a ``(0)`` behind a country's code, and the ``+`` or ``00`` before it fall away.
    """
    text = EXTENSION.sub("", number)
    if text.lower().startswith("tel:"):
        text = text[4:].partition(";")[0]
    international = text.strip().startswith(("+", "00"))
    if international:
        text = text.replace("(0)", "")
    digits = "".join(char for char in text if "0" <= char <= "9")
    return digits.removeprefix("00") if international else digits


def route(kind: RouteKind, value: str, label: str = "") -> RouteRecord | None:
    """One route, or None where ``value`` is empty; what is plainly no such thing becomes "other"."""
    value = value.strip()[:LONGEST]
    if not value:
        return None
    digits = phone_digits(value) if kind in PHONES else ""
    if (kind in PHONES and len(digits) < 3) or (kind is RouteKind.EMAIL and "@" not in value):
        return RouteRecord(RouteKind.OTHER, value, "", label)
    return RouteRecord(kind, value, digits, label)


def routes(found: Iterable[tuple[RouteKind, str, str]]) -> tuple[RouteRecord, ...]:
    """Routes of (kind, cell, label), cells that hold several parted, repetitions left out."""
    made: dict[tuple[RouteKind, str], RouteRecord] = {}
    for kind, cell, label in found:
        for part in PARTS.split(cell):
            one = route(kind, part, label)
            if one:
                made.setdefault((one.kind, one.digits or one.value.casefold()), one)
    return tuple(made.values())

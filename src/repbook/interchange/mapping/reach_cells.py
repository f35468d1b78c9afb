"""Cells as ways to reach somebody: numbers and addresses kept as typed, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...domain.spine.kinds import RouteKind
from ..reading.records import RouteRecord
from .reach import PHONES, phone_digits

LONGEST = 500
PARTS = re.compile(r"\s*(?: ::: |[;\n])\s*")
"""Google joins with colons, others with semicolons or line ends."""
TYPED_AS_TEXT = re.compile(r"^['\u2019]+\s*(?=[+(0-9])")
"""The apostrophe that keeps a number from being reckoned with in a spreadsheet, when it comes along."""


def route(kind: RouteKind, value: str, label: str = "") -> RouteRecord | None:
    """One route, or None where ``value`` is empty; what is plainly no such thing becomes "other"."""
    value = value.strip()
    if kind in PHONES:
        value = TYPED_AS_TEXT.sub("", value)
    value = value[:LONGEST]
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

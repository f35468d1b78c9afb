"""Cells as ways to reach somebody: numbers and addresses kept as typed, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...domain.spine.kinds import RouteKind
from ...wording import fold
from ..reading.records import RouteRecord
from .reach import PHONES, phone_digits
from .record_words import WORDS

LONGEST = 500
PARTS = re.compile(r"\s*(?: ::: |[;\n])\s*")
"""Google joins with colons, others with semicolons or line ends."""
TYPED_AS_TEXT = re.compile(r"^['\u2019]+\s*(?=[+(0-9])")
"""The apostrophe that keeps a number from being reckoned with in a spreadsheet, when it comes along."""


SAID = re.compile(r"\s*,?\s*\b(?P<what>[^\W\d_]{2,12})\.? ?: *(?=[+(0-9])")
"""Before a number, what it is: "Phone: 01632 960001 Mobile: 07700 900001"."""


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
        for part, what in _parts(kind, cell):
            one = route(what, part, label)
            if one:
                made.setdefault((one.kind, one.digits or one.value.casefold()), one)
    return tuple(made.values())


def _parts(kind: RouteKind, cell: str) -> Iterator[tuple[str, RouteKind]]:
    """The ways that a cell holds, each with its kind: some programs write before each number what it is."""
    for part in PARTS.split(cell):
        before, *said = SAID.split(part) if kind in PHONES else (part,)
        if before or not said:
            yield before, kind
        for what, number in zip(said[::2], said[1::2], strict=True):
            yield number, _called(fold(what), kind)


def _called(what: str, kind: RouteKind) -> RouteKind:
    if what in WORDS.MOBILE_WORDS:
        return RouteKind.MOBILE
    return RouteKind.FAX if what in WORDS.FAX_WORDS else kind

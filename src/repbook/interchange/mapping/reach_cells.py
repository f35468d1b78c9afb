"""Cells as ways to reach somebody: numbers and addresses kept as typed, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...domain.spine.kinds import RouteKind
from ...wording import fold
from ..reading.records import RouteRecord
from .reach import EXTENSION, PHONES, phone_digits
from .record_words import WORDS

LONGEST = 500
OF_ONE_NUMBER = frozenset("+0123456789() .")
NOT_IN_MAIL = frozenset(" :<(")
PARTING = frozenset(":;\n")
"""Without one of these signs a cell is of one part."""
PARTS = re.compile(r"\s*(?: ::: |[;\n])\s*")
"""Google joins with colons, others with semicolons or line ends."""
APOSTROPHES = ("'", "\u2019")
TYPED_AS_TEXT = re.compile(r"^['\u2019]+\s*(?=[+(0-9])")
"""The apostrophe that keeps a number from being reckoned with in a spreadsheet, when it comes along."""


NO_NUMBER = re.compile(r"(?:[^\w]|ext|extn|extension)*", re.IGNORECASE)
"""A form for a number that nobody has filled in: "(   )    -     Ext[     ]"."""
MASKED = re.compile(r"\*\*|[•●]{2}|(?<![a-z])[xX]{3}(?![a-z])")
"""Signs in place of what a list does not give away: "+552****1347", "j***@mail.example"."""
NO_EXTENSION = re.compile(
    r"\s*[,;]?\s*\(?(?:ext|extn|extension|x)\.?\s*[\[(]+\s*[\])]+\s*$", re.IGNORECASE
)
"""And one for an extension."""
SORTS = frozenset((*WORDS.PHONE_WORDS, *WORDS.MOBILE_WORDS, *WORDS.FAX_WORDS))
RUN_ON = re.compile(r"(?<=[0-9])(?=[+(])")
"""Where a telephone puts several numbers into a cell, one right behind the other."""
SAID = re.compile(r"\s*,?\s*\b(?P<what>[^\W\d_]{2,12})\.? ?: *(?=[+(0-9])")
"""Before a number, what it is: "Phone: 01632 960001 Mobile: 07700 900001"."""
BETWEEN = (
    re.compile(r"\s+(?:or|oder|ou|o|of|und|and|et|y|e|en|bzw\.?)\s+|\s*[,|]\s*"),
    re.compile(r"\s*/\s*|\s+[-–]\s+"),
)
"""What else stands between two numbers of a cell; each of them must be long enough to be dialled."""
WHOLE_NUMBER = 6
RUN_ON_NUMBER = 9
"""So many digits has a number with its area, at the least, of those that run on."""
BESIDE = re.compile(
    r"(?P<number>[+(0-9][0-9 ()./-]*[0-9])\s*[,/]?\s*\(?(?P<label>[^\W\d][^()]*)\)?"
)
"""A number, and what is said of it: "0171 5552223 (privat)", "08041 555-30 / Sekr. -31"."""
AHEAD = re.compile(r"(?P<label>[^\W\d_]{2,12})\.?:?\s+(?P<number>[+(0-9][0-9 ()./-]*[0-9])")
"""What sort of number it is, and the number: "mobil 0171 5552000", "Tel. 040 55520"."""
MAILS = re.compile(
    r"(?:(?P<name>[^\s<>,;|@][^<>,;|@]*?)\s*)?<\s*(?:mailto:)?(?P<named>[^<>\s,;@]+@[^<>\s,;@]+)\s*>"
    r"|(?:mailto:)?(?P<mail>[^\s,;|<>()\[\]@/]+@[^\s,;|<>()\[\]@/?]+)(?:\?\S*)?(?:\s*\((?P<label>[^()@]*)\))?",
    re.IGNORECASE,
)
"""An address as people and mail programs write it: "a@b.example (home)", "Ann Lee <ann@lee.example>"."""
JOINING = frozenset(("or", "oder", "ou", "o", "of", "und", "and", "et", "y", "e", "en"))
MARKDOWN = re.compile(r"\[([^\[\]]+)\]\(((?:mailto:|tel:|https?://)[^()\s]+)\)")
"""As editors of notes write a link: "[a@b.example](mailto:a@b.example)"."""


def route(kind: RouteKind, value: str, label: str = "") -> RouteRecord | None:
    """One route, or None where ``value`` is empty; what is plainly no such thing becomes "other"."""
    value, dialled = value.strip(), kind in PHONES
    if dialled and value[:1] in APOSTROPHES:
        value = TYPED_AS_TEXT.sub("", value)
    value = value[:LONGEST]
    if not value:
        return None
    digits = phone_digits(value) if dialled else ""
    if dialled and not digits and NO_NUMBER.fullmatch(value):
        return None
    hidden = MASKED.search(value) and (dialled or kind is RouteKind.EMAIL)
    if hidden or (dialled and len(digits) < 3) or (kind is RouteKind.EMAIL and "@" not in value):
        return RouteRecord(RouteKind.OTHER, value, "", label)
    return RouteRecord(kind, value, digits, label)


def routes(found: Iterable[tuple[RouteKind, str, str]]) -> tuple[RouteRecord, ...]:
    """Routes of (kind, cell, label), cells that hold several parted, repetitions left out."""
    made: dict[tuple[RouteKind, str], RouteRecord] = {}
    for kind, cell, label in found:
        for part, what, said in _parts(kind, cell):
            one = route(what, part, ", ".join(filter(None, (label, said))))
            if one:
                made.setdefault((one.kind, one.digits or one.value.casefold()), one)
    return tuple(made.values())


def _parts(kind: RouteKind, cell: str) -> Iterator[tuple[str, RouteKind, str]]:
    """The ways that a cell holds, each with its kind and what the cell says of it."""
    if "](" in cell:
        cell = MARKDOWN.sub(r"\1", cell)
    if kind in PHONES and cell.count("(") + cell.count("+") > 1 and len(parts := _run_on(cell)) > 1:
        for part in parts:
            yield from _parts(kind, part)
        return
    if PARTING.isdisjoint(cell) and IS_ONE.get(kind, bool)(cell):
        yield cell, kind, ""
        return
    if kind is RouteKind.EMAIL:
        yield from _mails(cell)
        return
    for part in PARTS.split(cell):
        before, *said = SAID.split(part) if kind in PHONES else (part,)
        if before or not said:
            yield from _numbers(before, kind) if kind in PHONES else ((before, kind, ""),)
        for what, number in zip(said[::2], said[1::2], strict=True):
            yield number, _called(fold(what), kind), ""


def _is_plain(cell: str) -> bool:
    """Whether a cell is one address and nothing else."""
    return cell.count("@") == 1 and NOT_IN_MAIL.isdisjoint(cell)


def _is_one_number(cell: str) -> bool:
    return OF_ONE_NUMBER.issuperset(cell)


IS_ONE = {RouteKind.EMAIL: _is_plain, **dict.fromkeys(PHONES, _is_one_number)}
"""Whether a cell without a parting sign is plainly one way, by its kind."""


def _mails(cell: str) -> Iterator[tuple[str, RouteKind, str]]:
    """The addresses of a cell; what is no list of addresses stays as it is."""
    plain = _is_plain(cell)
    rest = "" if plain else MAILS.sub(" ", cell)
    if plain or set(re.split(r"[\s,;|/]+", fold(rest))) - JOINING - {""}:
        yield from ((part, RouteKind.EMAIL, "") for part in PARTS.split(cell))
        return
    for one in MAILS.finditer(cell):
        label = one["name"] or one["label"] or ""
        yield one["named"] or one["mail"], RouteKind.EMAIL, label.strip(" \"'")


def _numbers(cell: str, kind: RouteKind) -> Iterator[tuple[str, RouteKind, str]]:
    """The numbers of a cell, if every part of it is one that can be dialled; else the cell, or its one number."""
    if _is_one_number(cell):
        yield cell, kind, ""
        return
    if "[" in cell:
        cell = NO_EXTENSION.sub("", cell)
    for between in BETWEEN:
        parts = [part for part in between.split(cell) if part]
        if len(parts) > 1 and all(len(phone_digits(part)) >= WHOLE_NUMBER for part in parts):
            for part in parts:
                yield from _numbers(part, kind)
            return
    found = BESIDE.fullmatch(cell.strip())
    if found and not EXTENSION.search(cell) and len(phone_digits(found["number"])) >= WHOLE_NUMBER:
        yield found["number"], _called(fold(found["label"].strip(". ")), kind), found["label"]
        return
    ahead = AHEAD.fullmatch(cell.strip())
    what = fold(ahead["label"]) if ahead else ""
    if ahead and what in SORTS and len(phone_digits(ahead["number"])) >= WHOLE_NUMBER:
        yield ahead["number"], _called(what, kind), ""
        return
    yield cell, kind, ""


def _run_on(cell: str) -> list[str]:
    """The numbers of a cell that has each begin where another ends: "(801) 555-4334(801) 555-4334"."""
    parts = RUN_ON.split(cell)
    if len(parts) > 1 and all(len(phone_digits(part)) >= RUN_ON_NUMBER for part in parts):
        return parts
    return [cell]


def _called(what: str, kind: RouteKind) -> RouteKind:
    if what in WORDS.MOBILE_WORDS:
        return RouteKind.MOBILE
    return RouteKind.FAX if what in WORDS.FAX_WORDS else kind

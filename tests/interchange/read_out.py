"""What a file says, a line a record, each field by its name: to lay beside what a careful person reads in it.

Cases stand in text files: ``=== NAME``, the file, ``---``, the lines that are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from repbook.errors import RepbookError
from repbook.interchange.filing.read_file import read
from repbook.interchange.mapping.record_words import WORDS
from repbook.interchange.reading.records import (
    AddressRecord,
    CustomerRecord,
    DateRecord,
    FollowupRecord,
    Parsed,
    PersonRecord,
    RouteRecord,
    SaleRecord,
    TouchRecord,
)
from repbook.wording import fold

CASE = re.compile(r"^=== (\S+)(.*)\n((?:.*\n)*?)---\n((?:(?!===).*\n?)*)", re.MULTILINE)
DAY = re.compile(r"-*[0-9]{1,4}([-./])[0-9]{1,2}(?:\1[0-9]{1,4}\b)?")
KNOWN = (
    WORDS.NOTHING | WORDS.DONE | WORDS.FLAGS | WORDS.IS_FIRM | WORDS.IS_PERSON | WORDS.ACTIVITIES
)
"""Words that say what becomes something else in a record, or nothing."""
PLACE = ("street", "postcode", "city", "region", "country")


def cases(path: Path) -> list[tuple[str, str, str]]:
    """Each case of a file of them: its name, the file, what it says."""
    found = CASE.findall(path.read_text(encoding="utf-8"))
    return [(name, content, right.strip()) for name, _, content, right in found]


def read_out(path: Path, today: date) -> str:
    """All that a file says, or that it is refused, and why."""
    try:
        return "\n".join(_lines(read(path, today=today)))
    except RepbookError as error:
        return f"refused | {error}"


def _lines(parsed: Parsed) -> Iterator[str]:
    yield from map(_customer, parsed.customers)
    yield from map(_person, parsed.people)
    yield from map(_sale, parsed.sales)
    yield from map(_touch, parsed.touches)
    yield from map(_followup, parsed.followups)
    yield from (f"note | {notice}" for notice in parsed.notices)
    yield from (f"line {one.line} | {one.reason}" for one in parsed.problems)


def _customer(one: CustomerRecord) -> str:
    return _line(
        f"customer {one.name}",
        *_said(id="" if one.external_id.startswith("#") else one.external_id),
        "" if one.standing == "customer" else str(one.standing),
        *_said(tier=one.tier, industry=one.industry, status=one.status, website=one.website),
        _place(one),
        *map(_address, one.addresses),
        *map(_route, one.routes),
        *_said(created=str(one.created_on or ""), note=one.note),
        *_kept(one.extra),
    )


def _person(one: PersonRecord) -> str:
    firm = one.customer_name
    if one.customer_external_id and not one.customer_external_id.startswith("#"):
        firm = f"{firm} #{one.customer_external_id}".strip()
    letters = {True: "newsletter", False: "no newsletter", None: ""}[one.newsletter]
    parts = one.parts
    return _line(
        f"person {one.name} @ {firm}",
        *_said(id="" if one.external_id.startswith("#") else one.external_id),
        "" if one.standing == "customer" else str(one.standing),
        "" if one.became is None else f"became {one.became}",
        *_said(prefix=parts.prefix, suffix=parts.suffix, role=one.role),
        *map(_address, one.addresses),
        *map(_route, one.routes),
        *map(_day, one.dates),
        *one.personal,
        letters,
        *(f"photo {len(photo.value)}" for photo in one.photos),
        *_said(note=one.note),
        *_kept(one.extra),
    )


def _sale(one: SaleRecord) -> str:
    who = f"{one.customer_name} #{one.customer_external_id}".removesuffix(" #")
    money = "" if one.amount is None else f"{one.amount / 100:.2f} {one.currency}".strip()
    live, paid = (str(day or "") for day in (one.live_on, one.paid_on))
    return _line(
        f"sale {one.title} @ {who.partition(' ##')[0]}",
        str(one.ordered_on),
        money,
        *_said(number=one.number, person=one.person_name, live=live, paid=paid),
        *_kept(one.extra),
    )


def _touch(one: TouchRecord) -> str:
    who = "" if one.person_name == one.customer_name else one.person_name
    head = f"touch {one.kind} @ {one.customer_name}"
    return _line(head, *_id(one), str(one.on_day), str(one.reach), who, one.note, *_kept(one.extra))


def _followup(one: FollowupRecord) -> str:
    who = "" if one.person_name == one.customer_name else one.person_name
    head = f"due {one.kind} @ {one.customer_name}"
    return _line(head, *_id(one), str(one.due_on), who, one.what, *_kept(one.extra))


def _id(one: TouchRecord | FollowupRecord) -> Iterator[str]:
    numbers = {"id": one.external_id, "customer": one.customer_external_id}
    numbers["person"] = one.person_external_id
    return _said(**{name: text for name, text in numbers.items() if not text.startswith("#")})


def _place(one: CustomerRecord | AddressRecord) -> str:
    return ", ".join(filter(None, (getattr(one, part) for part in PLACE)))


def _address(one: AddressRecord) -> str:
    return f"{one.label or 'at'}: {_place(one)}"


def _day(one: DateRecord) -> str:
    return f"{one.label or one.kind} {one.year or '-'}-{one.month}-{one.day}"


def _route(one: RouteRecord) -> str:
    return f"{one.kind} {one.value}" + (f" ({one.label})" if one.label else "")


def _said(**fields: str) -> Iterator[str]:
    return (f"{name}={value}" for name, value in fields.items() if value)


def _kept(extra: object) -> Iterator[str]:
    assert isinstance(extra, dict)
    return (f"[{name}={value}]" for name, value in extra.items())


def _line(*parts: str) -> str:
    return " | ".join(part.replace("\n", " / ") for part in parts if part)


def lost(content: str, said: str) -> list[str]:
    """The cells of a table of which nothing is told, days and words for nothing aside."""
    there = _plain(said)
    rows = re.sub(r"<[^>]+>", "", content).splitlines()
    wide = next(at for at, row in enumerate(rows) if re.search(r"\w.*[,;].*\w", row))
    rows = rows[wide + 1 :]
    cells = {cell.strip().strip('"') for row in rows for cell in re.split(r"[,;\t]", row)}
    return sorted(
        cell
        for cell in cells
        if not all(_plain(word) in there for word in cell.split())
        and not DAY.match(cell)
        and fold(cell) not in KNOWN
    )


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())

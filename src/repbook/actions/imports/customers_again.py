"""A customer whom the book has, met in a newer file or in another program's (§7)."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import Any

from ...domain.spine import kinds as k
from ...interchange.reading.records import CustomerRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..changes import said as s
from ..changes.several import Several
from ..known.recognise import BETWEEN, CUSTOMER, EARLIER_NAME, OURS
from .filing_addresses import file_further, file_photos
from .import_desk import Desk
from .met_again import Kept, again, kept_of, remember, says_nothing_new

NUMBER = "customer number"
"""How the number of a customer is called on its page: reps say it on the telephone."""
TEXTS = ("industry", "website", "street", "city", "region", "postcode", "country", "note")
texts_of = attrgetter(*TEXTS)
"""What a file says in each of them."""
TIERS = frozenset(k.Tier)


def stand_in(external_id: str) -> str:
    """The name of a customer of whom only the program's id is known yet."""
    return f"Account {external_id}"[:200]


def meet_customer(desk: Desk, row_id: int, record: CustomerRecord) -> None:
    """Compare a customer whom this program told of before with what it says now."""
    kept, extra = kept_of(desk, CUSTOMER, record.external_id), extra_of(record)
    row = (
        None
        if says_nothing_new(kept, said_of_customer(record), extra)
        else desk.row(t.Customer, row_id)
    )
    if row is not None:
        compare_customer(desk, row, kept, record, extra, linked=False)


def compare_customer(
    desk: Desk,
    row: Any,
    kept: Kept,
    record: CustomerRecord,
    extra: dict[str, str],
    *,
    linked: bool,
) -> None:
    """``linked``: this program tells of the customer for the first time."""
    called, told = row.name, len(desk.differences)
    free = frozenset(("name",) if called == stand_in(record.external_id) else ())
    met = again(desk, CUSTOMER, row, kept, customer_id=row.id, name="", line=record.line, free=free)
    values = told_of(record)
    if linked and desk.family == OURS:
        met.free |= frozenset(values)
    if linked:
        other_note(met, row, values, extra)
    met.fields(values)
    if row.name != called:
        row.folded = fold(row.name)
        if not free:
            keep_name(kept, called, extra)
        desk.book.rename(CUSTOMER, row.id, called)
        desk.book.by_name[row.folded].append(desk.book.by_row[row.id])
    desk.reach(row.id, None, met.routes(None, record.routes), known=True)
    file_further(desk, row.id, record, met)
    file_photos(desk, row.id, None, record.photos, known=True)
    told_any = linked or len(desk.differences) > told
    remember(desk, met, kept, record.external_id, extra, told=told_any)


def other_note(met: Several, row: Any, values: dict[str, Any], extra: dict[str, str]) -> None:
    """Keep the note of another program beside the one there: two notes are no two values of one field."""
    if row.note and values["note"] and row.note != values["note"]:
        extra["note"] = values.pop("note")
        met.said[s.short("note")] = s.fingerprint(s.plain("note", extra["note"]))


def keep_name(kept: Kept, called: str, extra: dict[str, str]) -> None:
    """Keep what a renamed row was called, so that it is found by it still."""
    before = json.loads(kept.extra).get(EARLIER_NAME, "").split(BETWEEN)
    extra[EARLIER_NAME] = BETWEEN.join(filter(None, dict.fromkeys((*before, called))))


def told_of(record: CustomerRecord) -> dict[str, Any]:
    """What a file says of a customer's fields."""
    tier = record.tier if record.tier in TIERS else ""
    texts = zip(TEXTS, texts_of(record), strict=True)
    return {"name": record.name, "tier": tier, **dict(texts), **record.own}


def said_of_customer(record: CustomerRecord) -> s.Said:
    """All that is remembered of a record."""
    several = s.routes_of(record.routes) | s.addresses_of(record.addresses)
    return s.of_values(told_of(record)) | several


def extra_of(record: CustomerRecord) -> dict[str, str]:
    extra = dict(record.extra)
    if record.status:
        extra["status"] = record.status
    if record.number:
        extra[NUMBER] = record.number
    if record.created_on:
        extra["created"] = record.created_on.isoformat()
    return extra

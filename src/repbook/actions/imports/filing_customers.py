"""The customers of an import, and those that its other records only refer to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...interchange.reading.records import CustomerRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from . import said as s
from .again import Again
from .import_desk import Desk
from .known_customers import known_customer
from .met_again import Kept, again, kept_of, remember, says_nothing_new
from .recognise import BETWEEN, CUSTOMER, EARLIER_NAME, PERSON, REFERRED, Known, same_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...interchange.reading.records import PersonRecord
    from .import_desk import Event

TEXTS = ("industry", "website", "street", "city", "region", "postcode", "country", "note")


def file_customers(desk: Desk) -> None:
    """File every customer that the file holds or names; the rest of the import finds them."""
    fresh: list[Known] = []
    owned: list[tuple[Known, CustomerRecord]] = []
    for record in desk.parsed.customers:
        desk.step()
        row_id = desk.known_row(CUSTOMER, record.external_id)
        if row_id is not None:
            _meet(desk, row_id, record)
            continue
        account = desk.book.by_id.get(record.external_id)
        if account is None or account.own:
            account = same_name(desk.book.by_name[fold(record.name)], record.city)
            account = account or known_customer(desk, record)
        if account is None:
            account = _new(desk, record.name, record)
            fresh.append(account)
        else:
            desk.linked()
        account.own = True
        desk.book.by_id[record.external_id] = account
        owned.append((account, record))
    referred: list[tuple[Known, str]] = []
    for referring in _referring(desk):
        external_id = referring.customer_external_id
        account = desk.account(referring)
        if account is None:
            desk.counts["unnamed"] += not referring.customer_name
            account = _new(desk, referring.customer_name or stand_in(external_id))
            fresh.append(account)
        if external_id and external_id not in desk.book.by_id:
            desk.book.by_id[external_id] = account
            referred.append((account, external_id))
    desk.put(t.Customer, fresh)
    for account, record in owned:
        _complete(desk, account, record)
    for account, external_id in referred:
        desk.origin(account.id, REFERRED, account.id, external_id, {})


def stand_in(external_id: str) -> str:
    """The name of a customer of whom only the program's id is known yet."""
    return f"Account {external_id}"[:200]


def _referring(desk: Desk) -> Iterator[PersonRecord | Event]:
    for person in desk.parsed.people:
        if (PERSON, person.external_id) not in desk.book.origins:
            yield person
    for event in desk.new_events():
        if event.customer_external_id or event.customer_name:
            yield event


def _new(desk: Desk, name: str, record: CustomerRecord | None = None) -> Known:
    folded = fold(name)
    values: dict[str, Any] = {"name": name, "folded": folded, "created_on": desk.work.today}
    if record is not None:
        values["tier"] = record.tier if record.tier in set(k.Tier) else k.Tier.B
        values |= {column: getattr(record, column) for column in TEXTS}
    account = Known(values=values, city=record.city if record else "")
    desk.book.by_name[folded].append(account)
    return account


def _complete(desk: Desk, account: Known, record: CustomerRecord) -> None:
    """Give a customer its routes and its origin, and what it lacks if it was in the book."""
    extra = _extra(record)
    if account.values is None:
        row = desk.work.get(t.Customer, account.id)
        _compare(desk, row, Kept(), record, extra, linked=True)
        return
    desk.reach(account.id, None, record.routes)
    said = s.of_values(_told(record)) | s.routes_of(record.routes)
    desk.origin(account.id, CUSTOMER, account.id, record.external_id, extra, said=said)


def _meet(desk: Desk, row_id: int, record: CustomerRecord) -> None:
    """Compare a customer whom this program told of before with what it says now."""
    kept, extra = kept_of(desk, CUSTOMER, record.external_id), _extra(record)
    now = s.of_values(_told(record)) | s.routes_of(record.routes)
    row = None if says_nothing_new(kept, now, extra) else desk.row(t.Customer, row_id)
    if row is not None:
        _compare(desk, row, kept, record, extra, linked=False)


def _compare(
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
    values = _told(record)
    if linked:
        other_note(met, row, values, extra)
    met.fields(values)
    if row.name != called:
        row.folded = fold(row.name)
        if not free:
            keep_name(kept, called, extra)
        desk.book.by_name[row.folded].append(desk.book.by_row[row.id])
    desk.reach(row.id, None, met.routes(None, record.routes), known=True)
    told_any = linked or len(desk.differences) > told
    remember(desk, met, kept, record.external_id, extra, told=told_any)


def other_note(met: Again, row: Any, values: dict[str, Any], extra: dict[str, str]) -> None:
    """Keep the note of another program beside the one there: two notes are no two values of one field."""
    if row.note and values["note"] and row.note != values["note"]:
        extra["note"] = values.pop("note")
        met.said[s.short("note")] = s.fingerprint(s.plain("note", extra["note"]))


def keep_name(kept: Kept, called: str, extra: dict[str, str]) -> None:
    """Keep what a renamed row was called, so that it is found by it still."""
    before = json.loads(kept.extra).get(EARLIER_NAME, "").split(BETWEEN)
    extra[EARLIER_NAME] = BETWEEN.join(filter(None, dict.fromkeys((*before, called))))


def _told(record: CustomerRecord) -> dict[str, Any]:
    """What a file says of a customer's fields."""
    tier = record.tier if record.tier in set(k.Tier) else ""
    return {
        "name": record.name,
        "tier": tier,
        **{column: getattr(record, column) for column in TEXTS},
    }


def _extra(record: CustomerRecord) -> dict[str, str]:
    extra = dict(record.extra)
    if record.status:
        extra["status"] = record.status
    if record.created_on:
        extra["created"] = record.created_on.isoformat()
    return extra

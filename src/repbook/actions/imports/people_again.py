"""A person whom the book has, met in a newer file or in another program's (§7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...domain.duplicates.company_names import bare
from ...domain.spine import kinds as k
from ...domain.spine.own_ids import as_first_told
from ...interchange.reading.records import PersonRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..base import validators as f
from ..changes import said as s
from ..changes.differences import Came
from ..changes.several import Several
from ..known.recognise import OURS, PERSON, Known
from .customers_again import keep_name, other_note
from .filing_addresses import NAME_COLUMNS, file_addresses, file_photos, name_columns
from .import_desk import Desk
from .met_again import Kept, again, kept_of, remember, says_nothing_new


def meet_person(desk: Desk, row_id: int, record: PersonRecord) -> None:
    """Compare a person of whom this program told before with what it says now."""
    kept = kept_of(desk, PERSON, record.external_id)
    if not says_nothing_new(kept, said_of(record), record.extra):
        row = desk.row(t.Person, row_id)
        if row is not None:
            compare_person(desk, row, kept, record, linked=False)


def compare_person(desk: Desk, row: Any, kept: Kept, record: PersonRecord, *, linked: bool) -> None:
    """``linked``: this program tells of the person for the first time."""
    called, told, extra = row.name, len(desk.differences), dict(record.extra)
    customer_id = row.customer_id
    met = again(desk, PERSON, row, kept, customer_id=customer_id, name=called, line=record.line)
    if _elsewhere(desk, met, record):
        met.said.update(said_of(record))  # role and routes are those of the other firm
    else:
        values = _told(record)
        if linked and desk.family == OURS:
            met.free |= frozenset(values)
        if linked:
            other_note(met, row, values, extra)
        met.fields(values)
        desk.reach(customer_id, row.id, met.routes(row.id, record.routes), known=True)
        dates = met.dates(row.id, record.dates)
        personal = met.facts(row.id, record.personal)
        add_what_hangs(desk, customer_id, row.id, replace(record, dates=dates, personal=personal))
        file_addresses(desk, customer_id, row.id, record, met)
        file_photos(desk, customer_id, row.id, record.photos, known=True)
        _name_parts(row, called, record)
    if row.name != called:
        row.folded = fold(row.name)
        keep_name(kept, called, extra)
        desk.book.rename(PERSON, row.id, called)
        desk.book.people[customer_id, row.folded].append(Known(row.id, own=True))
    told_any = linked or len(desk.differences) > told
    remember(desk, met, kept, record.external_id, extra, told=told_any)


def _name_parts(row: Any, called: str, record: PersonRecord) -> None:
    """The parts of a name go with that name: taken where it is the file's, and gone where they were another's."""
    parts = name_columns(record.parts)
    if row.name != called or not any(getattr(row, column) for column in NAME_COLUMNS):
        for column in NAME_COLUMNS:
            setattr(row, column, parts.get(column, "") if row.name == record.name else "")


def _told(record: PersonRecord) -> dict[str, Any]:
    """What a file says of a person's fields; whom to ask for is the rep's to say."""
    return {
        "name": record.name,
        "role": record.role,
        "note": record.note,
        "newsletter": record.newsletter,
        **record.own,
    }


def said_of(record: PersonRecord) -> s.Said:
    """All that is remembered of a record."""
    number = as_first_told(record.customer_external_id)
    firm = s.fingerprint(number or fold(record.customer_name))
    several = {
        s.DAYS: s.of_many(map(s.date_key, record.dates)),
        s.FACTS: s.of_many(record.personal),
        s.short("firm"): firm,
    }
    kept = {key: mark for key, mark in several.items() if mark}
    kept |= s.addresses_of(record.addresses)
    return s.of_values(_told(record)) | s.routes_of(record.routes) | kept


def _elsewhere(desk: Desk, met: Several, record: PersonRecord) -> bool:
    """Whether the file has a person with another firm now: told, since nobody is moved silently."""
    now = said_of(record).get(s.short("firm"), "")
    if not now or met.said.get(s.short("firm")) == now:
        return False
    account = desk.book.by_id.get(record.customer_external_id)
    firm = desk.work.get(t.Customer, met.customer_id)
    names = {bare(firm.name), *desk.earlier_names(met.customer_id)}
    if account is not None and record.customer_external_id:
        same = account.id == firm.id
    else:
        alone = record.customer_name in ("", record.name)
        same = alone or bare(record.customer_name) in names
    if same:
        met.said[s.short("firm")] = now
        return False
    there = record.customer_name or f"customer {record.customer_external_id}"
    ways = ", ".join((*filter(None, (record.role,)), *(way.value for way in record.routes)))
    met.settle("firm", firm.name, f"{there} ({ways})" if ways else there, Came.TOLD, now)
    return True


def add_what_hangs(desk: Desk, customer_id: int, person_id: int, record: PersonRecord) -> None:
    """The days and the personal words of a record."""
    links = {"customer_id": customer_id, "person_id": person_id}
    for day in record.dates:
        desk.later(
            t.ImportantDate,
            {
                **links,
                "kind": day.kind,
                "label": day.label,
                "month": day.month,
                "day": day.day,
                "year": day.year,
            },
        )
    for text in record.personal:
        desk.later(
            t.Fact,
            {
                **links,
                "kind": k.FactKind.PERSONAL,
                "text": text[: f.LONG],
                "on_day": desk.work.today,
            },
        )

"""The people of an import: new, recognised, or only named by what happened with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...interchange.mapping.company_names import bare
from ...interchange.reading.records import PersonRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..base import validators as f
from ..sales.agendas import Values
from . import said as s
from .differences import Came
from .filing_customers import keep_name, other_note
from .import_desk import Desk
from .known_people import Repeated, known_person
from .met_again import Kept, again, kept_of, remember, says_nothing_new
from .recognise import PERSON, Known, same_name

if TYPE_CHECKING:
    from .again import Again


def file_people(desk: Desk) -> None:
    """File every person that the file holds or names, at the customer it names."""
    fresh: list[Known] = []
    owned: list[tuple[Known, int, PersonRecord]] = []
    repeated = Repeated(desk.parsed.people)
    for record in desk.parsed.people:
        desk.step()
        row_id = desk.known_row(PERSON, record.external_id)
        if row_id is not None:
            _meet_again(desk, row_id, record)
            continue
        account = desk.owner(record)
        if account is None:
            continue
        person = repeated.earlier(account.id, record)
        if person is not None:
            desk.known += 1
            _fill(person, record)
        else:
            person = same_name(desk.book.people[account.id, fold(record.name)])
            person = person or known_person(desk, account.id, record)
            if person is None:
                person = _new(desk, account.id, record.name, _described(desk, account.id, record))
                fresh.append(person)
            else:
                desk.linked()
        person.own = True
        repeated.keep(account.id, record, person)
        owned.append((person, account.id, record))
    for event in desk.new_events():
        name, account = event.person_name, desk.account(event)
        if name and account and not desk.book.people[account.id, fold(name)]:
            fresh.append(_new(desk, account.id, name))
    desk.put(t.Person, fresh)
    for person, customer_id, record in owned:
        _meet(desk, person, customer_id, record, repeated)


def _new(desk: Desk, customer_id: int, name: str, described: Values | None = None) -> Known:
    folded = fold(name)
    values = {"customer_id": customer_id, "name": name, "folded": folded, **(described or {})}
    person = Known(values=values)
    desk.book.people[customer_id, folded].append(person)
    return person


def _described(desk: Desk, customer_id: int, record: PersonRecord) -> Values:
    """What the file says of a new person; whom to ask for is only decided where nobody is."""
    main = record.main and customer_id not in desk.book.with_main
    if main:
        desk.book.with_main.add(customer_id)
    return {
        "role": record.role,
        "note": record.note,
        "newsletter": bool(record.newsletter),
        "main": main,
    }


def _fill(person: Known, record: PersonRecord) -> None:
    """Give a new person what an earlier row of this file left blank."""
    if person.values is not None:
        for column in ("role", "note"):
            person.values[column] = person.values.get(column) or getattr(record, column)


def _meet(
    desk: Desk, person: Known, customer_id: int, record: PersonRecord, repeated: Repeated
) -> None:
    """Give a person routes, dates, personal facts, and origin; what they lack, if they were known."""
    desk.book.person_of[person.id] = customer_id
    if person.values is None:
        row = desk.work.get(t.Person, person.id)
        _compare(desk, row, Kept(), record, linked=True)
        return
    extra = dict(record.extra)
    for column in ("role", "note"):
        value, stands = getattr(record, column), person.values.get(column)
        if value and stands and fold(value) != fold(stands):
            extra[column] = value
    rest = repeated.rest(customer_id, record)
    desk.reach(customer_id, person.id, rest.routes)
    _add(desk, customer_id, person.id, rest)
    desk.origin(customer_id, PERSON, person.id, record.external_id, extra, said=_said(record))


def _add(desk: Desk, customer_id: int, person_id: int, record: PersonRecord) -> None:
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


# -- known already -------------------------------------------------------------------------------


def _meet_again(desk: Desk, row_id: int, record: PersonRecord) -> None:
    """Compare a person of whom this program told before with what it says now."""
    kept = kept_of(desk, PERSON, record.external_id)
    if not says_nothing_new(kept, _said(record), record.extra):
        row = desk.row(t.Person, row_id)
        if row is not None:
            _compare(desk, row, kept, record, linked=False)


def _compare(desk: Desk, row: Any, kept: Kept, record: PersonRecord, *, linked: bool) -> None:
    """``linked``: this program tells of the person for the first time."""
    called, told, extra = row.name, len(desk.differences), dict(record.extra)
    customer_id = row.customer_id
    met = again(desk, PERSON, row, kept, customer_id=customer_id, name=called, line=record.line)
    if _elsewhere(desk, met, record):
        met.said.update(_said(record))  # role and routes are those of the other firm
    else:
        values = _told(record)
        if linked:
            other_note(met, row, values, extra)
        met.fields(values)
        desk.reach(customer_id, row.id, met.routes(row.id, record.routes), known=True)
        dates = met.dates(row.id, record.dates)
        personal = met.facts(row.id, record.personal)
        _add(desk, customer_id, row.id, replace(record, dates=dates, personal=personal))
    if row.name != called:
        row.folded = fold(row.name)
        keep_name(kept, called, extra)
        desk.book.people[customer_id, row.folded].append(Known(row.id, own=True))
    told_any = linked or len(desk.differences) > told
    remember(desk, met, kept, record.external_id, extra, told=told_any)


def _told(record: PersonRecord) -> dict[str, Any]:
    """What a file says of a person's fields; whom to ask for is the rep's to say."""
    return {
        "name": record.name,
        "role": record.role,
        "note": record.note,
        "newsletter": record.newsletter,
    }


def _said(record: PersonRecord) -> s.Said:
    """All that is remembered of a record."""
    firm = s.fingerprint(record.customer_external_id or fold(record.customer_name))
    several = {
        s.DAYS: s.of_many(map(s.date_key, record.dates)),
        s.FACTS: s.of_many(record.personal),
        s.short("firm"): firm,
    }
    kept = {key: mark for key, mark in several.items() if mark}
    return s.of_values(_told(record)) | s.routes_of(record.routes) | kept


def _elsewhere(desk: Desk, met: Again, record: PersonRecord) -> bool:
    """Whether the file has a person with another firm now: told, since nobody is moved silently."""
    now = _said(record).get(s.short("firm"), "")
    if not now or met.said.get(s.short("firm")) == now:
        return False
    account = desk.book.by_id.get(record.customer_external_id)
    firm = desk.work.get(t.Customer, met.customer_id)
    names = {bare(firm.name), *desk.earlier_names(met.customer_id)}
    if account is not None and record.customer_external_id:
        same = account.id == firm.id
    else:
        same = not record.customer_name or bare(record.customer_name) in names
    if same:
        met.said[s.short("firm")] = now
        return False
    there = record.customer_name or f"customer {record.customer_external_id}"
    ways = ", ".join((*filter(None, (record.role,)), *(way.value for way in record.routes)))
    met.settle("firm", firm.name, f"{there} ({ways})" if ways else there, Came.TOLD, now)
    return True

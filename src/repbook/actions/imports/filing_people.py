"""The people of an import: new, recognised, or only named by what happened with them."""

from __future__ import annotations

from ...domain.spine import kinds as k
from ...interchange.reading.records import PersonRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..base import validators as f
from ..sales.agendas import Values
from .filing_addresses import NAME_COLUMNS, file_addresses, file_photos, name_columns
from .import_desk import Desk
from .recognise import PERSON, Known, fill_blanks, same_name


def file_people(desk: Desk) -> None:
    """File every person that the file holds or names, at the customer it names."""
    fresh: list[Known] = []
    owned: list[tuple[Known, int, PersonRecord]] = []
    for record in desk.parsed.people:
        desk.step()
        account = None if desk.is_known(PERSON, record.external_id) else desk.owner(record)
        if account is None:
            continue
        person = same_name(desk.book.people[account.id, fold(record.name)])
        if person is None:
            person = _new(desk, account.id, record.name, _described(desk, account.id, record))
            fresh.append(person)
        else:
            desk.linked()
        person.own = True
        owned.append((person, account.id, record))
    for event in desk.new_events():
        name, account = event.person_name, desk.account(event)
        if name and account and not desk.book.people[account.id, fold(name)]:
            fresh.append(_new(desk, account.id, name))
    desk.put(t.Person, fresh)
    for person, customer_id, record in owned:
        _meet(desk, person, customer_id, record)


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
        **name_columns(record.parts),
    }


def _meet(desk: Desk, person: Known, customer_id: int, record: PersonRecord) -> None:
    """Give a person routes, dates, personal facts, and origin; what they lack, if they were known."""
    extra = dict(record.extra)
    if person.values is None:
        row = desk.work.get(t.Person, person.id)
        fill_blanks(row, {"role": record.role, "note": record.note}, extra)
        if not any(getattr(row, column) for column in NAME_COLUMNS):
            fill_blanks(row, name_columns(record.parts), extra)
    desk.book.person_of[person.id] = customer_id
    desk.reach(person, customer_id, person.id, record.routes)
    file_addresses(desk, person, customer_id, record)
    file_photos(desk, person, customer_id, person.id, record.photos)
    links = {"customer_id": customer_id, "person_id": person.id}
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
    desk.origin(customer_id, PERSON, person.id, record.external_id, extra)

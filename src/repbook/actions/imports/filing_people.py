"""The people of an import: new, recognised, or only named by what happened with them."""

from __future__ import annotations

from ...interchange.reading.records import PersonRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..known.recognise import BECAME, OURS, PERSON, Known, same_name
from ..sales.agendas import Values
from .filing_addresses import NAME_COLUMNS, file_addresses, file_photos, name_columns
from .import_desk import Desk
from .known_people import Repeated, known_person
from .met_again import Kept
from .people_again import add_what_hangs, compare_person, meet_person, said_of


def file_people(desk: Desk) -> None:
    """File every person that the file holds or names, at the customer it names."""
    repeated = Repeated(desk.parsed.people)
    for batch in desk.batches(desk.parsed.people):
        _file(desk, batch, repeated)
    for events in desk.events() if not desk.is_by_itself else ():
        fresh: list[Known] = []
        for event in events:
            name, account = event.person_name, desk.account(event)
            if name and account and not desk.book.people[account.id, fold(name)]:
                fresh.append(_new(desk, account.id, name))
        desk.put(t.Person, fresh)


def _file(desk: Desk, people: list[PersonRecord], repeated: Repeated) -> None:
    fresh: list[Known] = []
    owned: list[tuple[Known, int, PersonRecord]] = []
    for record in people:
        desk.step()
        row_id = desk.known_row(PERSON, record.external_id)
        if row_id is not None:
            meet_person(desk, row_id, record)
            continue
        if record.external_id in desk.elsewhere:
            desk.known += 1
            row_id = desk.elsewhere[record.external_id]
            row = desk.work.get(t.Person, row_id)
            desk.met[PERSON].add(row_id)
            compare_person(desk, row, Kept(), record, linked=True)
            continue
        account = desk.owner(record)
        if account is None:
            continue
        person = repeated.earlier(account.id, record)
        if person is not None:
            desk.known += 1
            _fill(desk, person, record)
        else:
            person = _become(desk, account, record)
            person = person or same_name(desk.book.people[account.id, fold(record.name)])
            person = person or known_person(desk, account.id, record)
            if person is None:
                person = _new(desk, account.id, record.name, _described(desk, account.id, record))
                fresh.append(person)
            elif record.became is None:
                desk.linked(PERSON, person.id)
            else:
                desk.known += 1
        person.own = person.own or record.became is None
        repeated.keep(account.id, record, person)
        owned.append((person, account.id, record))
    desk.put(t.Person, fresh)
    for person, customer_id, record in owned:
        _meet(desk, person, customer_id, record, repeated)


def _become(desk: Desk, account: Known, record: PersonRecord) -> Known | None:
    """The person that a converted lead is by now, or whom an earlier lead became: by the program's id."""
    if record.became is None:
        return _of(desk, desk.book.origins.get((BECAME, record.external_id), 0))
    desk.counts["became"] += 1
    known = _of(desk, desk.book.origins.get((PERSON, record.became), 0)) if record.became else None
    if known:
        return known
    namesakes = desk.book.people[account.id, fold(record.name)]
    return namesakes[0] if len(namesakes) == 1 else None


def _of(desk: Desk, row_id: int) -> Known | None:
    return desk.book.person_by_row.get(row_id) if row_id else None


def _new(desk: Desk, customer_id: int, name: str, described: Values | None = None) -> Known:
    folded = fold(name)
    values = {"customer_id": customer_id, "name": name, "folded": folded, **(described or {})}
    person = Known(values=values, new=True)
    desk.book.people[customer_id, folded].append(person)
    return person


def _described(desk: Desk, customer_id: int, record: PersonRecord) -> Values:
    """What the file says of a new person; whom to ask for is only decided where nobody is."""
    main = record.main and (desk.family == OURS or customer_id not in desk.book.with_main)
    if main:
        desk.book.with_main.add(customer_id)
    return {
        "role": record.role,
        "note": record.note,
        "newsletter": bool(record.newsletter),
        "main": main,
        **name_columns(record.parts),
        **record.own,
    }


def _fill(desk: Desk, person: Known, record: PersonRecord) -> None:
    """Give a new person what an earlier row of this file left blank."""
    if person.values is None:
        return
    blank = {
        column: value
        for column in ("role", "note")
        if (value := getattr(record, column)) and not person.values.get(column)
    }
    if not any(person.values.get(column) for column in NAME_COLUMNS):
        blank |= name_columns(record.parts)
    person.values |= blank
    if person.id and blank:
        row = desk.work.get(t.Person, person.id)
        for column, value in blank.items():
            setattr(row, column, value)


def _meet(
    desk: Desk, person: Known, customer_id: int, record: PersonRecord, repeated: Repeated
) -> None:
    """Give a person routes, dates, personal facts, and origin; what they lack, if they were known."""
    if not person.new:
        row = desk.work.get(t.Person, person.id)
        compare_person(desk, row, Kept(), record, linked=True)
        _remember_whom(desk, person, customer_id, record)
        return
    extra = dict(record.extra)
    values = person.values
    if values is None:  # of an earlier batch
        row = desk.work.get(t.Person, person.id)
        values = {"role": row.role, "note": row.note}
    for column in ("role", "note"):
        value, stands = getattr(record, column), values.get(column)
        if value and stands and fold(value) != fold(stands):
            extra[column] = value
    rest = repeated.rest(customer_id, record)
    desk.reach(customer_id, person.id, rest.routes)
    add_what_hangs(desk, customer_id, person.id, rest)
    file_addresses(desk, customer_id, person.id, rest)
    file_photos(desk, customer_id, person.id, rest.photos)
    desk.origin(customer_id, PERSON, person.id, record.external_id, extra, said=said_of(record))
    _remember_whom(desk, person, customer_id, record)


def _remember_whom(desk: Desk, person: Known, customer_id: int, record: PersonRecord) -> None:
    """The program's own row of whom a lead became may come later."""
    if record.became and (PERSON, record.became) not in desk.book.origins:
        desk.origin(customer_id, BECAME, person.id, record.became, {})

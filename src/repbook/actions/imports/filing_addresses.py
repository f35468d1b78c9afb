"""Where the people and customers of an import are to be found, the parts of their names, and their pictures.

A work address is the customer's own where it has none yet, or where nothing of it contradicts; any other is
the person's. Who has no firm is a customer of their name, and lives where the file says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...interchange.reading.records import AddressRecord, CustomerRecord, PersonRecord, PhotoRecord
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..changes.several import PLACE, Several
from ..known.recognise import Known

if TYPE_CHECKING:
    from ...domain.shown.name_parts import NameParts
    from .import_desk import Desk

AT_WORK = frozenset(
    (
        *("work", "business", "office", "company", "headquarters", "arbeit", "buro", "geschaft"),
        *(
            "geschaftlich",
            "dienstlich",
            "firma",
            "travail",
            "bureau",
            "professionnel",
            "trabajo",
            "oficina",
        ),
        *("lavoro", "ufficio", "werk", "kantoor", "zakelijk", "trabalho", "escritorio", "praca"),
    )
)
"""Labels of an address that is the firm's, folded."""
NAME_COLUMNS = {
    "name_prefix": "prefix",
    "given_name": "given",
    "middle_name": "middle",
    "family_name": "family",
    "name_suffix": "suffix",
}


def claim(desk: Desk, account: Known, record: PersonRecord) -> None:
    """Give a customer that is new in this import the address that a person's card or row has of it."""
    for address in _of_the_firm(record, record.addresses) if account.new else ():
        own = _place_of(account)
        if _fits(own, address):
            account.place, account.city = address.place, address.city
            if account.id:
                row = desk.work.get(t.Customer, account.id)
                for column, value in zip(PLACE, address.place, strict=True):
                    setattr(row, column, value)
            elif account.values is not None:
                account.values |= zip(PLACE, address.place, strict=True)


def _place_of(account: Known) -> tuple[str, ...]:
    """A new customer's own address."""
    if account.values is None:
        return account.place
    return account.place or tuple(account.values.get(column, "") for column in PLACE)


def file_addresses(
    desk: Desk, customer_id: int, person_id: int, record: PersonRecord, met: Several | None = None
) -> None:
    """File what is not the customer's own; ``met`` is a person whom the book has, of whom only what is new."""
    found = met.addresses(record.addresses) if met else record.addresses
    if found:
        own = _own(desk, customer_id, record, found)
        _put(desk, customer_id, person_id, [one for one in found if not one.is_in(own)], met)


def file_further(
    desk: Desk, customer_id: int, record: CustomerRecord, met: Several | None = None
) -> None:
    """File the addresses of a customer besides its own."""
    found = met.addresses(record.addresses) if met else record.addresses
    own = tuple(getattr(record, column) for column in PLACE)
    _put(desk, customer_id, None, [one for one in found if not one.is_in(own)], met)


def file_photos(
    desk: Desk,
    customer_id: int,
    person_id: int | None,
    photos: tuple[PhotoRecord, ...],
    *,
    known: bool = False,
) -> None:
    """File pictures as they came, each once; ``known`` where the book may have them."""
    if not photos:
        return
    have: set[str] = set()
    if known:
        mine = desk.work.find(t.Photo, customer_id=customer_id, person_id=person_id)
        have = {_picture(photo.value) for photo in mine}
    for one in photos:
        if _picture(one.value) not in have:
            have.add(_picture(one.value))
            owner = {"customer_id": customer_id, "person_id": person_id}
            desk.later(t.Photo, {**owner, "head": one.head, "value": one.value})


def _picture(value: str) -> str:
    """What makes two pictures one, whichever version of vCards wrote them."""
    return value.partition(",")[2] if value.lower().startswith("data:") else value


def name_columns(parts: NameParts) -> dict[str, str]:
    """The parts of a name as the book's columns, where there are any."""
    if not any(parts):
        return {}
    return {column: getattr(parts, part) for column, part in NAME_COLUMNS.items()}


def _own(
    desk: Desk, customer_id: int, record: PersonRecord, found: Iterable[AddressRecord]
) -> tuple[str, ...]:
    """The customer's own address, once it has taken what is the firm's of those found."""
    account = desk.book.by_row.get(customer_id)
    if account is not None and account.new:
        return _place_of(account)
    row = desk.work.get(t.Customer, customer_id)
    for address in _of_the_firm(record, found):
        if _fits(tuple(getattr(row, column) for column in PLACE), address):
            for column, value in zip(PLACE, address.place, strict=True):
                setattr(row, column, value)
    return tuple(getattr(row, column) for column in PLACE)


def _of_the_firm(record: PersonRecord, found: Iterable[AddressRecord]) -> list[AddressRecord]:
    """Addresses that may be the customer's own, the likeliest first."""
    at_work = [one for one in found if fold(one.label).rstrip(".") in AT_WORK]
    alone = record.customer_name == record.name
    return [*at_work, *(one for one in found if alone and one not in at_work)]


def _fits(own: tuple[str, ...], address: AddressRecord) -> bool:
    """Whether an address fills what a customer has of its own, and contradicts nothing of it."""
    both = list(zip(own, address.place, strict=True))
    return all(not mine or fold(mine) == fold(theirs) for mine, theirs in both) and any(
        theirs and not mine for mine, theirs in both
    )


def _put(
    desk: Desk,
    customer_id: int,
    person_id: int | None,
    found: list[AddressRecord],
    met: Several | None,
) -> None:
    have: set[tuple[str, ...]] = set()
    if found and met:
        mine = desk.work.find(t.Address, customer_id=customer_id, person_id=person_id)
        have = {_folded(tuple(getattr(one, column) for column in PLACE)) for one in mine}
    for one in found:
        place = _folded(one.place)
        if place not in have and (met is None or met.came_in(person_id, one)):
            have.add(place)
            owner = {"customer_id": customer_id, "person_id": person_id, "label": one.label}
            desk.later(t.Address, owner | dict(zip(PLACE, one.place, strict=True)))


def _folded(place: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, place))

"""Who is meant by a record of an import: which customer, person, or sale of the book or of the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...domain.duplicates.company_names import bare
from ...interchange.gathering.places import Places
from ...interchange.reading.packed import told
from ...interchange.reading.records import (
    CustomerRecord,
    FollowupRecord,
    Parsed,
    PersonRecord,
    SaleRecord,
    TouchRecord,
)
from ...wording import fold
from ..changes.said import route_key
from ..known.looking_up import LookingUp
from ..known.recognise import CUSTOMER, PERSON, SALE, Known, same_name

if TYPE_CHECKING:
    from ...storage.book.work import Work

OWNER = "SELECT customer_id FROM sales WHERE id = ?"
Event = SaleRecord | TouchRecord | FollowupRecord


class WhoIsMeant:
    """What the steps of an import ask of the book and of the file; ``Desk`` fills in what they are."""

    work: Work
    parsed: Parsed
    book: LookingUp

    def __init__(self) -> None:
        self._present: dict[str, Places] = {}

    def refuse(self, line: int, reason: str) -> None:
        """A record, or a part of it, could not be taken."""
        raise NotImplementedError

    def is_present(self, entity: str, external_id: str) -> bool:
        """Whether a row of this file bears this id."""
        if entity not in self._present:
            records = self.parsed.people if entity == PERSON else self.parsed.customers
            self._present[entity] = Places()
            for line, number in told(records, "line", "external_id"):
                self._present[entity].put(line, number)
        return self._present[entity].get(external_id) is not None

    def times_named(self, name: str) -> int:
        """How many customers of this file bear a name."""
        return self._names_of_file.get(fold(name)) or 0

    @cached_property
    def _names_of_file(self) -> Places:
        names = Places()
        for (name,) in told(self.parsed.customers, "name"):
            folded = fold(name)
            names.put((names.get(folded) or 0) + 1, folded)
        return names

    def is_way_of(self, record: CustomerRecord, key: str) -> bool:
        """Whether this file reaches a customer, or somebody there, by a number or an address."""
        whose = record.external_id
        return (
            any(route_key(one) == key for one in record.routes) or hash((whose, key)) in self._ways
        )

    @cached_property
    def _ways(self) -> set[int]:
        """Whose people are reached how, as hashes: a large file tells of a hundred thousand."""
        return {
            hash((person.customer_external_id, route_key(one)))
            for person in self.parsed.people
            for one in person.routes
        }

    def earlier_names(self, customer_id: int) -> frozenset[str]:
        """What a customer was called before a file gave them another name, as names are compared."""
        return frozenset(bare(name) for name in self.book.earlier.get((CUSTOMER, customer_id), ()))

    def row(self, table: Any, row_id: int) -> Any | None:
        """A row that is in the book still; None for one that the rep removed, or of this file."""
        found = self.work.find(table, id=row_id) if row_id else []
        return found[0] if found else None

    def account(self, record: PersonRecord | Event) -> Known | None:
        """The customer that a record refers to: by the program's id, or else by name.

        What names nobody but a person, belongs to the customer of that person.
        """
        by_id = self.book.by_id.get(record.customer_external_id) or self._persons(record)
        if by_id is not None or not record.customer_name:
            return by_id
        namesakes = self.book.by_name[fold(record.customer_name)]
        if record.customer_external_id:
            alone = len(namesakes) == 1 and namesakes[0].unnumbered
            return namesakes[0] if alone else same_name(namesakes)
        return next((one for one in namesakes if one.own), next(iter(namesakes), None))

    def _persons(self, record: PersonRecord | Event) -> Known | None:
        if isinstance(record, PersonRecord) or record.customer_external_id:
            return None
        if record.customer_name not in ("", record.person_name):
            return None
        person = self.book.origins.get((PERSON, record.person_external_id), 0)
        return self.book.by_row.get(self.book.person_of.get(person, 0))

    def owner(self, record: PersonRecord | Event) -> Known | None:
        """The customer that a record refers to; a record that names none is refused."""
        account = self.account(record)
        if account is None:
            self.refuse(record.line, "names no customer")
        return account

    def person(self, customer_id: int, record: Event) -> int | None:
        """The person whom a record names, if they are at that customer."""
        by_id = self.book.origins.get((PERSON, record.person_external_id))
        if by_id is not None and self.book.person_of.get(by_id) == customer_id:
            return by_id
        named = self.book.people.get((customer_id, fold(record.person_name)))
        return named[0].id if record.person_name and named else None

    def sale(self, customer_id: int, external_id: str) -> int | None:
        """The sale that a record names by number, if it is that customer's."""
        sale_id = self.book.origins.get((SALE, external_id)) if external_id else None
        found = self.work.book.row(OWNER, (sale_id,)) if sale_id else None
        return sale_id if found and found[0] == customer_id else None


def names_its_own(parsed: Parsed, is_present: Callable[[str, str], bool]) -> bool:
    """Whether each event is of a customer of the file, by its id, and of nobody or of a person there by that name.

    A file of leads that became somebody is not asked: their row may be another's.
    """
    people = Places()
    for customer, name, became in told(parsed.people, "customer_external_id", "name", "became"):
        if became is not None:
            return False
        people.put(0, customer, fold(name))
    return all(
        customer
        and is_present(CUSTOMER, customer)
        and (not name or people.get(customer, fold(name)) is not None)
        for events in (parsed.sales, parsed.touches, parsed.followups)
        for customer, name in told(events, "customer_external_id", "person_name")
    )

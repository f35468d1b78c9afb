"""Who is meant by a record of an import: which customer, person, or sale of the book or of the file."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...domain.duplicates.company_names import bare
from ...interchange.reading.records import (
    FollowupRecord,
    Parsed,
    PersonRecord,
    SaleRecord,
    TouchRecord,
)
from ...wording import fold
from ..known.recognise import CUSTOMER, PERSON, SALE, Known, Recognised, same_name

if TYPE_CHECKING:
    from ...storage.book.work import Work

Event = SaleRecord | TouchRecord | FollowupRecord


class WhoIsMeant:
    """What the steps of an import ask of the book and of the file; ``Desk`` fills in what they are."""

    work: Work
    parsed: Parsed
    book: Recognised

    def __init__(self) -> None:
        self._sale_owners: dict[int, int] | None = None
        self._ids: dict[str, defaultdict[int, list[str]]] = {}
        self._present: dict[str, frozenset[str]] = {}

    def refuse(self, line: int, reason: str) -> None:
        """A record, or a part of it, could not be taken."""
        raise NotImplementedError

    def ids_of(self, entity: str, row_id: int) -> list[str]:
        """The ids by which this program's files knew a row before this one."""
        if entity not in self._ids:
            self._ids[entity] = defaultdict(list)
            for (sort, external_id), known in self.book.origins.items():
                if sort == entity and known:
                    self._ids[entity][known].append(external_id)
        return self._ids[entity].get(row_id, [])

    def present(self, entity: str) -> frozenset[str]:
        """The ids that the rows of this file bear."""
        if entity not in self._present:
            records = self.parsed.people if entity == PERSON else self.parsed.customers
            self._present[entity] = frozenset(record.external_id for record in records)
        return self._present[entity]

    @cached_property
    def names_of_file(self) -> Counter[str]:
        """How many customers of this file bear a name."""
        return Counter(fold(record.name) for record in self.parsed.customers)

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
            return same_name(namesakes)
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
        if self._sale_owners is None:
            self._sale_owners = dict(self.work.book.rows("SELECT id, customer_id FROM sales"))
        sale_id = self.book.origins.get((SALE, external_id)) if external_id else None
        return sale_id if sale_id and self._sale_owners.get(sale_id) == customer_id else None

"""What is asked of the book for some records of an import, so that it is looked up in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...interchange.reading.records import (
    CustomerRecord,
    FollowupRecord,
    LostRecord,
    PersonRecord,
    SaleRecord,
    TouchRecord,
)
from ...wording import fold
from .recognise import BECAME, CUSTOMER, EVENTS, PERSON, REFERRED, SALE

Record = CustomerRecord | PersonRecord | SaleRecord | TouchRecord | FollowupRecord | LostRecord


@dataclass(slots=True)
class Asked:
    """Another program's ids by the sort of row, and folded names of customers and of people."""

    ids: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    customers: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def id(self, external_id: str | None, *entities: str) -> None:
        """Ask for a row by its id."""
        if external_id:
            for entity in entities:
                self.ids[entity].add(external_id)

    def account(self, record: PersonRecord | SaleRecord | TouchRecord | FollowupRecord) -> None:
        """Ask for the customer that a record names."""
        self.id(record.customer_external_id, CUSTOMER, REFERRED)
        if record.customer_name:
            self.customers.add(fold(record.customer_name))


def asked_of(records: Iterable[Record]) -> Asked:
    """All that filing these records asks of the book."""
    asked = Asked()
    for record in records:
        if isinstance(record, CustomerRecord):
            asked.id(record.external_id, CUSTOMER, REFERRED)
            asked.customers.add(fold(record.name))
        elif isinstance(record, PersonRecord):
            asked.id(record.external_id, PERSON, BECAME)
            asked.id(record.became, PERSON, BECAME)
            asked.account(record)
            asked.people.add(fold(record.name))
        elif isinstance(record, LostRecord):
            asked.id(record.external_id, SALE)
        else:
            _of_event(asked, record)
    return asked


def _of_event(asked: Asked, record: SaleRecord | TouchRecord | FollowupRecord) -> None:
    if isinstance(record, SaleRecord):
        asked.id(record.external_id, SALE)
    else:
        asked.id(record.external_id, *EVENTS)
    if isinstance(record, FollowupRecord):
        asked.id(record.sale_external_id, SALE)
    asked.id(record.person_external_id, PERSON)
    asked.account(record)
    if record.person_name:
        asked.people.add(fold(record.person_name))

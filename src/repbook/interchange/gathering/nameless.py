"""Customers of whom rows tell a number and no name, in a table that names others: another row names them, or their person."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ..reading.records import PersonRecord, SaleRecord
from .collected import Records

Of = TypeVar("Of", PersonRecord, SaleRecord)


def name_after_people(found: Records) -> None:
    """Call each customer without a name as another row of its number does, else as the first person of that number."""
    names = _told(found)

    def named(one: Of) -> Of:
        if one.customer_name or one.customer_external_id not in names:
            return one
        return replace(one, customer_name=names[one.customer_external_id])

    found.people.change(named)
    found.sales.change(named)


def _told(found: Records) -> dict[str, str]:
    """Names by number: those of customers count most, then of firms that rows of people or sales name, then of people."""
    firms: dict[str, str] = {}
    people: dict[str, str] = {}
    for person in found.people.all():
        if person.customer_name:
            firms.setdefault(person.customer_external_id, person.customer_name)
        people.setdefault(person.customer_external_id, person.name)
    for sale in found.sales.all():
        if sale.customer_name:
            firms.setdefault(sale.customer_external_id, sale.customer_name)
        if sale.person_name:
            people.setdefault(sale.customer_external_id, sale.person_name)
    customers = {one.external_id: one.name for one in found.customers.all()}
    return people | firms | customers

"""Whose sale or activity a row tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...wording import fold
from ..mapping.row_reading import NAME, Row
from ..plain.firm_or_person import shown_by_odoo
from ..reading.records import CustomerRecord, PersonRecord
from ..sales.sale_words import SALES

MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NO_NAME = re.compile(r"@\S+|[^a-zA-Z\u00c0-\uffff]+")
"""What stands in a column of contacts and is no name: a number, or what somebody is called elsewhere."""
WITH_MAIL = re.compile(r"(.+?) \([^()\s]+@[^()\s]+\)")


@dataclass(frozen=True, slots=True)
class Whose:
    """A customer and a person, each by name, by the program's id, or by both."""

    customer_name: str
    customer_id: str
    person_name: str
    person_id: str

    @property
    def key(self) -> str:
        """What stands for the customer in a hash."""
        return self.customer_name or self.customer_id or self.person_id


def of_nobody(row: Row, rows: Iterable[Row]) -> bool:
    """Whether a sale is told of "Walk-in customer", and of no way to reach them."""
    names = [fold(text) for field in ("company", "person") for text in row.texts(field)]
    if not names or not all(name in SALES.NOBODY for name in names):
        return False
    return not any(way for one in rows for way in one.routes())


def whose(row: Row, customer: CustomerRecord | None, person: PersonRecord | None) -> Whose | None:
    """The customer and person of a row: those that it made itself, else those that it names.

    A row that names a person and no firm belongs to a customer of the person's name. None where it
    names nobody.
    """
    name, name_id = row.text("company", NAME), row.text("company id")
    who, who_id = row.text("person", NAME), row.text("person id")
    named = WITH_MAIL.fullmatch(who)
    if named:  # as HubSpot writes whom a deal belongs to
        who = named[1]
        row.keep_all("person")
    elif MAIL.fullmatch(who) or (name and NO_NAME.fullmatch(who)):  # nobody is called so
        who = ""
        row.keep_all("person")
    if row.layout.profile.id.startswith("odoo.") and not who:
        name, who = shown_by_odoo(name)
    if person:
        who, who_id = person.name, person.external_id
        name, name_id = person.customer_name, person.customer_external_id
    if customer:
        name, name_id = customer.name, customer.external_id
    if not (name or name_id or who or who_id):
        return None
    return Whose(name or ("" if name_id else who), name_id, who, who_id)

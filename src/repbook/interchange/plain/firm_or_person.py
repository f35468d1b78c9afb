"""What a row makes, and what of it is the firm's and what the person's, where it tells of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...domain.duplicates.company_names import COMPANIES, is_of_firm
from ...domain.duplicates.shared_reach import is_office
from ...domain.spine.kinds import RouteKind
from ...wording import fold
from ..columns.column_values import is_somebody
from ..mapping.layout import STANDS
from ..mapping.record_words import WORDS
from ..mapping.row_reading import Row
from ..programs.profiles import PLAIN
from ..reading.records import (
    CustomerRecord,
    FollowupRecord,
    PersonRecord,
    RouteRecord,
    SaleRecord,
    Standing,
    TouchRecord,
)
from .standings import is_inactive

ODOO = "odoo.partner"
SLOTS = {"deal": "sale", "own touch": "activity", "own follow-up": "activity"}
Rows = Mapping[str, Row]
PEC = "PEC"
"""How an address is labelled that Italian firms have by law."""


@dataclass(slots=True)
class Made:
    """The records of one row."""

    customer: CustomerRecord | None = None
    person: PersonRecord | None = None
    sale: SaleRecord | None = None
    activity: TouchRecord | FollowupRecord | None = None
    next: FollowupRecord | None = None
    called: str = ""
    """The name under which a list of people has the customer, if it is a firm's."""

    def of(self, kind: str) -> object:
        """The record of a kind of the profile's, or None."""
        return getattr(self, SLOTS.get(kind, kind))

    def give(self, slots: tuple[str, ...], kept: dict[str, str]) -> None:
        """Put what no column maps with the first record that there is, in the order of ``slots``."""
        for slot in slots:
            record = getattr(self, slot)
            if record is not None:
                if kept or record.extra:
                    setattr(self, slot, replace(record, extra=kept))
                return


def is_firm(rows: Rows) -> bool | None:
    """Whether a partner of Odoo's is a firm; where no column says it, whoever belongs to no other is one."""
    person = rows.get("person")
    if person and person.has("is company"):
        said = fold(person.text("is company"))
        known = said in WORDS.IS_FIRM or said in WORDS.IS_PERSON
        firm = said in WORDS.IS_FIRM if known else person.flag("is company")
        contact = person.text("first name") or person.text("last name") or _contact(rows)
        return None if firm and contact and person.text("company") else firm
    if person and person.layout.profile.id == ODOO:
        return not (person.text("company") or shown_by_odoo(person.text("name"))[1])
    return None


def shown_by_odoo(name: str) -> tuple[str, str]:
    """Firm and person of "Ridge Bikes, Cleo Hart", as Odoo shows a person of a firm."""
    firm, _, who = name.partition(", ")
    legal = fold(who).replace(".", "") in COMPANIES.LEGAL_FORMS
    return (name, "") if legal or not who else (firm, who)


def _contact(rows: Rows) -> str:
    """Whom a firm's row names beside the firm, where the firm's name has a column of its own before that."""
    person, customer = rows["person"], rows.get("customer")
    firms, names = (row.columns.get("name", ()) if row else () for row in (customer, person))
    return person.text("name") if firms and firms[0] not in names else ""


def names_itself(row: Row, person: PersonRecord) -> bool:
    """Whether a row gives the name of its firm in place of a contact's, and tells of nobody there."""
    firm = person.customer_name
    if not person.customer_external_id and "company" not in row.columns:
        return False  # who has no firm bears their customer's name
    name = row.text("name")
    if not name or not (name == firm or (firm and name.startswith(f"{firm} ("))):
        return False
    if not row.text("company") and not person.customer_external_id:
        return False  # who has no firm bears their customer's name
    told = any(map(row.text, ("first name", "last name", "role", "prefix")))
    return not told and not is_somebody(name)


def is_firms(row: Row, person: PersonRecord) -> bool:
    """Whether a name in a list of people, who have no firm there, is that of a firm."""
    profile = row.layout.profile
    if profile.leads or not profile.id.startswith(PLAIN):
        return False
    alone = person.customer_name in ("", person.name) and not person.customer_external_id
    if not alone or person.dates or person.role or row.has("first name") or row.has("last name"):
        return False
    return not is_somebody(person.name) and is_of_firm(person.name)


def share_out(made: Made) -> None:
    """Of a firm and its contact in one row: addresses and telephones are the firm's, their own ways the contact's."""
    customer, person = made.customer, made.person
    if not customer or not person or person.name == customer.name:
        return
    own = tuple(one for one in person.routes if _is_own(one))
    made.customer = replace(
        customer, routes=tuple(one for one in customer.routes if one not in own)
    )
    made.person = replace(person, routes=own, addresses=(), note="")


def give_offices(made: Made) -> None:
    """The mailbox of an office is its firm's, though the row names somebody there."""
    customer, person = made.customer, made.person
    if not customer or not person or person.name == customer.name:
        return
    theirs = tuple(one for one in person.routes if _is_office(one))
    if not theirs:
        return
    made.person = replace(person, routes=tuple(one for one in person.routes if one not in theirs))
    new = tuple(one for one in theirs if one not in customer.routes)
    made.customer = replace(customer, routes=(*customer.routes, *new))


def _is_office(route: RouteRecord) -> bool:
    return route.kind is RouteKind.EMAIL and (is_office(route.value) or route.label == PEC)


def _is_own(route: RouteRecord) -> bool:
    mail = route.kind is RouteKind.EMAIL and not _is_office(route)
    return mail or route.kind is RouteKind.MOBILE


def heed_inactive(rows: Rows, made: Made) -> None:
    """A customer that a row calls inactive is one no more; said of one of its people it stays with them."""
    customer, person = made.customer, made.person
    row = rows.get("customer") or rows.get("person")
    if not (row and (customer or person)) or row.layout.profile.guarded:
        return
    if not row.may_tell("status", "is active", "is inactive"):
        return
    said = row.every("status")
    off = row.flag("is active") is False or row.flag("is inactive") is True
    who = customer or person
    off &= who is not None and who.standing is Standing.CUSTOMER
    if not off and not is_inactive(*said):
        return
    if customer is None:
        if person and person.customer_name in ("", person.name) and not person.customer_external_id:
            # Who has no firm is the customer.
            made.person = replace(person, standing=Standing.FORMER)
        return
    of_people = not rows.keys() >= {"customer", "person"} or bool(
        rows["person"].columns.keys() & {"status", *STANDS}
    )
    if person is None or person.name == customer.name or not of_people:
        words = ", ".join(dict.fromkeys((*said, *["inactive"] * off)))
        made.customer = replace(customer, standing=Standing.FORMER, status=words)
    elif "status" in rows["person"].columns:
        made.customer = replace(customer, status="")
        rows["person"].keep_all("status")

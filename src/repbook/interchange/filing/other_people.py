"""The second person of a row and those after, in columns of their own or in one cell: each at the customer of the first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...domain.shown.name_parts import NO_PARTS, addressed
from ...domain.spine.kinds import RouteKind
from ...wording import clean, fold
from ..columns.column_values import is_somebody
from ..gathering.collected import Records
from ..mapping.cells import many_lines
from ..mapping.judged_columns import Judged
from ..mapping.layout import Layout
from ..mapping.reach_cells import route
from ..mapping.record_words import WORDS
from ..mapping.row_identity import stable_id
from ..mapping.row_reading import Row
from ..programs.profiles import squeezed
from ..reading.records import CustomerRecord, PersonRecord
from ..reading.table_lines import Line
from .customer_records import make_customer
from .person_records import make_person

BETWEEN = re.compile(r"\s*(?:;|\n|\r|\|)\s*|\s+(?:/|&|\+|and|und|et)\s+")
"""What stands between the names of a cell that holds several: "Bo Ek / Ann Lee"."""
COMMAS = re.compile(rf"\s*,\s*|{BETWEEN.pattern}")
"""And where each is told what they are, or the heading is one of several."""
WHOLE = re.compile(r"[^\W\d_][^\d;|]*\s[^\d;|]*[^\W\d_]\.?")
"""A name of two words at the least."""
NAMED = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
WITH_ROLE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<role>[^\W\d_][^()@\d]*)\)")
"""A person, and what they are: "Jo Harlow (owner)"."""
WITH_NUMBER = re.compile(
    r"(?P<name>[^()\d+]+?)[ ,:]*\(?(?P<number>[+0][0-9 ()/.-]{5,}[0-9]|\(?[2-9][0-9]{2}[ )./-]+[0-9]{3}[ .-][0-9]{4})\)?"
)
"""A person, and their number: "Karl Adler (0731 555101)"."""
WITH_MAIL = re.compile(r"\"?(?P<name>[^<>\"@]+?)\"? *<(?P<mail>[^<>@\s]+@[^<>@\s]+)>")
"""As mail programs write somebody: "Ann Lee <ann@lee.example>"."""


@dataclass(frozen=True, slots=True)
class Other:
    """A further person of a row; where their columns name nobody, what these hold, by heading."""

    person: PersonRecord | None
    nobody: Mapping[str, str] = field(default_factory=dict)


class OtherRow:
    """One row after the other as the person sees it whom ``layout`` finds there."""

    def __init__(self, layout: Layout, judged: Judged, found: Records) -> None:
        self._row = Row("person", layout, judged, found.problems)
        named = layout.columns.get("customer")
        self._firm = Row("customer", layout, judged, []) if named else None
        columns = self._row.columns
        whose = {place for name in ("company", "company id") for place in columns.get(name, ())}
        self._own = {place for at in columns.values() for place in at} - whose

    def read(self, line: Line) -> Other | None:
        """The person, or None where the row holds nothing of them."""
        row, firm = self._row, self._firm
        row.at(line)
        header = row.layout.header
        held = {header[place]: many_lines(line.cells[place], plain=True) for place in self._own}
        held = {name: cell for name, cell in held.items() if cell}
        if not held:
            return None
        customer = None
        if firm:
            firm.at(line)
            customer = make_customer(firm)
            firm.problems.clear()  # they are told of the row's own customer
        person = make_person(row, customer)
        if person is None:
            return Other(None, held)
        return Other(replace(person, extra=row.passed_over()))


def at_customer(
    person: PersonRecord, customer: CustomerRecord | None, first: PersonRecord | None
) -> PersonRecord:
    """A further person, who belongs where the first does."""
    if customer:
        name, number = customer.name, customer.external_id
    elif first:
        name, number = first.customer_name, first.customer_external_id
    else:
        return person
    return replace(person, customer_name=name, customer_external_id=number)


def in_one_cell(row: Row, person: PersonRecord) -> tuple[PersonRecord, ...]:
    """The people of a cell that names several; who else is told of in the row is the first of them.

    As many e-mail addresses as names are given to each theirs.
    """
    column = next((at for at in row.columns.get("name", ()) if row.cells[at].strip()), -1)
    cell = row.cells[column].strip() if column >= 0 else ""
    if not cell or person.customer_name in ("", person.name):
        return (person,)
    heading = row.layout.header[column]
    numbered = WITH_NUMBER.fullmatch(cell)
    if numbered and not person.name.startswith("+"):
        return (_with_route(person, RouteKind.PHONE, numbered["name"], numbered["number"]),)
    written = WITH_MAIL.fullmatch(cell)
    if written:
        return (_with_route(person, RouteKind.EMAIL, written["name"], written["mail"]),)
    told = [_with_role(part) for part in _parted(cell, heading)]
    if len(told) < 2:
        return tuple(_in_its_role(person, *one, heading) for one in told) or (person,)
    names = [addressed(clean(name)) for name, _ in told]
    if not all(map(WHOLE.fullmatch, names)):
        return (person,)
    mails = [one for one in person.routes if one.kind is RouteKind.EMAIL]
    each = mails if len(mails) == len(names) else [*mails[:1], *[None] * len(names)]
    rest = tuple(one for one in person.routes if one not in mails or each is not mails)
    made = [
        PersonRecord(
            line=person.line,
            external_id=stable_id(name, person.customer_name, mail.value if mail else ""),
            customer_name=person.customer_name,
            customer_external_id=person.customer_external_id,
            name=name,
            role=role,
            routes=(mail,) if mail and each is mails else (),
            standing=person.standing,
        )
        for (_, role), name, mail in zip(told, names, each, strict=False)
    ]
    first = replace(
        person,
        name=names[0],
        role=person.role or told[0][1],
        external_id=made[0].external_id
        if person.external_id.startswith("#")
        else person.external_id,
        routes=(*made[0].routes, *rest),
        parts=NO_PARTS,
    )
    return (first, *made[1:])


def _with_route(person: PersonRecord, kind: RouteKind, name: str, way: str) -> PersonRecord:
    made = route(kind, way)
    routes = (*person.routes, made) if made and made not in person.routes else person.routes
    return replace(person, name=addressed(clean(name)), routes=routes, parts=NO_PARTS)


def _parted(cell: str, heading: str) -> list[str]:
    """The parts of a cell of names: at commas as well where several are meant."""
    if "," in cell:
        parts = [part for part in COMMAS.split(cell) if part]
        if any(map(WITH_ROLE.fullmatch, parts)) or squeezed(heading) in WORDS.OF_SEVERAL:
            return parts
        if all(WHOLE.fullmatch(part) and is_somebody(part) for part in parts):
            return parts  # "Sven Tamm, Ute Brand"
    return [part for part in BETWEEN.split(cell) if part]


def _with_role(part: str) -> tuple[str, str]:
    found = WITH_ROLE.fullmatch(part.strip())
    return (found["name"], found["role"].strip()) if found else (part, "")


def _of_contacts(heading: str) -> bool:
    """Whether a heading is of contacts; what an address book shows as a name is one as it is."""
    contact = WORDS.CONTACT_WORDS & set(re.split(r"[\W_]+", fold(heading)))
    return bool(contact) or squeezed(heading) in WORDS.OF_SEVERAL


def _in_its_role(person: PersonRecord, name: str, role: str, heading: str) -> PersonRecord:
    """The one person of a cell that tells what they are, where it is one of contacts."""
    told = NAMED.fullmatch(name) and person.name.endswith(f"({role})")
    if not role or person.role or not told or not _of_contacts(heading):
        return person
    return replace(person, name=addressed(clean(name)), role=role, parts=NO_PARTS)

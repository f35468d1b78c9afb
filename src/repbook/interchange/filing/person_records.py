"""A row as a person at a customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...domain.duplicates.company_names import is_bare_of
from ...domain.duplicates.shared_reach import is_office
from ...domain.shown.name_parts import NO_PARTS, NameParts, addressed, cut, family_first
from ...domain.spine.kinds import DateKind, RouteKind
from ...wording import fold
from ..columns.beside_columns import FULL
from ..mapping.address_cells import addresses
from ..mapping.birth_days import day_of_year, kind_of
from ..mapping.cells import as_flag
from ..mapping.reach_cells import PARTS, routes
from ..mapping.record_words import WORDS
from ..mapping.row_identity import stable_id
from ..mapping.row_reading import NAME, Row
from ..mapping.written_days import EMPTY, NoDay, is_day
from ..plain.firm_or_person import ODOO, shown_by_odoo
from ..plain.standings import stands
from ..programs.profiles import squeezed
from ..reading.records import (
    AddressRecord,
    CustomerRecord,
    DateRecord,
    PersonRecord,
    RouteRecord,
    Standing,
)

DO_NOT_CALL = "Do not call."
DO_NOT_CONTACT = "Do not contact."
AGREEING = ("no newsletter", "newsletter", "status")
"""The fields that tell whether somebody agreed to be written to."""
DAYS = ("birthday", "anniversary", "date", "birth year", "birth month", "birth day")


def make_person(row: Row, customer: CustomerRecord | None) -> PersonRecord | None:
    """The person of a row, or None where it names nobody.

    ``customer`` is the customer that the same row made. A person without a name and a firm takes the local part of
    the e-mail address, but for a mailbox of an office (info@), which is nobody's own; one without any customer gets
    a customer of the same name.
    """
    reached = routes((*row.routes(), *(_websites(row) if row.may_tell("website") else ())))
    parts = _parts(row)
    company, company_id = row.text("company", NAME), row.text("company id")
    name = _name(row, parts, reached, firm=bool(customer or company))
    if not name:
        return None
    if row.layout.profile.id == ODOO and not (customer or company or company_id):
        company = shown_by_odoo(name)[0] if shown_by_odoo(name)[1] else ""
    if customer:
        company, company_id = customer.name, customer.external_id
    if name and row.has("first name") and is_bare_of(name, company):
        name = row.cut(" ".join(filter(None, parts[1:4])), NAME, "name")  # it shows the firm's
        if not name:
            return None
    if company and name.startswith(f"{company}, "):
        name = name[len(company) + 2 :]  # as Odoo shows a person of a firm
        parts = NO_PARTS
    first_mail = next((one.value for one in reached if one.kind is RouteKind.EMAIL), "")
    note = row.note("note")
    at_all = False
    if row.flag("do not call"):
        at_all = _not_at_all(row)
        note = "\n".join(filter(None, (note, DO_NOT_CONTACT if at_all else DO_NOT_CALL)))
    return PersonRecord(
        line=row.line,
        external_id=row.text("id") or stable_id(name, company or company_id, first_mail),
        customer_name=company or ("" if company_id else name),
        customer_external_id=company_id,
        name=name,
        role=_role(row),
        main=bool(row.flag("main")),
        note=note,
        newsletter=False if at_all else _newsletter(row),
        routes=reached,
        dates=tuple(_dates(row)) if row.may_tell(*DAYS) else (),
        personal=tuple(_personal(row)) if row.may_tell("personal") else (),
        parts=parts,
        addresses=addresses(row),
        standing=stands(row),
    )


def _not_at_all(row: Row) -> bool:
    """Whether who is not to be called is not to be written to either, by the heading that says so."""
    heads = (row.layout.header[column] for column in row.columns.get("do not call", ()))
    return any(squeezed(head) in WORDS.NO_CONTACT for head in heads)


def _newsletter(row: Row) -> bool | None:
    """Whether somebody agreed to be written to; a no in any of the columns is one, and so is the day of it.

    Words and days stay with the row: they say more than yes and no.
    """
    if not row.may_tell(*AGREEING):
        return None
    agreed: set[bool | None] = set()
    for field in AGREEING:
        for column in row.columns.get(field, ()):
            said = fold(row.cells[column])
            flag = as_flag(said)
            if field == "no newsletter":
                day = flag is None and said not in EMPTY and any(map(str.isdigit, said))
                agreed |= {False} if flag or day else set()
            elif field == "newsletter":
                agreed.add(flag)
            agreed |= {False} if said in WORDS.UNSUBSCRIBED else set()
            agreed |= {True} if said in WORDS.SUBSCRIBED and field == "newsletter" else set()
            if said and flag is None and field != "status":
                row.keep(column)
    return False if False in agreed else True if True in agreed else None


def as_lead(row: Row, person: PersonRecord) -> PersonRecord:
    """A row of leads: the person that a converted one has become, else somebody who has not bought."""
    became = row.text("became")
    account = row.text("became account")
    converted = bool(became or account or row.flag("converted")) or (
        fold(row.text("status")) in WORDS.CONVERTED
    )
    if not converted:
        return replace(person, standing=Standing.PROSPECT)
    return replace(
        person,
        standing=Standing.CUSTOMER,
        became=became,
        customer_external_id=account or person.customer_external_id,
    )


def with_the_rest(customer: CustomerRecord, row: Row) -> CustomerRecord:
    """A customer of a row that names no person: the ways to reach somebody are the firm's own then."""
    reached = routes(row.routes())
    further = tuple(one for one in reached if one not in customer.routes)
    return replace(
        customer,
        routes=(*customer.routes, *further),
        note="\n".join(dict.fromkeys(filter(None, (customer.note, row.note("note"))))),
        website=customer.website or row.text("website"),
    )


def as_firm(person: PersonRecord) -> CustomerRecord:
    """The firm that a row calls by its name where others have that of a person."""
    own, *others = person.addresses or (AddressRecord(),)
    return CustomerRecord(
        line=person.line,
        external_id=person.external_id,
        name=person.name,
        street=own.street,
        city=own.city,
        region=own.region,
        postcode=own.postcode,
        country=own.country,
        note=person.note,
        routes=person.routes,
        addresses=tuple(others),
        standing=person.standing,
    )


def make_firm(row: Row) -> CustomerRecord | None:
    """The firm of a row in an address book that names no person: a customer of its own."""
    name = row.text("company", NAME)
    if not name:
        return None
    own, *others = addresses(row) or (AddressRecord(),)
    return CustomerRecord(
        line=row.line,
        external_id=row.text("company id") or stable_id(name, ""),
        name=name,
        website=row.text("website"),
        street=own.street,
        city=own.city,
        region=own.region,
        postcode=own.postcode,
        country=own.country,
        note=row.note("note"),
        routes=routes(row.routes()),
        addresses=tuple(others),
        standing=stands(row),
    )


def _name(row: Row, parts: NameParts, reached: tuple[RouteRecord, ...], *, firm: bool) -> str:
    """What somebody is called; where a firm is named and nobody else, an address is the firm's."""
    name = row.text("name", NAME)
    if not name and is_day(parts.given or parts.family):
        return ""  # what is left of a row that was torn
    if not name:
        named: tuple[str, ...] = (parts.given, parts.middle, parts.family)
        if family_first(parts.family + parts.given):
            named = (parts.family, parts.given, parts.middle)
        elif parts.given and parts.family.startswith(f"{parts.given} "):
            named = (parts.family,)  # a last name that is the whole name
        name = row.cut(" ".join(filter(None, named)), NAME, "name")
    elif name == parts.family and parts.given:
        name = row.cut(" ".join(filter(None, parts[1:4])), NAME, "name")
    else:
        _keep_other_parts(row, name)
        name = addressed(name)
    if "@" in name and " " not in name:
        return "" if is_office(name) else name.partition("@")[0] or name
    if name:
        return name
    if firm:
        return ""
    mails = (one.value for one in reached if one.kind is RouteKind.EMAIL)
    own = (mail for mail in mails if not is_office(mail))
    return next(own, "").partition("@")[0]


def _role(row: Row) -> str:
    """What somebody is there; a "Title" of "Mr." is no job, and stays with the row."""
    said = row.text("role", NAME)
    if not said or fold(said) not in WORDS.SALUTATIONS or not _is_titled(row):
        return said
    row.keep_all("role")
    return ""


def _is_titled(row: Row) -> bool:
    """Whether a job may be a title before the name: it has a heading such as "Titre"."""
    header = row.layout.header
    return any("tit" in header[column].casefold() for column in row.columns.get("role", ()))


def _keep_other_parts(row: Row, name: str) -> None:
    """Parts of a name that the whole name does not hold stay with the row."""
    whole = fold(name)
    for part in ("first name", "middle name", "last name"):
        for column in row.columns.get(part, ()):
            said = row.cells[column].strip()
            if said and fold(said) not in whole:
                row.keep(column)


def _parts(row: Row) -> NameParts:
    """The parts of the name that have columns of their own, or that a whole name says outright.

    What stands before and behind a name is no part of it as it is shown, and stays with the row as well.
    """
    before = ""
    if row.may_tell("prefix", "suffix"):
        before = " ".join(said for said in row.every("prefix") if fold(said) not in WORDS.IS_FIRM)
        for field in ("prefix", "suffix"):
            row.keep_all(field)
    fields = ("first name", "middle name", "last name", "suffix")
    parts = NameParts(before[:NAME], *(row.text(field)[:NAME] for field in fields))
    if before and any(parts[1:4]):
        parts = parts._replace(prefix=_without_names(before, parts)[:NAME])
    if parts.given and not row.has("last name") and _has_family(row, parts.given):
        parts = parts._replace(family=row.text("name", NAME))
    if any(parts[1:4]):
        return parts if "@" not in parts.given + parts.family else NO_PARTS
    whole = row.text("name", NAME)
    if whole != addressed(whole):
        row.refused["salutation"] = whole[: -len(addressed(whole))].strip()
        return cut(whole)
    return cut(whole)._replace(prefix=parts.prefix) if whole and parts.prefix else NO_PARTS


def _without_names(prefix: str, parts: NameParts) -> str:
    """How somebody is addressed, without their name: "Ms. Allen" is a "Ms.", and "Janet" is no title at all."""
    names = {word for part in parts[1:4] for word in fold(part).split()}
    return " ".join(word for word in prefix.split() if fold(word) not in names)


def _has_family(row: Row, given: str) -> bool:
    """Whether the "Name" beside a first name is that of the family; a "Full name" is none."""
    header = row.layout.header
    if any(squeezed(header[column]) == FULL for column in row.columns.get("name", ())):
        return False
    return _is_family(row.text("name", NAME), given)


def _is_family(name: str, given: str) -> bool:
    """Whether a name is that of a family: one word, or one that such names begin with."""
    first, *rest = fold(name).split() or [""]
    return bool(first) and fold(given) not in fold(name) and (not rest or first in WORDS.PARTICLES)


def _websites(row: Row) -> Iterator[tuple[RouteKind, str, str]]:
    return ((RouteKind.WEB, cell, label) for cell, label in row.all("website"))


def _personal(row: Row) -> Iterator[str]:
    for cell, label in row.all("personal"):
        for part in PARTS.split(cell):
            if part:
                yield f"{label}: {part}" if label else part


def _dates(row: Row) -> Iterator[DateRecord]:
    found = [(DateKind.BIRTHDAY, *one) for one in row.dates("birthday")]
    found += [(DateKind.ANNIVERSARY, *one) for one in row.dates("anniversary")]
    found += [(kind_of(one[1]), *one) for one in row.dates("date")]
    for kind, text, label, column in found:
        day_first, own = row.judged.day_first[column], label if kind is DateKind.OTHER else ""
        try:
            yield day_of_year(kind, text, day_first, row.judged.today, own)
        except NoDay:
            row.refuse(column, "day that exists")
    year, month, day = (row.text(f"birth {part}") for part in ("year", "month", "day"))
    if month and day:
        text = f"{year or '-'}-{month:0>2}-{day:0>2}"
        try:
            yield day_of_year(DateKind.BIRTHDAY, text, None, row.judged.today)
        except NoDay:
            row.fault(f'"{text}" is no day that exists (birthday)')

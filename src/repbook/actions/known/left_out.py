"""Who is no customer yet: leads and lost prospects are left out of an import, with all that is theirs (§7).

Somebody who has bought is a customer, whatever a program's word says; so is whoever the book knows already.
What was left out is counted and named for what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from ...interchange.reading.packed import Packed, told
from ...interchange.reading.records import (
    NO_BUYERS,
    CustomerRecord,
    FollowupRecord,
    Parsed,
    PersonRecord,
    Standing,
    TouchRecord,
)
from ...storage.book.book_file import BookFile
from ...wording import count, fold
from .known_events import family_of
from .recognise import CUSTOMER, PERSON, REFERRED

KNOWN = "SELECT entity, external_id FROM came_from WHERE program = ? AND entity IN (?, ?, ?)"


@dataclass(slots=True)
class _Family:
    """One program's files together: who bought, who is known, and who is left out."""

    bought: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    out: set[str] = field(default_factory=set)
    people_out: set[str] = field(default_factory=set)


def only_customers(book: BookFile, files: Sequence[Parsed]) -> list[Parsed]:
    """``files`` without those who have not bought; what was left out is among their notices."""
    if not any(_prospects(parsed) for parsed in files):
        return list(files)
    names = {name for (name,) in book.rows("SELECT folded FROM customers")}
    families: dict[str, _Family] = {}
    for parsed in files:
        family = families.setdefault(family_of(parsed.program), _Family())
        for sale in parsed.sales:
            family.bought |= _tags(sale.customer_external_id, sale.customer_name)
            family.bought |= (
                _tags(sale.person_external_id, "") if sale.person_external_id else set()
            )
    for name, family in families.items():
        for entity, external_id in book.rows(KNOWN, (name, CUSTOMER, PERSON, REFERRED)):
            family.known.add(f"{'person' if entity == PERSON else 'id'}:{external_id}")
        family.known |= {f"name:{folded}" for folded in names}
    for parsed in files:
        _customers_out(parsed, families[family_of(parsed.program)])
    for parsed in files:
        _people_out(parsed, families[family_of(parsed.program)])
    return [_without(parsed, families[family_of(parsed.program)]) for parsed in files]


def _prospects(parsed: Parsed) -> bool:
    records = (told(some, "standing") for some in (parsed.customers, parsed.people))
    return any(standing in NO_BUYERS for (standing,) in chain.from_iterable(records))


def _tags(external_id: str, name: str) -> set[str]:
    """What a customer can be referred to by."""
    return {tag for tag in (f"id:{external_id}", f"name:{fold(name)}") if not tag.endswith(":")}


def _customers_out(parsed: Parsed, family: _Family) -> None:
    for one in parsed.customers:
        tags = _tags(one.external_id, one.name)
        if one.standing in NO_BUYERS and not (tags & family.bought or tags & family.known):
            family.out |= tags
    for one in parsed.customers:  # a namesake who is a customer keeps the name
        if one.standing not in NO_BUYERS:
            family.out.discard(f"name:{fold(one.name)}")


def _people_out(parsed: Parsed, family: _Family) -> None:
    for one in parsed.people:
        if f"person:{one.external_id}" in family.known or f"id:{one.external_id}" in family.bought:
            continue
        if one.standing in NO_BUYERS:
            family.people_out.add(one.external_id)
            if one.customer_name == one.name and f"name:{fold(one.name)}" not in family.known:
                family.out |= _tags("", one.name)
        elif _refers(one, family):
            family.people_out.add(one.external_id)


def _refers(one: PersonRecord | TouchRecord | FollowupRecord, family: _Family) -> bool:
    """Whether a record belongs to a customer that is left out."""
    external_id, name = one.customer_external_id, one.customer_name
    if external_id:
        return f"id:{external_id}" in family.out
    tag = f"name:{fold(name)}"
    return tag in family.out and tag not in family.known


def _without(parsed: Parsed, family: _Family) -> Parsed:
    gone: Counter[str] = Counter()
    rows: dict[Standing, set[int]] = {standing: set() for standing in NO_BUYERS}
    """The lines of a file that are a lead, or a supplier: a row may make a firm and a person."""

    def whole(one: CustomerRecord | PersonRecord, *, out: bool) -> bool:
        if out and one.standing in NO_BUYERS:
            rows[one.standing].add(one.line)
        elif out:
            gone["people"] += 1
        return not out

    def kept(one: TouchRecord | FollowupRecord) -> bool:
        out = _event_out(one, family)
        gone["touches"] += out
        return not out

    customers = Packed(one for one in parsed.customers if whole(one, out=_is_out(one, family)))
    people = Packed(
        one for one in parsed.people if whole(one, out=one.external_id in family.people_out)
    )
    touches = Packed(filter(kept, parsed.touches))
    followups = Packed(filter(kept, parsed.followups))
    gone["leads"] = len(rows[Standing.PROSPECT])
    gone["suppliers"] = len(rows[Standing.SUPPLIER])
    if not gone.total():
        return parsed
    return replace(
        parsed,
        customers=customers.settled(),
        people=people.settled(),
        touches=touches.settled(),
        followups=followups.settled(),
        notices=(*parsed.notices, *_said(gone)),
    )


def _is_out(one: CustomerRecord, family: _Family) -> bool:
    return one.standing in NO_BUYERS and f"id:{one.external_id}" in family.out


def _event_out(one: TouchRecord | FollowupRecord, family: _Family) -> bool:
    """What happened with somebody who is left out; an event of a customer stays, whoever was there."""
    if one.customer_external_id or one.customer_name not in ("", one.person_name):
        return _refers(one, family)
    return one.person_external_id in family.people_out or _refers(one, family)


def _said(gone: Counter[str]) -> Iterable[str]:
    if gone["leads"]:
        yield f"{count(gone['leads'], 'lead or prospect has', 'leads and prospects have')} not bought: left out"
    if gone["suppliers"]:
        yield f"{count(gone['suppliers'], 'supplier sells', 'suppliers sell')} to you: left out"
    if gone["people"]:
        yield f"{count(gone['people'], 'person', 'people')} of such firms left out"
    if gone["touches"]:
        yield f"{count(gone['touches'], 'call, note, or task', 'calls, notes, and tasks')} with them left out"

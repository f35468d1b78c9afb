"""Groups of an address book: a category of everybody whom they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ...domain.spine.kinds import RouteKind
from ...wording import count
from ..gathering.collected import Records
from ..reading.records import CustomerRecord, PersonRecord
from .card_kept import CATEGORIES

R = TypeVar("R", PersonRecord, CustomerRecord)


def join_groups(found: Records) -> list[str]:
    """Give the members of each group its name as a category; says which groups hold whom nobody finds."""
    said: list[str] = []
    named: dict[str, list[str]] = {}
    for group in found.groups:
        for member in group.members:
            named.setdefault(_key(member), []).append(group.name)
    if not found.groups:
        return said
    found.people.change(lambda one: _joined(one, named))
    found.customers.change(lambda one: _joined(one, named))
    there = {key for person in found.people.all() for key in _keys(person)}
    there |= {key for customer in found.customers.all() for key in _keys(customer)}
    for group in found.groups:
        missing = [member for member in group.members if _key(member) not in there]
        if missing or not group.members:
            who = f"{count(len(missing), 'member')} not in this file" if missing else "nobody in it"
            said.append(f'group "{group.name}": {who}')
    said.insert(0, f"{count(len(found.groups), 'group')} kept as a category of its members")
    return said


def _joined(record: R, named: dict[str, list[str]]) -> R:
    joined = _categories(record, named)
    return replace(record, extra={**record.extra, CATEGORIES: joined}) if joined else record


def _categories(record: PersonRecord | CustomerRecord, named: dict[str, list[str]]) -> str:
    """The categories of a record with its groups among them; "" where it is in no group."""
    groups = dict.fromkeys(name for key in _keys(record) for name in named.get(key, ()) if name)
    have = filter(None, record.extra.get(CATEGORIES, "").split(", "))
    return ", ".join(dict.fromkeys((*have, *groups))) if groups else ""


def _keys(record: PersonRecord | CustomerRecord) -> set[str]:
    mails = (one.value for one in record.routes if one.kind is RouteKind.EMAIL)
    return {_key(one) for one in (record.external_id, *mails)}


def _key(member: str) -> str:
    return member.casefold().removeprefix("urn:uuid:")

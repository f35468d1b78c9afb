"""What the rule of likely duplicates is told of customers and people, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from ...domain.duplicates.evidence import Weak
from ...domain.duplicates.likely import weak_of
from ...domain.duplicates.numbers import number_key
from ...domain.duplicates.records import CustomerRecord, Number, PersonRecord
from ...domain.spine.kinds import RouteKind
from ..book.book_file import BookFile

CUSTOMERS = "SELECT id, name, folded, street, postcode, city, website FROM customers"
PEOPLE = "SELECT id, customer_id, name, folded FROM people"
ROUTES = """
SELECT customer_id, person_id, kind, value, digits FROM routes
WHERE kind IN ('email', 'phone', 'mobile', 'fax', 'web')"""
BIRTHDAYS = """
SELECT person_id, month, day, coalesce(year, 0) FROM dates
WHERE kind = 'birthday' AND person_id IS NOT NULL"""


def records(book: BookFile, ids: Collection[int] = ()) -> list[CustomerRecord]:
    """What the rule is told of these customers, or of all."""
    marks = ", ".join("?" * len(ids))

    def asked(sql: str, column: str) -> list[tuple[Any, ...]]:
        if not ids:
            return book.rows(sql)
        joint = "AND" if "WHERE" in sql else "WHERE"
        return book.rows(f"{sql} {joint} {column} IN ({marks})", tuple(ids))

    born: defaultdict[int, set[tuple[int, int, int]]] = defaultdict(set)
    for person_id, month, day, year in asked(BIRTHDAYS, "customer_id"):
        born[person_id].add((month, day, year))
    mails: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    numbers: defaultdict[tuple[int, int], list[Number]] = defaultdict(list)
    sites: dict[int, str] = {}
    for customer_id, person_id, kind, value, digits in asked(ROUTES, "customer_id"):
        owner = (customer_id, person_id or 0)
        if kind == RouteKind.EMAIL:
            mails[owner].add(mail(value))
        elif kind == RouteKind.WEB:
            if not person_id:
                sites.setdefault(customer_id, value)
        elif digits:
            numbers[owner].append(Number(digits, value))
    people: defaultdict[int, list[PersonRecord]] = defaultdict(list)
    for row_id, customer_id, name, folded in asked(PEOPLE, "customer_id"):
        owner = (customer_id, row_id)
        people[customer_id].append(
            PersonRecord(
                row_id,
                customer_id,
                name,
                folded,
                frozenset(mails.get(owner, ())),
                tuple(numbers.get(owner, ())),
                frozenset(born.get(row_id, ())),
            )
        )
    return [
        CustomerRecord(
            row_id,
            name,
            folded,
            street,
            postcode,
            city,
            website or sites.get(row_id, ""),
            frozenset(mails.get((row_id, 0), ())),
            tuple(numbers.get((row_id, 0), ())),
            tuple(people.get(row_id, ())),
        )
        for row_id, name, folded, street, postcode, city, website in asked(CUSTOMERS, "id")
    ]


def mail(value: str) -> str:
    """An e-mail address as it is compared."""
    return value.strip().casefold()


def weak_for(book: BookFile, customers: Sequence[CustomerRecord]) -> Weak:
    """What says little in the book, of the addresses and numbers that these few customers have."""
    have: set[str] = set()
    keys: set[str] = set()
    for one in customers:
        have |= one.mails.union(*(who.mails for who in one.people))
        keys |= {number_key(number.digits) for number in one.numbers}
        keys |= {number_key(number.digits) for who in one.people for number in who.numbers}
    owners = {one.id for one in customers}
    for customer_id, _, kind, value, digits in book.rows(ROUTES):
        same = mail(value) in have if kind == RouteKind.EMAIL else number_key(digits) in keys - {""}
        if same:
            owners.add(customer_id)
    return weak_of(records(book, owners))

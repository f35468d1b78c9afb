"""What is compared of a customer and of a person, and a pair that may be one, with the reasons."""

from __future__ import annotations

from ...values import NamedTuple


class Number(NamedTuple):
    """A telephone number: its digits, by which it is compared, and as it is written."""

    digits: str
    written: str


class PersonRecord(NamedTuple):
    """A person: ``mails`` in lower case, ``birthdays`` as (month, day, year or 0)."""

    id: int
    customer_id: int
    name: str
    folded: str
    mails: frozenset[str] = frozenset()
    numbers: tuple[Number, ...] = ()
    birthdays: frozenset[tuple[int, int, int]] = frozenset()


class CustomerRecord(NamedTuple):
    """A customer with its people; ``mails`` and ``numbers`` are those of no person."""

    id: int
    name: str
    folded: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    website: str = ""
    mails: frozenset[str] = frozenset()
    numbers: tuple[Number, ...] = ()
    people: tuple[PersonRecord, ...] = ()


class Pair(NamedTuple):
    """Two records that may be one: ids of customers, or of people of one customer.

    ``safeness`` is only for the order, the safest first; ``reasons`` are in a rep's words, the weightiest first.
    ``people`` are those of two customers who would become one person each: (of ``one``, of ``other``).
    """

    one: int
    other: int
    reasons: tuple[str, ...]
    safeness: int
    people: tuple[tuple[int, int], ...] = ()

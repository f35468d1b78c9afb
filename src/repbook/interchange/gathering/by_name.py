"""Rows of one name, of which one tells more of the place than another: one customer, where nothing contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from ...wording import fold
from ..plain.joined_rows import PLACE, other_place
from ..reading.records import CustomerRecord


def pairs(customers: Sequence[CustomerRecord]) -> Iterator[tuple[int, int]]:
    """Which of the customers (the first number) is which (the second), by their place in the list.

    A row that could be either of two namesakes stays by itself.
    """
    named: defaultdict[str, list[int]] = defaultdict(list)
    for at, customer in enumerate(customers):
        named[fold(customer.name)].append(at)
    for places in named.values():
        if len(places) > 1:
            yield from _within(customers, places)


def bare_pairs(
    customers: Sequence[CustomerRecord], with_people: Collection[int]
) -> Iterator[tuple[int, int]]:
    """The same of customers that have numbers: programs number the people of a firm as they number firms.

    A row ``with_people`` that tells of its firm no more than the name is of the one firm that is told of.
    """
    named: defaultdict[str, list[int]] = defaultdict(list)
    for at, customer in enumerate(customers):
        named[fold(customer.name)].append(at)
    for places in named.values():
        bare = [at for at in places if at in with_people and _says_nothing(customers[at])]
        told = [at for at in places if at not in bare]
        if len(told) == 1:
            yield from ((at, told[0]) for at in bare)


def _says_nothing(one: CustomerRecord) -> bool:
    return not (_told(one) or one.routes or one.website or one.note or one.tier or one.industry)


def _within(customers: Sequence[CustomerRecord], places: list[int]) -> Iterator[tuple[int, int]]:
    """The fullest first: each that fits exactly one of those before it is that one."""
    apart: list[list[int]] = []
    for at in sorted(places, key=lambda at: -_told(customers[at])):
        fits = [
            group
            for group in apart
            if not any(other_place(customers[one], customers[at]) for one in group)
        ]
        if len(fits) == 1:
            fits[0].append(at)
        elif not fits:
            apart.append([at])
    for group in apart:
        first = min(group)
        yield from ((at, first) for at in group if at != first)


def _told(customer: CustomerRecord) -> int:
    """How much a customer's row tells of where they are."""
    return sum(bool(getattr(customer, part)) for part in PLACE)

"""Rows of one name, of which one tells more of the place than another: one customer, where nothing contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ...wording import fold
from ..plain.joined_rows import other_place, without_a_place
from ..reading.packed import told
from ..reading.records import CustomerRecord
from .places import Places


class Whereabouts(NamedTuple):
    """What a row tells of where a customer is, and the customer's place in the list."""

    at: int
    street: str
    city: str
    region: str
    postcode: str
    country: str


def firsts(customers: Iterable[CustomerRecord]) -> dict[int, int]:
    """Which of the customers are another, by their place in the list: a further one to the first.

    A row that could be either of two namesakes stays by itself.
    """
    repeated = _repeated(customers)
    if not repeated:
        return {}
    named: defaultdict[str, list[Whereabouts]] = defaultdict(list)
    for at, one in enumerate(customers):
        if (name := fold(one.name)) in repeated:
            named[name].append(
                Whereabouts(at, one.street, one.city, one.region, one.postcode, one.country)
            )
    return dict(pair for places in named.values() for pair in _within(places))


def _repeated(customers: Iterable[CustomerRecord]) -> set[str]:
    """The names that stand more than once."""
    seen = Places()
    repeated: set[str] = set()
    for at, (called,) in enumerate(told(customers, "name")):
        name = fold(called)
        if seen.get(name) is None:
            seen.put(at, name)
        else:
            repeated.add(name)
    return repeated


def bare_firsts(
    customers: Iterable[CustomerRecord], with_people: Callable[[CustomerRecord], bool]
) -> dict[int, int]:
    """The same of customers that have numbers: programs number the people of a firm as they number firms.

    A row ``with_people`` that tells of its firm no more than the name is of the one firm that is told of; so is a
    row to which the program gave no number, and no place.
    """
    repeated = _repeated(customers)
    named: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    for at, one in enumerate(customers) if repeated else ():
        if (name := fold(one.name)) in repeated:
            bare = with_people(one) and _says_nothing(one)
            named[name].append((at, bare or _has_no_number(one)))
    found: dict[int, int] = {}
    for places in named.values():
        told = [at for at, bare in places if not bare]
        if len(told) == 1:
            found |= {at: told[0] for at, bare in places if bare}
    return found


def _has_no_number(one: CustomerRecord) -> bool:
    return one.external_id.startswith("#") and without_a_place(one)


def _says_nothing(one: CustomerRecord) -> bool:
    place = (one.street, one.city, one.region, one.postcode, one.country)
    return not (any(place) or one.routes or one.website or one.note or one.tier or one.industry)


def _within(places: list[Whereabouts]) -> Iterator[tuple[int, int]]:
    """The fullest first: each that fits exactly one of those before it is that one."""
    apart: list[list[Whereabouts]] = []
    for one in sorted(places, key=lambda one: -sum(map(bool, one[1:]))):
        fits = [group for group in apart if not any(other_place(other, one) for other in group)]
        if len(fits) == 1:
            fits[0].append(one)
        elif not fits:
            apart.append([one])
    for group in apart:
        first = min(group).at
        yield from ((one.at, first) for one in group if one.at != first)

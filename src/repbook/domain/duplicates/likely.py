"""Which customers, and which people, may be one: never on a name alone, and each pair with its reasons (§7).

A name is what two records bear, a place or a way to reach them says that they are in the same spot. Customers need
both, or a name that is part of the other and a way that is somebody's own. Figures in names, and two towns, tell
apart. Pairs are looked for by keys that both have, so that a book twice as large takes twice as long.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from ...wording import fold
from .company_names import slips, spellings
from .evidence import (
    Weak,
    all_mails,
    all_numbers,
    compare,
    compare_people,
    is_alone,
    pair_of,
    person_keys,
)
from .numbers import number_key
from .records import CustomerRecord, Pair, PersonRecord
from .shared_reach import (
    weak_mails,
    weak_numbers,
    who_keys,
)

Of = TypeVar("Of", CustomerRecord, PersonRecord)

CROWD = 30
"""So many records of one key are no pairs any more: each is compared with the next."""


def weak_of(customers: Iterable[CustomerRecord]) -> Weak:
    """What says little in this book."""
    mails: list[tuple[str, int, str]] = []
    numbers: list[tuple[str, int, str]] = []
    for one in customers:
        mails += [(mail, one.id, "") for mail in one.mails]
        mails += [(mail, one.id, who.folded) for who in one.people for mail in who.mails]
        numbers += [(number_key(number.digits), one.id, "") for number in one.numbers]
        numbers += [
            (number_key(number.digits), one.id, who.folded)
            for who in one.people
            for number in who.numbers
        ]
    return Weak(weak_mails(mails), weak_numbers(numbers))


def likely_customers(
    customers: Sequence[CustomerRecord],
    apart: Collection[tuple[int, int]] = (),
    among: Collection[int] | None = None,
) -> tuple[Pair, ...]:
    """The pairs of customers that may be one, the safest first.

    ``apart`` are those that the rep called two, in either order; with ``among``, only pairs with one of these.
    """
    weak = weak_of(customers)
    found = [
        pair
        for one, other in _candidates(customers, weak)
        if (among is None or one.id in among or other.id in among)
        and (one.id, other.id) not in apart
        and (other.id, one.id) not in apart
        and (pair := compare(one, other, weak)) is not None
    ]
    return tuple(sorted(found, key=_order))


def likely_people(
    customers: Iterable[CustomerRecord],
    weak: Weak,
    apart: Collection[tuple[int, int]] = (),
    among: Collection[int] | None = None,
) -> tuple[Pair, ...]:
    """The pairs of people of one customer that may be one, the safest first; the rest as ``likely_customers``."""
    found: list[Pair] = []
    for customer in customers:
        if len(customer.people) < 2:
            continue
        keys = [(who, key) for who in customer.people for key in person_keys(who)]
        for one, other in _sharing(keys, {}):
            if among is not None and one.id not in among and other.id not in among:
                continue
            if (one.id, other.id) in apart or (other.id, one.id) in apart:
                continue
            reasons = compare_people(one, other, weak)
            if reasons:
                found.append(pair_of(one.id, other.id, reasons))
    return tuple(sorted(found, key=_order))


# -- where to look ---------------------------------------------------------------------------------


def _candidates(
    customers: Sequence[CustomerRecord], weak: Weak
) -> Iterator[tuple[CustomerRecord, CustomerRecord]]:
    """Pairs that share a name, a slip of one, an address, or a number."""
    keys: list[tuple[CustomerRecord, Hashable]] = []
    alone = {key for one in customers if is_alone(one) for key in who_keys(one.name)}
    for one in customers:
        keys += [
            (one, ("who", key)) for who in one.people for key in who_keys(who.name) if key in alone
        ]
        keys += [(one, ("name", spelling)) for spelling in spellings(one.name)]
        keys += [(one, ("slip", hash(slip))) for slip in dict.fromkeys(slips(one.name))]
        keys += [(one, ("mail", mail)) for mail in all_mails(one) if mail not in weak.mails]
        numbers = {number_key(number.digits) for number in all_numbers(one)} - weak.numbers - {""}
        keys += [(one, ("number", key)) for key in numbers]
    yield from _sharing(keys, {one.id: fold(one.city) for one in customers})


def _sharing(keys: Iterable[tuple[Of, Hashable]], towns: dict[int, str]) -> Iterator[tuple[Of, Of]]:
    """Each pair that shares a key, once; of a crowd, each of a town with the next."""
    shared: dict[Hashable, list[Of]] = {}
    for one, key in keys:
        shared.setdefault(key, []).append(one)
    seen: set[tuple[int, int]] = set()
    for those in shared.values():
        if len(those) < 2:
            continue
        for one, other in _pairs(those, towns):
            key = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if one.id != other.id and key not in seen:
                seen.add(key)
                yield (one, other) if one.id < other.id else (other, one)


def _pairs(those: list[Of], towns: dict[int, str]) -> Iterator[tuple[Of, Of]]:
    if len(those) <= CROWD:
        yield from ((a, b) for at, a in enumerate(those) for b in those[at + 1 :])
        return
    by_town = sorted(those, key=lambda each: (towns.get(each.id, ""), each.id))
    yield from pairwise(by_town)


def _order(pair: Pair) -> tuple[int, int, int]:
    return -pair.safeness, pair.one, pair.other

"""Which customers, and which people, may be one: never on a name alone, and each pair with its reasons (§7).

A name is what two records bear, a place or a way to reach them says that they are in the same spot. Customers need
both, or a name that is part of the other and a way that is somebody's own. Figures in names, and two towns, tell
apart. Pairs are looked for by keys that both have, so that a book twice as large takes twice as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from ...wording import fold
from .company_names import Alike, bare, likeness, numbered_apart, slips, spellings
from .records import CustomerRecord, Number, Pair, PersonRecord
from .shared_reach import (
    could_be_one,
    mail_domain,
    number_key,
    same_number,
    site,
    weak_mails,
    weak_numbers,
)

Of = TypeVar("Of", CustomerRecord, PersonRecord)

CROWD = 30
"""So many records of one key are no pairs any more: each is compared with the next."""
NAMED = {Alike.SAME: 40, Alike.FORM: 35, Alike.NEAR: 20, Alike.PART: 10, Alike.NOT: 0}
"""How much a name counts in the order."""

Reason = tuple[int, str]
"""What a piece of evidence counts in the order, and how it is said."""


class Weak(NamedTuple):
    """The addresses, and the keys of numbers, that say little of whose they are."""

    mails: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def weak_of(customers: Iterable[CustomerRecord]) -> Weak:
    """What says little in this book."""
    mails: list[tuple[str, int, str]] = []
    numbers: list[tuple[str, int]] = []
    for one in customers:
        mails += [(mail, one.id, "") for mail in one.mails]
        mails += [(mail, one.id, who.folded) for who in one.people for mail in who.mails]
        numbers += [(number_key(number.digits), one.id) for number in _all_numbers(one)]
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
        keys = [(who, key) for who in customer.people for key in _person_keys(who)]
        for one, other in _sharing(keys, {}):
            if among is not None and one.id not in among and other.id not in among:
                continue
            if (one.id, other.id) in apart or (other.id, one.id) in apart:
                continue
            reasons = compare_people(one, other, weak)
            if reasons:
                found.append(_pair(one.id, other.id, reasons))
    return tuple(sorted(found, key=_order))


def compare(one: CustomerRecord, other: CustomerRecord, weak: Weak) -> Pair | None:
    """Two customers as a pair, or None where nothing, or too little, says that they are one."""
    name = likeness(one.name, other.name)
    place = _place(one, other)
    people = people_in_common(one, other, weak)
    own, office = _reach(one, other, weak)
    hints = [*office, *_hints(one, other, own)]
    if people and not any("e-mail" in said for _, said in own):
        hints.append((15, f"same person, {people[0][0].name}"))
    reasons: list[Reason] = [*own, *hints]
    if place is not None:
        reasons.append(place)
    away = place is not None and place[0] < 0
    if name.alike >= Alike.NEAR:
        there = place is not None and not away
        mailed = any("e-mail" in said for _, said in own)
        likely = mailed if away else there or bool(own or hints)
        reasons.append((NAMED[name.alike] - 10 * name.other_forms, name.words))
    elif away or numbered_apart(one.name, other.name):
        return None
    elif name.alike is Alike.PART:
        likely = bool(own)
        reasons.append((NAMED[Alike.PART], name.words))
    else:
        said = _is_person_of(one, other) or _is_person_of(other, one)
        firms_own = any(mail_domain(mail) for mail in _all_mails(one) & _all_mails(other))
        likely = bool(own) and (bool(said) or (firms_own and len(own) + len(_sites(hints)) > 1))
        reasons += [(10, said)] if said else []
    if not likely:
        return None
    pairs = tuple((mine.id, its.id) for mine, its in people)
    return _pair(one.id, other.id, reasons, pairs)


def people_in_common(
    one: CustomerRecord, other: CustomerRecord, weak: Weak
) -> list[tuple[PersonRecord, PersonRecord]]:
    """Who of two customers is one person: of one name, or of one address; each is somebody once.

    Where several may be meant, the surest is taken; two who bear one name at a customer are told by what else is
    the same, or stay.
    """
    keys: defaultdict[Hashable, list[PersonRecord]] = defaultdict(list)
    for its in other.people:
        for key in _person_keys(its):
            keys[key].append(its)
    scored: list[tuple[int, PersonRecord, PersonRecord]] = []
    for mine in one.people:
        near = {its.id: its for key in _person_keys(mine) for its in keys.get(key, ())}
        for its in near.values():
            reasons = compare_people(mine, its, weak)
            if reasons:
                scored.append((sum(points for points, _ in reasons), mine, its))
    scored.sort(key=lambda each: (-each[0], each[1].id, each[2].id))
    settled: set[int] = set()
    pairs: list[tuple[PersonRecord, PersonRecord]] = []
    for points, mine, its in scored:
        if mine.id in settled or its.id in settled:
            continue
        settled |= {mine.id, its.id}
        as_sure = [
            (me, it) for also, me, it in scored if also == points and (me, it) != (mine, its)
        ]
        if not any(me.id == mine.id or it.id == its.id for me, it in as_sure):
            pairs.append((mine, its))
    return sorted(pairs, key=lambda each: (each[0].id, each[1].id))


def compare_people(one: PersonRecord, other: PersonRecord, weak: Weak) -> tuple[Reason, ...]:
    """Why two people of one customer, or of two that may be one, may be one person; empty where they are not."""
    if _born_apart(one, other):
        return ()
    same = sorted(one.folded.split()) == sorted(other.folded.split())
    reasons = [
        (10, f"both have {mail}") if mail in weak.mails else (35, f"same e-mail {mail}")
        for mail in sorted(one.mails & other.mails)
    ]
    for number in _numbers_in_common(one.numbers, other.numbers):
        strong = number_key(number.digits) not in weak.numbers
        reasons.append((25 if strong else 5, f"same telephone {number.written}"))
    if same:
        elsewhere = bool(one.mails and other.mails) and not one.mails & other.mails
        named = "same name" if one.folded == other.folded else "same name in another order"
        if one.customer_id == other.customer_id:
            named += " at one customer"
        return (*reasons, (25 if elsewhere and not reasons else 40, named))
    if (
        reasons
        and max(points for points, _ in reasons) > 10
        and could_be_one(one.folded, other.folded)
    ):
        return (*reasons, (15, f"{one.name} may be {other.name}"))
    return ()


# -- where to look ---------------------------------------------------------------------------------


def _candidates(
    customers: Sequence[CustomerRecord], weak: Weak
) -> Iterator[tuple[CustomerRecord, CustomerRecord]]:
    """Pairs that share a name, a slip of one, an address, or a number."""
    keys: list[tuple[CustomerRecord, Hashable]] = []
    for one in customers:
        keys += [(one, ("name", spelling)) for spelling in spellings(one.name)]
        keys += [(one, ("slip", hash(slip))) for slip in dict.fromkeys(slips(one.name))]
        keys += [(one, ("mail", mail)) for mail in _all_mails(one) if mail not in weak.mails]
        numbers = {number_key(number.digits) for number in _all_numbers(one)} - weak.numbers - {""}
        keys += [(one, ("number", key)) for key in numbers]
    yield from _sharing(keys, {one.id: fold(one.city) for one in customers})


def _person_keys(who: PersonRecord) -> Iterator[Hashable]:
    yield "name", tuple(sorted(who.folded.split()))
    for mail in who.mails:
        yield "mail", mail
    for number in who.numbers:
        if key := number_key(number.digits):
            yield "number", key


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


# -- evidence --------------------------------------------------------------------------------------


def _reach(
    one: CustomerRecord, other: CustomerRecord, weak: Weak
) -> tuple[list[Reason], list[Reason]]:
    """The addresses and numbers that both have: those that are somebody's own, and those of an office."""
    own: list[Reason] = []
    office: list[Reason] = []
    for mail in sorted(_all_mails(one) & _all_mails(other)):
        if mail in weak.mails:
            office.append((10, f"both have {mail}"))
        else:
            own.append((35, f"same e-mail {mail}"))
    for number in _numbers_in_common(_all_numbers(one), _all_numbers(other)):
        if number_key(number.digits) in weak.numbers:
            office.append((5, f"same telephone {number.written}, which others have too"))
        else:
            own.append((25, f"same telephone {number.written}"))
    return own, office


SITE, STREET = "same website ", "same street, "


def _hints(one: CustomerRecord, other: CustomerRecord, own: list[Reason]) -> Iterator[Reason]:
    """What backs up a name, and says little without one."""
    if site(one.website) and site(one.website) == site(other.website):
        yield 10, SITE + site(one.website)
    if _word(one.street) and _word(one.street) == _word(other.street):
        yield 10, STREET + one.street
    if not own:
        domains = set(map(mail_domain, _all_mails(one))) & set(map(mail_domain, _all_mails(other)))
        yield from ((5, f"e-mail at {domain} at both") for domain in sorted(domains - {""})[:1])


def _sites(hints: Iterable[Reason]) -> list[Reason]:
    return [hint for hint in hints if hint[1].startswith((SITE, STREET))]


def _place(one: CustomerRecord, other: CustomerRecord) -> Reason | None:
    """Whether they are in the same place; None where that is not known. Two towns count against."""
    code = _word(one.postcode)
    if code and code == _word(other.postcode):
        return 20, f"same postcode, {one.postcode}"
    mine, its = _town(one.city), _town(other.city)
    if mine and its:
        short, long = sorted((mine, its), key=len)
        if long[: len(short)] == short or set(spellings(one.city)) & set(spellings(other.city)):
            return 15, f"same town, {one.city}"
        return -30, f"but in two towns, {one.city} and {other.city}"
    if code and _word(other.postcode):
        return -30, f"but of two postcodes, {one.postcode} and {other.postcode}"
    return None


def _is_person_of(one: CustomerRecord, other: CustomerRecord) -> str:
    """A customer that bears the name of a person at the other: a card without its firm."""
    if any(sorted(who.folded.split()) == sorted(one.folded.split()) for who in other.people):
        return f"{one.name} is somebody at {other.name}"
    return ""


def _born_apart(one: PersonRecord, other: PersonRecord) -> bool:
    """Whether their birthdays tell them apart."""
    if not one.birthdays or not other.birthdays:
        return False
    return not any(
        mine[:2] == its[:2] and (mine[2] == its[2] or not (mine[2] and its[2]))
        for mine in one.birthdays
        for its in other.birthdays
    )


def _numbers_in_common(mine: Iterable[Number], its: Iterable[Number]) -> list[Number]:
    """The numbers of the first that the second has too, however they are written; each once."""
    theirs: defaultdict[str, list[str]] = defaultdict(list)
    for number in its:
        theirs[number_key(number.digits)].append(number.digits)
    found: dict[str, Number] = {}
    for number in sorted(mine):
        key = number_key(number.digits)
        if key and any(same_number(number.digits, other) for other in theirs.get(key, ())):
            found.setdefault(key, number)
    return list(found.values())


def _all_mails(one: CustomerRecord) -> frozenset[str]:
    return one.mails.union(*(who.mails for who in one.people)) if one.people else one.mails


def _all_numbers(one: CustomerRecord) -> tuple[Number, ...]:
    return (*one.numbers, *(number for who in one.people for number in who.numbers))


def _word(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _town(city: str) -> list[str]:
    return bare(city).split() if city.strip() else []


def _pair(
    one: int, other: int, reasons: Iterable[Reason], people: tuple[tuple[int, int], ...] = ()
) -> Pair:
    told = sorted(reasons, key=lambda each: (each[0] < 0, -abs(each[0])))
    return Pair(
        one,
        other,
        tuple(said for _, said in told),
        sum(points for points, _ in told),
        people,
    )


def _order(pair: Pair) -> tuple[int, int, int]:
    return -pair.safeness, pair.one, pair.other

"""Why two records may be one: what they share, how much each piece says, and whether it is enough (§7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from ...values import NamedTuple
from ...wording import fold
from .company_names import Alike, bare, likeness, numbered_apart, spellings
from .numbers import number_key, same_number
from .records import CustomerRecord, Number, Pair, PersonRecord
from .shared_reach import (
    could_be_one,
    mail_domain,
    name_words,
    same_person_name,
    site,
    who_keys,
)

NAMED = {Alike.SAME: 40, Alike.FORM: 35, Alike.NEAR: 20, Alike.PART: 10, Alike.NOT: 0}
"""How much a name counts in the order."""

Reason = tuple[int, str]
"""What a piece of evidence counts in the order, and how it is said."""


class Weak(NamedTuple):
    """The addresses, and the keys of numbers, that say little of whose they are."""

    mails: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def compare(one: CustomerRecord, other: CustomerRecord, weak: Weak) -> Pair | None:
    """Two customers as a pair, or None where nothing, or too little, says that they are one."""
    name = likeness(one.name, other.name)
    place = _place(one, other)
    people = people_in_common(one, other, weak)
    own, office = _reach(one, other, weak)
    hints = [*office, *_hints(one, other)]
    if people and not any("e-mail" in said for _, said in own):
        hints.append((15, f"same person, {people[0][0].name}"))
    reasons: list[Reason] = [*own, *hints]
    if place is not None:
        reasons.append(place)
    away = place is not None and place[0] < 0
    if name.alike >= Alike.NEAR:
        there = place is not None and place[0] > 0
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
        shared = (all_mails(one) & all_mails(other)) - weak.mails
        firms_own = any(map(mail_domain, shared))
        alone = bool(said) and (is_alone(one) or is_alone(other))
        likely = bool(own) and (bool(said) or (firms_own and len(own) + len(_sites(hints)) > 1))
        likely = likely or (alone and bool(office))
        reasons += [(10, said)] if said else []
    if not likely:
        return None
    pairs = tuple((mine.id, its.id) for mine, its in people)
    return pair_of(one.id, other.id, reasons, pairs)


def people_in_common(
    one: CustomerRecord, other: CustomerRecord, weak: Weak
) -> list[tuple[PersonRecord, PersonRecord]]:
    """Who of two customers is one person: of one name, or of one address; each is somebody once.

    Where several may be meant, the surest is taken; two who bear one name at a customer are told by what else is
    the same, or stay.
    """
    keys: defaultdict[Hashable, list[PersonRecord]] = defaultdict(list)
    for its in other.people:
        for key in person_keys(its):
            keys[key].append(its)
    scored: list[tuple[int, PersonRecord, PersonRecord]] = []
    for mine in one.people:
        near = {its.id: its for key in person_keys(mine) for its in keys.get(key, ())}
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
    same = same_person_name(one.name, other.name)
    reasons = [
        (10, f"both have {mail}") if mail in weak.mails else (35, f"same e-mail {mail}")
        for mail in sorted(one.mails & other.mails)
    ]
    for number in _numbers_in_common(one.numbers, other.numbers):
        strong = number_key(number.digits) not in weak.numbers
        reasons.append((25 if strong else 5, f"same telephone {number.written}"))
    if same:
        elsewhere = bool(one.mails and other.mails) and not one.mails & other.mails
        named = "same name" if one.folded == other.folded else "same name, written otherwise"
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


def person_keys(who: PersonRecord) -> Iterator[Hashable]:
    for words in who_keys(who.name):
        yield "name", words
    for mail in who.mails:
        yield "mail", mail
    for number in who.numbers:
        if key := number_key(number.digits):
            yield "number", key


def _reach(
    one: CustomerRecord, other: CustomerRecord, weak: Weak
) -> tuple[list[Reason], list[Reason]]:
    """The addresses and numbers that both have: those that are somebody's own, and those of an office."""
    own: list[Reason] = []
    office: list[Reason] = []
    for mail in sorted(all_mails(one) & all_mails(other)):
        if mail in weak.mails:
            office.append((10, f"both have {mail}"))
        else:
            own.append((35, f"same e-mail {mail}"))
    for number in _numbers_in_common(all_numbers(one), all_numbers(other)):
        if number_key(number.digits) in weak.numbers:
            office.append((5, f"same telephone {number.written}, which others have too"))
        else:
            own.append((25, f"same telephone {number.written}"))
    return own, office


SITE, STREET = "same website ", "same street, "


def _hints(one: CustomerRecord, other: CustomerRecord) -> Iterator[Reason]:
    """What backs up a name, and says little without one."""
    if site(one.website) and site(one.website) == site(other.website):
        yield 10, SITE + site(one.website)
    if _word(one.street) and _word(one.street) == _word(other.street):
        yield 10, STREET + one.street
    mine, its = all_mails(one), all_mails(other)
    if not mine & its:
        domains = set(map(mail_domain, mine)) & set(map(mail_domain, its)) - {""}
        yield from ((5, f"e-mail at {domain} at both") for domain in sorted(domains)[:1])


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
            if _streets_apart(one, other):
                return 0, f"same town, {one.city}, but another street"
            return 15, f"same town, {one.city}"
        return -30, f"but in two towns, {one.city} and {other.city}"
    if code and _word(other.postcode):
        return -30, f"but of two postcodes, {one.postcode} and {other.postcode}"
    return None


def _streets_apart(one: CustomerRecord, other: CustomerRecord) -> bool:
    """Whether two addresses of one town are two, and not one that is written in two ways."""
    mine, its = (set(name_words(fold(who.street))) for who in (one, other))
    if not mine or not its or mine == its:
        return False
    codes = {_word(one.postcode), _word(other.postcode)} - {""}
    return len(codes) > 1 or not any(len(word) > 2 for word in mine & its)


def is_alone(one: CustomerRecord) -> bool:
    """Whether a customer is a person of whom no firm is known."""
    return any(same_person_name(who.name, one.name) for who in one.people)


def _is_person_of(one: CustomerRecord, other: CustomerRecord) -> str:
    """A customer that bears the name of a person at the other: a card without its firm."""
    if any(same_person_name(who.name, one.name) for who in other.people):
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


def all_mails(one: CustomerRecord) -> frozenset[str]:
    return one.mails.union(*(who.mails for who in one.people)) if one.people else one.mails


def all_numbers(one: CustomerRecord) -> tuple[Number, ...]:
    return (*one.numbers, *(number for who in one.people for number in who.numbers))


def _word(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _town(city: str) -> list[str]:
    return bare(city).split() if city.strip() else []


def pair_of(
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

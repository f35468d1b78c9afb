"""What two records share of the ways to reach them, and how much it says: an office's address says little."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from ...wording import fold
from ..words.word_lists import lines_of
from .company_names import COMPANIES, one_slip, spelt_out

MOST_OWNERS = 2
"""A number or an address that more customers than these have is a switchboard's, or a bookkeeper's."""
LOCAL_PART = re.compile(r"[a-z]+")


@lru_cache(maxsize=65_536)
def is_office(mail: str) -> bool:
    """Whether an e-mail address is that of an office: info@, sales.uk@, office2@."""
    local = mail.partition("@")[0]
    first = LOCAL_PART.match(fold(local))
    return local in COMPANIES.ROLES or bool(first and first.group() in COMPANIES.ROLES)


def mail_domain(mail: str) -> str:
    """The domain of an address that only its owner's people have; "" for gmail and the like."""
    domain = mail.rpartition("@")[2]
    return "" if domain in COMPANIES.FREE_MAIL else domain


@lru_cache(maxsize=65_536)
def site(website: str) -> str:
    """The host of a website without www; "" where anybody may have a page there."""
    text = website.strip().casefold()
    host = text.split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0].partition(":")[0]
    host = host.removeprefix("www.").rstrip(".")
    parts = host.split(".")
    for at in range(len(parts) - 1):
        if ".".join(parts[at:]) in COMPANIES.HOSTS:
            return ""
    return host if len(parts) > 1 else ""


def could_be_one(name: str, other: str) -> bool:
    """Whether two folded names of people may be one person's: short, with an initial, one slip, or married."""
    mine, its = name_words(name), name_words(other)
    if not mine or not its or sorted(mine) == sorted(its):
        return True
    first = _first_alike(mine[0], its[0])
    if len(mine) == 1 or len(its) == 1:
        return first
    last = mine[-1] == its[-1] or one_slip(mine[-1], its[-1])
    return first and (last or (mine[0] == its[0] and bool(set(mine[1:]) & set(its[1:]))))


def _first_alike(mine: str, its: str) -> bool:
    """Ella and E, Jon and John, Alex and Alexander, Bob and Robert."""
    if _lines().get(mine, frozenset()) & _lines().get(its, frozenset()):
        return True
    short, long = sorted((mine, its), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return mine == its or (len(short) >= 3 and long.startswith(short)) or one_slip(mine, its, 3)


@cache
def _lines() -> dict[str, frozenset[int]]:
    """The lines of ``nicknames.txt`` on which a name stands: two on one line may be one person's."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines_of("nicknames")):
        for name in line.split():
            found[name].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@lru_cache(maxsize=65_536)
def name_words(folded: str) -> tuple[str, ...]:
    """The words of a folded name, without titles; a name of nothing else keeps them."""
    words = tuple(word for word in re.split(r"[\W_]+", folded) if word)
    return tuple(word for word in words if word not in COMPANIES.TITLES) or words


@lru_cache(maxsize=65_536)
def who_keys(name: str) -> frozenset[tuple[str, ...]]:
    """By which the names of people are the same: without titles, in any order, umlauts as one letter and as two.

    "Marsh, Ella" is Dr. Ella Marsh, and "Juergen Waechter" is Jürgen Wächter.
    """
    spelt = (name,) if name.isascii() else (name, spelt_out(name))
    return frozenset(tuple(sorted(name_words(fold(one)))) for one in spelt)


def same_person_name(name: str, other: str) -> bool:
    """Whether two names of people are the same, as they may be written."""
    return not who_keys(name).isdisjoint(who_keys(other))


Held = tuple[str, int, str]
"""An address or the key of a number, the customer who has it, and the name of the person, "" for none."""


def weak_mails(held: Iterable[Held]) -> frozenset[str]:
    """The addresses that say little of whose they are.

    Those of an office, those that people of different names have, and those of many customers.
    """
    owners = _owners(held)
    return frozenset(
        mail
        for mail, whose in owners.items()
        if is_office(mail)
        or _apart(whose) > MOST_OWNERS
        or (len(names := set().union(*whose.values())) > 1 and not _one_person(names))
    )


def weak_numbers(held: Iterable[Held]) -> frozenset[str]:
    """The numbers, by their keys, that more customers have than can be one."""
    return frozenset(key for key, whose in _owners(held).items() if _apart(whose) > MOST_OWNERS)


def _owners(held: Iterable[Held]) -> dict[str, dict[int, set[str]]]:
    """By what is held, the names of the people who have it at each customer."""
    owners: dict[str, dict[int, set[str]]] = {}
    for what, customer_id, name in held:
        names = owners.setdefault(what, {}).setdefault(customer_id, set())
        if name:
            names.add(name)
    return owners


def _apart(whose: dict[int, set[str]]) -> int:
    """How many of these customers are others: those at whom one person has it may be one."""
    if len(whose) <= MOST_OWNERS:
        return len(whose)
    groups: list[set[str]] = []
    alone = 0
    for names in whose.values():
        if not names:
            alone += 1
            continue
        mine = set(names)
        for group in [group for group in groups if group & mine]:
            mine |= group
            groups.remove(group)
        groups.append(mine)
    return alone + len(groups)


def _one_person(names: set[str]) -> bool:
    longest = max(sorted(names), key=len)
    return all(could_be_one(longest, name) for name in names)

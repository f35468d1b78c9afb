"""Tables with several people in a row: "Contact 1 Name … Contact 2 Name", "Ansprechpartner 2", "Secondary Contact".

The columns of the second person and those after are taken out of the header, so that the first is read as if
there were nobody else; each of the others is read by a layout of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..columns.column_values import Look
from ..headed.headings import TWICE, fields_of, tokens_of
from ..mapping.layout import TOLD, Layout, base_of, lay_out
from ..mapping.record_words import WORDS
from ..programs.profiles import Profile

OF_A_PERSON = frozenset(
    (
        *("name", "first name", "middle name", "last name", "prefix", "suffix", "role", "e-mail"),
        *("phone", "mobile", "fax", "birthday", "note", "website"),
    )
)
ONE_OF_MANY = frozenset(("middle name", "suffix"))
"""Fields whose headings say "second" and mean the same person."""
NAMES = frozenset(("name", "first name", "last name"))
REACHED = frozenset(("e-mail", "phone", "mobile", "fax"))
NOT_THEIRS = frozenset((*WORDS.OF_OTHERS, *WORDS.NO_CUSTOMERS_NAME))
WHOSE = frozenset(("company", "company id"))
MOST = 9
CONTACT = "contact name"
FIRST_NAME = ("first", "name")
"""The one ordinal that says what of a person, and not of which: "Contact 2 First Name"."""


class Heading(NamedTuple):
    """A heading taken apart: which person it is of (0 where it does not say), and what it holds of them.

    ``outright`` says that it names a contact, ``again`` that it is a heading for the second time.
    """

    number: int
    field: str
    outright: bool
    again: bool
    rest: str


def parted(
    header: Sequence[str], taken: Collection[int] = ()
) -> tuple[tuple[str, ...], dict[int, dict[int, str]]]:
    """The header for the first person, and by the number of each other one, which column is which field.

    Columns that are ``taken`` belong to nobody.
    """
    seen = {place: _apart(name) for place, name in enumerate(header) if place not in taken}
    begins: dict[int, int] = {}
    for place, one in seen.items():
        sure = one.outright or one.field != "name"
        if 1 < one.number <= MOST and one.field in NAMES and sure:
            begins.setdefault(one.number, place)
    others: defaultdict[int, dict[int, str]] = defaultdict(dict)
    names = list(header)
    for place, one in seen.items():
        base = base_of(one.field)
        behind = place > begins.get(one.number, len(header))
        mine = one.outright or not one.again or behind or begins.get(one.number) == place
        if one.number in begins and base in OF_A_PERSON and mine:
            others[one.number][place] = one.field
            names[place] = ""
        elif one.number == 1 and base in OF_A_PERSON and (one.outright or begins):
            names[place] = CONTACT if one.field == "name" else one.rest
    return tuple(names), dict(others)


def departments(
    header: Sequence[str], looks: Sequence[Look], after: int, taken: Collection[int] = ()
) -> dict[int, dict[int, str]]:
    """People by what heads their columns: "Einkauf", "E-Mail Einkauf", "Telefon Einkauf"; numbered from ``after`` on.

    The column under the bare word must hold names of people: else nobody knows whom the others reach.
    """
    known = fields_of(header)
    others: dict[int, dict[int, str]] = {}
    for place, heading in enumerate(header):
        words = tokens_of(heading)
        if place in known or place in taken or looks[place] is not Look.PEOPLE:
            continue
        if not words or NOT_THEIRS & set(words):
            continue  # an assistant, or one's own staff
        ways = {
            at: field
            for at, name in enumerate(header)
            if at != place and at not in taken and (field := _way(tokens_of(name), words))
        }
        if ways and not any(at in other for other in others.values() for at in ways):
            others[after + 1 + len(others)] = {place: "name", **ways}
    return others


def _way(tokens: Sequence[str], words: Sequence[str]) -> str:
    """The way to reach somebody that a heading names beside ``words``; "" for none."""
    rest = [one for one in tokens if one not in words]
    if len(rest) + len(words) != len(tokens) or not rest:
        return ""
    field = base_of(fields_of([" ".join(rest)]).get(0, ""))
    return field if field in REACHED else ""


def numbered(
    header: Sequence[str], begin: str, taken: Collection[int] = ()
) -> dict[int, dict[int, str]]:
    """By the number of each further person, which column is which field, where a program numbers them from one."""
    others: defaultdict[int, dict[int, str]] = defaultdict(dict)
    pattern = re.compile(rf"{re.escape(begin)} ?([0-9]+)(.+)")
    for place, name in enumerate(header):
        found = pattern.fullmatch(name)
        field = fields_of([found[2]]).get(0, "") if found and place not in taken else ""
        if found and base_of(field) in OF_A_PERSON:
            others[int(found[1]) + 1][place] = field
    return dict(others)


def layouts(
    profile: Profile,
    header: Sequence[str],
    keys: Sequence[str],
    others: Mapping[int, Mapping[int, str]],
) -> tuple[Layout, ...]:
    """How each further person of a row is read: their own columns, and those that name the customer."""
    found = []
    for number in sorted(others):
        own = others[number]
        told = [f"{TOLD}{place}" if place in own else key for place, key in enumerate(keys)]
        made = _profile(profile, own)
        role = next((header[at] for at, field in own.items() if field == "name"), "")
        if role and "role" not in own.values() and _is_department(role):
            made = replace(made, constants={**made.constants, "role": role})
        found.append(replace(lay_out(made, header, told), spare=()))
    return tuple(found)


def _is_department(heading: str) -> bool:
    """Whether a heading of names says what somebody is, and neither that it is a name nor that it is of a contact."""
    tokens = set(tokens_of(heading))
    return not fields_of([heading]) and not tokens & {*WORDS.CONTACT_WORDS, *WORDS.NAME_WORDS}


def _profile(profile: Profile, own: Mapping[int, str]) -> Profile:
    prefix = "person:" if any(name.startswith("person:") for name in profile.fields) else ""
    fields = {
        name: heads
        for name, heads in profile.fields.items()
        if name.startswith("customer:") or name.removeprefix("person:") in WHOSE
    }
    for place, field in own.items():
        name = f"{prefix}{field}"
        fields[name] = (*fields.get(name, ()), f"{TOLD}{place}")
    return replace(profile, fields=fields)


def _apart(heading: str) -> Heading:
    tokens = tokens_of(TWICE.sub("", heading))
    again = TWICE.search(heading)
    if fields_of([heading]).get(0) in ONE_OF_MANY and not any(map(str.isdigit, heading)):
        return Heading(0, "", False, bool(again), "")  # "Deuxième prénom" is somebody's middle name
    numbers = [int(one) for one in tokens if one.isdigit() and len(one) == 1]
    numbers += [1 for one in tokens if one in WORDS.ORDINAL_FIRST]
    numbers += [2 for one in tokens if one in WORDS.ORDINAL_SECOND]
    numbers += [3 for one in tokens if one in WORDS.ORDINAL_THIRD]
    rest = [
        one
        for one, then in zip(tokens, (*tokens[1:], ""), strict=False)
        if not one.isdigit() and (one not in WORDS.ORDINALS or (one, then) == FIRST_NAME)
    ]
    about = [one for one in rest if one not in WORDS.CONTACT_WORDS]
    outright = _outright(rest)
    number = numbers[0] if numbers else int(again.group().strip(" ()")) if again else 0
    field = "name" if outright and not about else fields_of([" ".join(about)]).get(0, "")
    if field == "title":
        field = "role"
    return Heading(number, field, outright, bool(again), " ".join(about))


def _outright(tokens: Sequence[str]) -> bool:
    return any(one in WORDS.CONTACT_WORDS for one in tokens)

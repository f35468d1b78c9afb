"""The fields that a column can fill, in the rep's words: ``e-mail``, ``ordered``, ``customer phone``.

A word without a record means the record that such a field belongs to in this table: ``phone`` is the
person's where rows tell of persons, else the customer's. ``customer phone`` says it outright.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from ...errors import InvalidInput
from ..mapping.layout import ALL_OF, ROUTES, TAKEN, base_of
from ..programs.profiles import squeezed, words
from ..reading.columns import ASIDE, LEFT_OUT
from .field_list import ACTIVITIES, CUSTOMER, GROUPS, PERSON, SALES, Field


class Chosen(NamedTuple):
    """What the rep said that a column fills: a field, of one ``record`` or ("") of whichever takes it.

    ``name`` may bear a label ("phone/home"); it is ``ASIDE`` or ``LEFT_OUT`` where the column fills none.
    """

    record: str
    name: str


LINKS = frozenset(("company", "company id", "name", "person id"))
"""Fields that say whose a row is: they go wherever the records of the row have a place for them."""
EVERYWHERE = frozenset(("is company", "deleted"))
SAME = {
    ("customer", "name"): "company",
    ("customer", "id"): "company id",
    ("person", "id"): "person id",
}
SAME |= {(kind, "person"): "name" for kind in (*SALES, *ACTIVITIES)}
"""Fields that are a link seen from their own record, or from another."""

OTHER_WORDS = {
    "-": LEFT_OUT,
    "": ASIDE,
    "customer": "company",
    "customer name": "company",
    "person name": "name",
}
OTHER_WORDS |= {
    "to do": "subject",
    "city": "town",
    "customer id": "customer number",
    "id": "record number",
}
DOUBTFUL: Mapping[str, tuple[str, ...]] = {
    "title": ("product", "role"),
    "date": ("ordered", "day", "due", "paid"),
    "number": ("customer number", "order number", "phone"),
    "address": ("street", "whole address", "e-mail"),
}
"""Words that headings bear, and that may mean one thing or another."""
RECORDS: Mapping[str, tuple[str, ...]] = {
    "customer": CUSTOMER,
    "person": PERSON,
    "sale": SALES,
    "deal": SALES,
    "touch": ACTIVITIES,
    "follow-up": ACTIVITIES,
}
"""What may stand before a field, and the records that it means."""
NEAREST = 3


@cache
def fields() -> tuple[Field, ...]:
    """Every field, in the order in which they are listed."""
    return tuple(field for _, group in GROUPS for field in group)


def meant(said: str) -> Chosen:
    """What a word of the rep's means. Raises ``InvalidInput`` (field "map") with the nearest words."""
    word = " ".join(said.split())
    base, slash, label = word.partition("/")
    base = base.strip().casefold()
    found = _plainly(base) or _with_record(base) or _as_heading(base)
    if found and (not slash or found.name in (*ROUTES, "personal", "date")):
        return (
            found._replace(name=f"{found.name}/{label.strip()}")
            if slash and label.strip()
            else found
        )
    if found:
        raise InvalidInput(f'"{word}" is no field: {base} takes no label', base, field="map")
    raise InvalidInput(f'"{word}" is no field', _nearest(base), field="map")


def word_of(record: str, name: str, makes: Sequence[str]) -> str:
    """What a rep calls a field of a record in a table whose rows make ``makes``."""
    base, slash, label = name.partition("/")
    base = SAME.get((record, base), base)
    same = [field for field in fields() if field.name == base]
    fit = next((one.word for one in same if record in one.records or base in LINKS), "")
    called = _called(record)
    if base in LINKS | EVERYWHERE and fit:
        return fit
    if owner(Chosen("", base), makes) == record and (fit or base == "id"):
        return f"{fit or 'record number'}{slash}{label}"
    return f"{fit if fit.startswith(called) else f'{called} {fit or base}'}{slash}{label}"


def owner(chosen: Chosen, makes: Sequence[str]) -> str:
    """The record whose field is meant in rows that make ``makes``; "" for none of them.

    Where rows make none that could have it, the record that they must make as well.
    """
    if chosen.name == "id" and not chosen.record:
        return next(iter(makes), "")
    able = owners(chosen)
    return next((kind for kind in able if kind in makes), next(iter(able), ""))


def owners(chosen: Chosen) -> tuple[str, ...]:
    """The records that can have a field, the likeliest first."""
    base = base_of(chosen.name)
    if chosen.record:
        return tuple(kind for kind in RECORDS[chosen.record] if base in TAKEN[kind])
    return max((one.records for one in fields() if one.name == base), key=len, default=())


def takes_all(name: str) -> bool:
    """Whether several columns fill a field together, so that one more takes nothing from the others."""
    return base_of(name) in ALL_OF


def _called(record: str) -> str:
    return next(word for word, kinds in RECORDS.items() if record in kinds)


def _plainly(word: str) -> Chosen | None:
    word = OTHER_WORDS.get(word, word)
    key = squeezed(word)
    same = [one for one in fields() if one.word == word]
    same += [one for one in fields() if key and squeezed(one.word) == key]
    if not same:
        return None
    sure = same[0].word.startswith("customer ") and same[0].name not in LINKS
    return Chosen("customer" if sure else "", same[0].name)


def _with_record(word: str) -> Chosen | None:
    for record, kinds in RECORDS.items():
        name = word.removeprefix(record).strip()
        if name == word:
            continue
        bare = _plainly(name)
        for kind in kinds:
            if bare and not bare.record and bare.name in TAKEN[kind]:
                return Chosen(record, bare.name)
            if name in TAKEN[kind]:
                return Chosen(record, name)
            if name in ("number", "id"):
                return Chosen(record, "id")
    return None


def _as_heading(word: str) -> Chosen | None:
    """A word that people head such a column with: ``Firma``, ``town``, ``surname``."""
    if word in DOUBTFUL:
        return None
    key = squeezed(word)
    name = next((field for field, heads in words().items() if key and key in heads), "")
    found = next((field for field in fields() if field.name == name and name), None)
    return Chosen("", found.name) if found else None


def _nearest(word: str) -> str:
    near = DOUBTFUL.get(word) or get_close_matches(
        word, [field.word for field in fields()], NEAREST
    )
    several = "`repbook import --fields` lists them"
    return f"did you mean {' or '.join(near)}? {several}" if near else several

"""A table of which the rep said what its columns hold: which records its rows make, and of what.

A program's profile stays in force for the columns that nobody mapped, and so do the words over the columns of a
plain table. A field of which a record has one, loses the column that it had; routes and notes gain one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..mapping.layout import BEHIND, TOLD, base_of, keys_of
from ..programs.profiles import Profile, words
from ..reading.columns import ASIDE, LEFT_OUT
from .field_words import LINKS, Chosen, owners
from .row_fields import RowFields


def plain_header(header: Sequence[str], chosen: Mapping[int, Chosen]) -> tuple[str, ...]:
    """``header`` with the headings that a plain table would have where the rep said what a column holds."""
    names = list(header)
    for place, one in chosen.items():
        heads = () if one.record else words().get(base_of(one.name), ())
        names[place] = heads[0] if heads else ""
    return tuple(names)


def mapped(
    base: Profile | None, header: Sequence[str], chosen: Mapping[int, Chosen]
) -> tuple[Profile, tuple[str, ...]]:
    """The profile of a table with the rep's columns, and the keys by which it names the columns.

    ``base`` is a program's profile, or what ``plain_header`` looks like. Raises ``InvalidInput`` (field "map")
    where a record lacks what it can't be without.
    """
    keys = list(keys_of(header))
    for place, one in chosen.items():
        keys[place] = BEHIND if one.name == LEFT_OUT else f"{TOLD}{place}"
    filling = {place: one for place, one in chosen.items() if one.name not in (ASIDE, LEFT_OUT)}
    firm = any(one.name in {"company", "company id"} for one in filling.values())
    table = RowFields(base, frozenset(keys), firm)
    for one in sorted(filling.values(), key=_sureness):
        table.need(one)
    table.settle()
    placed: set[tuple[str, str]] = set()
    for place, one in sorted(filling.items()):
        for spot in table.spots(one):
            table.put(spot, keys[place], more=spot in placed)
            placed.add(spot)
    table.check()
    return table.profile(), tuple(keys)


def _sureness(one: Chosen) -> tuple[bool, int]:
    """What tells its record outright comes before what depends on the records that there are."""
    return (one.name in LINKS, len(owners(one)))

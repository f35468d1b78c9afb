"""Which program wrote a file: told by its header, or by the rep with ``--from``.

The programs and their headers are data (``profiles.toml``); a table of nobody's program is read by
the words that people head their columns with (``unknown_tables``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from ...errors import InvalidInput
from ...wording import fold

PLAIN = "plain"
VCARD = "vcard"


@dataclass(frozen=True, slots=True)
class Profile:
    """One program's table: its signatures, the records of a row, and which header fills which field.

    ``beside`` names headers that fill no field, and tell how others are to be read ("quantity").
    """

    id: str
    name: str
    makes: tuple[str, ...] = ()
    signatures: tuple[frozenset[str], ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    spelt: Mapping[str, str] = field(default_factory=dict)
    numbered: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: str = ""
    further: str = ""
    cents: bool = False
    guarded: bool = False
    leads: bool = False


def squeezed(header: str) -> str:
    """A header as the profiles name it: folded, letters and figures only."""
    return "".join(char for char in fold(header) if char.isalnum())


@cache
def known() -> Mapping[str, Profile]:
    """The shipped profiles by id."""
    told = tomllib.loads(_shipped("profiles.toml"))
    groups: Mapping[str, Mapping[str, list[str]]] = told["groups"]
    sales = tomllib.loads(_shipped("sales_profiles.toml"))
    entries = {**told["profiles"], **sales["profiles"]}
    return {id_: _made(id_, entry, groups) for id_, entry in entries.items()}


@cache
def words() -> Mapping[str, tuple[str, ...]]:
    """The headers of plain tables, squeezed, by the field that they fill."""
    told: dict[str, list[str]] = {}
    for shipped in ("unknown_tables.toml", "money_headings.toml"):
        for name, headers in tomllib.loads(_shipped(shipped)).items():
            told[name] = [*told.get(name, ()), *headers]
    return {name: tuple(map(squeezed, headers)) for name, headers in told.items()}


def detect(header: Sequence[str], among: Sequence[Profile] | None = None) -> Profile | None:
    """The profile whose signature the header holds; of several the longest, then the best filled.

    Upper and lower case count at first ("Record ID" is HubSpot's, "Record Id" Zoho's).
    """
    pool = tuple(known().values()) if among is None else among
    return _best(header, pool, exact=True) or _best(header, pool, exact=False)


def is_known(header: Sequence[str]) -> bool:
    """Whether some program writes this header."""
    return _best(header, tuple(known().values()), exact=True) is not None


def is_own(header: Sequence[str]) -> bool:
    """Whether repbook wrote this header."""
    found = detect(header)
    return found is not None and found.guarded


def headings(cells: Sequence[str]) -> int:
    """How many of these cells are what columns are headed with, in any program or plain table."""
    return len({squeezed(cell) for cell in cells if cell} & _every_heading())


@cache
def _every_heading() -> frozenset[str]:
    plain = (head for heads in words().values() for head in heads)
    theirs = (
        head for profile in known().values() for heads in profile.fields.values() for head in heads
    )
    return frozenset((*plain, *theirs)) - {""}


def chosen(name: str, header: Sequence[str]) -> Profile | None:
    """The profile that the rep names, by its id or its program ("hubspot"); None for plain.

    Raises ``InvalidInput`` for an unknown program, or one that does not head its columns so.
    """
    wanted = name.strip().lower()
    if wanted == PLAIN:
        return None
    if wanted in known():
        return known()[wanted]
    pool = [profile for id_, profile in known().items() if id_.partition(".")[0] == wanted]
    if not pool:
        programs = ", ".join(dict.fromkeys(id_.partition(".")[0] for id_, _ in profiles()))
        raise InvalidInput(f'"{name}" is no program that repbook reads', programs, field="profile")
    keys = {squeezed(cell) for cell in header}
    found = detect(header, pool) or max(pool, key=lambda profile: _filled(profile, keys))
    if _filled(found, keys) < 2:
        message = f"the header does not look like one of {name}"
        raise InvalidInput(message, "leave --from out, or say --from plain", field="profile")
    return found


def profiles() -> tuple[tuple[str, str], ...]:
    """The id and human name of every profile that ``--from`` takes."""
    shipped = tuple((one.id, one.name) for one in known().values() if one.makes)
    return (*shipped, (VCARD, "vCard address book"), (PLAIN, "Plain table"))


def _best(header: Sequence[str], pool: Sequence[Profile], *, exact: bool) -> Profile | None:
    def plain(text: str) -> str:
        text = " ".join(text.split()).rstrip("*")
        return text if exact else text.casefold()

    cells = {plain(cell) for cell in header}
    keys = {squeezed(cell) for cell in cells}
    fitting = [
        (len(signature), _filled(profile, keys), profile)
        for profile in pool
        for signature in profile.signatures
        if {plain(cell) for cell in signature} <= cells
    ]
    return max(fitting, key=lambda fit: fit[:2])[2] if fitting else None


def _filled(profile: Profile, keys: set[str]) -> int:
    return sum(bool(keys & set(headers)) for headers in profile.fields.values())


def _made(
    id_: str, entry: Mapping[str, Any], groups: Mapping[str, Mapping[str, list[str]]]
) -> Profile:
    fields: dict[str, tuple[str, ...]] = {}
    for group in entry.get("groups", ()):
        fields |= {name: tuple(headers) for name, headers in groups[group].items()}
    fields |= {name: tuple(headers) for name, headers in entry.get("fields", {}).items()}
    return Profile(
        id=id_,
        name=entry["name"],
        makes=tuple(entry["makes"]),
        signatures=tuple(frozenset(signature) for signature in entry["signatures"]),
        fields=fields,
        constants=entry.get("constants", {}),
        spelt=entry.get("spelt", {}),
        numbered=entry.get("numbered", {}),
        beside={name: tuple(headers) for name, headers in entry.get("beside", {}).items()},
        joined=entry.get("joined", ""),
        further=entry.get("further", ""),
        cents=entry.get("cents", False),
        guarded=entry.get("guarded", False),
        leads=entry.get("leads", False),
    )


def _shipped(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")

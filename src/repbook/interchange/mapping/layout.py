"""Which column fills which field of which record, and how a row's cells are read through that.

A field that several columns can fill takes the first one that holds something; notes and routes take
all of them. What no record takes is kept with the row as ``extra``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..programs.profiles import Profile, squeezed

ADDRESS = ("street", "house", "street2", "address", "city", "region", "postcode", "country")
"""The parts of an address; "street/home" is one that is labelled, and no customer's own."""
ROUTES = ("phone", "mobile", "fax", "e-mail", "page")
ALL_OF = frozenset((*ROUTES, "note", "personal", "date", "birthday", "anniversary", "website"))
"""Fields that take every column that fills them; of a customer's website the first is the site."""
DAYS = frozenset(
    (
        *("created", "ordered", "promised", "live", "paid", "won on", "day", "due", "done on"),
        *("invoice due", "cancelled", "next on"),
    )
)
AMOUNTS = frozenset(("amount",))
FIRST_ONLY = frozenset(("company", "company id", "person", "person id"))
"""Fields of which a record takes one, though the program may join several in a cell."""

STANDS = ("is customer", "is prospect", "is supplier", "is active", "is inactive")
"""Columns of yes and no that tell how somebody stands."""
WHOSE = ("company", "company id", "person", "person id", "deleted")
SALE = (
    *("id", "title", "number", "ordered", "promised", "live", "paid", "amount", "currency"),
    *("sale kind", "cycle", "invoice due", "cancelled", "status", "sort"),
    *WHOSE,
)
ACTIVITY = (
    *("id", "kind", "subject", "note", "outcome", "day", "due", "done", "done on", "status"),
    *("next", "next on", "cancelled"),
    *WHOSE,
)
OWN_TOUCH = ("id", "day", "at", "kind", "outcome", "topic", "incoming", "minutes", "note", *WHOSE)
OWN_FOLLOWUP = (
    *("id", "sale id", "due", "at", "subject", "kind", "source", "status", "reason", "done on"),
    *("delegated to", "every days"),
    *WHOSE,
)
TAKEN: Mapping[str, frozenset[str]] = {
    "customer": frozenset(
        (
            *("id", "name", "is company", "tier", "industry", "website", "note", "status"),
            *("created", "deleted", "place", *ADDRESS, *STANDS),
            *ROUTES,
        )
    ),
    "person": frozenset(
        (
            *("id", "name", "first name", "middle name", "last name", "is company", "company"),
            *("company id", "role", "main", "note", "newsletter", "no newsletter", "do not call"),
            *("birthday", "birth year", "birth month", "birth day", "anniversary", "personal"),
            *("date", "website", "deleted", "prefix", "suffix", *ADDRESS),
            *("status", "converted", "became", "became account", *STANDS),
            *ROUTES,
        )
    ),
    "sale": frozenset(SALE),
    "deal": frozenset((*SALE, "stage", "won", "won on", "probability")),
    "activity": frozenset(ACTIVITY),
    "own touch": frozenset(OWN_TOUCH),
    "own follow-up": frozenset(OWN_FOLLOWUP),
}
"""The fields that each sort of record takes; a profile may name no others."""
OWN = "own "
"""How a field is named that is a column of the book, and only repbook's own sheets fill."""
TOLD = "="
"""Begins the key of a column of which the rep said what it holds; no squeezed heading does."""
BEHIND = f"{TOLD}ignore"
NUMBERED = re.compile(r"(?P<family>.+) (?P<number>[0-9]+) - (?P<part>[A-Z][A-Za-z ]+)$")
LABEL_PARTS = ("Label", "Type")
LABELLED = re.compile(r"(.+?)[ _-]+(?:type|label|typ|art|tipo|soort)", re.IGNORECASE)
"""What heads the sort of what another column holds: "Phone 1 Type" beside "Phone 1"."""
ADDRESS_PARTS = {
    "Street": "street",
    "Extended Address": "street2",
    "PO Box": "street2",
    "City": "city",
    "Region": "region",
    "Postal Code": "postcode",
    "Country": "country",
    "Formatted": "address",
}
"""How Google calls the parts of an address, and what they fill."""


Places = Mapping[str, Mapping[str, Sequence[int]]]


def base_of(field: str) -> str:
    """A field without its label: "street/shipping" is a street."""
    return field.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of one file seen through a profile.

    ``columns`` maps each record of a row to its fields' columns, ``labels`` a column of values to the
    column of its labels (Google), ``spare`` lists the columns that nobody maps, and ``choices`` by
    record the fields of which one value is taken where several may stand. ``families`` gathers
    "phone" and "phone/home" as the columns of "phone", each with its label. ``pairs`` maps a spare column
    of values to that of their names ("Custom Field 1 - Value"). ``places`` has the columns of each address,
    ``further`` are the layouts of the other people of a row. ``beside`` are columns that only tell how others are
    to be read ("quantity"); they fill nothing.
    """

    profile: Profile
    header: tuple[str, ...]
    columns: Mapping[str, Mapping[str, tuple[int, ...]]]
    labels: Mapping[int, int]
    spare: tuple[int, ...]
    choices: Mapping[str, tuple[str, ...]]
    families: Mapping[str, Mapping[str, tuple[tuple[int, str], ...]]]
    pairs: Mapping[int, int] = field(default_factory=dict)
    places: Mapping[str, Places] = field(default_factory=dict)
    further: tuple[Layout, ...] = ()
    beside: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def mapping(self) -> tuple[tuple[str, str], ...]:
        """Each column with what it fills, for the preview; "" is kept with the row."""
        fills: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for kind, fields in self.columns.items():
            own = any(name.startswith(f"{kind}:") for name in self.profile.fields)
            for name, columns in fields.items():
                for column in columns:
                    fills[column][f"{kind} {name}" if own else name] = None
        for column in self.labels.values():
            fills[column]["label"] = None
        for number, other in enumerate(self.further, 2):
            for name, columns in other.columns["person"].items():
                for column in set(columns) - self.used():
                    fills[column][f"{name} of person {number}"] = None
        return tuple((name, ", ".join(fills[place])) for place, name in enumerate(self.header))

    def days(self) -> dict[int, str]:
        """The columns that must hold days, with their headers."""
        own = {
            name
            for fields in self.columns.values()
            for name in fields
            if name.startswith(OWN) and name.endswith("_on")
        }
        return self._of(DAYS | own)

    def amounts(self) -> dict[int, str]:
        """The columns that must hold amounts of money, with their headers."""
        names = ("unit price", "refunded", "open amount", "paid amount")
        prices = {at: self.header[at] for name in names for at in self.beside.get(name, ())}
        return self._of(AMOUNTS) | prices

    def ways(self) -> dict[int, str]:
        """The columns of e-mail addresses and telephone numbers, with their fields."""
        return {
            column: base_of(name)
            for fields in self.columns.values()
            for name, columns in fields.items()
            if base_of(name) in ("e-mail", "phone", "mobile")
            for column in columns
        }

    def births(self) -> dict[int, str]:
        """The columns of days of the year, whose year may be missing, with their headers."""
        return self._of(frozenset(("birthday", "anniversary", "date")))

    def used(self) -> set[int]:
        """The columns that fill a field of a row's own records."""
        return {place for of in self.columns.values() for at in of.values() for place in at}

    def _of(self, wanted: frozenset[str]) -> dict[int, str]:
        further = {column: name for one in self.further for column, name in one._of(wanted).items()}
        return further | {
            column: self.header[column]
            for fields in self.columns.values()
            for name, columns in fields.items()
            if base_of(name) in wanted
            for column in columns
        }


def keys_of(header: Sequence[str]) -> tuple[str, ...]:
    """What a profile calls the columns of ``header``, whose names are distinct."""
    return tuple(squeezed(re.sub(r" \([0-9]+\)$", "", name)) for name in header)


def lay_out(profile: Profile, header: Sequence[str], keys: Sequence[str] = ()) -> Layout:
    """Find the columns of ``header`` that ``profile`` names; ``header`` has distinct names.

    ``keys`` names the columns otherwise than their headings do, where the rep said what they hold;
    one of the key ``BEHIND`` stays behind altogether.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    keys = keys or keys_of(header)
    for place, key in enumerate(keys):
        places[key].append(place)
    found = {
        name: tuple(place for key in keys for place in places.get(key, ()))
        for name, keys in profile.fields.items()
    }
    columns = {kind: _of_kind(kind, found) for kind in profile.makes}
    labels, pairs = _numbered(profile, header, columns, keys)
    labels |= _labelled(header, columns)
    used = {place for fields in columns.values() for at in fields.values() for place in at}
    used |= set(labels.values())
    used |= {place for place, key in enumerate(keys) if key == BEHIND}
    spare = tuple(place for place in range(len(header)) if place not in used)
    choices = {
        kind: tuple(
            name
            for name, at in fields.items()
            if _one_of_many(name, at, profile)
            or ((kind, name) == ("customer", "website") and len(at) > 1)
        )
        for kind, fields in columns.items()
    }
    families = {kind: _families(fields) for kind, fields in columns.items()}
    beside = {
        name: at
        for name, heads in profile.beside.items()
        if (at := tuple(place for key in heads for place in places.get(key, ())))
    }
    addresses = {kind: _places(gathered) for kind, gathered in families.items()}
    return Layout(
        profile,
        tuple(header),
        columns,
        labels,
        spare,
        choices,
        families,
        pairs,
        addresses,
        beside=beside,
    )


def _families(
    fields: Mapping[str, tuple[int, ...]],
) -> Mapping[str, tuple[tuple[int, str], ...]]:
    gathered: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, at in fields.items():
        base, _, label = name.partition("/")
        gathered[base] += [(column, label) for column in at]
    return {  # a way without a label before those at home, or elsewhere
        base: tuple(sorted(columns, key=lambda each: bool(each[1])))
        for base, columns in gathered.items()
    }


def _places(families: Mapping[str, tuple[tuple[int, str], ...]]) -> Places:
    """The columns of each address, by its label and its part."""
    grouped: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    for part in ADDRESS:
        for column, label in families.get(part, ()):
            grouped[label].setdefault(part, []).append(column)
    return grouped


def _one_of_many(name: str, at: tuple[int, ...], profile: Profile) -> bool:
    if base_of(name) in ALL_OF or name.startswith("street2/"):
        return False
    return len(at) > 1 or (bool(profile.joined) and name in FIRST_ONLY)


def _of_kind(kind: str, found: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """The fields of one record: its own ("person:name") if the profile has any, else the common ones."""
    own = {
        name.removeprefix(f"{kind}:"): at
        for name, at in found.items()
        if name.startswith(f"{kind}:")
    }
    chosen = own or {name: at for name, at in found.items() if ":" not in name}
    taken = TAKEN[kind]
    return {
        name: at
        for name, at in chosen.items()
        if at and (base_of(name) in taken or name.startswith(OWN))
    }


def _numbered(
    profile: Profile,
    header: Sequence[str],
    columns: dict[str, dict[str, tuple[int, ...]]],
    keys: Sequence[str],
) -> tuple[dict[int, int], dict[int, int]]:
    """Google's numbered columns: add those of values to their fields, and return which column labels which;
    then the same of those that fill no field. A column of which the rep said what it holds belongs to none.
    """
    labels: dict[tuple[str, str], int] = {}
    values: dict[int, tuple[str, str]] = {}
    spare: dict[int, tuple[str, str]] = {}
    for place, name in enumerate(header):
        found = NUMBERED.match(name) if profile.numbered else None
        if not found or keys[place].startswith(TOLD):
            continue
        key = (found["family"], found["number"])
        if found["part"] in LABEL_PARTS:
            labels[key] = place
            continue
        filled = _filled(profile, found["family"], found["number"], found["part"])
        if filled:
            columns["person"][filled] = (*columns["person"].get(filled, ()), place)
        (values if filled else spare)[place] = key
    return (
        {place: labels[key] for place, key in values.items() if key in labels},
        {place: labels[key] for place, key in spare.items() if key in labels},
    )


def _labelled(
    header: Sequence[str], columns: Mapping[str, Mapping[str, tuple[int, ...]]]
) -> dict[int, int]:
    """The columns of ways to reach somebody whose sort stands in another, which fills nothing itself."""
    used = {place for fields in columns.values() for at in fields.values() for place in at}
    ways = {
        squeezed(header[place]): place
        for fields in columns.values()
        for name, at in fields.items()
        if base_of(name) in ("phone", "mobile", "fax", "e-mail")
        for place in at
    }
    found = {}
    for place, name in enumerate(header) if ways else ():
        said = LABELLED.fullmatch(name) if place not in used else None
        way = ways.get(squeezed(said[1])) if said else None
        if way is not None:
            found[way] = place
    return found


def _filled(profile: Profile, family: str, number: str, part: str) -> str:
    """The field that a numbered column fills; "" for none."""
    name = profile.numbered.get(family, "")
    if name == "address":
        return f"{ADDRESS_PARTS[part]}/{number}" if part in ADDRESS_PARTS else ""
    return name if part == "Value" else ""

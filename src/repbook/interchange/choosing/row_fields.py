"""The records of a row, and their fields, while the rep's columns are given to them."""

from __future__ import annotations

from dataclasses import replace

from ...errors import InvalidInput
from ..mapping.layout import TAKEN, TOLD, base_of
from ..programs.profiles import PLAIN, Profile
from .field_list import ACTIVITIES, SALES
from .field_words import EVERYWHERE, LINKS, Chosen, owner, owners, takes_all

Heads = dict[str, tuple[str, ...]]
Records = dict[str, Heads]

ORDER = ("sale", "deal", *ACTIVITIES, "person", "customer")
"""Which record of a row keeps what nobody maps: the first that there is."""
ONLY_OF_DEALS = frozenset(("stage", "won", "won on", "probability"))
SORTS = {
    "sale": "sales",
    "deal": "sales",
    "activity": "touches",
    "person": "people",
    "customer": "customers",
}


class RowFields:
    """The records of a row while columns are given to them; ``firm`` says that one of these names the customer."""

    def __init__(self, base: Profile | None, keys: frozenset[str], firm: bool) -> None:
        self.base = base
        self.firm = firm
        self.keys = keys
        self.records: Records = {} if base is None else _records(base, keys)
        self.added: list[str] = []

    def need(self, one: Chosen) -> None:
        """Have the record whose field was chosen."""
        base = base_of(one.name)
        if base in LINKS and not one.record:
            if base == "name" and "person" not in self.records and self._named_firm():
                self._add("person")
            return
        kind = owner(one, self.makes())
        if kind in SALES:
            kind = next((sale for sale in SALES if sale in self.records), kind)
            if base in ONLY_OF_DEALS and "sale" in self.records:
                self.records["deal"] = self.records.pop("sale")
                kind = "deal"
        able = owners(one)
        if "customer" in able and "person" in able and not self.records.keys() & set(able):
            kind = "customer" if self.firm or self._names_firm() else "person"
        if kind and kind not in self.records:
            self._add(kind)

    def settle(self) -> None:
        """In a plain table of sales or touches, a note on the row is none of the customer's: it stands there once."""
        if not self.records:
            self._add("customer")
        event = next((kind for kind in (*SALES, *ACTIVITIES) if kind in self.added), "")
        if event and self._is_plain:
            notes = [
                self.records[kind].pop("note", ())
                for kind in ("person", "customer")
                if kind in self.records
            ]
            if "note" in TAKEN[event] and any(notes):
                self.records[event]["note"] = next(filter(None, notes))

    def spots(self, one: Chosen) -> list[tuple[str, str]]:
        """The fields of records that a chosen column fills."""
        base = base_of(one.name)
        if base in EVERYWHERE:
            return [(kind, base) for kind in self.records if base in TAKEN[kind]]
        if base in LINKS and not one.record:
            return self._links(base)
        kind = owner(one, self.makes())
        if kind not in self.records:
            kind = next((sale for sale in SALES if sale in self.records), kind)
        if base == "id" and kind in {"customer", "person"}:
            return self._links("company id" if kind == "customer" else "person id")
        return [(kind, one.name)]

    def makes(self) -> tuple[str, ...]:
        """The records of a row; the first one keeps what nobody maps."""
        first = () if self.base is None or self._is_plain else self.base.makes
        return tuple(kind for kind in dict.fromkeys((*first, *ORDER)) if kind in self.records)

    def put(self, spot: tuple[str, str], key: str, *, more: bool) -> None:
        """Give a column to a field, beside those that the rep gave it, in place of those that it had."""
        kind, name = spot
        heads = self.records[kind].get(name, ())
        self.records[kind][name] = (*heads, key) if more or takes_all(name) else (key,)

    def check(self) -> None:
        """Raise ``InvalidInput`` where a record that the rep's columns ask for can't be made."""
        there = {
            kind: {n for n, at in heads.items() if self.keys & set(at)}
            for kind, heads in self.records.items()
        }
        for kind in self.records if self._is_plain else self.added:
            has = there[kind]
            if kind in SALES and not has & {"ordered", "won on"}:
                _refuse(
                    "a sale needs the day it was ordered",
                    'say which column is "ordered", or have what was sold kept "aside"',
                )
            if kind in ACTIVITIES and not has & {"day", "due", "done on"}:
                _refuse(
                    "a touch needs its day",
                    'say which column is "day", or "due" if it is still to be done',
                )
            if kind == "customer" and "name" not in has and not _named(there.get("person", set())):
                _refuse("no column names the customer", 'say which column is "company"')
            if kind == "person" and not has & {
                "name",
                "first name",
                "last name",
                "e-mail",
            }:
                _refuse("no column names the person", 'say which column is "name"')
            alone = kind in (*SALES, *ACTIVITIES) and not there.keys() & {"customer", "person"}
            if alone and not has & {"company", "company id", "person", "person id"}:
                _refuse("no column names the customer", 'say which column is "company"')

    def profile(self) -> Profile:
        """What the table is read by from now on."""
        firm = self.records.get("customer", {})
        if (
            "customer" in self.records
            and self._is_plain
            and firm.keys() <= {"name", "id"}
            and self.records.keys() - {"customer", "person"}
        ):
            del self.records["customer"]  # sales and touches name their customer themselves
            for kind in self.records:
                for base, own in (("company", "name"), ("company id", "id")):
                    if own in firm and base in TAKEN[kind]:
                        self.records[kind].setdefault(base, firm[own])
        makes = self.makes()
        fields = {
            f"{kind}:{name}": heads for kind in makes for name, heads in self.records[kind].items()
        }
        constants = dict(self.base.constants) if self.base else {}
        activity = self.records.get("activity", {})
        if (
            activity
            and "done" not in constants
            and not activity.keys() & {"due", "done", "done on", "status"}
        ):
            constants["done"] = "yes"  # what is told with its day and nothing else, has happened
        if self.base and not self._is_plain:
            return replace(self.base, makes=makes, fields=fields, constants=constants)
        sort = SORTS[makes[0]]
        return Profile(
            f"{PLAIN}.{sort}", f"Plain table of {sort}", makes, fields=fields, constants=constants
        )

    @property
    def _is_plain(self) -> bool:
        return self.base is None or self.base.id.startswith(PLAIN)

    def _names_firm(self) -> bool:
        """Whether a column says which firm a row belongs to."""
        return any(heads.keys() & {"company", "company id"} for heads in self.records.values())

    def _named_firm(self) -> bool:
        """Whether the customer of a row has a name already, so that another name is a person's."""
        return "customer" in self.records and any(
            head in self.keys and not head.startswith(TOLD)
            for head in self.records["customer"].get("name", ())
        )

    def _links(self, base: str) -> list[tuple[str, str]]:
        if base in ("company", "company id"):
            own = {"company": "name", "company id": "id"}[base]
            return [
                (kind, own if kind == "customer" else base)
                for kind in self.records
                if kind == "customer" or base in TAKEN[kind]
            ]
        kind = next((one for one in ("person", "customer") if one in self.records), "")
        if base == "name" and kind:
            return [(kind, "name")]
        if base == "person id" and kind == "person":
            return [("person", "id")]
        return [
            (one, base if base == "person id" else "person")
            for one in self.records
            if "person" in TAKEN[one]
        ]

    def _add(self, kind: str) -> None:
        """Have one record more, named as those are that are there."""
        heads: Heads = {}
        for base, own in (("company", "name"), ("company id", "id")):
            named = self.records.get("customer", {}).get(own) or next(
                (fields[base] for fields in self.records.values() if base in fields), ()
            )
            if not named and kind == "customer" and base == "company":
                named = self.records.get("person", {}).get(
                    "name", ()
                )  # who has no firm, is the customer
            name = own if kind == "customer" else base
            if named and name in TAKEN[kind]:
                heads[name] = named
        self.records[kind] = heads
        self.added.append(kind)


def _records(profile: Profile, keys: frozenset[str]) -> Records:
    """The fields of each record of a profile, as far as the table has their columns."""
    found: Records = {}
    for kind in profile.makes:
        own = {
            n.removeprefix(f"{kind}:"): at
            for n, at in profile.fields.items()
            if n.startswith(f"{kind}:")
        }
        heads = own or {n: at for n, at in profile.fields.items() if ":" not in n}
        taken = TAKEN[kind]
        found[kind] = {
            name: live
            for name, at in heads.items()
            if base_of(name) in taken and (live := tuple(head for head in at if head in keys))
        }
    return found


def _named(person: set[str]) -> bool:
    """Whether rows name persons, so that one without a firm is a customer of that name."""
    return bool(person & {"name", "first name", "last name"})


def _refuse(message: str, hint: str) -> None:
    raise InvalidInput(message, hint, field="map")

"""Two records of one, field by field: what each says, what would stand, and what would be kept aside.

What is blank in the one that stays is filled from the other. Where both say something different, the one that stays
has the word unless the rep chooses, save for what a merge must not lose: whoever is on the book stays on it, the
closer tier counts, notes are put together. What is not chosen is kept aside, where it can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...errors import InvalidInput
from ...values import NamedTuple
from ...wording import fold
from ..spine.kinds import CustomerState

KEEP, JOIN, BOTH = "keep", "join", "both"

Values = Mapping[str, Any]
"""A row by its columns."""

UNTOLD = frozenset(("id", "customer_id", "folded", "created_on", "main"))
"""Columns that are nobody's choice."""
GROUPS: dict[str, tuple[str, ...]] = {
    "name": ("name", "name_prefix", "given_name", "middle_name", "family_name", "name_suffix"),
    "state": ("state", "state_reason", "state_on", "wake_on", "left_risk"),
    "address": ("street", "postcode", "city", "region", "country"),
    "rhythm": ("wish_aim", "wish_limit"),
    "followed from": ("followed_from", "follow_consent_on"),
    "newsletter": ("newsletter", "newsletter_since"),
}
"""Columns that are one field: a street of one town with the postcode of another would be no address."""
LABELS = {
    "do_not": "would rather not",
    "answer_hours": "answered within, hours",
    "fix_days": "solved within, days",
    "since_on": "knows you since",
    "left_on": "left on",
}
TEXTS = frozenset(("note", "do_not"))
"""Fields whose words are put together unless the rep chooses."""
ASIDE = {"name": "earlier name", "state": "was"}
"""What is kept aside, where it is not called as the field is; by an earlier name imports know somebody again."""
LET_GO = frozenset(("tier", "since_on"))
"""Of these, what does not stand is of no use any more."""
BETWEEN = {"note": "\n", "do_not": "; "}


class Compared(NamedTuple):
    """One field of two records: ``keep`` and ``join`` as text, which of them would stand, and what may be chosen.

    ``name`` is what a choice calls it. ``differs`` says that each has something of its own to say.
    """

    name: str
    label: str
    keep: str
    join: str
    stands: str
    offered: tuple[str, ...]
    differs: bool


class Settled(NamedTuple):
    """What becomes of the record that stays: columns that change, and by field what is kept aside as text.

    ``address`` is that of the other where it does not stand and is not the same, by its columns.
    """

    changes: dict[str, Any]
    aside: dict[str, str]
    address: dict[str, str]


def compared(
    keep: Values, join: Values, choices: Mapping[str, str] | None = None
) -> tuple[Compared, ...]:
    """Every field that either has something to say of, in the order of the columns.

    Raises ``InvalidInput`` for a choice of a field that there is not, or of a side that it does not have.
    """
    choices = choices or {}
    fields = _fields(keep)
    for name, side in choices.items():
        if name not in fields:
            raise InvalidInput(
                f"there is no field '{name}' to choose",
                f"choose from {', '.join(fields)}",
                field=name,
            )
        if side not in _offered(name):
            raise InvalidInput(
                f"{name}: '{side}' can't be chosen",
                f"choose from {', '.join(_offered(name))}",
                field=name,
            )
    found = []
    for name, columns in fields.items():
        mine, its = _said(name, keep, columns), _said(name, join, columns)
        if mine or its:
            stands = choices.get(name) or _stands(name, keep, join, columns)
            differs = bool(mine and its) and not _agree(name, keep, join, columns)
            label = LABELS.get(name, name.replace("_", " "))
            found.append(Compared(name, label, mine, its, stands, _offered(name), differs))
    return tuple(found)


def settled(keep: Values, join: Values, choices: Mapping[str, str] | None = None) -> Settled:
    """What becomes of the one that stays; raises ``InvalidInput`` as ``compared`` does."""
    changes: dict[str, Any] = {}
    aside: dict[str, str] = {}
    address: dict[str, str] = {}
    fields = _fields(keep)
    for one in compared(keep, join, choices):
        columns = fields[one.name]
        if one.stands == BOTH:
            changes[one.name] = _together(one.name, keep, join)
            continue
        mine, its = (keep, join) if one.stands == KEEP else (join, keep)
        declined = one.name in (choices or {}) and all(_blank(mine[column]) for column in columns)
        if _agree(one.name, keep, join, columns) and not declined:
            changes |= _filled(one.name, mine, its, columns)
            continue
        changes |= {column: mine[column] for column in columns}
        other = one.join if one.stands == KEEP else one.keep
        if one.name == "address":
            address = {column: str(its[column]) for column in columns}
        elif other and one.name not in LET_GO:
            aside[ASIDE.get(one.name, one.label)] = other
    if "created_on" in keep:
        changes["created_on"] = min(keep["created_on"], join["created_on"])
    changes = {column: value for column, value in changes.items() if keep[column] != value}
    if "name" in changes:
        changes["folded"] = fold(changes["name"])
    return Settled(changes, aside, address)


def _fields(row: Values) -> dict[str, tuple[str, ...]]:
    """The fields of a row with their columns, so that a new column is a field by itself."""
    of = {column: name for name, columns in GROUPS.items() for column in columns}
    fields: dict[str, tuple[str, ...]] = {}
    for column in row:
        if column not in UNTOLD:
            name = of.get(column, column)
            fields[name] = (*fields.get(name, ()), column)
    return fields


def _offered(name: str) -> tuple[str, ...]:
    return (KEEP, JOIN, BOTH) if name in TEXTS else (KEEP, JOIN)


def _stands(name: str, keep: Values, join: Values, columns: tuple[str, ...]) -> str:
    """Which of two stands where nobody chose."""
    mine, its = (any(not _blank(row[column]) for column in columns) for row in (keep, join))
    if name == "name":
        return KEEP
    if name == "tier":
        return KEEP if keep["tier"] <= join["tier"] else JOIN
    if name == "state":
        comes_back = keep["state"] != CustomerState.ACTIVE and join["state"] == CustomerState.ACTIVE
        return JOIN if comes_back else KEEP
    if name == "newsletter":
        return JOIN if join["newsletter"] and not keep["newsletter"] else KEEP
    if name == "since_on" and mine and its:
        return KEEP if keep[name] <= join[name] else JOIN
    if name in TEXTS and mine and its and not _agree(name, keep, join, columns):
        return BOTH
    return JOIN if its and not mine else KEEP


def _agree(name: str, keep: Values, join: Values, columns: Iterable[str]) -> bool:
    """Whether two fields can be one: part by part the same, or blank in one of them."""
    if name in TEXTS:
        return fold(keep[name]) == fold(join[name])
    if name == "name":
        return _same(keep["name"], join["name"])
    if name == "newsletter":
        return bool(keep["newsletter"]) == bool(join["newsletter"])
    if name == "state":
        columns = ("state", "state_reason")
    return all(
        _blank(keep[column]) or _blank(join[column]) or _same(keep[column], join[column])
        for column in columns
    )


def _filled(name: str, mine: Values, its: Values, columns: Iterable[str]) -> dict[str, Any]:
    """A field with what it lacks from the other; of a name, its parts from one of the two."""
    parts = [column for column in columns if column != "name"]
    if name == "name" and any(not _blank(mine[column]) for column in parts):
        return {column: mine[column] for column in columns}
    return {column: its[column] if _blank(mine[column]) else mine[column] for column in columns}


def _same(mine: Any, its: Any) -> bool:
    if isinstance(mine, str) and isinstance(its, str):
        return fold(mine) == fold(its)
    return bool(mine == its)


def _blank(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, str) and not value.strip())


def _together(name: str, keep: Values, join: Values) -> str:
    """Two texts as one, what both say once."""
    mine, its = str(keep[name]).strip(), str(join[name]).strip()
    if not mine or not its or fold(its) in fold(mine):
        return mine or its
    return its if fold(mine) in fold(its) else f"{mine}{BETWEEN[name]}{its}"


def _said(name: str, row: Values, columns: Iterable[str]) -> str:
    """A field as text; "" where it says nothing."""
    values = {column: row[column] for column in columns}
    if name == "name":
        return str(values["name"])
    if name == "state":
        if values["state"] == CustomerState.ACTIVE:
            return "on the book"
        return ", ".join(filter(None, (str(values["state"]), values["state_reason"])))
    if name == "newsletter":
        return "yes" if values["newsletter"] else ""
    if name == "address":
        town = " ".join(filter(None, (values["postcode"], values["city"])))
        return ", ".join(
            filter(None, (values["street"], town, values["region"], values["country"]))
        )
    if name == "rhythm":
        aim, limit = values["wish_aim"], values["wish_limit"]
        return f"every {aim} to {limit} d" if aim is not None else ""
    if name == "followed from":
        return str(values["followed_from"])
    (value,) = values.values()
    return "" if _blank(value) else str(value)

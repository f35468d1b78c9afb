"""A program's table beside the plain words: columns that its profile does not know, and tables that are not its own.

Programs write in many languages, and a rep's columns stand among theirs; a profile that knows a few of a table's
headings, where plain words know most of them, has taken another program's table for its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ..columns.asked_columns import asked
from ..columns.column_values import Look
from ..headed.headings import OF_FIRM
from ..mapping.layout import ADDRESS, ROUTES, TAKEN, Layout, base_of, keys_of, lay_out
from ..programs.profiles import Profile

MORE = frozenset((*ROUTES, "personal"))
"""Fields that take one column more, whatever they have."""
ONCE = frozenset(
    (
        *("website", "note", "role", "birthday", "prefix", "suffix", "middle name", "industry"),
        *("company", "company id", "newsletter", "no newsletter", "do not call", "status", "id"),
        *("anniversary", "birth year", "birth month", "birth day"),
    )
)
"""Fields that a column fills where the program's own columns leave them empty."""


def is_its_own(profile: Profile, header: Sequence[str], looks: Sequence[Look]) -> bool:
    """Whether a table that bears a program's signature is one of the program's."""
    of_people = bool(profile.makes) and set(profile.makes) <= {"customer", "person"}
    if profile.guarded or not of_people:
        return True
    return 3 * len(lay_out(profile, header).used()) >= 2 * len(asked(header, looks))


def with_words(
    profile: Profile, header: Sequence[str], looks: Sequence[Look], taken: Collection[int]
) -> tuple[Profile, frozenset[int]]:
    """The profile with the columns that only the plain words know, and these; those ``taken`` are left alone."""
    if profile.guarded or not profile.makes:
        return profile, frozenset()
    layout = lay_out(profile, header)
    if profile.makes[0] not in {"customer", "person"}:
        return _with_amount(profile, layout, header, looks, taken)
    paired = {*layout.pairs, *layout.pairs.values(), *layout.labels.values(), *taken}
    fills = {
        place: field
        for place, field in asked(header, looks).items()
        if place in layout.spare and place not in paired
    }
    fields = dict(profile.fields)
    keys = keys_of(header)
    told: set[int] = set()
    for place, field in fills.items():
        named = _field(profile, layout, field)
        if named and keys[place]:
            fields[named] = (*fields.get(named, ()), keys[place])
            told.add(place)
    return replace(profile, fields=fields), frozenset(told)


def _with_amount(
    profile: Profile,
    layout: Layout,
    header: Sequence[str],
    looks: Sequence[Look],
    taken: Collection[int],
) -> tuple[Profile, frozenset[int]]:
    """A program's table of deals whose amount stands under another heading than the program's own."""
    kind = next((kind for kind in ("deal", "sale") if kind in profile.makes), "")
    if not kind or "amount" in layout.columns.get(kind, {}):
        return profile, frozenset()
    fields, told, keys = dict(profile.fields), set(), keys_of(header)
    own = f"{kind}:" if any(name.startswith(f"{kind}:") for name in profile.fields) else ""
    for place, field in asked(header, looks).items():
        free = place in layout.spare and place not in taken and keys[place]
        missing = field == "amount" or field not in layout.columns.get(kind, {})
        if free and field in ("amount", "currency") and missing:
            fields[own + field] = (*fields.get(own + field, ()), keys[place])
            told.add(place)
    return replace(profile, fields=fields), frozenset(told)


def _field(profile: Profile, layout: Layout, field: str) -> str:
    """What the profile calls the field that a plain word names; "" where it has one, or takes none such."""
    field = field.removesuffix(OF_FIRM)
    placed = base_of(field) in ADDRESS and not field.endswith("/home")
    for kind in ("customer", "person") if placed else ("person", "customer"):
        field = {"person id": "id"}.get(field, field) if kind == "person" else field
        field = {"company id": "id"}.get(field, field) if kind == "customer" else field
        base = base_of(field)
        if kind not in layout.columns or base not in TAKEN[kind]:
            continue
        families = layout.families[kind]
        if base in ADDRESS:
            if any(part in families for part in ADDRESS):
                continue
        elif base not in MORE and (base not in ONCE or base in families):
            continue
        own = any(name.startswith(f"{kind}:") for name in profile.fields)
        return f"{kind}:{field}" if own else field
    return ""

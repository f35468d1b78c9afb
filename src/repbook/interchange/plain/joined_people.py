"""Two rows or cards of one file that are one person: what the second holds beyond the first stays with the first."""

from __future__ import annotations

from dataclasses import replace

from ...domain.shown.name_parts import NO_PARTS
from ...domain.spine.kinds import DateKind
from ...wording import fold
from ..reading.records import DateRecord, PersonRecord, Standing
from .joined_rows import beside, notes, places, ways


def joined_person(first: PersonRecord, second: PersonRecord) -> PersonRecord:
    """``first`` with what it lacks of ``second``; where both say something else, the second is kept aside.

    Blank cells overwrite nothing. Who refuses the newsletter on one row gets none.
    """
    if replace(second, line=first.line, main=first.main) == first:
        return first if first.main or not second.main else replace(first, main=True)
    aside = dict(first.extra)
    for called, mine, other in (
        ("name", first.name, second.name),
        ("role", first.role, second.role),
        ("company", first.customer_name, second.customer_name),
        ("company id", first.customer_external_id, second.customer_external_id),
    ):
        told = other and not other.startswith("#")  # a hash is no id that the file told
        if mine and told and fold(mine) != fold(other):
            beside(aside, called, other)
    if NO_PARTS not in (first.parts, second.parts):
        for part, mine, other in zip(first.parts._fields, first.parts, second.parts, strict=True):
            if other and fold(mine) != fold(other):
                beside(aside, f"{part} name" if part not in {"prefix", "suffix"} else part, other)
    newsletter = second.newsletter if first.newsletter is None else first.newsletter
    if second.newsletter is False:
        newsletter = False
    if True in (first.newsletter, second.newsletter) and newsletter is False:
        beside(aside, "newsletter", "yes")
    days = _days(first.dates, second.dates, aside)
    for header, text in second.extra.items():
        beside(aside, header, text)
    standings = (first.standing, second.standing)
    return replace(
        first,
        customer_name=first.customer_name or second.customer_name,
        customer_external_id=first.customer_external_id or second.customer_external_id,
        role=first.role or second.role,
        main=first.main or second.main,
        note=notes(first.note, second.note),
        newsletter=newsletter,
        routes=ways(first.routes, second.routes),
        dates=days,
        personal=tuple(dict.fromkeys((*first.personal, *second.personal))),
        parts=second.parts if first.parts == NO_PARTS else first.parts,
        addresses=places(first.addresses, second.addresses),
        photos=(*first.photos, *(one for one in second.photos if one not in first.photos)),
        extra=aside,
        standing=Standing.CUSTOMER if Standing.CUSTOMER in standings else first.standing,
        became=first.became or second.became,
    )


def _days(
    first: tuple[DateRecord, ...], second: tuple[DateRecord, ...], aside: dict[str, str]
) -> tuple[DateRecord, ...]:
    """All days of the year, each once; nobody has two birthdays, so that another one is kept aside."""
    found = list(first)
    for day in second:
        births = [at for at, one in enumerate(found) if one.kind is DateKind.BIRTHDAY]
        if day in found:
            continue
        if day.kind is not DateKind.BIRTHDAY or not births:
            found.append(day)
            continue
        mine = found[births[0]]
        if (mine.month, mine.day) == (day.month, day.day) and not (mine.year and day.year):
            found[births[0]] = replace(mine, year=mine.year or day.year)
        else:
            year = f"{day.year:04d}-" if day.year else "--"
            beside(aside, "birthday", f"{year}{day.month:02d}-{day.day:02d}")
    return tuple(found)

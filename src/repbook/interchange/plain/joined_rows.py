"""Two rows of one file that are one customer: what the second holds beyond the first stays with the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from ...wording import fold
from ..reading.records import AddressRecord, CustomerRecord, RouteRecord, Standing

TEXTS = ("tier", "industry", "website", "status")
PLACE = ("street", "city", "region", "postcode", "country")


def joined(first: CustomerRecord, second: CustomerRecord) -> CustomerRecord:
    """``first`` with what it lacks of ``second``; where both say something else, the second is kept aside.

    Notes are put together, ways to reach somebody and addresses are all taken, and so is a second id. A place
    that contradicts the first is never mixed with it: it is a further address, or is kept aside without a street.
    """
    values: dict[str, object] = {}
    aside: dict[str, str] = dict(first.extra)
    further: tuple[AddressRecord, ...] = second.addresses
    fits = not other_place(first, second)
    for column in (*TEXTS, *PLACE):
        mine, other = getattr(first, column), getattr(second, column)
        if column in PLACE and not fits and second.street:
            continue
        if other and not mine and (column in TEXTS or fits):
            values[column] = other
        elif other and fold(other) != fold(mine):
            beside(aside, column, other)
    if not fits and second.street:
        further = (AddressRecord("", *(getattr(second, part) for part in PLACE)), *further)
    if fold(second.name) != fold(first.name):
        beside(aside, "name", second.name)
    if first.created_on and second.created_on and first.created_on != second.created_on:
        beside(aside, "created on", second.created_on.isoformat())
    for header, text in second.extra.items():
        beside(aside, header, text)
    if second.external_id not in (first.external_id, *first.also):
        values["also"] = (*first.also, second.external_id)
    if Standing.CUSTOMER in (first.standing, second.standing):
        values["standing"] = Standing.CUSTOMER
    return replace(
        first,
        **{
            "routes": ways(first.routes, second.routes),
            "addresses": places(first.addresses, further),
            "photos": (*first.photos, *(one for one in second.photos if one not in first.photos)),
            "note": notes(first.note, second.note),
            "extra": aside,
            "created_on": first.created_on or second.created_on,
            "number": first.number or second.number,
            **values,
        },  # type: ignore[arg-type]
    )


class Placed(Protocol):
    """Whatever tells of a place."""

    @property
    def street(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def country(self) -> str: ...


def other_place(first: Placed, second: Placed) -> bool:
    """Whether two rows of one customer tell of two places: a part that both have is not the same."""
    pairs = ((getattr(first, part), getattr(second, part)) for part in PLACE)
    return any(mine and other and fold(mine) != fold(other) for mine, other in pairs)


def without_a_place(record: CustomerRecord) -> bool:
    """Whether nothing tells a customer from a namesake."""
    return not (record.city or record.postcode or record.street)


def ways(first: tuple[RouteRecord, ...], second: Iterable[RouteRecord]) -> tuple[RouteRecord, ...]:
    """All ways to reach somebody, each once."""
    have = {_way(one) for one in first}
    return (*first, *(one for one in second if _way(one) not in have))


def places(
    first: tuple[AddressRecord, ...], second: Iterable[AddressRecord]
) -> tuple[AddressRecord, ...]:
    """All addresses, each once, whatever they are called."""
    have = {tuple(map(fold, one.place)) for one in first}
    return (*first, *(one for one in second if tuple(map(fold, one.place)) not in have))


def notes(first: str, second: str) -> str:
    """Two notes as one; what the first has already is not said twice."""
    if not second or second in first:
        return first
    return "\n".join(filter(None, (first, second)))


def beside(aside: dict[str, str], header: str, text: str) -> None:
    """Keep a further value under its heading, once."""
    there = aside.get(header, "")
    if text.casefold() not in (there.casefold(), *there.casefold().split("\n")):
        aside[header] = "\n".join(filter(None, (there, text)))


def _way(route: RouteRecord) -> tuple[str, str]:
    return route.kind, route.digits or route.value.casefold()

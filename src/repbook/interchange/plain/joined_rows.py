"""Two rows of one file that are one customer: what the second holds beyond the first stays with the first."""

from __future__ import annotations

from dataclasses import replace

from ..reading.records import CustomerRecord, RouteRecord, Standing

TEXTS = (
    *("tier", "industry", "website", "street", "city", "region", "postcode", "country", "status"),
)


def joined(first: CustomerRecord, second: CustomerRecord) -> CustomerRecord:
    """``first`` with what it lacks of ``second``; where both say something else, the second is kept aside.

    Notes are put together, ways to reach somebody are all taken, and so is a second id.
    """
    values: dict[str, object] = {}
    aside: dict[str, str] = dict(first.extra)
    for column in TEXTS:
        mine, other = getattr(first, column), getattr(second, column)
        if other and not mine:
            values[column] = other
        elif other and other.casefold() != mine.casefold():
            _beside(aside, column, other)
    for header, text in second.extra.items():
        _beside(aside, header, text)
    if second.note and second.note not in first.note:
        values["note"] = "\n".join(filter(None, (first.note, second.note)))
    if second.external_id not in (first.external_id, *first.also):
        values["also"] = (*first.also, second.external_id)
    if Standing.CUSTOMER in (first.standing, second.standing):
        values["standing"] = Standing.CUSTOMER
    have = {_way(one) for one in first.routes}
    further = tuple(one for one in second.routes if _way(one) not in have)
    return replace(
        first,
        **{
            "routes": (*first.routes, *further),
            "extra": aside,
            "created_on": first.created_on or second.created_on,
            **values,
        },  # type: ignore[arg-type]
    )


def without_a_place(record: CustomerRecord) -> bool:
    """Whether nothing tells a customer from a namesake."""
    return not (record.city or record.postcode or record.street)


def _way(route: RouteRecord) -> tuple[str, str]:
    return route.kind, route.digits or route.value.casefold()


def _beside(aside: dict[str, str], header: str, text: str) -> None:
    """Keep a further value under its heading, once."""
    there = aside.get(header, "")
    if text.casefold() not in (line.casefold() for line in there.split("\n")):
        aside[header] = "\n".join(filter(None, (there, text)))

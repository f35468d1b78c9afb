"""What hangs on one row is hung on another: found by the schema, so that a table of tomorrow is met by itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...domain.duplicates.numbers import same_number
from ...domain.shown.whom_to_ring import situations_of
from ...storage.book import lazy_tables as t
from ...storage.book.joined import OURS, own_number
from ...storage.book.row_kinds import NOUNS
from ...storage.rows.sources import source
from ...wording import fold
from ..base.origins import origins_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from ...storage.book.work import Work


def rehang(work: Work, table: str, old: int, new: int) -> None:
    """Let everything that points to a row point to another of its table: links, and origins by their entity.

    A row that can't stand beside one that is there already (a constraint says it is the same) goes.
    """
    work.flush()
    for owner, column in t.links_to(table):
        name = str(owner.__tablename__)
        if not work.book.row(f'SELECT 1 FROM "{name}" WHERE "{column}" = ? LIMIT 1', (old,)):
            continue
        for row in work.find(owner, **{column: old}):
            if _is_there(work, row, column, new):
                work.remove(row)
            else:
                setattr(row, column, new)
    for origin in origins_of(work, NOUNS[table], old, referred=True):
        origin.row_id = new
    work.flush()


def _is_there(work: Work, row: Any, column: str, new: int) -> bool:
    """Whether a row that is the same by a constraint hangs there already."""
    for once in work.once(row):
        if column in once:
            equal = {name: getattr(row, name) for name in once}
            if work.find(type(row), **{**equal, column: new}):
                return True
    return False


def once(work: Work, customer_id: int, person_id: int | None) -> None:
    """Of the ways to reach somebody, their days, addresses, and pictures, let each stand once; the older row stays."""
    whose = {"customer_id": customer_id, "person_id": person_id}
    _each_once(work.find(t.Address, **whose), _address, lambda *_: None, work)
    _each_once(
        work.find(t.Photo, **whose), lambda row: (row.head, row.value), lambda *_: None, work
    )
    _each_once(work.find(t.ImportantDate, **whose), _day, _add_year, work)
    _routes_once(work, work.find(t.Route, **whose))


def _each_once(
    rows: list[Any], key: Callable[[Any], Hashable], take: Callable[[Any, Any], None], work: Work
) -> None:
    known: dict[Hashable, Any] = {}
    for row in rows:
        kept = known.setdefault(key(row), row)
        if kept is not row:
            take(kept, row)
            work.remove(row)


def _address(row: Any) -> Hashable:
    parts = (row.street, row.postcode, row.city, row.region, row.country)
    return tuple(map(fold, parts))


def _day(row: Any) -> Hashable:
    return row.kind, fold(row.label), row.month, row.day, row.year or 0


def _add_year(kept: Any, row: Any) -> None:
    kept.year = kept.year or row.year


def _routes_once(work: Work, routes: list[Any]) -> None:
    """The same number or address once, with the labels and the situations of both."""
    kept: list[Any] = []
    for route in routes:
        same = next(
            (
                one
                for one in kept
                if one.kind == route.kind
                and (
                    same_number(one.digits, route.digits)
                    if one.digits and route.digits
                    else one.value.strip().casefold() == route.value.strip().casefold()
                )
            ),
            None,
        )
        if same is None:
            kept.append(route)
            continue
        if len(route.digits.lstrip("0")) > len(same.digits.lstrip("0")):
            same.value, same.digits = route.value, route.digits  # with the country's code
        same.label = same.label or route.label
        both = (*situations_of(same.situation), *situations_of(route.situation))
        same.situation = ", ".join(dict.fromkeys(both))
        work.remove(route)


def leave_number(
    work: Work, entity: str, gone: int, stays: int, customer_id: int, aside: dict[str, str]
) -> None:
    """Remember that a row is part of another now: its own number, and what of it does not stand (§7)."""
    number = own_number(work.book, gone)
    ours = source(work.book.connection, OURS, entity, work.today)
    known = work.find(t.Origin, source_id=ours.id, external_id=number)
    if known:
        kept = {**json.loads(known[0].extra), **aside}
        known[0].extra = json.dumps(kept, ensure_ascii=False)
        return
    work.add(
        t.Origin(
            customer_id=customer_id,
            source_id=ours.id,
            row_id=stays,
            external_id=number,
            seen_on=ours.own_day(work.today),
            extra=json.dumps(aside, ensure_ascii=False),
        )
    )

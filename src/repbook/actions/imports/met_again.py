"""Records of an import that the book has already: what was kept of them last time, and what is kept now."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...storage.book import lazy_tables as t
from ..changes import said as s
from ..changes.several import Several
from ..known.recognise import EVENTS

if TYPE_CHECKING:
    from .import_desk import Desk

KEPT = "SELECT id, said, extra FROM came_from WHERE program = ? AND entity = ? AND external_id = ?"


@dataclass(frozen=True, slots=True)
class Kept:
    """The origin of a row, with what its file said last time (None: not kept) and its unmapped columns.

    ``id`` is 0 where there is none: a row of our own sheet, which is known by its number alone.
    """

    id: int = 0
    said: s.Said | None = None
    extra: str = "{}"


def kept_of(desk: Desk, entity: str, external_id: str) -> Kept:
    """What is kept of a record."""
    program = desk.sheet if entity in EVENTS else desk.family
    found = desk.work.book.row(KEPT, (program, entity, external_id))
    return Kept(found[0], s.read(found[1]), found[2]) if found else Kept()


def says_nothing_new(kept: Kept, now: s.Said, extra: Mapping[str, str]) -> bool:
    """Whether a file says of a record what it said last time, or less."""
    if kept.said is None or _with(kept.extra, extra) is not None:
        return False
    for key, mark in now.items():
        before = kept.said.get(key, "")
        if mark != before and not (
            key in (s.ROUTES, s.DAYS, s.FACTS, s.ADDRESSES) and s.marks(mark) <= s.marks(before)
        ):
            return False
    return True


def again(
    desk: Desk,
    entity: str,
    row: Any,
    kept: Kept,
    *,
    customer_id: int | None,
    name: str,
    line: int,
    put: Callable[[Any, str, Any], None] = setattr,
    free: frozenset[str] = frozenset(),
) -> Several:
    """A row of the book, ready to be compared with the record on ``line``."""
    return Several(
        work=desk.work,
        entity=entity,
        row=row,
        customer_id=customer_id or 0,
        name=name,
        line=line,
        said=dict(kept.said or {}),
        unknown=kept.said is None,
        update=desk.update,
        answers=desk.answers,
        found=desk.differences,
        put=put,
        free=free,
    )


def remember(
    desk: Desk, met: Several, kept: Kept, external_id: str, extra: Mapping[str, str], *, told: bool
) -> None:
    """Keep what the file says now, and its columns that nobody maps; ``told``: something differed.

    What an older repbook did not keep is kept from the first difference on: till then it changes nothing.
    """
    grown = _with(kept.extra, extra)
    if not kept.id:
        if told:
            desk.origin(met.customer_id, met.entity, met.row.id, external_id, extra, said=met.said)
        return
    said = met.said if told or kept.said is not None else None
    if grown is None and (said is None or said == kept.said):
        return
    origin = desk.work.get(t.Origin, kept.id)
    if grown is not None:
        origin.extra = grown
    if said is not None:
        origin.said = s.written(said)


def _with(kept: str, extra: Mapping[str, str]) -> str | None:
    """The unmapped columns with those of the newer file; None where they are the same."""
    before = json.loads(kept)
    after = before | {key: value for key, value in extra.items() if value}
    return None if after == before else json.dumps(after, ensure_ascii=False)

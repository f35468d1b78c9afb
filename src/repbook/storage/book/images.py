"""Rows as the journal keeps them: exactly what SQLite stores, before and after a change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Any

from ...domain.spine.model import Change

Key = tuple[str, int]
"""A table's name and a row's id."""
Image = dict[str, Any]
"""A row's columns and their stored values."""


def image(connection: Any, table: str, row_id: int) -> Image | None:
    """A row exactly as SQLite stores it, or None."""
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
    row = cursor.fetchone()
    return None if row is None else dict(zip((c[0] for c in cursor.description), row, strict=True))


def as_json(value: Image | None) -> str | None:
    """An image for the journal."""
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def customer_of(key: Key, row: Image) -> int | None:
    """The customer that a row belongs to."""
    return key[1] if key[0] == "customers" else row.get("customer_id")


def owners(
    images: Iterable[tuple[str, int, Image | None, Image | None]],
) -> frozenset[int]:
    """Whose the rows were before a change, and whose they are after it: a row may go to another customer."""
    found = (
        customer_of((table, row_id), image)
        for table, row_id, *both in images
        for image in both
        if image is not None
    )
    return frozenset(customer for customer in found if customer)


def change_of(
    op_id: str, label: str, ids: Iterable[tuple[str, range]], customers: frozenset[int]
) -> Change:
    """What changed: the ids by table, in the order in which they are given, and for whom."""
    found: dict[str, list[range]] = {}
    for table, each in ids:
        found.setdefault(table, []).append(each)
    return Change(
        op_id,
        label,
        customers,
        frozenset(found),
        {table: _joined(ranges) for table, ranges in found.items()},
    )


def _joined(ranges: list[range]) -> Sequence[int]:
    """Ids that follow each other stay a range: an import adds hundreds of thousands."""
    if all(lower.stop == upper.start for lower, upper in pairwise(ranges)) and ranges[-1][1:]:
        return range(ranges[0].start, ranges[-1].stop)
    return tuple(chain.from_iterable(ranges))

"""Rows as the journal keeps them: exactly what SQLite stores, before and after a change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from ...domain.spine.model import Change

Key = tuple[str, int]
"""A table's name and a row's id."""
Image = dict[str, Any]
"""A row's columns and their stored values."""
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: an import keeps hundreds of thousands of images."""
LEAST_RANGE = 100
"""So many ids that follow each other are told as a range; fewer as a tuple."""


def image(connection: Any, table: str, row_id: int) -> Image | None:
    """A row exactly as SQLite stores it, or None."""
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
    row = cursor.fetchone()
    return None if row is None else dict(zip((c[0] for c in cursor.description), row, strict=True))


def images(connection: Any, table: str, ids: range) -> Iterator[tuple[int, Image]]:
    """The rows of these ids that there are, in their order, each exactly as SQLite stores it."""
    cursor = connection.execute(
        f'SELECT id, * FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id',
        (ids.start, ids.stop - 1),
    )
    names = [column[0] for column in cursor.description[1:]]
    for row_id, *values in cursor:
        yield row_id, dict(zip(names, values, strict=True))


def as_json(value: Image | None) -> str | None:
    """An image for the journal."""
    return None if value is None else ENCODER.encode(value)


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


class Concerned:
    """Whose rows and which rows an operation is about, gathered one by one."""

    def __init__(self) -> None:
        self.customers: set[int] = set()
        self._ids: dict[str, list[range]] = {}

    def note(self, table: str, row_id: int) -> None:
        """Remember a row; those that follow each other, as an import's do, take no more room than one."""
        self.note_all(table, range(row_id, row_id + 1))

    def note_all(self, table: str, ids: range) -> None:
        """Remember rows that follow each other."""
        found = self._ids.setdefault(table, [])
        if found and found[-1].stop == ids.start:
            ids = range(found.pop().start, ids.stop)
        found.append(ids)

    def has(self, table: str, row_id: int | None) -> bool:
        """Whether a row was noted."""
        return any(row_id in ids for ids in self._ids.get(table, ()))

    def change(self, op_id: str, label: str, notes: tuple[str, ...] = ()) -> Change:
        """What changed: the ids by table, in the order in which they were noted, and for whom."""
        ids = {table: _sequence(found) for table, found in self._ids.items()}
        return Change(op_id, label, frozenset(self.customers), frozenset(ids), ids, notes)


def _sequence(ranges: list[range]) -> Sequence[int]:
    if len(ranges) == 1 and len(ranges[0]) >= LEAST_RANGE:
        return ranges[0]
    return tuple(chain.from_iterable(ranges))

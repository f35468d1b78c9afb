"""Origins as version 6 kept them, made those of version 7: what its migration can't say in SQL.

Rows that stand in the journal, or that an undone import left packed, are brought to the new shape as those in their table.
"""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import Any

from ...domain.spine.own_ids import shortened
from .images import ENCODER
from .runs import pack, packed_rows, unpack

FIELDS = ("program", "entity", "seen_on")
Sources = dict[tuple[str, str], tuple[int, str]]


def lend(connection: sqlite3.Connection) -> None:
    """Have a connection know what the migration calls."""
    connection.create_function("short_id", 1, shortened, deterministic=True)
    connection.create_function("packed_sources", 1, _sources_in, deterministic=True)
    connection.create_function("origin_7", 2, _image, deterministic=True)
    connection.create_function("origins_7", 2, _packed, deterministic=True)


def _sources_in(packed: str) -> str:
    """What the origins of an undone import were from; nothing where they can't be read."""
    try:
        names, rows = unpack(packed)
        places = [names.index(name) for name in FIELDS]
    except (ValueError, TypeError):
        return "[]"
    first: dict[tuple[Any, Any], Any] = {}
    for row in rows:
        program, entity, day = (row[place] for place in places)
        first[program, entity] = min(first.get((program, entity), day), day)
    return json.dumps([(*source, day) for source, day in first.items()])


@lru_cache(1)
def _sources(told: str) -> Sources:
    return {(program, entity): (row_id, day) for program, entity, row_id, day in json.loads(told)}


def _row(row: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """A row of the new shape."""
    source_id, seen_on = sources[row["program"], row["entity"]]
    return {
        "id": row["id"],
        "customer_id": row["customer_id"],
        "source_id": source_id,
        "row_id": row["row_id"],
        "external_id": shortened(row["external_id"]),
        "seen_on": None if row["seen_on"] == seen_on else row["seen_on"],
        "extra": row["extra"],
        "said": row["said"],
    }


def _image(text: str, told: str) -> str:
    """A row of the journal; one that is damaged stays as it is."""
    try:
        return ENCODER.encode(_row(json.loads(text), _sources(told)))
    except (ValueError, TypeError, LookupError):
        return text


def _packed(text: str, told: str) -> str:
    """The rows of an undone import; what is damaged stays as it is."""
    try:
        rows = [_row({"said": "{}", **row}, _sources(told)) for row in packed_rows(text)]
    except (ValueError, TypeError, LookupError):
        return text
    return pack(list(rows[0]), [list(row.values()) for row in rows]) if rows else text

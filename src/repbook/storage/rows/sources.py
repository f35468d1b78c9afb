"""Where rows came from: a program, and what sort of rows it gave; an origin names it by number.

Sources are a dictionary, no part of a step: undo leaves them, so that a later import of the same program hangs on no
earlier one. The view ``came_from`` tells of origins with them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ...values import NamedTuple

FIND = "SELECT id, seen_on FROM sources WHERE program = ? AND entity = ?"
ADD = "INSERT INTO sources (program, entity, seen_on) VALUES (?, ?, ?)"
ALL = "SELECT id, program, entity, seen_on FROM sources ORDER BY id"
COLUMNS = "SELECT 1 FROM pragma_table_info('origins') WHERE name = 'source_id'"


Sources = dict[int, tuple[str, str, str]]
"""Program, sort, and first day by number."""


class Source(NamedTuple):
    """Its number, and the ISO day on which the first of its rows was seen."""

    id: int
    seen_on: str

    def own_day(self, day: date) -> date | None:
        """What an origin says of the day on which it was seen: nothing where it is the source's."""
        return None if day.isoformat() == self.seen_on else day


def source(connection: Any, program: str, entity: str, today: date) -> Source:
    """The source of such rows; one that the book does not know yet is new today."""
    found = connection.execute(FIND, (program, entity)).fetchone()
    if found:
        return Source._make(found)
    day = today.isoformat()
    return Source(connection.execute(ADD, (program, entity, day)).lastrowid, day)


def told_of(connection: Any) -> Sources:
    """All sources; none in a book of a version before 7."""
    if not connection.execute(COLUMNS).fetchone():
        return {}
    return {row_id: tuple(told) for row_id, *told in connection.execute(ALL)}


def take_over(connection: Any, others: Sources) -> bool:
    """Have the sources of a copy, by the same numbers; False where a number, or a source, is another's by now."""
    mine = told_of(connection)
    for row_id, (program, entity, seen_on) in others.items():
        if row_id in mine:
            if mine[row_id][:2] != (program, entity):
                return False
        elif connection.execute(FIND, (program, entity)).fetchone():
            return False
        else:
            connection.execute(
                "INSERT INTO sources VALUES (?, ?, ?, ?)", (row_id, program, entity, seen_on)
            )
    return True

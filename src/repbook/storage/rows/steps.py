"""A step's line in the history: how it begins, and what says that many rows of one are still on their way."""

from __future__ import annotations

import json
from typing import Any

from ...errors import BookBusy
from ...values import NamedTuple
from . import runs

DONE, COMING, GOING = 0, -1, -2
"""``undone_step`` of a step that stands; whose rows come into the book a little at a time; whose rows go so.

Both of the latter are ``gone`` until it is over: no undo and no redo finds them.
"""
ADD = (
    'INSERT INTO operations (op_id, at, label, "by", state, undone_step) VALUES (?, ?, ?, ?, ?, ?)'
)
FORGET = """
UPDATE journal_runs SET packed = NULL WHERE packed IS NOT NULL
  AND operation_id NOT IN (SELECT id FROM operations WHERE undone_step < 0)"""


ON_THEIR_WAY = "SELECT id FROM operations WHERE state = 'gone' AND undone_step < 0 ORDER BY id"
MARK = "SELECT undone_step FROM operations WHERE id = ?"
IMAGES = 'SELECT table_name, row_id, "before", "after" FROM journal WHERE operation_id = ?'
LINKS = 'SELECT "from", "table" FROM pragma_foreign_key_list(?)'
HELD_ON_TO = ("customers", "people", "sales")
"""The tables whose rows those that come may hang on."""


class Named(NamedTuple):
    """What a step is called: its own mark, when it was done, its name, and which program did it."""

    op_id: str
    at: str
    label: str
    by: str


def begin(connection: Any, step: Named, *, coming: bool = False) -> int:
    """Begin a step: what was undone before can't be done again. Returns its number."""
    connection.execute("UPDATE operations SET state = 'gone' WHERE state = 'undone'")
    connection.execute(FORGET)
    state = ("gone", COMING) if coming else ("done", DONE)
    number: int = connection.execute(ADD, (*step, *state)).lastrowid
    return number


def undone(connection: Any, operation: int) -> None:
    """A step is undone: the next that is done again."""
    connection.execute(
        "UPDATE operations SET state = 'undone',"
        " undone_step = (SELECT max(0, max(undone_step)) + 1 FROM operations) WHERE id = ?",
        (operation,),
    )


def done(connection: Any, operation: int) -> None:
    """A step stands."""
    connection.execute(
        "UPDATE operations SET state = 'done', undone_step = 0 WHERE id = ?", (operation,)
    )


def on_its_way(connection: Any, operation: int, mark: int) -> None:
    """The rows of a step come, or go, from now on."""
    connection.execute(
        "UPDATE operations SET state = 'gone', undone_step = ? WHERE id = ?", (mark, operation)
    )


def mark_of(connection: Any, operation: int) -> int:
    """Whether a step's rows are on their way, and whither."""
    found = connection.execute(MARK, (operation,)).fetchone()
    return found[0] if found else DONE


def all_on_their_way(connection: Any) -> list[tuple[int]]:
    """The steps whose rows are on their way."""
    return list(connection.execute(ON_THEIR_WAY))


def busy() -> BookBusy:
    """What is said to whoever would do what has to wait for rows that are on their way."""
    return BookBusy(
        "the rows of an import are just on their way", "nothing was lost; try again in a moment"
    )


def refuse_if_on_its_way(connection: Any) -> None:
    """Raise ``BookBusy`` while rows of any step are on their way: another of many rows has to wait."""
    if all_on_their_way(connection):
        raise busy()


def guard(connection: Any, operation: int, *, back: bool = False) -> None:
    """Raise ``BookBusy`` where a step takes away what rows on their way hang on, or hangs on what goes."""
    moving = [(each, mark_of(connection, each)) for (each,) in all_on_their_way(connection)]
    if not moving:
        return
    going = [runs.runs_of(connection, each) for each, mark in moving if mark == GOING]
    spans = runs.spans(run for brought in going for run in brought)
    for table, row_id, *both in connection.execute(IMAGES, (operation,)).fetchall():
        before, after = (json.loads(text) if text else {} for text in both[:: -1 if back else 1])
        if before and table in HELD_ON_TO and _is_another_s(table, before, after):
            raise busy()
        hangs_on = [(table, row_id)]
        for column, parent in connection.execute(LINKS, (table,)) if after and spans else ():
            hangs_on.append((parent, after[column]))
        if any(one in ids for parent, one in hangs_on for ids in spans.get(parent, ())):
            raise busy()


def _is_another_s(table: str, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a row went, or went to another customer."""
    owner = "id" if table == "customers" else "customer_id"
    return bool(after.get(owner) != before[owner])

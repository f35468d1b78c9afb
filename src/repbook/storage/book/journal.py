"""Undo and redo across restarts: the journal's before and after images, put back row by row."""

from __future__ import annotations

import json
import sqlite3

from ...domain.spine.model import Change
from ...errors import Conflict, NotFound
from ...values import NamedTuple
from ..rows import entries, runs, steps
from ..rows.images import Concerned
from .book import Book
from .facts_cache import refresh
from .joined import joined_to
from .links import hangs_in_the_air, left_hanging
from .row_kinds import OWNED

THOSE = "(SELECT value FROM json_each(:those))"
BROUGHT = "\n  UNION ".join(
    (
        f"SELECT operation_id FROM journal_runs, json_each(owners) WHERE value IN {THOSE}",
        "SELECT r.operation_id FROM journal_runs r JOIN journal j ON j.table_name = r.table_name"
        f" AND j.row_id BETWEEN r.first_id AND r.last_id WHERE j.customer_id IN {THOSE}",
        *(
            f"SELECT operation_id FROM journal_runs r WHERE table_name = '{table}' AND EXISTS"
            f' (SELECT 1 FROM "{table}" WHERE {owner} IN {THOSE} AND id BETWEEN first_id AND last_id)'
            for table, owner in OWNED
        ),
    )
)
"""Those that brought rows of theirs by the thousand: by now undone, changed since, or as they came."""
OF_CUSTOMER = f"""
o.id IN (SELECT operation_id FROM journal WHERE customer_id IN {THOSE}
  UNION SELECT operation_id FROM journal WHERE table_name = 'touches' AND "before" IS NOT NULL
    AND json_extract("before", '$.customer_id') = :customer
  UNION {BROUGHT})"""
"""The operations about a customer and those who were joined to them, and what took a touch of theirs to somebody else."""

MAY_GO = "state = 'done' AND erased_on IS NULL"
ERASED = "SELECT 1 FROM operations WHERE id = ? AND erased_on IS NOT NULL"


class Step(NamedTuple):
    """One line of the history: what was done, when (UTC instant), by which program, and its state."""

    id: int
    at: str
    label: str
    by: str
    state: str
    rows: int

    @property
    def turned(self) -> str:
        """What is said of a step that is not simply done; "" of one that is."""
        said = {"done": "", "on its way": self.state, "erased": "can't be undone"}
        return said.get(self.state, "undone")


def undo(book: Book, operation_id: int | None = None) -> Change:
    """Take back the newest operation, or the one given. Raises ``NotFound`` or ``Conflict``."""
    return _run(book, operation_id, back=True)


def redo(book: Book) -> Change:
    """Do again what was last undone. Raises ``NotFound`` or ``Conflict``."""
    return _run(book, None, back=False)


def history(book: Book, customer_id: int | None = None, limit: int = 200) -> tuple[Step, ...]:
    """The newest operations, of the whole book or of one customer."""
    where = f"WHERE {OF_CUSTOMER}" if customer_id else ""
    those = (customer_id, *joined_to(book, "customer", customer_id)) if customer_id else ()
    return tuple(
        Step(*row)
        for row in book.rows(
            f"""SELECT o.id, o.at, o.label, o."by", CASE WHEN o.erased_on IS NOT NULL
                THEN 'erased' WHEN o.undone_step < 0 THEN 'on its way' ELSE o.state END,
              (SELECT count(*) FROM journal WHERE operation_id = o.id) + (SELECT
                coalesce(sum(last_id - first_id + 1), 0) FROM journal_runs WHERE operation_id = o.id)
            FROM operations o {where} ORDER BY o.id DESC LIMIT :limit""",
            {"customer": customer_id, "those": json.dumps(those), "limit": limit},
        )
    )


def _run(book: Book, operation_id: int | None, *, back: bool) -> Change:
    """In one transaction. Where rows go by the thousand, links are looked at once for all, at its end.

    A row that goes is otherwise looked for in every table that may point to it, and not every link has an index.
    """
    operation = find(book.connection, operation_id, back=back)
    guarded = not runs.runs_of(book.connection, operation[0])
    return book.run(
        lambda connection: _turn(connection, operation_id, back=back, guarded=guarded),
        guarded=guarded,
    )


def _turn(
    connection: sqlite3.Connection, operation_id: int | None, *, back: bool, guarded: bool
) -> Change:
    operation = find(connection, operation_id, back=back)
    if not guarded:
        steps.refuse_if_on_its_way(connection)
    steps.guard(connection, operation[0], back=back)
    concerned = Concerned()
    brought = runs.runs_of(connection, operation[0])
    for run in brought:
        concerned.note_all(run.table, run.ids)
    if back:
        concerned.customers |= _put_away(connection, operation, brought)
    moved = entries.put_back(connection, operation[0], operation[2], concerned, back=back)
    if not back:
        for run in brought:
            runs.bring_back(connection, run)
            concerned.customers |= runs.owners_of(connection, run.table, run.ids)
    if not guarded and hangs_in_the_air(connection, concerned):
        raise Conflict("a later entry hangs on this one", "undo or remove the later one first")
    refuse_if_left_hanging(connection, moved, operation[2])
    (steps.undone if back else steps.done)(connection, operation[0])
    change = concerned.change(operation[1], operation[2])
    refresh(connection, change.customers)
    return change


def _put_away(
    connection: sqlite3.Connection, operation: tuple[int, str, str], brought: list[runs.Run]
) -> set[int]:
    """Take the runs of a step out of the book, what hangs on others first; returns whose they were.

    Refuses if a row is not as it was left (F119).
    """
    if table := runs.touched(connection, operation[0], brought):
        raise entries.refused(operation[2], f"a later change touched the same {table}")
    fresh = [run.ids for run in brought if run.table == "customers"]
    whose: set[int] = set()
    for run in reversed(brought):
        owners = runs.owners_of(connection, run.table, run.ids)
        whose |= owners
        stay = (owner for owner in owners if not any(owner in ids for ids in fresh))
        runs.put_away(connection, run, stay)
    return whose


def refuse_if_left_hanging(
    connection: sqlite3.Connection, moved: entries.Moved, label: str
) -> None:
    """Raise ``Conflict`` where a later entry hangs on rows that went back to another customer."""
    for (table, owner), ids in moved.items():
        if left_hanging(connection, table, ids, owner):
            raise entries.refused(label, "a later entry hangs on what was moved")


def find(
    connection: sqlite3.Connection, operation_id: int | None, *, back: bool
) -> tuple[int, str, str]:
    """The step that undo (``back``) or redo would turn: number, mark, name. Raises ``NotFound``."""
    values: tuple[int, ...] = ()
    if operation_id is not None:
        where, values = f"id = ? AND {MAY_GO}", (operation_id,)
    elif back:
        where = f"{MAY_GO} ORDER BY id DESC LIMIT 1"
    else:
        where = "state = 'undone' ORDER BY undone_step DESC LIMIT 1"
    row: tuple[int, str, str] | None = connection.execute(
        f"SELECT id, op_id, label FROM operations WHERE {where}",
        values,
    ).fetchone()
    if row is None and connection.execute(ERASED, (operation_id,)).fetchone():
        raise Conflict(
            "this step is about somebody who was forgotten: it can't be undone",
            "what is to be otherwise for others is entered anew",
        )
    if row is None:
        raise NotFound(f"there is nothing to {'undo' if back else 'redo'}")
    return row

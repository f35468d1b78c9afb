"""The rows of a large step come into the book, or go, a little at a time: between, others read and write.

It is whole or not at all all the same: one transaction says that the step's rows are to come (or to go), and
from then on they do, whoever brings them: this program, or the next that opens the book. Till a row has come it
stands packed in the history. Customers come last, each with all that is theirs, and go first: none is seen half.
What would leave a row without what it hangs on is refused meanwhile (``rows/steps``).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from ...domain.spine.model import Change
from ...errors import Conflict, RepbookError
from ..book import journal
from ..book.book import Book
from ..book.facts_cache import refresh
from ..book.links import links_to
from ..book.row_kinds import ROW_KINDS
from ..rows import entries, runs, steps
from ..rows.images import Concerned

LARGE = 10_000
"""From so many rows on a step is turned a little at a time: fewer take less than a second."""
HOLD, LET = 0.25, 0.06
"""Seconds for which the book is held at most times, and is left to others after that; their next try comes within."""
WATCH, LOOK = 2.0, 0.1
"""Seconds in which whoever turns a step shows that they are there."""
CACHE = -16_000
"""What is kept in memory before anybody must wait with reading, in KB."""
RANK = {kind.table: number for number, kind in enumerate(ROW_KINDS)}
LEFT = """
SELECT id, table_name, first_id, last_id FROM journal_runs
WHERE operation_id = ? AND packed IS {} NULL"""

Told = Callable[[int, int], None]
"""Called with how many rows have come or gone, and how many there are."""


def is_large(book: Book, operation_id: int | None, *, back: bool) -> bool:
    """Whether the step that would be turned is one for a little at a time."""
    operation = journal.find(book.connection, operation_id, back=back)
    return sum(len(run.ids) for run in runs.runs_of(book.connection, operation[0])) >= LARGE


def turn(
    book: Book, operation_id: int | None = None, *, back: bool, told: Told | None = None
) -> Change:
    """Take back, or do again, a large step. Raises ``NotFound``, ``Conflict``, or ``BookBusy``."""
    concerned = Concerned()
    operation = book.run(
        lambda connection: _begin(connection, operation_id, concerned, back=back), guarded=False
    )
    finish(book, operation[0], concerned, told)
    return concerned.change(operation[1], operation[2])


def _begin(
    connection: sqlite3.Connection, operation_id: int | None, concerned: Concerned, *, back: bool
) -> tuple[int, str, str]:
    """Say that the rows of a step are to go, or to come; the rows that were changed are put back at once."""
    steps.refuse_if_on_its_way(connection)
    operation = journal.find(connection, operation_id, back=back)
    brought = runs.runs_of(connection, operation[0])
    if back and (table := runs.touched(connection, operation[0], brought)):
        raise entries.refused(operation[2], f"a later change touched the same {table}")
    for run in brought:
        concerned.note_all(run.table, run.ids)
    moved = entries.put_back(connection, operation[0], operation[2], concerned, back=back)
    journal.refuse_if_left_hanging(connection, moved, operation[2])
    if back and _others_hang_on(connection, brought):
        raise Conflict("a later entry hangs on this one", "undo or remove the later one first")
    steps.on_its_way(connection, operation[0], steps.GOING if back else steps.COMING)
    refresh(connection, concerned.customers)
    return operation


def _others_hang_on(connection: sqlite3.Connection, brought: list[runs.Run]) -> bool:
    """Whether a row that is none of these points to one of them."""
    spans = runs.spans(brought)
    for table, ranges in spans.items():
        for child, column in links_to(connection, table):
            own = " OR ".join(f"id BETWEEN {ids[0]} AND {ids[-1]}" for ids in spans.get(child, ()))
            for ids in ranges:
                sql = f'SELECT 1 FROM "{child}" WHERE "{column}" BETWEEN ? AND ? AND NOT ({own or 0}) LIMIT 1'
                if connection.execute(sql, (ids[0], ids[-1])).fetchone():
                    return True
    return False


# -- a little at a time ------------------------------------------------------------------------------


def finish(
    book: Book, operation: int, concerned: Concerned | None = None, told: Told | None = None
) -> None:
    """Bring or take the rows of a step until all are there, or gone; others may help, and do no harm.

    What ``told`` raises stops nothing: it is too late for that.
    """
    concerned = Concerned() if concerned is None else concerned
    total = sum(len(run.ids) for run in runs.runs_of(book.connection, operation))
    cached = book.row("PRAGMA cache_size")
    book.connection.execute(f"PRAGMA cache_size={CACHE}")
    # What was packed stood in a table, and was looked at when it came into it.
    book.connection.execute("PRAGMA ignore_check_constraints=ON")
    try:
        while True:
            left = book.run(partial(_some, operation=operation, concerned=concerned), guarded=False)
            if told:
                with suppress(RepbookError):
                    told(total - left, total)
            if not left:
                return
            time.sleep(LET)
    finally:
        book.connection.execute("PRAGMA ignore_check_constraints=OFF")
        book.connection.execute(f"PRAGMA cache_size={cached[0] if cached else CACHE}")


def _some(connection: sqlite3.Connection, *, operation: int, concerned: Concerned) -> int:
    """Turn as many runs as fit in a moment; returns how many rows are left."""
    mark = steps.mark_of(connection, operation)
    if mark not in (steps.COMING, steps.GOING):
        return 0  # somebody else was there first
    coming = mark == steps.COMING
    left = [
        runs.Run(row_id, table, range(first, last + 1))
        for row_id, table, first, last in connection.execute(
            LEFT.format("NOT" if coming else ""), (operation,)
        )
    ]
    left.sort(key=lambda run: (-RANK[run.table] if coming else RANK[run.table], run.ids.start))
    fresh = runs.spans(runs.runs_of(connection, operation)).get("customers", ())
    until = time.monotonic() + HOLD
    while left:
        concerned.customers |= (_bring if coming else _take)(connection, left.pop(0), fresh)
        if time.monotonic() > until:
            break
    if not left:
        (steps.done if coming else steps.undone)(connection, operation)
    return sum(len(run.ids) for run in left)


def _bring(connection: sqlite3.Connection, run: runs.Run, fresh: runs.Ranges) -> set[int]:
    runs.bring_back(connection, run)
    owners = runs.owners_of(connection, run.table, run.ids)
    refresh(connection, owners if run.table == "customers" else runs.without(owners, fresh))
    return owners


def _take(connection: sqlite3.Connection, run: runs.Run, fresh: runs.Ranges) -> set[int]:
    owners = runs.owners_of(connection, run.table, run.ids)
    stay = runs.without(owners, fresh)
    runs.put_away(connection, run, stay)
    refresh(connection, owners if run.table == "customers" else stay)
    return owners


# -- what was broken off ---------------------------------------------------------------------------------


def finish_what_was_left(book: Book, told: Told | None = None) -> None:
    """Finish what a program that is gone has left; what one that lives is at is left to it."""
    for (operation,) in steps.all_on_their_way(book.connection):
        if not _somebody_is_at_it(book, operation):
            finish(book, operation, told=told)


def wait_for_others(book: Book) -> None:
    """Wait until no rows are on their way: those that nobody is at are turned here."""
    while steps.all_on_their_way(book.connection):
        finish_what_was_left(book)


def _somebody_is_at_it(book: Book, operation: int) -> bool:
    until, before = time.monotonic() + WATCH, _how_far(book, operation)
    while time.monotonic() < until:
        time.sleep(LOOK)
        if _how_far(book, operation) != before:
            return True
    return False


def _how_far(book: Book, operation: int) -> tuple[object, ...] | None:
    return book.row(
        "SELECT o.undone_step, count(r.packed) FROM operations o JOIN journal_runs r ON r.operation_id = o.id"
        " WHERE o.id = ?",
        (operation,),
    )

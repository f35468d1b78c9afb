"""A step that was made aside is carried into the book: one short transaction decides, the rows come after it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial

from ...errors import Conflict
from ..book.book import Book
from ..book.facts_cache import refresh
from ..rows import entries, runs, steps
from ..rows.images import Concerned
from ..rows.sources import take_over, told_of
from .side_copy import LAST, SideCopy
from .turning import RANK, Told, finish, wait_for_others

STEP = 'SELECT id, op_id, at, label, "by" FROM operations WHERE op_id = ?'
ENTRIES = """
SELECT table_name, row_id, customer_id, "before", "after" FROM journal WHERE operation_id = ? ORDER BY id"""
RUNS = """
SELECT table_name, first_id, last_id, packed FROM journal_runs WHERE operation_id = ? AND table_name = ? ORDER BY id"""
KEEP_RUN = """
INSERT INTO journal_runs (operation_id, table_name, first_id, last_id, owners, packed) VALUES (?, ?, ?, ?, '[]', ?)"""

Leans = dict[str, dict[int, int]]
"""The rows of the book that the new ones hang on: by table their ids, each with its customer's."""


class BookChanged(Conflict):
    """Somebody changed meanwhile what the step rests on: it is to be made anew."""

    def __init__(self) -> None:
        super().__init__(
            "the book was changed meanwhile where the file has its say: nothing was filed",
            "file it again",
        )


def carry(
    side: SideCopy,
    book: Book,
    op_id: str,
    also: Callable[[sqlite3.Connection], None],
    told: Told | None = None,
) -> None:
    """Carry a step from the copy into the book, and what goes with it, ``also``, in the same transaction.

    Raises ``BookChanged``, and then nothing is in the book; or ``BookBusy``. Once the transaction is over the step
    is filed: whatever ends this program, its rows come.
    """
    found = side.book.row(STEP, (op_id,))
    if book.row(STEP, (op_id,)):
        return  # it is there since an earlier try
    if found is None:
        book.run(also)
        return
    number, step = found[0], steps.Named(*found[1:])
    _pack(side, number)
    leans = _leans(side, number)
    wait_for_others(book)
    decide = partial(_decide, side=side, number=number, step=step, leans=leans, also=also)
    finish(book, book.run(decide, guarded=False), told=told)


def _pack(side: SideCopy, number: int) -> None:
    """Pack the rows where they are, before anybody has to wait."""
    connection = side.book.connection
    for run in runs.runs_of(connection, number):
        packed = runs.packed(connection, run)
        connection.execute("UPDATE journal_runs SET packed = ? WHERE id = ?", (packed, run.id))


def _leans(side: SideCopy, number: int) -> Leans:
    """What the new rows hang on that is none of them."""
    copy = side.book
    found: dict[str, set[int]] = {}
    links = {
        table: [link for link in copy.rows(steps.LINKS, (table,)) if link[1] in RANK]
        for table in RANK
    }
    for run in runs.runs_of(copy.connection, number):
        for column, parent in links[run.table]:
            sql = f'SELECT DISTINCT "{column}" FROM "{run.table}" WHERE id BETWEEN ? AND ? AND "{column}" < ?'
            ids = copy.connection.execute(sql, (*run.ends, side.first(parent)))
            found.setdefault(parent, set()).update(row[0] for row in ids)
    for table, _, _, _, after in copy.connection.execute(ENTRIES, (number,)):
        row = json.loads(after) if after else {}
        for column, parent in links[table] if row else ():
            row_id = row[column]
            if row_id is not None and row_id < side.first(parent):
                found.setdefault(parent, set()).add(row_id)
    return {table: _whose(copy.connection, table, ids) for table, ids in found.items()}


def _whose(connection: sqlite3.Connection, table: str, ids: set[int]) -> dict[int, int]:
    """Those of these rows that are there, each with its customer's id."""
    owner = "id" if table == "customers" else "customer_id"
    if not ids:
        return {}
    sql = f'SELECT id, {owner} FROM "{table}" WHERE id BETWEEN ? AND ?'
    return {
        row[0]: row[1] for row in connection.execute(sql, (min(ids), max(ids))) if row[0] in ids
    }


def _decide(
    connection: sqlite3.Connection,
    *,
    side: SideCopy,
    number: int,
    step: steps.Named,
    leans: Leans,
    also: Callable[[sqlite3.Connection], None],
) -> int:
    """The transaction after which the step is in the book, though most of its rows are on their way."""
    steps.refuse_if_on_its_way(connection)
    sources = told_of(side.book.connection)
    if not (_fits(connection, side, leans) and take_over(connection, sources)):
        raise BookChanged
    operation = steps.begin(connection, step, coming=True)
    concerned = Concerned()
    try:
        entries.put(connection, _entries(side, number), step.label, concerned, back=False)
    except Conflict:
        raise BookChanged from None
    copied = side.book.connection.execute(ENTRIES, (number,))
    connection.executemany(entries.KEEP, ((operation, *entry) for entry in copied))
    for table in RANK:
        for run in side.book.connection.execute(RUNS, (number, table)):
            connection.execute(KEEP_RUN, (operation, *run))
            _have_given(connection, table, run[2])
    also(connection)
    refresh(connection, concerned.customers)
    return operation


def _entries(side: SideCopy, number: int) -> Iterator[entries.Entry]:
    for table, row_id, _, before, after in side.book.connection.execute(ENTRIES, (number,)):
        yield table, row_id, before, after


def _fits(connection: sqlite3.Connection, side: SideCopy, leans: Leans) -> bool:
    """Whether the new rows' numbers are free, nothing else was imported, and what they hang on is as it was."""
    now = dict(connection.execute(LAST).fetchall())
    if any(now.get(table, 0) >= side.first(table) for table in RANK):
        return False
    if now.get("origins", 0) != side.last.get("origins", 0):
        return False
    return all(_whose(connection, table, set(rows)) == rows for table, rows in leans.items())


def _have_given(connection: sqlite3.Connection, table: str, last: int) -> None:
    """A table has given these numbers: the next row comes after them."""
    sql = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"
    if not connection.execute(sql, (last, table)).rowcount:
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))

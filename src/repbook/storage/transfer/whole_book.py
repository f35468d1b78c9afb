"""A whole book, table by table, out and in again: what a lossless copy is made of.

The caches (standings, search) are left out; they are rebuilt on the way in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date
from typing import Any

from ...errors import BadFile, BookUnusable, Conflict
from ..book.book import Book
from ..book.book_file import translate
from ..book.facts_cache import rebuild
from ..book.row_kinds import ROW_KINDS
from ..large.turning import finish
from ..rows.runs import packed_rows
from ..rows.steps import all_on_their_way

FACTS = tuple(kind.table for kind in ROW_KINDS)
"""The names of ``tables.FACT_TABLES``: an export need not load SQLModel."""

TABLES = (*FACTS, "sources", "drafts", "operations", "journal", "journal_runs", "forgotten")

Row = tuple[Any, ...]
Rows = Sequence[Mapping[str, Any]]

SORTS = "SELECT name, type FROM pragma_table_info(?)"

MISFIT = ("its history does not fit the tables of a book", "export it again")

ENTRIES = 'SELECT table_name, "before", "after" FROM journal'
RUNS = """
SELECT r.table_name, r.first_id, r.last_id, r.owners, r.packed, o.state
FROM journal_runs r JOIN operations o ON o.id = r.operation_id"""

HOLDS_JSON = (
    ("origins", "extra", "object"),
    ("reviews", "verdicts", "array"),
    ("mappings", "fields", "object"),
    ("forgotten", "told", "object"),
)
"""Columns that queries read as JSON: what comes from a file must not break a screen."""


@contextmanager
def snapshot(book: Book) -> Iterator[Book]:
    """The book as of one moment, copied to memory: read at leisure, it keeps nobody from writing.

    A text that is no text is not papered over here, as it is for a screen: a copy must not differ.
    """
    still = copy(book)
    still.connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        book.connection.backup(still.connection)
        for (operation,) in all_on_their_way(still.connection):
            finish(
                still, operation
            )  # a copy is whole, also of a book that many rows just come into
        yield still
    except sqlite3.DatabaseError as error:
        raise translate(error, book.path) from None
    finally:
        still.connection.close()


def columns(book: Book, table: str) -> tuple[str, ...]:
    """The columns of a table in the order of the schema."""
    return tuple(row[0] for row in book.rows("SELECT name FROM pragma_table_info(?)", (table,)))


def rows(book: Book, table: str) -> Iterator[Row]:
    """The rows of a table by id. Raises ``BookUnusable`` where a text is no text."""
    return rows_of(book, f'SELECT * FROM "{table}" ORDER BY id', table)


def rows_of(
    book: Book, sql: str, table: str, values: dict[str, str] | None = None
) -> Iterator[Row]:
    """The rows of a query one by one; ``table`` names them if one is damaged."""
    cursor = book.connection.execute(sql, values or {})
    while True:
        try:
            row = cursor.fetchone()
        except sqlite3.OperationalError:  # its message would repeat what the row says
            raise BookUnusable(
                f"a row of {table} is damaged", "run `repbook check`, or restore a backup"
            ) from None
        if row is None:
            return
        yield row


def last_ids(book: Book) -> dict[str, int]:
    """The highest id that each table ever gave: no id is given twice."""
    given = dict(book.rows("SELECT name, seq FROM sqlite_sequence"))
    return {table: given.get(table, 0) for table in TABLES}


def is_empty(book: Book) -> bool:
    """Whether nothing was ever filed in the book, or all of it and its history are gone."""
    return not any(book.row(f'SELECT 1 FROM "{table}" LIMIT 1') for table in TABLES)


def load(book: Book, tables: Mapping[str, Rows], last: Mapping[str, int]) -> None:
    """Fill an empty book with the rows of another, in one transaction, and rebuild its caches.

    The rows' columns are those of the schema. Raises ``Conflict`` where the book is not empty, and
    ``BadFile`` for rows that break the rules of a book.
    """

    def filled(connection: sqlite3.Connection) -> None:
        if not is_empty(book):
            raise Conflict(
                "this book is not empty", "import into a new one: repbook --book NEW.db import …"
            )
        for table in TABLES:
            fill(connection, table, columns(book, table), tables[table], last[table])
        _prove(book)
        rebuild(connection)

    book.run(filled)


def fill(
    connection: sqlite3.Connection, table: str, names: tuple[str, ...], given: Rows, last: int
) -> None:
    """Put rows into an empty table, and see that no id up to ``last`` is given again."""
    _insert(connection, table, names, given)
    connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
    highest = max([last, *(row["id"] for row in given)])
    if highest:
        connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, highest))


def _insert(
    connection: sqlite3.Connection, table: str, names: tuple[str, ...], given: Rows
) -> None:
    marks = ", ".join("?" * len(names))
    sql = f'INSERT INTO "{table}" VALUES ({marks})'
    days = [name for name, sort in connection.execute(SORTS, (table,)) if sort == "DATE"]
    for number, row in enumerate(given, 1):
        try:
            for day in filter(None, map(row.get, days)):
                date.fromisoformat(day)  # SQLite takes the 31st of February for a day
            connection.execute(sql, [row[name] for name in names])
        except (sqlite3.Error, OverflowError, TypeError, ValueError) as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # a full disk is not the file's fault
            raise BadFile(
                f"row {number} of {table} breaks a rule of the book ({_rule(error)})",
                "nothing was imported; export it again",
            ) from None


def _rule(error: Exception) -> str:
    """Which rule, without the row's values."""
    if isinstance(error, sqlite3.IntegrityError):
        return str(error).split(": ")[-1]
    return "a value that no book can hold"


def _prove(book: Book) -> None:
    """What the constraints do not hold: links, JSON in columns, and a journal that fits the tables."""
    broken = book.row('SELECT "table" FROM pragma_foreign_key_check LIMIT 1')
    if broken:
        raise BadFile(f"a row of {broken[0]} points to a row that is not there", "export it again")
    for table, column, kind in HOLDS_JSON:
        sql = f"SELECT id FROM {table} WHERE NOT json_valid({column}) OR json_type({column}) <> ?"
        if book.row(sql, (kind,)):
            raise BadFile(f"the {column} of a row of {table} can't be read", "export it again")
    known = {table: set(columns(book, table)) for table in FACTS}
    for table, before, after in book.connection.execute(ENTRIES):
        if not all(_fits(text, known.get(table)) for text in (before, after) if text is not None):
            raise BadFile(*MISFIT)
    for table, *ends, owners, packed, state in book.rows(RUNS):
        names, ids = known.get(table), range(ends[0], ends[1] + 1)
        if names is None or (packed is None) is (state == "undone") or not _are_ids(owners):
            raise BadFile(*MISFIT)
        if packed is not None and not _fit(packed, names, ids):
            raise BadFile(*MISFIT)


def _are_ids(text: str) -> bool:
    """Whether a text is a list of ids."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, list) and all(type(one) is int for one in found)


def _fit(packed: str, names: set[str], ids: range) -> bool:
    """Whether rows that an undone import left are those of its run, in columns of their table."""
    try:
        rows = list(packed_rows(packed))
    except (ValueError, TypeError):
        return False
    return len(rows) == len(ids) and all(
        row.keys() <= names and row.get("id") == row_id
        for row, row_id in zip(rows, ids, strict=True)
    )


def _fits(text: str, names: set[str] | None) -> bool:
    """Whether a journal's image holds exactly the columns of its table: undo writes what it names."""
    try:
        image = json.loads(text)
    except ValueError:
        return False
    return isinstance(image, dict) and image.keys() == names

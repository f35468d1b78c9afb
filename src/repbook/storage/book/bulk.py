"""Thousands of new rows as one entry of the journal: which rows they are, whose, and a digest of them.

An entry a row would hold every word of an import twice, in a book that is then larger by half. That the rows are
as the operation left them, a digest tells as well; their words are kept here only while the operation is undone,
packed, so that it can be done again (``images``). Whoever erases a person's words looks there, too, with
``unpacked``; an operation that stands holds no word of them.

An entry is JSON in "after": ``rows`` the first and the last id, ``columns`` of the digest, ``of`` the customers as
ranges of ids. A column that a later schema adds is not in the digest: of such it is asked that it has its default.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain
from typing import Any

from ...errors import Conflict

LEAST = 100
"""So many rows put in at once are journalled together; fewer have an entry each."""
MOST = 2000
"""Rows of one entry: they are read into memory together."""
ROWS_OF = """CASE WHEN {0}.customer_id IS NULL AND json_type({0}."after", '$.rows') = 'array'
  THEN json_extract({0}."after", '$.rows[1]') - json_extract({0}."after", '$.rows[0]') + 1 ELSE 1 END"""
"""How many rows an entry tells of, in SQL; ``{0}`` is the journal."""

Together = dict[str, Any]
"""An entry as it was loaded."""
Rows = list[tuple[Any, ...]]


def entries(
    connection: sqlite3.Connection, table: str, ids: range
) -> Iterator[tuple[int, Together]]:
    """The entries of rows that are in the book: the first id of each, and what the journal keeps."""
    for first in ids[::MOST]:
        last = min(first + MOST, ids.stop) - 1
        columns, rows = _read(connection, table, first, last)
        if rows:
            yield (
                first,
                {
                    "rows": [first, last],
                    "columns": columns,
                    "digest": _digest(rows),
                    "of": _ranges(_customers(table, columns, rows)),
                },
            )


def is_together(loaded: Any) -> bool:
    """Whether a loaded entry tells of many rows; no table has a column of that name."""
    return isinstance(loaded, dict) and "rows" in loaded


def ids_of(entry: Together) -> range:
    """The ids that an entry tells of; some of them may have been given to no row."""
    first, last = entry["rows"]
    return range(first, last + 1)


def customers_of(entry: Together) -> Iterator[int]:
    """Whose the rows are."""
    return chain.from_iterable(range(first, last + 1) for first, last in entry["of"])


def take_out(
    connection: sqlite3.Connection, table: str, entry: Together, label: str
) -> Together:
    """Take the rows out of the book; returns the entry with all that they held.

    Raises ``Conflict`` where one of them is not as the operation left it (F119).
    """
    first, last = entry["rows"]
    columns, rows = _read(connection, table, first, last, entry["columns"])
    if _digest(rows) != entry["digest"] or not _as_added(connection, table, entry):
        raise _touched(label, table)
    connection.execute(f'DELETE FROM "{table}" WHERE id BETWEEN ? AND ?', (first, last))
    return {**entry, "images": _packed(rows)}


def put_back(
    connection: sqlite3.Connection, table: str, entry: Together, label: str
) -> Together:
    """Put the rows into the book again; returns the entry without what they hold. Raises ``Conflict``."""
    first, last = entry["rows"]
    taken = f'SELECT 1 FROM "{table}" WHERE id BETWEEN ? AND ?'
    if "images" not in entry or connection.execute(taken, (first, last)).fetchone():
        raise _touched(label, table)
    names = ", ".join(f'"{column}"' for column in entry["columns"])
    marks = ", ".join("?" * len(entry["columns"]))
    connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', unpacked(entry))
    return {name: value for name, value in entry.items() if name != "images"}


def unpacked(entry: Together) -> list[list[Any]]:
    """The rows of an undone operation, each a value a column. Raises ``ValueError`` for what is damaged."""
    try:
        rows: list[list[Any]] = json.loads(zlib.decompress(base64.b64decode(entry["images"])))
    except (zlib.error, KeyError, TypeError) as error:
        raise ValueError("the rows of an undone step can't be read") from error
    return rows


def fits(entry: Together, names: Collection[str]) -> bool:
    """Whether an entry from a file can be one of a table with these columns: undo writes what it names."""
    try:
        first, last = entry["rows"]
        of = [low <= high for low, high in entry["of"]]
        rows = unpacked(entry) if "images" in entry else []
    except (KeyError, TypeError, ValueError):
        return False
    columns = entry.get("columns")
    return (
        isinstance(columns, list)
        and isinstance(entry.get("digest"), str)
        and "id" in columns
        and set(columns) <= set(names)
        and 0 < first <= last < first + MOST
        and all(of)
        and all(isinstance(row, list) and len(row) == len(columns) for row in rows)
    )


def _read(
    connection: sqlite3.Connection,
    table: str,
    first: int,
    last: int,
    columns: Sequence[str] = (),
) -> tuple[list[str], Rows]:
    names = ", ".join(f'"{column}"' for column in columns) or "*"
    cursor = connection.execute(
        f'SELECT {names} FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id', (first, last)
    )
    return [column[0] for column in cursor.description], cursor.fetchall()


def _json(rows: Rows) -> bytes:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def _digest(rows: Rows) -> str:
    return sha256(_json(rows)).hexdigest()


def _packed(rows: Rows) -> str:
    return base64.b64encode(zlib.compress(_json(rows))).decode("ascii")


def _as_added(connection: sqlite3.Connection, table: str, entry: Together) -> bool:
    """Whether the columns that came after the entry hold what they held when they came."""
    first, last = entry["rows"]
    changed = " OR ".join(
        f'"{name}" IS NOT ({default or "NULL"})'
        for name, default in connection.execute(
            "SELECT name, dflt_value FROM pragma_table_info(?)", (table,)
        )
        if name not in entry["columns"]
    )
    if not changed:
        return True
    sql = f'SELECT 1 FROM "{table}" WHERE id BETWEEN ? AND ? AND ({changed})'
    return connection.execute(sql, (first, last)).fetchone() is None


def _customers(table: str, columns: list[str], rows: Rows) -> set[int]:
    if table != "customers" and "customer_id" not in columns:
        return set()
    place = columns.index("id" if table == "customers" else "customer_id")
    return {row[place] for row in rows}


def _ranges(ids: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for each in sorted(ids):
        if found and found[-1][1] == each - 1:
            found[-1][1] = each
        else:
            found.append([each, each])
    return found


def _touched(label: str, table: str) -> Conflict:
    return Conflict(
        f"'{label}' can't be turned back: a later change touched the same {table}",
        "undo the later change first",
    )

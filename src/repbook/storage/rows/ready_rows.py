"""The rows that one write has in hand, through statements made of the declared columns: no SQLModel is loaded.

It keeps what SQLAlchemy's session keeps: one object for a row, what it was when it was read, and what is to be
written of it. A test writes the made-up book both ways and compares every row and every step.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from .ready_tables import BY_NAME, ReadyRow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from .declared import Declared
    from .images import Key


class Statements:
    """The statements of a table, each made once."""

    __slots__ = ("days", "flags", "insert", "names", "select", "table")

    def __init__(self, table: Declared) -> None:
        self.table = table.name
        self.names = ("id", *table.columns)
        """In the order in which a row is read."""
        kinds = [(at, table.columns[name].kind) for at, name in enumerate(self.names) if at]
        self.days = [at for at, kind in kinds if kind == "day"]
        self.flags = [at for at, kind in kinds if kind == "flag"]
        columns = ", ".join(f'"{name}"' for name in self.names)
        self.select = f'SELECT {columns} FROM "{self.table}"'
        self.insert = (
            f'INSERT INTO "{self.table}" ({columns}) VALUES ({", ".join("?" * len(self.names))})'
        )

    def row(self, read: Sequence[Any]) -> ReadyRow:
        """A row as it was read; raises ``TypeError`` or ``ValueError`` for what no day can be."""
        values = list(read)
        for at in self.days:
            if values[at] is not None:
                values[at] = date.fromisoformat(values[at])
        for at in self.flags:
            if values[at] is not None:
                values[at] = bool(values[at])
        row: ReadyRow = BY_NAME[self.table].__new__(BY_NAME[self.table])
        vars(row).update(zip(self.names, values, strict=True))
        return row


_MADE: dict[str, Statements] = {}


def statements(table: Any) -> Statements:
    """The statements of a table, by its class."""
    name = table.__tablename__
    if name not in _MADE:
        _MADE[name] = Statements(BY_NAME[name].declared)
    return _MADE[name]


def stored(value: Any) -> Any:
    """A value as SQLite keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str.__str__(value)
    return int(value) if isinstance(value, bool) else value


class ReadyRows:
    """The rows of one write. ``before`` hears which are about to be changed or removed, ``after`` which were added."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        before: Callable[[Iterable[Key]], object],
        after: Callable[[Key], object],
    ) -> None:
        self._connection = connection
        self._before, self._after = before, after
        self._known: dict[Key, tuple[ReadyRow, dict[str, Any]]] = {}
        """Each row with what SQLite has of it."""
        self._changed: dict[Key, ReadyRow] = {}

    def _has_changed(self, row: ReadyRow) -> None:
        self._changed[_key(row)] = row

    def add(self, row: Any) -> Any:
        """Put a new row in the book, its id is known at once; returns it."""
        self.flush()
        if row.id is None or _key(row) not in self._known:
            values = [stored(value) for value in vars(row).values()]
            found = self._connection.execute(statements(row).insert, values).lastrowid
            row.id = found if row.id is None else row.id
            self._keep(row)
            self._after(_key(row))
        return row

    def get(self, table: Any, row_id: int) -> Any:
        """A row to change, or None; raises ``TypeError`` or ``ValueError`` where it is damaged."""
        known = self._known.get((table.__tablename__, row_id))
        if known is not None:
            return known[0]
        self.flush()
        made = statements(table)
        read = self._connection.execute(f"{made.select} WHERE id = ?", (row_id,)).fetchone()
        return None if read is None else self._keep(made.row(read))

    def find(self, table: Any, **equal: Any) -> list[Any]:
        """The rows of a table whose columns equal what is given, oldest first, to change."""
        self.flush()
        made = statements(table)
        if unknown := equal.keys() - set(made.names):
            raise TypeError(f"no such column of {made.table}: {', '.join(sorted(unknown))}")
        where = " AND ".join(
            f'"{name}" IS NULL' if value is None else f'"{name}" = ?'
            for name, value in equal.items()
        )
        values = [stored(value) for value in equal.values() if value is not None]
        sql = f"{made.select}{where and ' WHERE '}{where} ORDER BY id"
        found = self._connection.execute(sql, values).fetchall()
        known = (self._known.get((made.table, read[0])) for read in found)
        return [
            self._keep(made.row(read)) if one is None else one[0]
            for read, one in zip(found, known, strict=True)
        ]

    def remove(self, *rows: Any) -> None:
        """Take rows out of the book."""
        keys = [_key(row) for row in rows]
        self._before({*keys, *self._changed})
        for key, row in zip(keys, rows, strict=True):
            self._changed.pop(key, None)
            self._known.pop(key, None)
            row.hold(None)
        self._write()
        for table, row_id in keys:
            self._connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))

    def flush(self) -> None:
        """Write what was changed."""
        if self._changed:
            self._before(self._changed)
            self._write()

    def let_go(self) -> None:
        """Write what was changed, and keep no row: of an import there may be more than memory should hold."""
        self.flush()
        self.close()
        self._known.clear()

    def _write(self) -> None:
        changed, self._changed = self._changed, {}
        for key, row in changed.items():
            was = self._known[key][1]
            new = {name: value for name, value in vars(row).items() if was[name] != value}
            if new:
                columns = ", ".join(f'"{name}" = ?' for name in new)
                values = (*map(stored, new.values()), key[1])
                self._connection.execute(f'UPDATE "{key[0]}" SET {columns} WHERE id = ?', values)
                was.update(new)

    def _keep(self, row: ReadyRow) -> ReadyRow:
        row.hold(self._has_changed)
        self._known[_key(row)] = row, dict(vars(row))
        return row

    def close(self) -> None:
        """The rows change nothing any more."""
        for row, _ in self._known.values():
            row.hold(None)


def _key(row: Any) -> Key:
    return row.__tablename__, row.id

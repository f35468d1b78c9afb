"""Plain values as SQLite keeps them, for rows by the thousand: SQLAlchemy's own way takes twice as long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from .declared import DECLARED
from .ready_rows import stored


def plain_values(
    table: str, rows: Sequence[Mapping[str, Any]], first: int
) -> tuple[dict[str, str], Iterator[tuple[Any, ...]]]:
    """The columns of a table, each with a ``?`` or with what it is in all these rows, and the values of each row.

    The first row gets the id ``first``. What a row does not name takes its default; a column without one must be named.
    """
    named = set().union(*rows)
    columns, each = {"id": "?"}, {}
    for name, column in DECLARED[table].columns.items():
        if column.needed or name in named:
            columns[name] = "?"
            each[name] = _LACKING if column.needed else stored(column.default)
        else:
            columns[name] = _literal(column.default)
    return columns, _values(each, rows, first)


_LACKING = object()
_AS_THEY_ARE = frozenset((str, int, float, type(None)))
"""What SQLite takes as it is."""


def _values(
    each: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], first: int
) -> Iterator[tuple[Any, ...]]:
    """Column by column: what is to be made plain of one is found out for all of its values at once."""
    columns: list[Sequence[Any]] = [range(first, first + len(rows))]
    for name, default in each.items():
        column = [row.get(name, default) for row in rows]
        if not _AS_THEY_ARE.issuperset(map(type, column)):
            column = [
                value if value.__class__ in _AS_THEY_ARE else _plain(value) for value in column
            ]
        columns.append(column)
    return zip(*columns, strict=True)


def _plain(value: Any) -> Any:
    if value is _LACKING:
        raise KeyError("a row lacks what it must name")
    return _day(value) if value.__class__ is date else stored(value)


@lru_cache(4096)
def _day(value: date) -> str:
    """A day as it is stored: of thousands of rows most are of the same few days."""
    return value.isoformat()


def _literal(value: Any) -> str:
    """A default as SQL has it."""
    plain = stored(value)
    if plain is None:
        return "NULL"
    return str(plain) if isinstance(plain, int | float) else "'" + plain.replace("'", "''") + "'"

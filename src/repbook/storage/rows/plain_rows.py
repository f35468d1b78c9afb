"""Plain values as SQLite keeps them, for rows by the thousand: SQLAlchemy's own way takes twice as long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlmodel import SQLModel


def plain_values(
    table: type[SQLModel], rows: Sequence[Mapping[str, Any]], first: int
) -> tuple[dict[str, str], Iterator[tuple[Any, ...]]]:
    """The columns of a table, each with a ``?`` or with what it is in all these rows, and the values of each row.

    The first row gets the id ``first``. What a row does not name takes its default; a column without one must be named.
    """
    fields = {name: field for name, field in table.model_fields.items() if name != "id"}
    named = set().union(*rows)
    columns, each = {"id": "?"}, {}
    for name, field in fields.items():
        if field.is_required() or name in named:
            columns[name] = "?"
            each[name] = _LACKING if field.is_required() else _plain(field.default)
        else:
            columns[name] = _literal(field.default)
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
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, str):
        return str.__str__(value)
    return int(value) if isinstance(value, bool) else value


@lru_cache(4096)
def _day(value: date) -> str:
    """A day as it is stored: of thousands of rows most are of the same few days."""
    return value.isoformat()


def _literal(value: Any) -> str:
    """A default as SQL has it."""
    plain = _plain(value)
    if plain is None:
        return "NULL"
    return str(plain) if isinstance(plain, int | float) else "'" + plain.replace("'", "''") + "'"

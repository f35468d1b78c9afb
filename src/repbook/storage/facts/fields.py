"""How a field of a frozen value is read from what is stored: by its declared type, so that it is named once.

SQLite and JSON keep a day as a text and a word of a closed vocabulary as that word. A value's class says what it
is; from that follow both the list of a query and the making of the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from ...domain.spine import facts, kinds
from ...values import NamedTuple

Reader = Callable[[Any], Any]


def readers(kind: type) -> dict[str, Reader]:
    """The readers of those fields that are stored as something plainer than they are."""
    found = {name: _reader(text.removesuffix(" | None")) for name, text in _types(kind)}
    return {name: reader for name, reader in found.items() if reader is not None}


def _types(kind: type) -> Iterable[tuple[str, str]]:
    """Each field with its type as it stands in the source."""
    for name, said in kind.__annotations__.items():
        yield name, str(getattr(said, "__forward_arg__", said))


def _reader(text: str) -> Reader | None:
    if text == "date":
        return date.fromisoformat
    if text.startswith("tuple["):
        return _many(text.removeprefix("tuple[").removesuffix(", ...]"))
    return getattr(kinds, text, None)


def _many(text: str) -> Reader:
    if text == "date":
        return lambda values: tuple(map(date.fromisoformat, values))
    kind = getattr(facts, text, None)
    if kind is None:
        return tuple
    return lambda values: tuple([build(kind, value) for value in values])


def build(kind: Any, values: dict[str, Any]) -> Any:
    """A value from its stored fields; raises ``ValueError`` or ``TypeError`` where one is damaged.

    Ten thousand customers are a hundred thousand values: each is filled in by the places of its fields.
    """
    places, usual, must = _filled(kind)
    found = usual.copy()
    try:
        for key, value in values.items():
            place, read = places[key]
            found[place] = read(value) if read is not None else value
    except KeyError as error:
        raise TypeError(f"{kind.__name__} has no {error}") from None
    if ... in found[:must]:
        raise TypeError(f"{kind.__name__} is not whole")
    return tuple.__new__(kind, found)


@cache
def _filled(kind: Any) -> tuple[dict[str, tuple[int, Reader | None]], list[Any], int]:
    """Where each field stands and how it is read, by what it is called; what stands there unless told, and how many must be."""
    known, places = readers(kind), {}  # type: dict[str, Reader], dict[str, tuple[int, Reader | None]]
    for place, (key, name) in enumerate(zip(keys(kind), kind._fields, strict=True)):
        read = known.get(name)
        # An older repbook has written the names themselves.
        places[key] = places[name] = place, _quick(read)
    defaults = kind._field_defaults
    return (
        places,
        [defaults.get(name, ...) for name in kind._fields],
        len(kind._fields) - len(defaults),
    )


def _quick(read: Reader | None) -> Reader | None:
    """A reader that looks a word of a closed vocabulary up, where calling its class would ask what is called."""
    words: dict[Any, Any] | None = getattr(read, "_value2member_map_", None)
    return read if words is None else words.__getitem__


def keys(kind: Any) -> tuple[str, ...]:
    """What each field of a value is called where it is stored: a sign or two, by its place."""
    return tuple(f"{number:x}" for number in range(len(kind._fields)))


class Query(NamedTuple):
    """A query whose columns are the fields of a value, by name.

    ``must`` are read as they are, ``may`` only where there is something: no day and no word is an empty text.
    """

    kind: Any
    sql: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    must: tuple[tuple[str, Reader], ...]
    may: tuple[tuple[str, Reader], ...]

    def named(self, row: Iterable[Any]) -> dict[str, Any]:
        """The fields of a row; raises ``ValueError`` or ``TypeError`` where one is damaged."""
        values = dict(zip(self.names, row, strict=True))
        for name, read in self.must:
            values[name] = read(values[name])
        for name, read in self.may:
            values[name] = read(values[name]) if values[name] else None
        return values

    def value(self, *row: Any) -> Any:
        """The value that a row stands for."""
        return self.kind(**self.named(row))


def query(kind: type, columns: Mapping[str, str], rest: str) -> Query:
    """The query for values of ``kind``: the SQL of each field by its name, and the ``FROM`` with what follows."""
    types, known = dict(_types(kind)), readers(kind)
    known |= {name: bool for name, text in types.items() if text == "bool"}  # SQLite has none
    read = [(name, known[name]) for name in columns if name in known]
    return Query(
        kind,
        f"SELECT {', '.join(columns.values())}\n{rest}",
        tuple(columns.values()),
        tuple(columns),
        tuple(each for each in read if not types[each[0]].endswith(" | None")),
        tuple(each for each in read if types[each[0]].endswith(" | None")),
    )

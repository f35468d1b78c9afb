"""Long lists that take little room: rows and records of a large file, packed by the thousand.

A hundred thousand rows as cells and records take half a gigabyte, packed ten megabytes. They stay in memory,
so that nothing of what a file tells is left on the disk.
"""

from __future__ import annotations

import copyreg
import pickle
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import repeat
from operator import attrgetter, itemgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
AT_ONCE = 500
"""So many are packed together, and so many of the newest are not packed yet."""
SORTED_AT_ONCE = 4000
IN_PARTS = 50
"""So many are packed together of each part, where there are many parts."""
QUICK = 1
"""How hard zlib tries: what it would save beyond takes longer than all the rest."""


class Packed(Sequence[T]):
    """A list to append to and to go through, as often as one likes; what comes out is equal to what came in.

    The newest can be exchanged while they are not packed. Two reads of one place may give two objects.
    """

    __slots__ = ("_blocks", "_last", "_newest", "_size")

    def __init__(self, some: Iterable[T] = (), at_once: int = 0) -> None:
        self._size = at_once or AT_ONCE
        self._blocks: list[bytes] = []
        self._newest: list[T] = []
        self._last: tuple[int, list[T]] = (-1, [])
        self.extend(some)

    def append(self, one: T) -> None:
        """Add one at the end."""
        if len(self._newest) >= 2 * self._size:
            self._blocks.append(_packed(self._newest[: self._size]))
            del self._newest[: self._size]
        self._newest.append(one)

    def extend(self, some: Iterable[T]) -> None:
        """Add several at the end, one after the other."""
        for one in some:
            self.append(one)

    @property
    def packed(self) -> int:
        """How many, from the first on, are packed and can't be exchanged any more."""
        return len(self._blocks) * self._size

    def exchange(self, place: int, one: T) -> None:
        """Put another in the place of one that is not ``packed`` yet."""
        self._newest[place - self.packed] = one

    def settled(self) -> Sequence[T]:
        """The whole, to be read only: a short one as the tuple that it can be."""
        return self if self._blocks else tuple(self._newest)

    def drained(self) -> Iterator[T]:
        """Go through it once and for all: what was read is let go of."""
        self._blocks.reverse()
        while self._blocks:
            yield from _unpacked(self._blocks.pop())
        newest, self._newest = self._newest, []
        yield from newest

    def __len__(self) -> int:
        return self.packed + len(self._newest)

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from _unpacked(block)
        yield from self._newest

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        at = range(len(self))[place]
        if at >= self.packed:
            return self._newest[at - self.packed]
        number, rest = divmod(at, self._size)
        if self._last[0] != number:
            self._last = (number, _unpacked(self._blocks[number]))
        return self._last[1][rest]


def in_order(some: Sequence[T], by: str) -> Sequence[T]:
    """Sorted ``by`` a field; what is packed stays so."""
    if not isinstance(some, Packed):
        return sorted(some, key=attrgetter(by))
    keys = [key for (key,) in told(some, by)]
    places = sorted(range(len(keys)), key=keys.__getitem__)
    if all(place == at for at, place in enumerate(places)):
        return some
    ranks = array("Q", bytes(8 * len(keys)))
    for rank, place in enumerate(places):
        ranks[place] = rank
    parts: dict[int, Packed[tuple[int, T]]] = {}
    for rank, one in zip(ranks, some, strict=True):
        part = parts.setdefault(rank // SORTED_AT_ONCE, Packed(at_once=IN_PARTS))
        part.append((rank, one))
    found: Packed[T] = Packed()
    for number in sorted(parts):
        found.extend(one for _, one in sorted(parts.pop(number).drained(), key=itemgetter(0)))
    return found


_FIELDS: dict[type, Callable[[Any], tuple[Any, ...]]] = {}
"""What tells the fields of a value, by its class."""


def by_fields(kind: type[T]) -> type[T]:
    """Have values of a data class packed by their fields in order: three times as quick as pickle's own way."""
    of_fields = attrgetter(*(one.name for one in fields(kind)))  # type: ignore[arg-type]
    _FIELDS[kind] = of_fields

    def reduced(one: T) -> tuple[type[T], Any]:
        return kind, of_fields(one)

    copyreg.pickle(kind, reduced)
    return kind


def given(one: T, name: str, value: Any) -> T:
    """A value that nobody else has yet, with another value in a field."""
    setattr(one, name, value)
    return one


@dataclass_transform(frozen_default=True)
def record(kind: type[T]) -> type[T]:
    """A data class with slots of which a file makes hundreds of thousands, packed by its fields.

    Only the type checker holds that nobody changes a value of it: what freezes it at run time takes six times
    as long as all else when one is made.
    """
    return by_fields(dataclass(slots=True, unsafe_hash=True)(kind))


def told(some: Iterable[T], *names: str) -> Iterator[tuple[Any, ...]]:
    """These fields of each value: of what is packed nothing else is unpacked, and no value is made."""
    newest = some
    if isinstance(some, Packed):
        newest = some._newest
        for block in some._blocks:
            kind, size, columns = _columns(block)
            if kind is None:
                yield from ((*(getattr(one, name) for name in names),) for one in columns)
                continue
            places: Sequence[str] = kind.__match_args__
            yield from zip(
                *(_column(columns[places.index(name)], size) for name in names), strict=True
            )
    yield from ((*(getattr(one, name) for name in names),) for one in newest)


_NOTHING = ("", None, ())
"""What mostly stands in the fields that few values fill; each is equal to itself alone."""


def _packed(some: list[Any]) -> bytes:
    """Values of one class field by field, each field by itself: it spares a call for each, and is half as long."""
    kind = some[0].__class__
    of_fields = _FIELDS.get(kind)
    plain: tuple[type | None, int, Sequence[Any]] = (None, 0, some)
    if of_fields and all(one.__class__ is kind for one in some):
        columns = [_plain(column) for column in zip(*map(of_fields, some), strict=True)]
        plain = (kind, len(some), columns)
    return zlib.compress(pickle.dumps(plain, pickle.HIGHEST_PROTOCOL), QUICK)


def _plain(column: tuple[Any, ...]) -> Any:
    """A field of many values, packed; or what it is in all of them, where that is nothing."""
    first = column[0]
    if first in _NOTHING and column.count(first) == len(column):
        return first
    return pickle.dumps(column, pickle.HIGHEST_PROTOCOL)


def _columns(block: bytes) -> tuple[Any, int, list[Any]]:
    kind, size, some = pickle.loads(zlib.decompress(block))  # noqa: S301 - our own, of memory
    return kind, size, some


def _column(plain: Any, size: int) -> Iterable[Any]:
    if isinstance(plain, bytes):
        column: Iterable[Any] = pickle.loads(plain)  # noqa: S301 - our own, of memory
        return column
    return repeat(plain, size)


def _unpacked(block: bytes) -> list[Any]:
    kind, size, some = _columns(block)
    if kind is None:
        return some
    return list(map(kind, *(_column(column, size) for column in some)))

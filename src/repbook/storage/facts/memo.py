"""What the rules said last of everybody whom Today may show, remembered beside the open book."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...values import NamedTuple
from .place_rows import KeptPlace, PlaceRow, read

Reckoned = tuple[str, PlaceRow | None]
"""A customer's packed facts, and the row of its place; None where the facts are damaged."""


class Places(NamedTuple):
    """Everybody whom Today may show, by customer, and whose cached facts are damaged."""

    of: dict[int, KeptPlace]
    damaged: tuple[int, ...]

    @property
    def red(self) -> list[KeptPlace]:
        """Everybody who is red, worst first."""
        found = [one for one in self.of.values() if one.red]
        return sorted(found, key=lambda one: (-one.score, -one.debt, one.name))


class Memo(NamedTuple):
    """What was read last, for as long as the book, the minute and the rules are the same.

    ``reckoned`` are those who have no kept place that holds, ``places`` is everybody, once somebody has asked.
    """

    stamp: tuple[Any, ...]
    reckoned: dict[int, Reckoned]
    places: Places | None = None
    unread: int = 0
    """How many others have none: they were left for later."""
    lists: tuple[tuple[Any, Any], ...] = ()
    """What ``storage/views/listing`` has laid out of it: each list behind what was asked for, the newest last."""
    rows: dict[int, Any] | None = None
    """The rows of lists that it has read, by customer."""

    @property
    def damaged(self) -> tuple[int, ...]:
        """The customers whose cached facts are damaged."""
        return tuple(each for each, (_, row) in self.reckoned.items() if row is None)

    def seen(self, today: date) -> list[KeptPlace]:
        """The places of those whom Today may show among the reckoned."""
        rows = (row for _, row in self.reckoned.values() if row is not None and row[7])
        return [read(row, today) for row in rows]

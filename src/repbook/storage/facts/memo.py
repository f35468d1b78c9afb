"""What the rules said last of everybody whom Today may show, remembered beside the open book."""

from __future__ import annotations

from typing import Any

from ...values import NamedTuple
from .place_rows import KeptPlace, PlaceRow

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

    ``reckoned`` are those who have no kept place that holds.
    """

    stamp: tuple[Any, ...]
    reckoned: dict[int, Reckoned]
    places: Places

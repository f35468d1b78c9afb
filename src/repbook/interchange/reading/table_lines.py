"""A table while it is being read: its header, its rows, and what had to be said about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .packed import Packed, by_fields
from .records import RowProblem

MOST_NAMED = 5


@by_fields
@dataclass(slots=True)
class Line:
    """One row, and the line of the file where it begins.

    In a finished table ``cells`` has the header's width; ``surplus`` is what stood to the right.
    """

    number: int
    cells: list[str]
    surplus: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(slots=True)
class Table:
    """A header with distinct names, and its rows. Without headings the names are "Column 1" and so on."""

    header: tuple[str, ...]
    lines: Packed[Line] = field(default_factory=Packed)
    problems: list[RowProblem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    headed: bool = True
    year: int | None = None
    """The one year that is written above the header."""


def listed(lines: Sequence[int], noun: str) -> str:
    """``1 row (line 4)``, ``12 rows (lines 4, 7, 8, 9, 13 ...)``."""
    numbers = ", ".join(map(str, lines[:MOST_NAMED]))
    more = " …" if len(lines) > MOST_NAMED else ""
    if len(lines) == 1:
        return f"1 {noun} (line {numbers})" if noun != "line" else f"line {numbers}"
    return f"{len(lines)} {noun}s (lines {numbers}{more})"

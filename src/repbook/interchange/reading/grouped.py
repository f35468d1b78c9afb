"""Reports in which a name stands over the rows that are of it: "Acme", its rows without a name, "Total for Acme".

Bookkeeping programs print lists of sales so. The name is set into each of its rows; the row of the name itself, and
the one of the sum, are no rows of their own. And sheets with two tables beside each other, which are read one below the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...wording import fold
from .remarks import WORDS
from .table_lines import Line, listed

CUSTOMER = "Customer"
LEAST = 2
"""So many rows without a name prove that they have it from the row above."""
NARROWEST = 2
"""So many headings has a table that stands beside another."""


def is_grouped(below: Sequence[Sequence[str]]) -> bool:
    """Whether each of the first rows is a name alone, a row without one, or the sum of a name."""
    rows = [[cell.strip() for cell in row] for row in below if any(map(str.strip, row))]
    if not rows or not _is_name(rows[0]):
        return False
    without = [row for row in rows if not row[0]]
    rest = [row for row in rows if row[0] and not _is_name(row)]
    return len(without) >= LEAST and all(map(_is_sum, rest))


def heading(above: Iterable[Sequence[str]]) -> str:
    """What the column of the names is headed with where the title of the report tells it: "Sales by Customer Detail"."""
    said = {word for row in above for cell in row for word in re.split(r"[\W_]+", fold(cell))}
    return CUSTOMER if said & WORDS.OF_CUSTOMERS else ""


@dataclass(slots=True)
class Grouped:
    """The rows of such a report, each with its name; they can be gone through as often as one likes."""

    lines: Iterable[Line]
    after: int
    names: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)

    def __iter__(self) -> Iterator[Line]:
        self.names, self.sums = [], []
        name, title = "", None
        for line in self.lines:
            if line.number <= self.after or line.empty:
                yield line
                continue
            if line.cells[0].strip() and title:
                yield title  # no row is of it: what it says is told of otherwise
                title = None
            if not line.cells[0].strip():
                if title:
                    self.names.append(title.number)
                    title = None
                yield replace(line, cells=[name, *line.cells[1:]])
            elif _is_sum(line.cells):
                self.sums.append(line.number)
            elif _is_name(line.cells):
                name, title = line.cells[0].strip(), line
            else:
                yield line
        if title:
            yield title

    def told(self) -> Iterator[str]:
        """What became of the rows of names and of sums."""
        if self.names:
            yield f"{listed(self.names, 'line')} with the name of the rows below: set into each of them"
        if self.sums:
            yield f"{listed(self.sums, 'line')} with the total of a name left out"


def _is_name(cells: Sequence[str]) -> bool:
    return bool(cells[0].strip()) and not any(cell.strip() for cell in cells[1:])


def _is_sum(cells: Sequence[str]) -> bool:
    said = fold(cells[0])
    return any(
        said.startswith(word) and said[len(word) : len(word) + 1] in ("", " ", ":")
        for word in WORDS.TOTAL
    )


def side_by_side(header: Sequence[str]) -> tuple[int, int]:
    """How wide each of the tables is, and from one's beginning to the next; (0, 0) where there is one only."""
    heads = [cell.strip().casefold() for cell in header]
    while heads and not heads[-1]:
        heads.pop()
    for step in range(NARROWEST, len(heads) // 2 + 2):
        block = heads[:step]
        while block and not block[-1]:
            block.pop()
        width = len(block)
        if width < NARROWEST or not all(block) or len(set(block)) < width or len(heads) <= step:
            continue
        if (len(heads) - width) % step == 0 and all(
            heads[at : at + step] in (block + [""] * (step - width), block)
            for at in range(0, len(heads), step)
        ):
            return width, step
    return 0, 0


class Below:
    """The lines of such a sheet, the tables' rows one after the other, as often as one asks for them."""

    def __init__(self, lines: Iterable[Line], header: int, width: int, step: int) -> None:
        self._lines, self._header, self._width, self._step = lines, header, width, step

    def __iter__(self) -> Iterator[Line]:
        for line in self._lines:
            if line.number <= self._header:
                yield replace(line, cells=line.cells[: self._width])
                continue
            parts = [
                line.cells[at : at + self._width] for at in range(0, len(line.cells), self._step)
            ]
            full = [cells for cells in parts if any(cell.strip() for cell in cells)]
            for cells in full or parts[:1]:
                yield replace(line, cells=cells)

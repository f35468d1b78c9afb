"""Rows that are wider or narrower than the header: mended, kept, or refused alone (F89)."""

from __future__ import annotations

from itertools import pairwise

from .records import RowProblem
from .table_lines import Line, Table, listed


def even_out(body: list[Line], made: Table, delimiter: str = "") -> None:
    """Give every row of ``body`` the header's width, and file it in ``made`` with what was done.

    Too wide: empty cells at the end fall away; a comma that belongs to the text is put back where
    the file itself shows which one it is; else the surplus is kept apart, and who maps the row
    decides whether the columns to its left can be trusted. Too narrow: the missing cells are empty,
    unless the row looks torn in two.
    """
    width = len(made.header)
    spaces_tell = delimiter == "," and not any(
        _spaced(line.cells) for line in body if len(line.cells) == width
    )
    torn = _torn(body, width)
    mended: list[Line] = []
    short: list[Line] = []
    for line in body:
        while len(line.cells) > width and not line.cells[-1].strip():
            line.cells.pop()
        extra = len(line.cells) - width
        if line.number in torn:
            reason = "the row is torn over two lines: left out"
            made.problems.append(RowProblem(line.number, reason))
            continue
        if extra < 0:
            line.cells = line.cells + [""] * -extra
            short.append(line)
        elif extra and spaces_tell and _spaced(line.cells) == extra:
            line.cells = _rejoined(line.cells)
            mended.append(line)
        elif extra:
            line.cells, line.surplus = line.cells[:width], line.cells[width:]
        made.lines.append(line)
    if mended:
        rows = listed(mended, "row")
        made.notices.append(
            f"{rows}: a comma that was not in quotation marks put back into its text"
        )
    if short:
        made.notices.append(f"{listed(short, 'row')} short of columns at the end: read as empty")


def _spaced(cells: list[str]) -> int:
    """How many cells begin with a space: after a comma in a text, hardly ever in a table."""
    return sum(cell[:1] == " " for cell in cells[1:])


def _rejoined(cells: list[str]) -> list[str]:
    joined: list[str] = []
    for at, cell in enumerate(cells):
        if at and cell[:1] == " ":
            joined[-1] += "," + cell
        else:
            joined.append(cell)
    return joined


def _torn(body: list[Line], width: int) -> set[int]:
    """Two narrow rows on following lines that together make one: a line end inside a text."""
    torn: set[int] = set()
    for upper, lower in pairwise(body):
        together = len(upper.cells) + len(lower.cells) - 1
        if (
            together == width
            and 1 <= len(upper.cells) < width
            and 1 < len(lower.cells) < width
            and lower.number == upper.number + 1
            and upper.number not in torn
        ):
            torn |= {upper.number, lower.number}
    return torn

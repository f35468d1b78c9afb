"""Rows that are wider or narrower than the header: mended, kept, or refused alone (F89)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .mended_cells import Mender
from .records import RowProblem
from .table_lines import Line, Table, listed


def even_out(
    body: Iterable[Line], made: Table, delimiter: str = "", mender: Mender | None = None
) -> list[str]:
    """Give every row of ``body`` the header's width, and file it in ``made``; says what was done.

    ``body`` is gone through twice where a row is too wide.

    Too wide: empty cells at the end fall away; a comma that belongs to the text is put back where
    the file itself shows which one it is; else the surplus is kept apart, and who maps the row
    decides whether the columns to its left can be trusted. Too narrow: the missing cells are empty,
    unless the row looks torn in two.
    """
    width = len(made.header)
    spaces_tell: bool | None = None
    mended: list[int] = []
    short: list[int] = []
    for line, torn in _torn(body, width):
        cells, surplus = line.cells, line.surplus
        if torn:
            reason = "the row is torn over two lines: left out"
            made.problems.append(RowProblem(line.number, reason))
            continue
        if len(cells) > width:
            cells = _without_empty(cells, width)
        extra = len(cells) - width
        if extra > 0 and spaces_tell is None:
            spaces_tell = delimiter == "," and not _spaces_anywhere(body, width)
        if extra < 0:
            cells = cells + [""] * -extra
            short.append(line.number)
        elif extra and spaces_tell and _spaced(cells) == extra:
            cells = _rejoined(cells)
            mended.append(line.number)
        elif extra:
            cells, surplus = cells[:width], cells[width:]
        row = Line(line.number, cells, surplus)
        if mender:
            mender.mend(row)
        made.lines.append(row)
    return list(_told(mended, short))


def _told(mended: list[int], short: list[int]) -> Iterator[str]:
    if mended:
        yield f"{listed(mended, 'row')}: a comma that was not in quotation marks put back into its text"
    if short:
        yield f"{listed(short, 'row')} short of columns at the end: read as empty"


def _without_empty(cells: list[str], width: int) -> list[str]:
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _spaces_anywhere(body: Iterable[Line], width: int) -> bool:
    """Whether a cell begins with a space in any row of the right width: then a space tells nothing."""
    return any(_spaced(line.cells) for line in body if len(line.cells) == width)


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


def _torn(body: Iterable[Line], width: int) -> Iterator[tuple[Line, bool]]:
    """Each row, and whether it is torn: two narrow rows on following lines that together make one."""
    upper: Line | None = None
    torn = False
    for lower in body:
        if upper is None:
            upper = lower
            continue
        both = not torn and _of_one(upper, lower, width)
        yield upper, torn or both
        upper, torn = lower, both
    if upper is not None:
        yield upper, torn


def _of_one(upper: Line, lower: Line, width: int) -> bool:
    """Whether two rows are one, with a line end inside a text."""
    left, right = len(upper.cells), len(lower.cells)
    return (
        left + right - 1 == width
        and 1 <= left < width
        and 1 < right < width
        and lower.number == upper.number + 1
    )

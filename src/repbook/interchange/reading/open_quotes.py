"""Rows of a text whose quotation marks may be left open: one of them must not swallow what is below it.

A mark that is opened and not closed takes the following lines into its cell, up to the next mark or the
end of the file. Such a row is no row by the strict rules, and that tells it. Its lines are read one by
one where each of them is plainly a row of this table; else they are left out by name (F87).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from ...errors import BadFile
from .records import RowProblem
from .table_lines import Line

END = "\ue000"
"""A line of our own after the last one: if it does not come back alone, a quote was left open."""
LEAST = 3
"""In a table of fewer columns any line of a text could be a row."""
MOST = 100
"""So many open marks, and nobody can tell what the file means."""


def rows(
    source: Iterable[str],
    delimiter: str,
    first: int,
    problems: list[RowProblem],
    widths: Counter[int] | None = None,
    opened: int = 0,
    *,
    blanks: bool = False,
) -> Iterator[Line]:
    """Every line as cells, the first one numbered ``first``; what was left open is named in ``problems``.

    ``blanks`` says that one may stand before a quotation mark, ``widths`` is how wide the rows above are, ``opened`` how many marks stood open there. Raises ``BadFile`` for what no reader takes.
    """
    held: list[str] = []
    fed = _held(chain(source, [END]), held)
    reader = csv.reader(fed, delimiter=delimiter, skipinitialspace=blanks)
    widths = Counter() if widths is None else widths
    before: Line | None = None  # what the last one holds is our own
    number = first
    while (cells := _next(reader, number)) is not None:
        if before is not None:
            yield before
        if len(held) > 1 and not _strict(held, delimiter, blanks=blanks):
            yield from _opened(
                held, fed, delimiter, number, problems, widths, opened + 1, blanks=blanks
            )
            return
        before = Line(number, cells)
        widths[len(cells)] += any(cells)
        number = reader.line_num + first
        held.clear()


def _next(reader: Iterator[list[str]], number: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise BadFile(f"line {number} can't be read: {error}", "mend that line") from None


def _held(source: Iterable[str], held: list[str]) -> Iterator[str]:
    for line in source:
        held.append(line)
        yield line


def _strict(held: list[str], delimiter: str, *, blanks: bool) -> bool:
    """Whether the lines of one row are a row by the strict rules."""
    try:
        found = csv.reader(held, delimiter=delimiter, strict=True, skipinitialspace=blanks)
        return len(list(found)) == 1
    except csv.Error:
        return False


def _opened(
    held: list[str],
    fed: Iterator[str],
    delimiter: str,
    number: int,
    problems: list[RowProblem],
    widths: Counter[int],
    opened: int,
    *,
    blanks: bool,
) -> Iterator[Line]:
    """The row that begins on line ``number`` with an open mark, and all that is below it."""
    lines = list(held)
    rest = [line for line in chain(lines, fed) if line != END][1:]
    last = number + len([line for line in lines if line != END]) - 1
    width = max(widths, key=lambda one: (widths[one], one), default=0)
    if opened > MOST:
        problems.append(RowProblem(number, f"{OPEN}: left out with all that is below it"))
        return
    at = len(problems)
    below = rows(rest, delimiter, number + 1, problems, widths.copy(), opened, blanks=blanks)
    inside: list[Line] = []
    while (after := next(below, None)) is not None and after.number <= last:
        inside.append(after)
    top = _alone(lines[0], delimiter, width)
    if top and width >= LEAST and all(_plain(line, width) for line in inside):
        problems.insert(at, RowProblem(number, f"{OPEN}: read as far as its line goes", kept=True))
        yield from (Line(number, top), *inside)
    else:
        problems[at:] = [one for one in problems[at:] if one.line > last]
        end = after.number - 1 if after else number + len(rest)
        where = "the row is" if end == number else f"lines {number} to {end} are"
        problems.insert(at, RowProblem(number, f"{OPEN}: {where} left out"))
    if after is not None:
        yield after
    yield from below


OPEN = "a quotation mark is opened and never closed"


def _alone(line: str, delimiter: str, width: int) -> list[str] | None:
    """The first line of such a row as a whole row: the mark closed at its end, or no mark at all."""
    bare = line.rstrip("\r\n")
    closed = next(csv.reader([f'{bare}"'], delimiter=delimiter))
    for cells in (closed, bare.split(delimiter)):
        if len(cells) == width:
            return [cell.removeprefix('"') for cell in cells]
    return None


def _plain(line: Line, width: int) -> bool:
    """Whether a line is a row of this table, and not one of a text that goes over several lines."""
    return line.empty or (
        len(line.cells) == width and not any(cell[:1] == " " for cell in line.cells)
    )

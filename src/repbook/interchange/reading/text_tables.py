"""Text to rows: every row with the line where it begins, uneven rows mended, kept, or refused.

Line ends may be LF, CRLF, or CR alone; inside quotes they belong to the text, as U+2028 always does
(F86). A row that is too short or too long is kept only where that is safe (F89).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ...errors import BadFile
from ...wording import clean
from ..decoding.delimiters import LONGEST_FIELD, blanks_before_marks, lines_of
from .grouped import Below, Grouped, heading, is_grouped, side_by_side
from .headings import MOST_ROWS, heads
from .mended_cells import Mender
from .open_quotes import rows
from .packed import Packed
from .ragged import even_out
from .records import RowProblem
from .remarks import Headings, Known, Rows, are_titled, header_at, is_sum
from .table_lines import Line, Table, listed

HEADER_AND_ROW = 2
YEAR = re.compile(r"\b20[0-9]{2}\b")


def split(
    text: str,
    delimiter: str,
    first: int = 1,
    problems: list[RowProblem] | None = None,
    start: int = 0,
) -> Packed[Line]:
    """Every line of ``text`` from ``start`` on as cells, empty lines included; the first one has number ``first``.

    Where a quotation mark is never closed, the line is named in ``problems`` (F87). Raises ``BadFile``
    where nothing else can be read, or nobody asks for ``problems``.
    """
    csv.field_size_limit(LONGEST_FIELD)
    found: list[RowProblem] = []
    blanks = blanks_before_marks(text, delimiter, start)
    source = lines_of(text, start)
    lines = Packed(rows(source, delimiter or "\x1f", first, found, blanks=blanks))
    if found and (problems is None or len(list(islice(Full(lines), 2))) < HEADER_AND_ROW):
        message = f"a quotation mark is opened on line {found[0].line} and never closed"
        raise BadFile(message, "close it, or take it out, and import again")
    if problems is not None:
        problems += found
    return lines


class Full:
    """The lines that hold something, as often as one asks for them, from a number on."""

    def __init__(self, lines: Iterable[Line], after: int = 0) -> None:
        self._lines, self._after = lines, after

    def __iter__(self) -> Iterator[Line]:
        return (line for line in self._lines if line.number > self._after and not line.empty)


def nobodys(_: Sequence[str]) -> bool:
    """Of no header is it known whose it is."""
    return False


def table(
    lines: Iterable[Line],
    known: Known,
    headings: Headings,
    delimiter: str = "",
    headed: bool | None = None,
    own: Known = nobodys,
) -> Table:
    """Lines as a table; ``known`` tells a header that some program writes, ``headings`` counts known ones.

    ``headed`` says whether it has headings, where the rep says so; else the values tell. ``own`` tells a header
    of repbook's own, whose cells are taken as they are.

    Raises ``BadFile`` where there is no header, or nothing below it (F91).
    """
    full = Full(lines)
    if not any(True for _ in full):
        raise BadFile("the file is empty", "choose another file")
    at = header_at(full, known, headings)
    *above, header = islice(full, at + 1)
    width, step = side_by_side(header.cells)
    if width:
        below_each_other = Below(lines, header.number, width, step)
        one = table(below_each_other, known, headings, delimiter, headed, own)
        one.notices.append(
            "tables side by side in one sheet: their rows are read one after the other"
        )
        return one
    if above and above[-1].number == header.number - 1:
        header = _under(above[-1], header)
    below = [line.cells for line in islice(full, at + 1, at + 1 + MOST_ROWS)]
    if headed is None:
        headed = known(header.cells) or heads(header.cells, below)
    if not headed:
        return _bare(lines, [line.number for line in above], header.number, delimiter)
    if not below:
        raise BadFile("the file has a header and no rows", "export it again, with its rows")
    mender = None if own(header.cells) else Mender(header.cells)
    if mender:
        mender.mend(header)
    made = Table(distinct(header.cells))
    if above:
        numbers = [line.number for line in above]
        made.notices.append(f"{listed(numbers, 'line')} above the header left out")
        years = {found for line in above for found in YEAR.findall(" ".join(line.cells))}
        made.year = int(years.pop()) if len(years) == 1 else None
    groups = Grouped(lines, header.number) if is_grouped(below) else None
    if groups and not header.cells[0].strip():
        called = heading(line.cells for line in above)
        made.header = distinct([called or header.cells[0], *header.cells[1:]])
    titled = not groups and are_titled(
        [cells for cells in below if not is_sum([cell.strip() for cell in cells if cell.strip()])]
    )
    body = Rows(made.header, groups or lines, header.number, headings, titled)
    done = even_out(body, made, delimiter, mender)
    made.notices += groups.told() if groups else ()
    made.notices += [*body.gone.told(), *done, *(mender.told() if mender else ())]
    return made


def _under(upper: Line, header: Line) -> Line:
    """A header with what the row over it says: of columns without a heading, and of several with the same.

    In such a row a heading stands over several columns, and the cells behind it are empty. A lone cell is a title.
    """
    over = [cell.strip() for cell in upper.cells] + [""] * (len(header.cells) - len(upper.cells))
    if sum(map(bool, over)) <= 1:
        return header
    times = Counter(cell.strip().casefold() for cell in header.cells)
    cells, last = [], ""
    for mine, above in zip(header.cells, over, strict=False):
        last = above or last
        if not mine.strip():
            cells.append(above)
        elif times[mine.strip().casefold()] > 1 and last:
            cells.append(f"{last} {mine}")
        else:
            cells.append(mine)
    return replace(header, cells=cells)


def _bare(lines: Iterable[Line], above: list[int], first: int, delimiter: str) -> Table:
    """A table without headings: its columns are called by their numbers."""
    widths: Counter[int] = Counter()
    gaps: list[int] = []
    last = first
    for line in lines:
        if line.number < first:
            continue
        if line.empty:
            gaps.append(line.number)
        else:
            widths[len(line.cells)] += 1
            last = line.number
    usual = max(widths, key=lambda width: (widths[width], width))
    made = Table(tuple(f"Column {number}" for number in range(1, usual + 1)), headed=False)
    if above:
        made.notices.append(f"{listed(above, 'line')} above the rows left out")
    inner = [number for number in gaps if number < last]
    if inner:
        made.notices.append(f"{listed(inner, 'empty line')} left out")
    full = Full(lines, first - 1)
    mender = Mender(made.header)
    made.notices += [*even_out(full, made, delimiter, mender), *mender.told()]
    return made


def distinct(header: Sequence[str]) -> tuple[str, ...]:
    """Header names that differ: an empty one is named by its place, a second "Phone" is "Phone (2)"."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for place, cell in enumerate(header, 1):
        name = clean(cell) or f"column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)

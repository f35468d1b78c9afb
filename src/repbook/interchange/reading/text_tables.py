"""Text to rows: every row with the line where it begins, uneven rows mended, kept, or refused.

Line ends may be LF, CRLF, or CR alone; inside quotes they belong to the text, as U+2028 always does
(F86). A row that is too short or too long is kept only where that is safe (F89).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from ...errors import BadFile
from ...wording import clean
from .headings import MOST_ROWS, heads
from .open_quotes import rows
from .ragged import even_out
from .records import RowProblem
from .remarks import Headings, Known, header_at, without_remarks
from .table_lines import Line, Table, listed

LONGEST_FIELD = 5_000_000
HEADER_AND_ROW = 2


def split(
    text: str, delimiter: str, first: int = 1, problems: list[RowProblem] | None = None
) -> list[Line]:
    """Every line of ``text`` as cells, empty lines included; the first one has number ``first``.

    Where a quotation mark is never closed, the line is named in ``problems`` (F87). Raises ``BadFile``
    where nothing else can be read, or nobody asks for ``problems``.
    """
    csv.field_size_limit(LONGEST_FIELD)
    found: list[RowProblem] = []
    lines = rows(io.StringIO(text, newline=""), delimiter or "\x1f", first, found)
    if found and (problems is None or sum(not line.empty for line in lines) < HEADER_AND_ROW):
        message = f"a quotation mark is opened on line {found[0].line} and never closed"
        raise BadFile(message, "close it, or take it out, and import again")
    if problems is not None:
        problems += found
    return lines


def table(
    lines: list[Line],
    known: Known,
    headings: Headings,
    delimiter: str = "",
    headed: bool | None = None,
) -> Table:
    """Lines as a table; ``known`` tells a header that some program writes, ``headings`` counts known ones.

    ``headed`` says whether it has headings, where the rep says so; else the values tell.

    Raises ``BadFile`` where there is no header, or nothing below it (F91).
    """
    full = [line for line in lines if not line.empty]
    if not full:
        raise BadFile("the file is empty", "choose another file")
    at = header_at(full, known, headings)
    header, below = full[at], full[at + 1 :]
    if headed is None:
        headed = known(header.cells) or heads(
            header.cells, [line.cells for line in below[:MOST_ROWS]]
        )
    if not headed:
        return _bare(lines, full[at:], full[:at], delimiter)
    if not below:
        raise BadFile("the file has a header and no rows", "export it again, with its rows")
    made = Table(distinct(header.cells))
    if at:
        made.notices.append(f"{listed(full[:at], 'line')} above the header left out")
    gaps = [line for line in lines if line.empty and line.number > header.number]
    body = without_remarks(below, {line.number for line in gaps}, made)
    inner = [line for line in gaps if body and line.number < body[-1].number]
    if inner:
        made.notices.append(f"{listed(inner, 'empty line')} left out")
    even_out(body, made, delimiter)
    return made


def _bare(lines: list[Line], full: list[Line], above: list[Line], delimiter: str) -> Table:
    """A table without headings: its columns are called by their numbers."""
    widths = Counter(len(line.cells) for line in full)
    usual = max(widths, key=lambda width: (widths[width], width))
    made = Table(tuple(f"Column {number}" for number in range(1, usual + 1)), headed=False)
    if above:
        made.notices.append(f"{listed(above, 'line')} above the rows left out")
    inner = [
        line for line in lines if line.empty and full[0].number < line.number < full[-1].number
    ]
    if inner:
        made.notices.append(f"{listed(inner, 'empty line')} left out")
    even_out(full, made, delimiter)
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

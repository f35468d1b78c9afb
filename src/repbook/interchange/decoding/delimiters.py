"""Which sign parts the columns: the one by which the most rows have the same count of columns (F85).

A count of consistent columns names more files right than guessing from the letters does. A first
line ``sep=;`` (Excel's own) decides at once.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

SIGNS = (",", ";", "\t", "|")
ROWS_LOOKED_AT = 200
LONGEST_FIELD = 5_000_000
"""Letters of one cell; ``csv`` takes 131,072 unless it is told, and then sees no table where a note is longer (F88)."""
SEP_LINE = re.compile(r'"?sep=(.)"?[;,\t ]*(?:\r\n|\r|\n)', re.IGNORECASE)

WRITTEN_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def lines_of(text: str, start: int = 0) -> Iterator[str]:
    """The lines of a text from a sign on, each with its end; what ``io.StringIO`` does with four times the memory."""
    return (one.group() for one in WRITTEN_LINE.finditer(text, start))


def find(text: str) -> tuple[str, int]:
    """The delimiter, and how many characters of ``text`` come before the table.

    The delimiter is "" for a file of a single column.
    """
    csv.field_size_limit(LONGEST_FIELD)
    told = SEP_LINE.match(text)
    if told:
        return told.group(1), told.end()
    score, sign = max((_score(text, sign), -index, sign) for index, sign in enumerate(SIGNS))[::2]
    return (sign if score > 0 else "", 0)


def blanks_before_marks(text: str, sign: str, start: int = 0) -> bool:
    """Whether blanks stand before the quotation marks of cells: more rows are as wide as the first one then."""
    if not sign or f'{sign} "' not in text:
        return False
    plain, spaced = (_as_wide(text, sign, start, blanks=blanks) for blanks in (False, True))
    return spaced > plain


def _as_wide(text: str, sign: str, start: int, *, blanks: bool) -> int:
    rows = csv.reader(lines_of(text, start), delimiter=sign, skipinitialspace=blanks)
    try:
        widths = [len(row) for row in islice(rows, ROWS_LOOKED_AT) if any(row)]
    except csv.Error:
        return 0
    return sum(width == widths[0] for width in widths)


def _score(text: str, sign: str) -> float:
    """More for more rows of one width, for a header of that width, and for more columns."""
    widths: list[int] = []
    rows = csv.reader(lines_of(text), delimiter=sign)
    try:
        widths.extend(len(row) for row in islice(rows, ROWS_LOOKED_AT) if any(row))
    except csv.Error:
        return 0.0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    width, alike = max(wide.items(), key=lambda item: (item[1], item[0]))
    share = alike / len(widths)
    return share**2 * (1.5 if widths[0] == width else 1.0) * (1.0 + 0.2 * math.log(width))

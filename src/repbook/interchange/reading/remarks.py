"""What is written above and below the rows of a table, as Excel and report writers do: titles, sums, remarks.

None of it is a row, and all of it is named. The header is the row that looks like one: by headings that are
known, and because what is above it holds less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ...domain.words.word_lists import WordLists
from ...wording import fold
from .table_lines import Line, Table, listed

WORDS = WordLists("remark_words", beside=__file__)
HEADER_WITHIN = 15
PROOF = 2
"""So many known headings make a row the header, whatever stands above it."""
FIGURE = re.compile(
    r"[-−+(]?\s*[€$£¥]?\s*(?:0|[1-9][0-9.,'’ \u00a0\u202f]*)(?:[.,][0-9]+)?\s*[)%€$£¥]?(?:\s?[A-Z]{3})?"
)
"""A count or a sum; a telephone number or a postcode that begins with 0 or + is none."""
COUNTED = re.compile(r"[\s:=(]*[0-9.,]*\s*([^\W\d_]*)[\s:=]*[0-9.,]*[)\s:]*")
"""What may follow the word for a sum in its cell: "Total (12 records)"."""
PAGE = re.compile(r"(?:page|seite|página|pagina|strona)\s*[0-9]+\b.*", re.IGNORECASE)

Known = Callable[[Sequence[str]], bool]
Headings = Callable[[Sequence[str]], int]


def header_at(full: Sequence[Line], known: Known, headings: Headings) -> int:
    """The place of the header among the lines that hold something.

    ``known`` tells a header that some program writes, ``headings`` counts the cells that tables are headed with.
    """
    head = full[:HEADER_WITHIN]
    for at, line in enumerate(head):
        if known(line.cells):
            return at
    proofs = [headings(line.cells) for line in head]
    widths = [filled(line) for line in head]
    best = max(range(len(head)), key=lambda at: (proofs[at], -at))
    above = max(widths[:best], default=0) - (not any(proofs[:best]))
    if proofs[best] >= PROOF and proofs[best] > proofs[0] and above < widths[best]:
        return best
    return _under_a_title(full, proofs, widths)


def _under_a_title(full: Sequence[Line], proofs: list[int], widths: list[int]) -> int:
    """The first row of the usual width where only single cells stand above it."""
    usual = _usual(Counter(filled(line) for line in full))
    if widths[0] > 1 or usual <= 1 or len(full) <= PROOF:
        return 0
    at = next((at for at, width in enumerate(widths) if width > 1), 0)
    return at if widths[at] * 2 > usual or proofs[at] else 0


def _usual(widths: Counter[int]) -> int:
    return max(widths, key=lambda width: (widths[width], width))


def filled(line: Line) -> int:
    """How many cells of a line hold something."""
    return sum(bool(cell.strip()) for cell in line.cells)


def without_remarks(body: list[Line], gaps: set[int], made: Table) -> list[Line]:
    """The rows alone. Sums, remarks, and the header said again go, each named in ``made``."""
    rows, sums, again, said = [], [], [], []
    header = [fold(name) for name in made.header]
    for line in body:
        cells = [fold(cell) for cell in line.cells if cell.strip()]
        if filled(line) > 1 and cells == [name for name in header if name in cells]:
            again.append(line)
        elif is_sum(line):
            sums.append(line)
        elif is_remark(line, len(header)):
            said.append(line)
        else:
            rows.append(line)
    rows, footer = _footer(rows, gaps, len(header), {line.number for line in sums + said})
    below = sorted([*said, *footer], key=lambda line: line.number)
    if below:
        made.notices.append(f"{listed(below, 'line')} below the rows left out")
    if sums:
        made.notices.append(f"{listed(sums, 'line')} with totals left out")
    if again:
        made.notices.append(f"{listed(again, 'line')} with the header again left out")
    return rows


def _footer(
    rows: list[Line], gaps: set[int], width: int, gone: set[int]
) -> tuple[list[Line], list[Line]]:
    """Lines of one cell below the last row, set apart from it by an empty line or by a sum."""
    end = len(rows)
    while end and width > PROOF and filled(rows[end - 1]) == 1:
        end -= 1
    footer = rows[end:]
    if not footer or not {footer[0].number - 1, footer[0].number - 2} & (gaps | gone):
        return rows, []
    return rows[:end], footer


def is_sum(line: Line) -> bool:
    """Whether a row begins with the word for a sum and holds nothing else but figures."""
    cells = [cell.strip() for cell in line.cells if cell.strip()]
    if not cells or not _begins(fold(cells[0])):
        return False
    return all(FIGURE.fullmatch(cell) for cell in cells[1:])


def _begins(text: str) -> bool:
    for word in WORDS.TOTAL:
        rest = COUNTED.fullmatch(text[len(word) :]) if text.startswith(word) else None
        if rest and (not rest[1] or rest[1] in WORDS.COUNTED):
            return True
    return False


def is_remark(line: Line, width: int) -> bool:
    """Whether a row speaks of the report: by how it begins, and it holds far less than a row would."""
    first = next((cell for cell in line.cells if cell.strip()), "")
    if width < PROOF or filled(line) > max(1, width // 2):
        return False
    text = fold(first)
    return bool(PAGE.fullmatch(first.strip())) or any(
        text.startswith(word) and not text[len(word) : len(word) + 1].isalpha()
        for word in WORDS.REMARK
    )

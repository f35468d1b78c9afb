"""What is written above and below the rows of a table, as Excel and report writers do: titles, sums, remarks.

None of it is a row, and all of it is named. The header is the row that looks like one: by headings that are
known, and because what is above it holds less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from ...domain.words.word_lists import WordLists
from ...wording import fold
from .packed import Packed
from .table_lines import Line, listed

WORDS = WordLists("remark_words", beside=__file__)
SUMS, REMARKS = tuple(WORDS.TOTAL), tuple(WORDS.REMARK)
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


def header_at(full: Iterable[Line], known: Known, headings: Headings) -> int:
    """The place of the header among the lines that hold something; they may be gone through twice.

    ``known`` tells a header that some program writes, ``headings`` counts the cells that tables are headed with.
    """
    head = list(islice(full, HEADER_WITHIN))
    for at, line in enumerate(head):
        if known(line.cells):
            return at
    proofs = [headings(line.cells) for line in head]
    widths = [len(filled(line)) for line in head]
    best = max(range(len(head)), key=lambda at: (proofs[at], -at))
    above = max(widths[:best], default=0) - (not any(proofs[:best]))
    if proofs[best] >= PROOF and proofs[best] > proofs[0] and above < widths[best]:
        return best
    return _under_a_title(full, proofs, widths)


def _under_a_title(full: Iterable[Line], proofs: list[int], widths: list[int]) -> int:
    """The first row of the usual width where only single cells stand above it."""
    if widths[0] > 1 or len(widths) <= PROOF:
        return 0
    usual = _usual(Counter(len(filled(line)) for line in full))
    if usual <= 1:
        return 0
    at = next((at for at, width in enumerate(widths) if width > 1), 0)
    return at if widths[at] * 2 > usual or proofs[at] else 0


def _usual(widths: Counter[int]) -> int:
    return max(widths, key=lambda width: (widths[width], width))


def filled(line: Line) -> list[str]:
    """The cells of a line that hold something, stripped."""
    return [cell for cell in map(str.strip, line.cells) if cell]


@dataclass(slots=True)
class Gone:
    """The numbers of the lines below a header that are no rows, and that of the last row."""

    sums: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    """What the groups are called whose titles went."""
    others: list[int] = field(default_factory=list)
    bought: list[int] = field(default_factory=list)
    last: int = 0

    def told(self) -> Iterator[str]:
        """What went, by name."""
        if self.said:
            yield f"{listed(sorted(self.said), 'line')} below the rows left out"
        if self.sums:
            yield f"{listed(self.sums, 'line')} with totals left out"
        if self.again:
            yield f"{listed(self.again, 'line')} with the header again left out"
        if self.titles:
            called = f": {', '.join(self.groups)}" if self.groups else ""
            yield f"{listed(self.titles, 'line')} with the title of a group left out{called}"
        if self.bought:
            yield f"{listed(self.bought, 'line')} under the title of what was bought left out"
        if self.others:
            found = listed(self.others, "line")
            yield f"{found} left out: another table; save it as a file of its own"
        inner = [number for number in self.gaps if number < self.last]
        if inner:
            yield f"{listed(inner, 'empty line')} left out"


TITLES = 2
"""So many titles there are at the least, and as many rows to each."""


class Rows:
    """The rows alone of all that is below a header: empty lines, sums, remarks, and the header said again go.

    They can be gone through as often as one likes; ``gone`` is what went, once that was done.
    """

    def __init__(
        self,
        header: Sequence[str],
        lines: Iterable[Line],
        after: int,
        headings: Headings,
        titled: bool = False,
    ) -> None:
        self.gone = Gone()
        self._titled = titled
        self._headings = headings
        self._lines, self._after = lines, after
        self._header = [fold(name) for name in header]
        self._heads = frozenset(self._header)

    def __iter__(self) -> Iterator[Line]:
        """One row after the other. What may be a footer is held back until a row comes, or none."""
        gone = Gone()
        held: Packed[Line] = Packed()
        bought = False
        for line in self._lines:
            if line.number <= self._after:
                continue
            cells = filled(line)
            if gone.others or (cells and self._another(line, cells, held, gone)):
                gone.others += [one.number for one in held.drained()]
                gone.others += [line.number] if cells else []
                continue
            place = self._place(cells, gone)
            if place is not None:
                if place is gone.again and len(held) == 1:
                    bought = fold(filled(held[0])[0]).strip(" :") in WORDS.EXPENSES
                    gone.titles += [one.number for one in held.drained()]
                place.append(line.number)
            elif self._titled and is_title(line.cells):
                gone.titles.append(line.number)
                gone.groups.append(cells[0])
            elif bought and len(cells) > 1:
                gone.bought.append(line.number)
            elif len(cells) == 1 and len(self._header) > PROOF:
                held.append(line)
            else:
                if held:
                    yield from held.drained()
                yield line
                gone.last = line.number
        apart = {*gone.gaps, *gone.sums, *gone.said} if held else set()
        if held and {held[0].number - 1, held[0].number - 2} & apart:
            gone.said += [line.number for line in held]
        elif held:
            gone.last = held[-1].number
            yield from held
        self.gone = gone

    def _another(self, line: Line, cells: list[str], held: Packed[Line], gone: Gone) -> bool:
        """Whether another table begins here: headings of its own below an empty line, with a title or without."""
        first = held[0].number if len(held) == 1 else line.number
        if not gone.gaps or gone.gaps[-1] != first - 1 or len(held) > 1 or len(cells) < PROOF:
            return False
        if any(char.isdigit() for cell in cells for char in cell) or self._is_header(cells):
            return False
        return self._headings(line.cells) >= PROOF

    def _place(self, cells: list[str], gone: Gone) -> list[int] | None:
        """Where the number of a line goes that is no row."""
        if not cells:
            return gone.gaps
        if self._is_header(cells):
            return gone.again
        if is_sum(cells):
            return gone.sums
        return gone.said if is_remark(cells, len(self._header)) else None

    def _is_header(self, cells: list[str]) -> bool:
        if len(cells) == 1 or fold(cells[0]) not in self._heads:
            return False
        said = list(map(fold, cells))
        return said == [name for name in self._header if name in said]


def are_titled(below: Sequence[Sequence[str]]) -> bool:
    """Whether groups of rows have titles: the first row is a name alone, as are others, each with whole rows below it."""
    rows = [row for row in below if any(map(str.strip, row))]
    alone = [is_title(row) for row in rows]
    if not rows or not alone[0] or sum(alone) < TITLES or sum(alone) > len(rows) / TITLES:
        return False
    return not alone[-1] and not any(map(all, pairwise(alone)))


def is_title(cells: Sequence[str]) -> bool:
    """Whether of a row no cell but the first holds anything."""
    return bool(cells) and bool(cells[0].strip()) and not any(cell.strip() for cell in cells[1:])


def is_sum(cells: Sequence[str]) -> bool:
    """Whether a row begins with the word for a sum and holds nothing else but figures."""
    if not cells or not _begins(fold(cells[0])):
        return False
    return all(FIGURE.fullmatch(cell) for cell in cells[1:])


def _begins(text: str) -> bool:
    if not text.startswith(SUMS):
        return False
    for word in WORDS.TOTAL:
        rest = COUNTED.fullmatch(text[len(word) :]) if text.startswith(word) else None
        if rest and (not rest[1] or rest[1] in WORDS.COUNTED):
            return True
    return False


def is_remark(cells: Sequence[str], width: int) -> bool:
    """Whether a row speaks of the report: by how it begins, and it holds far less than a row would."""
    if width < PROOF or len(cells) > max(1, width // 2):
        return False
    first = cells[0] if cells else ""
    if PAGE.fullmatch(first):
        return True
    text = fold(first)
    return text.startswith(REMARKS) and any(
        text.startswith(word) and not text[len(word) : len(word) + 1].isalpha() for word in REMARKS
    )

"""The lists of the ledgers: one line a row, its words before every other column."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from ...domain.shown.ledgers import Line
from ...values import NamedTuple
from ...wording import SAVE_GLYPH, clean
from ..lists.row_list import RowList
from ..text.event_words import EXPECTED, MARKS, day_brief
from ..text.render import Piece, fit, fit_right

WHO_FROM, SORT_FROM = 92, 110
"""Widths from which a line says whom it is about and on which day, and what sort it is."""
DAY, STATE, NAME_MOST = 8, 18, 36
"""Cells of a day; of how a row stands, and of a name, at the most: one long name drives no words away."""
LEAST = 0.45
"""How much of a line its words have at the least: they are never what is cut for the sake of another column."""
ENDED = {
    **dict.fromkeys(("kept", "met", "solved", "yes"), ("✓", "good")),
    "late": ("✓", "due"),
    "partly": (EXPECTED["partly"][0], "due"),
    "unmet": (EXPECTED["unmet"][0], "due"),
}
"""Glyphs of how a row ended, by the first word of its state."""
INVOICE = ("¤", "due")


class Row(NamedTuple):
    """A line of a ledger, or (without one) a heading or a remark; the last is quiet."""

    text: str = ""
    line: Line | None = None
    quiet: bool = False

    @property
    def key(self) -> Hashable:
        """A row that was finished is another one, so that the highlight stays with what is open."""
        if self.line is None:
            return self.text
        return (self.line.kind, self.line.id, self.line.open)


class Widths(NamedTuple):
    """Cells of each column; 0 leaves one out. What no column needs is left at the end of the line."""

    name: int
    text: int
    sort: int
    who: int
    state: int
    day: int

    @property
    def used(self) -> int:
        """The cells of all of them, with the mark before and a gap behind each."""
        return 3 + sum(cells + 1 for cells in self if cells)


def widths_of(items: Sequence[Row], width: int) -> Widths:
    """The columns that fit the open rows at a width; where there is none, the closed ones."""
    every = [item.line for item in items if item.line is not None]
    lines = [line for line in every if line.open] or every
    spoken = every if width >= WHO_FROM else lines
    state = min(STATE, _longest(line.state for line in spoken) + 2)
    sort = min(14, _longest(line.sort for line in lines)) if width >= SORT_FROM else 0
    who = min(20, _longest(line.owner.person for line in lines)) if width >= WHO_FROM else 0
    day = DAY if width >= WHO_FROM else 0
    names = _longest(line.owner.name for line in every)
    text = max(20, _longest(clean(line.text) for line in lines))
    found = Widths(min(max(16, min(30, width * 2 // 9)), names), 0, sort, who, state, day)
    for spared in ("who", "sort", "day"):
        if width - found.used - 1 < min(text, width * LEAST):
            found = found._replace(**{spared: 0})
    found = found._replace(text=max(1, min(text, width - found.used - 1)))
    # What is left goes to names, and to how the closed ones ended.
    name = min(names, max(found.name, NAME_MOST), found.name + max(0, width - found.used))
    found = found._replace(name=name)
    ended = min(STATE, _longest(line.state for line in every) + 2)
    return found._replace(state=min(ended, state + max(0, width - found.used)))


def _longest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


class LedgerList(RowList[Row]):
    """The rows of one ledger."""

    DEFAULT_CSS = """
    LedgerList { scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "screen.tab(1)", show=False),
        Binding("left", "screen.tab(-1)", show=False),
    ]
    day = date.min
    _widths: tuple[int, Widths] | None = None

    def fill(self, items: Sequence[Row], *, keep: bool = True) -> None:
        self._widths = None
        super().fill(items, keep=keep)

    def selectable(self, item: Row) -> bool:
        return item.line is not None

    def about(self, item: Row) -> int:
        return item.line.owner.id if item.line is not None else 0

    def widths(self, width: int) -> Widths:
        """The columns of what is shown, worked out once a width."""
        if self._widths is None or self._widths[0] != width:
            self._widths = width, widths_of(self.items, width)
        return self._widths[1]

    def draw(self, item: Row, line: int, width: int, selected: bool) -> list[Piece]:
        row = item.line
        if row is None:
            return [(" " + fit(item.text, width - 1), "quiet" if item.quiet else "heading")]
        cells = self.widths(width)
        mark, role = _mark(row)
        tone = "text" if row.open else "quiet"
        text, room = clean(row.text), cells.text
        if cell_len(text) > room and cells.who:  # nobody is named where the words need the room
            room += cells.who + 1
        parts: list[Piece] = [
            ("▌" if selected else " ", "key"),
            (fit(mark, 2), role),
            (fit(row.owner.name, cells.name) + " ", "ink" if row.open else "quiet"),
            (fit(text, room) + " ", tone),
        ]
        if cells.who and room == cells.text:
            parts.append((fit(row.owner.person, cells.who) + " ", "quiet"))
        if cells.sort:
            parts.append((fit(row.sort, cells.sort) + " ", "quiet"))
        if cells.state:
            parts += [(fit(f" {row.state}", cells.state), _state_role(row)), (" ", "text")]
        if cells.day:
            parts.append((fit_right(day_brief(row.day, self.day), DAY) + " ", "quiet"))
        left = width - sum(cell_len(value) for value, _ in parts)
        return [*parts, (" " * max(0, left), "text")]


def _mark(row: Line) -> tuple[str, str]:
    """The glyph of a line: an alarm, how it ended, or what it is."""
    if row.red:
        return SAVE_GLYPH, "alarm"
    ended = row.state.replace(",", " ").partition(" ")[0]
    if ended in ENDED:
        return ENDED[ended]
    mark, role = INVOICE if row.kind == "sale" else MARKS[row.kind]
    calm = "quiet" if role == "due" else role
    return mark, ("due" if row.due else calm) if row.open else "quiet"


def _state_role(row: Line) -> str:
    if row.red:
        return "pill-alarm"
    if not row.open:
        return "quiet"
    return "pill-due" if row.due else "text"

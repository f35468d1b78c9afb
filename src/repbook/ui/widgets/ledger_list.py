"""The lists of the ledgers: one line a row, the columns that fit, the numbers and the titles over them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from ...domain.shown.ledger_heads import LedgerHead
from ...domain.shown.ledgers import Ledger, Line
from ...wording import SAVE_GLYPH, clean
from ..lists.row_list import RowList
from ..text.event_words import EXPECTED, MARKS, day_brief
from ..text.render import Piece, columns, fit, fit_right, pieces

WHO_FROM, SORT_FROM = 92, 110
"""Widths from which a line says whom it is about, and what sort it is."""
DAY = 8
ENDED = {
    **dict.fromkeys(("kept", "met", "solved", "yes"), ("✓", "good")),
    "late": ("✓", "due"),
    "partly": (EXPECTED["partly"][0], "due"),
    "unmet": (EXPECTED["unmet"][0], "due"),
}
"""Glyphs of how a row ended, by the first word of its state."""
INVOICE = ("¤", "due")
TEXT_TITLES = {
    Ledger.PROMISES: "we said",
    Ledger.PROBLEMS: "trouble",
    Ledger.EXPECTATIONS: "they expect",
    Ledger.EVIDENCE: "went well",
    Ledger.LETTERS: "letter",
    Ledger.ASKS: "asked for",
}


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
    """Cells of each column; 0 leaves one out."""

    name: int
    text: int
    sort: int
    who: int
    state: int


def widths_of(items: Sequence[Row], width: int) -> Widths:
    """The columns that fit these rows at a width."""
    lines = [item.line for item in items if item.line is not None]
    state = min(18, max((cell_len(line.state) + 2 for line in lines if line.state), default=0))
    sort = who = 0
    if width >= SORT_FROM:
        sort = min(17, max((cell_len(line.sort) for line in lines), default=0))
    if width >= WHO_FROM:
        longest = max((cell_len(line.owner.person) for line in lines), default=0)
        who = min(20 if width >= SORT_FROM else 14, longest)
    name = max(16, min(30, width * 2 // 9))
    gaps = 1 + bool(sort) + bool(who) + bool(state) + 1
    text = columns(width, (1, 2, name, sort, who, state, DAY, gaps + 1))
    return Widths(name, text, sort, who, state)


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
        parts: list[Piece] = [
            ("▌" if selected else " ", "key"),
            (fit(mark, 2), role),
            (fit(row.owner.name, cells.name) + " ", "ink" if row.open else "quiet"),
            (fit(clean(row.text), cells.text) + " ", tone),
        ]
        if cells.sort:
            parts.append((fit(row.sort, cells.sort) + " ", "quiet"))
        if cells.who:
            parts.append((fit(row.owner.person, cells.who) + " ", "quiet"))
        if cells.state:
            parts += [(fit(f" {row.state}", cells.state), _state_role(row)), (" ", "text")]
        return [*parts, (fit_right(day_brief(row.day, self.day), DAY) + " ", "quiet")]


def _mark(row: Line) -> tuple[str, str]:
    """The glyph of a line: an alarm, how it ended, or what it is."""
    if row.red:
        return SAVE_GLYPH, "alarm"
    ended = row.state.replace(",", " ").partition(" ")[0]
    if ended in ENDED:
        return ENDED[ended]
    mark, role = INVOICE if row.kind == "sale" else MARKS[row.kind]
    return mark, ("due" if row.due else role) if row.open else "quiet"


def _state_role(row: Line) -> str:
    if row.red:
        return "pill-alarm"
    if not row.open:
        return "quiet"
    return "pill-due" if row.due else "text"


class LedgerTitles(Widget):
    """The titles over the columns."""

    DEFAULT_CSS = """
    LedgerTitles { height: 1; background: $background; color: $quiet; }
    """

    def __init__(self, rows: LedgerList) -> None:
        super().__init__()
        self.rows = rows
        self.title = ""

    def show(self, title: str) -> None:
        """Show what the words of this ledger are."""
        self.title = title
        self.refresh()

    def render(self) -> Content:
        cells = self.rows.widths(self.size.width - 1)
        parts = [" " * 3, fit("customer", cells.name), " ", fit(self.title, cells.text), " "]
        for title, width in (("", cells.sort), ("who", cells.who), (" stands", cells.state)):
            if width:
                parts += [fit(title, width), " "]
        return pieces([("".join((*parts, fit_right("day", DAY))), "$quiet")])


class LedgerNumbers(Widget):
    """The numbers of a ledger: one line, or two where they do not fit."""

    DEFAULT_CSS = """
    LedgerNumbers { height: 1; padding: 0 1; background: $background; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.head: LedgerHead = ()

    def show(self, head: LedgerHead) -> None:
        """Show these numbers."""
        self.head = head
        self._settle()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._settle()

    def _settle(self) -> None:
        self.styles.height = max(1, len(self.rows()))

    def rows(self) -> list[list[Piece]]:
        """The parts as lines of runs; a part is never broken."""
        lines: list[list[Piece]] = []
        left = 0
        for part in self.head:
            need = cell_len(part.text) + 3
            style = {"alarm": "bold $alarm", "due": "$due"}.get(part.role, "$foreground")
            if lines and need <= left:
                lines[-1].append((" · ", "$quiet"))
            else:
                lines.append([])
                left = self.size.width + 1
            lines[-1].append((part.text, style))
            left -= need
        return lines

    def render(self) -> Content:
        return Content("\n").join(pieces(line) for line in self.rows())

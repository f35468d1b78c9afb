"""What stands over a ledger: the promises one by one, its numbers, and the titles of its columns."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from ...domain.shown.ledger_heads import LedgerHead
from ...domain.shown.ledgers import Ledger
from ..text.render import Piece, fit, fit_right, pieces
from .ledger_list import LedgerList

TITLES: dict[Ledger, tuple[str, str, str]] = {
    Ledger.PROMISES: ("we said", "", "by"),
    Ledger.PROBLEMS: ("trouble", "how bad", "known"),
    Ledger.EXPECTATIONS: ("they expect", "", "by"),
    Ledger.EVIDENCE: ("went well", "what", "since"),
    Ledger.LETTERS: ("letter", "what", "written"),
    Ledger.ASKS: ("asked for", "what", "asked"),
}
"""Over the words of each ledger, over what sort a row is, and over its day."""
CELLS = {
    "kept": ("■", "$settled"),
    "late": ("◪", "$due"),
    "broken": ("▲", "bold $alarm"),
}
"""A promise that came due, by how it ended."""
MOST = 14
"""Promises that the ribbon shows at the most: a third of a line."""


class LedgerTitles(Widget):
    """The titles over the columns."""

    DEFAULT_CSS = """
    LedgerTitles { height: 1; background: $background; color: $quiet; }
    """

    def __init__(self, rows: LedgerList) -> None:
        super().__init__()
        self.rows = rows
        self.ledger = Ledger.PROMISES

    def show(self, ledger: Ledger) -> None:
        """Show the titles of this ledger."""
        self.ledger = ledger
        self.refresh()

    def render(self) -> Content:
        cells = self.rows.widths(self.size.width - 1)
        text, sort, day = TITLES[self.ledger]
        parts = [" " * 3, fit("customer", cells.name), " ", fit(text, cells.text), " "]
        for title, width in (("who", cells.who), (sort, cells.sort), (" stands", cells.state)):
            if width:
                parts += [fit(title, width), " "]
        parts.append(fit_right(day, cells.day))
        return pieces([("".join(parts), "$quiet")])


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
            ribbon = ribbon_of(part.ribbon)
            need = cell_len(part.text) + 3 + sum(cell_len(value) for value, _ in ribbon)
            style = {"alarm": "bold $alarm", "due": "$due"}.get(part.role, "$foreground")
            if lines and need <= left:
                lines[-1].append((" · ", "$quiet"))
            else:
                lines.append([])
                left = self.size.width + 1
            lines[-1] += [*ribbon, (part.text, style)]
            left -= need
        return lines

    def render(self) -> Content:
        return Content("\n").join(pieces(line) for line in self.rows())


def ribbon_of(ended: tuple[str, ...]) -> list[Piece]:
    """The promises that came due, oldest first, each by how it ended; nothing where none did."""
    shown = [CELLS[each] for each in ended[-MOST:] if each in CELLS]
    return [(f"{glyph} ", style) for glyph, style in shown] + ([(" ", "")] if shown else [])

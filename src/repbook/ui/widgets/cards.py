"""One column of Phases: a head with glyph, word, and number over cards of two lines."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from ...domain.spine.kinds import Phase
from ...domain.spine.model import Standing
from ...wording import PHASE_GLYPH, PHASE_WORD
from ..keys.commands import SHIPPED, Keys
from ..lists.empty import Empty
from ..lists.window import Read, Slot, WindowedRows
from ..text.event_words import name_of, risk_role, risk_text, silence_role, silence_text
from ..text.render import Piece, columns, fit, fit_right, pieces

AIRY = 32
"""Lines of a column from which its cards stand apart."""
RISK, SILENCE = 3, 9
"""Cells of the number before the reason, so that numbers stand under each other: ``100``, ``203/180 d``."""


class CardList(WindowedRows):
    """The cards of a phase: the name and how long, then what matters most."""

    DEFAULT_CSS = """
    CardList > .rows--cursor { background: $cursor; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab", "screen.beside(1)", show=False),
        Binding("left,shift+tab", "screen.beside(-1)", show=False),
    ]
    lines = 2
    tick_at = (1, 1)
    keeps_cursor: ClassVar[bool] = False

    def __init__(self, phase: Phase, read: Read, keys: Keys = SHIPPED) -> None:
        super().__init__(read, id=f"cards-{phase}")
        self.keys = keys
        self.phase = phase
        self.day = date.min

    def on_resize(self, event: events.Resize) -> None:
        """A tall column leaves a line between its cards."""
        self.lines = 3 if event.size.height >= AIRY else 2

    def render_line(self, y: int) -> Strip:
        if (y + self.scroll_offset.y) % self.lines == 2:
            return Strip.blank(self.size.width, self.rich_style)
        return super().render_line(y)

    def draw(self, item: Slot, line: int, width: int, selected: bool) -> list[Piece]:
        edge: Piece = ("▌" if selected else " ", "key")
        if item.row is None:
            return [edge, (" " * (width - 1), "text")]
        stands = item.row.standing
        if stands is None:
            said = name_of(item.row) if line == 0 else "its facts can't be read: repbook check"
            return [edge, (fit(f" {said}", width - 1), "ink" if line == 0 else "due")]
        if line == 0:
            note, role = self._note(stands)
            size = min(len(note), max(0, width - 10))
            names = columns(width, (2, 1, size, 1))
            return [
                edge,
                (" ", "text"),
                (fit(name_of(item.row), names), "ink"),
                (" ", "text"),
                (fit_right(note, size), role),
                (" ", "text"),
            ]
        chip, chip_role = self._chip(stands)
        reason, role = self._reason(stands)
        size = min(SILENCE if self.phase is Phase.SETTLED else RISK, max(0, width - 8))
        return [
            edge,
            (" ", "text"),
            (fit_right(chip, size), chip_role),
            (fit(f"  {reason}", columns(width, (2, size, 1))), role),
            (" ", "text"),
        ]

    def _note(self, stands: Standing) -> tuple[str, str]:
        """At the right of the name: the day count, or the tier once settled."""
        if any(sale.proposed for sale in stands.sales) and self.phase is Phase.LEARNING:
            return f"{self.keys('phase')} ● {stands.phase_note}", "settled"
        return stands.phase_note, str(self.phase)

    def _chip(self, stands: Standing) -> tuple[str, str]:
        """Risk while young, silence once settled."""
        if self.phase is Phase.SETTLED:
            return silence_text(stands.silence), silence_role(stands.silence)
        return risk_text(stands.risk), risk_role(stands.risk.band)

    def _reason(self, stands: Standing) -> tuple[str, str]:
        """The first reason to call; the number that stands before it is not said twice."""
        if not stands.reasons:
            return stands.next_step, "quiet"
        first = stands.reasons[0]
        said = first.text.removeprefix(f"risk {stands.risk.score}: ")
        plain = "quiet" if self.phase is Phase.SETTLED else "text"
        return said, "alarm" if first.red else plain


class PhaseHead(Widget):
    """Glyph, word, and number of a phase, over a line in its colour."""

    DEFAULT_CSS = """
    PhaseHead { height: 2; padding: 0 1; }
    """
    ALLOW_SELECT = False

    def __init__(self, phase: Phase) -> None:
        super().__init__()
        self.phase = phase
        self.number = 0
        self.aside = ""
        self.lit = False

    def show(self, number: int, aside: str = "") -> None:
        """Show how many there are, and a word more."""
        self.number, self.aside = number, aside
        self.refresh()

    def light(self, lit: bool) -> None:
        """Whether this is the column with the keyboard."""
        if lit != self.lit:
            self.lit = lit
            self.refresh()

    def render(self) -> Content:
        colour = f"${self.phase}"
        parts: list[Piece] = [
            (f"{PHASE_GLYPH[self.phase]} {PHASE_WORD[self.phase]}", f"bold {colour}"),
            (f"  {self.number:,}".replace(",", " "), "bold $ink"),
        ]
        if self.aside:
            parts.append((f"  {self.aside}", "$quiet"))
        first = pieces(parts)
        if first.cell_length > self.size.width:
            first = pieces(parts[:2])
        rule = pieces(
            [(("━" if self.lit else "─") * self.size.width, colour if self.lit else "$rule")]
        )
        return Content("\n").join([first, rule])


class PhaseColumn(Vertical):
    """Head and cards of one phase, or what it means that nobody is there."""

    DEFAULT_CSS = """
    PhaseColumn { width: 1fr; height: 1fr; }
    PhaseColumn Empty { padding: 0 2; }
    """

    def __init__(
        self, phase: Phase, read: Read, nobody: tuple[str, ...], keys: Keys = SHIPPED
    ) -> None:
        super().__init__(id=f"column-{phase}")
        self.phase = phase
        self.nobody = tuple(keys.fill(line) for line in nobody)
        self.head = PhaseHead(phase)
        self.cards = CardList(phase, read, keys)
        self.empty = Empty()

    def compose(self) -> ComposeResult:
        yield self.head
        yield self.cards
        yield self.empty

    def show(self, ids: tuple[int, ...], day: date, aside: str = "") -> None:
        """Show these customers."""
        self.head.show(len(ids), aside)
        self.cards.day = day
        self.cards.show(ids)
        self.cards.display = bool(ids)
        self.empty.display = not ids
        if not ids:
            self.empty.say(*self.nobody)

    def on_click(self, event: events.Click) -> None:
        """A click on the head gives its column the keyboard."""
        if event.widget is self.head and self.cards.display:
            self.cards.focus()

    def on_descendant_focus(self) -> None:
        self.head.light(True)

    def on_descendant_blur(self) -> None:
        self.head.light(False)

"""One column of Phases: a head with glyph, word, and number over cards of two lines."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from ...domain.shown.customer_views import CustomerRow
from ...domain.spine.kinds import Phase
from ...domain.spine.model import Standing
from ...wording import PHASE_GLYPH, PHASE_WORD, day_text
from ..keys.commands import SHIPPED, Keys
from ..lists.empty import Empty
from ..lists.window import Read, Slot, WindowedRows
from ..text.event_words import name_of, risk_role, risk_text, silence_role, silence_text
from ..text.gauges import LINE, bar
from ..text.render import Piece, columns, fit, fit_right, pieces, urgent

RISK, SILENCE = 3, 9
"""Cells of the number before the reason, so that numbers stand under each other: ``100``, ``203/180 d``."""
WORDY, TICKED, BAR = 30, 36, 5
"""Widths from which a reason can be read, and from which the gate stands beside the name; cells of the bar of silence."""
NEXT, GAP = 2, 3
"""The lines of a card that come where there is room: what is next, and one that parts it from the card below."""


class CardList(WindowedRows):
    """The cards of a phase: the name and how long, then what matters most; with much room what is next, and air."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab", "screen.beside(1)", show=False),
        Binding("left,shift+tab", "screen.beside(-1)", show=False),
    ]
    lines = 2
    tick_at = (1, 1)
    keys_take_clicks = True
    keeps_cursor: ClassVar[bool] = False

    def __init__(self, phase: Phase, read: Read, keys: Keys = SHIPPED) -> None:
        super().__init__(read, id=f"cards-{phase}")
        self.keys = keys
        self.phase = phase
        self.day = date.min

    def on_resize(self, event: events.Resize) -> None:
        """As many lines a card as all of them have room for."""
        self._spread(event.size.height)

    def show(self, ids: tuple[int, ...], *, keep: bool = True) -> None:
        self._spread(self.size.height, len(ids))
        super().show(ids, keep=keep)

    def _spread(self, height: int, cards: int = 0) -> None:
        cards = max(1, cards or len(self.items))
        self.lines = max(2, min(4, height // cards))

    def render_line(self, y: int) -> Strip:
        line = (y + self.scroll_offset.y) % self.lines
        if line >= NEXT and line == self.lines - 1:
            return Strip.blank(self.size.width, self.rich_style)
        return super().render_line(y)

    def draw(self, item: Slot, line: int, width: int, selected: bool) -> list[Piece]:
        edge: Piece = ("▌" if selected else " ", "key")
        if item.row is None:
            return [edge, (" " * (width - 1), "text")]
        stands = item.row.standing
        if stands is None:
            said = "its facts can't be read: repbook check" if line == 1 else ""
            said = name_of(item.row) if line == 0 else said
            return [edge, (fit(f" {said}", width - 1), "ink" if line == 0 else "due")]
        if line == 0:
            return [edge, *self._name_line(item.row, stands, width - 1)]
        if line == NEXT:
            return [edge, (fit(f"   {self._next(stands)}", width - 2), "quiet"), (" ", "text")]
        return [edge, *self._why_line(item.row, stands, width - 1)]

    def _name_line(self, row: CustomerRow, stands: Standing, width: int) -> list[Piece]:
        """The name, how far the gate is open, and the day count, or the tier once settled."""
        note, role = stands.phase_note, str(self.phase)
        opened = any(sale.proposed for sale in stands.sales) and self.phase is Phase.LEARNING
        key = self.keys("phase") if opened else ""
        gate = self._gate(row) if width >= TICKED else []
        aside = [(f"{key} ", "key")] if key else []
        aside += [*gate, (" ", "text")] if gate else []
        aside.append((note, "settled" if opened else role))
        size = sum(cell_len(value) for value, _ in aside)
        names = columns(width, (1, size, 2))
        if size > width - 9:
            return [(" ", "text"), (fit(name_of(row), width - 2), "ink"), (" ", "text")]
        return [
            (" ", "text"),
            (fit(name_of(row), names), "ink"),
            (" ", "text"),
            *aside,
            (" ", "text"),
        ]

    def _gate(self, row: CustomerRow) -> list[Piece]:
        """The conditions of the gate to Settled, those that are met first (R56)."""
        done, of = row.gate
        met: Piece = ("●" * done, "settled")
        return [met, ("○" * (of - done), "faint")] if self.phase is Phase.LEARNING and of else []

    def _why_line(self, row: CustomerRow, stands: Standing, width: int) -> list[Piece]:
        """The number that the column goes by, and why; where a reason has no room it is drawn instead."""
        chip, chip_role = self._chip(stands)
        reason, role = self._reason(stands)
        size = min(SILENCE if self.phase is Phase.SETTLED else RISK, max(0, width - 7))
        if self.phase is Phase.EXCITEMENT and not stands.risk.warns:
            return [(fit(f"   {reason}", width - 1), role), (" ", "text")]
        number: list[Piece] = [(" ", "text"), (fit_right(chip, size), chip_role)]
        room = columns(width, (1, size, 1))
        drawn: list[Piece] = []
        if width < WORDY and role != "alarm" and self.phase is Phase.LEARNING:
            drawn = self._gate(row)
        elif width < WORDY and self.phase is Phase.SETTLED and not stands.silence.unknown:
            full, rest = bar(stands.silence.days, stands.silence.limit, BAR, LINE)
            drawn = [(full, chip_role), (rest, "faint")]
        if drawn:
            left = room - 2 - sum(cell_len(value) for value, _ in drawn)
            if left >= 0:
                return [*number, ("  ", "text"), *drawn, (" " * (left + 1), "text")]
        words = (
            urgent(fit(reason, room - 2)) if role == "alarm" else [(fit(reason, room - 2), role)]
        )
        return [*number, ("  ", "text"), *words, (" ", "text")]

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

    def _next(self, stands: Standing) -> str:
        """What is next; where that is why the card calls, the reason after it, or how long it is quiet."""
        why = self._reason(stands)[0]
        if stands.next_step and not why.startswith(stands.next_step):
            when = f"{day_text(stands.next_on, self.day)} · " if stands.next_on else ""
            return f"next: {when}{stands.next_step}"
        if len(stands.reasons) > 1:
            return stands.reasons[1].text
        return f"silent {silence_text(stands.silence)}"


BY = {
    Phase.EXCITEMENT: "newest first",
    Phase.LEARNING: "by risk",
    Phase.SETTLED: "by tier, silence",
}
"""What each column goes by: the number on its cards."""


class PhaseHead(Widget):
    """Glyph, word, and number of a phase, over a line in its colour."""

    DEFAULT_CSS = """
    PhaseHead { height: 2; padding: 0 1; }
    """
    ALLOW_SELECT = False

    def __init__(self, phase: Phase) -> None:
        super().__init__()
        self.phase = phase
        self.number: int | None = None
        """None until it has been read."""
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
        ]
        if self.number is not None:
            parts.append((f"  {self.number:,}".replace(",", " "), "bold $ink"))
        aside = " · ".join(filter(None, (BY[self.phase], self.aside)))
        for said in (aside, self.aside, BY[self.phase]):
            if cell_len(said) + sum(cell_len(value) for value, _ in parts) + 2 <= self.size.width:
                parts.append((f"  {said}", "$quiet"))
                break
        first = pieces(parts)
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
        self.nobody = nobody
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

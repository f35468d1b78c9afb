"""2 Phases: three columns, Excitement, Learning curve, Settled; the vulnerable one is the widest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from ...domain.shown.customer_views import CustomerRow
from ...domain.spine.kinds import Phase
from ...storage.views.listing import customer_rows, phase_columns
from ..brief.brief_pane import Brief
from ..lists.row_list import RowList
from ..shell.target import Target
from ..text.render import Piece
from ..widgets.cards import CardList, PhaseColumn
from .base import BookScreen

NOBODY = {
    Phase.EXCITEMENT: ("No fresh order.", "{sale} writes down a won sale."),
    Phase.LEARNING: ("Nobody is on the learning curve.", "Three days after it is live, a sale comes here."),
    Phase.SETTLED: ("Nobody has settled yet.", "{phase} confirms it once the gate is met."),
}  # fmt: skip


class PhasesScreen(BookScreen):
    """Customers by phase."""

    DEFAULT_CSS = """
    PhasesScreen #column-excitement { width: 6fr; }
    PhasesScreen #column-learning { width: 8fr; border-left: solid $rule; border-right: solid $rule; }
    PhasesScreen #column-settled { width: 7fr; }
    PhasesScreen Brief { width: 52; display: none; }
    PhasesScreen.-vast Brief { display: block; }
    PhasesScreen.-nobody Brief { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (170, "-vast")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.go('today')", show=False),
    ]
    AUTO_FOCUS = ""
    name_in_tabs = "phases"
    lists_customers = True

    def body(self) -> list[Widget]:
        self.columns = [
            PhaseColumn(phase, self._read, NOBODY[phase], self.app.key) for phase in NOBODY
        ]
        self.brief = Brief()
        return [*self.columns, self.brief]

    def hints(self) -> tuple[Piece, ...]:
        return (
            ("← →", "column"),
            ("{phase}", "gate to Settled"),
            ("Enter", "open"),
            ("{log}", "log"),
            ("{check}", "check"),
            ("{promise}", "promise"),
            ("{problem}", "problem"),
            ("{brief}", "brief"),
            ("{help}", "help"),
        )

    async def reload(self) -> None:
        shown = await self.app.keeper.read(self, phase_columns, self.app.rules)
        day = self.app.clock.today()
        excitement, learning, settled = self.columns
        excitement.show(shown.excitement, day)
        gate = f"{shown.proposed} to settle" if shown.proposed else ""
        learning.show(shown.learning, day, gate)
        waiting = f"{shown.no_sale} without a sale" if shown.no_sale else ""
        settled.show(shown.settled, day, waiting)
        self.set_class(not any(column.cards.display for column in self.columns), "-nobody")
        if not isinstance(self.focused, CardList) or not self.focused.display:
            for column in (learning, excitement, settled):
                if column.cards.display:
                    self.set_focus(column.cards)
                    break

    async def _read(self, ids: tuple[int, ...]) -> Sequence[CustomerRow]:
        return await self.app.keeper.ask(customer_rows, ids, self.app.rules)

    def target(self) -> Target | None:
        item = self.focused.item if isinstance(self.focused, CardList) else None
        return Target(item.key, item.row.name) if item is not None and item.row else None

    def action_beside(self, step: int) -> None:
        """To the next column that has a card."""
        full = [column.cards for column in self.columns if column.cards.display]
        if self.focused in full:
            cards = full[(full.index(self.focused) + step) % len(full)]
            self.set_focus(cards)

    @on(events.DescendantFocus)
    def _beside(self) -> None:
        """The brief is that of the column with the keyboard, also where a click brought it there."""
        item = self.focused.item if isinstance(self.focused, CardList) else None
        self.brief.show(item.key if item else None)

    @on(RowList.Highlighted)
    def _brief(self, event: RowList.Highlighted) -> None:
        if event.rows is self.focused:
            self.brief.show(event.item.key if event.item else None)

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        self.app.open_customer(event.item.key)

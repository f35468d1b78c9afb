"""4 Ledgers, 5 Ahead, 6 Reports: what will stand there, and where the same can be had today."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from ..render import Piece
from ..widgets.empty import Empty
from .base import BookScreen


class ComingScreen(BookScreen):
    """A screen that says what it will show."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.go('today')", show=False)]
    lines: ClassVar[tuple[str, ...]] = ()

    def hints(self) -> tuple[Piece, ...]:
        return (
            ("1", "Today"),
            ("2", "Phases"),
            ("3", "Customers"),
            ("/", "find"),
            ("n", "new"),
            ("?", "help"),
        )

    def body(self) -> list[Widget]:
        empty = Empty()
        empty.lines = self.lines
        return [empty]


class LedgersScreen(ComingScreen):
    """Promises, problems, expectations, evidence of the whole book."""

    name_in_tabs = "ledgers"
    lines = (
        "The ledgers of the whole book will stand here.",
        "Each customer's own are there today: Enter on a customer, then ] to Ledgers.",
        "Promises due and problems past their clock already stand on Today: 1.",
    )


class AheadScreen(ComingScreen):
    """The next thirty days."""

    name_in_tabs = "ahead"
    lines = (
        "The next thirty days will stand here, day by day.",
        "A customer's coming steps are there today: Enter on a customer, then ] to Agenda.",
        "3 lists the book; o sorts it by the next step.",
    )


class ReportsScreen(ComingScreen):
    """What the book has learned."""

    name_in_tabs = "reports"
    lines = (
        "What the book has learned will stand here.",
        "The attention debt, with this week's change, is in the top line already.",
    )

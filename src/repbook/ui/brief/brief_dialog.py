"""`b`: the brief over any screen, for terminals too narrow to show it beside."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ...domain.shown.customer_views import CustomerPage
from ..forms.dialog import Dialog
from ..text.render import leaving, pieces
from .briefing import brief_lines

FRAME = 2
"""Lines of the terminal that the brief does not have: its border."""
WIDTH = 65
"""Cells of its lines: those of the sheet, without its border, the air at its sides, and a scroll bar."""


class BriefDialog(Dialog[None]):
    """What to know before dialling; any of the usual keys leaves it."""

    DEFAULT_CSS = """
    BriefDialog > .sheet { width: 72; max-height: 100%; padding: 0 2; }
    BriefDialog VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    BriefDialog Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,q,enter,space", "close", show=False),
    ]

    def __init__(self, page: CustomerPage) -> None:
        super().__init__()
        self.page = page

    def compose(self) -> ComposeResult:
        sheet = Vertical(classes="sheet")
        sheet.border_subtitle = leaving()
        with sheet, VerticalScroll():
            now, height = self.app.clock.local(), self.app.size.height - FRAME
            lines = brief_lines(
                self.page,
                now.date(),
                WIDTH,
                height,
                now=now,
                rules=self.app.rules,
                keys=self.app.key,
            )
            *rest, (last, style) = lines
            yield Static(pieces([*rest, (last.removesuffix("\n"), style)]))

    def action_close(self) -> None:
        """Back to the screen beneath."""
        self.dismiss(None)

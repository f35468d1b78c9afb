"""F12: nothing on the screen but the way back, for when somebody looks over the rep's shoulder (R27)."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ...forms.dialog import Dialog


class Blank(Dialog[None]):
    """An empty screen; any key, or a click, brings the book back."""

    DEFAULT_CSS = """
    Blank { background: $background; align: center bottom; }
    Blank Static { width: auto; color: $faint; padding: 1; }
    """

    tells = False  # it would name a customer

    def compose(self) -> ComposeResult:
        yield Static("any key")

    def render(self) -> Content:
        """Nothing: a terminal of sixteen colours would let the screen beneath through."""
        return Content("")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.dismiss()

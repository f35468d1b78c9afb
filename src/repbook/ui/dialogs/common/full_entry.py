"""An entry in full, where one line had no room for it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ...forms.dialog import Dialog
from ...keys.commands import keys_for
from ...shell.textual_private import bind_here
from ...text.render import leaving, text


class Reading(Dialog[None]):
    """A text to read; any of the usual keys leaves it."""

    DEFAULT_CSS = """
    Reading > .sheet { width: 76; padding: 1 2; }
    Reading VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    Reading Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space", "close", show=False),
    ]

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.heading = title
        self.words = words

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text(self.heading)
            sheet.border_subtitle = leaving()
            with VerticalScroll():
                yield Static(text(self.words))

    def on_mount(self) -> None:
        for key in keys_for(self.app.table, "copy"):
            bind_here(self, key, "copy")

    def action_copy(self) -> None:
        """Give the text to the terminal for its clipboard (it can't say whether it took it)."""
        self.app.copy_to_clipboard(self.words)
        self.app.say("Sent to the terminal's clipboard.")

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)

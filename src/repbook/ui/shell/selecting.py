"""Marking text with the mouse, and copying what was marked."""

from __future__ import annotations

from textual.actions import SkipAction
from textual.screen import ScreenResultType

from .ready_screen import ReadyScreen


class Copying(ReadyScreen[ScreenResultType]):
    """A screen whose marked text Ctrl+C gives to the terminal for its clipboard, and says so."""

    def action_copy_text(self) -> None:
        """Copy what is marked (the terminal can't say whether it took it)."""
        try:
            marked = self.get_selected_text()
        except IndexError:  # the text was drawn anew meanwhile, and is shorter
            marked = None
        if not marked or not marked.strip():
            raise SkipAction
        lines = [line.rstrip() for line in marked.split("\n")]
        self.app.copy_to_clipboard("\n".join(lines))
        self.clear_selection()
        self.app.say("Sent to the terminal's clipboard.", timeout=2)

"""What an empty screen says: what it means, and what to do."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from ..text.render import pieces


class Empty(Widget):
    """A few lines in the middle of an otherwise empty place."""

    DEFAULT_CSS = """
    Empty { width: 1fr; height: 1fr; content-align: center middle; text-align: center; color: $quiet; }
    """
    lines: tuple[str, ...] = ()

    def say(self, *lines: str) -> None:
        """The first line is the news, the others the next step."""
        self.lines = lines
        self.refresh()

    def render(self) -> Content:
        return Content("\n\n").join(
            pieces([(line, "bold $ink" if place == 0 else "")])
            for place, line in enumerate(self.lines)
        )

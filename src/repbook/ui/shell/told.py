"""The told-line: what was done, in place of the keys at the foot of the screen, until it has been read.

It is part of every screen from the start, so that nothing is made or taken away when something is told, and
it lies over no row.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget

from ..text.render import pieces

EDGES = {"information": "$key", "warning": "$due", "error": "$alarm"}


class Word(NamedTuple):
    """Something told: lines, and how serious it is (information, warning, error)."""

    message: str
    severity: str = "information"


class Told(Widget):
    """Shows the last word for as long as it counts; it takes no room and no key."""

    DEFAULT_CSS = """
    Told {
        layer: told; dock: bottom; width: 1fr; height: auto; max-height: 4;
        padding: 0 1; background: $panel; color: $foreground; display: none;
    }
    """

    word: Word | None = None

    def show(self, word: Word | None) -> None:
        """Show a word, or nothing."""
        if word != self.word:
            self.word = word
            self.display = word is not None
            self.refresh(layout=True)

    def render(self) -> Content:
        if self.word is None:
            return Content("")
        first, *rest = self.word.message.split("\n")
        parts = [("▌ ", EDGES.get(self.word.severity, "$key")), (first, "$foreground")]
        for line in rest:
            parts += [(" · ", "$faint"), (line, "$quiet")]
        return pieces(parts)

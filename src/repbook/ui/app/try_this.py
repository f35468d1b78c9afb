"""What to try first in a full example: three lines above the foot."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from ..keys.commands import Keys
from ..text.render import KEY, Piece, pieces

LABEL = 7
"""Cells in front of what a key does."""


class TryThis(Widget):
    """Lies over the last rows, and goes soon."""

    DEFAULT_CSS = """
    TryThis {
        layer: told; dock: bottom; width: 78; height: 4; margin-bottom: 1; padding: 0 1;
        background: $panel; color: $foreground; border-top: solid $frame;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, key: Keys) -> None:
        super().__init__()
        self.key = key

    def render(self) -> Content:
        tries = (
            ("Enter", "opens the first row: who they are, and what is wrong; Esc is back"),
            (f"{self.key('log')} 1", "logs a call. Type: fits well ! send kit fri > tue 10am call"),
            (self.key("review"), "is the weekly review: one card, one key. Nothing here is kept"),
        )
        parts: list[Piece] = []
        for key, said in tries:
            parts += [(key, KEY), (" " * max(1, LABEL - len(key)) + said + "\n", "$quiet")]
        return pieces(parts)

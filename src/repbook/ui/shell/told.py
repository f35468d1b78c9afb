"""The told-line: what was done, in place of the keys at the foot of the screen, until it has been read.

It is part of every screen from the start, so that nothing is made or taken away when something is told, and
it lies over no row.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ..text.render import KEY, fit, pieces

DOT, LEAST = " · ", 16
"""Between the parts of a word; cells that the deed and the offer keep at least."""
EDGES = {"information": "$key", "warning": "$due", "error": "$alarm"}


class Word(NamedTuple):
    """Something told: lines, how serious it is (information, warning, error), and what may be done next, with its key."""

    message: str
    severity: str = "information"
    offer: str = ""
    key: str = ""


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
        word, room = self.word, self.content_region.width or 80
        first, *rest = word.message.split("\n")
        offer = f"{word.offer} {word.key}" if word.offer else ""
        behind = sum(len(DOT) + cell_len(each) for each in (*rest, *filter(None, [offer])))
        if offer and len(rest) == 1:  # all in one line, of which the deed may lose its end
            first = fit(first, min(cell_len(first), max(LEAST, room - 2 - behind)))
        parts = [("▌ ", EDGES.get(word.severity, "$key")), (first, "$foreground")]
        if offer:
            left = room - 2 - cell_len(first) - behind + cell_len(word.offer)
            said = fit(word.offer, min(cell_len(word.offer), max(LEAST, left)))
            parts += [(DOT, "$faint"), (f"{said} ", "$foreground"), (word.key, KEY)]
        for line in rest:
            parts += [(DOT, "$faint"), (line, "$quiet")]
        return pieces(parts)

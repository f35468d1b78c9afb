"""The field that says what a touch was: more choices than a line holds, each whole on its line."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size

from ...forms.choice import Choice
from ...text.render import Piece, pieces

DIGITS = 9
"""How many choices have a digit; the arrows reach the others."""
GAP = 2


class Outcomes(Choice):
    """A choice over several lines."""

    def _flow(self, width: int) -> list[list[tuple[int, int]]]:
        """Which options stand on which line: (the option, its first cell)."""
        lines: list[list[tuple[int, int]]] = [[]]
        left = 0
        for index, option in enumerate(self.options):
            size = cell_len(option) + 2
            if lines[-1] and left + size > width:
                lines.append([])
                left = 0
            lines[-1].append((index, left))
            left += size + GAP
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options need in this width."""
        return len(self._flow(width))

    def render(self) -> Content:
        lines: list[Content] = []
        for line in self._flow(self.content_size.width):
            parts: list[Piece] = []
            for index, _ in line:
                here = index == self.picked
                parts.append((str(index + 1) if index < DIGITS else " ", "bold $key"))
                said = f"{'▸' if here else ' '}{self.options[index]}"
                parts += [(said, "bold $ink" if here else "$quiet"), (" " * GAP, "")]
            lines.append(pieces(parts[:-1]))
        return Content("\n").join(lines)

    def take(self, character: str) -> None:
        """As a choice; a digit that none of the shown ones has does nothing."""
        if not (character.isdecimal() and int(character) > min(DIGITS, len(self.options))):
            super().take(character)

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        lines = self._flow(self.content_size.width)
        if 0 <= event.y < len(lines):
            for index, left in lines[event.y]:
                if left <= event.x - 1 < left + cell_len(self.options[index]) + 2:
                    self.pick(index)

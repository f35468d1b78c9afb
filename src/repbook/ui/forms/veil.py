"""What a dialog leaves of the page beneath: its letters in one grey, so that nothing there calls or can be misread."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen


class Veil(BackgroundScreen):
    """A screen without its colours, and without its links."""

    def __init__(self, screen: Screen[object], ground: str, letters: str) -> None:
        """``ground`` and ``letters`` are colours of the theme; both are the terminal's own where it has ours."""
        super().__init__(screen, Color.parse(ground))
        self._style = Style.from_color(
            Color.parse(letters).rich_color, Color.parse(ground).rich_color
        ) + Style(dim=ground.startswith("ansi"))

    def process_segments(  # type: ignore[override]
        self, segments: Iterable[Segment], color: Color
    ) -> Iterable[Segment]:
        """The same letters, all alike."""
        for segment in segments:
            yield segment if segment.control else Segment(segment.text, self._style)

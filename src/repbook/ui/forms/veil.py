"""What a dialog leaves of the page beneath: its letters in one grey, so that nothing there calls or can be misread."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen


class Veil(BackgroundScreen):
    """A screen without its colours, and without its links."""

    def __init__(
        self, screen: Screen[object], ground: str, letters: str, left: Region | None = None
    ) -> None:
        """``ground`` and ``letters`` are colours of the theme; both are the terminal's own where it has ours.

        ``left`` is what is left as it is, to be read.
        """
        super().__init__(screen, Color.parse(ground))
        self._style = Style.from_color(
            Color.parse(letters).rich_color, Color.parse(ground).rich_color
        ) + Style(dim=ground.startswith("ansi"))
        self._left = left

    def process_segments(  # type: ignore[override]
        self, segments: Iterable[Segment], color: Color
    ) -> Iterable[Segment]:
        """The same letters, all alike but for what is left."""
        if self._left is None:
            yield from map(self._veiled, segments)
            return
        for y, line in enumerate(Segment.split_lines(segments)):
            if y:
                yield Segment.line()
            yield from self._line(
                line, self._left if self._left.contains(self._left.x, y) else None
            )

    def _line(self, line: list[Segment], left: Region | None) -> Iterable[Segment]:
        if left is None:
            yield from map(self._veiled, line)
            return
        width = sum(segment.cell_length for segment in line)
        cuts = (left.x, min(left.right, width), width)
        before, within, after = Segment.divide(line, cuts)
        yield from map(self._veiled, before)
        for text, style, control in within:
            yield Segment(text, style.clear_meta_and_links() if style else None, control)
        yield from map(self._veiled, after)

    def _veiled(self, segment: Segment) -> Segment:
        return segment if segment.control else Segment(segment.text, self._style)

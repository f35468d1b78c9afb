"""What every dialog shares: it lies over a screen, stands before keys come to it, and leaves once.

Of the page beneath it leaves the letters in one grey, so that nothing there calls or can be misread.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.worker import NoActiveWorker, get_current_worker

from ..shell.selecting import Copying


class Dialog(Copying[ScreenResultType], ModalScreen[ScreenResultType]):
    """A dialog that can be dismissed once only, however impatient the keys (F22)."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog:ansi { background: transparent; }
    Dialog > .sheet {
        width: 96; max-width: 100%; height: auto; max-height: 100%;
        background: $panel; border: round $frame; border-title-color: $ink;
        border-title-style: bold; padding: 1 2 0 2;
    }
    Dialog VerticalScroll {
        scrollbar-size-vertical: 1; scrollbar-background: $panel; scrollbar-color: $frame;
    }
    Dialog DrawnRows { background: $panel; scrollbar-background: $panel; scrollbar-color: $frame; }
    """
    veils: ClassVar[bool] = True
    """Whether the page beneath is drawn without its colours."""
    left: Region | None = None
    """What of the page beneath is left to be read, in its own colours."""
    _result: tuple[Any] | None = None
    """What it is to be dismissed with once nothing lies over it."""

    def render(self) -> RenderableType:
        beneath = super().render()
        if not self.veils or not isinstance(beneath, BackgroundScreen):
            return beneath
        colours = self.app.theme_variables
        return Veil(beneath.screen, colours["veil"], colours["veiled"], self.left)

    def on_click(self, event: events.Click) -> None:
        """A click beside the sheet leaves as Esc does, unless it is on what is left to be read."""
        if self.left is not None and self.left.contains_point(event.screen_offset):
            return
        if self.get_widget_at(*event.screen_offset)[0] is self:
            self.app.press("escape")

    def on_screen_resume(self) -> None:
        if self._result is not None:
            self.dismiss(*self._result)

    def dismiss(self, result: ScreenResultType | None = None) -> Any:
        """Leave once; a second call does nothing. Where something lies over it, it leaves when that has gone."""
        if self.gone:
            return None
        if self.app.screen is not self:
            self._result = self._result or (result,)
            return None
        self.gone = True
        self._end_work()
        if result is None:
            self.give_way()  # else whoever asked for it draws what came of it
        return super().dismiss(result)

    def _end_work(self) -> None:
        """End what is still under way here, but for the work that leads out."""
        try:
            current = get_current_worker()
        except NoActiveWorker:
            current = None
        for worker in self.workers:
            if worker.node is self and worker is not current:
                worker.cancel()


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
        # Amid a change of size what is left may lie outside what is drawn.
        cuts = (min(left.x, width), min(left.right, width), width)
        before, within, after = (*Segment.divide(line, cuts), [], [], [])[:3]
        yield from map(self._veiled, before)
        for text, style, control in within:
            yield Segment(text, style.clear_meta_and_links() if style else None, control)
        yield from map(self._veiled, after)

    def _veiled(self, segment: Segment) -> Segment:
        return segment if segment.control else Segment(segment.text, self._style)

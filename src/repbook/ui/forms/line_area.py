"""A line that wraps: a whole call in a line can be read while it is typed, and its signs are seen as signs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widgets.input import Selection

from ...values import NamedTuple
from .text_field import LineInput

ROLES = ("settled", "due", "trouble", "warm", "learning", "day")


class Mark(NamedTuple):
    """A part of the line that means something: from, to, and its role, such as "settled" or "day"."""

    start: int
    end: int
    role: str


class LineArea(LineInput):
    """One line of text over several lines of the screen; it is as high as its style says, and scrolls within that."""

    DEFAULT_CSS = """
    LineArea { height: 3; }
    LineArea > .line--settled { color: $settled; text-style: bold; }
    LineArea > .line--due { color: $due; text-style: bold; }
    LineArea > .line--trouble { color: $trouble; text-style: bold; }
    LineArea > .line--warm { color: $warm; text-style: bold; }
    LineArea > .line--learning { color: $learning; text-style: bold; }
    LineArea > .line--day { text-style: underline; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{role}" for role in ROLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "line(-1)", show=False),
        Binding("down", "line(1)", show=False),
    ]
    marks: Sequence[Mark] = ()
    _dragging = False

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Draw parts of the line by what they mean."""
        if marks != self.marks:
            self.marks = marks
            self.refresh()

    # -- lines -----------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """Cells of a line; one more is for the cursor."""
        return max(1, self.content_size.width - 1)

    def wrapped(self) -> tuple[tuple[int, int], ...]:
        """Where each line begins and ends."""
        return wrapped(self.value, self.room)

    def line_of(self, position: int) -> int:
        """The line that a place in the text stands on."""
        lines = self.wrapped()
        return next(
            (at for at, (_, end) in enumerate(lines) if position < end),
            len(lines) - 1,
        )

    @property
    def top(self) -> int:
        """The first line that is seen: the one with the cursor always is."""
        return max(0, self.line_of(self.cursor_position) - max(1, self.content_size.height) + 1)

    def place_of(self, x: int, y: int) -> int:
        """The place in the text at a cell."""
        lines = self.wrapped()
        start, end = lines[max(0, min(self.top + y, len(lines) - 1))]
        cells = 0
        for at in range(start, end):
            cells += cell_len(self.value[at])
            if x < cells:
                return at
        return end if end == len(self.value) else max(start, end - 1)

    # -- what Textual asks of an input -----------------------------------------------------------

    @property
    def content_width(self) -> int:
        """It never scrolls sideways."""
        return 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """What it needs; its style says what it has."""
        return len(wrapped(self.value, max(1, width - 1)))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is on the screen."""
        line = self.line_of(self.cursor_position)
        start = self.wrapped()[line][0]
        left, top, _, _ = self.content_region
        return Offset(
            left + cell_len(self.value[start : self.cursor_position]), top + line - self.top
        )

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        if not self.value:
            return super().render_line(y)
        line, lines = self.top + y, self.wrapped()
        if line >= len(lines):
            return Strip.blank(width, self.rich_style)
        start, end = lines[line]
        drawn = self._drawn()[start:end] if end > start else Text()
        drawn.end = ""
        if self.has_focus and self.cursor_position == end == len(self.value):
            drawn.append(" ", self.get_component_rich_style("input--cursor"))
        drawn.no_wrap, drawn.overflow = True, "ignore"
        options = self.app.console_options.update_width(width + 1)
        strip = Strip(self.app.console.render(drawn, options))
        return strip.crop(0, width).extend_cell_length(width).apply_style(self.rich_style)

    def _drawn(self) -> Text:
        """The whole text with its marks, what is selected, and the cursor."""
        drawn = Text(self.value)
        for mark in self.marks:
            drawn.stylize(self.get_component_rich_style(f"line--{mark.role}"), mark.start, mark.end)
        if self.has_focus:
            start, end = sorted(self.selection)
            drawn.stylize(self.get_component_rich_style("input--selection"), start, end)
            at = self.cursor_position
            drawn.stylize(self.get_component_rich_style("input--cursor"), at, at + 1)
        return drawn

    def action_line(self, step: int) -> None:
        """To the line above or below; past either end to the field beside."""
        at, lines = self.line_of(self.cursor_position), self.wrapped()
        if not 0 <= at + step < len(lines):
            raise SkipAction
        left = cell_len(self.value[lines[at][0] : self.cursor_position])
        self.cursor_position = self.place_of(left, at + step - self.top)

    # -- the mouse -------------------------------------------------------------------------------

    def _under(self, event: events.MouseEvent) -> int:
        at = event.get_content_offset_capture(self)
        return self.place_of(at.x, at.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.prevent_default()
        self.selection = Selection.cursor(self._under(event))
        self._dragging = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        event.prevent_default()
        if self._dragging:
            self.selection = Selection(self.selection.start, self._under(event))

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()


@lru_cache(maxsize=64)
def wrapped(value: str, width: int) -> tuple[tuple[int, int], ...]:
    """The lines of a text as (start, end): broken behind spaces, or within a word that is longer than a line."""
    lines: list[tuple[int, int]] = []
    start, cells, space = 0, 0, 0
    for at, char in enumerate(value):
        cells += 1 if char.isascii() else cell_len(char)
        if char == " ":
            space = at + 1
        elif cells > width:
            stop = space if space > start else max(at, start + 1)
            lines.append((start, stop))
            start, cells = stop, cell_len(value[stop : at + 1])
    return (*lines, (start, len(value)))

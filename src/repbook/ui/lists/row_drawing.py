"""Rows that draw their own lines: as fast with ten thousand as with ten; one of them is highlighted."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain
from typing import ClassVar, Generic, Protocol, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..text.render import Piece
from .role_styles import cursor_style, role_style

STILL_LOUD = Style(bold=True, underline=True)
"""The alarm, and what a search found, on a row that is reversed already, in the terminal's own colours."""
EDGE, RESTING = "▌", "▏"
"""The edge of the highlighted row while its list has the keyboard, and while another has it."""


class HasKey(Protocol):
    """What a row needs: an identity that stays the same when the list is filled anew."""

    @property
    def key(self) -> Hashable: ...


Item = TypeVar("Item", bound=HasKey)


def one_alarm(parts: list[Piece]) -> list[Piece]:
    """A line with one run of words in the colour of alarm, the first; what is said again is said in bold.

    A glyph is no run of words.
    """
    found = [at for at, (said, role) in enumerate(parts) if role == "alarm" and _words(said)]
    if len(found) < 2:
        return parts
    return [
        (said, "ink") if at in found[1:] else (said, role) for at, (said, role) in enumerate(parts)
    ]


def _words(said: str) -> bool:
    return any(letter.isalnum() for letter in said)


class DrawnRows(ScrollView, Generic[Item], can_focus=True):
    """Items in their order, a few lines each, and the place of the highlight among them."""

    DEFAULT_CSS = """
    DrawnRows {
        height: 1fr;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $rule;
        overflow-x: hidden;
    }
    """
    lines: int = 1
    keeps_cursor: ClassVar[bool] = True
    """Whether the highlight shows while the list is not focused."""

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: Sequence[Item] = items
        self.cursor = self._first()
        self._styles: dict[tuple[str, bool], Style] = {}

    # -- what subclasses say ---------------------------------------------------------------------

    def draw(self, item: Item, line: int, width: int, selected: bool) -> list[Piece]:
        """One line of an item as runs of (text, role), ``width`` cells in all."""
        raise NotImplementedError

    def unfolds(self, item: Item) -> int:
        """Lines that an item has besides while it is highlighted; ``draw`` is asked for them, too."""
        return 0

    def selectable(self, item: Item) -> bool:
        """Whether the highlight may rest on an item; headings say no."""
        return True

    def drawn(self, index: int, line: int, width: int, selected: bool) -> list[Piece]:
        """One line of the item at a place, with what its place adds to it."""
        return one_alarm(self.draw(self.items[index], line, width, selected))

    # -- places ----------------------------------------------------------------------------------

    @property
    def item(self) -> Item | None:
        """The highlighted item, if any."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    @property
    def besides(self) -> int:
        """Lines that the highlighted item has besides."""
        item = self.item
        return self.unfolds(item) if item is not None else 0

    def top_of(self, index: int) -> int:
        """The first line of an item."""
        return index * self.lines + (self.besides if index > self.cursor else 0)

    def at_line(self, y: int) -> tuple[int, int]:
        """The place of the item that a line of the list belongs to, and which line of it that is."""
        more, end = self.besides, (self.cursor + 1) * self.lines
        if more and end <= y < end + more:
            return self.cursor, self.lines + y - end
        return divmod(y - more if more and y >= end else y, self.lines)

    def _first(self) -> int:
        return self._near(0)

    def _near(self, place: int) -> int:
        """The selectable row nearest to a place, looking down first."""
        last = len(self.items) - 1
        for index in chain(range(max(place, 0), last + 1), range(min(place, last), -1, -1)):
            if self.selectable(self.items[index]):
                return index
        return -1

    # -- drawing ---------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        self._resize()
        self._show_cursor()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def _resize(self, least: int = 0) -> None:
        """As long as its rows; with ``least`` no shorter, so that the end of the list does not pull it down."""
        height = max(least, len(self.items) * self.lines + self.besides)
        self.virtual_size = Size(self.scrollable_content_region.width, height)

    def _style(self, role: str, selected: bool) -> Style:
        style = self._styles.get((role, selected))
        if style is None:
            colours, ansi = self.app.theme_variables, self.app.native_ansi_color
            style = self.rich_style + role_style(role, colours, ansi=ansi)
            if selected and ansi:
                # In the terminal's own colours a reversed row is one block, whatever its parts.
                style = cursor_style(colours, ansi=True)
                loud = role.endswith("alarm") or role == "found"
                style = style + STILL_LOUD if loud else style
            elif selected:
                cursor = cursor_style(colours, ansi=False)
                style = cursor + style if role.startswith("pill") else style + cursor
            self._styles[role, selected] = style
        return style

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index, line = self.at_line(y + self.scroll_offset.y)
        if not 0 <= index < len(self.items):
            return Strip.blank(width, self.rich_style)
        selected = index == self.cursor and (self.has_focus or self.keeps_cursor)
        parts = self.drawn(index, line, width, selected)
        if selected and parts[0][0] == EDGE and self.can_focus and not self.has_focus:
            parts[0] = (RESTING, parts[0][1])  # the keyboard is elsewhere
        segments = [Segment(value, self._style(role, selected)) for value, role in parts]
        return Strip(segments).adjust_cell_length(width, self._style("text", selected))

    def refresh_line_of(self, index: int) -> None:
        """Draw one item anew."""
        top = self.top_of(index) - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, self.lines))

    def _show_cursor(self) -> None:
        if self.cursor < 0 or not self.size.height:
            return
        top, height = self.cursor * self.lines, self.lines + self.besides
        if self.cursor == self._first():
            top, height = 0, top + height
        height = min(height, self.scrollable_content_region.height)
        self.scroll_to_region(
            Region(0, top, 1, height), animate=False, force=True, immediate=True, x_axis=False
        )

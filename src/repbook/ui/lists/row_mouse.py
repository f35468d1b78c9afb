"""The mouse over rows: a click takes one, a second opens it, and the wheel takes the highlight along."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events

from ..text.clicks import keys_of
from .row_drawing import Item
from .row_holding import HoldingRows


class ClickedRows(HoldingRows[Item]):
    """Rows that a mouse can take and open; none that is out of sight is ever acted on."""

    keys_take_clicks: ClassVar[bool] = False
    """Whether a click on a key that a row shows presses it."""
    ALLOW_SELECT = False  # a drag over rows marks nothing; `y` copies one

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(items, id=id)
        self._down: Hashable = None
        self._clicked: Hashable = None

    def row_at(self, event: events.MouseEvent) -> int:
        """The row under the mouse; -1 for a heading, a gap, or what is no row at all."""
        return self.line_at(event)[0]

    def line_at(self, event: events.MouseEvent) -> tuple[int, int]:
        """The row under the mouse, or -1, and which line of it."""
        room = self.scrollable_content_region
        if not room.contains_point(event.screen_offset):
            return -1, 0
        index, line = self.at_line(event.screen_offset.y - room.y + self.scroll_offset.y)
        if 0 <= index < len(self.items) and self.selectable(self.items[index]):
            return index, line
        return -1, 0

    def clicked(self, index: int, line: int) -> None:
        """A click took a line of a row."""
        self._go(index)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        index = self.row_at(event)
        self._down = self.items[index].key if index >= 0 else None

    def on_click(self, event: events.Click) -> None:
        """A click takes the row, a second one opens it; a drag that ends on another row does neither."""
        if event.chain > 1:
            # Rows may have moved up under the mouse, where the first click left a ticked one.
            if event.chain == 2 and self.item is not None and self.item.key == self._clicked:
                self.choose()
            return
        index, line = self.line_at(event)
        key = self.items[index].key if index >= 0 else None
        self._clicked = key if key == self._down else None
        if index < 0 or key != self._down:
            return
        x = event.screen_offset.x - self.scrollable_content_region.x
        pressed = self.keys_at(index, line, x) if self.keys_take_clicks else ()
        self.clicked(index, line)
        for each in pressed:
            self.app.press(each)

    def keys_at(self, index: int, line: int, x: int) -> tuple[str, ...]:
        """The keys that a row shows in a cell of one of its lines."""
        start = 0
        width = self.scrollable_content_region.width
        for said, role in self.drawn(index, line, width, selected=False):
            end = start + cell_len(said)
            if role == "key" and start <= x < end:
                return keys_of(said)
            start = end
        return ()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Where the wheel or the bar scrolls the highlight away, it goes along: no key acts on an unseen row."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if self.cursor < 0 or height < self.lines or not self.is_mounted:
            return
        if top <= self.cursor * self.lines <= top + height - self.lines:
            return
        first = self.at_line(top + self.lines - 1)[0]
        if first == self.cursor:
            first += 1  # only what it unfolds is seen of it
        last = min(self.at_line(top + height - self.lines)[0], len(self.items) - 1)
        seen = range(first, last + 1) if self.cursor < first else range(last, first - 1, -1)
        for index in seen:
            if self.selectable(self.items[index]):
                self._go(index)
                return

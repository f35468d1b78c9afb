"""The mouse over rows: a click takes one, a second opens it, and the wheel takes the highlight along."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual import events

from .row_drawing import Item
from .row_holding import HoldingRows


class ClickedRows(HoldingRows[Item]):
    """Rows that a mouse can take and open; none that is out of sight is ever acted on."""

    ALLOW_SELECT = False  # a drag over rows marks nothing; `y` copies one

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(items, id=id)
        self._down: Hashable = None
        self._clicked: Hashable = None

    def row_at(self, event: events.MouseEvent) -> int:
        """The row under the mouse; -1 for a heading, a gap, or what is no row at all."""
        room = self.scrollable_content_region
        if not room.contains_point(event.screen_offset):
            return -1
        index = (event.screen_offset.y - room.y + self.scroll_offset.y) // self.lines
        if 0 <= index < len(self.items) and self.selectable(self.items[index]):
            return index
        return -1

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
        index = self.row_at(event)
        key = self.items[index].key if index >= 0 else None
        self._clicked = key if key == self._down else None
        if index >= 0 and key == self._down:
            self._go(index)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Where the wheel or the bar scrolls the highlight away, it goes along: no key acts on an unseen row."""
        height = self.scrollable_content_region.height // self.lines
        if self.cursor < 0 or height < 1 or not self.is_mounted:
            return
        first = -(-self.scroll_offset.y // self.lines)
        last = min(first + height, len(self.items)) - 1
        if first <= self.cursor <= last or self.cursor * self.lines < self.scroll_offset.y <= 0:
            return
        seen = range(first, last + 1) if self.cursor < first else range(last, first - 1, -1)
        for index in seen:
            if self.selectable(self.items[index]):
                self._go(index)
                return

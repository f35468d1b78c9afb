"""The list of the app: rows to move through by key and by mouse."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from .row_drawing import Item
from .row_mouse import ClickedRows


class RowList(ClickedRows[Item]):
    """A list of rows, one of them highlighted.

    Subclasses say how an item is drawn (``draw``), how many lines it takes (``lines``), and whether
    it can be highlighted (``selectable``). How it draws, what it holds, and what the mouse does stand in a
    module each: ``row_drawing``, ``row_holding``, ``row_mouse``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", show=False, id="down"),
        Binding("k,up", "move(-1)", "up", show=False, id="up"),
        Binding("g,home", "edge(-1)", "first", show=False, id="first"),
        Binding("G,end", "edge(1)", "last", show=False, id="last"),
        Binding("pagedown,ctrl+f", "page(1)", "page down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "page up", show=False),
        Binding("enter", "choose", "open", show=False, id="open"),
    ]

    def action_move(self, step: int) -> None:
        """Move by rows, over headings."""
        index = self.cursor + step
        while 0 <= index < len(self.items) and not self.selectable(self.items[index]):
            index += 1 if step > 0 else -1
        if not 0 <= index < len(self.items) and self.rests_on_ticked and not self._others():
            self.let_go()
        self._go(index)

    def _others(self) -> bool:
        """Whether there is another row to go to."""
        rows = enumerate(self.items)
        return any(at != self.cursor and self.selectable(item) for at, item in rows)

    def action_edge(self, side: int) -> None:
        """To the first or the last row."""
        if side < 0:
            self._go(self._first())
        else:
            for index in range(len(self.items) - 1, -1, -1):
                if self.selectable(self.items[index]):
                    self._go(index)
                    return

    def action_page(self, side: int) -> None:
        """A page down or up."""
        page = max(1, self.size.height // self.lines - 1)
        self._go(self._near(max(0, min(self.cursor + side * page, len(self.items) - 1))))

    def action_choose(self) -> None:
        """Open the highlighted row."""
        self.choose()

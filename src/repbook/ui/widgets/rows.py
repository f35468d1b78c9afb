"""A list that draws its own lines: as fast with ten thousand rows as with ten."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..render import Piece

ROLES = (
    "text",
    "ink",
    "quiet",
    "faint",
    "heading",
    "alarm",
    "due",
    "excitement",
    "learning",
    "settled",
    "key",
    "good",
)


class HasKey(Protocol):
    """What a row needs: an identity that stays the same when the list is filled anew."""

    @property
    def key(self) -> Hashable: ...


Item = TypeVar("Item", bound=HasKey)


class RowList(ScrollView, Generic[Item], can_focus=True):
    """A list of rows, one of them highlighted.

    Subclasses say how an item is drawn (``draw``), how many lines it takes (``lines``), and whether
    it can be highlighted (``selectable``). The highlight stays on its item when ``fill`` brings new
    ones, or on its place where the item is gone.
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $rule;
        overflow-x: hidden;
    }
    RowList > .rows--text { color: $foreground; }
    RowList > .rows--ink { color: $ink; text-style: bold; }
    RowList > .rows--quiet { color: $quiet; }
    RowList > .rows--faint { color: $faint; }
    RowList > .rows--heading { color: $quiet; text-style: bold; }
    RowList > .rows--alarm { color: $alarm; text-style: bold; }
    RowList > .rows--due { color: $due; }
    RowList > .rows--excitement { color: $excitement; }
    RowList > .rows--learning { color: $learning; }
    RowList > .rows--settled { color: $settled; }
    RowList > .rows--good { color: $settled; }
    RowList > .rows--key { color: $key; text-style: bold; }
    RowList > .rows--cursor { background: $cursor; }
    RowList:ansi > .rows--cursor { background: ansi_default; text-style: reverse; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"rows--{role}" for role in ROLES),
        "rows--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", show=False),
        Binding("k,up", "move(-1)", "up", show=False),
        Binding("g,home", "edge(-1)", "first", show=False),
        Binding("G,end", "edge(1)", "last", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "page down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "page up", show=False),
        Binding("enter", "choose", "open", show=False),
    ]
    lines: int = 1

    class Highlighted(Message):
        """Another row is highlighted (or none, when ``item`` is None)."""

        def __init__(self, rows: RowList[Any], item: Any) -> None:
            super().__init__()
            self.rows = rows
            self.item = item

        @property
        def control(self) -> RowList[Any]:
            """The list that posted this."""
            return self.rows

    class Chosen(Message):
        """Enter, or a second click, on a row."""

        def __init__(self, rows: RowList[Any], item: Any) -> None:
            super().__init__()
            self.rows = rows
            self.item = item

        @property
        def control(self) -> RowList[Any]:
            """The list that posted this."""
            return self.rows

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: Sequence[Item] = items
        self.cursor = self._first()
        self._styles: dict[tuple[str, bool], Style] = {}

    # -- what subclasses say ---------------------------------------------------------------------

    def draw(self, item: Item, line: int, width: int, selected: bool) -> list[Piece]:
        """One line of an item as runs of (text, role), ``width`` cells in all."""
        raise NotImplementedError

    def selectable(self, item: Item) -> bool:
        """Whether the highlight may rest on an item; headings say no."""
        return True

    # -- contents --------------------------------------------------------------------------------

    @property
    def item(self) -> Item | None:
        """The highlighted item, if any."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def fill(self, items: Sequence[Item], *, keep: bool = True) -> None:
        """Show these items; with ``keep`` the highlight stays on its item, or near its place."""
        before = self.item if keep else None
        place = self.cursor
        self.items = items
        self.cursor = self._find(before, place) if before is not None else self._first()
        self._resize()
        if not keep:
            self.scroll_home(animate=False)
        self._show_cursor()
        self.refresh()
        self.post_message(self.Highlighted(self, self.item))

    def highlight(self, key: Hashable) -> None:
        """Put the highlight on the item of that key, if it is here."""
        for index, item in enumerate(self.items):
            if item.key == key:
                self._go(index)
                return

    def _find(self, before: Item, place: int) -> int:
        for index, item in enumerate(self.items):
            if item.key == before.key:
                return index
        return self._near(min(place, len(self.items) - 1))

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

    def on_mount(self) -> None:
        self._resize()
        self.post_message(self.Highlighted(self, self.item))

    def on_resize(self, event: events.Resize) -> None:
        self._resize()
        self._show_cursor()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def _resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.items) * self.lines)

    def _style(self, role: str, selected: bool) -> Style:
        style = self._styles.get((role, selected))
        if style is None:
            style = self.rich_style + self.get_component_rich_style(f"rows--{role}", partial=True)
            if selected and self.app.native_ansi_color:
                # In the terminal's own colours a reversed row is one block, whatever its parts.
                style = self.get_component_rich_style("rows--cursor", partial=True)
            elif selected:
                style += self.get_component_rich_style("rows--cursor", partial=True)
            self._styles[role, selected] = style
        return style

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index, line = divmod(y + self.scroll_offset.y, self.lines)
        if not 0 <= index < len(self.items):
            return Strip.blank(width, self.rich_style)
        selected = index == self.cursor and (self.has_focus or self.keeps_cursor)
        segments = [
            Segment(value, self._style(role, selected))
            for value, role in self.draw(self.items[index], line, width, selected)
        ]
        return Strip(segments).adjust_cell_length(width, self._style("text", selected))

    keeps_cursor: ClassVar[bool] = True
    """Whether the highlight shows while the list is not focused."""

    # -- moving ----------------------------------------------------------------------------------

    def _go(self, index: int) -> None:
        if index == self.cursor or not 0 <= index < len(self.items):
            return
        before, self.cursor = self.cursor, index
        for changed in (before, index):
            self.refresh_line_of(changed)
        self._show_cursor()
        self.post_message(self.Highlighted(self, self.item))

    def refresh_line_of(self, index: int) -> None:
        """Draw one item anew."""
        top = index * self.lines - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, self.lines))

    def _show_cursor(self) -> None:
        if self.cursor < 0 or not self.size.height:
            return
        top = self.cursor * self.lines
        if self.cursor == self._first():
            top, height = 0, top + self.lines
        else:
            height = self.lines
        self.scroll_to_region(
            Region(0, top, 1, height), animate=False, force=True, immediate=True, x_axis=False
        )

    def action_move(self, step: int) -> None:
        """Move by rows, over headings."""
        index = self.cursor + step
        while 0 <= index < len(self.items) and not self.selectable(self.items[index]):
            index += 1 if step > 0 else -1
        self._go(index)

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
        if self.item is not None:
            self.post_message(self.Chosen(self, self.item))

    def on_click(self, event: events.Click) -> None:
        index = (event.y + self.scroll_offset.y) // self.lines
        if 0 <= index < len(self.items) and self.selectable(self.items[index]):
            if index == self.cursor and event.chain > 1:
                self.action_choose()
            self._go(index)

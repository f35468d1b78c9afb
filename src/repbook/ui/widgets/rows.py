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
from .ticked import Held, place_of, ticked

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
    ones, or on its place where the item is gone. An item that the rep just dealt with stays there,
    ticked, until the highlight leaves it: the next key still means that customer.
    """

    ALLOW_SELECT = False  # a drag over rows marks nothing; `y` copies one

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
        Binding("j,down", "move(1)", "down", show=False, id="down"),
        Binding("k,up", "move(-1)", "up", show=False, id="up"),
        Binding("g,home", "edge(-1)", "first", show=False, id="first"),
        Binding("G,end", "edge(1)", "last", show=False, id="last"),
        Binding("pagedown,ctrl+f", "page(1)", "page down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "page up", show=False),
        Binding("enter", "choose", "open", show=False, id="open"),
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
        self.held: Held | None = None
        self._lost: tuple[Sequence[Item], int] | None = None
        self._down: Hashable = None
        self._clicked: Hashable = None
        self._styles: dict[tuple[str, bool], Style] = {}

    # -- what subclasses say ---------------------------------------------------------------------

    def draw(self, item: Item, line: int, width: int, selected: bool) -> list[Piece]:
        """One line of an item as runs of (text, role), ``width`` cells in all."""
        raise NotImplementedError

    def selectable(self, item: Item) -> bool:
        """Whether the highlight may rest on an item; headings say no."""
        return True

    def about(self, item: Item) -> int:
        """The customer that an item is about; 0 where a list knows of none, and nothing is ticked."""
        return 0

    def still(self, item: Item, before: Item) -> bool:
        """Whether an item is what another was before the list was filled anew."""
        return item.key == before.key

    def beside(self, item: Item, live: Sequence[Item]) -> Sequence[Item]:
        """What is shown of the items that there are, beside one that was dealt with."""
        return live

    tick_at: tuple[int, int] = (1, 2)
    """Cells of a line, from and how many, that a tick takes."""

    # -- contents --------------------------------------------------------------------------------

    @property
    def item(self) -> Item | None:
        """The highlighted item, if any."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    @property
    def at_ticked(self) -> bool:
        """Whether the highlight rests on a row that was just dealt with."""
        return self.held is not None and self.held.ticked and self.held.at == self.cursor

    def fill(self, items: Sequence[Item], *, keep: bool = True) -> None:
        """Show these items; with ``keep`` the highlight stays on its item, or near its place."""
        before = self.item if keep else None
        old, place, was = self.items, self.cursor, self.held is not None
        line = place * self.lines - self.scroll_offset.y
        self.items, self.held = items, None
        if before is None:
            self.cursor, self._lost = self._first(), None
        else:
            self._settle(before, old, place, was)
        self._resize()
        if not keep:
            self.scroll_home(animate=False)
        elif self.scroll_offset.y and self.cursor >= 0:
            # The highlighted row keeps its line of the screen, whatever came or went above it.
            top = self.cursor * self.lines - line
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._show_cursor()
        self.refresh()
        self.post_message(self.Highlighted(self, self.item))

    def _settle(self, before: Item, old: Sequence[Item], place: int, was: bool) -> None:
        """Find the highlighted item among the new ones, or keep it at its place, ticked."""
        if self._lost is not None and self._was_dealt_with(self._lost[0][self._lost[1]]):
            # It went a moment before it was known that the rep had dealt with it.
            old, place = self._lost
            before, was = old[place], True
        found = self.again(before, old)
        if found < 0 and (was or self._was_dealt_with(before)):
            self._hold(before, old, place)
            self._lost = None
            return
        self._lost = (old, place) if found < 0 else None
        self.cursor = found if found >= 0 else self._find(before, place)

    def again(self, before: Item, old: Sequence[Item]) -> int:
        """Where an item of the old list stands among the new ones; -1 if it is gone."""
        return next((at for at, item in enumerate(self.items) if self.still(item, before)), -1)

    def _was_dealt_with(self, item: Item) -> bool:
        """Whether the screen is shown anew because the rep did something for the customer of an item."""
        customer = self.about(item)
        return bool(customer) and customer in getattr(self.app, "dealt_with", ())

    def _hold(self, item: Item, old: Sequence[Item], place: int, *, done: bool = True) -> None:
        """Keep an item at its place among the new ones, until the highlight leaves it."""
        live = self.items
        beside = self.beside(item, live)
        at, above, below = place_of(old, place, beside, self.selectable)
        self.items = self._joined(beside, at, [*above, item, *below])
        self.cursor = at + len(above)
        self.held = Held(self.cursor, live, done)

    def _joined(self, items: Sequence[Item], at: int, more: list[Item]) -> Sequence[Item]:
        return [*items[:at], *more, *items[at:]]

    def _let_go(self, index: int) -> int:
        """Show only what is there, the held row no longer; returns the new place of an item."""
        held, item = self.held, self.items[index]
        if held is None:
            return index
        self.held, self.items = None, held.live
        place = next((at for at, each in enumerate(self.items) if each.key == item.key), -1)
        return place if place >= 0 else self._near(min(index, len(self.items) - 1))

    def let_go(self) -> None:
        """The highlight leaves a row that was dealt with for the one that takes its place."""
        if self.held is None:
            return
        self.cursor = self._let_go(self.held.at)
        self._resize()
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
        parts = self.draw(self.items[index], line, width, selected)
        if self.held is not None and self.held.ticked and index == self.held.at:
            parts = self.tick(parts, line)
        segments = [Segment(value, self._style(role, selected)) for value, role in parts]
        return Strip(segments).adjust_cell_length(width, self._style("text", selected))

    def tick(self, parts: list[Piece], line: int) -> list[Piece]:
        """A drawn line of the row that was dealt with."""
        return ticked(parts, *(self.tick_at if line == 0 else (1, 0)))

    keeps_cursor: ClassVar[bool] = True
    """Whether the highlight shows while the list is not focused."""

    # -- moving ----------------------------------------------------------------------------------

    def _go(self, index: int) -> None:
        if index == self.cursor or not 0 <= index < len(self.items):
            return
        self._lost = None
        if self.held is not None and index != self.held.at:
            self.cursor = self._let_go(index)
            self._resize()
            self.refresh()
        else:
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
        if not 0 <= index < len(self.items) and self.at_ticked and not self._others():
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
        if self.item is not None:
            self.post_message(self.Chosen(self, self.item))

    # -- the mouse -------------------------------------------------------------------------------

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
                self.action_choose()
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

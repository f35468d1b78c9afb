"""What a list shows, its highlight, and the row just dealt with that stays until the highlight leaves it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from textual.geometry import Region
from textual.message import Message

from ..text.render import Piece
from .row_drawing import DrawnRows, Item
from .ticked import Held, place_of, ticked

if TYPE_CHECKING:
    from ..shell.protocol import Shell


class OfRow(Message):
    """Something about a row of a list."""

    def __init__(self, rows: HoldingRows[Any], item: Any) -> None:
        super().__init__()
        self.rows = rows
        self.item = item

    @property
    def control(self) -> HoldingRows[Any]:
        """The list that posted this."""
        return self.rows


class HoldingRows(DrawnRows[Item]):
    """Rows whose highlight stays on its item when ``fill`` brings new ones, or on its place.

    An item that the rep just dealt with stays there, ticked, until the highlight leaves it: the next key
    still means that customer.
    """

    app: Shell  # type: ignore[assignment]
    tick_at: tuple[int, int] = (1, 2)
    """Cells of a line, from and how many, that a tick takes."""

    class Highlighted(OfRow):
        """Another row is highlighted (or none, when ``item`` is None)."""

    class Chosen(OfRow):
        """Enter, or a second click, on a row."""

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(items, id=id)
        self.held: Held | None = None
        self._lost: tuple[Sequence[Item], int] | None = None

    def on_mount(self) -> None:
        self._resize()
        self.post_message(self.Highlighted(self, self.item))

    # -- what subclasses say ---------------------------------------------------------------------

    def about(self, item: Item) -> int:
        """The customer that an item is about; 0 where a list knows of none, and nothing is ticked."""
        return 0

    def still(self, item: Item, before: Item) -> bool:
        """Whether an item is what another was before the list was filled anew."""
        return item.key == before.key

    def beside(self, item: Item, live: Sequence[Item]) -> Sequence[Item]:
        """What is shown of the items that there are, beside one that was dealt with."""
        return live

    # -- contents --------------------------------------------------------------------------------

    @property
    def rests_on_ticked(self) -> bool:
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

    def _at_key(self, key: Hashable) -> int:
        """Where the item of a key stands; -1 for nowhere."""
        asked = getattr(self.items, "at_key", None)  # a long list knows it by itself
        if asked is not None:
            return int(asked(key))
        return next((at for at, item in enumerate(self.items) if item.key == key), -1)

    def _was_dealt_with(self, item: Item) -> bool:
        """Whether the screen is shown anew because the rep did something for the customer of an item."""
        customer = self.about(item)
        return bool(customer) and customer in self.app.dealt_with

    def _find(self, before: Item, place: int) -> int:
        found = self._at_key(before.key)
        return found if found >= 0 else self._near(min(place, len(self.items) - 1))

    # -- the row that stays ----------------------------------------------------------------------

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
        place = self._at_key(item.key)
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

    def drawn(self, index: int, line: int, width: int, selected: bool) -> list[Piece]:
        parts = super().drawn(index, line, width, selected)
        if self.held is not None and self.held.ticked and index == self.held.at:
            return self.tick(parts, line)
        return parts

    def tick(self, parts: list[Piece], line: int) -> list[Piece]:
        """A drawn line of the row that was dealt with."""
        if line >= self.lines:
            return parts  # what the customer asks for still
        return ticked(parts, *(self.tick_at if line == 0 else (1, 0)))

    # -- the highlight ---------------------------------------------------------------------------

    def highlight(self, key: Hashable) -> None:
        """Put the highlight on the item of that key, if it is here."""
        if (index := self._at_key(key)) >= 0:
            self._go(index)

    def _go(self, index: int) -> None:
        if index == self.cursor or not 0 <= index < len(self.items):
            return
        self._lost = None
        if self.held is not None and index != self.held.at:
            self.cursor = self._let_go(index)
            self._resize()
            self.refresh()
        else:
            before, folded, self.cursor = self.cursor, self.besides, index
            if folded or self.besides:
                self._fold(folded, min(before, index))
            for changed in (before, index):
                self.refresh_line_of(changed)
        self._show_cursor()
        self.post_message(self.Highlighted(self, self.item))

    def _fold(self, before: int, index: int) -> None:
        """Other lines unfold than did, from an item on: what stands above keeps its line, at the list's end as well."""
        seen = self.scroll_offset.y + self.scrollable_content_region.height
        self._resize(min(seen, self.virtual_size.height) if before > self.besides else 0)
        top = max(0, index * self.lines - self.scroll_offset.y)
        self.refresh(Region(0, top, self.size.width, max(0, self.size.height - top)))

    def choose(self) -> None:
        """Open the highlighted row."""
        if self.item is not None:
            self.post_message(self.Chosen(self, self.item))

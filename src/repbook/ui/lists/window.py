"""A list over bare ids that reads the rows it shows, and a page to either side, when it shows them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import overload

from textual import events

from ...domain.shown.customer_views import CustomerRow
from ...errors import RepbookError
from ...values import NamedTuple
from .row_list import RowList
from .ticked import Held

MOST_KEPT = 2000
"""Rows kept in memory; beyond that those that are not seen are forgotten."""


class Slot(NamedTuple):
    """A place in the list: the customer's id, and the row once it has been read."""

    key: int
    row: CustomerRow | None


class Slots(Sequence[Slot]):
    """The ids of a list as items, with the rows that are known so far."""

    def __init__(self, ids: tuple[int, ...], known: dict[int, CustomerRow]) -> None:
        self.ids = ids
        self.known = known

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Slot: ...

    @overload
    def __getitem__(self, index: slice) -> list[Slot]: ...

    def __getitem__(self, index: int | slice) -> Slot | list[Slot]:
        if isinstance(index, slice):
            return [Slot(each, self.known.get(each)) for each in self.ids[index]]
        return Slot(self.ids[index], self.known.get(self.ids[index]))


Read = Callable[[tuple[int, ...]], Awaitable[Sequence[CustomerRow]]]


class WindowedRows(RowList[Slot]):
    """Customers by id; ``read`` fetches rows, lines stay blank until they come."""

    def __init__(self, read: Read, *, id: str | None = None) -> None:
        self._known: dict[int, CustomerRow] = {}
        self._fresh: set[int] = set()
        super().__init__(Slots((), self._known), id=id)
        self._read = read

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the list, in their order."""
        items = self.items if self.held is None else self.held.live
        return items.ids if isinstance(items, Slots) else ()

    @property
    def _shown(self) -> tuple[int, ...]:
        """The ids as they are shown: with one that is held at its place."""
        return self.items.ids if isinstance(self.items, Slots) else ()

    def show(self, ids: tuple[int, ...], *, keep: bool = True) -> None:
        """Show these customers; rows already known stay until they have been read anew."""
        self._fresh.clear()
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        self.fill(Slots(ids, self._known), keep=keep)
        self._want()

    def highlight(self, key: Hashable) -> None:
        """Put the highlight on this customer, if listed."""
        if key in self._shown:
            self._go(self._shown.index(key))

    def about(self, item: Slot) -> int:
        return item.key

    def _settle(self, before: Slot, old: Sequence[Slot], place: int, was: bool) -> None:
        """A row that what was done for it sorts elsewhere stays under the highlight, too, until it is left."""
        ids = self._shown
        moved = self._was_dealt_with(before) or (was and before.key in ids)
        if moved and before.key in ids and ids.index(before.key) != place:
            here = ids.index(before.key)
            live = self.items
            self.items = Slots((*ids[:here], *ids[here + 1 :]), self._known)
            self._hold(before, old, place, done=False)
            self.held = Held(self.cursor, live, ticked=False)
        else:
            super()._settle(before, old, place, was)

    def again(self, before: Slot, old: Sequence[Slot]) -> int:
        return self._shown.index(before.key) if before.key in self._shown else -1

    def _joined(self, items: Sequence[Slot], at: int, more: list[Slot]) -> Sequence[Slot]:
        ids = items.ids if isinstance(items, Slots) else ()
        return Slots((*ids[:at], *(slot.key for slot in more), *ids[at:]), self._known)

    def _find(self, before: Slot, place: int) -> int:
        found = self.again(before, ())
        return found if found >= 0 else self._near(min(place, len(self.items) - 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def on_resize(self, event: events.Resize) -> None:
        """Rows that came into sight; Textual calls that of the list itself besides."""
        self._want()

    def _want(self) -> None:
        """Have the rows in sight read, unless they are known."""
        if self.is_attached and self.size.height and self._missing():
            self._fetch()

    def _missing(self) -> tuple[int, ...]:
        top, seen = self.scroll_offset.y // self.lines, self.size.height // self.lines + 1
        ids = self._shown
        inner = ids[top : top + seen]
        if all(each in self._fresh for each in inner):
            return ()
        around = ids[max(0, top - seen) : top + 2 * seen]
        return tuple(each for each in around if each not in self._fresh)

    def _fetch(self) -> None:
        """Read them; a key that acts on a row waits until the row is known."""
        self.app.start(self._fetch_missing, group="window", exclusive=True, node=self)

    async def _fetch_missing(self) -> None:
        wanted = self._missing()
        try:
            rows = await self._read(wanted)
        except RepbookError as error:
            self.app.refuse(error)
            return
        self._fresh.update(wanted)
        before = self.item.row if self.item else None
        self._known.update((row.id, row) for row in rows)
        self.refresh()
        item = self.item
        if item is not None and item.row is not before:
            self.post_message(self.Highlighted(self, item))

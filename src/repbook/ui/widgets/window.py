"""A list over bare ids that reads the rows it shows, and a page to either side, when it shows them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from textual import events

from ...domain.pages import CustomerRow
from ...errors import RepbookError
from .rows import RowList

if TYPE_CHECKING:
    from ..app import RepbookApp

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

    app: RepbookApp

    def __init__(self, read: Read, *, id: str | None = None) -> None:
        self._known: dict[int, CustomerRow] = {}
        self._fresh: set[int] = set()
        super().__init__(Slots((), self._known), id=id)
        self._read = read

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the list, in their order."""
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
        if key in self.ids:
            self._go(self.ids.index(key))

    def _find(self, before: Slot, place: int) -> int:
        try:
            return self.ids.index(before.key)
        except ValueError:
            return self._near(min(place, len(self.items) - 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._want()

    def _want(self) -> None:
        """Have the rows in sight read, unless they are known."""
        if self.is_attached and self.size.height and self._missing():
            self._fetch()

    def _missing(self) -> tuple[int, ...]:
        top, seen = self.scroll_offset.y // self.lines, self.size.height // self.lines + 1
        inner = self.ids[top : top + seen]
        if all(each in self._fresh for each in inner):
            return ()
        around = self.ids[max(0, top - seen) : top + 2 * seen]
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

"""Marked customers, and the verbs that act on all of them as one undo step."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from ...errors import RepbookError
from ..keys.commands import keys_for
from ..shell.target import Target
from ..shell.textual_private import bind_here
from ..widgets.customer_table import CustomerTable
from .base import BookScreen

MARKED = (
    ("{followup}", "follow-up for all"),
    ("T", "tier"),
    ("R", "rhythm"),
    ("X", "off the book"),
    ("A", "all"),
    ("C", "unmark"),
    ("Space", "mark"),
    ("Enter", "open"),
)


class Marking(BookScreen):
    """A screen with a table of customers, in which space marks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False),
        Binding("A", "mark_all", show=False),
        Binding("C", "unmark", show=False),
        Binding("T", "bulk('tier')", show=False),
        Binding("R", "bulk('rhythm')", show=False),
        Binding("X", "bulk('leave')", show=False),
    ]
    table: CustomerTable

    def bind_followup(self) -> None:
        """The key of a follow-up, as this rep has it, plans one for every marked customer."""
        for key in keys_for(self.app.table, "followup"):
            bind_here(self, key, "bulk('followup')")

    def show_count(self) -> None:
        """Show how many are listed and marked."""
        raise NotImplementedError

    def target(self) -> Target | None:
        item = self.table.item
        return Target(item.key, item.row.name) if item is not None and item.row else None

    def action_mark(self) -> None:
        """Mark the highlighted customer, or take the mark away; then the next."""
        item = self.table.item
        if item is None:
            return
        self.table.marked ^= {item.key}
        self.table.refresh_line_of(self.table.cursor)
        self.table.action_move(1)
        self.show_count()

    def action_mark_all(self) -> None:
        """Mark everyone listed; where all are, take the marks away."""
        listed = set(self.table.ids)
        if listed <= self.table.marked:
            self.table.marked -= listed
        else:
            self.table.marked |= listed
        self.table.refresh()
        self.show_count()

    def action_unmark(self) -> None:
        """No marks."""
        self.table.marked.clear()
        self.table.refresh()
        self.show_count()

    def targets(self) -> list[Target]:
        """The marked customers, listed ones in their order; without marks the highlighted one."""
        if not self.table.marked:
            target = self.target()
            return [target] if target else []
        listed = [each for each in self.table.ids if each in self.table.marked]
        hidden = sorted(self.table.marked.difference(listed))
        return [Target(each, self.table.name_of(each)) for each in (*listed, *hidden)]

    def action_bulk(self, verb: str) -> None:
        """A verb on all marked customers at once, as one undo step."""
        if verb == "followup" and not self.table.marked:
            self.app.action_command("followup")
        elif targets := self.targets():
            self.app.start(partial(self._bulk, verb, targets), group="verb")

    async def _bulk(self, verb: str, targets: list[Target]) -> None:
        from ..dialogs.care import bulk

        try:
            await self.app.changed(await bulk.VERBS[verb](self.app, targets))
        except RepbookError as error:
            self.app.refuse(error)

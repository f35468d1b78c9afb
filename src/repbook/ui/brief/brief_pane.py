"""The brief: what a rep reads in ten seconds before dialling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from ..text.render import Piece, pieces

if TYPE_CHECKING:
    from ..shell.protocol import Shell

DELAY = 0.12
"""Seconds the highlight must rest before its brief is read, so that moving stays quick."""


class Brief(Widget):
    """The brief of one customer, beside a list. Read once the highlight rests."""

    DEFAULT_CSS = """
    Brief {
        height: 1fr; padding: 1 2; background: $surface; color: $foreground;
        border-left: solid $rule;
        overflow-y: auto;
    }
    """
    app: Shell  # type: ignore[assignment]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.customer_id: int | None = None
        self.content_shown = Content("")
        self._timer: Timer | None = None
        self._lines: list[Piece] = []
        self._read_of: tuple[object, ...] = ()
        """Whose brief it is, of which state of the book, and for what room, where it was read at once."""

    def show(self, customer_id: int | None) -> None:
        """Show this customer's brief, or nothing."""
        self.customer_id = customer_id
        if self._timer is not None:
            self._timer.stop()
        if self.display and self._read_of != self._asked():
            self._timer = self.set_timer(DELAY, self._read)

    async def read_now(self, customer_id: int | None) -> None:
        """Show this customer's brief without waiting for a rest."""
        self.customer_id = customer_id
        if self._timer is not None:
            self._timer.stop()
        self._read_of = self._asked()
        await self._read()

    def _asked(self) -> tuple[object, ...]:
        return self.customer_id, self.app.stamp, self.size

    async def _read(self) -> None:
        wanted = self.customer_id
        lines = [] if wanted is None else await self.lines_of(wanted)
        if wanted == self.customer_id and lines is not None and lines != self._lines:
            self._lines = lines
            self._set(pieces(lines))

    async def lines_of(self, customer_id: int) -> list[Piece] | None:
        """What is shown of a customer; None for one who is gone."""
        from .briefing import brief_lines

        page = await self.app.read_page(customer_id)
        if page is None:
            return None
        now, (width, height) = self.app.clock.local(), self.size
        rules, keys = self.app.rules, self.app.key
        hour = now if self.app.tells_the_hour else None
        return brief_lines(page, now.date(), width, height, now=hour, rules=rules, keys=keys)

    def _set(self, content: Content) -> None:
        if self.text_selection is not None and content != self.content_shown:
            self.screen.clear_selection()  # what was marked is no longer there
        self.content_shown = content
        self.refresh()

    def on_show(self) -> None:
        self.show(self.customer_id)

    def render(self) -> Content:
        return self.content_shown

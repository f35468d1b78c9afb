"""One picture in place of many: while a screen changes as a whole nothing is drawn, then all of it at once.

A frame costs more than the change that it shows, and what comes piece by piece flickers. Nothing is held for long:
where what was to come does not come, what there is is drawn.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.app import App

from .textual_private import begin_batch, draw_now, end_batch, lay_out, runs

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.timer import Timer

MOST_SECONDS = 0.5
"""How long nothing is drawn at the most."""
PART_SECONDS = 0.1
"""The same for a screen that comes: what is read longer is shown in part."""
ROUNDS = 3
"""How often it is waited for what a widget, its screen, and the app tell each other."""


class Stillness(App[None]):
    """An app that can hold its picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._still: Timer | None = None

    @property
    def is_still(self) -> bool:
        """Whether nothing is drawn now."""
        return self._still is not None

    def hold_still(self, *, coming: bool = False) -> None:
        """Draw nothing until ``draw_on``; ``coming`` says that it is for a screen that comes."""
        if self._still is None and runs(self):
            begin_batch(self)
            self._still = self.set_timer(PART_SECONDS if coming else MOST_SECONDS, self.draw_on)

    def draw_on(self) -> None:
        """Draw what has come about meanwhile, in one frame."""
        if self._still is not None:
            self._still.stop()
            self._still = None
            for beneath in self.screen_stack[:-1]:
                if beneath.is_current:  # seen through, and told of no idle moment
                    lay_out(beneath)
            self.screen.refresh()
            end_batch(self)
            draw_now(self.screen)

    async def draw_when_settled(self) -> None:
        """Lay the screen out and hear what its widgets have to say to that; then draw it."""
        try:
            await self.settle()
        finally:
            self.draw_on()

    async def settle(self) -> None:
        """Lay the screen out, and hear what its widgets have to say to that, while the picture is held."""
        with suppress(TimeoutError):  # who does not listen is not waited for
            for _ in range(ROUNDS if self.is_still else 0):
                await self._all_heard(self.focused)
                lay_out(self.screen)
            await self._all_heard(self.focused)

    async def _all_heard(self, node: MessagePump | None) -> None:
        """Wait until a widget, and the screen behind it, have dealt with what was told them."""
        for each in (node, self.screen):
            if each is not None:
                heard = asyncio.Event()
                each.call_later(heard.set)
                await asyncio.wait_for(heard.wait(), MOST_SECONDS)

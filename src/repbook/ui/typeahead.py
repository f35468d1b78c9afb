"""Typing ahead: keys pressed while a dialog opens or saves wait for the screen that comes next.

So ``l1`` and Enter may come as fast as a rep, or a script, likes, and no key falls on the wrong screen.
"""

from __future__ import annotations

import asyncio
from time import monotonic

from textual import events
from textual.app import App
from textual.timer import Timer
from textual.widgets import Input

HOLD_SECONDS = 2
"""How long keys wait at the most, should the next screen never come."""
QUIET_SECONDS = 1.0
"""How long the keyboard must rest before work that can wait begins."""


class TypingAhead(App[None]):
    """An app whose keys wait while a screen is on its way."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.opening: set[str] = set()
        """Keys that open a dialog or another screen."""
        self.holding = False
        self._ahead: list[events.Event] = []
        self._releasing = False
        self._patience: Timer | None = None
        self._key_at = 0.0

    def opens(self, key: str) -> bool:
        """Whether a key will open something on the screen that stands now."""
        return key in self.opening and not isinstance(self.focused, Input)

    async def on_event(self, event: events.Event) -> None:
        """Let keys through, or have them wait."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._key_at = monotonic()
            if self.holding or self._ahead:
                self._ahead.append(event)
                return
            self._hold_for(event)
        await super().on_event(event)

    def _hold_for(self, event: events.Event) -> None:
        """A key that opens a dialog holds those that come right behind it in one burst."""
        if isinstance(event, events.Key) and self.opens(event.key):
            self.hold_keys()

    def hold_keys(self) -> None:
        """Let keys wait until the next screen stands."""
        self.holding = True
        if self._patience is not None:
            self._patience.stop()  # that of an earlier screen must not let keys in early
        self._patience = self.set_timer(HOLD_SECONDS, self.release_keys)

    async def release_keys(self) -> None:
        """Give the keys that waited to the screen that stands now, in their order, each once."""
        self.holding = False
        if self._releasing:
            return
        self._releasing = True
        try:
            while self._ahead and not self.holding:
                event = self._ahead[0]
                self._hold_for(event)
                await super().on_event(event)
                self._ahead.pop(0)
        finally:
            self._releasing = False

    async def quiet(self, at_least: float = 0.0) -> None:
        """Wait until nobody has typed for a moment."""
        await asyncio.sleep(at_least)
        while monotonic() - self._key_at < QUIET_SECONDS:
            await asyncio.sleep(QUIET_SECONDS / 4)

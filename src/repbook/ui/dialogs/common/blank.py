"""F12: nothing on the screen but the way back, for when somebody looks over the rep's shoulder (R27)."""

from __future__ import annotations

import asyncio

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ...forms.dialog import Dialog
from ...shell import cover_word

ASKED, WRONG = "the word, then Enter", "that is not the word"
WAIT_SECONDS = 1.0
"""How much longer each wrong word makes the next one wait."""


class Blank(Dialog[None]):
    """An empty screen. Any key, or a click, brings the book back; where a word was set, only that."""

    DEFAULT_CSS = """
    Blank { background: $background; align: center bottom; }
    Blank Static { width: auto; color: $faint; padding: 1; }
    """

    tells = False  # it would name a customer

    def __init__(self) -> None:
        super().__init__()
        self.locked = cover_word.is_set()
        self._typed = ""
        self._wrong = 0
        self._looking = False

    def compose(self) -> ComposeResult:
        yield Static(ASKED if self.locked else "any key")

    def render(self) -> Content:
        """Nothing: a terminal of sixteen colours would let the screen beneath through."""
        return Content("")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if not self.locked:
            self.dismiss()
        elif event.key == "enter":
            self._try()
        elif event.key in ("escape", "backspace"):
            self._typed = "" if event.key == "escape" else self._typed[:-1]
        elif event.character and event.character.isprintable():
            self._typed = (self._typed + event.character)[: cover_word.LONGEST]

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.locked:
            self._typed = (self._typed + event.text)[: cover_word.LONGEST]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if not self.locked:
            self.dismiss()

    def _try(self) -> None:
        """Look whether that is the word, aside, so that nothing else waits; one at a time."""
        if not self._looking:
            self._looking = True
            self.app.aside(self._look, group="cover", node=self)

    async def _look(self) -> None:
        typed, self._typed = self._typed, ""
        if await asyncio.to_thread(cover_word.is_right, typed):
            self.locked = False
            self.dismiss()
            return
        self._wrong += 1
        self.query_one(Static).update(WRONG)
        await asyncio.sleep(self._wrong * WAIT_SECONDS)
        self.query_one(Static).update(ASKED)
        self._looking = False

"""An app that answers every key and every click: a key shown is pressed by a click, an idle key says so."""

from __future__ import annotations

from time import monotonic

from textual import events
from textual.screen import ModalScreen

from ..keys.commands import Keys
from ..shell.faults import Sturdy
from ..text.clicks import key_event, keys_at

QUIET_LINE = 2.0
"""Seconds that the line about an idle key stands; the same key says it no more meanwhile."""


class Answering(Sturdy):
    """What a key or a click comes to where nothing else took it."""

    key: Keys

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._idle: tuple[str, float] = ("", 0.0)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked, just as if it had been typed."""
        for key in keys_at(event):
            self.press(key)

    def press(self, key: str) -> None:
        """Press a key, as if it had been typed.

        In the app's own time: a key that a screen sends would stop short of that screen's bindings.
        """
        self.call_later(self._press, key)

    def _press(self, key: str) -> None:
        self.post_message(key_event(key))

    def action_press_for(self, key: str) -> None:
        """Press a key for another that the settings gave its place."""
        self.press(key)

    async def on_key(self, event: events.Key) -> None:
        """A key that nothing on the screen took: the table's, or nothing's."""
        event.prevent_default()
        if not await self._check_bindings(event.key):
            self.nothing_for(event)

    def nothing_for(self, event: events.Key) -> None:
        """Say quietly that a letter does nothing here: once a key, one line in place of the last.

        What types no letter (a modifier, a function key, what a terminal sends by itself) says nothing.
        """
        letter = event.character or ""
        if len(letter) != 1 or not letter.isprintable() or "+" in event.key:
            return
        name, at = self._idle
        if name == letter and monotonic() - at < QUIET_LINE:
            return
        back = "Esc leaves" if isinstance(self.screen, ModalScreen) else "{help} shows every key"
        words = f"nothing here for {'Space' if letter == ' ' else letter} · {self.key.fill(back)}"
        self._idle = letter, monotonic()
        self.say(words, timeout=QUIET_LINE)

    def action_help_quit(self) -> None:
        """Ctrl+C where nothing is marked: it never leaves, and says what does."""
        self.say(self.key.fill("Ctrl+C copies what the mouse has marked; {quit} leaves."))

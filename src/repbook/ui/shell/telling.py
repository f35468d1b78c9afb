"""Telling: one word at a time in the told-line of every screen, in place of toasts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..text.render import Piece
from .ready_screen import ReadyScreen
from .stillness import Stillness
from .textual_private import Hearing
from .told import Word

if TYPE_CHECKING:
    from textual.timer import Timer


LONGER = 4
"""Seconds more for a word that ends in an offer: it is to be read, and weighed."""


class Telling(Hearing, Stillness):
    """An app that tells what was done, and why something can't be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word: Word | None = None
        """What is told now, also on a screen that comes meanwhile."""
        self._hush: Timer | None = None

    def say(
        self,
        message: str,
        *,
        severity: str = "information",
        timeout: float = 4,
        offer: Piece = ("", ""),
    ) -> None:
        """Tell something in the told-line; it goes away by itself after ``timeout`` seconds, later with an ``offer``."""
        self.tell(Word(message, severity, *offer))
        timeout += LONGER if offer[0] else 0
        if self._hush is not None:
            self._hush.stop()
        self._hush = self.set_timer(timeout, partial(self.tell, None))

    def tell(self, word: Word | None) -> None:
        """What the told-line says from now on, on whatever screen is seen."""
        self.word = word
        for screen in self.screen_stack:
            if isinstance(screen, ReadyScreen):
                screen.told.show(word)

    def notify(self, message: str, **options: Any) -> None:
        """Textual's own words go to the told-line as well."""
        self.say(message, severity=options.get("severity", "information"))

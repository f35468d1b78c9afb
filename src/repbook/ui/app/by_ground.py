"""Light on a light terminal, dark on a dark one: the theme ``auto``, and the terminal's colours as its ground asks.

The first frame goes by what the terminal hints, else by what it answered last time; the answer of this time comes
when it comes, and what the rep has chosen meanwhile stands.
"""

from __future__ import annotations

import asyncio
from functools import cached_property
from pathlib import Path

from textual import on

from ... import files, places
from ...files import own_folder
from ..terminal.ground import Ground
from ..text.themes import THEMES, hinted, theme
from .teaching import Teaching

WORDS = {"light": True, "dark": False}
"""What is kept of an answer."""
LONGEST = 16
"""Bytes of what is kept that are read at most."""


class ByGround(Teaching):
    """An app that follows the terminal's background where the settings leave it to it."""

    wants_ground = False
    """Whether the terminal is asked for its background."""
    _auto = ""
    """The theme that was chosen for the rep; "" where they have chosen one."""

    def begin_with(self, name: str) -> None:
        """The first theme, of the name in the settings."""
        self.wants_ground = name in ("auto", "terminal")
        if name == "auto":
            known = hinted()
            name = "light" if (self.answered.read() if known is None else known) else "dark"
            self._auto = THEMES[name]
        self.theme = THEMES[name]

    @cached_property
    def answered(self) -> Answered:
        """What the terminal answered last; of a full example nothing is kept."""
        return Answered(Path(places.ground()), keeps=not self.demo)

    @on(Ground)
    async def _ground(self, said: Ground) -> None:
        """The terminal has answered."""
        self.register_theme(theme("terminal", plain=self.no_color, paper=said.light))
        if self.theme == THEMES["terminal"]:
            self.refresh_css(animate=False)
        elif self._auto and self.theme == self._auto:
            self._auto = self.theme = THEMES["light" if said.light else "dark"]
        await asyncio.to_thread(self.answered.write, said.light)


class Answered:
    """What a terminal answered, in a file of its own, which may be lost."""

    def __init__(self, path: Path, *, keeps: bool) -> None:
        self.path = path
        self.keeps = keeps

    def read(self) -> bool | None:
        """Whether it was light; None where that is not known."""
        try:
            with self.path.open("rb") as file:
                return WORDS.get(file.read(LONGEST).decode("ascii", "replace").strip())
        except OSError:
            return None

    def write(self, light: bool) -> None:
        """Keep it for the next start; where nothing can be written, the next start asks again."""
        if not self.keeps or self.read() is light:
            return
        word = next(word for word, each in WORDS.items() if each is light)
        try:
            own_folder(self.path.parent)
            files.write(self.path, (f"{word}\n",))
        except OSError:
            self.keeps = False

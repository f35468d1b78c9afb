"""Teaching in passing: the key of what the palette was taken for, and what to try in a full example."""

from __future__ import annotations

import asyncio
from functools import cached_property

from ...paths import state_folder
from ..keys.coach import Coach
from ..keys.commands import Command
from ..shell.told import Word
from .offering import Offering
from .try_this import TryThis

AFTER = 3
"""How many keys what to try outlives."""


class Teaching(Offering):
    """An app that says a key when it is of use, and is quiet else."""

    table: tuple[Command, ...]
    advice = ""
    """The key that is told when what was chosen in the palette is done."""
    _try: TryThis | None = None
    _typed = 0

    # -- the key coach ---------------------------------------------------------------------------

    @cached_property
    def coach(self) -> Coach:
        """Counts what the palette is taken for; of a full example nothing is kept."""
        return Coach(None if self.demo else state_folder() / "coach.json")

    async def coached(self, command_id: str) -> None:
        """Count what the palette was taken for; its key is told when it is done, never within a form."""
        has_key = any(each.id == command_id and (each.keys or each.new) for each in self.table)
        if has_key and self.settings.coach:
            today = self.clock.today()
            if await asyncio.to_thread(self.coach.chosen, command_id, today):
                self.advice = f"next time: {self.key(command_id)}"

    def coach_now(self) -> None:
        """Tell the key behind what was told, if anything was."""
        if not self.advice or self.book_screen is None:
            return
        word = self.word or Word("")
        said = "\n".join(filter(None, (word.message, self.advice)))
        self.advice = ""
        self.say(said, severity=word.severity, timeout=6, offer=(word.offer, word.key))

    # -- the full example ------------------------------------------------------------------------

    def say_what_to_try(self) -> None:
        """Three lines on Today of a full example, gone after the third key."""
        if self.demo and (screens := self.book_screens()) and self._typed < AFTER:
            self._try = TryThis(self.key)
            screens[-1].mount(self._try)

    def was_typed(self) -> None:
        self._typed += 1
        if self._try is not None and self._typed >= AFTER:
            self._try.display = False
            self._try = None

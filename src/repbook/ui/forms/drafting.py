"""Drafts: what is typed into a form survives Esc, a closed terminal, and a crash (F32-F36).

A draft is written while typing goes on, and goes only in the transaction that saves its form.
"""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from ...actions.touches import drafts
from ...actions.touches.drafts import TYPED_ON
from ...domain.spine.calendar import stored_day
from ...domain.spine.model import Change
from ...errors import BookUnusable, RepbookError
from ...paths import shown
from ...wording import WAITING, day_text
from ..text.render import Piece, pieces, text
from .field import TYPED, Field, Values
from .sheet import Sheet

DRAFT_SECONDS = 0.3
AGAIN_SECONDS = 1.0
"""Until a draft that could not be kept is kept all the same."""
DISCARDS: tuple[Piece, ...] = (("Ctrl+D", "bold $key"), (" throws it away.", "$quiet"))
DRAFT_IS_BACK = pieces([("Your draft is back. ", "$focus"), *DISCARDS])


class Drafting(Sheet[Change | None]):
    """A dialog whose values are kept. ``key`` names its draft: the form, the customer, the row."""

    key: tuple[str, int, int]
    op_id = ""
    """Names the write that the form ends with."""
    spec: tuple[Field, ...] = ()
    kept: Values | None = None
    """The values that are in the book as a draft, if any."""
    stands_at_once = False
    """It stands when a draft from before was looked for."""
    _timer: Timer | None = None
    _says_held = False
    _unkept = False
    """Whether the foot says that the draft is not kept."""

    def values(self) -> Values:
        """What is in the fields now, as text."""
        raise NotImplementedError

    def put(self, values: Values) -> None:
        """Fill fields; names that the form does not have are left alone."""
        raise NotImplementedError

    def read_day(self, field: Field, value: str, today: date | None = None) -> tuple[date, str]:
        """The day and the hour that a field's text means; raises ``InvalidInput``."""
        raise NotImplementedError

    def take_in(self, values: Values) -> None:
        """Show what the values mean."""
        raise NotImplementedError

    def tell(self, words: Content | str) -> None:
        """Say something at the foot of the form."""
        raise NotImplementedError

    def settle_again(self) -> None:
        """Take the room that the form needs now."""
        raise NotImplementedError

    def show_held(self, held: bool) -> None:
        """Say, or no longer say, that what is kept or saved waits for another program."""
        if held != self._says_held:
            self._says_held = held
            self.tell(WAITING if held else "")

    def keep_soon(self, seconds: float = DRAFT_SECONDS) -> None:
        """Keep a draft in a moment; the next key does not put it off, so typing without a pause is kept too."""
        if self._timer is None and not self.gone:
            self._timer = self.set_timer(seconds, self._keep)

    def keep_no_more(self) -> None:
        """What stands in the form is being saved: no draft is due."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def worth_keeping(self, values: Values) -> bool:
        """Whether anything was typed that is not what the form began with."""
        return any(
            values[field.name].strip() and values[field.name] != field.start
            for field in self.spec
            if field.kind in TYPED
        )

    async def keep_draft(self) -> bool:
        """Write what was typed into the book, if it differs from what is there. True if nothing is at risk."""
        if self.gone or not self.spec or not self.is_attached:
            return True
        values = self.values()
        if values == self.kept or not self.worth_keeping(values):
            return True
        try:
            await self.app.keeper.ask(drafts.save, *self.key, self._dated(values), op_id=self.op_id)
        except RepbookError as error:
            kept = await asyncio.to_thread(self._beside, values) if self._lost(error) else None
            self._unkept, self._says_held = True, False
            self.tell(
                text(f"the draft is not kept: {error}" if kept is None else f"{error}\n{kept}")
            )
            return kept is not None
        self.kept = values
        if self._unkept:
            self._unkept = False
            self.tell("")
        await self.app.own_write()
        return True

    async def _keep(self) -> None:
        self._timer = None
        if not await self.keep_draft():
            self.keep_soon(AGAIN_SECONDS)

    def keep_draft_now(self, seconds: float) -> None:
        """As ``keep_draft``, for a signal handler: waits ``seconds`` at most."""
        values = self.values() if self.spec and self.ready else {}
        if values and values != self.kept and self.worth_keeping(values):
            save = partial(drafts.save, op_id=self.op_id)
            try:
                self.app.keeper.submit(save, *self.key, self._dated(values)).result(seconds)
            except (RepbookError, TimeoutError):
                # It takes nothing any more, or another program has it.
                if self._beside(values) is None:
                    raise

    @staticmethod
    def _lost(error: RepbookError) -> bool:
        """Whether the book itself takes nothing any more."""
        return isinstance(error, BookUnusable)

    def _beside(self, values: Values) -> str | None:
        """Keep the words as a text beside a book that takes nothing any more; where they are (F61)."""
        from ...storage.safety.rescue import keep_words

        kept = keep_words(self.app.keeper.path, values)
        return None if kept is None else f"your words are in {shown(kept)}"

    async def offer_draft(self) -> None:
        """Bring back what was left unfinished, before any key that waits is let in."""
        try:
            found = await self.app.keeper.ask(drafts.load, *self.key)
            if found:
                typed_on = stored_day(found.get(TYPED_ON, ""))
                earlier = typed_on is not None and typed_on != self.app.clock.today()
                if typed_on is not None and earlier:
                    found = await self.line_as_meant(self._as_meant(found, typed_on), typed_on)
                with self.prevent(Input.Changed):
                    self.put(found)
                self.kept = self.values()
                self.take_in(self.kept)
                self.tell(self._is_back_from(typed_on) if typed_on and earlier else DRAFT_IS_BACK)
                self.settle_again()
        except RepbookError as error:
            self.tell(text(f"the draft could not be read: {error}"))
        finally:
            self.stand()

    def _dated(self, values: Values) -> Values:
        """The values with the day on which they were typed: "fri" means another day a week later."""
        return {**values, TYPED_ON: self.app.clock.today().isoformat()}

    async def line_as_meant(self, values: Values, typed_on: date) -> Values:
        """A draft of an earlier day with the days in its capture line as dates, where the form has one."""
        return values

    def _is_back_from(self, typed_on: date) -> Content:
        day = day_text(typed_on, self.app.clock.today())
        return pieces([(f"Typed on {day}: its days are dates now. ", "$focus"), *DISCARDS])

    def _as_meant(self, found: Values, typed_on: date) -> Values:
        """A draft with the relative day of every field as it was meant when it was typed."""
        meant = dict(found)
        for field in self.spec:
            if field.kind in ("day", "when") and meant.get(field.name, "").strip():
                try:
                    day, at = self.read_day(field, meant[field.name], typed_on)
                except RepbookError:
                    continue
                meant[field.name] = f"{day.isoformat()} {at}".rstrip()
        return meant

    def action_discard(self) -> None:
        """Throw the draft away and start afresh."""
        self.app.start(self._discard, group="draft", node=self)

    async def _discard(self) -> None:
        await self.app.keeper.ask(drafts.drop, *self.key)
        self.kept = None
        self.put({field.name: field.start for field in self.spec})
        self.tell("")

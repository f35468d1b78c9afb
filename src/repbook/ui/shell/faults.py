"""A fault costs the rep one dialog, not the app: the draft is kept, the screen closed or rebuilt, a line says so.

Only a second one in a row ends the app. And nothing but the one door ends its message loop: what was
awaited there and cancelled by somebody else is no reason to leave.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeGuard

from textual._callback import invoke
from textual._context import active_message_pump
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

from ...crash import write_note
from .keyboard import Keyboard
from .ready_screen import ReadyScreen, screen_of
from .textual_private import runs, stack_of

if TYPE_CHECKING:
    from ...errors import RepbookError
    from ...storage.keeper import Keeper
    from .protocol import KeepsDraft

STEADY_KEYS = 10
"""Keys dealt with since the last fault; before so many, a further one comes in a row."""
DRAFT_SECONDS = 1.1
"""How long the draft of a form is waited for while something is wrong."""
LEFT_FOR_GOOD = 76
"""The exit status of a full example that was left with Ctrl+Q: the book that it was opened from stays closed."""
FROM_A_BOOK = "REPBOOK_FROM_A_BOOK"
"""Set in the environment of a full example that was opened from a book."""
SEE_DEMO = 75
"""The exit status of an app that was left for a look at the full example."""
LOOKING_SECONDS = 5.0
"""How long a fault may be looked for in the book."""
CLOSING_SECONDS = 2.0
"""How long a broken screen may take to go."""


class Sturdy(Keyboard):
    """An app that outlives a fault, and leaves by one door."""

    keeper: Keeper
    crash: Exception | None = None
    """The fault that ended the app, if one did."""
    left_by = ""
    """Who asked the app to end: "" while nobody did."""
    kept = True
    """Whether all that was typed is in the book after a fault."""
    mending = False
    _since = STEADY_KEYS

    # -- the door --------------------------------------------------------------------------------

    def leave_by(self, door: str, *, code: int = 0) -> None:
        """End the app; ``door`` says who asked."""
        self.left_by = self.left_by or door
        self.leaving = True
        self.exit(return_code=code)

    # -- nothing cancelled ends the loop ---------------------------------------------------------

    async def hear(self, message: Message) -> None:
        """As Textual does, but what goes wrong ends nothing."""
        if not runs(self) or not self._is_mounted:
            await super().hear(message)
            return
        try:
            await super().hear(message)
        except asyncio.CancelledError:
            if _is_ours():
                raise
        except Exception as error:
            self._handle_exception(error)

    async def _flush_next_callbacks(self) -> None:
        callbacks = self._next_callbacks.copy()
        self._next_callbacks.clear()
        for callback in callbacks:
            try:
                with self.prevent(*callback._prevent):
                    await invoke(callback.callback)
            except asyncio.CancelledError:
                if _is_ours():
                    raise
            except Exception as error:
                self._handle_exception(error)

    # -- faults ----------------------------------------------------------------------------------

    async def _hand_on(self) -> None:
        if self._waiting and not self._under_way:
            self._since += 1
        await super()._hand_on()

    def forms(self) -> list[KeepsDraft]:
        """The forms that are open, the uppermost first."""
        return [screen for screen in reversed(self.screen_stack) if _is_form(screen)]

    @property
    def form(self) -> KeepsDraft | None:
        """The uppermost form that is open, if one is."""
        return next(iter(self.forms()), None)

    def keep_forms(self, seconds: float) -> bool:
        """Keep what is in the open forms, whatever else is wrong; whether nothing is lost."""
        kept = True
        for form in self.forms():
            if form.busy:
                continue  # what is being saved must not come back as a draft
            try:
                form.keep_draft_now(seconds)
            except Exception:
                kept = False
        return kept

    def _handle_exception(self, error: Exception) -> None:
        """Mend what is broken, or end without a traceback where it breaks again."""
        error = cause_of(error)
        place = _place()
        if self.ending or self._exit or not runs(self) or (place is not None and place.gone):
            return  # it stumbled while it, or the whole app, went
        if self._only_said(error, place):
            return
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        if self.crash is not None:
            return
        self.kept = self.keep_forms(DRAFT_SECONDS)
        if self.mending or self._since < STEADY_KEYS or not stack_of(self):
            self.crash = error
            self.leave_by("a fault", code=1)
            return
        self.mending, self._since = True, 0
        self.drop_keys()
        if place is None and isinstance(self.screen, ReadyScreen) and self.screen.is_modal:
            place = self.screen
        if place is not None:
            place.gone = True  # whatever else breaks there is of this fault
        self.aside(partial(self._mend, error, place), group="mend")

    def _only_said(self, error: Exception, place: ReadyScreen[Any] | None) -> bool:
        """Say what the book answered to somebody who looked at it beside a screen that stands: that is no fault of ours."""
        from ...errors import BookBusy, BookUnusable

        if not isinstance(error, BookUnusable | BookBusy) or (
            place is not None and not place.ready
        ):
            return False
        self.say(str(error), severity="error", timeout=15)
        self.keys_may_come()
        return True

    async def _mend(self, cause: Exception, place: ReadyScreen[Any] | None) -> None:
        note = await asyncio.to_thread(write_note, cause)
        for group in ("verb", "go", "verdict"):
            self.workers.cancel_group(self, group)
        while place is not None and place in self.screen_stack and len(self.screen_stack) > 1:
            await self._close_top()
        if place is not None and place in self.screen_stack:
            await self.rebuild_home()
            stack_of(self).remove(place)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.shield(place.remove()), CLOSING_SECONDS)
        damage = await self._behind_it(cause)
        self.mending = False
        if damage:
            # It is met again wherever it is read, which is no reason to leave.
            self._since = STEADY_KEYS
        typed = "what was typed is kept" if self.kept else "what was just typed could not be kept"
        what = damage.message if damage else f"something went wrong here ({type(cause).__name__})"
        told = damage.hint if damage else f"what happened is in {note}" if note else ""
        said = f"{what[0].upper()}{what[1:]}; {typed}\n{told}".rstrip()
        self.say(said, severity="error", timeout=15)
        self.keys_may_come()

    async def _behind_it(self, cause: BaseException) -> RepbookError | None:
        """A damaged value of the book, where that is what it stumbled over."""
        from ...storage.safety.damaged_values import stumbled_over

        with suppress(Exception):
            return await asyncio.wait_for(self.keeper.ask(stumbled_over, cause), LOOKING_SECONDS)
        return None

    async def _close_top(self) -> None:
        """Take the uppermost screen away, even one that is broken."""
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._pop()), CLOSING_SECONDS)

    def pop_screen(self) -> AwaitComplete:
        """Take the uppermost screen away; nothing reaches it any more."""
        if isinstance(self.screen, ReadyScreen) and len(self.screen_stack) > 1:
            self.screen.gone = True
        return super().pop_screen()

    async def _pop(self) -> None:
        await self.pop_screen()

    async def rebuild_home(self) -> None:
        """Put the first screen, made anew, on top of the one that is broken."""
        raise NotImplementedError


def cause_of(error: Exception) -> Exception:
    """What broke, where only that a worker did is said."""
    cause = error.error if isinstance(error, WorkerFailed) else error
    return cause if isinstance(cause, Exception) else error


def _place() -> ReadyScreen[Any] | None:
    """The screen where it happened; None where it was the app's own work."""
    try:
        worker = get_current_worker()
    except NoActiveWorker:
        worker = None
    # A screen that a worker has opened carries that worker in its context all its life.
    if worker is not None and worker._task is asyncio.current_task():
        return screen_of(worker.node)
    return screen_of(active_message_pump.get(None))


def _is_ours() -> bool:
    """Whether it is the running task itself that was asked to stop, not something that it awaited."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _is_form(screen: Screen[Any]) -> TypeGuard[KeepsDraft]:
    return isinstance(screen, ReadyScreen) and not screen.gone and hasattr(screen, "keep_draft_now")

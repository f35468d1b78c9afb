"""Typing ahead: one key at a time, each to the screen it was meant for.

A key is handed on when the one before it has done all it does: the field has taken the letter, the form has
heard of it, the dialog it opens stands. So a burst, a text expander, or a hiccup of the line is the same as
slow typing, and no key reaches a screen that is being made, is saving, or is going.
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from time import monotonic
from typing import Any

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import Input

from .motion import Motion
from .ready_screen import screen_of
from .textual_private import has_waiting, is_going, parent_of, runs, stack_of

PATIENCE_SECONDS = 10.0
"""How long keys wait for a screen that does not come; then they are thrown away with a word."""
LONGER_SECONDS = 120.0
"""How long they wait while it is said on the screen why it does not come: nothing that was typed is lost then."""
LOST_SECONDS = 0.03
"""How soon it is looked after a key whose screen went with it."""
MOST_ROUNDS = 8
"""How often it is asked whether what a key set off has come to rest."""
QUIET_SECONDS = 1.0
"""How long the keyboard must rest before work that can wait begins."""
LEAVE = "ctrl+q"
LEAVE_SECONDS = 2.0
"""How long leaving waits for a key typed before it that does not come to its end."""

THROWN_AWAY = "What was typed meanwhile was not taken."

TYPED = (
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseUp,
    events.MouseScrollUp,
    events.MouseScrollDown,
)
"""What a hand does; a mere move of the mouse waits for nothing."""


class Fence(Message):
    """Follows a key through every queue that the key goes through: where it arrives, the key was dealt with."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.prevent_default()  # nobody on its way has anything to do with it: nobody's handlers are looked for


class KeysMayCome(Message, bubble=False):
    """Something that keys waited for is over."""


class Keyboard(Motion):
    """An app that deals with one key after another."""

    ending = False
    """Whether a signal ends the program: what was typed before it has a second to come into its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaving = False
        """Whether the rep has asked to leave: what is typed from then on is for the shell."""
        self._waiting: deque[events.Event] = deque()
        self._fence = 0
        self._under_way = False
        self._rounds = 0
        self._target: MessagePump | None = None
        self._typed_at = 0.0
        self._patience: asyncio.TimerHandle | None = None
        self._search: asyncio.TimerHandle | None = None

    # -- whether a key may come ------------------------------------------------------------------

    @property
    def answers(self) -> bool:
        """Whether the next key has a screen to go to."""
        if not stack_of(self) or self.in_motion:
            return False
        return bool(getattr(self.screen, "standing", True))

    @property
    def at_rest(self) -> bool:
        """Whether all that was typed has been dealt with."""
        return not self._waiting and not self._under_way and self.answers

    @property
    def still_for(self) -> float:
        """Seconds since the last key or click."""
        return monotonic() - self._typed_at

    @property
    def typing_on(self) -> bool:
        """Whether the next letter of a burst waits for the field that has the cursor."""
        letter = _letter(self._waiting[0]) if self._waiting else ""
        return bool(letter) and _takes_letters(self.focused)

    def waits(self, key: events.Key) -> None:
        """Called for a key that is the first to wait for a screen that does not stand yet."""

    def was_typed(self) -> None:
        """Called for each key and click, before anything is done with it."""

    # -- keys ------------------------------------------------------------------------------------

    @property
    def says_why(self) -> bool:
        """Whether the screen says what it waits for, which is not the program's own doing."""
        return False

    async def on_event(self, event: events.Event) -> None:
        """Let a key in when its turn has come."""
        if not isinstance(event, TYPED) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed_at = monotonic()
        if isinstance(event, events.Key | events.MouseDown):
            self.was_typed()
        if self.leaving:
            return
        if isinstance(event, events.MouseEvent) and not self.answers:
            # It was aimed at what is about to change.
            self._mouse_down_widget = None
            return
        self._waiting.append(event)
        if len(self._waiting) == 1 and isinstance(event, events.Key) and not self.answers:
            self.waits(event)
        if _is_leave(event):
            ahead = len(self._waiting)
            self.set_timer(LEAVE_SECONDS, partial(self._leave_at_last, event, ahead))
        await self._hand_on()

    async def _hand_on(self) -> None:
        """Give the next key to the screen that stands."""
        if self._under_way or not self._waiting or not self.answers:
            self._guard()
            return
        event = self._waiting.popleft()
        if self.ending:
            event = self._with_all_letters(event)
        self._under_way, self._rounds = True, 0
        self._target = self.focused or self.screen
        try:
            await super().on_event(event)
        finally:
            self._put_fence()

    def _with_all_letters(self, event: events.Event) -> events.Event:
        """A letter and those that wait behind it for the same field, as one: letter by letter may take too long."""
        letters = _letter(event)
        if not letters or not _takes_letters(self.focused):
            return event
        while self._waiting and (letter := _letter(self._waiting[0])):
            letters += letter
            self._waiting.popleft()
        return events.Paste(letters)

    def _put_fence(self) -> None:
        self._fence += 1
        target = self._target
        if target is None or _is_lost(target) or not target.post_message(Fence(self._fence)):
            self._under_way = False
            self.keys_may_come()
            return
        if self._search is not None:
            self._search.cancel()
        self._search = asyncio.get_running_loop().call_later(LOST_SECONDS, self._look_after)
        self._guard()

    async def hear(self, message: Message) -> None:
        """A fence has come through; whatever else is for Textual."""
        if isinstance(message, Fence):
            await self._came_through(message)
        else:
            await super().hear(message)

    async def _came_through(self, event: Fence) -> None:
        """All that stood before the fence is done; when nothing came behind it either, the next key may come."""
        if event.number != self._fence or not self._under_way:
            return
        if self._search is not None:
            self._search.cancel()
        self._rounds += 1
        if self._rounds < MOST_ROUNDS and not (self._rounds > 1 and self._is_still()):
            self._target = (self.focused or self.screen) if stack_of(self) else None
            self._put_fence()
            return
        self._under_way = False
        await self._hand_on()

    def _is_still(self) -> bool:
        """Whether nothing waits in any queue from the field up to the screen."""
        if not stack_of(self):
            return True
        node: MessagePump | None = self.focused or self.screen
        while node is not None and node is not self:
            if has_waiting(node):
                return False
            node = parent_of(node)
        return True

    def _look_after(self) -> None:
        """A key whose screen is gone took its fence along."""
        target = self._target
        if not self._under_way:
            return
        if target is None or _is_lost(target):
            self._under_way = False
            self.keys_may_come()
        else:
            loop = asyncio.get_running_loop()
            self._search = loop.call_later(LOST_SECONDS, self._look_after)

    def keys_may_come(self) -> None:
        """Say that a screen stands, or that work is over."""
        if self._waiting:
            self.post_message(KeysMayCome())

    async def on_keys_may_come(self) -> None:
        await self._hand_on()

    # -- patience --------------------------------------------------------------------------------

    def throw_away(self) -> None:
        """What was typed ahead was meant for a screen that does not come: it goes nowhere, and that is said."""
        typed = [each for each in self._waiting if isinstance(each, events.Key | events.Paste)]
        if any(not _is_leave(each) for each in typed):
            self.say(THROWN_AWAY, severity="warning")
        self.drop_keys()

    def drop_keys(self) -> None:
        """Forget what was typed ahead; that the rep wants to leave is heard all the same."""
        leave = [each for each in self._waiting if _is_leave(each)]
        self._waiting.clear()
        self._waiting.extend(leave[-1:])

    def _guard(self) -> None:
        """While keys wait, look at the clock; any progress begins the time anew."""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        if self._waiting or self._under_way:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(PATIENCE_SECONDS, self._lose_patience)

    def _lose_patience(self) -> None:
        self._patience = None
        if not runs(self):
            return
        if self.says_why and self.still_for < LONGER_SECONDS:
            self._guard()
            return
        with self._context():
            self.throw_away()
            self.wait_no_more()
            self._under_way = False

    def _leave_at_last(self, event: events.Event, before: int) -> None:
        """Leaving waits for what was typed before it while that goes on, but not for what never ends."""
        if event not in self._waiting:
            return
        ahead = self._waiting.index(event)
        if ahead < before:
            self.set_timer(LEAVE_SECONDS, partial(self._leave_at_last, event, ahead))
        else:
            self._waiting.clear()
            self.action_leave()

    def action_leave(self) -> None:
        """Leave the app."""
        raise NotImplementedError

    async def quiet(self, at_least: float = 0.0) -> None:
        """Wait until nobody has typed for a moment."""
        await asyncio.sleep(at_least)
        while monotonic() - self._typed_at < QUIET_SECONDS:
            await asyncio.sleep(QUIET_SECONDS / 4)


def _letter(event: events.Event) -> str:
    """What a key types; "" for any other event."""
    typed = event.character if isinstance(event, events.Key) and event.is_printable else ""
    return typed or ""


def _takes_letters(widget: Widget | None) -> bool:
    """Whether a letter goes into it as text. A text area says so itself: its module is too dear for the start."""
    return isinstance(widget, Input) or getattr(widget, "takes_letters", False)


def _is_lost(target: MessagePump) -> bool:
    """Whether nothing put into its queue will come out again."""
    screen = screen_of(target)
    gone = screen is not None and screen.gone
    return gone or is_going(target) or not target.is_attached


def _is_leave(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key == LEAVE

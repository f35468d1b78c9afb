"""What a terminal's bytes mean as keys: Esc is a key of its own, and what nobody typed is no key.

Textual's parser reads Esc with a letter behind it as Alt and the letter, and loses the Esc in front of a
sign, a figure, Enter, and Tab. Nothing in repbook is on Alt, and a quick hand types Esc and the next key in one
go: so they are two keys. A report that the parser does not know would come out letter by letter as commands: it
is dropped.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import _character_to_key
from textual.message import Message

from .ground import ANSWER, LATE, LATE_SECONDS, PART, PATIENCE_SECONDS, TURNED, Ground, is_light
from .pastes import END, START

ESC = "\x1b"
INTRODUCERS = "[O]P"
"""What begins a sequence of the terminal behind Esc; anything else is a key of its own."""
STRING = re.compile(r"\x1b(?:\]\d{1,4};|P>\||P[01][$+]r)")
"""How an answer begins that is as long as it likes, up to BEL or Esc and a backslash; no hand types that."""
SILENCE_SECONDS = 0.3
"""How long it must be silent for a report that does not end to be over."""

LARGEST_SIDE = 10_000
"""Columns or lines of a terminal; what reports more, or none, is mistaken (F26)."""

REPORT = re.compile(r"\x1b\[[0-9;:<=>?]+[ -/]*")
"""A sequence with numbers: no hand types that in one go."""
WHOLE_REPORT = re.compile(REPORT.pattern + "[@-~]")
END_OF_REPORT = re.compile("[@-~]")
END_OF_STRING = re.compile(r"[\x07\\\\]")


class Sequences:
    """Turns decoded input into messages, key by key."""

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._begun = ""
        self._dropping: re.Pattern[str] | None = None
        """What ends the report that is being dropped."""
        self._dropped_at = 0.0
        self._answer: str | None = None
        """What has come of the answer about the background; None while none is under way."""
        self.asked = False
        """Whether the terminal was asked for its background, and has not answered yet."""
        self._late: str | None = None
        """What may be the rest of that answer, after an Esc that was taken for the key."""

    @property
    def due(self) -> float | None:
        """When ``tick`` should be called if nothing more arrives: a lone Esc is a key then."""
        if self._answer is not None:
            return self._dropped_at + PATIENCE_SECONDS
        if self._late is not None:
            return self._dropped_at + LATE_SECONDS
        if self._dropping is not None:
            return self._dropped_at + SILENCE_SECONDS
        return self._parser._timeout_time

    def feed(self, char: str) -> Iterable[Message]:
        """What one more character makes complete."""
        if self._late is not None:
            yield from self._perhaps_late(char)
            return
        if self._answer is not None:
            yield from self._answered(char)
            return
        if self._dropping is not None:
            self._dropped_at = time.monotonic()
            if self._dropping.fullmatch(char):
                self._dropping = None
            return
        if self._begun + char == ANSWER:
            self._anew()
            self._answer, self._dropped_at = "", time.monotonic()
            return
        if STRING.fullmatch(self._begun + char):
            self._anew()
            self._drop(END_OF_STRING)
            return
        if self._begun == ESC and char not in INTRODUCERS and char != ESC:
            self._parser._timeout_time = 0.0  # it was the key, and no sequence begins with it
            yield from self.tick()
        if char == ESC and self._begun:
            yield from self._taken(self._run(lambda: self._parser.feed(char)), char)
            return
        if char == ESC or self._begun:
            self._begun += char
        messages = self._run(lambda: self._parser.feed(char))
        if not messages and WHOLE_REPORT.fullmatch(self._begun):
            if turned := TURNED.fullmatch(self._begun):
                yield Ground(turned[1] == "2")
            if self._begun not in (START, END):
                self._anew()
            self._begun = ""
        yield from self._taken(messages, "")

    def tick(self) -> Iterable[Message]:
        """What silence makes complete."""
        if self._dropping is not None and time.monotonic() >= self._dropped_at + SILENCE_SECONDS:
            self._dropping = None
        if self._answer is not None and time.monotonic() >= self._dropped_at + PATIENCE_SECONDS:
            self._answer = None
        if self._late is not None and time.monotonic() >= self._dropped_at + LATE_SECONDS:
            yield from self._not_late()
        begun = self._begun
        given = list(self._taken(self._run(self._parser.tick), ""))
        if given and self.asked and begun and ANSWER.startswith(begun):
            self._late, self._dropped_at = begun.removeprefix(ESC), time.monotonic()
            given = given[:1]  # Esc; the rest of the answer may be on its way
        yield from given

    # -- the answer about the background ---------------------------------------------------------

    def _answered(self, char: str) -> Iterable[Message]:
        """One more of the answer; what it is not made of belongs to what comes behind it."""
        said, self._dropped_at = self._answer or "", time.monotonic()
        if END_OF_STRING.fullmatch(char):
            self._answer = None
            light = is_light(said.removesuffix(ESC))
            if light is not None:
                self.asked = False
                yield Ground(light)
        elif PART.fullmatch(char) or (char == ESC and not said.endswith(ESC)):
            self._answer = said + char
        else:
            self._answer = None
            for each in ESC * said.endswith(ESC) + char:
                yield from self.feed(each)

    def _perhaps_late(self, char: str) -> Iterable[Message]:
        """What comes behind an Esc that nobody may have typed: the rest of the answer, or keys after all."""
        late, self._dropped_at = (self._late or "") + char, time.monotonic()
        if late == LATE:
            self._late, self._answer = None, ""
        elif LATE.startswith(late):
            self._late = late
        else:
            yield from self._not_late()
            yield from self.feed(char)

    def _not_late(self) -> Iterable[Message]:
        """It was typed."""
        late, self._late = self._late or "", None
        for each in late:
            yield from self.feed(each)

    def _taken(self, messages: list[Message], begins: str) -> Iterable[Message]:
        """What the parser made of what had begun; ``begins`` is what begins anew behind it."""
        if not messages and not begins:
            return
        begun, self._begun = self._begun, begins
        if len(begun) > 1 and all(isinstance(message, events.Key) for message in messages):
            typed = _typed(begun, messages)
            if typed is None:
                if REPORT.fullmatch(begun):
                    self._drop(END_OF_REPORT)
                return
            yield from typed
            return
        for message in messages:
            if isinstance(message, events.Key) and message.key == "ctrl+j":
                yield events.Key(
                    "enter", "\r"
                )  # typed before the terminal was ours, Enter came as a line feed
            elif not isinstance(message, events.Resize) or _sensible(message):
                yield message

    def _drop(self, up_to: re.Pattern[str]) -> None:
        self._dropping, self._dropped_at = up_to, time.monotonic()

    def _run(self, step: Callable[[], Iterable[Message]]) -> list[Message]:
        """What the parser says; what it stumbles over is dropped (F25)."""
        try:
            return list(step())
        except Exception:
            self._anew()
            return []

    def _anew(self) -> None:
        """A parser that knows what the old one knew of the terminal, and nothing of what had begun."""
        before = self._parser
        self._parser = XTermParser(self._debug)
        self._parser.mouse_pixels = before.mouse_pixels
        self._parser.terminal_size = before.terminal_size
        self._parser.terminal_pixel_size = before.terminal_pixel_size
        self._begun = ""


def _typed(begun: str, messages: list[Message]) -> list[Message] | None:
    """The keys of a sequence: as the parser has them where it knew it, else Esc and each key; None for a report."""
    letters = [message.character or "" for message in messages if isinstance(message, events.Key)]
    rest = begun[1:]
    given_up = letters == ["^", *rest]  # it grew too long
    if not given_up and not (len(letters) == len(rest) and (letters == [*rest] or len(rest) == 1)):
        return messages  # an arrow, a function key
    if REPORT.match(begun):
        return None
    return [events.Key("escape", ESC), *(_key(char) for char in rest)]


def _key(char: str) -> events.Key:
    return events.Key(_character_to_key(char), char)


def _sensible(report: events.Resize) -> bool:
    return all(0 < side <= LARGEST_SIDE for side in report.size)

"""The terminal, met with care: any bytes may come in, and it may be gone at any moment.

Textual's own driver ends the program on a byte that is no UTF-8 and on a malformed sequence, runs keys that
stand inside a paste, spins once its input is at its end, and wakes ten times a second to look for nothing.
"""

from __future__ import annotations

import codecs
import os
import select
import selectors
import signal
import sys
import termios
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TextIO, cast

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from ... import early
from .giving_back import Gone, Returned, say_last
from .ground import QUESTION, UNWATCH, WATCH, can_be_asked
from .pastes import Paste, Pastes
from .sequences import Sequences

CHUNK = 65_536
OTHER_SCREEN = "\x1b[?1049h"


class Outlet:
    """Standard output as the driver's writer thread uses it; once the terminal is gone, nothing is written."""

    def __init__(self, file: TextIO) -> None:
        self._handle = file.fileno()
        self._encoding = file.encoding or "utf-8"
        self._waiting: list[str] = []
        self.shut = False

    def fileno(self) -> int:
        return self._handle

    def write(self, text: str) -> None:
        self._waiting.append(text)

    def flush(self) -> None:
        data = "".join(self._waiting).encode(self._encoding, "replace")
        self._waiting.clear()
        while data and not self.shut:
            try:
                data = data[os.write(self._handle, data) :]
            except BlockingIOError:  # another program left the terminal so
                select.select([], [self._handle], [], 1.0)
            except OSError:
                self.shut = True


class SafeDriver(LinuxDriver, Returned):
    """Textual's Linux driver with a reader and a writer of its own."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self.outlet = Outlet(cast("TextIO", sys.__stdout__))
        self._file = cast("Any", self.outlet)
        self.active = False
        """Whether the terminal is ours now: not before the start, while suspended, or after the end."""
        self._asks = getattr(app, "wants_ground", False) and can_be_asked()
        self._stopping = False
        self._early = early.Taken()
        self._wake_read, self._wake_write = os.pipe()

    # -- life ------------------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        self._stopping = False
        self._early = early.handed_over()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._early.attributes is not None:
            self.attrs_before = self._early.attributes
        self.active = self._key_thread is not None and self._key_thread.is_alive()
        if self.active and self._asks:
            self.write(QUESTION + WATCH)
            self.flush()

    def write(self, data: str) -> None:
        """As Textual's; the other screen is not asked for where it is shown: some terminals would clear it."""
        if data != OTHER_SCREEN or not self._early.painted:
            super().write(data)

    def disable_input(self) -> None:
        """Stop reading at once, instead of at the reader's next look."""
        self._stopping = True
        os.write(self._wake_write, b"\0")
        super().disable_input()

    def stop_application_mode(self) -> None:
        if self.active and self._asks:
            self.write(UNWATCH)
        super().stop_application_mode()
        self.active = False

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal back after a Ctrl-Z, and only then: a second start would never end."""
        if self._must_signal_resume and not self.ending:
            super()._sigcont_application()

    def end(self) -> None:
        self.ending = True
        # In the background, giving the terminal back would otherwise stop us for good.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)

    def give_back(self) -> None:
        if not self.active:
            return
        self.outlet.shut = True
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        say_last(self.outlet.fileno())
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    # -- reading ---------------------------------------------------------------------------------

    def run_input_thread(self) -> None:
        """Read and send on what arrives; sleep while nothing does."""
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        pastes = Pastes()
        self._sequences = Sequences(self._debug)
        self._sequences.asked = self._asks
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            while not self._stopping:
                ready = {key.fd for key, _ in selector.select(self._patience(pastes))}
                if self._wake_read in ready:
                    os.read(self._wake_read, CHUNK)
                    continue
                now = time.monotonic()
                if self.fileno in ready:
                    data = self._read()
                    if data is None:
                        self.send_message(Gone())
                        return
                    self._send(pastes.feed(decode(data), now))
                self._send(pastes.tick(now))
                if self._sequences.due is not None and now >= self._sequences.due:
                    self._post(self._sequences.tick())

    def _patience(self, pastes: Pastes) -> float | None:
        """Seconds until a lone ESC is a key or a paste is over; None where only input can wake us."""
        times = [at for at in (self._sequences.due, pastes.due) if at is not None]
        return max(0.0, min(times) - time.monotonic()) if times else None

    def _read(self) -> bytes | None:
        """What was typed; None if the terminal is gone."""
        try:
            return os.read(self.fileno, CHUNK) or None
        except BlockingIOError:
            return b""
        except OSError:
            return None

    def _send(self, parts: list[str | Paste]) -> None:
        for part in parts:
            if isinstance(part, Paste):
                self.process_message(events.Paste(part.text))
            else:
                for char in part:
                    self._post(self._sequences.feed(char))

    def _post(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if not isinstance(message, events.Paste) or message.text:
                self.process_message(message)

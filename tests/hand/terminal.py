"""A terminal that a hand hammers on: it never blocks, draws nothing, and keeps only what came of late.

The terminal of the polite tests draws every byte with pyte, which costs more than the program itself.
"""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from ui.terminal import ANSWERS, Terminal

KEPT = 200_000
"""Bytes of output that are kept to be told."""
SEQUENCES = re.compile(
    rb"\x1b\[[0-9;?<>=]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)
LEFT = b"\x1b[?1049l"
"""What gives the first screen back: the app is leaving, or asleep."""

Watch = Callable[[bytes], None]


class HandTerminal(Terminal):
    """The program on a terminal that answers nothing but the program's own questions."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int,
        rows: int,
        program: str,
        environment: Mapping[str, str],
    ) -> None:
        self.out = bytearray()
        self.count = 0
        self.left = False
        super().__init__(
            *arguments,
            home=home,
            columns=columns,
            rows=rows,
            program=program,
            environment=environment,
        )
        os.set_blocking(self.file, False)

    def take(self) -> int:
        """Take in what is there; how many bytes."""
        try:
            data = os.read(self.file, 1 << 16)
        except OSError:
            return 0
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self.file, answer)
        if LEFT in data:
            self.left = data.rfind(LEFT) > data.rfind(b"\x1b[?1049h")
        elif b"\x1b[?1049h" in data:
            self.left = False
        self.out += data
        self.count += len(data)
        if len(self.out) > 2 * KEPT:
            del self.out[:-KEPT]
        return len(data)

    def rest(self, quiet: float, most: float) -> int:
        """Read until nothing came for ``quiet`` seconds, ``most`` at the most; bytes read."""
        got, end = 0, time.monotonic() + most
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.file], [], [], min(quiet, left))[0]:
                break
            count = self.take()
            if not count:  # the other end is closed
                time.sleep(min(quiet, left, 0.01))
                break
            got += count
        return got

    def drawn(self, seconds: float) -> bool:
        """Whether anything is drawn within so many seconds."""
        before, end = self.count, time.monotonic() + seconds
        while self.count == before and time.monotonic() < end and self.status() is None:
            self.rest(0.2, 0.2)
        return self.count > before

    def write(self, data: bytes, seconds: float = 10.0) -> bool:
        """Press keys, reading meanwhile; false if the program is gone, or takes no keys for so long."""
        end = time.monotonic() + seconds
        while data and time.monotonic() < end:
            readable, writable, _ = select.select([self.file], [self.file], [], 0.2)
            if readable and not self.take() and self.status() is not None:
                return False
            if writable:
                try:
                    data = data[os.write(self.file, data[:2048]) :]
                except BlockingIOError:
                    continue
                except OSError:
                    return False
        return not data

    def status(self) -> int | None:
        """The exit status, or None while it runs; a program that sleeps is woken."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
            elif self.left and self.state == "T":
                self.wake()
        return self._status

    def wait(self, seconds: float) -> int | None:
        """Wait for the end; None if it does not come."""
        end = time.monotonic() + seconds
        while self.status() is None and time.monotonic() < end:
            self.rest(0.02, 0.1)
        while self.rest(0.02, 0.2):
            pass
        return self.status()

    def wake(self) -> None:
        """Bring a program back that went to sleep (``fg``)."""
        os.kill(self.pid, signal.SIGCONT)

    def told(self, most: int = 900) -> str:
        """The last words on the terminal, without its sequences."""
        plain = SEQUENCES.sub(b" ", bytes(self.out[-20_000:]))
        return " ".join(plain.decode("utf-8", "replace").split())[-most:]

"""A pseudo-terminal with a person before it: keys go in, the drawn screen comes out."""

from __future__ import annotations

import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pyte
import pytest

import bytecode

fcntl, pty, termios = (
    pytest.importorskip(name, reason="needs a terminal as Unix has it")
    for name in ("fcntl", "pty", "termios")
)

ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
PATIENCE = 15.0
"""Seconds to wait for what should come within one: the machine may be busy."""


class Terminal:
    """A program in a terminal of its own; use it in a ``with`` block."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 100,
        rows: int = 30,
        program: str = "",
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self._status: int | None = None
        run = ["-c", program] if program else ["-m", "repbook"]
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            try:
                for name in ("COLUMNS", "LINES"):  # a runner's own, which would say another size
                    os.environ.pop(name, None)
                os.environ.update(HOME=str(home), TERM="xterm-256color", COLORTERM="truecolor")
                for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
                    os.environ[name] = str(home)
                os.environ.update(bytecode.environment())
                os.environ.update(environment)
                self.resize(columns, rows, 0)
                # Not what the library of pytest's debugger has set behind Python's back: COLUMNS and LINES.
                os.execve(sys.executable, [sys.executable, *run, *arguments], os.environ)
            finally:
                os._exit(127)
        self.resize(columns, rows, self.file)
        self.first_modes = self.modes

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.file >= 0:
            os.close(self.file)

    @staticmethod
    def resize(columns: int, rows: int, file: int) -> None:
        """Give a terminal a size."""
        fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def words(self) -> str:
        """What the screen says, however it is wrapped and framed."""
        return " ".join(self.text.replace("│", " ").split())

    @property
    def modes(self) -> tuple[int, ...]:
        """The terminal's input and local modes: whether it echoes, and so on."""
        attributes = termios.tcgetattr(self.file)
        return attributes[0], attributes[3]

    def send(self, data: bytes | str) -> None:
        """Press keys."""
        os.write(self.file, data.encode() if isinstance(data, str) else data)

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what is drawn; false if nothing came."""
        if self.file < 0:
            time.sleep(seconds)
            return False
        if not select.select([self.file], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.file, 65_536)
        except OSError:
            return False
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self.file, answer)
        self.raw += data
        # pyte knows no kitty keys, and would print what it takes for their sequence.
        self._stream.feed(data.replace(b"\x1b[>25u", b"").replace(b"\x1b[<u", b""))
        return True

    def until(
        self, wanted: Callable[[], object], seconds: float = PATIENCE, *, read: bool = True
    ) -> None:
        """Wait until something is so; without ``read``, as one who has gone away from the screen."""
        end = time.monotonic() + seconds
        while not wanted():
            assert time.monotonic() < end, f"not within {seconds} s; the screen:\n{self.text}"
            if read:
                self.read()
            else:
                time.sleep(0.02)

    def see(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until the screen shows these words."""
        self.until(lambda: words in self.text, seconds)

    def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for the end; the exit status as a shell would say it."""
        end = time.monotonic() + seconds
        while self._status is None:
            assert time.monotonic() < end, f"still running; the screen:\n{self.text}"
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        while self.read(0.02):
            pass
        return self._status

    @property
    def state(self) -> str:
        """The kernel's letter for what the program does: R runs, S sleeps, T is stopped."""
        return Path(f"/proc/{self.pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0]

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def hang_up(self) -> None:
        """Close the terminal's window."""
        os.close(self.file)
        self.file = -1

"""A terminal just good enough to measure a full-screen program through: no dependencies."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import termios
import time
from fcntl import ioctl
from pathlib import Path

ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62c",
    b"\x1b[6n": b"\x1b[1;1R",
}


FRAME = b"\x1b[?2026h"
"""How a picture begins."""


class Terminal:
    """A program in a pseudo-terminal; ``wait`` returns seconds since it was started."""

    def __init__(self, command: list[str], columns: int = 120, rows: int = 36) -> None:
        self.seen = b""
        self.started = time.monotonic()
        self.pid, self.file = pty.fork()
        size = struct.pack("HHHH", rows, columns, 0, 0)
        if self.pid == 0:
            ioctl(1, termios.TIOCSWINSZ, size)
            os.environ.update(
                TERM="xterm-256color", COLORTERM="truecolor", PYTHONDONTWRITEBYTECODE=""
            )
            os.execvp(command[0], command)

    def read(self, seconds: float) -> bytes:
        """What arrives within so many seconds, as soon as anything does."""
        if not select.select([self.file], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.file, 65536)
        except OSError:
            return b""
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self.file, answer)
        self.seen += data
        return data

    def wait(self, pattern: bytes, seconds: float = 20) -> float:
        """Seconds from the start until the pattern has been drawn."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.5)
            if re.search(pattern, self.seen):
                return time.monotonic() - self.started
        raise TimeoutError(f"{pattern!r} was not drawn within {seconds} s")

    def settle(self, quiet: float = 0.3) -> int:
        """Read until nothing comes for a while; returns how many bytes came."""
        before = len(self.seen)
        while self.read(quiet):
            pass
        return len(self.seen) - before

    def key(self, data: bytes) -> float:
        """Seconds from a key to the first answer on the screen."""
        start = time.monotonic()
        os.write(self.file, data)
        answered = self.read(2)
        taken = time.monotonic() - start
        if not answered:
            raise TimeoutError(f"no answer to {data!r}")
        self.settle(0.03)
        return taken

    def answer(self, data: bytes, pattern: bytes = b"", seconds: float = 10) -> tuple[float, int]:
        """(seconds, frames) from a key to the pattern, or without one to the end of what it sets off."""
        start, at, last = time.monotonic(), len(self.seen), 0.0
        os.write(self.file, data)
        while time.monotonic() - start < seconds:
            if self.read(0.12 if last and not pattern else 1.0):
                last = time.monotonic() - start
                if pattern and re.search(pattern, self.seen[at:]):
                    break
            elif last:
                break
        if not last or (pattern and not re.search(pattern, self.seen[at:])):
            raise TimeoutError(f"no answer to {data!r}")
        self.settle(0.25)
        return last, self.seen[at:].count(FRAME)

    def memory(self) -> float:
        """Megabytes of memory that are its own."""
        status = Path(f"/proc/{self.pid}/smaps_rollup").read_text("ascii")
        found = re.search(r"^Rss:\s+(\d+)", status, re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)

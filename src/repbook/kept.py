"""What is kept beside a book so that it need not be reckoned again, and for what it holds.

Screens, Today, and a line for a prompt, each with a head that says for which state of the book, day, hours,
settings, and terminal it was made; for anything else it is as if it were not there. Only ``os``, ``sys`` and ``time``
are loaded for reading: a start, or a prompt, must not wait.
"""

from __future__ import annotations

import os
import time

from . import __version__, places

COLOURS = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLORFGBG", "TEXTUAL_COLOR_SYSTEM")
"""What of the environment tells which colours a terminal has."""
DAY = len("2026-03-17")
COUNTER = 24, 4
"""Where SQLite counts the writes of a file: some disks tell times by two seconds only."""
ASIDE = "aside-"
"""How the note of a copy begins in which a large file is being filed (``storage/large/left_behind``)."""
TODAY, STATUS, TEXT = "today", "status", "text-"
"""The names of what is kept of a day besides its screens; the last is followed by what it was printed on."""


def folder(book: str) -> str:
    """The folder of what is kept of a book: beside it, so that no name goes where the book does not."""
    place, name = os.path.split(os.path.abspath(book))
    return os.path.join(place, f".{os.path.splitext(name)[0]}-kept")


def file_of(book: str, day: str, name: str) -> str:
    """Where something is kept of a book, for a day."""
    return os.path.join(folder(book), f"{day}-{name}")


def size_name(columns: int, lines: int) -> str:
    """What a first screen of this size is kept as."""
    return f"{columns}x{lines}"


def key_of(book: str, day: str, *more: str) -> str:
    """All that is true of a book on a day depends on this, and on ``more``; "" while a write is under way or cut off.

    Only while no transaction of this process is under way: looking into the book lets go of its locks on it.
    """
    if os.path.exists(f"{book}-journal"):
        return ""
    handle = os.open(book, os.O_RDONLY)
    try:
        counter = os.pread(handle, COUNTER[1], COUNTER[0]).hex()
        parts = [__version__, os.path.abspath(book), counter, *_facts_of(os.fstat(handle)), day]
    finally:
        os.close(handle)
    try:
        parts += _facts_of(os.stat(places.settings()))
    except OSError:
        parts.append("no settings")
    return repr([*parts, *more])


def colours() -> tuple[str, ...]:
    """What a first screen depends on besides, of the terminal it is shown on."""
    try:
        ground = _facts_of(os.stat(places.ground()))
    except OSError:
        ground = ["never asked"]
    return (*(os.environ.get(name, "-") for name in COLOURS), *ground)


def _facts_of(found: os.stat_result) -> list[str]:
    return [str(each) for each in (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)]


def read(book: str, day: str, name: str, *more: str, hour: str = "") -> bytes:
    """What was kept under a name, if it was kept for just this book as it is, day, and ``more``; b"" otherwise.

    ``hour`` is the time of day at which it is to hold, now if none is given.
    """
    if len(day) != DAY or not day.replace("-", "").isdigit():
        return b""
    try:
        with open(file_of(book, day, name), "rb") as file:
            found = os.fstat(file.fileno())
            if found.st_mode & 0o077 or found.st_uid != _own():
                return b""  # it is not what we have kept
            key, hours, kept = file.read().split(b"\n", 2)
        mine = key_of(book, day, *more)
    except (OSError, ValueError):
        return b""
    since, _, until = hours.decode("ascii", "replace").partition(" ")
    at_its_time = since <= (hour or time.strftime("%H:%M:%S")) <= until
    return kept if mine and mine.encode() == key and at_its_time else b""


def _own() -> int:
    return os.geteuid() if hasattr(os, "geteuid") else 0

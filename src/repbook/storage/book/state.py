"""Which state of a book's file repbook itself wrote last, so that what another program has done to it is noticed.

It stands beside the book with what is kept of it, and holds no word of what is in it. Where it is lost, or can't be
written, a book is looked through once more than it need be, and that is all.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ... import kept

NAME = "written"
ALONE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def state_of(path: Path) -> str:
    """What differs once a file was written to, or is another one; "" where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_dev}-{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"


def is_ours(path: Path) -> bool:
    """Whether nobody but repbook has written to the book since it was looked through."""
    try:
        handle = os.open(_place(path), os.O_RDONLY | ALONE)
    except OSError:
        return False
    try:
        said = os.read(handle, 200).decode("ascii", "replace")
    finally:
        os.close(handle)
    return bool(said) and said == state_of(path)


def is_sound(path: Path) -> None:
    """Keep that the book, as it is now, is sound: it was looked through, or only repbook has written to it since."""
    place = _place(path)
    with suppress(OSError):
        try:
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | ALONE, 0o600)
        except FileNotFoundError:
            place.parent.mkdir(mode=0o700)
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | ALONE, 0o600)
        try:
            os.write(handle, state_of(path).encode())
        finally:
            os.close(handle)


def _place(path: Path) -> Path:
    return Path(kept.folder(str(path))) / NAME

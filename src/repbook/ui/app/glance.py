"""A glance at the book's file each second of the day: whether it is worth asking the book itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

THOROUGH = 30
"""Every so often the book itself is asked, as some disks tell the times of two writes alike."""


class Glance:
    """What was seen last of a file, and of the day. It costs a hundredth of asking the storage thread."""

    def __init__(self) -> None:
        self._seen: tuple[object, date | None] = (None, None)
        self._count = 0

    def tells_something(self, path: Path, day: date) -> bool:
        """Whether the file may have been written to since, or is gone; or the day has changed."""
        try:
            found = path.stat()
        except OSError:
            return True
        seen = (found.st_ino, found.st_size, found.st_mtime_ns), day
        same, self._seen = seen == self._seen, seen
        self._count += 1
        return not same or self._count % THOROUGH == 0

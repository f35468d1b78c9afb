"""How a record is known again on a second import, when the program gives its rows no id (F95)."""

from __future__ import annotations

import hashlib
from collections import Counter

from ...wording import fold


def stable_id(*parts: str) -> str:
    """A short hash of what identifies a record; case, accents, and spaces do not change it."""
    text = "\x1f".join(fold(part) for part in parts)
    return "#" + hashlib.sha256(text.encode()).hexdigest()[:20]


class Seen:
    """The ids that one file has given so far, by sort of record."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], int] = {}
        self._times: Counter[tuple[str, str]] = Counter()

    def has(self, kind: str, external_id: str) -> bool:
        """Whether this id was given before."""
        return (kind, external_id) in self._lines

    def earlier(self, kind: str, external_id: str, line: int) -> int:
        """The line on which this id stood before; 0 where this is the first."""
        before = self._lines.setdefault((kind, external_id), line)
        return before if before != line else 0

    def numbered(self, kind: str, external_id: str) -> str:
        """A hashed id made its own where two rows say the same: two like orders are two orders."""
        self._times[kind, external_id] += 1
        times = self._times[kind, external_id]
        return external_id if times == 1 else f"{external_id}-{times}"

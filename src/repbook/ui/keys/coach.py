"""The key coach: who took the palette three times for one command is told its key, then after three times more, and
once a day at most.

Shortcuts are the quickest way, and hardly anybody learns them unless they are shown where the eye is at the moment
(Remington and others 2016).
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from ... import files
from ...files import own_folder

OFTEN = 3
"""How often a command is chosen in the palette before its key is told."""


class Coach:
    """Counts what is chosen in the palette, over days; kept in a file of its own, which may be lost."""

    def __init__(self, path: Path | None) -> None:
        """``path`` is where the counts are kept; None keeps them for as long as the program runs."""
        self.path = path
        self.counts: dict[str, tuple[int, str]] | None = None

    def chosen(self, command_id: str, today: date) -> bool:
        """Count a choice; whether it is time to tell the key."""
        counts = self._read()
        many, told = counts.get(command_id, (0, ""))
        due = many + 1 >= OFTEN and told != today.isoformat()
        counts[command_id] = (0, today.isoformat()) if due else (many + 1, told)
        self._keep(counts)
        return due

    def _read(self) -> dict[str, tuple[int, str]]:
        if self.counts is None:
            self.counts = _counts(self._file()) if self.path is not None else {}
        return self.counts

    def _file(self) -> Any:
        try:
            return json.loads(self.path.read_text("utf-8")) if self.path else {}
        except (OSError, ValueError, RecursionError):
            return {}  # counting begins anew

    def _keep(self, counts: dict[str, tuple[int, str]]) -> None:
        if self.path is None:
            return
        try:
            own_folder(self.path.parent)
            files.write(self.path, (json.dumps(counts),))
        except OSError:
            self.path = None  # a folder that can't be written to is not tried again


def _counts(found: Any) -> dict[str, tuple[int, str]]:
    """What a file says, as far as it can be what was kept."""
    if not isinstance(found, dict):
        return {}
    return {
        name: (each[0], each[1])
        for name, each in found.items()
        if isinstance(each, list) and [type(part) for part in each] == [int, str]
    }

"""The rules' answers for another program: their own fields, days as ISO text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ...interchange.writing.whole_json import dumps


def plain(value: Any) -> Any:
    """A frozen value as what JSON knows: its fields by their names."""
    if hasattr(value, "_asdict"):
        return {name: plain(held) for name, held in value._asdict().items()}
    if isinstance(value, Sequence | frozenset) and not isinstance(value, str):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 4)
    return value.isoformat() if isinstance(value, date) else value


def printed(value: Any) -> Iterator[str]:
    """JSON to print, indented, ending in a line feed."""
    yield dumps(value, indent=2) + "\n"

"""From what SQLite stores to the values that the rules are given. A row that can't be read is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

Value = TypeVar("Value")


def day(text: str | None) -> date | None:
    """A stored day, or None; raises ``ValueError`` for a text that is none."""
    return date.fromisoformat(text) if text else None


def each(rows: Iterable[Any], build: Callable[..., Value]) -> tuple[Value, ...]:
    """The rows as values; one that is damaged is left out, so that it never hides the others (F70)."""
    built: list[Value] = []
    for row in rows:
        try:
            built.append(build(*row))
        except (TypeError, ValueError):
            continue
    return tuple(built)

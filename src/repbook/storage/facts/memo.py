"""What the rules said last of everybody whom Today may show, kept beside the open book."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...domain.spine.model import Standing

Evaluated = tuple[dict[int, Standing], float, tuple[int, ...]]
"""Standings by customer, the book's debt a week ago, and the customers whose cache is damaged."""

Reckoned = tuple[str, Standing | None, float, bool]
"""A customer's packed facts, its standing, its debt a week ago, whether the hour matters to it."""


class Memo(NamedTuple):
    """What was reckoned last: reused for every customer whose facts are still the same that day."""

    stamp: tuple[Any, ...]
    known: dict[int, Reckoned]
    result: Evaluated

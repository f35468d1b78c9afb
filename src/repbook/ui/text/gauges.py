"""Small drawings of numbers: a bar, a row of ticks, a line of weeks. A number in words always stands beside."""

from __future__ import annotations

from collections.abc import Sequence

FULL, EMPTY = "▇", "▁"
STEPS = "▁▂▃▄▅▆▇█"
NONE = "·"


BAR, LINE = (FULL, EMPTY), ("━", "─")
"""What a gauge is drawn with: where it matters, and where there is one on every line."""


def bar(value: float, most: float, cells: int, drawn: tuple[str, str] = BAR) -> tuple[str, str]:
    """How much of ``most`` there is, as filled cells and the rest; what is not nothing is one cell at least."""
    full, empty = drawn
    if most <= 0 or cells < 1:
        return "", empty * max(0, cells)
    filled = min(cells, int(max(0.0, value) / most * cells + 0.5))
    if value > 0:
        filled = max(1, filled)
    return full * filled, empty * (cells - filled)


def ticks(done: int, of: int) -> str:
    """``●●○○``."""
    return "●" * done + "○" * max(0, of - done)


def spark(values: Sequence[float | None], most: float = 0.0) -> str:
    """A column a value, ``·`` for none; the tallest is the largest of them, or ``most``."""
    top = max([most, *(each or 0 for each in values)])
    if top <= 0:
        return "".join(NONE if each is None else STEPS[0] for each in values)
    return "".join(
        NONE if each is None else STEPS[min(7, max(0, int(each / top * 7 + 0.5)))]
        for each in values
    )

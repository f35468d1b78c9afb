"""How much of a number there is, as a bar or a line; the number in words always stands beside."""

from __future__ import annotations

FULL, EMPTY = "▇", "▁"
STEPS = "▁▂▃▄▅▆▇█"


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

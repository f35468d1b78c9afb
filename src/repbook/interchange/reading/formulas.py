"""The guard against spreadsheet formulas, taken off again when repbook reads its own CSV (F101)."""

from __future__ import annotations

STARTERS = frozenset("=+-@\t\r")
"""A cell that begins with one of these is run by a spreadsheet, so the export puts ``'`` before it."""


def unguarded(cell: str) -> str:
    """``'=1+1`` as ``=1+1``; any other cell as it is."""
    if len(cell) > 1 and cell[0] == "'":
        rest = cell.lstrip("'")
        if rest[:1] in STARTERS:
            return cell[1:]
    return cell

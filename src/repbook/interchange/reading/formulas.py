"""The guard against spreadsheet formulas, taken off again when repbook reads its own CSV (F101)."""

from __future__ import annotations

import re

STARTERS = frozenset("=+-@\t\r")
"""A cell that begins with one of these is run by a spreadsheet, so the export puts ``'`` before it."""
HARMLESS = re.compile(
    r"\+[ \xa0]*\(?[0-9][0-9 \xa0()\-./]*|--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
)
"""A telephone number with its ``+``, and a birthday whose year nobody knows: no formula, so that whatever
reads the file finds them as they are."""


def unguarded(cell: str) -> str:
    """``'=1+1`` as ``=1+1``; any other cell as it is."""
    if len(cell) > 1 and cell[0] == "'":
        rest = cell.lstrip("'")
        if rest[:1] in STARTERS:
            return cell[1:]
    return cell

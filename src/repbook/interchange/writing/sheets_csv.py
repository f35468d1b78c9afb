"""Rows as CSV that a spreadsheet opens, and does not run (F101)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..reading.formulas import HARMLESS, STARTERS

ENCODING = "utf-8-sig"
"""For files: without the mark at its start, spreadsheets read UTF-8 as something else."""


def guarded(cell: Any) -> Any:
    """A text that a spreadsheet would run, with ``'`` before it; ``formulas.unguarded`` takes it off.

    A telephone number stands as it is, so that a dialler or another program's import can read it.
    """
    if isinstance(cell, str) and cell.lstrip("'")[:1] in STARTERS and not HARMLESS.fullmatch(cell):
        return f"'{cell}"
    return cell


def lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A table as CSV, line by line, ending in CR LF as RFC 4180 has it."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    for row in (header, *rows):
        writer.writerow([guarded(cell) for cell in row])
        yield held.getvalue()
        held.seek(0)
        held.truncate()

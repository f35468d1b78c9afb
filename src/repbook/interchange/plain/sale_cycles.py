"""What sort of sale a row is, and how often it comes again, as people write it: "monthly", "every 6 weeks", "90"."""

from __future__ import annotations

import re
from functools import lru_cache

from ...domain.spine.kinds import SaleKind
from ...wording import fold
from ..mapping.cells import one_line
from ..mapping.record_words import WORDS
from ..mapping.row_reading import Row

KINDS = {
    SaleKind.RECURRING: WORDS.RECURRING,
    SaleKind.CATALOGUE: WORDS.CATALOGUE,
    SaleKind.ONE_OFF: WORDS.ONE_OFF,
}
RHYTHMS = ((7, WORDS.WEEKLY), (14, WORDS.FORTNIGHTLY), (30, WORDS.MONTHLY), (91, WORDS.QUARTERLY))
LONG_RHYTHMS = ((182, WORDS.HALF_YEARLY), (365, WORDS.YEARLY))
UNITS = (
    (1, WORDS.DAY_UNITS),
    (7, WORDS.WEEK_UNITS),
    (30, WORDS.MONTH_UNITS),
    (365, WORDS.YEAR_UNITS),
)
EVERY = re.compile(r"(?:[^\W\d_]+ )?([0-9]{1,4})(?:\.0+)?(?: ?([^\W\d_]+))?\.?")
MOST_DAYS = 3660


def kind_and_cycle(row: Row) -> tuple[SaleKind | None, int | None]:
    """The kind of a sale and its days between two orders; what says neither stays with the row, and is named."""
    cycle, said = _cycle(row), row.text("sale kind")
    if not (cycle or said):
        return None, None
    days = _days(cycle)
    kind = _kind(said)
    from_kind = _days(said) if said and not said.isdigit() else None
    if cycle and days is None:
        row.refuse(row.columns["cycle"][0], "number of days")
    if said and kind is None and from_kind is None:
        row.keep(row.columns["sale kind"][0])
    days = days or from_kind
    return kind or (SaleKind.RECURRING if days else None), days


def _cycle(row: Row) -> str:
    """How often, of one column or of two: "3" and "month"."""
    said, beside = row.text("cycle"), row.layout.beside
    for column in beside.get("cycle unit", ()) if said.isdigit() else ():
        return f"{said} {one_line(row.cells[column])}"
    for column in beside.get("cycle count", ()) if said else ():
        return f"{one_line(row.cells[column]) or 1} {said}"
    return said


@lru_cache(4096)
def _kind(said: str) -> SaleKind | None:
    folded = fold(said)
    return next((kind for kind, words in KINDS.items() if folded in words), None)


@lru_cache(4096)
def _days(said: str) -> int | None:
    folded = fold(said)
    for days, words in (*RHYTHMS, *LONG_RHYTHMS):
        if folded in words:
            return days
    found = EVERY.fullmatch(folded)
    if not found:
        return None
    each = next((days for days, words in UNITS if (found[2] or "days") in words), 0)
    days = int(found[1]) * each
    if each == UNITS[2][0] and int(found[1]) % 12 == 0:
        days = 365 * (int(found[1]) // 12)
    return days if 0 < days <= MOST_DAYS else None

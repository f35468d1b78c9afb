"""What happened on the way from one station of the journey to the next, a sign a word or trouble (R12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from ...domain.shown.customer_views import Event
from ...domain.spine.calendar import stored_day
from ...domain.spine.kinds import Severity
from ...values import NamedTuple
from ..text.event_words import TOUCHES
from ..text.render import Piece

ARISEN = frozenset(Severity)
"""The first step of a problem's story, by its severity: the day on which it was known."""
GONE, STILL = "━", "┄"


class Mark(NamedTuple):
    """Something on the rail; of two that share a cell the heavier one is drawn."""

    on: date
    glyph: str
    style: str
    weight: int


def marks_of(events: Sequence[Event]) -> list[Mark]:
    """Words exchanged, and trouble where it arose; what the rep filed besides is not drawn."""
    found: list[Mark] = []
    for event in events:
        day = stored_day(event.on_day)
        if day is None:
            continue
        if event.kind == "touch":
            both = event.state == "two-way"
            weight = (2 if both else 1) + (event.what == "visit")
            found.append(
                Mark(day, TOUCHES.get(event.what, "·"), "$ink" if both else "$quiet", weight)
            )
        elif event.kind == "letter" and not event.state:
            found.append(Mark(day, TOUCHES["letter"], "$quiet", 1))
        elif event.kind == "problem" and event.what in ARISEN:
            found.append(Mark(day, "?", "bold $due", 9))
    return found


class Leg(NamedTuple):
    """The way between two stations: when it began, when it ended or should end, how far it is gone."""

    start: date | None
    end: date | None
    until: date
    """The last day of it that has been: the day of the next station, or today."""

    def gone(self, cells: int) -> int:
        """How many of so many cells are gone: as its days are, yet two thirds at least, so that they can be read."""
        if self.start is None or self.end is None or self.until >= self.end:
            return cells
        share = (self.until - self.start) / (self.end - self.start)
        return max(2 * cells // 3, int(share * cells), 1)

    def place(self, day: date, cells: int) -> int:
        """The cell of a day, of so many that are gone."""
        if self.start is None or self.until <= self.start:
            return cells - 1
        return int((day - self.start) / (self.until - self.start) * cells)


def rail(leg: Leg, cells: int, marks: Iterable[Mark], *, ahead: bool) -> list[Piece]:
    """The way in so many cells: what is gone is solid, with its marks two cells apart at least.

    ``ahead`` says that it is not begun.
    """
    if ahead or cells < 1:
        return [(STILL * cells, "$rule")]
    gone = leg.gone(cells)
    drawn: dict[int, Mark] = {}
    last = min(gone, cells - 1) - 1  # none beside the name of a station
    for mark in sorted(marks, key=lambda each: (-each.weight, -each.on.toordinal())):
        if leg.start is None or not leg.start <= mark.on <= leg.until:
            continue
        at = max(1, min(leg.place(mark.on, gone), last))
        if at <= last and not {at - 1, at, at + 1} & drawn.keys():
            drawn[at] = mark
    parts: list[Piece] = []
    for cell in range(cells):
        here = drawn.get(cell)
        if here is not None:
            parts.append((here.glyph, here.style))
        else:
            parts.append((GONE, "$quiet") if cell < gone else (STILL, "$rule"))
    return _joined(parts)


def _joined(parts: list[Piece]) -> list[Piece]:
    """Neighbours of one style as one run."""
    runs: list[Piece] = []
    for value, style in parts:
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + value, style)
        else:
            runs.append((value, style))
    return runs


def days_after(day: date | None, days: int) -> date | None:
    """So many days later; None for no day."""
    return day + timedelta(days=days) if day is not None else None

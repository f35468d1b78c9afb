"""The strip of thirty days over Ahead: how full each is against a usual day; a click goes to a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ...domain.today.ahead import Ahead, Day
from ...domain.today.relief import over
from ...wording import MONTHS
from ..text.clicks import name_at, naming
from ..text.render import Piece, pieces

LEVELS = "▂▄▆█"
"""Half a usual day at the most, a usual one at the most, a little more, full."""
NONE, FREE = "·", " "
CELLS = (4, 3, 2)
"""Cells of a day, as there is room; in two of them only some days have their number."""


class DayStrip(Widget):
    """Numbers of days over their load; the day of the highlighted row stands out."""

    DEFAULT_CSS = """
    DayStrip { height: 2; padding: 0 1; background: $background; text-wrap: nowrap; text-overflow: clip; }
    """
    ALLOW_SELECT = False

    class Chosen(Message):
        """A day was clicked."""

        def __init__(self, on: date) -> None:
            super().__init__()
            self.on = on

    def __init__(self) -> None:
        super().__init__()
        self.shown: Ahead | None = None
        self.here: date | None = None

    def show(self, shown: Ahead) -> None:
        """Show these days."""
        self.shown = shown
        self.refresh()

    def point(self, on: date | None) -> None:
        """Show on which day the highlighted row stands."""
        if on != self.here:
            self.here = on
            self.refresh()

    def render(self) -> Content:
        if self.shown is None:
            return Content("")
        numbers, loads = strip_lines(self.shown, self.here, self.size.width)
        return Content("\n").join([numbers, loads])

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            event.stop()
            self.post_message(self.Chosen(date.fromisoformat(name)))


def strip_lines(shown: Ahead, here: date | None, width: int) -> tuple[Content, Content]:
    """The numbers of the days, and their loads, each of them named by its day; empty where there is no room."""
    cells = next((size for size in CELLS if _width(shown, size) <= width), 0)
    if not cells:
        return Content(""), Content("")
    places = dict(_places(shown, cells))
    labels = _labels(shown, here, places, cells)
    numbers: list[Piece] = []
    at = 0
    for start in sorted(labels):
        words, style = labels[start]
        numbers += [(" " * (start - at), ""), (words, style)]
        at = start + len(words)
    loads: list[Content] = []
    at = 0
    for day in shown.days:
        start = places[day.on]
        glyph, style = _load(day, shown)
        drawn = pieces([(glyph * (cells - 1), style), (" ", "")], keyed=False)
        loads += [Content(" " * (start - at)), naming(drawn, day.on.isoformat())]
        at = start + cells
    return pieces(numbers), Content.assemble(*loads)


def _width(shown: Ahead, cells: int) -> int:
    return max(start for _, start in _places(shown, cells)) + cells


def _places(shown: Ahead, cells: int) -> Iterator[tuple[date, int]]:
    """Where each day begins; weeks stand a cell apart."""
    at = 0
    for place, day in enumerate(shown.days):
        at += place > 0 and day.on.weekday() == 0
        yield day.on, at
        at += cells


def _labels(
    shown: Ahead, here: date | None, places: dict[date, int], cells: int
) -> dict[int, tuple[str, str]]:
    """The numbers by where they begin: the highlighted day, today, Mondays, then all that have room."""
    days = [day.on for day in shown.days]
    mondays = [on for on in days if on.weekday() == 0]
    firsts = [on for on in days if on.day == 1]
    wanted = [here] if here in places else []
    wanted += [days[0], *firsts, *mondays, *(days if cells > 2 else ())]
    found: dict[int, tuple[str, str]] = {}
    named: set[int] = set()
    for on in dict.fromkeys(filter(None, wanted)):
        number, start = str(on.day), places[on]
        month = on.month not in named and on != here
        words = f"{number} {MONTHS[on.month - 1]}" if month else number
        if not _free(found, start, len(words)):
            words = number
        if not _free(found, start, len(words)):
            continue
        if " " in words:
            named.add(on.month)
        style = "bold $key reverse" if on == here else "bold $ink" if on == days[0] else "$quiet"
        found[start] = words, style
    return found


def _free(found: dict[int, tuple[str, str]], start: int, size: int) -> bool:
    """Whether words have room at a place, with a cell to either side."""
    return all(
        start + size < other or other + len(words) < start for other, (words, _) in found.items()
    )


def _load(day: Day, shown: Ahead) -> Piece:
    """The glyph of a day's load and its colour."""
    if not day.contacts:
        return (FREE if day.free else NONE), "$faint"
    usual = shown.usual or max(1, shown.fullest.contacts if shown.fullest else 1)
    if over(day, shown.usual):
        return LEVELS[3], "$due"
    level = 0 if day.contacts * 2 <= usual else 1 if day.contacts <= usual else 2
    return LEVELS[level], "$learning"

"""The reports as tiles: a name, a number, what it is of, a small drawing; a tile opens its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ...domain.reports.report import CATALOGUE, Drawing, Glance, Named, Report, Row, Tone
from ...wording import clean
from ..text.clicks import name_at, naming
from ..text.gauges import STEPS
from ..text.paragraphs import wrap
from ..text.render import Piece, fit, fit_right, pieces
from .plot import STYLES, standing

LEAST_WIDE, MOST_ACROSS = 25, 5
LEAST_HIGH, MOST_HIGH = 4, 15
"""Cells and lines of a tile, the gap to the next one among them."""
ROOMY = 7
"""Lines from which a tile has one for what its number is of, and a drawing of more than one line."""
WEEK, MOST_BARS, LEAST_BAR = 3, 8, 6
"""Cells of a week at the most, bars of a line, and cells of the longest lying bar at the least."""
LYING, WAITS = "▆", "…"
WORST = (Tone.PLAIN, Tone.GOOD, Tone.LATE, Tone.BAD)


class TileBoard(Widget, can_focus=True):
    """All reports at once; arrows move, Enter or a click opens one."""

    DEFAULT_CSS = """
    TileBoard { height: 1fr; width: 1fr; padding: 0 1; background: $background; text-wrap: nowrap; text-overflow: clip; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "row(1)", "down", show=False, id="down"),
        Binding("k,up", "row(-1)", "up", show=False, id="up"),
        Binding("right", "move(1)", show=False),
        Binding("left", "move(-1)", show=False),
        Binding("g,home", "edge(0)", "first", show=False, id="first"),
        Binding("G,end", "edge(-1)", "last", show=False, id="last"),
        Binding("enter", "open", "open", show=False, id="open"),
    ]

    class Opened(Message):
        """A tile was opened."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__()
        self.reports: Mapping[str, Report] = {}
        self.cursor = 0

    @property
    def name_here(self) -> str:
        """The report whose tile is highlighted."""
        return CATALOGUE[self.cursor].name

    def show(self, reports: Mapping[str, Report]) -> None:
        """Show what is read so far."""
        self.reports = reports
        self.refresh()

    def go(self, name: str) -> None:
        """Highlight the tile of a report."""
        self.cursor = next(at for at, each in enumerate(CATALOGUE) if each.name == name)
        self.refresh()

    # -- moving ------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """To the tile beside."""
        self._go(self.cursor + step)

    def action_row(self, step: int) -> None:
        """To the tile above or below."""
        self._go(self.cursor + step * self.across)

    def action_edge(self, place: int) -> None:
        """To the first or the last tile."""
        self._go(place % len(CATALOGUE))

    def _go(self, place: int) -> None:
        if 0 <= place < len(CATALOGUE) and place != self.cursor:
            self.cursor = place
            self.refresh()

    def action_open(self) -> None:
        """Open the highlighted report."""
        self.post_message(self.Opened(self.name_here))

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            event.stop()
            self.go(name)
            self.action_open()

    # -- drawing -----------------------------------------------------------------------------------

    @property
    def across(self) -> int:
        """Tiles beside each other."""
        return max(1, min(MOST_ACROSS, self.size.width // LEAST_WIDE))

    def render(self) -> Content:
        width, height = self.size.width // self.across, self.size.height
        down = -(-len(CATALOGUE) // self.across)
        high = max(LEAST_HIGH, min(MOST_HIGH, height // down))
        seen = max(1, height // high)
        first = max(0, min(self.cursor // self.across - seen + 1, down - seen))
        rows: list[Content] = []
        for row in range(first, min(down, first + seen)):
            tiles = CATALOGUE[row * self.across : (row + 1) * self.across]
            drawn = [self._tile(each, width, high) for each in tiles]
            rows += [Content.assemble(*line) for line in zip(*drawn, strict=True)]
        return Content("\n").join(rows[:height])

    def _tile(self, named: Named, width: int, height: int) -> list[Content]:
        here = named is CATALOGUE[self.cursor]
        report = self.reports.get(named.name)
        lines = tile(named, report, width - 3, height - 1)
        edge: Piece = ("▌ " if here else "  ", "$key")
        ground = "on $cursor" if here else ""
        drawn: list[Content] = []
        for line in lines:
            used = sum(cell_len(value) for value, _ in line)
            whole = pieces([edge, *line, (" " * max(0, width - 3 - used), "")], keyed=False)
            whole = whole.stylize(ground) if ground else whole
            drawn.append(Content.assemble(naming(whole, named.name), Content(" ")))
        return [*drawn, Content(" " * width)]


def tile(named: Named, report: Report | None, width: int, height: int) -> list[list[Piece]]:
    """A tile in lines, ``height`` of them: what a report found, without a word that says nothing."""
    name: Piece = (fit(named.title, width), "bold $quiet")
    if report is None:
        return [[name], [(WAITS, "$faint")], *[[] for _ in range(height - 2)]]
    glance = report.glance
    if glance is None:
        said = [[(line, "$quiet")] for line in wrap(clean(report.title), width, height - 1)]
        return [[name], *said, *[[] for _ in range(height - 1 - len(said))]]
    if height < ROOMY - 1:
        lines = _short(name, report, glance, width)
    else:
        lines = [[name], _figure(glance, width), [(fit(glance.said, width), "$quiet")], []]
        lines += drawing(report, width, height - len(lines))
    return [*lines[:height], *[[] for _ in range(height - len(lines))]]


def told(report: Report, width: int, height: int) -> list[list[Piece]]:
    """A finding and its drawing in so many lines, for a card."""
    said = [[(line, "$foreground")] for line in wrap(clean(report.title), width, 2)]
    return [*said, [], *drawing(report, width, height - len(said) - 1)]


def _short(name: Piece, report: Report, glance: Glance, width: int) -> list[list[Piece]]:
    """The name, the number with a drawing beside it, and what it is of."""
    figure = fit(glance.figure, min(width, cell_len(glance.figure)))
    room = width - cell_len(figure) - 2
    return [
        [name],
        [(figure, "bold $ink"), ("  ", ""), *_line(report, room)],
        [(fit(glance.said, width), "$quiet")],
    ]


def _figure(glance: Glance, width: int) -> list[Piece]:
    """The number, and how it changed where there is room."""
    style = {True: "$settled", False: "$due", None: "$quiet"}[glance.better]
    parts: list[Piece] = [(fit(glance.figure, min(width, cell_len(glance.figure))), "bold $ink")]
    if glance.change and cell_len(glance.figure) + 2 + cell_len(glance.change) <= width:
        parts.append((f"  {glance.change}", style))
    return parts


def _line(report: Report, width: int) -> list[Piece]:
    """The rows of a report as one line of columns; of weeks the worst that was in them colours them."""
    rows = _rows(report, width)
    if not rows or width < 1:
        return []
    weeks = report.drawn is not Drawing.BARS
    wide = 1 if weeks else max(1, min(3, width // len(rows) - 1))
    top = max(1, report.full or max(report.whole(row) for row in rows))
    parts: list[Piece] = []
    for row in rows:
        number, tones = report.whole(row), _tones(report, row)
        worst = max((tone for tone, value in tones if value), key=WORST.index, default=Tone.PLAIN)
        tone = row.tone or (worst if weeks else Tone.PLAIN)
        style = STYLES[tone] if number else "$faint"
        parts.append((_step(number, top) * wide + " " * (not weeks), style))
    return parts


def _step(number: int, top: int) -> str:
    return STEPS[max(1, min(7, int(number / top * 7 + 0.5)))] if number else STEPS[0]


def drawing(report: Report, width: int, height: int) -> list[list[Piece]]:
    """The rows of a report in a few lines: weeks as columns, else a lying bar each with its label and number."""
    rows = _rows(report, width)
    if not rows or height < 1:
        return []
    top = max(1, report.full or max(report.whole(row) for row in rows))
    if report.drawn is Drawing.BARS:
        return _bars(report, width, height, top)
    wide = max(1, min(WEEK, width // len(rows)))
    lines = standing([report.whole(row) * height / top for row in rows], height)
    return [
        [
            (glyph * wide, _style(report, row, (height - place - 0.5) * top / height))
            for glyph, row in zip(line, rows, strict=True)
        ]
        for place, line in enumerate(lines)
    ]


def _bars(report: Report, width: int, height: int, top: int) -> list[list[Piece]]:
    shown = report.rows[:height]
    numbers = ["–" if row.values[report.main] is None else str(report.whole(row)) for row in shown]
    digits = max(map(len, numbers))
    longest = max(cell_len(clean(row.label)) for row in shown)
    label = min(max(width // 2, width - digits - 2 - LEAST_BAR), longest)
    room = max(1, width - label - digits - 2)
    return [
        [
            (fit(clean(row.label), label), "$quiet"),
            (f" {fit_right(number, digits)} ", "$foreground"),
            (LYING * _cells(report.whole(row), top, room), STYLES[row.tone or Tone.PLAIN]),
        ]
        for row, number in zip(shown, numbers, strict=True)
    ]


def _cells(number: int, top: int, room: int) -> int:
    return max(1, round(number * room / top)) if number else 0


def _rows(report: Report, width: int) -> Sequence[Row]:
    """The rows that a small drawing shows: the weeks that fit, or the first bars."""
    if report.drawn is Drawing.BARS:
        return report.rows[: min(MOST_BARS, max(1, width // 2))]
    return report.rows[-width:] if report.drawn is Drawing.PAST else report.rows[:width]


def _tones(report: Report, row: Row) -> list[tuple[Tone, int]]:
    """What a row consists of, by what it means."""
    columns = zip(report.columns, row.values, strict=True)
    return [(column.tone, value or 0) for column, value in columns]


def _style(report: Report, row: Row, level: float) -> str:
    """The colour of a column at a height: what stands there, the worst on top."""
    so_far = 0
    for tone, value in sorted(_tones(report, row), key=lambda each: WORST.index(each[0])):
        so_far += value
        if value and level <= so_far:
            return STYLES[tone]
    worst = [tone for tone, value in _tones(report, row) if value]
    return STYLES[max(worst, key=WORST.index, default=Tone.PLAIN)]

"""One report on the screen: its finding, the drawing with the numbers, what to know besides."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ...domain.reports.report import Drawing, Report
from ...wording import clean
from ..keys.commands import SHIPPED, Keys
from ..text.paragraphs import wrap
from ..text.render import Piece, fit, pieces
from .plot import STYLES, bars, mark_of, numbers, weeks_plot

MOST_VALUE = 26
ROOMY = 26
"""Lines from which on there is room for the hint under the numbers."""
GAP = 3


def page(report: Report, width: int, height: int, offset: int = 0) -> list[list[Piece]]:
    """The lines of a report that fit; ``offset`` is how many of its numbers are passed over."""
    lines: list[list[Piece]] = [[(part, "bold $ink")] for part in wrap(clean(report.title), width)]
    foot = _foot(report, width, height)
    if not report.rows:
        return [*lines, [], *foot]
    room = max(3, height - len(lines) - 2 - len(foot))
    if report.drawn is Drawing.BARS:
        shown = bars(report, width, room)
    else:
        shown = _beside(report, width, room, offset)
    return [*lines, [], *shown[:room], [], *foot]


def hidden(report: Report, width: int, height: int) -> int:
    """How many numbers of a report do not fit, at most."""
    if not report.rows or report.drawn is Drawing.BARS:
        return 0
    above = len(wrap(clean(report.title), width)) + 2 + len(_foot(report, width, height))
    return max(0, len(report.rows) + 1 - max(3, height - above))


def _beside(report: Report, width: int, height: int, offset: int) -> list[list[Piece]]:
    """The plot of the weeks, and beside it as many of their numbers as fit."""
    table = numbers(report)
    cells = sum(len(text) for text, _ in table[0])
    titles, rows = table[0], table[1:]
    more = len(rows) - (height - 1)
    offset = max(0, min(offset, more + 1))
    if more > 0:
        kept = rows[offset : offset + height - 2]
        left = len(rows) - offset - len(kept)
        word = f"↓ {left} more" if left else "↑ newer"
        rows = [*kept, [(fit(word, cells), "$quiet")]]
    beside = [titles, *rows]
    plot = weeks_plot(report, width - cells - GAP, height - 1)
    if not plot:
        return beside
    plot = [_legend(report, width - cells - GAP), *plot]
    wide = min(width - cells - GAP, max(sum(len(text) for text, _ in line) for line in plot))
    lines: list[list[Piece]] = []
    for place in range(max(len(plot), len(beside))):
        left_part = plot[place] if place < len(plot) else []
        used = sum(len(text) for text, _ in left_part)
        right = beside[place] if place < len(beside) else []
        lines.append([*left_part, (" " * max(1, wide - used + GAP), ""), *right])
    return lines


def _legend(report: Report, width: int) -> list[Piece]:
    """What each pattern of a plot means, and what its numbers count where there is room."""
    parts: list[Piece] = []
    for place, column in enumerate(report.columns):
        parts += [(mark_of(report, place), STYLES[column.tone]), (f" {column.title}  ", "$quiet")]
    unit = f"· {report.unit}" if report.unit else ""
    if unit and sum(cell_len(text) for text, _ in parts) + cell_len(unit) <= width:
        parts.append((unit, "$quiet"))
    return parts


def _foot(report: Report, width: int, height: int) -> list[list[Piece]]:
    """The remarks in columns, and the hint where there is room or nothing else to say."""
    label = max((cell_len(clean(line.label)) for line in report.lines), default=0)
    value = max((cell_len(clean(line.value)) for line in report.lines), default=0)
    label, value = min(label, width * 2 // 5), min(value, MOST_VALUE)
    lines: list[list[Piece]] = [
        [
            (fit(clean(line.label), label) + "  ", "$quiet"),
            (fit(clean(line.value), value) + "  ", "$foreground"),
            (fit(clean(line.note), width - label - value - 4), "$quiet"),
        ]
        for line in report.lines
    ]
    if report.hint and (height >= ROOMY or not report.rows or report.drawn is Drawing.BARS):
        lines += [[]] if lines else []
        lines += [[(part, "$quiet")] for part in wrap(report.hint, width)]
    return lines


class ReportPage(Widget):
    """The report that is chosen, as large as there is room."""

    DEFAULT_CSS = """
    ReportPage { width: 1fr; height: 1fr; padding: 1 1 0 2; background: $background; text-wrap: nowrap; text-overflow: clip; }
    """
    report: Report | None = None
    offset_rows = 0

    def __init__(self, keys: Keys = SHIPPED) -> None:
        super().__init__()
        self.keys = keys

    def show(self, report: Report | None) -> None:
        """Show a report from its first number on."""
        self.report = report and report._replace(hint=self.keys.fill(report.hint))
        self.offset_rows = 0
        self.refresh()

    @property
    def has_more(self) -> bool:
        """Whether it has more numbers than fit."""
        size = self.content_size
        return self.report is not None and hidden(self.report, size.width, size.height) > 0

    def turn(self, side: int) -> None:
        """To the numbers that did not fit, a page on or back."""
        if self.report is None:
            return
        size = self.content_size
        most = hidden(self.report, size.width, size.height) + 1
        step = max(1, len(self.report.rows) + 1 - most)
        self.offset_rows = max(0, min(most if most > 1 else 0, self.offset_rows + side * step))
        self.refresh()

    def render(self) -> Content:
        size = self.content_size
        if self.report is None or size.width < 1 or size.height < 1:
            return Content("")
        lines = page(self.report, size.width, size.height, self.offset_rows)
        return Content("\n").join(pieces(line) for line in lines[: size.height])

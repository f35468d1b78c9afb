"""A report drawn: weeks as columns with their numbers beside them, or bars with their numbers before them.

What is shown are eighths of blocks, which every terminal's font has. Weeks stand shoulder to shoulder, so that they are
one shape and no comb; those that the title speaks of stand on a bold line, the others are quiet. Colours are the
theme's own. What a series means is told without them: one stands on the line, the others hang from it, what was broken
by a cross at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from ...domain.reports.report import Drawing, Report, Row, Tone
from ...wording import MONTHS, clean
from ..text.render import Piece, fit, fit_right

EIGHTHS = 8
UPWARDS, RIGHTWARDS = " ▁▂▃▄▅▆▇█", " ▏▎▍▌▋▊▉█"
STANDING, HANGING, CROSSED, STEM = "█", "▒", "×", "│"
THICK_FROM = 40
"""Lines of a page of bars from which they are drawn twice as thick."""
STYLES = {Tone.PLAIN: "$key", Tone.GOOD: "$settled", Tone.LATE: "$due", Tone.BAD: "bold $trouble"}
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
MOST_CELLS, MOST_ROWS, LEAST_ROWS = 7, 22, 4
"""Cells of one week, and rows of a plot, at most and at least: more is not easier to read."""
LEAST_WEEKS = 8
LONGEST_BAR = 40
BESIDE_FROM = 80
"""Cells from which on the remarks of bars stand behind them."""
UNKNOWN = "–"


def mark_of(report: Report, place: int) -> str:
    """What the column of that place is drawn with."""
    column = report.columns[place]
    if column.tone is Tone.BAD:
        return CROSSED
    return HANGING if column.below else STANDING


def weeks_plot(report: Report, width: int, height: int) -> list[list[Piece]]:
    """As many weeks as fit, as columns over and under a line, with ticks at the left and months below.

    Nothing where there is too little room: the numbers are enough then.
    """
    up = _highest(report, below=False)
    down = _highest(report, below=True)
    margin = len(str(max(up, 1))) + 1
    fitting = min(len(report.rows), width - margin)
    rows = min(height, MOST_ROWS) - 2
    if fitting < min(LEAST_WEEKS, len(report.rows)) or rows < LEAST_ROWS:
        return []
    weeks = report.rows[-fitting:] if report.drawn is Drawing.PAST else report.rows[:fitting]
    wide = min(MOST_CELLS, (width - margin) // fitting)
    under = min(rows - 1, max(1, round(rows * down / (up + down)))) if down else 0
    over = rows - under
    step = next((step for step in STEPS if up <= step * max(1, over // 3)), STEPS[-1])
    a_cell = max(step * -(-up // step) / over, down / under if under else 0, 1 / over)
    ticks = {over - 1 - int(value / a_cell - 0.01): value for value in range(step, up + 1, step)}
    lines: list[list[Piece]] = []
    spoken_of = _spoken_of(report, weeks)
    for place, row in enumerate(_standing(report, weeks, over, wide, a_cell, spoken_of)):
        tick = ticks.get(place)
        label = fit_right("" if tick is None else str(tick), margin - 1) + " "
        lines.append([(label, "$quiet"), *_runs(row, " " if tick is None else "┈")])
    quiet = (fitting - spoken_of) * wide
    line = [("─" * quiet, "$rule"), ("━" * (wide * fitting - quiet), "$quiet")]
    lines.append([(fit_right("0", margin - 1) + " ", "$quiet"), *line])
    hanging = _hanging(report, weeks, under, wide, a_cell)
    lines += [[(" " * margin, ""), *_runs(row, " ")] for row in hanging]
    return [*lines, [(" " * margin + _months(weeks, wide), "$quiet")]]


def _highest(report: Report, *, below: bool) -> int:
    places = [place for place, column in enumerate(report.columns) if column.below == below]
    return max(sum(row.values[place] or 0 for place in places) for row in report.rows)


def _spoken_of(report: Report, weeks: Sequence[Row]) -> int:
    """How many of the weeks, at the end, the title speaks of."""
    return min(report.span or len(weeks), len(weeks))


def _standing(
    report: Report, weeks: Sequence[Row], rows: int, wide: int, a_cell: float, spoken_of: int
) -> Iterator[list[Piece]]:
    """The cells over the line, from the top; the first column of the report stands there alone."""
    style = STYLES[report.columns[0].tone]
    quiet = len(weeks) - spoken_of
    heights = [(week.values[0] or 0) / a_cell for week in weeks]
    for line in _eighths(heights, rows, UPWARDS):
        yield [
            cell
            for place, block in enumerate(line)
            for cell in [(block, "$faint" if place < quiet else style)] * wide
        ]


def _eighths(lengths: Sequence[float], cells: int, blocks: str) -> list[str]:
    """Bars side by side, so many cells long each; a line of text for each row from the top.

    Any length above 0 shows.
    """
    full = EIGHTHS * cells
    filled = [min(full, max(1, round(EIGHTHS * each))) if each > 0 else 0 for each in lengths]
    return [
        "".join(blocks[min(EIGHTHS, max(0, eighths - below))] for eighths in filled)
        for below in range(full - EIGHTHS, -1, -EIGHTHS)
    ]


def standing(lengths: Sequence[float], rows: int) -> list[str]:
    """Columns a cell wide, so many cells high each; a line of text for each row from the top."""
    return _eighths(lengths, rows, UPWARDS)


def _hanging(
    report: Report, weeks: Sequence[Row], rows: int, wide: int, a_cell: float
) -> list[list[Piece]]:
    """The cells under the line, from the line down: whole cells, a column of the report after the other."""
    grid: list[list[Piece]] = [[(" ", "")] * wide * len(weeks) for _ in range(rows)]
    for number, week in enumerate(weeks):
        start, deep = 0, 0.0
        for place, column in enumerate(report.columns):
            value = week.values[place] or 0
            if not column.below or not value:
                continue
            deep += value / a_cell
            end = min(rows, max(start + 1, round(deep)))
            left = number * wide
            for row in range(min(start, rows - 1), end):
                drawn = _below(report, place, wide, last=row == end - 1)
                grid[row][left : left + wide] = [
                    (each, "$quiet" if each == STEM else STYLES[column.tone]) for each in drawn
                ]
            start = end
    return grid


def _below(report: Report, place: int, wide: int, *, last: bool) -> str:
    """A line of one week of a column that hangs: filled, or a stem with a cross at its end."""
    mark = mark_of(report, place)
    if mark != CROSSED:
        return mark * wide
    middle = (wide - 1) // 2
    return " " * middle + (mark if last else STEM) + " " * (wide - 1 - middle)


def _runs(row: Sequence[Piece], blank: str) -> list[Piece]:
    """Cells as runs of one style; empty ones as ``blank``."""
    runs: list[Piece] = []
    for drawn, style in row:
        text, look = (blank, "$rule") if drawn == " " else (drawn, style)
        if runs and runs[-1][1] == look:
            runs[-1] = (runs[-1][0] + text, look)
        else:
            runs.append((text, look))
    return runs


def _months(weeks: Sequence[Row], wide: int) -> str:
    """The names of the months under the first weeks that begin in them."""
    text = ""
    month = 0
    for place, week in enumerate(weeks):
        if week.on is None or week.on.month == month:
            continue
        month = week.on.month
        if len(text) <= place * wide and place * wide + 3 <= wide * len(weeks):
            text = text.ljust(place * wide) + MONTHS[month - 1] + " "
    return text


def numbers(report: Report) -> list[list[Piece]]:
    """The numbers of the weeks as lines, the titles first; the newest of past weeks on top."""
    cells = [max(cell_len(column.title), 3) for column in report.columns]
    label = max(cell_len(report.head), *(cell_len(row.label) for row in report.rows))
    titles: list[Piece] = [(fit(report.head, label), "$quiet")]
    titles += [
        ("  " + fit_right(column.title, width), STYLES[column.tone])
        for column, width in zip(report.columns, cells, strict=True)
    ]
    lines = [titles]
    for row in reversed(report.rows) if report.drawn is Drawing.PAST else report.rows:
        line: list[Piece] = [(fit(row.label, label), "$quiet")]
        for value, width in zip(row.values, cells, strict=True):
            line.append(
                ("  " + fit_right(_said(value), width), "$foreground" if value else "$faint")
            )
        lines.append(line)
    return lines


def bars(report: Report, width: int, height: int) -> list[list[Piece]]:
    """Rows of bars, one for every number, which stands before its bar; remarks behind, or below if narrow."""
    labels = [clean(row.label) for row in report.rows]
    label = max(cell_len(report.head), *map(cell_len, labels))
    label = min(label, 26, width // (2 if len(report.columns) == 1 else 3))
    noted = any(row.note for row in report.rows)
    below = noted and width < BESIDE_FROM and 2 * len(labels) < height
    room = (width - label - 2) // len(report.columns) - 2
    longest = min(LONGEST_BAR, room // 3 if noted and not below else room)
    titles: list[Piece] = [(fit(report.head, label) + "  ", "$quiet")]
    lines: list[list[Piece]] = [[(fit(name, label) + "  ", "$foreground")] for name in labels]
    for place, (column, top) in enumerate(zip(report.columns, _tops(report), strict=True)):
        said = [_said(row.values[place]) for row in report.rows]
        digits = max(map(len, said))
        length = max(4, longest - digits - 1)
        cells = max(digits + 1 + length, min(cell_len(column.title), room))
        titles.append((fit(column.title, cells) + "  ", "$quiet"))
        for line, row, number in zip(lines, report.rows, said, strict=True):
            value = row.values[place] or 0
            line.append((fit_right(number, digits) + " ", "bold $ink" if value else "$faint"))
            drawn = bar(value * length / top, length)
            line.append((fit(drawn, cells - digits - 1) + "  ", STYLES[row.tone or column.tone]))
    if not noted:
        return _airy(titles, lines, height)
    notes = [clean(row.note) for row in report.rows]
    if below:
        under: list[list[Piece]] = [[("  " + fit(note, width - 2), "$quiet")] for note in notes]
        return [titles, *(part for pair in zip(lines, under, strict=True) for part in pair)]
    for line, note in zip(lines, notes, strict=True):
        line.append((fit(note, width - sum(cell_len(text) for text, _ in line)), "$quiet"))
    return _airy(titles, lines, height)


def _airy(titles: list[Piece], lines: list[list[Piece]], height: int) -> list[list[Piece]]:
    """Bars with a line between them where there is room, so that each is one by itself."""
    if 2 * len(lines) + 1 > height:
        return [titles, *lines]
    thick = 1 + (THICK_FROM <= height >= 4 * len(lines) + 1)
    return [titles, *(part for line in lines for part in ([], line, _again(line))[: 1 + thick])]


def _again(line: list[Piece]) -> list[Piece]:
    """The bars of a line once more, without its words: where there is room they are twice as thick."""
    bars_ = set(STYLES.values())
    return [(said if style in bars_ else " " * cell_len(said), style) for said, style in line]


def bar(length: float, cells: int) -> str:
    """A lying bar of a length in cells, at most so many."""
    return "".join(reversed(_eighths([length], cells, RIGHTWARDS)))


def _said(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def _tops(report: Report) -> list[int]:
    """Where a full bar of each column ends: columns of one unit share it."""
    highest: dict[str, int] = {}
    names = [column.unit or str(place) for place, column in enumerate(report.columns)]
    for row in report.rows:
        for name, value in zip(names, row.values, strict=True):
            highest[name] = max(highest.get(name, 1), value or 0)
    return [report.full or highest[name] for name in names]

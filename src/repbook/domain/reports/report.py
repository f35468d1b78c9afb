"""What a report is: a title that says the finding, numbers in rows, and what to know besides (§5, screen 6).

The screen draws the rows and the command line prints them: both show the same numbers. Counts stand before shares,
no number has decimals, and there is no share of fewer than five: sixty customers give no precision.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ...values import NamedTuple
from ..spine.kinds import Phase

PHASES = (Phase.EXCITEMENT, Phase.LEARNING, Phase.SETTLED)
LEAST_FOR_A_SHARE = 5


class Tone(StrEnum):
    """What a number means, so that it can be drawn alike everywhere."""

    PLAIN = "plain"
    GOOD = "good"
    LATE = "late"
    BAD = "bad"


class Drawing(StrEnum):
    """How the rows of a report are best looked at: weeks that were, weeks to come, or bars side by side."""

    PAST = "past"
    AHEAD = "ahead"
    BARS = "bars"


class Column(NamedTuple):
    """One number of every row. Columns of one ``unit`` share a scale; ``below`` hangs from the line of weeks."""

    title: str
    tone: Tone = Tone.PLAIN
    unit: str = ""
    below: bool = False


class Row(NamedTuple):
    """One row of numbers, a value a column; None is unknown. ``on`` is the Monday of a week.

    ``tone`` goes before that of the columns.
    """

    label: str
    values: tuple[int | None, ...]
    note: str = ""
    on: date | None = None
    tone: Tone | None = None


class Line(NamedTuple):
    """One remark: what it is, the number in words, and what to know of it."""

    label: str
    value: str
    note: str = ""


class Glance(NamedTuple):
    """A report at a glance: one number and what it is of; ``better`` says which way it went, None for neither."""

    figure: str
    said: str
    change: str = ""
    better: bool | None = None


class Report(NamedTuple):
    """One report. Without rows the title says what is missing, and ``hint`` what brings the first one.

    ``head`` is the title over the labels; ``full`` is where a bar ends, where that is not the highest value.
    ``span`` is how many rows at the end the title speaks of, 0 for all; ``unit`` what the numbers of a plot count;
    ``parts`` says that the columns are parts of one whole, ``main`` which of them stands for a row where not.
    """

    title: str
    head: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()
    hint: str = ""
    drawn: Drawing = Drawing.BARS
    full: int | None = None
    glance: Glance | None = None
    span: int = 0
    unit: str = ""
    parts: bool = False
    main: int = 0

    def whole(self, row: Row) -> int:
        """The number that stands for a row where there is room for one."""
        counted = [value or 0 for value in row.values]
        if self.drawn is not Drawing.BARS or self.parts:
            return sum(counted)
        return counted[self.main]


class Named(NamedTuple):
    """A report by its name: ``title`` in the list of screen 6, ``group`` the heading that it stands under."""

    name: str
    title: str
    group: str


CARE, CAME, BOOK = "LOOKING AFTER THEM", "WHAT CAME OF IT", "THE BOOK"
CATALOGUE = (
    Named("promises", "Promises", CARE),
    Named("debt", "Attention debt", CARE),
    Named("touches", "Touches", CARE),
    Named("attention", "Your attention", CARE),
    Named("load", "Weeks ahead", CARE),
    Named("checks", "Checks by phase", CAME),
    Named("problems", "Problems", CAME),
    Named("aftercare", "After-care", CAME),
    Named("untold", "Untold evidence", CAME),
    Named("themes", "Room to improve", CAME),
    Named("tenure", "Tenure", BOOK),
    Named("repeat", "Again and referred", BOOK),
    Named("risk", "What the risk said", BOOK),
)
"""Every report, in the order of the screen."""
NAMES = tuple(each.name for each in CATALOGUE)


def title_of(name: str) -> str:
    """The title of a report by its name."""
    return next((each.title for each in CATALOGUE if each.name == name), name)


def share(part: int, whole: int) -> str:
    """``12 of 40, 30 %``: the count first, and no share of fewer than five."""
    if whole < LEAST_FOR_A_SHARE:
        return f"{part} of {whole}"
    return f"{part} of {whole}, {round(100 * part / whole)} %"

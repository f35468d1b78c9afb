"""An import as lines: what will happen, what differs, what each column fills; and how they are drawn."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from ....values import NamedTuple
from ....wording import count, tables_text
from ...lists.row_list import RowList
from ...text.render import Piece, fit
from .arriving import Arriving

if TYPE_CHECKING:
    from ....actions.changes.differences import Difference
    from ....interchange.reading.columns import Column
    from ....storage.finding.duplicates import Double

ASIDE, LEFT_OUT = "aside", "ignore"
SHOWN = {ASIDE: "kept aside", LEFT_OUT: "left out"}
"""What a column fills, where it fills no field."""
WHY = {"chosen": "you", "remembered": "as last time", "words": "by its heading"}
HERE = (
    (re.compile(r"\(--sheet .+? brings it\)"), "(s chooses another)"),
    (re.compile(r', --map "[^"]+=([a-z]+)"'), r", Enter on it below, then \1"),
)
"""What notices say in the words of the command line, and here."""
MOST_REASONS = 6
MOST_DOUBLES = 4


class ImportLine(NamedTuple):
    """One line. ``role`` is that of its text; ``column`` or ``difference`` is what Enter changes."""

    key: Hashable
    lead: str = ""
    text: str = ""
    role: str = "text"
    column: Column | None = None
    difference: Difference | None = None
    heading: bool = False


class ImportList(RowList[ImportLine]):
    """The lines of one file."""

    DEFAULT_CSS = "ImportList { padding: 1 0 0 0; }"

    def selectable(self, item: ImportLine) -> bool:
        return item.column is not None or item.difference is not None

    def draw(self, item: ImportLine, line: int, width: int, selected: bool) -> list[Piece]:
        if item.column is not None:
            return _column(item.column, width, selected)
        if item.difference is not None:
            return _difference(item, item.difference, width, selected)
        if item.heading:
            return [(" " + fit(item.text, width - 1), "heading")]
        return [
            ("  ", "text"),
            (fit(item.lead, 12), "quiet"),
            (fit(item.text, max(1, width - 15)), item.role),
            (" ", "text"),
        ]


def lines_of(
    one: Arriving, width: int, doubles: Sequence[Double] = (), *, done: bool = False
) -> list[ImportLine]:
    """The lines of a file in so many cells; ``doubles`` are those of all files, ``done`` says that it is filed."""
    lines: list[ImportLine] = []
    for title, part in (
        ("What was done" if done else "What will happen", list(_outcome(one, done=done))),
        ("In the book twice, it seems", list(_doubles(doubles))),
        ("The file says otherwise", list(_differences(one))),
        ("The columns, with a value, and what each fills", list(_columns(one))),
    ):
        if part:
            if lines:
                lines.append(ImportLine(("gap", title)))
            lines.append(ImportLine(("heading", title), text=title, heading=True))
            lines += [each for line in part for each in _wrapped(line, width)]
    return lines


def _wrapped(line: ImportLine, width: int) -> Iterator[ImportLine]:
    """A line of words as several, where the screen is narrower than they are long."""
    if line.column is not None or line.difference is not None:
        yield line
        return
    for number, part in enumerate(wrap(line.text, max(20, width - 16)) or [""]):
        lead = line.lead if number == 0 else ""
        yield line._replace(key=(line.key, number), lead=lead, text=part)


def _outcome(one: Arriving, *, done: bool) -> Iterator[ImportLine]:
    if one.refused:
        yield ImportLine("refused", "can't come", one.refused, "alarm")
        return
    if one.plan is not None and one.plan.open is not None:
        yield ImportLine("open", "asked", one.plan.open.message, "due")
        yield ImportLine("hint", "", _next_step(one.plan.open.field))
        return
    report = one.report
    if report is None:
        yield ImportLine("soon", "", "being looked through …", "quiet")
        return
    yield ImportLine(
        "added", "added" if done else "add", tables_text(report.added) or "nothing new", "ink"
    )
    if report.known:
        yield ImportLine("known", "known", f"{count(report.known, 'record')} already in the book")
    if report.left_out:
        yield ImportLine("out", "left out", count(report.left_out, "line"), "due")
    if report.in_part:
        yield ImportLine("part", "in part", count(report.in_part, "line"), "due")
    for number, problem in enumerate(report.problems[:MOST_REASONS]):
        yield ImportLine(("why", number), "", f"line {problem.line}: {problem.reason}", "quiet")
    if len(report.problems) > MOST_REASONS:
        yield ImportLine("more", "", f"… and {len(report.problems) - MOST_REASONS} more", "quiet")
    for number, notice in enumerate(report.notices):
        yield ImportLine(
            ("note", number), "note" if number == 0 else "", _in_the_app(notice), "quiet"
        )


def _in_the_app(notice: str) -> str:
    """A notice without the words of the command line: what it names there is a key here."""
    for pattern, words in HERE:
        notice = pattern.sub(words, notice)
    return notice


def _next_step(field: str) -> str:
    return {
        "day_order": "d says whether the day or the month comes first",
        "day": "say below which column is the day of the sale: Enter on it, then ordered",
        "other": "bring in another file, or say below what the columns are: Enter on a column",
        "map": "say below which column is whose name: Enter on a column",
    }.get(field, "say below what the columns are: Enter on a column")


def _doubles(doubles: Sequence[Double]) -> Iterator[ImportLine]:
    for number, pair in enumerate(doubles[:MOST_DOUBLES]):
        words = f"{pair.keep} = {pair.join}: {', '.join(pair.reasons)}"
        yield ImportLine(("double", number), "", words)
    if len(doubles) > MOST_DOUBLES:
        more = (
            f"… and {count(len(doubles) - MOST_DOUBLES, 'pair')} more; all can be joined afterwards"
        )
        yield ImportLine("more doubles", "", more, "quiet")


def _differences(one: Arriving) -> Iterator[ImportLine]:
    for difference in one.report.differences if one.report else ():
        if difference.asked:
            yield ImportLine(("difference", difference.key), difference=difference)
        else:
            whose = ", ".join(filter(None, (difference.name, difference.customer)))
            text = f"{whose}: {difference.label} {difference.after}"
            yield ImportLine(("told", difference.key), difference.came, text, "quiet")


def _columns(one: Arriving) -> Iterator[ImportLine]:
    for column in one.plan.columns if one.plan else ():
        yield ImportLine(("column", column.number), column=column)


def _column(column: Column, width: int, selected: bool) -> list[Piece]:
    fills, why = SHOWN.get(column.field, column.field), WHY.get(column.why, "")
    name, field = max(12, width * 3 // 10), max(16, width // 4)
    beside = 14 if width >= 100 else 0
    sample = max(6, width - name - field - beside - 5)
    quiet = column.field in SHOWN
    return [
        ("▌" if selected else " ", "key"),
        (fit(column.heading or f"Column {column.number}", name), "ink" if selected else "text"),
        (" ", "text"),
        (fit(column.samples[0] if column.samples else "", sample), "quiet"),
        (" → ", "quiet"),
        (fit(fills, field), "quiet" if quiet else "key"),
        (fit(why, beside), "quiet"),
    ]


TAKE = {"taken": "✓ take", "kept": "  keep", "open": "? asked", "yours": "  yours"}


def _difference(
    item: ImportLine, difference: Difference, width: int, selected: bool
) -> list[Piece]:
    whose = " · ".join(filter(None, (difference.name or difference.customer, difference.label)))
    lead, each = max(16, width * 3 // 10), max(8, (width - max(16, width * 3 // 10) - 14) // 2)
    taken = difference.came == "taken"
    return [
        ("▌" if selected else " ", "key"),
        (fit(TAKE.get(difference.came, difference.came), 9), "good" if taken else "due"),
        (fit(whose, lead), "ink" if selected else "text"),
        (fit(difference.before or "–", each), "quiet" if taken else "text"),
        (" → ", "quiet"),
        (fit(difference.after, each), "text" if taken else "quiet"),
    ]

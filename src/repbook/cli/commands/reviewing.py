"""``repbook review``: the page of a week, of this one unless another is named."""

from __future__ import annotations

from ...domain.reports.report import Line
from ...domain.review.week_page import WeekPage, sections, title
from ...domain.spine.weeks import week_of
from ...storage.reports.week_page import week_page
from ...wording import safe
from ..call import Call
from ..console import Console
from ..text.cells import fit, width

LABEL, VALUE = 20, 12
"""Cells of a label, and of a number that its note stands beside."""


def review(call: Call) -> int:
    """Print the page as text, or as the Markdown that the weekly review keeps."""
    week = call.options.week or week_of(call.clock.today())
    page = week_page(call.open(), week, call.rules)
    if call.options.format == "md":
        from ...interchange.writing import week_md

        call.console.stream(week_md.page(page))
    else:
        _print(call.console, page)
    return 0


def _print(console: Console, page: WeekPage) -> None:
    console.line((title(page), "title"))
    for section in sections(page):
        console.line()
        console.line((section.title, "title"))
        for line in section.lines:
            _print_line(console, line)


def _print_line(console: Console, line: Line) -> None:
    """The number beside its label, and what to know of it beside both; below them where there is no room."""
    label, value, note = line
    if not label:
        console.wrapped("  ", value)
        return
    lead = f"  {fit(safe(label), LABEL)}  "
    if note and width(safe(value)) <= VALUE and width(safe(note)) <= _room(console, lead):
        console.line((lead, "quiet"), fit(safe(value), VALUE), (f"  {note}", "quiet"))
    else:
        console.wrapped(lead, f"{value} · {note}" if note else value)


def _room(console: Console, lead: str) -> int:
    return console.width - width(lead) - VALUE - 2

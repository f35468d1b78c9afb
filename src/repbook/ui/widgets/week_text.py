"""The page of a week to read: a label, the number, and what to know of it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from ...domain.review.week_page import WeekPage, sections, title
from ..text.paragraphs import hung, wrap
from ..text.render import Piece, fit, pieces
from .card_page import COLUMN

LABEL, VALUE = 22, 14
"""Cells of the label and of the number."""


class WeekText(VerticalScroll):
    """The page of a week, in a column that scrolls."""

    DEFAULT_CSS = """
    WeekText {
        width: 1fr; height: 1fr; align-horizontal: center; background: $background;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $rule;
    }
    WeekText Static { width: 100%; max-width: 76; height: auto; padding: 1 1 0 1; }
    """

    def __init__(self, week: WeekPage) -> None:
        super().__init__(can_focus=False)
        self.week = week
        self.words = Static("")

    def compose(self) -> ComposeResult:
        yield self.words

    def show(self, week: WeekPage) -> None:
        """Show another page."""
        self.week = week
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = min(COLUMN, self.scrollable_content_region.width) - 2
        self.words.update(pieces(page_lines(self.week, width)))


def page_lines(week: WeekPage, width: int) -> list[Piece]:
    """The sections of a week within ``width`` cells; what has no room beside its label hangs under it."""
    parts: list[Piece] = [(f"{line}\n", "bold $ink") for line in wrap(title(week), width)]
    for section in sections(week):
        parts.append((f"\n{section.title}\n", "bold $key"))
        for label, value, note in section.lines:
            parts += _line(label, value, note, width)
    return parts


def _line(label: str, value: str, note: str, width: int) -> list[Piece]:
    if not label:
        return [(f"{line}\n", "$ink") for line in wrap(value, width)]
    label = fit(label, LABEL - 1)
    if cell_len(value) < VALUE and cell_len(note) <= width - LABEL - VALUE:
        shown = fit(value, VALUE) if note else value
        return [(f"{label} ", "$quiet"), (shown, "$ink"), (f"{note}\n", "$quiet")]
    parts = hung(label, value, width, "$ink", label_width=LABEL)
    return parts + (hung("", note, width, "$quiet", label_width=LABEL) if note else [])

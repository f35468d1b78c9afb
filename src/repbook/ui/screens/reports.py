"""6 Reports: what the book has learned, in counts with their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from ...domain.learned import Line, Section
from ...storage.learned import learned
from ...wording import clean
from ..render import Piece, columns, fit
from ..widgets.empty import Empty
from ..widgets.entries import Entry, EntryList, sections
from .base import BookScreen

LABEL, VALUE = 21, 18


class Figures(EntryList):
    """Lines of figures: a label, the number, and what to know of it."""

    def draw(self, item: Entry, line: int, width: int, selected: bool) -> list[Piece]:
        if item.heading:
            return super().draw(item, line, width, selected)
        rest = columns(width, (1, LABEL, 2, VALUE, 1))
        return [
            ("▌" if selected else " ", "key"),
            (fit(item.word, LABEL), "quiet"),
            ("  ", "text"),
            (fit(item.text, VALUE), "ink"),
            (fit(item.aside, rest), "quiet"),
            (" ", "text"),
        ]


class ReportsScreen(BookScreen):
    """What the book has learned."""

    DEFAULT_CSS = """
    ReportsScreen Figures { padding: 1 1 0 1; }
    ReportsScreen Empty { display: none; }
    ReportsScreen.-empty Empty { display: block; }
    ReportsScreen.-empty Figures { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.go('today')", show=False)]
    AUTO_FOCUS = "Figures"
    name_in_tabs = "reports"

    def hints(self) -> tuple[Piece, ...]:
        return (("1", "Today"), ("3", "Customers"), ("4", "Ledgers"), ("/", "find"), ("?", "help"))

    def body(self) -> list[Widget]:
        self.figures = Figures()
        empty = Empty()
        empty.say("The book has learned nothing yet.", "w writes down a won sale, l logs a call.")
        return [self.figures, empty]

    def on_mount(self) -> None:
        self.run_worker(self.reload(), group="read")

    async def reload(self) -> None:
        found = await self.app.keeper.ask(learned, self.app.rules)
        self.set_class(not found, "-empty")
        self.figures.fill(figures(found))


def figures(found: Sequence[Section]) -> list[Entry]:
    """The sections as entries of one list."""
    return sections(
        (section.title, [_line(section, line) for line in section.lines]) for section in found
    )


def _line(section: Section, line: Line) -> Entry:
    key = (section.title, line.label, line.value)
    return Entry(key, clean(line.value), word=line.label, aside=clean(line.note))

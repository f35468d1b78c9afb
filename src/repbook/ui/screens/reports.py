"""6 Reports: what the book has learned, one report at a time, drawn with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from ...domain.reports.report import CATALOGUE, NAMES, Report
from ...errors import RepbookError
from ...storage.reports.reports import is_empty, report
from ..lists.empty import Empty
from ..lists.entries import Entry, EntryList, sections
from ..lists.row_list import RowList
from ..text.render import Piece, fit
from ..widgets.report_page import ReportPage
from .base import BookScreen


class ReportList(EntryList):
    """The reports by name. Its pages are those of the report beside it."""

    def __init__(self, entries: Sequence[Entry], page: ReportPage) -> None:
        super().__init__(entries)
        self.page = page

    def draw(self, item: Entry, line: int, width: int, selected: bool) -> list[Piece]:
        name = fit(item.text, width - 1)
        if item.heading:
            return [(" " + name, "heading")]
        return [("▌" if selected else " ", "key"), (name, "ink" if selected else "text")]

    def action_page(self, side: int) -> None:
        """A page of the numbers."""
        self.page.turn(side)


class ReportsScreen(BookScreen):
    """What the book has learned. A report is read when it is chosen, and kept until the book changes."""

    DEFAULT_CSS = """
    ReportsScreen ReportList { width: 21; padding: 1 0 0 1; }
    ReportsScreen Empty { display: none; }
    ReportsScreen.-empty Empty { display: block; }
    ReportsScreen.-empty ReportList { width: 0; padding: 0; }
    ReportsScreen.-empty ReportPage { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.go('today')", show=False),
        Binding("right_square_bracket", "tab(1)", show=False),
        Binding("left_square_bracket", "tab(-1)", show=False),
    ]
    AUTO_FOCUS = "ReportList"
    name_in_tabs = "reports"

    def hints(self) -> tuple[Piece, ...]:
        return (
            ("{down} {up}", "report"),
            ("PgDn", "more numbers"),
            ("{review}", "review"),
            ("{today}", "Today"),
            ("{ledgers}", "Ledgers"),
            ("{help}", "help"),
        )

    def body(self) -> list[Widget]:
        self.read: dict[str, Report] = {}
        self.reading = False
        self.page = ReportPage(self.app.key)
        self.names = ReportList(catalogue(), self.page)
        empty = Empty()
        words = self.app.key.fill("{sale} writes down a won sale, {log} logs a call.")
        empty.say("The book has learned nothing yet.", words)
        return [self.names, self.page, empty]

    async def reload(self) -> None:
        self.read.clear()
        self.set_class(await self.app.keeper.ask(is_empty), "-empty")
        self._read_on()

    def action_tab(self, step: int) -> None:
        """The report beside."""
        self.names.action_move(step)

    @on(RowList.Highlighted)
    def _chosen(self) -> None:
        if self.chosen in self.read:
            self.page.show(self.read[self.chosen])
        self._read_on()

    @work(group="read")
    async def _read_on(self) -> None:
        """Read and show the report that is chosen, then read the one below, which is likely to be the next.

        One at a time: whoever runs through the list waits for one other at most.
        """
        if self.reading or self.has_class("-empty"):
            return
        self.reading = True
        try:
            while (name := self._wanted()) is not None:
                await self._read(name)
        except RepbookError as error:
            self.app.say(str(error), severity="error")
        finally:
            self.reading = False

    def _wanted(self) -> str | None:
        """The report to read next, if any."""
        place = NAMES.index(self.chosen)
        return next((name for name in NAMES[place : place + 2] if name not in self.read), None)

    async def _read(self, name: str) -> None:
        """Read one report, and keep it unless the book changed meanwhile."""
        stamp = self.app.stamp
        found = await self.app.keeper.ask(report, name, self.app.rules)
        if stamp != self.app.stamp:
            return
        self.read[name] = found
        if name == self.chosen:
            self.page.show(found)

    @property
    def chosen(self) -> str:
        """The name of the highlighted report."""
        return str(self.names.item.key) if self.names.item else NAMES[0]


def catalogue() -> list[Entry]:
    """The reports under their headings."""
    groups = dict.fromkeys(each.group for each in CATALOGUE)
    return sections(
        (group, [Entry(each.name, each.title) for each in CATALOGUE if each.group == group])
        for group in groups
    )

"""6 Reports: what the book has learned, each report drawn beside all their numbers; and all of them as tiles."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from ...domain.reports.report import CATALOGUE, NAMES, Report
from ...errors import Dropped, RepbookError
from ...storage.reports.reports import is_empty, report
from ...wording import clean
from ..lists.empty import Empty
from ..lists.entries import Entry, EntryList, sections
from ..lists.row_list import RowList
from ..reports.report_page import ReportPage
from ..reports.tiles import TileBoard
from ..shell import stillness
from ..text.render import Piece, fit
from .base import BookScreen

FIGURES = 100
"""Columns of a terminal from which each name has its number beside it."""


class ReportList(EntryList):
    """The reports by name, each with its number where there is room. Its pages are those of the report beside it."""

    def __init__(self, entries: Sequence[Entry], page: ReportPage) -> None:
        super().__init__(entries)
        self.page = page
        self.reports: Mapping[str, Report] = {}

    def show(self, reports: Mapping[str, Report], name: str = "") -> None:
        """Show the numbers of what is read so far; with ``name`` only that one came."""
        self.reports = reports
        if name:
            self.refresh_line_of(self._at_key(name))
        else:
            self.refresh()

    def draw(self, item: Entry, line: int, width: int, selected: bool) -> list[Piece]:
        if item.heading:
            return [(" " + fit(item.text, width - 1), "heading")]
        figure, room = self._figure(item), width - 2
        name = fit(item.text, room - cell_len(figure))
        style = "ink" if selected else "text"
        return [("▌" if selected else " ", "key"), (name, style), (f"{figure} ", "quiet")]

    def _figure(self, item: Entry) -> str:
        """The number of a report, where the list is wide enough."""
        report = self.reports.get(str(item.key))
        if self.app.size.width < FIGURES or report is None or report.glance is None:
            return ""
        return f" {clean(report.glance.figure)}"

    def action_page(self, side: int) -> None:
        """A page of the numbers."""
        self.page.turn(side)


HINTS = (
    ("Enter", "open"),
    ("← →", "report"),
    ("{review}", "review"),
    ("{today}", "Today"),
    ("{ledgers}", "Ledgers"),
)
OPEN_HINTS = (
    ("{down} {up}", "report"),
    ("{reports}", "all at a glance"),
    ("PgDn", "more numbers"),
    ("{review}", "review"),
    ("{today}", "Today"),
    ("{ledgers}", "Ledgers"),
)
"""The keys while all reports stand there, and while one of them is open."""


class ReportsScreen(BookScreen):
    """What the book has learned: a report whole beside the numbers of all, and all of them at a glance.

    A report is read once, and kept until the book changes.
    """

    DEFAULT_CSS = """
    ReportsScreen TileBoard { display: block; }
    ReportsScreen ReportList { width: 21; padding: 1 0 0 1; display: none; }
    ReportsScreen.-wide ReportList { width: 33; }
    ReportsScreen ReportPage { display: none; }
    ReportsScreen.-open TileBoard { display: none; }
    ReportsScreen.-open ReportList { display: block; }
    ReportsScreen.-open ReportPage { display: block; }
    ReportsScreen Empty { display: none; }
    ReportsScreen.-empty Empty { display: block; }
    ReportsScreen.-empty TileBoard, ReportsScreen.-empty ReportList { display: none; }
    ReportsScreen.-empty ReportPage { display: none; }
    ReportsScreen.-high TileBoard { padding: 1 1 0 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (FIGURES, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("right_square_bracket", "tab(1)", show=False),
        Binding("left_square_bracket", "tab(-1)", show=False),
    ]
    AUTO_FOCUS = "ReportList"
    name_in_tabs = "reports"

    def hints(self) -> tuple[Piece, ...]:
        if not self.opened:
            return HINTS
        return tuple(each for each in OPEN_HINTS if each[0] != "PgDn" or self.page.has_more)

    def body(self) -> list[Widget]:
        self.read: dict[str, Report] = {}
        self.reading, self.opened, self.from_tile = False, True, False
        self.shown = asyncio.Event()
        """Set once the report that is open was read, or can't be now."""
        self.board = TileBoard()
        self.page = ReportPage(self.app.key)
        self.names = ReportList(catalogue(), self.page)
        empty = Empty()
        empty.say(
            "The book has learned nothing yet.", "{sale} writes down a won sale, {log} logs a call."
        )
        self.add_class("-open")
        return [self.board, self.names, self.page, empty]

    async def on_screen_resume(self) -> None:
        """Go on with what was dropped when the screen was left."""
        if self.ready and self.is_mounted and not self.gone:
            self._read_on()

    async def reload(self) -> None:
        self.read.clear()
        self.names.show(self.read)
        self.set_class(await self.app.keeper.ask(is_empty), "-empty")
        self._read_on()

    async def read_beside(self) -> None:
        """The report that is open comes with the screen, unless it takes long."""
        if not self.has_class("-empty"):
            with suppress(TimeoutError):
                await asyncio.wait_for(self.shown.wait(), stillness.PART_SECONDS)

    # -- all of them, and one ------------------------------------------------------------------------

    @on(TileBoard.Opened)
    def _opened(self, event: TileBoard.Opened) -> None:
        self._turn(opened=True)
        self.from_tile = True
        self.names.highlight(event.name)
        self._draw(self.read.get(self.chosen))
        self._read_on()

    def action_back(self) -> None:
        """From a report that a tile opened to the tiles; else to Today."""
        if self.opened and self.from_tile:
            self.come_again()
        else:
            self.app.action_go("today")

    def come_again(self) -> None:
        """The screen's own key, pressed on it: all reports at a glance, or the one that was looked at."""
        self.from_tile = False
        self.board.go(self.chosen)
        self._turn(opened=not self.opened)
        self._read_on()

    def _turn(self, *, opened: bool) -> None:
        self.opened = opened
        self.set_class(opened, "-open")
        self.names.display = self.page.display = opened
        self.board.display = not opened
        self.set_focus(self.names if opened else self.board)
        self.hint_bar.show(self.hints())

    def action_tab(self, step: int) -> None:
        """The report beside."""
        (self.names if self.opened else self.board).action_move(step)

    @on(RowList.Highlighted)
    def _chosen(self) -> None:
        if self.opened and self.chosen in self.read:
            self._draw(self.read[self.chosen])
        self._read_on()

    # -- reading -------------------------------------------------------------------------------------

    @work(group="read")
    async def _read_on(self) -> None:
        """Read what is shown and not known yet, one at a time: the open report, the one below it, then all numbers."""
        if self.reading or self.has_class("-empty"):
            return
        self.reading = True
        try:
            while (name := self._wanted()) is not None:
                await self._read(name)
        except Dropped:
            pass  # the rest is read when the screen comes back
        except RepbookError as error:
            self.app.say(str(error), severity="error")
        finally:
            self.reading = False
            self.shown.set()

    def _wanted(self) -> str | None:
        """The report to read next, if any."""
        place = NAMES.index(self.chosen)
        near = NAMES[place : place + 2]
        rest = () if self.opened and self.app.size.width < FIGURES else NAMES
        return next((name for name in (*near, *rest) if name not in self.read), None)

    async def _read(self, name: str) -> None:
        """Read one report, and keep it unless the book changed meanwhile."""
        stamp = self.app.stamp
        found = await self.app.keeper.read(self, report, name, self.app.rules)
        if stamp != self.app.stamp:
            return
        self.read[name] = found
        self.board.show(self.read)
        self.names.show(self.read, name)
        if name == self.chosen:
            self.shown.set()
        if self.opened and name == self.chosen:
            self._draw(found)

    def _draw(self, found: Report | None) -> None:
        """Show a report; only one with more numbers than fit is told to have them."""
        self.page.show(found)
        self.hint_bar.show(self.hints())

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

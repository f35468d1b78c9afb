"""The table of Customers: the columns that fit, a head with the sort's arrow, one line a customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ...domain.shown.customer_views import CustomerRow
from ...domain.spine.kinds import Phase
from ...domain.spine.model import Standing
from ...values import NamedTuple
from ...wording import PHASE_GLYPH, SAVE_GLYPH
from ..lists.window import Read, Slot, WindowedRows
from ..text.event_words import (
    day_brief,
    money_text,
    name_of,
    risk_role,
    risk_text,
    silence_role,
    silence_text,
)
from ..text.gauges import LINE, bar
from ..text.render import Piece, fit, fit_right, marked, pieces, showing

Cell = tuple[str, str]
Draw = Callable[[CustomerRow, Standing, date], Cell]


class Column(NamedTuple):
    """One column: ``width`` 0 shares what is left; shown from ``least`` cells of the whole table.

    ``sort`` is what a click on its title sorts by.
    """

    id: str
    title: str
    width: int
    draw: Draw
    right: bool = False
    least: int = 0
    sort: str = ""


PLAIN_PHASES = {Phase.SETTLED: "settled", Phase.NONE: "no sale"}


def _name(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return name_of(row), "ink"


def _tier(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return str(stands.tier), "quiet"


def _phase(row: CustomerRow, stands: Standing, today: date) -> Cell:
    if stands.state != "active":
        return f"  {stands.state}", "quiet"
    word = PLAIN_PHASES.get(stands.phase, stands.phase_note)
    role = str(stands.phase) if stands.phase is not Phase.NONE else "quiet"
    return f"{PHASE_GLYPH[stands.phase]} {word}", role


def _risk(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return risk_text(stands.risk), risk_role(stands.risk.band)


def _silence(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return silence_text(stands.silence), silence_role(stands.silence)


def _silent_bar(row: CustomerRow, stands: Standing, today: date) -> Cell:
    """The same with a bar that is full at the limit."""
    text, role = _silence(row, stands, today)
    if stands.silence.unknown:
        return text, role
    full, rest = bar(stands.silence.days, stands.silence.limit, BAR, LINE)
    return f"{full}{rest} {text:>10}", role


def _sale(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return f" {day_brief(row.last_sale_on, today)}", "quiet"


def _next(row: CustomerRow, stands: Standing, today: date) -> Cell:
    on = stands.next_on
    late = on is not None and on < today
    far = on is not None and on > today + FAR
    said = f" {day_brief(on, today):<9}{stands.next_step}"
    return said, "due" if late else "quiet" if far else "text"


def _found(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return f" {row.found}", "quiet"


def _person(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return row.person, "text"


def _city(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return row.city, "quiet"


def _industry(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return row.industry, "quiet"


def _sales(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return str(row.sales) if row.sales else "", "quiet"


def _money(row: CustomerRow, stands: Standing, today: date) -> Cell:
    return money_text(row.amount, row.currency), "text"


FAR = timedelta(days=14)
"""What is to be done later than this is nothing to think of yet."""
BAR, BAR_FROM = 5, 140
"""Cells of the bar of silence, and the width from which it is drawn."""
NAME = Column("name", "customer", 0, _name, sort="name")
NEXT = Column("next", " next step", 0, _next, sort="next")
MONEY = Column("money", "amount", 14, _money, right=True, sort="money")
FOUND = Column("found", " found by", 22, _found)
SILENCE = Column("silence", "silent", 10, _silence, right=True, sort="silence")
SILENT_BAR = SILENCE._replace(width=SILENCE.width + BAR + 1, draw=_silent_bar)
SOLD = Column("sale", " sold", 9, _sale, least=90)
COLUMNS = (
    NAME,
    Column("tier", "tier", 1, _tier, sort="tier"),
    Column("phase", "phase", 10, _phase, sort="phase"),
    Column("risk", "risk", 5, _risk, right=True, sort="attention"),
    SILENCE,
    SOLD,
    NEXT,
)
MORE = (
    Column("person", "person", 18, _person),
    Column("city", "town", 14, _city, sort="city"),
    Column("industry", "trade", 16, _industry),
    Column("sales", "sales", 5, _sales, right=True),
)
"""Columns that come, one after another, where the next step has its room without theirs."""
NEXT_ROOM = 40
EDGE = 3
"""The highlight's edge, the mark, and a gap."""


def columns_at(width: int, money: bool, *, narrowed: bool = False) -> list[tuple[Column, int]]:
    """The columns that fit, with their widths; while the table is ``narrowed`` one says by what a row was found."""
    shown = [column for column in COLUMNS if width >= column.least]
    if width >= BAR_FROM:
        shown[shown.index(SILENCE)] = SILENT_BAR
    if money:
        shown.insert(shown.index(NEXT), MONEY)
    if narrowed:
        shown = [column for column in shown if column is not SOLD]
        if width < NARROW:
            shown = [column for column in shown if column is not NEXT]
        shown.insert(1, FOUND)
    for column in MORE:
        if _left(width, [*shown, column]) - _names(_left(width, [*shown, column])) >= NEXT_ROOM:
            shown.append(column)
        else:
            break
    left = _left(width, shown)
    names = _names(left) if NEXT in shown else left
    widths = {NAME.id: names, NEXT.id: max(4, left - names)}
    return [(column, column.width or widths[column.id]) for column in shown]


NARROW = 100
"""Below this width whoever looks for somebody is not told the next step."""


def _left(width: int, shown: Sequence[Column]) -> int:
    """What the columns of fixed width leave for the name and the next step."""
    return width - EDGE - sum(column.width + 1 for column in shown)


def _names(left: int) -> int:
    return max(12, min(30, left * 9 // 20))


class CustomerTable(WindowedRows):
    """The whole book, one line a customer. Space marks."""

    DEFAULT_CSS = """
    CustomerTable { scrollbar-gutter: stable; }
    """

    def __init__(self, read: Read, *, id: str | None = None) -> None:
        super().__init__(read, id=id)
        self.marked: set[int] = set()
        self.money = False
        self.day = date.min
        self.asked: Sequence[str] = ()

    def name_of(self, customer_id: int) -> str:
        """A customer's name, or "" while the row has not been read."""
        row = self._known.get(customer_id)
        return row.name if row else ""

    def draw(self, item: Slot, line: int, width: int, selected: bool) -> list[Piece]:
        edge: Piece = ("▌" if selected else " ", "key")
        mark: Piece = ("✓" if item.key in self.marked else " ", "key")
        stands = item.row.standing if item.row else None
        if stands is not None and stands.red and item.key not in self.marked:
            mark = (SAVE_GLYPH, "alarm")
        if item.row is None:
            return [edge, mark, (" " * (width - EDGE + 1), "text")]
        if stands is None:
            said = "  its facts can't be read: repbook check says why"
            name = fit(name_of(item.row), max(12, width - EDGE - len(said) - 1))
            return [edge, mark, (" ", "text"), (name, "ink"), (said, "due")]
        off = stands.state != "active"
        parts = [edge, mark, (" ", "text")]
        for column, cells in columns_at(width, self.money, narrowed=bool(self.asked)):
            value, role = column.draw(item.row, stands, self.day)
            role = "faint" if off and role != "alarm" else role
            if column.right:
                shown = fit_right(value, cells)
                blank = len(shown) - len(shown.lstrip(" "))
                parts += [(shown[:blank], "text"), (shown[blank:], role), (" ", "text")]
            elif self.asked and column in (NAME, FOUND):
                shown = fit(showing(value, self.asked, cells), cells)
                parts += [*marked(shown, self.asked, role), (" ", "text")]
            else:
                parts.append((fit(value, cells) + " ", role))
        return parts


class TableHead(Widget):
    """The titles over the table, with an arrow at the one it is sorted by; a click sorts.

    Attention is no column of its own, so that it has no arrow: risk is only a part of it.
    """

    DEFAULT_CSS = """
    TableHead { height: 1; background: $background; color: $quiet; }
    """
    ALLOW_SELECT = False

    class Sorted(Message):
        """A title was clicked."""

        def __init__(self, sort: str) -> None:
            super().__init__()
            self.sort = sort

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sort = "attention"
        self.reverse = False
        self.money = self.narrowed = False

    def show(self, sort: str, reverse: bool, money: bool, *, narrowed: bool = False) -> None:
        """Show how the table is sorted, and whether money, or by what rows were found, is among its columns."""
        self.sort, self.reverse, self.money, self.narrowed = sort, reverse, money, narrowed
        self.refresh()

    def render(self) -> Content:
        parts: list[Piece] = [(" " * EDGE, "")]
        for column, cells in self._columns():
            here = column.sort == self.sort != "attention"
            arrow = ("↑" if self.reverse else "↓") if here else ""
            title = f"{column.title}{arrow}"
            if column.right:
                title = fit_right(title, cells)
            over = cell_len(title) - cells
            if (
                over > 0
            ):  # the title of a narrow column stands over the end of the one before, which is blank there
                before, style = parts[-1]
                parts[-1] = (before[:-over], style)
            parts.append(
                (f"{fit(title, cells + max(0, over))} ", "bold $ink" if here else "$quiet")
            )
        return pieces(parts)

    def _columns(self) -> list[tuple[Column, int]]:
        """The columns as the table has them: its scrollbar keeps a cell whether it shows or not."""
        return columns_at(self.size.width - 1, self.money, narrowed=self.narrowed)

    def on_click(self, event: events.Click) -> None:
        left = EDGE
        for column, cells in self._columns():
            if left <= event.x <= left + cells and column.sort:
                self.post_message(self.Sorted(column.sort))
            left += cells + 1

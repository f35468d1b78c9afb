"""The list of days on Ahead: a heading a day with how full it is, its rows, empty days folded."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from ...domain.today.ahead import Ahead, Day
from ...domain.today.customer_ahead import Row, What
from ...domain.today.relief import over
from ...values import NamedTuple
from ...wording import MONTHS, WEEKDAYS, ago, count, day_text
from ..keys.commands import KeyOf
from ..lists.row_list import RowList
from ..text.render import Piece, columns, fit, fit_right

MARKS: dict[What, tuple[str, str]] = {
    What.PROBLEM: ("?", "due"),
    What.PROMISE: ("!", "due"),
    What.CHECK: ("=", "learning"),
    What.AGENDA: (">", "learning"),
    What.FOLLOWUP: (">", "ink"),
    What.WAKE: ("○", "ink"),
    What.SURVEY: ("≡", "quiet"),
    What.DATE: ("◇", "quiet"),
    What.TENURE: ("◇", "quiet"),
    What.LIVE: ("◆", "learning"),
    What.CYCLE: ("✦", "excitement"),
    What.CANCEL: ("✦", "quiet"),
    What.WAITING: ("!", "quiet"),
}
ROOM = "r"
"""The key of this screen that relieves a full day."""
KEY, TO = 6, 12
"""Cells for the key that answers a row, ``n y`` or ``Enter``; and for the day to which it would move."""


class Line(NamedTuple):
    """One line: a day's heading, one of its rows, the rhythm's names, or one of them by itself."""

    on: date
    row: Row | None = None
    day: Day | None = None
    note: str = ""
    names: tuple[tuple[int, str], ...] = ()
    person: tuple[int, str] | None = None
    open: bool = False

    @property
    def customer_id(self) -> int:
        """Whom the line is about; 0 for nobody."""
        if self.row is not None:
            return self.row.customer_id
        return self.person[0] if self.person else 0

    @property
    def key(self) -> Hashable:
        """The line's identity; a row keeps its own while it moves from day to day."""
        if self.row is not None:
            return self.row.key
        if self.person is not None:
            return "rhythm", self.person[0]
        return self.on, bool(self.names), self.note


def lines_of(shown: Ahead, open_days: Collection[int] = ()) -> Sequence[Line]:
    """The days as lines. Days on which nothing stands are one line together, but for today.

    ``open_days`` are the ordinals of those whose names by rhythm have a line each.
    """
    return _lines(shown, open_days) if open_days else _laid_out(shown).lines


class _LaidOut(NamedTuple):
    """Days as lines, and the cells of their longest text."""

    shown: Ahead
    lines: Sequence[Line]
    widest: int


_last: list[_LaidOut] = []
"""What was laid out last: of a hundred thousand customers it takes longer than to read it."""


def _laid_out(shown: Ahead) -> _LaidOut:
    last = _last[0] if _last else None  # another thread may lay out others meanwhile
    if last is None or last.shown is not shown:
        said = (_said(row) for day in shown.days for row in day.rows)
        last = _LaidOut(shown, _lines(shown), max(map(cell_len, said), default=0))
        _last[:] = [last]
    return last


def _lines(shown: Ahead, open_days: Collection[int] = ()) -> list[Line]:
    lines: list[Line] = []
    empty: list[Day] = []
    for day in (*shown.days, None):
        if day is not None and not day.rows and not day.rhythm and day.on != shown.today:
            empty.append(day)
            continue
        if empty:
            lines += [_gap(empty[0].on), Line(empty[0].on, note=_folded(empty, shown.today))]
            empty = []
        if day is not None:
            lines += [*([_gap(day.on)] if lines else []), *_day(day, open_days)]
    return lines


def _day(day: Day, open_days: Collection[int]) -> list[Line]:
    lines = [Line(day.on, day=day), *(Line(day.on, row) for row in day.rows)]
    if day.rhythm:
        spread = day.on.toordinal() in open_days
        lines.append(Line(day.on, names=day.rhythm, open=spread))
        if spread:
            lines += [Line(day.on, person=each) for each in day.rhythm]
    return lines


def _gap(on: date) -> Line:
    return Line(on, note=" ")


def _folded(days: Sequence[Day], today: date) -> str:
    first, last = days[0].on, days[-1].on
    word = "nothing dated"
    if all(day.free for day in days):
        word = "holiday" if len(days) == 1 and days[0].free == "holiday" else "free"
    if first == last:
        return f"{day_text(first, today)} · {word}"
    month = f" {MONTHS[first.month - 1]}" if first.month != last.month else ""
    begin = f"{WEEKDAYS[first.weekday()]} {first.day}{month}"
    return f"{begin} – {day_text(last, today)} · {word}"


class DayList(RowList[Line]):
    """The lines of the days, drawn in columns."""

    keys_take_clicks = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "screen.day(1)", show=False),
        Binding("left", "screen.day(-1)", show=False),
    ]

    def __init__(self, keys: KeyOf) -> None:
        """``keys`` gives the key of a command, as this rep has it."""
        super().__init__()
        self.keys = keys
        self.today = date.min
        self.usual = 0
        self.widest = 0
        self.planned: Mapping[Hashable, date] = {}

    def show(self, shown: Ahead, lines: Sequence[Line], *, keep: bool) -> None:
        """Show these days."""
        self.today, self.usual = shown.today, shown.usual
        self.widest = _laid_out(shown).widest
        self.fill(lines, keep=keep)

    class Relieved(Message):
        """The key of a full day was clicked in its heading."""

        def __init__(self, on: date) -> None:
            super().__init__()
            self.on = on

    def on_click(self, event: events.Click) -> None:
        """A heading is no row, but the key that it shows can be clicked."""
        room = self.scrollable_content_region
        spot = event.screen_offset - room.offset
        index, line = self.at_line(spot.y + self.scroll_offset.y)
        if room.contains_point(event.screen_offset) and 0 <= index < len(self.items):
            item = self.items[index]
            if item.day is not None and self.keys_at(index, line, spot.x):
                self.post_message(self.Relieved(item.on))

    def to_top(self, on: date) -> None:
        """Bring a day's heading to the top of the list."""
        heads = (at for at, line in enumerate(self.items) if line.day is not None and line.on == on)
        self.scroll_to(y=next(heads, 0), animate=False, force=True, immediate=True)

    def plan(self, planned: Mapping[Hashable, date]) -> None:
        """Show to which days rows would move, by their keys."""
        self.planned = planned
        self.refresh()

    def selectable(self, item: Line) -> bool:
        return bool(item.customer_id or item.names)

    def about(self, item: Line) -> int:
        return item.customer_id

    def draw(self, item: Line, line: int, width: int, selected: bool) -> list[Piece]:
        if item.note:
            return [(fit(f" {item.note}", width), "faint")]
        if item.day is not None:
            return self._heading(item.day, width)
        edge: Piece = ("▌" if selected else " ", "key")
        names = max(18, min(30, width * 2 // 7))
        rest = columns(width, (3, names, 1, KEY + 1))
        if item.names:
            said = ", ".join(name for _, name in item.names)
            text = "Enter folds them" if item.open else said
            lead = f"{len(item.names)} by rhythm"
            return [
                edge,
                ("○ ", "faint"),
                (fit(lead, names), "quiet"),
                (" ", "text"),
                (fit(text, rest), "faint"),
                (" " * (KEY + 1), "text"),
            ]
        if item.row is None:
            name = item.person[1] if item.person else ""
            mark, role, text, command, tone = (
                "·",
                "faint",
                "a word, by their rhythm",
                "log",
                "quiet",
            )
        else:
            row = item.row
            name, text, command = row.customer, row.text, row.command
            mark, role = MARKS[row.what]
            text = _said(row)
            tone = "text" if row.contact else "quiet"
        to = self.planned.get(item.key)
        answer = [(fit_right(self.keys(command), KEY), "key")]
        if to is not None:
            answer = [(fit_right(f"→ {day_text(to, self.today)}", TO), "due")]
            rest -= TO - KEY
        rest = max(1, min(rest, max(24, self.widest)))
        parts = [
            edge,
            (fit(mark, 2), role),
            (fit(name, names), "ink" if tone == "text" else "text"),
            (" ", "text"),
            (fit(text, rest), tone),
            *answer,
        ]
        left = width - sum(cell_len(value) for value, _ in parts)
        return [*parts, (" " * max(0, left), "text")]

    def _heading(self, day: Day, width: int) -> list[Piece]:
        """The day, how far it is, and how full: against a usual day, with the key that relieves it."""
        parts: list[Piece] = [
            (f" {day_text(day.on, self.today)}", "heading"),
            (f" · {ago(day.on, self.today)}", "quiet"),
        ]
        if day.free:
            parts.append((f" · {day.free}", "due" if day.free == "holiday" else "quiet"))
        if day.contacts:
            parts.append((f" · {count(day.contacts, 'contact')}", "text"))
        more = over(day, self.usual)
        if more:
            parts.append((f", {more} over your usual {self.usual}", "due"))
            parts += [("   ", "text"), (ROOM, "key"), (" makes room", "quiet")]
        while len(parts) > 1 and sum(cell_len(value) for value, _ in parts) > width:
            parts.pop()
        used = sum(cell_len(value) for value, _ in parts)
        return [*parts, (" " * max(0, width - used), "text")]


def _said(row: Row) -> str:
    return f"{row.at}  {row.text}" if row.at else row.text

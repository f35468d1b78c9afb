"""`D`: what was logged today, and on any day before: to look at, to copy, and to put right."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ...domain.shown.daybook import Logged, answered
from ...storage.views.daybook import touches_on
from ...wording import ago, count, day_text
from ..keys.commands import first_key
from ..lists.empty import Empty
from ..lists.row_list import RowList
from ..shell.target import Target
from ..text.render import Piece, pieces
from ..widgets.touch_list import Daybook
from .base import BookScreen

HINTS = (
    ("edit", "edit"),
    ("remove", "remove"),
    ("copy", "copy"),
    ("< >", "day"),
    ("open", "open"),
    ("log", "log"),
    ("undo", "undo"),
    ("back", "back"),
)
"""The foot: commands, with the keys that this rep has for them, and the keys of this screen."""


class DaybookScreen(BookScreen):
    """The touches of one day, newest first."""

    DEFAULT_CSS = """
    DaybookScreen #day { width: 1fr; }
    DaybookScreen #summary { height: 2; padding: 1 1 0 1; color: $quiet; }
    DaybookScreen Daybook { padding-top: 1; }
    DaybookScreen.-low #summary { height: 1; padding: 0 1; }
    DaybookScreen #whole { height: 4; padding: 1 1 0 1; color: $foreground; border-top: solid $rule; }
    DaybookScreen.-low #whole { height: 3; padding: 0 1; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("less_than_sign,left", "day(-1)", show=False),
        Binding("greater_than_sign,right", "day(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.back = 0
        """How many days ago the day is that is shown: today is today, also after midnight."""
        self.rows = Daybook()
        self.summary = Static("", id="summary")
        self.whole = Static("", id="whole")
        self.empty = Empty()

    def body(self) -> list[Widget]:
        self.empty.display = False
        return [Vertical(self.summary, self.rows, self.empty, self.whole, id="day")]

    def hints(self) -> tuple[Piece, ...]:
        keys = {each.id: first_key(each) for each in self.app.table}
        return tuple((keys.get(name, name), word) for name, word in HINTS)

    def on_mount(self) -> None:
        self.set_focus(self.rows)

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self.app.clock.today() - timedelta(days=self.back)

    async def reload(self) -> None:
        await self._show(keep=True)

    async def _show(self, *, keep: bool) -> None:
        day = self.day
        found = await self.app.keeper.ask(touches_on, day)
        self.rows.day = day
        self.rows.fill(found, keep=keep)
        self.rows.display = self.whole.display = bool(found)
        self.empty.display = not found
        self.give_keys()
        self.summary.update(pieces(_summary(found, day, self.app.clock.today())))
        if not found:
            said = day_text(day, self.app.clock.today())
            self.empty.say(
                f"Nothing was logged on {said}.", "< goes a day back; {log} logs a call."
            )

    # -- the highlighted row ---------------------------------------------------------------------

    def target(self) -> Target | None:
        row = self.rows.item
        if row is None:
            return None
        return Target(row.customer_id, row.customer, "touch", row.id, row.text)

    def point_at(self, customer_id: int) -> None:
        here = self.rows.item
        if here is not None and here.customer_id == customer_id:
            return
        for row in self.rows.items:
            if row.customer_id == customer_id:
                self.rows.highlight(row.key)
                return

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted) -> None:
        """The whole of its words stands below, however long they are."""
        row: Logged | None = event.item
        said: list[Piece] = []
        if row is not None:
            said = [(f"{row.outcome}  ", "$quiet"), (row.note or "no words", "$foreground")]
        self.whole.update(pieces(said))

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        row: Logged = event.item
        self.app.open_customer(row.customer_id)

    # -- from day to day -------------------------------------------------------------------------

    def action_day(self, step: int) -> None:
        """A day back, or on; today is the last."""
        back = self.back - step
        if back < 0:
            self.app.say("This is today.")
            return
        self.back = back
        show = partial(self._show, keep=False)
        self.app.start(show, group="day", exclusive=True, node=self)

    def action_back(self) -> None:
        """To the screen beneath."""
        self.dismiss(None)


def _summary(rows: tuple[Logged, ...], day: date, today: date) -> list[Piece]:
    """``Wed 10 Jun · today   7 touches, 5 answered``."""
    parts: list[Piece] = [
        (f"Logged {day_text(day, today)}", "bold $ink"),
        (f" · {ago(day, today)}", "$quiet"),
    ]
    if rows:
        parts += [("   ", ""), (count(len(rows), "touch", "touches"), "$foreground")]
        parts += [(f", {answered(rows)} answered", "$quiet")]
    return parts

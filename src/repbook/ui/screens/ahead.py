"""5 Ahead: the next thirty days as days, how full each is, and `<` `>` to move a step."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ...domain.today.ahead import DAYS, WEEK, Ahead
from ...domain.today.customer_ahead import Row, What
from ...errors import RepbookError
from ...storage.views.ahead import ahead
from ...wording import count, day_text
from ..brief.brief_pane import Brief
from ..keys.commands import Keys
from ..lists.empty import Empty
from ..lists.row_list import RowList
from ..shell.target import Target
from ..text.render import Piece, pieces
from ..widgets.day_list import DayList, Line, lines_of
from .base import BookScreen

HINTS = (
    ("< >", "move a day"),
    ("{log}", "log"),
    ("{done}", "done"),
    ("{snooze}", "snooze"),
    ("{followup}", "follow-up"),
    ("{promise}", "promise"),
    ("{brief}", "brief"),
    ("Enter", "open"),
    ("{find}", "find"),
    ("{help}", "help"),
)
STAYS = {
    What.PROMISE: "A promise is renegotiated, in the open: {snooze}",
    What.WAITING: "A promise is renegotiated, in the open: {snooze}",
    What.LIVE: "The live day itself: {edit} changes it, and its steps move along",
}
"""Why a row can't be moved; what has no reason of its own stands on its day by a rule."""
BY_RULE = "This stands on its day by rule: {snooze} plans a follow-up beside it"


class AheadScreen(BookScreen):
    """The next thirty days."""

    DEFAULT_CSS = """
    AheadScreen #days { width: 1fr; }
    AheadScreen #summary { height: 2; padding: 1 1 0 1; color: $quiet; }
    AheadScreen DayList { padding-top: 1; }
    AheadScreen.-low #summary { height: 1; padding: 0 1; }
    AheadScreen Brief { width: 42; display: none; }
    AheadScreen.-wide Brief { display: block; }
    AheadScreen.-vast Brief { display: block; width: 60; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-vast")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.go('today')", show=False),
        Binding("less_than_sign", "shift(-1)", show=False),
        Binding("greater_than_sign", "shift(1)", show=False),
    ]
    name_in_tabs = "ahead"

    def body(self) -> list[Widget]:
        self.shown: Ahead | None = None
        self.open_days: set[int] = set()
        self.moving = asyncio.Lock()
        self.summary = Static("", id="summary")
        self.rows = DayList(self.app.key)
        self.empty = Empty()
        self.empty.display = False
        self.brief = Brief()
        return [Vertical(self.summary, self.rows, self.empty, id="days"), self.brief]

    def hints(self) -> tuple[Piece, ...]:
        return HINTS

    def on_mount(self) -> None:
        self.set_focus(self.rows)

    async def reload(self) -> None:
        first = self.shown is None
        self.shown = await self.app.keeper.ask(ahead, self.app.rules)
        self._fill(keep=not first)

    def _fill(self, *, keep: bool = True) -> None:
        shown = self.shown
        if shown is None:
            return
        nothing = not any(day.rows or day.rhythm for day in shown.days)
        self.rows.display, self.empty.display = not nothing, nothing
        self.rows.show(shown, lines_of(shown, self.open_days), keep=keep)
        self.summary.update(pieces(_summary(shown, self.app.key)))
        if nothing:
            self.empty.say(
                f"Nothing is dated in the next {DAYS} days.",
                self.app.key.fill(
                    "{followup} plans a follow-up; {sale} writes down a won sale and hangs its agenda."
                ),
            )

    # -- the highlighted row ---------------------------------------------------------------------

    def target(self) -> Target | None:
        line = self.rows.item
        if line is None:
            return None
        if line.row is not None:
            row = line.row
            return Target(row.customer_id, row.customer, *row.target, row.text)
        return Target(*line.person, "customer", line.person[0]) if line.person else None

    def point_at(self, customer_id: int) -> None:
        here = self.rows.item
        if here is not None and here.customer_id == customer_id:
            return
        for line in self.rows.items:
            if line.customer_id == customer_id:
                self.rows.highlight(line.key)
                return

    @on(RowList.Highlighted)
    def _brief(self, event: RowList.Highlighted) -> None:
        line: Line | None = event.item
        self.brief.show(line.customer_id or None if line else None)

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        line: Line = event.item
        if line.customer_id:
            self.app.open_customer(line.customer_id)
        elif line.names:
            self.open_days ^= {line.on.toordinal()}
            self._fill()

    # -- moving ----------------------------------------------------------------------------------

    def action_shift(self, step: int) -> None:
        """The highlighted step or follow-up a business day later, or earlier."""
        row = self.rows.item.row if self.rows.item else None
        if row is not None:
            self.app.start(partial(self._shift, row, step), group="verb")

    async def _shift(self, row: Row, step: int) -> None:
        try:
            async with self.moving:  # a second press waits until the row stands on its new day
                line = self._line_of(row)
                if line is not None and line.row is not None:
                    await self._move(line.row, step)
        except RepbookError as error:
            self.app.refuse(error)

    async def _move(self, row: Row, step: int) -> None:
        from ...actions.care import followups

        if not row.ids:
            self.app.say(self.app.key.fill(STAYS.get(row.what, BY_RULE)), severity="warning")
            return
        today, to = self.app.clock.today(), self.app.rules.business.add(row.on, step)
        if to < today:
            self.app.say(
                f"{day_text(to, today)} is over: today is the earliest", severity="warning"
            )
            return
        followed = self.rows.item is not None and self.rows.item.key == row.key
        await self.app.changed(
            await self.app.keeper.ask(followups.move, row.ids, to, rules=self.app.rules)
        )
        line = self._line_of(row)
        if followed and line is not None:
            self.rows.highlight(line.key)

    def _line_of(self, row: Row) -> Line | None:
        """Where a row stands now: other steps of its agenda may have joined it on its new day."""
        for line in self.rows.items:
            here = line.row
            if here is not None and (here.key == row.key or set(here.ids) & set(row.ids)):
                return line
        return None


def _summary(shown: Ahead, keys: Keys) -> list[Piece]:
    """How full the week is, which day is the fullest, and what stands on Today since earlier."""
    parts: list[Piece] = [
        (count(shown.week, "contact"), "bold $ink"),
        (f" in {WEEK} days", "$quiet"),
    ]
    fullest = shown.fullest
    if fullest is not None:
        parts += [
            ("   fullest ", "$quiet"),
            (day_text(fullest.on, shown.today), "$foreground"),
            (f" with {fullest.contacts}", "$quiet"),
        ]
    if shown.late:
        parts += [("   ", ""), (f"{shown.late} late", "$due"), (", on ", "$quiet")]
        parts += [(keys("today"), "bold $key"), (" Today", "$quiet")]
    return parts

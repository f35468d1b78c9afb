"""5 Ahead: the next thirty days as days, how full each is, and `<` `>` to move a step."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ...domain.today.ahead import DAYS, WEEK, Ahead
from ...domain.today.customer_ahead import Row, What
from ...domain.today.relief import Moved, over, relief
from ...errors import Dropped, RepbookError
from ...storage.views.ahead import ahead, first_days
from ...wording import count, day_text
from ..brief.brief_pane import Brief
from ..keys.commands import Keys
from ..lists.empty import Empty
from ..lists.row_list import RowList
from ..shell.target import Target
from ..text.render import Piece, pieces
from ..widgets.day_list import ROOM, DayList, Line, lines_of
from ..widgets.day_strip import DayStrip
from .base import BookScreen

if TYPE_CHECKING:
    from ...domain.spine.rules import Rules
    from ...storage.book.book import Book

HINTS = (
    ("< >", "move a day"),
    ("← →", "day"),
    (ROOM, "room on a full day"),
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
PLANNED = ((ROOM, "move them"), ("Esc", "leave them"), ("← →", "day"))
"""The keys while it is shown who would go from a full day."""
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
    AheadScreen DayStrip { margin-top: 1; }
    AheadScreen #summary { height: 3; padding: 1 1 1 1; color: $quiet; }
    AheadScreen.-low DayStrip { margin-top: 0; }
    AheadScreen.-low #summary { height: 1; padding: 0 1; }
    AheadScreen Brief { width: 42; display: none; }
    AheadScreen.-wide Brief { display: block; }
    AheadScreen.-vast Brief { display: block; width: 60; }
    AheadScreen.-nobody Brief { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-vast")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding(ROOM, "relieve", show=False),
        Binding("less_than_sign", "shift(-1)", show=False),
        Binding("greater_than_sign", "shift(1)", show=False),
    ]
    name_in_tabs = "ahead"
    lists_customers = True

    def body(self) -> list[Widget]:
        self.shown: Ahead | None = None
        self.open_days: set[int] = set()
        self.moving = asyncio.Lock()
        self.relief: tuple[Moved, ...] = ()
        self.strip = DayStrip()
        self.summary = Static("", id="summary")
        self.rows = DayList(self.app.key)
        self.empty = Empty()
        self.empty.display = False
        self.brief = Brief()
        return [Vertical(self.strip, self.summary, self.rows, self.empty, id="days"), self.brief]

    def hints(self) -> tuple[Piece, ...]:
        return HINTS

    def on_mount(self) -> None:
        self.set_focus(self.rows)

    async def reload(self) -> None:
        if self.shown is None or not self.shown.whole:
            part = await self.app.keeper.read(self, first_days, self.app.rules)
            if part is not None:
                self._show(part)
                self.app.aside(self._read_the_rest, group="rest", node=self, exclusive=True)
                return
        self._show(await self.app.keeper.read(self, _laid_out, self.app.rules))

    async def _read_the_rest(self) -> None:
        """Read everybody while the first days are shown; keys do not wait for it."""
        try:
            self._show(await self.app.keeper.read(self, _laid_out, self.app.rules))
        except Dropped:
            self.stamp = -1

    def _show(self, shown: Ahead) -> None:
        first, self.shown = self.shown is None, shown
        self._propose(())
        self._fill(keep=not first)

    def _fill(self, *, keep: bool = True) -> None:
        shown = self.shown
        if shown is None:
            return
        nothing = shown.whole and not any(day.rows or day.rhythm for day in shown.days)
        self.rows.display, self.empty.display = not nothing, nothing
        self.set_class(nothing, "-nobody")
        if shown.whole:
            self.strip.show(shown)
        self.strip.display = not nothing
        self.rows.show(shown, lines_of(shown, self.open_days), keep=keep)
        self._summarise()
        if nothing:
            self.empty.say(
                f"Nothing is dated in the next {DAYS} days.",
                "{followup} plans a follow-up; {sale} writes down a won sale and hangs its agenda.",
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
        self.strip.point(line.on if line else None)
        self.brief.show(line.customer_id or None if line else None)

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        line: Line = event.item
        if line.customer_id:
            self.app.open_customer(line.customer_id)
        elif line.names:
            self.open_days ^= {line.on.toordinal()}
            self._fill()

    # -- days --------------------------------------------------------------------------------------

    def action_day(self, step: int) -> None:
        """To the first row of the day beside that has any."""
        here = self.rows.item
        days = sorted({line.on for line in self.rows.items if self.rows.selectable(line)})
        if here is None or here.on not in days:
            return
        place = days.index(here.on) + step
        if 0 <= place < len(days):
            self._go_to(days[place])

    @on(DayStrip.Chosen)
    def _clicked(self, event: DayStrip.Chosen) -> None:
        self._go_to(event.on)

    def _go_to(self, on: date, *, top: bool = True) -> None:
        """To the first row of a day; of one without a row to the next that has one."""
        for line in self.rows.items:
            if line.on >= on and self.rows.selectable(line):
                self.rows.highlight(line.key)
                if top:
                    self.rows.to_top(line.on)
                return

    @on(DayList.Relieved)
    def _relieved(self, event: DayList.Relieved) -> None:
        """To the day whose key was clicked, and what the key does there."""
        here = self.rows.item
        if here is None or here.on != event.on:
            self._go_to(event.on, top=False)
        self.action_relieve()

    # -- a full day --------------------------------------------------------------------------------

    def action_relieve(self) -> None:
        """Show who would go from the highlighted day, and where to; pressed again, they do."""
        line, shown = self.rows.item, self.shown
        if line is None or shown is None or not shown.whole:
            return
        if self.relief and self.relief[0].row.on == line.on:
            self.app.start(self._relieve, group="verb")
            return
        found = relief(shown, line.on, self.app.rules)
        self._propose(found)
        if not found:
            self.app.say(_why_none(shown, line.on), severity="warning")

    def _propose(self, found: tuple[Moved, ...]) -> None:
        self.relief = found
        self.rows.plan({moved.row.key: moved.to for moved in found})
        self.hint_bar.show(PLANNED if found else self.hints())
        self._summarise()

    def _summarise(self) -> None:
        if self.shown is not None:
            said = (
                _planned(self.relief, self.shown.today)
                if self.relief
                else _summary(self.shown, self.app.key)
            )
            self.summary.update(pieces(said))

    async def _relieve(self) -> None:
        from ...actions.care import full_days

        moves = [(moved.row.ids, moved.to) for moved in self.relief]
        self._propose(())
        try:
            await self.app.changed(
                await self.app.keeper.ask(full_days.spread, moves, rules=self.app.rules)
            )
        except RepbookError as error:
            self.app.refuse(error)

    def action_back(self) -> None:
        """Those who would go stay; from there, Today."""
        if self.relief:
            self._propose(())
        else:
            self.app.action_go("today")

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


def _laid_out(book: Book, rules: Rules) -> Ahead:
    """The days, and their lines ready beside the screens: of a large book these are a hundred thousand."""
    shown = ahead(book, rules)
    lines_of(shown)
    return shown


def _summary(shown: Ahead, keys: Keys) -> list[Piece]:
    """How full the week is, what a usual day is, and what stands on Today since earlier; the strip has the rest."""
    if not shown.whole:
        return [("What is planned for the next days; everybody else is being read", "$quiet")]
    parts: list[Piece] = [
        (count(shown.week, "contact"), "bold $ink"),
        (f" in {WEEK} days", "$quiet"),
    ]
    if shown.usual:
        parts += [("   your usual day ", "$quiet"), (str(shown.usual), "$foreground")]
    if shown.late:
        parts += [("   ", ""), (f"{shown.late} late", "$due"), (", on ", "$quiet")]
        parts += [(keys("today"), "bold $key"), (" Today", "$quiet")]
    return parts


def _planned(found: tuple[Moved, ...], today: date) -> list[Piece]:
    """Who would go from a full day, in a line: ``r moves 10 from Tue 1 Dec: 4 to Thu 3 Dec, 6 to Fri 4 Dec``."""
    gone = {(moved.row.customer_id, moved.to) for moved in found}
    days = Counter(to for _, to in gone)
    told = ", ".join(f"{number} to {day_text(to, today)}" for to, number in sorted(days.items()))
    return [
        (ROOM, "bold $key"),
        (f" moves {len(gone)} from {day_text(found[0].row.on, today)}: ", "bold $ink"),
        (told, "$foreground"),
        ("   Esc", "bold $key"),
        (" leaves them", "$quiet"),
    ]


def _why_none(shown: Ahead, on: date) -> str:
    """Why nobody goes from a day."""
    day = next((each for each in shown.days if each.on == on), None)
    said = day_text(on, shown.today)
    if not shown.usual:
        return "How full a usual day of yours is shows after five days with a call"
    if day is None or not over(day, shown.usual):
        return f"{said} is no full day: your usual one has {shown.usual}"
    return f"Nothing on {said} can wait: promises, checks, and hours stay on their day"

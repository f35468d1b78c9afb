"""1 Today: the six groups, a row a customer with a reason and the answering key, the brief beside it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from ...domain.spine.model import Reason, Today
from ...wording import count
from ..brief.brief_pane import Brief
from ..brief.lately import Lately
from ..keys.commands import BY_ID
from ..lists.empty import Empty
from ..lists.row_list import RowList
from ..lists.today_lines import lines_of
from ..lists.today_list import TodayList
from ..shell.target import Target
from ..text.render import Piece
from ..widgets.first_run import FirstRun
from .base import BookScreen

ASIDE = ("capture", "check", "promise", "problem", "followup", "brief", "evidence", "fact", "undo")
"""What the foot offers besides the keys of the row, where there is room."""


def _all_well(today: Today) -> str:
    """What can be said of a book in which nobody is due: quiet is not settled (§3)."""
    if today.unknown:
        few = f"{today.unknown} of {count(today.customers, 'customer')}"
        return f"Nothing is known yet of {few}: no touch and no check."
    return f"All {today.customers} customers are within their rhythm and every promise is kept."


def _ways(today: Today, review: bool) -> list[tuple[str, str]]:
    """What to do on a day on which nobody is due, by command."""
    unknown = "a first word to one of whom nothing is known yet"
    unasked = "a call that nobody expects is the one they remember"
    return [
        ("log", unknown if today.unknown else unasked),
        ("customers", "the whole book, and how long each was left alone"),
        ("ahead", "what the next 30 days bring"),
        *([("review", "the review of the week waits")] if review else []),
        ("sale", "write down the sale that you won last"),
    ]


class TodayScreen(BookScreen):
    """The home screen."""

    DEFAULT_CSS = """
    TodayScreen TodayList { width: 1fr; }
    TodayScreen Brief { width: 40; padding: 0 2; display: none; }
    TodayScreen.-wide Brief { display: block; }
    TodayScreen.-vast Brief { display: block; width: 56; }
    TodayScreen.-vaster Brief { display: block; width: 54; }
    TodayScreen Lately, TodayScreen.-wide Lately, TodayScreen.-vast Lately { display: none; }
    TodayScreen.-vaster Lately { display: block; width: 48; }
    TodayScreen Brief.-none { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (110, "-wide"),
        (160, "-vast"),
        (190, "-vaster"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.go('today')", show=False)]
    name_in_tabs = "today"

    def body(self) -> list[Widget]:
        self.rows = TodayList(lines_of(self.app.today), self.app.key)
        self.empty, self.brief = Empty(id="empty"), Brief()
        self.first_run = FirstRun(self.app.keeper.path)
        self.lately = Lately(id="lately")
        return [self.rows, self.empty, self.first_run, self.brief, self.lately]

    def on_mount(self) -> None:
        self.stamp = self.app.stamp
        self._show(self.app.today)
        (self.rows if self.app.today.customers else self.first_run.ways).focus()

    async def reload(self) -> None:
        today = await self.app.today_now()
        self.rows.fill(lines_of(today))
        self._show(today)

    def _show(self, today: Today) -> None:
        empty, key = self.empty, self.app.key
        self.rows.display = bool(self.rows.items)
        if self.first_run.display == bool(today.customers):
            self.first_run.display = not today.customers
            self.hint_bar.show(self.hints())
            # What goes keeps the keyboard otherwise, where nobody sees it.
            self.set_focus(self.rows if today.customers else self.first_run.ways)
        for pane in (self.brief, self.lately):
            pane.set_class(not self.rows.items, "-none")
        empty.display = bool(today.customers) and not self.rows.items
        if today.customers and not today.rows:
            ways = [(key(command), said) for command, said in _ways(today, self.app.review_open)]
            empty.say("Nobody needs you today.", _all_well(today), ways=ways)
        self.show_state(self.app.state)

    async def read_beside(self) -> None:
        self.rows.unfold()  # in the same picture: the highlight rests already
        row = self.rows.item.row if self.rows.item else None
        for pane in (self.brief, self.lately):
            if pane.display:
                await pane.read_now(row.customer_id if row else None)

    def hints(self) -> tuple[Piece, ...]:
        """The key that answers the highlighted row comes first, then what else can be done with it."""
        if not self.app.today.customers:
            return (("↑ ↓", "choose"), ("Enter", "begin"), ("{quit}", "leave"))
        line = self.rows.item
        if line is not None and line.command == "triage":
            return (("Enter", "go through them"), ("{capture}", "capture"))
        if line is None or line.row is None:
            return (("{sale}", BY_ID["sale"].label), ("{capture}", "capture"))
        reason = self.rows.reason
        answer = (reason.command,) if reason else ()
        others = ("log", "done", "snooze") if reason and reason.target else ("log",)
        ids = dict.fromkeys((*answer, *others, "open", *ASIDE))
        hints = [(f"{{{each}}}", BY_ID[each].label) for each in ids if each in BY_ID]
        if reason and reason.target and reason.command == "fact":
            hints[0] = ("{fact}", "their answers")  # it opens the questions that the row is about
        if self.rows.unfolded:
            hints.insert(len(answer) + len(others), ("Tab", "next reason"))
        return tuple(hints)

    def target(self) -> Target | None:
        line = self.rows.item
        if line is None or line.row is None:
            return None
        return self._about(self.rows.reason or line.row.reason)

    def target_of(self, command: str) -> Target | None:
        """The keys of a customer act on the reason that shows them, be it one that its row unfolds."""
        reason = self.rows.answered_by(command)
        return self._about(reason) if reason else super().target_of(command)

    def ticked(self) -> Target | None:
        """A reason that is picked under a row that was dealt with is not dealt with itself."""
        if self.rows.rests_on_ticked and self.rows.picked and self.rows.reason:
            return self._about(self.rows.reason)
        return super().ticked()

    def _about(self, reason: Reason) -> Target | None:
        row = self.rows.item.row if self.rows.item else None
        if row is None:
            return None
        kind, row_id = reason.target or ("", 0)
        return Target(row.customer_id, row.customer, kind, row_id, reason.text)

    def point_at(self, customer_id: int) -> None:
        here = self.rows.item
        if here is not None and here.customer_id == customer_id:
            return
        self.rows.point_at(customer_id)

    @on(RowList.Highlighted)
    def _brief(self, event: RowList.Highlighted) -> None:
        if event.item is None:
            self._show(self.app.today)
        self.hint_bar.show(self.hints())
        row = event.item.row if event.item else None
        for pane in (self.brief, self.lately):
            pane.show(row.customer_id if row else None)

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        if event.item.command == "triage":
            self.app.action_command("triage")
        elif event.item.row is not None:
            self.app.open_customer(event.item.row.customer_id)

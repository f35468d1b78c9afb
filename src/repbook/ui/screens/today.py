"""1 Today: the six groups, a row a customer with a reason and the answering key, the brief beside it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from ...domain.spine.kinds import Group, Phase
from ...domain.spine.model import Today, TodayRow
from ...wording import PHASE_GLYPH, SAVE_GLYPH, count
from ..brief.brief_pane import Brief
from ..keys.commands import BY_ID, SHIPPED, Keys
from ..lists.empty import Empty
from ..lists.row_list import RowList
from ..shell.target import Target
from ..text.event_words import risk_role
from ..text.render import Piece, columns, fit, fit_ends, fit_right, urgent
from ..widgets.first_run import FirstRun
from .base import BookScreen

MARKS = {
    Group.SAVE: (SAVE_GLYPH, "alarm"),
    Group.PROMISED: ("!", "due"),
    Group.LETTERS: ("✉", "quiet"),
    Group.DATES: ("◇", "quiet"),
}


ASIDE = ("capture", "check", "promise", "problem", "followup", "brief", "evidence", "fact", "undo")
"""What the foot offers besides the keys of the row, where there is room."""


class Line(NamedTuple):
    """One line of Today: a heading (no row), a customer's reason, or what stands in for more."""

    group: Group
    row: TodayRow | None = None
    note: str = ""
    command: str = ""

    @property
    def key(self) -> Hashable:
        """The line's identity across refills."""
        if self.row is None:
            return (self.group, self.command or "heading")
        return (self.group, self.row.customer_id)


def lines_of(today: Today) -> list[Line]:
    """Today's rows under their headings, with a gap between groups."""
    lines: list[Line] = []
    group: Group | None = None
    for row in today.rows:
        if row.reason.group != group:
            if group is not None:
                lines += _triage(today, group)
                lines.append(Line(row.reason.group, note="gap", command="gap"))
            group = row.reason.group
            lines.append(Line(group, note=group.value))
        lines.append(Line(group, row))
    if group is not None:
        lines += _triage(today, group)
    return lines


def _triage(today: Today, group: Group) -> list[Line]:
    if group is not Group.SAVE or not today.red_hidden:
        return []
    note = f"{today.red_hidden} more are red: go through them one by one"
    return [Line(group, note=note, command="triage")]


PLACES = list(Group)


def urgency(row: TodayRow) -> tuple[int, float]:
    """Rows in the order of Today: the smaller, the more urgent."""
    return PLACES.index(row.reason.group), -row.reason.weight


def asked(row: TodayRow) -> tuple[int, str, tuple[str, int] | None]:
    """What a row asks for: another text about the same is the same row."""
    return row.customer_id, row.reason.command, row.reason.target


class TodayList(RowList[Line]):
    """Today's lines, drawn in columns."""

    def __init__(self, items: Sequence[Line] = (), keys: Keys = SHIPPED) -> None:
        """``keys`` are those of this rep."""
        super().__init__(items)
        self.keys = keys

    def about(self, item: Line) -> int:
        return item.row.customer_id if item.row else 0

    def again(self, before: Line, old: Sequence[Line]) -> int:
        """Where a customer's reason stands now, or what is more urgent and came before it since.

        Where only something less urgent stands there, it was dealt with.
        """
        if before.row is None:
            return super().again(before, old)
        known = {asked(line.row) for line in old if line.row}
        here = [
            (at, line.row)
            for at, line in enumerate(self.items)
            if line.row and line.row.customer_id == before.row.customer_id
        ]
        same = [at for at, row in here if asked(row) == asked(before.row)]
        overtaken = [
            at for at, row in here if asked(row) not in known and urgency(row) < urgency(before.row)
        ]
        return next(iter((*same, *overtaken)), -1)

    def beside(self, item: Line, live: Sequence[Line]) -> Sequence[Line]:
        """A customer stands once: what else it asks for comes up where the ticked row is left."""
        mine = item.row.customer_id if item.row else 0
        kept = [line for line in live if line.row is None or line.row.customer_id != mine]
        groups = {line.group for line in kept if line.row or line.command == "triage"}
        kept = [line for line in kept if line.group in groups]
        return kept[1:] if kept and kept[0].command == "gap" else kept

    def selectable(self, item: Line) -> bool:
        return item.row is not None or item.command == "triage"

    def draw(self, item: Line, line: int, width: int, selected: bool) -> list[Piece]:
        row = item.row
        if row is None:
            if item.command == "gap":
                return [(" " * width, "text")]
            if item.command == "triage":
                return [("   ", "text"), (fit(item.note, width - 8), "alarm"), ("Enter", "key")]
            return [(" " + fit(item.note.upper(), width - 1), "heading")]
        names = max(18, min(30, width * 2 // 7))
        key = self.keys(row.reason.command)
        room = max(3, len(key))
        reasons = columns(width, (3, names, 1, 9, 1, 3, 2, room + 1))
        glyph = PHASE_GLYPH[row.phase]
        phase_role = "quiet" if row.phase == Phase.NONE else str(row.phase)
        mark, role = MARKS.get(item.group, (glyph, phase_role))
        if row.reason.red:
            role = "alarm"
        edge = "▌" if selected else " "
        risk = "" if row.risk is None else str(row.risk)
        more = f" +{row.more}" if row.more else ""
        text = fit_ends(row.reason.text, reasons - len(more)).rstrip() + more
        return [
            (edge, "key"),
            (fit(mark, 2), role),
            (fit(row.customer, names), "ink"),
            (" ", "text"),
            (fit(f"{glyph} {row.phase_note}", 9), phase_role),
            (" ", "text"),
            (fit_right(risk, 3), "ink" if row.reason.red else risk_role(row.band)),
            ("  ", "text"),
            *(urgent(fit(text, reasons)) if row.reason.red else [(fit(text, reasons), "text")]),
            (fit_right(key, room), "key"),
            (" ", "text"),
        ]


def _all_well(today: Today, keys: Keys) -> str:
    """What can be said of a book in which nobody is due: quiet is not settled (§3)."""
    if today.unknown:
        few = f"Of {count(today.unknown, 'customer')} nothing is known yet: no touch and no check."
        return f"{few} {keys('customers')} lists them, {keys('log')} logs a first word."
    return f"All {today.customers} customers are within their rhythm and every promise is kept."


class TodayScreen(BookScreen):
    """The home screen."""

    DEFAULT_CSS = """
    TodayScreen TodayList { width: 1fr; padding-top: 1; }
    TodayScreen Brief { width: 42; display: none; }
    TodayScreen.-wide Brief { display: block; }
    TodayScreen.-vast Brief { display: block; width: 60; }
    TodayScreen Brief.-none { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (110, "-wide"),
        (160, "-vast"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.go('today')", show=False)]
    name_in_tabs = "today"

    def body(self) -> list[Widget]:
        self.rows = TodayList(lines_of(self.app.today), self.app.key)
        self.empty, self.brief = Empty(id="empty"), Brief()
        self.first_run = FirstRun(self.app.keeper.path)
        return [self.rows, self.empty, self.first_run, self.brief]

    def on_mount(self) -> None:
        self.stamp = self.app.stamp
        self._show(self.app.today)
        (self.rows if self.app.today.customers else self.first_run.ways).focus()

    async def reload(self) -> None:
        today = await self.app.read_today()
        self.rows.fill(lines_of(today))
        self._show(today)

    def _show(self, today: Today) -> None:
        empty, fill = self.empty, self.app.key.fill
        self.rows.display = bool(self.rows.items)
        if self.first_run.display == bool(today.customers):
            self.first_run.display = not today.customers
            self.hint_bar.show(self.hints())
        self.brief.set_class(not today.customers, "-none")
        empty.display = bool(today.customers) and not self.rows.items
        if today.customers and not today.rows:
            empty.say(
                "Nobody needs you today.",
                _all_well(today, self.app.key),
                fill(
                    "{customers} shows the whole book; a call that nobody expects is the one they remember."
                ),
            )
        self.show_state(self.app.state)

    def hints(self) -> tuple[Piece, ...]:
        """The key that answers the highlighted row comes first, then what else can be done with it."""
        if not self.app.today.customers:
            return (("↑ ↓", "choose"), ("Enter", "begin"), ("{quit}", "leave"))
        line = self.rows.item
        if line is not None and line.command == "triage":
            return (("Enter", "go through them"), ("{capture}", "capture"))
        if line is None or line.row is None:
            return (("{sale}", BY_ID["sale"].label), ("{capture}", "capture"))
        answer, has_row = line.row.reason.command, line.row.reason.target is not None
        others = ("log", "done", "snooze") if has_row else ("log",)
        ids = dict.fromkeys((answer, *others, "open", *ASIDE))
        return tuple((f"{{{each}}}", BY_ID[each].label) for each in ids if each in BY_ID)

    def target(self) -> Target | None:
        line = self.rows.item
        if line is None or line.row is None:
            return None
        kind, row_id = line.row.reason.target or ("", 0)
        return Target(line.row.customer_id, line.row.customer, kind, row_id, line.row.reason.text)

    def point_at(self, customer_id: int) -> None:
        here = self.rows.item
        if here is not None and here.row is not None and here.row.customer_id == customer_id:
            return
        for line in self.rows.items:
            if line.row is not None and line.row.customer_id == customer_id:
                self.rows.highlight(line.key)
                return

    @on(RowList.Highlighted)
    def _brief(self, event: RowList.Highlighted) -> None:
        if event.item is None:
            self._show(self.app.today)
        self.hint_bar.show(self.hints())
        row = event.item.row if event.item else None
        self.brief.show(row.customer_id if row else None)

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        if event.item.command == "triage":
            self.app.action_command("triage")
        elif event.item.row is not None:
            self.app.open_customer(event.item.row.customer_id)

"""The list of Today: a customer stands once, and the highlighted one unfolds its other reasons, each with its key."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from ...domain.spine.kinds import Group
from ...domain.spine.model import Reason, TodayRow
from ...wording import PHASE_GLYPH, count
from ..keys.commands import SHIPPED, Keys
from ..text.render import Piece, fit
from .row_list import RowList
from .today_lines import Lines
from .today_rows import MARKS, Columns, Line, columns_of, head, other_line, row_line

if TYPE_CHECKING:
    from textual.timer import Timer

DELAY = 0.12
"""Seconds the highlight must rest before its row unfolds; the brief waits as long."""
PLACES = list(Group)
MOST = 5
"""Other reasons that a row unfolds; who has more of them is opened."""


def urgency(row: TodayRow) -> tuple[int, float]:
    """Rows in the order of Today: the smaller, the more urgent."""
    return PLACES.index(row.reason.group), -row.reason.weight


def asked(row: TodayRow) -> tuple[int, str, tuple[str, int] | None]:
    """What a row asks for: another text about the same is the same row."""
    return row.customer_id, row.reason.command, row.reason.target


class TodayList(RowList[Line]):
    """Today's lines, drawn in columns.

    The keys of the highlighted customer act on the reason that shows them. Of several with one key it is the first,
    unless Tab, or a click, picks another.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "pick(1)", "next reason", show=False),
        Binding("shift+tab", "pick(-1)", "reason before", show=False),
    ]
    keys_take_clicks = True

    def __init__(self, items: Sequence[Line] = (), keys: Keys = SHIPPED) -> None:
        """``keys`` are those of this rep."""
        super().__init__(items)
        self.keys = keys
        self.picked = 0
        """Which of the reasons of the highlighted customer is meant: 0 is that of its row."""
        self.longest = _longest(items)
        self.opened: Hashable = self.item.key if self.item else None
        """The row that is unfolded: the highlighted one, once the highlight rests."""
        self._resting: Timer | None = None

    # -- what a list says of its rows ------------------------------------------------------------

    def about(self, item: Line) -> int:
        return item.customer_id

    def again(self, before: Line, old: Sequence[Line]) -> int:
        """Where a customer's reason stands now, or what is more urgent and came before it since.

        Where only something less urgent stands there, it was dealt with.
        """
        if before.row is None:
            return super().again(before, old)
        mine = before.customer_id
        known = {asked(line.row) for _, line in _about(old, mine) if line.row}
        here = [(at, line.row) for at, line in _about(self.items, mine) if line.row]
        same = [at for at, row in here if asked(row) == asked(before.row)]
        overtaken = [
            at for at, row in here if asked(row) not in known and urgency(row) < urgency(before.row)
        ]
        return next(iter((*same, *overtaken)), -1)

    def point_at(self, customer_id: int) -> None:
        """Put the highlight on a customer, who stands here once, if at all."""
        for _, line in _about(self.items, customer_id)[:1]:
            self.highlight(line.key)

    def beside(self, item: Line, live: Sequence[Line]) -> Sequence[Line]:
        """A customer stands once: what else it asks for is unfolded under the row that was ticked."""
        if isinstance(live, Lines):
            return live.without(item.customer_id)
        kept = [line for line in live if line.of is None or line.customer_id != item.customer_id]
        groups = {line.group for line in kept if line.of or line.command == "triage"}
        return [line for line in kept if line.group in groups]

    def _joined(self, items: Sequence[Line], at: int, more: list[Line]) -> Sequence[Line]:
        if isinstance(items, Lines):
            return items.joined(at, more)
        return super()._joined(items, at, more)

    def selectable(self, item: Line) -> bool:
        return item.of is not None or item.command == "triage"

    # -- the reasons of the highlighted customer -------------------------------------------------

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the highlighted customer asks for, first that of its row; of one just dealt with, what is left."""
        row = self.item.row if self.item else None
        if row is None:
            return ()
        if not self.rests_on_ticked or self.held is None:
            return row.all
        now = next((line.row for _, line in _about(self.held.live, row.customer_id)), None)
        return now.all if now else ()

    @property
    def unfolded(self) -> tuple[Reason, ...]:
        """The reasons that are listed under the highlighted row."""
        return self.reasons if self.rests_on_ticked else self.reasons[1:]

    @property
    def reason(self) -> Reason | None:
        """The reason that is picked; None on a row that was dealt with, until one is."""
        if self.rests_on_ticked:
            return self.unfolded[self.picked - 1] if 0 < self.picked <= len(self.unfolded) else None
        return self.reasons[self.picked] if self.picked < len(self.reasons) else None

    def answered_by(self, command: str) -> Reason | None:
        """The reason of the highlighted customer that a command answers; the picked one first, then as listed."""
        first = (self.reason,) if self.reason is not None else ()
        return next((each for each in (*first, *self.reasons) if each.command == command), None)

    def unfolds(self, item: Line) -> int:
        others = len(self.unfolded) if item.key == self.opened else 0
        return min(others, MOST) + (others > MOST)

    def unfold(self) -> None:
        """Show what else the highlighted customer asks for."""
        if self.item is not None and self.item.key != self.opened and self.is_attached:
            self.opened = self.item.key
            self._fold(0, self.cursor)
            self._show_cursor()

    def _rest(self) -> None:
        """Unfold once the highlight rests: while it moves, nothing else does, and a key stays quick."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if self.unfolded and self.item is not None and self.item.key != self.opened:
            self._resting = self.set_timer(DELAY, self.unfold)

    def action_pick(self, step: int) -> None:
        """Mean the next of the customer's reasons, or the one before."""
        self.unfold()
        self.pick((self.picked + step) % (min(len(self.unfolded), MOST) + 1))

    def pick(self, place: int) -> None:
        """Mean one of the customer's reasons: the one of its row, or one that it unfolds."""
        if place != self.picked and 0 <= place <= min(len(self.unfolded), MOST):
            self.picked = place
            self.refresh()
            self.post_message(self.Highlighted(self, self.item))

    def clicked(self, index: int, line: int) -> None:
        super().clicked(index, line)
        self.pick(line)

    def _go(self, index: int) -> None:
        if index != self.cursor and 0 <= index < len(self.items):
            self.picked = 0
        super()._go(index)
        self._rest()

    def let_go(self) -> None:
        super().let_go()
        self._rest()

    def fill(self, items: Sequence[Line], *, keep: bool = True) -> None:
        picked, self.picked = self.reason if self.picked else None, 0
        self.longest = _longest(items)
        super().fill(items, keep=keep)
        self._rest()
        if picked is not None:
            place = 1 + next(
                (at for at, each in enumerate(self.unfolded) if each.target == picked.target), -1
            )
            self.pick(place)

    # -- drawing ---------------------------------------------------------------------------------

    def draw(self, item: Line, line: int, width: int, selected: bool) -> list[Piece]:
        columns, row = columns_of(width, self.longest), item.row
        if line:
            return self._other(line, width, columns)
        if row is None and item.command == "triage":
            return [("   ", "text"), (fit(item.note, width - 9), "alarm"), ("Enter ", "key")]
        if row is None:
            return head(item, width, columns)
        mark = MARKS.get(item.group, ("", "text"))
        if row.reason.red:
            mark = (mark[0] or PHASE_GLYPH[row.phase], "alarm")
        key = self.keys(row.reason.command)
        return row_line(row, mark, key, columns, edge=selected and not self.picked)

    def _other(self, line: int, width: int, columns: Columns) -> list[Piece]:
        if line > MOST:
            rest = f"and {count(len(self.unfolded) - MOST, 'more reason')}: "
            start = " " * (4 + columns.name)
            room = max(0, width - len(start) - len(rest) - 5)
            return [(start, "text"), (rest, "quiet"), ("Enter", "key"), (" " * room, "text")]
        reason, picked = self.unfolded[line - 1], self.picked == line
        # A key stands for the first reason that has it; the others are picked before.
        means = reason is self.answered_by(reason.command)
        key = self.keys(reason.command), "key" if means else "quiet"
        return other_line(reason, key, columns, edge=picked)


def _about(items: Sequence[Line], customer_id: int) -> list[tuple[int, Line]]:
    """The lines about a customer, each with its place."""
    if isinstance(items, Lines):
        return [(at, items[at]) for at in items.about(customer_id)]
    return [(at, line) for at, line in enumerate(items) if line.customer_id == customer_id]


def _longest(items: Sequence[Line]) -> int:
    """Cells of the longest name."""
    if isinstance(items, Lines):
        return items.longest
    return max((cell_len(line.of.customer) for line in items if line.of), default=0)

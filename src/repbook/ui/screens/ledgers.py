"""4 Ledgers: promises, problems, expectations, evidence, letters, asks of the whole book."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from ...domain.shown.ledgers import Ledger
from ...errors import Dropped, RepbookError
from ...storage.views.ledgers import OPEN_MOST, LedgerPage, ledger
from ..brief.brief_pane import Brief
from ..lists.empty import Empty
from ..lists.row_list import RowList
from ..lists.tab_strip import Count, TabStrip
from ..shell.target import Target
from ..text.render import Piece
from ..widgets.ledger_head import LedgerNumbers, LedgerTitles
from ..widgets.ledger_list import LedgerList, Row
from .base import BookScreen

PROBLEM = "problem"
TABS = tuple(str(name) for name in Ledger)
KEYS: dict[Ledger, tuple[Piece, ...]] = {
    Ledger.PROMISES: (("{done}", "kept, or a new day"), ("{promise}", "promise")),
    Ledger.PROBLEMS: (("{problem}", "its next step"),),
    Ledger.EXPECTATIONS: (("{done}", "met?"), ("{check}", "check")),
    Ledger.EVIDENCE: (("{letter}", "tell it"), ("{done}", "told"), ("{evidence}", "evidence")),
    Ledger.LETTERS: (("{letter}", "write or post"),),
    Ledger.ASKS: (("{done}", "answer"), ("{letter}", "thank"), ("{ask}", "ask")),
}
"""The keys that matter most in each ledger."""

CALM = {
    Ledger.PROMISES: "Nothing is promised: every promise is kept.",
    Ledger.PROBLEMS: "No problem is open, and they have said so.",
    Ledger.EXPECTATIONS: "Every expectation was met.",
    Ledger.EVIDENCE: "Every success has been told.",
    Ledger.LETTERS: "Nothing to post.",
    Ledger.ASKS: "Every ask is answered.",
}
"""What stands where nothing is open."""

NOTHING = {
    Ledger.PROMISES: (
        "No promise is recorded yet.",
        "{promise} records one, in the words used and by a day;",
        "in the note of a call  ! send the manual fri  does the same.",
    ),
    Ledger.PROBLEMS: (
        "No problem is recorded yet.",
        "{problem} records one, however small;",
        "in the note of a call  ? drawer sticks  does the same.",
    ),
    Ledger.EXPECTATIONS: (
        "Nobody's expectations are recorded yet.",
        "{questions} asks the five questions; what they expect is one of them.",
    ),
    Ledger.EVIDENCE: (
        "No success is written down yet.",
        "{evidence} writes one down, while it is fresh;",
        "in the note of a call  * delivered complete  does the same.",
    ),
    Ledger.LETTERS: (
        "No letter is recorded yet.",
        "{letter} writes one, to the customer you name here or highlight elsewhere.",
    ),
    Ledger.ASKS: (
        "Nobody was asked for anything yet.",
        "Serve first; {ask} asks, and says whether the time is right.",
    ),
}
"""What an empty ledger says, and what brings its first row."""


def rows_of(page: LedgerPage, name: Ledger, *, folded: bool = False) -> list[Row]:
    """The lines of a ledger under their headings, a line apart; ``folded``, those closed are counted alone."""
    ours = [Row(line=line) for line in page.lines if line.open and not line.theirs]
    theirs = [Row(line=line) for line in page.lines if line.open and line.theirs]
    closed = [Row(line=line) for line in page.lines if not line.open]
    rows = [Row(f"OPEN {len(ours) or ''}".rstrip()), *(ours or [Row(CALM[name], quiet=True)])]
    if page.more:
        said = f"only {OPEN_MOST} are listed here; the pages of their customers have them all"
        rows.append(Row(said, quiet=True))
    if theirs:
        rows += [Row(), Row(_waiting(theirs)), *theirs]
    if closed and folded:
        rows += [Row(), Row(f"CLOSED {len(closed)} · v shows them")]
    elif closed:
        rows += [Row(), Row("CLOSED, NEWEST FIRST"), *closed]
    return rows


def _waiting(theirs: list[Row]) -> str:
    unpaid = sum(row.line is not None and row.line.kind == "sale" for row in theirs)
    return f"WAITING FOR THEM {len(theirs)}" + (f" · {unpaid} unpaid" if unpaid else "")


class LedgersScreen(BookScreen):
    """The six ledgers; ``[`` and ``]`` turn from one to the next."""

    DEFAULT_CSS = """
    LedgersScreen #ledger { width: 1fr; }
    LedgersScreen TabStrip { height: 2; margin-top: 1; }
    LedgersScreen.-low TabStrip { height: 1; margin-top: 0; }
    LedgersScreen LedgerNumbers { margin-bottom: 1; }
    LedgersScreen.-low LedgerNumbers { margin-bottom: 0; }
    LedgersScreen LedgerList.-empty { height: 0; }
    LedgersScreen Brief { width: 56; display: none; }
    LedgersScreen.-vast Brief { display: block; }
    LedgersScreen.-nobody Brief { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (170, "-vast")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.go('today')", show=False),
        Binding("right_square_bracket", "tab(1)", show=False),
        Binding("left_square_bracket", "tab(-1)", show=False),
        Binding("v", "fold", show=False),
    ]
    AUTO_FOCUS = ""
    name_in_tabs = "ledgers"
    lists_customers = True

    def body(self) -> list[Widget]:
        self.ledger = Ledger.PROMISES
        self.left_place = False
        self.folded = False
        """Whether what is closed is left out."""
        self.strip = TabStrip(TABS)
        self.numbers = LedgerNumbers()
        self.rows = LedgerList()
        self.titles = LedgerTitles(self.rows)
        self.empty = Empty()
        self.empty.display = False
        parts = (self.strip, self.numbers, self.titles, self.rows, self.empty)
        self.brief = Brief()
        return [Vertical(*parts, id="ledger"), self.brief]

    def hints(self) -> tuple[Piece, ...]:
        return (("[ ]", "ledger"), *KEYS[self.ledger], *LAST)

    def on_mount(self) -> None:
        self.set_focus(self.rows)

    async def reload(self) -> None:
        before = self.rows.item
        await self._read(keep=True)
        after = self.rows.item
        self.left_place = before is not None and (after is None or after.key != before.key)

    async def _read(self, *, keep: bool) -> None:
        """Read the ledger that is open and show it."""
        name = self.ledger
        page = await self.app.keeper.read(self, ledger, name, self.app.rules)
        if name is not self.ledger:
            return
        self.rows.day = self.app.clock.today()
        self.numbers.show(page.head)
        self.strip.tell(self.counts(page))
        self.rows.fill(rows_of(page, name, folded=self.folded) if page.lines else [], keep=keep)
        self.titles.show(name)
        self.rows.set_class(not page.lines, "-empty")  # still there, so that it keeps the keyboard
        self.titles.display = self.numbers.display = bool(page.lines)
        self.empty.display = not page.lines
        self.set_class(not page.lines, "-nobody")
        self.empty.say(*NOTHING[name])

    def counts(self, page: LedgerPage) -> dict[str, Count]:
        """How much is open in each ledger; a problem past its clock is known from Today, where what is red comes first."""
        red = {
            row.reason.target[0]
            for row in takewhile(lambda row: row.reason.red, self.app.today.rows)
            if row.reason.target is not None
        }
        return {
            str(name): Count(
                str(found.open), bool(found.red) or (PROBLEM in red and name is Ledger.PROBLEMS)
            )
            for name, found in page.counts.items()
            if found.open
        }

    def action_fold(self) -> None:
        """Fold what is closed, or unfold it; the highlight stays."""
        self.folded = not self.folded
        self.app.start(partial(self._read, keep=True), group="ledger", exclusive=True, node=self)

    # -- the ledger beside -------------------------------------------------------------------------

    def action_tab(self, step: int) -> None:
        """The ledger beside. Keys that come behind wait until it stands."""
        beside = Ledger(TABS[(TABS.index(self.ledger) + step) % len(TABS)])
        self.app.start(partial(self.open_ledger, beside), group="ledger", exclusive=True, node=self)

    async def open_ledger(self, name: Ledger) -> None:
        """Open a ledger."""
        self.ledger = name
        self.strip.show(name)
        self.hint_bar.show(self.hints())
        try:
            await self._read(keep=False)
        except Dropped:
            self.stamp = -1  # the rep has gone on: it is read when they come back
        except RepbookError as error:
            self.app.say(str(error), severity="error")

    @on(TabStrip.Opened)
    def _opened(self, event: TabStrip.Opened) -> None:
        opened = Ledger(event.name)
        self.app.start(partial(self.open_ledger, opened), group="ledger", exclusive=True, node=self)

    # -- the highlighted row -----------------------------------------------------------------------

    def target(self) -> Target | None:
        line = self.rows.item.line if self.rows.item else None
        if line is None:
            return None
        return Target(line.owner.id, line.owner.name, line.kind, line.id, line.text)

    def point_at(self, customer_id: int) -> None:
        """To the first row of a customer, unless the one that was finished here was theirs.

        Whoever works a ledger down goes on with the row that took its place.
        """
        if self.left_place:
            return
        here = self.rows.item.line if self.rows.item else None
        if here is not None and here.owner.id == customer_id:
            return
        for row in self.rows.items:
            if row.line is not None and row.line.owner.id == customer_id:
                self.rows.highlight(row.key)
                return

    @on(RowList.Highlighted)
    def _brief(self, event: RowList.Highlighted) -> None:
        line = event.item.line if event.item else None
        self.brief.show(line.owner.id if line else None)

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        self.app.open_customer(event.item.line.owner.id)


LAST = (
    ("Enter", "open"),
    ("{log}", "log"),
    ("{edit}", "edit"),
    ("{remove}", "remove"),
    ("v", "fold"),
    ("{undo}", "undo"),
    ("{help}", "help"),
)
"""The keys at the foot of every ledger."""

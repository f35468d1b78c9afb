"""3 Customers: the whole book as a table that narrows as you type, sorts, filters, and marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from ...domain.shown.customer_views import CustomerRow
from ...domain.spine.kinds import Phase, Tier
from ...errors import Dropped, RepbookError
from ...saved_views import SavedView, SavedViews, place
from ...storage.finding.search import asked
from ...storage.views.listing import ACTIVE, SORTS, STATES, Filters, customer_order, customer_rows
from ...wording import count
from ..brief.brief_pane import Brief
from ..lists.empty import Empty
from ..lists.row_list import RowList
from ..text.render import Piece, pieces
from ..widgets.customer_table import CustomerTable, TableHead
from ..widgets.filter_bar import Chips, FilterBar, NarrowInput
from .marking import MARKED, Marking

HINTS = (
    ("Enter", "open"),
    ("{log}", "log"),
    ("Tab", "narrow"),
    ("v", "filter"),
    ("o O", "sort"),
    ("V", "views"),
    ("Space", "mark"),
    ("{followup}", "follow-up"),
    ("T", "tier"),
    ("R", "rhythm"),
    ("X", "off the book"),
    ("{help}", "help"),
)
NARROWING = (("Enter", "to the table"), ("Esc", "everyone again"))
FILTERING = (("p t s o m", "switch one"), ("c", "clear"), ("Esc", "to the table"))
"""The keys while the field, or the filters, have the keyboard."""
MOST_NAMED = 20
"""Letters of a saved view's name over the table."""


class CustomersScreen(Marking):
    """The book as a table."""

    DEFAULT_CSS = """
    CustomersScreen #book { width: 1fr; }
    CustomersScreen #narrow { height: 1; background: $surface; }
    CustomersScreen #narrow NarrowInput { width: 1fr; }
    CustomersScreen #count { width: auto; padding: 0 1; background: $surface; }
    CustomersScreen CustomerTable.-empty { height: 0; }
    CustomersScreen Brief { width: 56; display: none; }
    CustomersScreen.-vast Brief { display: block; }
    CustomersScreen.-nobody Brief { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (170, "-vast")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("v", "filter", show=False),
        Binding("o", "sort(1)", show=False),
        Binding("O", "reverse", show=False),
        Binding("V", "views", show=False),
    ]
    AUTO_FOCUS = ""
    name_in_tabs = "customers"
    lists_customers = True

    def body(self) -> list[Widget]:
        self.sort, self.reverse = "attention", False
        self.views = SavedViews(None if self.app.demo else place())
        self.view: SavedView | None = None
        self.field = NarrowInput()
        self.bar = FilterBar()
        self.head = TableHead()
        self.table = CustomerTable(self._read)
        self.empty = Empty()
        self.empty.display = False
        self.chips = Chips(self.bar)
        self.counted, self.brief = Static("", id="count"), Brief()
        self.line = Horizontal(self.field, self.chips, self.counted, id="narrow")
        return [
            Vertical(self.line, self.bar, self.head, self.table, self.empty, id="book"),
            self.brief,
        ]

    def hints(self) -> tuple[Piece, ...]:
        return HINTS

    def on_mount(self) -> None:
        self.bind_followup()
        self.set_focus(self.table)

    async def reload(self) -> None:
        await self._list(keep=True)

    # -- reading ---------------------------------------------------------------------------------

    async def _read(self, ids: tuple[int, ...]) -> Sequence[CustomerRow]:
        return await self.app.keeper.ask(customer_rows, ids, self.app.rules, self.field.value)

    async def _list(self, *, keep: bool) -> None:
        if self.sort == "money" and not self.app.money:
            self.sort = "attention"
        ids = await self.app.keeper.read(
            self,
            customer_order,
            text=self.field.value,
            sort=self.sort,
            reverse=self.reverse,
            filters=self.bar.filters,
            rules=self.app.rules,
        )
        self.table.money = self.app.money
        self.table.day = self.app.clock.today()
        self.table.asked = asked(self.field.value)
        narrowed = bool(self.table.asked)
        self.head.show(self.sort, self.reverse, self.app.money, narrowed=narrowed)
        self.table.show(ids, keep=keep)
        self.table.set_class(not ids, "-empty")
        self.empty.display = not ids
        self.set_class(not self.app.today.customers, "-nobody")
        if not ids:
            self._explain()
        self.show_count()

    def _again(self, *, keep: bool = False) -> None:
        """List anew; the next key waits, so that it finds the rows that were asked for."""
        self.app.start(partial(self._listed, keep=keep), group="list", exclusive=True, node=self)

    async def _listed(self, *, keep: bool) -> None:
        self.table.let_go()
        try:
            await self._list(keep=keep)
        except Dropped:
            self.stamp = -1
        except RepbookError as error:
            self.app.refuse(error)

    def _explain(self) -> None:
        if self.field.value.strip() or self.bar.filters != ACTIVE:
            self.empty.say("Nobody in the book matches.", "{back} shows everyone again.")
        else:
            self.empty.say(
                "An empty book.",
                "{import} brings a file in: HubSpot, Salesforce, Pipedrive, Excel, address cards.",
                "{sale} writes down the first won sale.",
            )

    def show_count(self) -> None:
        """Show the sort, the marks, and how many are listed."""
        arrow = " ↑" if self.reverse else ""
        listed, everybody = len(self.table.ids), self.app.today.customers
        parts: list[Piece] = [("o", "bold $key"), (f" by {self.sort}{arrow}", "$quiet")]
        if self.view is not None and self.view == self.now(self.view.name):
            parts = [(f"{self.view.name[:MOST_NAMED]}   ", "bold $ink"), *parts]
        if self.table.marked:
            parts.append((f"   ✓ {len(self.table.marked)} marked", "bold $key"))
        if self.field.value.strip() or self.bar.filters != ACTIVE:
            parts += [(f"   {everybody} → ", "$quiet"), (f"{listed}", "bold $ink")]
        else:
            parts.append((f"   {count(listed, 'customer')}", "$foreground"))
        self.counted.update(pieces(parts))
        self.chips.show()
        self._hint()

    @on(events.DescendantFocus)
    def _hint(self) -> None:
        """The keys at the foot are those of what has the keyboard; the filters take the search line's place."""
        self._filtering(self.focused is self.bar)
        hints: tuple[Piece, ...]
        if self.focused is self.field:
            hints = NARROWING
        elif self.focused is self.bar:
            hints = FILTERING
        else:
            hints = MARKED if self.table.marked else HINTS
        self.hint_bar.show(hints)

    # -- narrowing, sorting ----------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self) -> None:
        self._again()

    @on(FilterBar.Changed)
    def _filtered(self) -> None:
        self._again(keep=True)

    @on(NarrowInput.Left)
    def action_to_table(self) -> None:
        """The keyboard to the table."""
        self.set_focus(self.table)

    def action_filter(self) -> None:
        """The keyboard to the filters."""
        self.bar.marked = frozenset(self.table.marked)
        self._filtering(True)
        self.set_focus(self.bar)

    def _filtering(self, now: bool) -> None:
        self.bar.display, self.line.display = now, not now

    def action_sort(self, step: int) -> None:
        """The next way to sort; by money only while it is shown (R26)."""
        sorts = [sort for sort in SORTS if sort != "money" or self.app.money]
        self._sort(sorts[(sorts.index(self.sort) + step) % len(sorts)])

    @on(TableHead.Sorted)
    def _by_title(self, event: TableHead.Sorted) -> None:
        if event.sort == self.sort:
            self.action_reverse()
        else:
            self._sort(event.sort)

    def _sort(self, sort: str) -> None:
        self.sort, self.reverse = sort, False
        self._again()

    def action_reverse(self) -> None:
        """The same order from its other end."""
        self.reverse = not self.reverse
        self._again()

    def action_back(self) -> None:
        """Everyone again; from there, Today."""
        if self.focused is not self.table:
            self.set_focus(self.table)
        elif self.field.value or self.bar.filters != ACTIVE:
            self.field.value = ""
            self.bar.set(ACTIVE)
            self._again(keep=True)
            self.set_focus(self.table)
        else:
            self.app.action_go("today")

    # -- saved views -----------------------------------------------------------------------------

    def action_views(self) -> None:
        """One of the saved views, or what is shown now under a name."""
        self.app.start(self._choose_view, group="verb")

    async def _choose_view(self) -> None:
        from ..dialogs.common.view_list import choose

        try:
            view = await choose(self.app, self.views, self.now(""))
        except RepbookError as error:
            self.app.refuse(error)
            return
        if view is not None:
            self.show_view(view)

    def now(self, name: str) -> SavedView:
        """What is shown now, as a view of that name; marks are no part of it."""
        phase, tier, state, overdue, _ = self.bar.filters
        text = " ".join(self.field.value.split())
        shown = (str(phase or ""), str(tier or ""), state, overdue, self.sort, self.reverse)
        return SavedView(name, text, *shown)

    def show_view(self, view: SavedView) -> None:
        """List as a view says; what it says that is none here is as it comes."""
        phase = Phase(view.phase) if view.phase in tuple(Phase) else None
        tier = Tier(view.tier) if view.tier in tuple(Tier) else None
        state = view.state if view.state in STATES else ACTIVE.state
        self.bar.set(Filters(phase, tier, state, view.overdue))
        self.sort = view.sort if view.sort in SORTS else "attention"
        self.reverse, self.field.value = view.reverse, view.text
        self.view = self.now(view.name)
        self.set_focus(self.table)
        self._again()

    # -- the highlighted customer ----------------------------------------------------------------

    @on(RowList.Highlighted)
    def _brief(self, event: RowList.Highlighted) -> None:
        self.brief.show(event.item.key if event.item else None)

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        self.app.open_customer(event.item.key)

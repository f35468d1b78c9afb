"""A customer's page: the journey, the risk and its reasons, the card, and everything that happened."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from ...domain.care.reassurance import NO_CARE, Care
from ...domain.growth.potential import NO_GROWTH, Growth
from ...domain.shown.customer_views import CustomerPage, Event
from ...storage.views.customer_page import timeline
from ..lists.entries import EntryList
from ..lists.row_list import RowList
from ..lists.tab_strip import TabStrip
from ..page.beside import Beside
from ..page.card import card_lines
from ..page.growth_tab import head_words
from ..page.page_head import PageHead
from ..page.page_tabs import COUNTED, SHORT, TABS, entries_of, story, tab_counts
from ..shell.target import Target
from ..text.handoff import handoff_of
from ..text.render import Piece, pieces
from .base import BookScreen

NOTHING_LEFT = frozenset(("", "touch"))
"""What is highlighted where there is no row, or one that was done when it was written."""
HINTS = (
    ("[ ]", "tab"),
    ("{log}", "log"),
    ("{check}", "check"),
    ("{promise}", "promise"),
    ("{problem}", "problem"),
    ("{followup}", "follow-up"),
    ("{done}", "done"),
    ("{edit}", "edit"),
    ("{fact}", "fact"),
    ("{brief}", "brief"),
    ("{phase}", "phase"),
    ("v", "fold"),
    ("Esc", "back"),
)


class CustomerScreen(BookScreen):
    """One customer. ``turn_to`` shows another one in the same place."""

    DEFAULT_CSS = """
    CustomerScreen > #body { layout: vertical; }
    CustomerScreen.-high PageHead { height: 7; padding: 1 1; }
    CustomerScreen #halves { height: 1fr; layout: vertical; }
    CustomerScreen #card { height: auto; padding: 0 1; background: $background; }
    CustomerScreen #card Static { height: auto; width: 1fr; }
    CustomerScreen #happened { height: 1fr; padding-top: 1; }
    CustomerScreen Beside { display: none; }
    CustomerScreen.-low TabStrip { height: 1; }
    CustomerScreen.-wide #halves, CustomerScreen.-vast #halves { layout: horizontal; }
    CustomerScreen.-wide #happened, CustomerScreen.-vast #happened { padding-top: 0; width: 1fr; }
    CustomerScreen.-wide #card, CustomerScreen.-vast #card {
        width: 38%; max-width: 60; height: 1fr; border-right: solid $rule;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        scrollbar-background: $background; scrollbar-color: $rule;
    }
    CustomerScreen.-wide #card:focus, CustomerScreen.-vast #card:focus { border-right: solid $focus; scrollbar-color: $focus; }
    CustomerScreen.-vast #card { width: 56; }
    CustomerScreen.-vast Beside { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide"), (180, "-vast")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("right_square_bracket", "tab(1)", show=False),
        Binding("left_square_bracket", "tab(-1)", show=False),
        Binding("v", "fold", show=False),
    ]

    def __init__(self, page: CustomerPage) -> None:
        super().__init__()
        self.page = page
        self.events: tuple[Event, ...] = ()
        self.care = NO_CARE
        self.growth = NO_GROWTH
        self.tab = TABS[0]
        self._card_of: tuple[object, ...] = ()
        """What the card was laid out for last."""
        self._told = False
        """Whether the page that it came with is shown."""
        self.folded = False
        """Whether the timeline leaves out what was only filed."""

    def body(self) -> list[Widget]:
        self.head = PageHead(self.page, self.app.clock.today(), self.app.rules, self.app.key)
        self.card_text = Static("")
        self.card = VerticalScroll(self.card_text, id="card", can_focus=False)
        self.strip = TabStrip(TABS, short=SHORT, first=COUNTED)
        self.entries = EntryList()
        happened = Vertical(self.strip, self.entries, id="happened")
        self.beside = Beside()
        return [self.head, Vertical(self.card, happened, self.beside, id="halves")]

    def hints(self) -> tuple[Piece, ...]:
        return HINTS

    def on_mount(self) -> None:
        self.set_focus(self.entries)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_card)

    async def reload(self) -> None:
        page = await self.app.read_page(self.page.id) if self._told else self.page
        if page is None:
            self.app.say("this customer is no longer in the book; undo may bring it back")
            self.dismiss(None)
            return
        await self._read(page, keep=True)

    async def read_beside(self) -> None:
        """The card is laid out for the room that it has by now."""
        self._show_card()

    async def turn_to(self, page: CustomerPage) -> None:
        """Show another customer."""
        self.tab = TABS[0]
        self.strip.show(self.tab)
        await self._read(page, keep=page.id == self.page.id)

    async def _read(self, page: CustomerPage, *, keep: bool) -> None:
        self.page, self._told = page, True
        self.events = await self.app.keeper.ask(timeline, page.id)
        self.care = await self._read_care()
        self.growth = await self._read_growth()
        today = self.app.clock.today()
        self.head.show(page, today, head_words(page, self.events, today), self.events)
        self.strip.tell(tab_counts(page, self.events, today))
        self._show_card()
        self._fill(keep=keep)

    async def _read_care(self) -> Care:
        """What only the Agenda tab tells, read while it is open."""
        if self.tab != "Agenda":
            return NO_CARE
        from ...storage.views.agenda_tab import care

        return await self.app.keeper.ask(care, self.page.id)

    async def _show_care(self) -> None:
        self.care = await self._read_care()
        self._fill(keep=True)

    async def _read_growth(self) -> Growth:
        """What only the Growth tab tells, read while it is open."""
        if self.tab != "Growth":
            return NO_GROWTH
        from ...storage.views.growth_tab import growth

        return await self.app.keeper.ask(growth, self.page.id, self.app.settings.products)

    async def _show_growth(self) -> None:
        """Nothing is told until it is read, rather than what is not so."""
        self.entries.fill(())
        self.growth = await self._read_growth()
        self._fill(keep=False)

    def _fill(self, *, keep: bool) -> None:
        today = self.app.clock.today()
        money = self.app.money
        self.entries.customer_id = self.page.id
        self.entries.fill(
            entries_of(
                self.tab,
                self.page,
                self.events,
                today,
                money=money,
                care=self.care,
                growth=self.growth,
                rules=self.app.rules,
                contacts=self.app.settings.contacts,
                keys=self.app.key,
                folded=self.folded,
            ),
            keep=keep,
        )

    def _show_card(self) -> None:
        width = self.card.scrollable_content_region.width
        if width <= 0:
            return
        today = self.app.clock.today()
        wide = self.has_class("-wide") or self.has_class("-vast")
        width -= wide  # a letter never touches the scroll bar
        height = self.card.scrollable_content_region.height
        asked = (self.page, today, width, height, wide, vast := self.has_class("-vast"))
        if asked == self._card_of:
            return
        self._card_of = asked
        if vast:
            self.beside.show(self.page, today, self.app.rules, self.app.key)
        lines = card_lines(
            self.page, today, width, self.app.key, rules=self.app.rules, short=not wide
        )
        if wide and _height(lines) > height:
            lines = card_lines(
                self.page, today, width, self.app.key, rules=self.app.rules, airy=False
            )
        self.card_text.update(pieces(lines))
        self.card.can_focus = wide and _height(lines) > height

    def target_of(self, command: str) -> Target | None:
        """A key that the risk shows acts on what that part is about, where no row is highlighted that it could mean.

        Not of a problem: which one is meant, or whether it is a new one, is asked.
        """
        here = super().target_of(command)
        if here is None or here.kind not in NOTHING_LEFT or command == "problem":
            return here
        about = (part.about for part in self.page.standing.risk.parts if part.clears == command)
        row = next(filter(None, about), None)
        return Target(self.page.id, self.page.name, *row) if row else here

    def target(self) -> Target | None:
        item = self.entries.item
        if item is None or not item.kind:
            return Target(self.page.id, self.page.name)
        return Target(self.page.id, self.page.name, item.kind, item.row_id, item.text.strip())

    def action_fold(self) -> None:
        """Fold the timeline, or unfold it; the highlight stays."""
        if self.tab == TABS[0]:
            self.folded = not self.folded
            self._fill(keep=True)

    # -- tabs ------------------------------------------------------------------------------------

    def action_tab(self, step: int) -> None:
        """The tab beside."""
        self.open_tab(TABS[(TABS.index(self.tab) + step) % len(TABS)])

    def open_tab(self, name: str) -> None:
        """Open a tab by its name."""
        self.tab = name
        self.strip.show(name)
        self._fill(keep=False)
        self.set_focus(self.entries)
        if name == "Agenda":
            self.app.start(self._show_care, group="care", exclusive=True, node=self)
        if name == "Growth":
            self.app.start(self._show_growth, group="growth", exclusive=True, node=self)

    @on(TabStrip.Opened)
    def _opened(self, event: TabStrip.Opened) -> None:
        self.open_tab(event.name)

    @on(RowList.Chosen)
    def _whole(self, event: RowList.Chosen) -> None:
        from ..dialogs.common.full_entry import Reading

        entry = event.item
        title = " · ".join(
            part for part in (entry.lead, entry.word or entry.kind, entry.aside) if part
        )
        told = story(self.events, entry.kind, entry.row_id, self.app.clock.today())
        told = handoff_of(self.page, entry.kind, entry.row_id, self.app.clock.today()) or told
        self.app.push_screen(Reading(title or self.page.name, told or entry.text.strip()))

    def action_back(self) -> None:
        """To the screen beneath."""
        self.dismiss(None)


def _height(lines: list[Piece]) -> int:
    return 1 + sum(value.count("\n") for value, _ in lines)

"""Showing the book as it is now: read anew when it changed, on the screen that is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...domain.spine.weeks import between, week_of, weekday
from ...errors import BookUnusable
from ...storage.safety.surroundings import read_only
from ...wording import WAITING
from ..forms.sheet import Sheet
from ..shell.textual_private import runs
from ..text.render import pieces
from ..text.state_line import state_line
from .answering import Answering
from .glance import Glance

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import date

    from textual.content import Content
    from textual.driver import Driver

    from ...clock import Clock
    from ...domain.shown.customer_views import CustomerPage
    from ...domain.spine.model import Today
    from ...domain.spine.rules import Rules
    from ...settings import Settings
    from ...storage.book.book import Book
    from ...storage.keeper import Keeper
    from ..screens.base import BookScreen
    from ..shell.protocol import ImportRun
    from ..text.render import Piece
    from .headstart import AtHand, HeadStart

PageRead = tuple[tuple[object, ...], "CustomerPage | None"]
"""A customer's page, behind what it holds for."""
SELDOM = 5.0
"""Seconds between two readings of what others write, while it is written all the time: by an import of our own."""
SHARE = 9
"""The rest after such a reading, in times of what it took: the book is there for the rep nine tenths of the time."""


class Showing(Answering):
    """An app that holds the book's keeper, and knows what of the book its screens show."""

    settings: Settings
    """What the settings file says besides the rules."""
    tells_the_hour = True
    """Whether the brief may say what is so at this hour only."""

    def __init__(
        self,
        keeper: Keeper,
        clock: Clock,
        first: AtHand | HeadStart | Future[Today],
        *,
        overrides: Mapping[str, Any] = MappingProxyType({}),
        demo: bool = False,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """``first`` is the reading of Today, begun before Textual was imported; ``overrides`` are the
        rules of the settings file.
        """
        super().__init__(driver_class=driver_class)
        self.keeper = keeper
        keeper.tell = self.book_held
        self.clock = clock
        self.overrides = overrides
        self.demo = demo
        self.today: Today = first.result()
        self.today_at_start: Today | None = self.today
        self.day: date = self.today.day
        self.stamp = 0
        """Counts what was shown of the book; a screen that comes back compares its own."""
        self.today_of = 0
        """Of which state of the book ``today`` is."""
        self.read_only = read_only(keeper.path)
        """What stays in the top line where nothing can be saved (F64)."""
        self.notice = self.read_only
        self._notice_before = ""
        self._lost = ""
        """What was said last of a book that can't be used any more."""
        self.bringing: ImportRun | None = None
        self._behind: list[Callable[[], str]] = []
        self._versions: tuple[int, int] | None = None
        self._seen, self._rest = 0.0, SELDOM
        self._glance = Glance()
        self._page_read: PageRead = ((), None)
        """The customer's page that was read last: the panes beside a list, a form, and an offer ask for the same."""

    @cached_property
    def rules(self) -> Rules:
        """The numbers of every rule, as the settings have them."""
        from ...domain.overrides import rules_from

        return rules_from(self.overrides)

    @property
    def state(self) -> list[Piece]:
        """The book's state today, for the top line."""
        behind = " · ".join(in_short() for in_short in self._behind)
        return state_line(self.today, demo=self.demo, behind=behind)

    @contextmanager
    def behind(self, in_short: Callable[[], str]) -> Iterator[None]:
        """Say in the top line how far something is that goes on behind the screens."""
        self._behind.append(in_short)
        try:
            yield
        finally:
            self._behind.remove(in_short)
            self.show_behind()

    def show_behind(self) -> None:
        """Say anew how far what goes on behind the screens is."""
        for screen in self.book_screens():
            screen.show_state(self.state)

    @property
    def hints_here(self) -> tuple[Piece, ...]:
        """The (key, word) pairs that the screen beneath all dialogs shows at its foot."""
        screen = next(iter(self.book_screens()), None)
        return screen.hint_bar.all() if screen is not None else ()

    @property
    def review_open(self) -> bool:
        """Whether a weekly review waits: one that was begun, or this week's once its day has come."""
        this_week, week = week_of(self.day), self.today.review_week
        if week and not self.today.review_finished and between(week, this_week) <= 1:
            return True
        come = self.day.weekday() >= weekday(self.settings.review_day)
        return come and bool(self.today.customers) and week != this_week

    @property
    def book_screen(self) -> BookScreen | None:
        """The screen that is seen, if it shows the book and nothing lies over it."""
        from ..screens.base import BookScreen

        return self.screen if isinstance(self.screen, BookScreen) else None

    def book_screens(self) -> list[BookScreen]:
        """The screens that show the book, the uppermost first."""
        from ..screens.base import BookScreen

        return [screen for screen in reversed(self.screen_stack) if isinstance(screen, BookScreen)]

    # -- reading ---------------------------------------------------------------------------------

    async def read_today(self) -> Today:
        """Read Today anew."""
        from ...storage.views import today

        stamp = self.stamp
        self.today = await self.keeper.ask(today.today, self.rules, most=today.AT_ONCE)
        self.today_of = stamp
        return self.today

    async def today_now(self) -> Today:
        """Today of the state of the book that is shown, read if it was not yet."""
        return self.today if self.today_of == self.stamp else await self.read_today()

    async def read_page(self, customer_id: int) -> CustomerPage | None:
        """Read one customer's page; None if the customer is gone."""
        known = self._page_read
        self._page_read = await self.keeper.ask(
            _page_of, customer_id, self.rules, self.settings.products, known
        )
        return self._page_read[1]

    def brief_of(self, page: CustomerPage, width: int, height: int) -> Content:
        """A customer's brief, laid out for a place on the screen."""
        from ..brief.briefing import brief_lines

        now, day = self.clock.local(), self.clock.today()
        return pieces(
            brief_lines(page, day, width, height, now=now, rules=self.rules, keys=self.key)
        )

    async def refresh_book(self) -> None:
        """Show the book as it is now, on the screen that is seen; others follow when they come back."""
        self.stamp += 1
        seen = await self.keeper.ask(
            _seen
        )  # before the rest is read: what is written then is read again
        await self.read_today()
        if self._versions is not None:
            self._versions = seen
        screen = next(iter(self.book_screens()), None)
        if screen is not None and screen.ready and not screen.gone:
            # One that does not stand yet reads the book itself when it comes.
            screen.stamp = self.stamp
            await screen.read_again()
            screen.show_state(self.state)
        if isinstance(self.screen, Sheet):
            self.screen.read_anew()

    def worth_a_look(self) -> bool:
        """Whether to ask if another program has written, or the day has changed."""
        tells = self._glance.tells_something(self.keeper.path, self.clock.today())
        return tells or bool(self._behind)

    async def see_book(self) -> None:
        """Has another program written, has the day changed?"""
        if self._behind:
            self.show_behind()
            if monotonic() - self._seen < self._rest:
                return
        began = monotonic()
        try:
            versions = await self.keeper.ask(_seen)
        except BookUnusable as error:
            if self._lost == str(error):
                return  # said, and no fault of ours
            self._lost = str(error)
            self.say(self._lost, severity="error", timeout=15)
            return
        if self.keeper.moved and self.keeper.moved != self.notice:
            self.notice = self.keeper.moved
            self.show_notice()
        if self.in_motion or any(form.busy for form in self.forms()):
            return  # who writes in this app shows it as well
        day = self.clock.today()
        if versions == self._versions and day == self.day:
            return
        first = self._versions is None
        self._versions, self.day = versions, day
        if day != self.today.day and (screen := self.book_screen):
            screen.let_go()
        if not first or day != self.today.day:
            await self.refresh_book()
        self._seen = monotonic()
        self._rest = max(SELDOM, SHARE * (self._seen - began))

    async def own_write(self) -> None:
        """What was just written shows nowhere: nothing is to be read anew for it."""
        with suppress(BookUnusable):  # whoever looks next says so
            _, ours = await self.keeper.ask(_seen)
            if self._versions is not None:
                self._versions = self._versions[0], ours

    # -- another program has the book ------------------------------------------------------------

    @property
    def says_why(self) -> bool:
        """What is typed while another program has the book comes into the form once that is there."""
        return self.keeper.held

    def book_held(self, held: bool) -> None:
        """Say in the top line that the book is waited for; what was asked of it goes on by itself."""
        if held:
            self._notice_before, self.notice = self.notice, WAITING
        else:
            self.notice = self._notice_before
        if runs(self):
            self.show_notice()
            for form in self.forms():
                form.show_held(held)

    def show_notice(self) -> None:
        """Show or clear the line that stays until it is solved."""
        for screen in self.book_screens():
            screen.show_notice(self.notice)


def _page_of(
    book: Book, customer_id: int, rules: Rules, products: tuple[str, ...], known: PageRead
) -> PageRead:
    """A customer's page, and for what it holds; the one that is known, if it does so still."""
    from ...storage.views.customer_page import customer_page

    minute = book.clock.local().replace(second=0, microsecond=0)
    holds_for = (customer_id, book.version(), minute)
    if known[0] == holds_for:
        return known
    return holds_for, customer_page(book, customer_id, rules, products)


def _seen(book: Book) -> tuple[int, int]:
    """The version of the book, which is still at its place, and whole."""
    from ...storage.safety.looking_through import look_again

    look_again(book)
    return book.version()

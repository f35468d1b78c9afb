"""The app: it holds the book's keeper, switches screens, and hands commands to their verbs."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from ..errors import RepbookError
from ..settings import Settings
from ..wording import day_text
from .answering import Answering
from .commands import COMMANDS, Command, Keys, bound_key, keymap
from .render import ControlFilter, Piece
from .shell.deeds import done_words
from .shell.keyboard import QUIET_SECONDS
from .shell.standing import Standing
from .shell.told import Told, Word
from .themes import THEMES

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import date

    from textual.driver import Driver
    from textual.timer import Timer

    from ..clock import Clock
    from ..domain.model import Change, Today
    from ..domain.pages import CustomerPage
    from ..domain.rules import Rules
    from ..storage.keeper import Keeper
    from .alarm import Alarm
    from .headstart import HeadStart
    from .screens.base import BookScreen

WATCH_SECONDS = 1.0
SCREENS = ("today", "phases", "customers", "ledgers", "ahead", "reports")


class RepbookApp(Answering):
    """repbook, full screen."""

    TITLE = "repbook"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "quit", show=False, priority=True),
        Binding("f12", "blank", "blank", show=False, priority=True),
    ]

    def __init__(
        self,
        keeper: Keeper,
        clock: Clock,
        first: HeadStart | Future[Today],
        *,
        overrides: Mapping[str, Any] = MappingProxyType({}),
        table: tuple[Command, ...] = COMMANDS,
        theme: str = "dark",
        driver_class: type[Driver] | None = None,
        demo: bool = False,
        day_first: bool | None = None,
        settings: Settings | None = None,
    ) -> None:
        """``first`` is the reading of Today, begun before Textual was imported; ``overrides`` are the
        rules of the settings file, ``settings`` what else it says.
        """
        super().__init__(driver_class=driver_class)
        self.keeper = keeper
        self.clock = clock
        self.overrides = overrides
        self.table = table
        self.key = Keys(table)
        self.dealt_with: frozenset[int] = frozenset()
        """The customers of the change that the screen is being shown anew for; their row stays, ticked."""
        self.today: Today = first.result()
        self.today_at_start = self.today
        self.day: date = self.today.day
        self.stamp = 0
        self.notice = ""
        self.money = False
        self.demo = demo
        self.day_first = day_first
        self.settings = settings or Settings()
        self._versions: Any = None
        self.word: Word | None = None
        self._hush: Timer | None = None
        self._filter = ControlFilter()
        for known in THEMES.values():
            self.register_theme(known)
        if self.console.color_system == "standard":
            theme = "terminal"  # sixteen colours are the terminal's own; ours would blur into red
        self.theme = THEMES[theme].name
        moving = keymap(table)
        self.set_keymap(moving)
        for name, action in (("back", "press_for('escape')"), ("next", "focus_next")):
            for key in moving.get(name, "").split(",")[:-1]:
                self.bind(key, action)
        for command in table:
            if command.group != "Moving about" and command.id != "blank":
                for key in command.keys:
                    if key != "ctrl+q":
                        self.bind(bound_key(key), f"command('{command.id}')")

    def get_line_filters(self) -> list[LineFilter]:
        """Textual's filters, and the gate that no control character passes."""
        return [*super().get_line_filters(), self._filter]

    # -- life ------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """Today is the home screen: no empty screen is made beneath it."""
        from .screens.today import TodayScreen

        return TodayScreen(id="_default")

    def on_mount(self) -> None:
        """Let the first screen stand, then do what can wait."""
        self.call_after_refresh(self._stand)

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a larger window where nothing sensible fits."""
        from .dialogs.small import TooSmall, too_small

        top = self.screen
        if isinstance(top, TooSmall) and not top.gone:
            if not too_small(event.size):
                top.dismiss()
        elif too_small(event.size):
            self.push_screen(TooSmall())

    def _stand(self) -> None:
        gc.enable()
        gc.freeze()
        self.set_interval(WATCH_SECONDS, self._look_again)
        self.aside(self._settle, group="settle")

    async def _settle(self) -> None:
        """Once the keyboard is quiet: load what writing needs, offer drafts, back the book up."""
        from .chores import settle

        await self.quiet(at_least=QUIET_SECONDS)
        if await self.read_today() != self.today_at_start:
            await self.refresh_book()
        await settle(self)

    def _look_again(self) -> None:
        """Every second, aside from the app's own loop, so that nothing there waits for the disk."""
        self.alarm.look(self)
        if not self.in_motion and not any(worker.group == "watch" for worker in self.workers):
            self.aside(self._see_book, group="watch")

    async def _see_book(self) -> None:
        """Has another program written, has the day changed?"""
        versions = await self.keeper.ask(lambda book: book.version())
        day = self.clock.today()
        if versions == self._versions and day == self.day:
            return
        first = self._versions is None
        self._versions, self.day = versions, day
        if day != self.today.day and isinstance(self.screen, self._book_screen()):
            self.screen.let_go()
        if not first or day != self.today.day:
            await self.refresh_book()

    @cached_property
    def rules(self) -> Rules:
        """The numbers of every rule, as the settings have them."""
        from ..domain.rules import Rules

        return Rules.from_mapping(self.overrides)

    @cached_property
    def alarm(self) -> Alarm:
        """Says what has come at its hour."""
        from .alarm import Alarm

        return Alarm(self.clock.local())

    # -- reading ---------------------------------------------------------------------------------

    async def read_today(self) -> Today:
        """Read Today anew."""
        from ..storage import views

        self.today = await self.keeper.ask(views.today, self.rules)
        return self.today

    async def read_page(self, customer_id: int) -> CustomerPage | None:
        """Read one customer's page; None if the customer is gone."""
        from ..storage.pages import customer_page

        return await self.keeper.ask(customer_page, customer_id, self.rules)

    async def refresh_book(self) -> None:
        """Show the book as it is now, on the screen that is seen; others follow when they come back."""
        self.stamp += 1
        await self.read_today()
        for screen in reversed(self.screen_stack):
            if isinstance(screen, self._book_screen()):
                if screen.ready and not screen.gone:  # else it reads the book itself when it comes
                    screen.stamp = self.stamp
                    await screen.read_again()
                    screen.show_state(self.state)
                break

    @staticmethod
    def _book_screen() -> type[BookScreen]:
        from .screens.base import BookScreen

        return BookScreen

    @property
    def state(self) -> list[Piece]:
        """The book's state today, for the top line."""
        today = self.today
        week = today.debt_change
        parts: list[Piece] = [(day_text(today.day), "bold $foreground")]
        if self.demo:
            parts.append(("  demo", "$accent"))
        if not today.customers:
            return parts
        parts += [("     debt ", "$quiet"), (f"{today.debt:.1f}", "bold $foreground")]
        if abs(week) >= 0.05:
            parts.append(
                (f" {'▲' if week > 0 else '▼'}{abs(week):.1f}", "$due" if week > 0 else "$settled")
            )
        parts += [("   promises ", "$quiet"), (f"{today.promises_due} due", "$foreground")]
        if today.promises_broken:
            parts += [(" · ", "$quiet"), (f"{today.promises_broken} broken", "bold $alarm")]
        if today.no_next_step:
            parts.append((f"   {today.no_next_step} without a next step", "$due"))
        parts += [("   at risk ", "$quiet")]
        parts.append((str(today.at_risk), "bold $due" if today.at_risk else "$foreground"))
        return parts

    # -- commands --------------------------------------------------------------------------------

    def action_command(self, command_id: str) -> None:
        """Do what a key, the palette, or a row asks for."""
        if command_id in SCREENS:
            self.action_go(command_id)
        elif command_id == "quit":
            self.action_leave()
        elif command_id == "blank":
            self.action_blank()
        else:
            self.start(partial(self._verb, command_id), group="verb")

    async def _verb(self, command_id: str) -> None:
        from .verbs import run

        self.tell(None)
        try:
            await run(self, command_id)
        except RepbookError as error:
            self.refuse(error)

    def refuse(self, error: RepbookError) -> None:
        """Say why something can't be done; what was typed ahead was meant for what does not come."""
        self.throw_away()
        self.say(str(error), severity="error")

    def action_go(self, screen: str) -> None:
        """Show one of the six screens."""
        self.start(partial(self._go, screen), group="go")

    async def _go(self, name: str) -> None:
        from .screens import open_screen

        await open_screen(self, name)

    def open_customer(self, customer_id: int) -> None:
        """Show a customer's page."""
        self.start(partial(self._open_customer, customer_id), group="go")

    async def _open_customer(self, customer_id: int) -> None:
        from .screens.customer import CustomerScreen

        page = await self.read_page(customer_id)
        if page is None:
            self.say(
                "this customer is no longer in the book; undo may bring it back", severity="warning"
            )
        elif isinstance(self.screen, CustomerScreen):
            await self.screen.turn_to(page)
        else:
            await self.push_screen(CustomerScreen(page))

    async def rebuild_home(self) -> None:
        """Today, made anew."""
        from .screens.today import TodayScreen

        await self.read_today()
        await self.push_screen(TodayScreen())

    def action_leave(self) -> None:
        """Quit; what is in a form is kept as a draft."""
        self.leaving = True
        self.aside(self._leave, group="leave", exclusive=True)

    async def _leave(self) -> None:
        for form in self.forms():
            if not await form.keep_draft() and not form.warned:
                form.warned = True
                self.leaving = False
                self.say(
                    "The draft could not be kept. Once more leaves without it.", severity="error"
                )
                return
        self.leave_by("the rep")

    def action_blank(self) -> None:
        """Hide everything until a key is pressed."""
        from .dialogs.blank import Blank

        if not isinstance(self.screen, Blank):
            self.push_screen(Blank())

    # -- telling ---------------------------------------------------------------------------------

    def say(self, message: str, *, severity: str = "information", timeout: float = 4) -> None:
        """Tell something in the told-line; it goes away by itself after ``timeout`` seconds."""
        self.tell(Word(message, severity))
        if self._hush is not None:
            self._hush.stop()
        self._hush = self.set_timer(timeout, partial(self.tell, None))

    def tell(self, word: Word | None) -> None:
        """What the told-line says from now on, on whatever screen is seen."""
        self.word = word
        for screen in self.screen_stack:
            if isinstance(screen, Standing):
                for told in screen.query(Told):
                    told.show(word)

    def notify(self, message: str, **options: Any) -> None:
        """Textual's own words go to the told-line as well."""
        self.say(message, severity=options.get("severity", "information"))

    def show_notice(self) -> None:
        """Show or clear the line that stays until it is solved."""
        for screen in self.screen_stack:
            if isinstance(screen, self._book_screen()):
                screen.show_notice(self.notice)

    async def changed(self, change: Change | None, *, removed: bool = False) -> None:
        """Show what an action changed, and how to take it back.

        The row that it dealt with stays under the highlight, ticked, unless it was ``removed``.
        """
        if change is None:
            return
        notes = "".join(f"\n{self.key.fill(note)}" for note in change.notes)
        after = self.key.fill("{undo} undoes it")
        self.dealt_with = frozenset() if removed else change.customers
        try:
            await self.refresh_book()
            self.point_at(change)
            if isinstance(self.screen, self._book_screen()) and (same := self.screen.ticked()):
                after += f" · the next key is still for {same.customer}"
        finally:
            self.dealt_with = frozenset()
            self.say(f"{done_words(change.label)}{notes}\n{after}")

    def point_at(self, change: Change) -> None:
        """Put the highlight on the customer that a change was about, where the screen shows it."""
        screen = self.screen
        if len(change.customers) == 1 and isinstance(screen, self._book_screen()) and screen.ready:
            screen.point_at(next(iter(change.customers)))

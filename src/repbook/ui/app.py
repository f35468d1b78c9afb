"""The app: it holds the book's keeper, switches screens, and hands commands to their verbs."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from ..errors import RepbookError
from ..settings import Settings
from ..wording import day_text
from .commands import COMMANDS, Command, bound_key
from .render import ControlFilter, Piece, block
from .themes import THEMES
from .typeahead import QUIET_SECONDS, TypingAhead

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import date

    from textual.driver import Driver

    from ..clock import Clock
    from ..domain.model import Change, Today
    from ..domain.pages import CustomerPage
    from ..domain.rules import Rules
    from ..storage.keeper import Keeper
    from .alarm import Alarm
    from .forms import Form
    from .headstart import HeadStart
    from .screens.base import BookScreen

WATCH_SECONDS = 1.0
SCREENS = ("today", "phases", "customers", "ledgers", "ahead", "reports")


class RepbookApp(TypingAhead):
    """repbook, full screen."""

    TITLE = "repbook"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Toast { background: $panel; color: $foreground; border-left: outer $key; padding: 0 1; }
    Toast.-warning { border-left: outer $due; }
    Toast.-error { border-left: outer $alarm; }
    """
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
        self.today: Today = first.result()
        self.today_at_start = self.today
        self.day: date = self.today.day
        self.stamp = 0
        self.notice = ""
        self.money = False
        self.demo = demo
        self.day_first = day_first
        self.settings = settings or Settings()
        self.crash: BaseException | None = None
        self.form: Form | None = None
        self._versions: Any = None
        self._filter = ControlFilter()
        for known in THEMES.values():
            self.register_theme(known)
        if self.console.color_system == "standard":
            theme = "terminal"  # sixteen colours are the terminal's own; ours would blur into red
        self.theme = THEMES[theme].name
        for command in table:
            if command.group != "Moving about" and command.id != "blank":
                for key in command.keys:
                    if key != "ctrl+q":
                        self.bind(bound_key(key), f"command('{command.id}')")
                        self.opening.add(bound_key(key))

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

        shown = isinstance(self.screen, TooSmall)
        if too_small(event.size) and not shown:
            self.push_screen(TooSmall())
        elif shown and not too_small(event.size):
            self.pop_screen()

    def _stand(self) -> None:
        gc.enable()
        gc.freeze()
        self.set_interval(WATCH_SECONDS, self._watch)
        self.run_worker(self._settle(), group="settle")

    async def _settle(self) -> None:
        """Once the keyboard is quiet: load what writing needs, offer drafts, back the book up."""
        from .chores import settle

        await self.quiet(at_least=QUIET_SECONDS)
        if await self.read_today() != self.today_at_start:
            await self.refresh_book()
        await settle(self)

    async def _watch(self) -> None:
        """Every second: has an hour come, has another program written, has the day changed?"""
        self.alarm.look(self)
        versions = await self.keeper.ask(lambda book: book.version())
        day = self.clock.today()
        if versions == self._versions and day == self.day:
            return
        first = self._versions is None
        self._versions, self.day = versions, day
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
                screen.stamp = self.stamp
                await screen.reload()
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

    def opens(self, key: str) -> bool:
        """A key of the table opens something, unless a dialog is up or the screen has its own use for it."""
        leads_on = getattr(self.screen, "leads_on", None)
        if leads_on is not None:
            return bool(leads_on(key))
        if not super().opens(key) or not isinstance(self.screen, self._book_screen()):
            return False
        bound = self.screen.active_bindings.get(key)
        return bound is None or bound.node is self

    # -- commands --------------------------------------------------------------------------------

    def action_command(self, command_id: str) -> None:
        """Do what a key, the palette, or a row asks for."""
        if command_id in SCREENS:
            self.action_go(command_id)
        elif command_id == "quit":
            self.action_leave()
        elif command_id == "blank":
            self.holding = False
            self.action_blank()
        else:
            self.hold_keys()
            self.run_worker(self._verb(command_id), group="verb", exit_on_error=True)

    async def _verb(self, command_id: str) -> None:
        from .verbs import run

        self.clear_notifications()
        try:
            await run(self, command_id)
        except RepbookError as error:
            self.say(str(error), severity="error")
        finally:
            await self.release_keys()

    def action_go(self, screen: str) -> None:
        """Show one of the six screens."""
        self.hold_keys()
        self.run_worker(self._go(screen), group="go", exclusive=True)

    async def _go(self, name: str) -> None:
        from .screens import open_screen

        await open_screen(self, name)
        await self.release_keys()

    def open_customer(self, customer_id: int) -> None:
        """Show a customer's page."""
        self.hold_keys()
        self.run_worker(self._open_customer(customer_id), group="go", exclusive=True)

    async def _open_customer(self, customer_id: int) -> None:
        from .screens.customer import CustomerScreen

        page = await self.read_page(customer_id)
        if page is None:
            self.say(
                "this customer is no longer in the book; undo may bring it back", severity="warning"
            )
            await self.release_keys()
            return
        if isinstance(self.screen, CustomerScreen):
            await self.screen.turn_to(page)
        else:
            await self.push_screen(CustomerScreen(page))
        await self.release_keys()

    def action_leave(self) -> None:
        """Quit; what is in a form is kept as a draft."""
        self.run_worker(self._leave(), group="leave", exclusive=True)

    async def _leave(self) -> None:
        form = self.form
        if form is not None and not await form.keep_draft() and not form.warned:
            form.warned = True
            self.say("The draft could not be kept. Once more leaves without it.", severity="error")
            return
        self.exit()

    def action_blank(self) -> None:
        """Hide everything until a key is pressed."""
        from .dialogs.blank import Blank

        if not isinstance(self.screen, Blank):
            self.push_screen(Blank())

    # -- telling ---------------------------------------------------------------------------------

    def say(self, message: str, *, severity: str = "information", timeout: float = 3) -> None:
        """A line that goes away by itself."""
        self.notify(block(message), severity=severity, timeout=timeout, markup=False)  # type: ignore[arg-type]

    def show_notice(self) -> None:
        """Show or clear the line that stays until it is solved."""
        for screen in self.screen_stack:
            if isinstance(screen, self._book_screen()):
                screen.show_notice(self.notice)

    async def changed(self, change: Change | None) -> None:
        """Show what an action changed, and how to take it back."""
        if change is None:
            return
        notes = "".join(f"\n{note}" for note in change.notes)
        self.clear_notifications()
        self.say(f"{change.label[:1].upper()}{change.label[1:]}{notes}\nu undoes it")
        await self.refresh_book()
        self.point_at(change)

    def point_at(self, change: Change) -> None:
        """Put the highlight on the customer that a change was about, where the screen shows it."""
        if len(change.customers) == 1 and isinstance(self.screen, self._book_screen()):
            self.screen.point_at(next(iter(change.customers)))

    def _handle_exception(self, error: Exception) -> None:
        """End without a traceback: the draft is kept, and a crash note without anyone's data is left."""
        self.crash = self.crash or error
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = 1
        self.exit(return_code=1)

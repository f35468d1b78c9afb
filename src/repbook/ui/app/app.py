"""The app: its keys, its screens, and the commands that it hands to their verbs."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from ...errors import Dropped, RepbookError
from ...settings import Settings
from ..keys.commands import COMMANDS, Command, Keys
from ..keys.key_names import bound_key
from ..keys.remapping import keymap
from ..shell import scroll_bar
from ..shell.faults import FROM_A_BOOK, LEFT_FOR_GOOD, SEE_DEMO
from ..shell.keyboard import QUIET_SECONDS
from ..shell.textual_private import let_go_of_what_was_drawn
from ..text.loud import LoudFilter
from ..text.render import ControlFilter
from ..text.themes import THEMES, palette
from ..text.themes import theme as made
from .by_ground import ByGround

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.driver import Driver

    from ...clock import Clock
    from ...domain.spine.model import Today
    from ...storage.keeper import Keeper
    from .alarm import Alarm
    from .headstart import AtHand, HeadStart

WATCH_SECONDS = 1.0
"""How often the clock and the file of the book are looked at."""
SCREENS = ("today", "phases", "customers", "ledgers", "ahead", "reports")
LEADS_ON = (*SCREENS, "review", "quit")
"""The commands that lead away from a screen, whatever it shows."""


class RepbookApp(ByGround):
    """repbook, full screen."""

    TITLE = "repbook"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave(True)", "quit", show=False, priority=True),
        Binding("f12", "blank", "blank", show=False, priority=True),
    ]

    def __init__(
        self,
        keeper: Keeper,
        clock: Clock,
        first: AtHand | HeadStart | Future[Today],
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
        super().__init__(
            keeper, clock, first, overrides=overrides, demo=demo, driver_class=driver_class
        )
        self.table = table
        self.key = Keys(table)
        self.money = False
        self.recent: list[str] = []
        self.day_first = day_first
        self.settings = settings or Settings()
        self._filter = ControlFilter()
        scroll_bar.use()
        let_go_of_what_was_drawn()
        for known in THEMES:
            self.register_theme(made(known, plain=self.no_color))
        self._loud = {
            THEMES[known]: LoudFilter(palette(known, plain=True)["alarm"])
            for known in ("dark", "light")
            if self.no_color
        }
        terminal = palette("terminal")
        self._loud[THEMES["terminal"]] = LoudFilter(terminal["alarm"], terminal["quiet"])
        if self.console.color_system == "standard":
            theme = "terminal"  # sixteen colours are the terminal's own; ours would blur into red
        self.begin_with(theme)
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
        """What stands out without colour, Textual's filters, and the gate that no control character passes."""
        loud = [self._loud[self.theme]] if self.theme in self._loud else []
        # Without colour our themes are grey already; Textual's filter for it loses keys that can be clicked.
        theirs = [
            each
            for each in super().get_line_filters()
            if not isinstance(each, Monochrome | NoColor)
        ]
        return [*loud, *theirs, self._filter]

    # -- life ------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """Today is the home screen: no empty screen is made beneath it."""
        from ..screens.today import TodayScreen

        home = TodayScreen(id="_default")
        home.take_size(self.size)
        return home

    def on_mount(self) -> None:
        """Let the first screen stand, then do what can wait."""
        self.call_after_refresh(self._stand)

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a larger window where nothing sensible fits."""
        from ..dialogs.common.small import TooSmall, too_small

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
        self.say_what_to_try()
        self.aside(self._settle, group="settle")

    async def _settle(self) -> None:
        """Once the keyboard is quiet: load what writing needs, offer drafts, back the book up."""
        from .quiet_work import reckon_the_rest, settle

        await self.quiet(at_least=QUIET_SECONDS)
        first, self.today_at_start = self.today_at_start, None
        if await self.read_today() == first:
            self.today = first  # the list shows its rows: one of the two is enough
        else:
            await self.refresh_book()
        del first
        await reckon_the_rest(self)
        await settle(self)

    def _look_again(self) -> None:
        """Every second: a glance at the file; whatever takes longer is done aside from the app's own loop."""
        self.alarm.look(self)
        if (
            not self.in_motion
            and self.worth_a_look()
            and not any(worker.group == "watch" for worker in self.workers)
        ):
            self.aside(self.see_book, group="watch")

    @cached_property
    def alarm(self) -> Alarm:
        """Says what has come at its hour."""
        from .alarm import Alarm

        return Alarm(self.clock.local())

    # -- commands --------------------------------------------------------------------------------

    def waits(self, key: events.Key) -> None:
        """A key that leads to another screen does not wait for what the one before it still reads."""
        if any(key.key in each.keys for each in self.table if each.id in LEADS_ON):
            self.keeper.drop(self)
            self.keeper.drop(self.screen)

    def action_command(self, command_id: str) -> None:
        """Do what a key, the palette, or a row asks for."""
        if command_id in SCREENS:
            self.action_go(command_id)
        elif command_id == "quit":
            self.action_leave()
        elif command_id == "demo":
            self.action_demo()
        elif command_id == "blank":
            self.action_blank()
        else:
            self.start(partial(self._verb, command_id), group="verb")

    async def _verb(self, command_id: str) -> None:
        from ..verbs.running import run

        self.take_up(command_id)
        self.tell(None)
        try:
            await run(self, command_id)
        except Dropped:
            pass  # the rep has gone on
        except RepbookError as error:
            self.refuse(error)
        if command_id != "palette":
            self.coach_now()

    def refuse(self, error: RepbookError) -> None:
        """Say why something can't be done; what was typed ahead was meant for what does not come."""
        self.throw_away()
        self.say(str(error), severity="error")

    def action_go(self, screen: str) -> None:
        """Show one of the six screens."""
        self.start(partial(self._go, screen), group="go")

    async def _go(self, name: str) -> None:
        from ..screens import open_screen

        await open_screen(self, name)
        self.coach_now()

    def open_customer(self, customer_id: int) -> None:
        """Show a customer's page."""
        self.start(partial(self._open_customer, customer_id), group="go")

    async def _open_customer(self, customer_id: int) -> None:
        from ..screens.customer import CustomerScreen

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
        from ..screens.today import TodayScreen

        await self.read_today()
        await self.push_screen(TodayScreen())

    for_good = False
    """Whether the rep leaves with Ctrl+Q: from a full example not to the book either."""

    def action_leave(self, for_good: bool = False) -> None:
        """Quit; what is in a form is kept as a draft."""
        self.for_good = for_good
        self.leaving = True
        self.keeper.patient = False
        self.aside(self._leave, group="leave", exclusive=True)

    async def _leave(self) -> None:
        for form in self.forms():
            if not await form.keep_draft() and not form.warned:
                form.warned = True
                self.leaving = self.to_demo = False
                self.keeper.patient = True
                self.say(
                    "The draft could not be kept. Once more leaves without it.", severity="error"
                )
                return
        if (
            self.bringing is not None
            and self.bringing.stage == "filing"
            and not self.bringing.warned
        ):
            self.bringing.warned = True
            self.leaving = self.to_demo = False
            self.say("An import is just being filed. Once more leaves, and nothing of it is filed.")
            return
        for_good = self.demo and self.for_good and FROM_A_BOOK in os.environ
        self.leave_by("the rep", code=SEE_DEMO if self.to_demo else LEFT_FOR_GOOD * for_good)

    to_demo = False
    """Whether the rep leaves for a look at the made-up book, to come back then."""

    def action_demo(self) -> None:
        """Leave for a look at the full example; whoever started us opens it, and this book again after it."""
        if self.demo:
            self.say("This is the full example; nothing you do here is kept.")
            return
        self.to_demo = True
        self.action_leave()

    def action_blank(self) -> None:
        """Hide everything until a key is pressed."""
        from ..dialogs.common.blank import Blank

        if not isinstance(self.screen, Blank):
            self.push_screen(Blank())

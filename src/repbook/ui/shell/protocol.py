"""What the running app lends to those that it shows: the one thing that they know of it.

Dialogs, forms, widgets, screens and verbs type against these and never against the app's class, which imports
them. That it lends all this is checked where it hands itself to its verbs (``ui/app/app``).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.content import Content
    from textual.dom import DOMNode
    from textual.events import Key
    from textual.geometry import Size
    from textual.screen import Screen, ScreenResultType

    from ...clock import Clock
    from ...domain.shown.customer_views import CustomerPage
    from ...domain.spine.model import Change, Today
    from ...domain.spine.rules import Rules
    from ...errors import RepbookError
    from ...settings import Settings
    from ...storage.keeper import Keeper
    from ..keys.commands import Command, Keys
    from ..text.render import Piece
    from .target import Target
    from .told import Word

Work = Callable[[], Awaitable[Any]]
"""A coroutine function that the app runs."""


class Known(Protocol):
    """What is known: the book, the day, the rules, what the settings say, and the keys as this rep has them."""

    keeper: Keeper
    clock: Clock
    settings: Settings
    day_first: bool | None
    money: bool
    tells_the_hour: bool
    table: tuple[Command, ...]
    key: Keys

    @property
    def rules(self) -> Rules:
        """The numbers of every rule, as the settings have them."""

    async def own_write(self) -> None:
        """Say that what was just written shows nowhere."""

    async def read_page(self, customer_id: int) -> CustomerPage | None:
        """Read one customer's page; None if the customer is gone."""

    def brief_of(self, page: CustomerPage, width: int, height: int) -> Content:
        """A customer's brief, laid out for a place on the screen."""


class TypedAhead(Protocol):
    """How keys wait, and for what: work that leads on, a save, a screen that does not stand yet."""

    @property
    def typing_on(self) -> bool:
        """Whether the next letter of a burst waits for the field that has the cursor."""

    def start(
        self, work: Work, *, group: str, exclusive: bool = False, node: DOMNode | None = None
    ) -> None:
        """Run what leads to another screen; keys wait until it is over."""

    def aside(
        self, work: Work, *, group: str, exclusive: bool = False, node: DOMNode | None = None
    ) -> object:
        """Run what no key waits for."""

    def keys_may_come(self) -> None:
        """Say that a screen stands, or that work is over."""

    def throw_away(self) -> None:
        """What was typed ahead goes nowhere, and that is said."""

    @property
    def is_still(self) -> bool:
        """Whether nothing is drawn now."""

    def hold_still(self, *, coming: bool = False) -> None:
        """Draw nothing for a moment: the whole screen is about to change."""

    async def draw_when_settled(self) -> None:
        """Draw all of it, once everything has its place."""

    def nothing_for(self, event: Key) -> None:
        """Say quietly that a letter does nothing here."""


class KeepsDraft(Protocol):
    """The other way round: what the app asks of an open form when it has to end, or something broke."""

    busy: bool
    """Whether it is being saved."""
    warned: bool
    """Whether it was said that its draft can't be kept."""

    async def keep_draft(self) -> bool:
        """Write what was typed into the book. True if nothing is at risk."""

    def keep_draft_now(self, seconds: float) -> None:
        """As ``keep_draft``, for a signal handler: waits ``seconds`` at most."""

    def show_held(self, held: bool) -> None:
        """Say, or no longer say, that what is kept or saved waits for another program."""


class Shell(Known, TypedAhead, Protocol):
    """What a dialog, a form, a list, or the brief needs."""

    stamp: int
    """Of which state of the book all is shown."""
    word: Word | None
    seen: bool
    """Whether anything was drawn."""
    begun: bool
    """Whether the first screen stands."""
    recent: list[str]
    """What was chosen in the palette, the latest first."""
    dealt_with: frozenset[int]
    """The customers of the change that the screen is being shown anew for."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen that is seen."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """The screens, the one that is seen last."""

    @property
    def hints_here(self) -> tuple[Piece, ...]:
        """The (key, word) pairs that the screen beneath all dialogs shows at its foot."""

    @property
    def review_open(self) -> bool:
        """Whether a weekly review waits."""

    @property
    def theme_variables(self) -> dict[str, str]:
        """The colours of the theme by their roles."""

    @property
    def demo(self) -> bool:
        """Whether the book is a full example, of which nothing is kept."""

    def press(self, key: str) -> None:
        """Press a key, named as Textual does, as if it had been typed."""

    @property
    def size(self) -> Size:
        """The terminal's, in cells."""

    def say(
        self,
        message: str,
        *,
        severity: str = "information",
        timeout: float = 4,
        offer: Piece = ("", ""),
    ) -> None:
        """Tell something in the told-line for some seconds."""

    def refuse(self, error: RepbookError) -> None:
        """Say why something can't be done."""

    def action_command(self, command_id: str) -> None:
        """Do what a key asks for."""

    async def refresh_book(self) -> None:
        """Show the book as it is now, on the screen that is seen."""

    def push_screen(self, screen: Screen[Any]) -> Awaitable[object]:
        """Show a screen over this one."""

    async def push_screen_wait(self, screen: Screen[ScreenResultType]) -> ScreenResultType | None:
        """Show a screen and wait for its result."""

    def copy_to_clipboard(self, text: str) -> None:
        """Give a text to the terminal for its clipboard."""

    def suspend(self) -> AbstractContextManager[None]:
        """Step aside while another program has the terminal."""

    def refresh(self) -> object:
        """Draw everything anew."""


class ImportRun(Protocol):
    """What an import is to those who only pass it on."""

    stage: str
    warned: bool
    """Whether it was said that leaving ends it."""


class BookShell(Shell, Protocol):
    """What a screen of the book and a verb need besides: what is shown, and the way to other screens."""

    today: Today
    stamp: int
    notice: str
    theme: str
    bringing: ImportRun | None
    """The import that is filed just now, whether somebody looks at it or not."""

    async def draw_whole(self) -> None:
        """Draw a screen that came, once it has read what it shows."""

    async def draw_with_what_is_beside(self) -> None:
        """Draw what was held, once what stands beside the highlighted row is read as well."""

    def behind(self, in_short: Callable[[], str]) -> AbstractContextManager[None]:
        """Say in the top line how far something is that goes on behind the screens."""

    @property
    def state(self) -> list[Piece]:
        """The book's state today, for the top line."""

    def tell(self, word: Word | None) -> None:
        """What the told-line says from now on."""

    async def today_now(self) -> Today:
        """Today of the state of the book that is shown, read if it was not yet."""

    async def read_today(self) -> Today:
        """Read Today anew."""

    async def changed(
        self, change: Change | None, *, removed: bool = False, offers: bool = True
    ) -> None:
        """Show what an action changed, how to take it back, and what may be next."""

    def take_up(self, command: str) -> None:
        """A command begins: what the told-line offers with it is what it is about."""

    def offered(self, command: str, highlighted: int) -> Target | None:
        """The row that an offer was about which this command takes up."""

    async def coached(self, command_id: str) -> None:
        """Count what the palette was taken for, and tell its key when it is done."""

    def point_at(self, change: Change) -> None:
        """Put the highlight on the customer that a change was about."""

    def open_customer(self, customer_id: int) -> None:
        """Show a customer's page."""

    def action_go(self, screen: str) -> None:
        """Show one of the six screens."""

    def pop_screen(self) -> Awaitable[object]:
        """Take the uppermost screen away."""

    def switch_screen(self, screen: Screen[Any]) -> Awaitable[object]:
        """Put a screen in the place of the uppermost."""

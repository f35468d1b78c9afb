"""The hand inside the process: keys posted without any waiting, in an order that is the same every time.

A gate before the book's answers says when a dialog has what it reads, and when a save is done. So keys can be
made to arrive while a dialog opens, is open, is being saved, and closes, for every command on every screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from textual import events
from textual._compositor import Compositor
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.widgets import Input

from polite import at_rest
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.keeper import Keeper
from repbook.storage.views import today as today_view
from repbook.ui.app.app import RepbookApp
from repbook.ui.dialogs.common.finder import Finder
from repbook.ui.keys.commands import COMMANDS, Command
from repbook.ui.keys.key_names import bound_key
from repbook.ui.keys.remapping import remapped
from repbook.ui.screens.base import BookScreen
from repbook.ui.screens.today import TodayScreen

NOW = datetime(2026, 6, 10, 9, 14)
"""A Wednesday."""
PILE = 7
"""Screens that may lie on one another: Today, a page, a form, a finder over it, and blank over all."""

FREE = iter(f"f{number}" for number in range(13, 40))
WITHOUT_KEYS = {
    command.id: next(FREE)
    for command in COMMANDS
    if not command.keys and command.group != "Moving about"
}
"""Keys for commands that come without one, so that every command can be pressed."""
SWAPPED = {
    "log": "L",
    "promise": "K",
    "find": ["ctrl+f", "f40"],
    "review": "f41",
    "today": "f42",
    "undo": ";",
}
"""Some keys moved elsewhere, as a settings file may; their old places are free then."""  # fmt: skip
PLAIN, MOVED = remapped(WITHOUT_KEYS), remapped({**WITHOUT_KEYS, **SWAPPED})

LEAVING = ("quit", "demo")
PRESSED = tuple(
    command.id
    for command in COMMANDS
    if command.group != "Moving about" and command.id not in LEAVING
)
"""The commands that are tried: all but the one that leaves, and those that only move."""

PLACES: dict[str, tuple[str, ...]] = {
    "today": (),
    "phases": ("phases",),
    "customers": ("customers",),
    "ledgers": ("ledgers",),
    "ahead": ("ahead",),
    "reports": ("reports",),
    "review": ("review",),
    "page": ("open",),
}
"""The screens, by the commands that lead there from Today."""
MOMENTS = ("opening", "open", "saving", "closing")

Sent = str | tuple[str, str] | tuple[int, int]
"""A key by Textual's name or letter; ``("paste", text)``; a size."""

BURSTS: dict[str, tuple[Sent, ...]] = {
    "enter twice": ("enter", "enter"),
    "escape and a key": ("escape", "l"),
    "words": tuple("ok @ no"),
    "paste": (("paste", "two\nlines q"), "x"),
    "sizes": ((60, 16), (10, 3), (120, 36), (80, 24)),
    "moving": ("down", "pagedown", "tab", "shift+tab", "end", "G", "left"),
    "saving": ("f2", "ctrl+s", "enter"),
    "commands": ("d", "n", "c", ".", "/", "@"),
    "leaving": ("escape", "escape", "1", "escape"),
    "digits": ("1", "2", "enter", "3"),
    "others": ("f4", "f6", "delete", "ctrl+d", "backspace", "E", "ctrl+p"),
    "blank": ("f12", "x", "f12", "escape"),
}


class GatedKeeper(Keeper):
    """A keeper whose answers wait at a gate while it is shut: the book is slow, for as long as one likes."""

    def __init__(self, path: Path, clock: FixedClock) -> None:
        super().__init__(path, clock)
        self.gate = asyncio.Event()
        self.gate.set()

    async def ask(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        """As the keeper, but the answer comes when the gate is open."""
        self.asked += 1
        try:
            try:
                return await super().ask(function, *args, **kwargs)
            finally:
                await self.gate.wait()
        finally:
            self.asked -= 1

    def shut(self) -> None:
        """Let no answer through from now on."""
        self.gate.clear()

    def open(self) -> None:
        """Let all of them through."""
        self.gate.set()


@dataclass(frozen=True)
class Case:
    """One command on one screen, with a burst of keys at each of the four moments."""

    place: str
    command: str
    bursts: tuple[str, str, str, str]

    def __str__(self) -> str:
        told = ", ".join(f"{when} {what}" for when, what in zip(MOMENTS, self.bursts, strict=True))
        return f"{self.command} on {self.place}: {told}"


def cases(turn: int) -> Iterator[Case]:
    """Every command once; over eight turns every command on every screen, each time with other bursts."""
    names, places = tuple(BURSTS), tuple(PLACES)
    for number, command in enumerate(PRESSED):
        at = number * 5 + turn * 7
        chosen = [names[(at + moment * (3 + turn)) % len(names)] for moment in range(len(MOMENTS))]
        place = places[(number + turn) % len(places)]
        yield Case(place, command, (chosen[0], chosen[1], chosen[2], chosen[3]))


class Inside:
    """An app under the hand; ``begin`` it in a running loop."""

    def __init__(self, app: RepbookApp, keeper: GatedKeeper, table: Sequence[Command]) -> None:
        self.app = app
        self.keeper = keeper
        self.keys = {command.id: command.keys[0] for command in table if command.keys}
        self.doing = ""
        """Where a case stands, to be told with what goes wrong."""

    # -- pressing --------------------------------------------------------------------------------

    def post(self, *sent: Sent) -> None:
        """Press keys, with nothing awaited between them."""
        for one in sent:
            if isinstance(one, str):
                self.app.post_message(key_event(one))
            elif isinstance(one[0], str):
                self.app.post_message(events.Paste(str(one[1])))
            else:
                size = Size(int(one[0]), int(one[1]))
                assert isinstance(self.app._driver, HeadlessDriver)
                self.app._driver._size = (size.width, size.height)  # type: ignore[assignment]
                self.app.post_message(events.Resize(size, size))

    def command(self, command_id: str) -> None:
        """Press the key of a command."""
        self.post(self.keys[command_id])

    async def moments(self, turns: int = 8) -> None:
        """Let the loop go round a few times: what waits for the book goes on waiting."""
        for _ in range(turns):
            await asyncio.sleep(0)

    async def rest(self) -> None:
        """Wait until nothing is under way; raises ``AssertionError`` if that takes too long."""
        await at_rest(self.app, drawn=False)
        self.alive()

    # -- judging ---------------------------------------------------------------------------------

    def alive(self) -> None:
        """Raise what ended the app."""
        app = self.app
        error = app.crash or app._exception
        if error is not None:
            raise error
        assert app.is_running and not app._exit, "the app has left, unasked"
        piled = [type(screen).__name__ for screen in app.screen_stack]
        assert len(piled) <= PILE, f"screens piled up: {piled}"

    # -- cases -----------------------------------------------------------------------------------

    async def go(self, place: str) -> None:
        """To a screen, from Today."""
        for command_id in PLACES[place]:
            self.post("enter") if command_id == "open" else self.command(command_id)
            await self.rest()

    async def home(self) -> None:
        """Back to Today: Esc as often as it takes out of dialogs, and its key."""
        for _ in range(8):
            if isinstance(self.app.screen, TodayScreen) and not isinstance(self.app.focused, Input):
                return
            if isinstance(self.app.screen, BookScreen):
                self.post("escape")
                await self.rest()
                self.command("today")
            else:
                self.post("escape")
            await self.rest()
        raise AssertionError(f"no way back to Today from {self.app.screen}")

    async def do(self, case: Case) -> None:
        """A case from Today to Today; raises what goes wrong."""
        bursts = dict(zip(MOMENTS, (BURSTS[name] for name in case.bursts), strict=True))
        self.doing = "going there"
        await self.go(case.place)
        self.doing = "opening"
        self.keeper.shut()
        self.command(case.command)
        await self.moments()
        self.post(*bursts["opening"])
        await self.moments()
        self.keeper.open()
        await self.rest()
        self.doing = "open"
        self.post(*bursts["open"])
        await self.rest()
        self.doing = "saving"
        await self.home()
        await self.go(case.place)
        self.command(case.command)
        await self.rest()
        if isinstance(self.app.screen, Finder):  # nobody is highlighted here: take the first
            self.post("enter")
            await self.rest()
        self.post(*"words fri", "enter")
        self.keeper.shut()
        self.post("f2", *bursts["saving"])
        await self.moments()
        self.keeper.open()
        await self.rest()
        self.doing = "closing"
        self.command(case.command)
        await self.rest()
        self.post("escape", *bursts["closing"])
        await self.rest()
        self.doing = "going home"
        await self.home()
        self.alive()


def key_event(key: str) -> events.Key:
    """A key press as the driver posts it."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else bound_key(key)
    return events.Key(name, key if len(key) == 1 else " " if key == "space" else None)


@asynccontextmanager
async def begin(path: Path, table: Sequence[Command] = PLAIN) -> AsyncIterator[Inside]:
    """The app over a book, without a terminal; what it stumbles over is the caller's to look at.

    Everything is laid out, and nothing drawn: that would take half of the time, and nobody looks.
    """
    clock = FixedClock(NOW)
    keeper = GatedKeeper(path, clock)
    first = keeper.submit(today_view.today, rules=DEFAULT)
    app = RepbookApp(keeper, clock, first, table=tuple(table))
    drawing = Compositor.render_update
    Compositor.render_update = _draw_nothing  # type: ignore[method-assign]
    try:
        async with app.run_test(size=(80, 24), notifications=True):
            yield Inside(app, keeper, table)
    finally:
        Compositor.render_update = drawing  # type: ignore[method-assign]
        keeper.open()
        keeper.close()


def _draw_nothing(compositor: Compositor, *_: object, **__: object) -> None:
    compositor._dirty_regions.clear()


@dataclass(frozen=True)
class Failed:
    """A case that went wrong, when, and how."""

    case: Case
    doing: str
    error: BaseException

    def __str__(self) -> str:
        step = self.error.__traceback__
        places = []
        while step is not None:
            places.append(f"{step.tb_frame.f_globals.get('__name__')}:{step.tb_lineno}")
            step = step.tb_next
        ours = [place for place in places if place.startswith("repbook.")]
        where = (ours or places)[-1]
        return f"{self.case} · {self.doing} · {type(self.error).__name__} {self.error} at {where}"


async def all_of(
    path: Path,
    chosen: Sequence[Case],
    table: Sequence[Command] = PLAIN,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Failed]:
    """Do cases, one behind the other in one app; a new app after each that goes wrong."""
    failed: list[Failed] = []
    left = list(chosen)
    while left:
        inside: Inside | None = None
        try:
            async with begin(path, table) as inside:
                await inside.rest()
                while left:
                    case = left.pop(0)
                    try:
                        await inside.do(case)
                    except BaseException as error:
                        failed.append(Failed(case, inside.doing, error))
                        tell(str(failed[-1]))
                        break
        except asyncio.CancelledError:
            pass  # Textual's own shutting down can be cancelled by what is shut down
        except Exception as error:
            told = inside is not None and inside.app._exception is error
            if not told:
                raise
    return failed

"""Menus: what can be new, the palette of commands, and the search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from ...domain.pages import Hit
from ...storage.search import find
from ...wording import day_text
from ..commands import COMMANDS, key_text
from ..dialog import Dialog
from ..render import Piece, pieces
from .finder import Finder, Found

if TYPE_CHECKING:
    from ..app import RepbookApp

NEW = tuple(command for command in COMMANDS if command.new)


class NewMenu(Dialog[str | None]):
    """`n`: one more letter picks what is new."""

    DEFAULT_CSS = """
    NewMenu > .sheet { width: 60; }
    NewMenu Static { height: auto; margin-bottom: 1; }
    """

    def compose(self) -> ComposeResult:
        parts: list[Piece] = []
        for command in NEW:
            parts += [(f"  {command.new}  ", "bold $key"), (f"{command.help}\n", "$foreground")]
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "New"
            yield Static(
                pieces(
                    [
                        (value.rstrip("\n") if part is parts[-1] else value, style)
                        for part in parts
                        for value, style in [part]
                    ]
                )
            )

    def leads_on(self, key: str) -> bool:
        """A letter picks, and what is typed behind it waits for the form."""
        return any(key == command.new for command in NEW)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        for command in NEW:
            if event.character == command.new:
                self.dismiss(command.id)
                return
        if event.key in ("escape", "q", "n"):
            self.dismiss(None)


async def choose_command(app: RepbookApp) -> str | None:
    """The palette: a command by any word of its name or help."""

    async def source(words: str) -> Sequence[Found]:
        asked = words.casefold().split()
        return [
            Found(
                command.id,
                command.help,
                key_text(command) or (f"n {command.new}" if command.new else ""),
            )
            for command in app.table
            if command.group != "Moving about"
            and all(
                word in f"{command.id} {command.label} {command.help}".casefold() for word in asked
            )
        ]

    chosen = await app.push_screen_wait(
        Finder("Commands", source, placeholder="type a word of it", none="No command of that name.")
    )
    return chosen if isinstance(chosen, str) else None


async def find_anything(app: RepbookApp) -> int | None:
    """Search names, people, numbers, notes, and facts; the customer of what was chosen."""

    async def source(words: str) -> Sequence[Found]:
        hits = await app.keeper.ask(find, words)
        return [
            Found(
                (hit.customer_id, hit.kind, hit.id),
                hit.shown or hit.customer,
                _beside(hit),
                hit.kind,
            )
            for hit in hits
        ]

    def _beside(hit: Hit) -> str:
        if hit.kind == "customer":
            return ""
        when = f" · {day_text(date.fromisoformat(hit.on_day), today)}" if hit.on_day else ""
        return f"{hit.customer}{when}"

    today = app.clock.today()
    chosen = await app.push_screen_wait(
        Finder("Find", source, placeholder="name, number, or any word said", none="Nothing found.")
    )
    return chosen[0] if isinstance(chosen, tuple) else None

"""Menus: what can be new, the palette of commands, and the search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ....domain.shown.customer_views import Hit
from ....storage.finding.search import find
from ....wording import day_text
from ...forms.dialog import Dialog
from ...keys.commands import COMMANDS, keys_for
from ...shell.protocol import Shell
from ...text.clicks import pressing
from ...text.render import pieces
from .finder import Finder, Found

NEW = tuple(command for command in COMMANDS if command.new)
COLUMNS = tuple(
    (title, tuple(command for command in NEW if command.under == title))
    for title in dict.fromkeys(command.under for command in NEW)
)
"""What can be new, a column for each time that a rep thinks of it."""
GAP = 2


class NewMenu(Dialog[str | None]):
    """`n`: one more letter picks what is new."""

    DEFAULT_CSS = """
    NewMenu > .sheet { width: 80; }
    NewMenu Static { height: auto; margin-bottom: 1; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "New: one more letter"
            yield Static(menu_lines())

    def on_key(self, event: events.Key) -> None:
        event.stop()
        for command in NEW:
            if event.character == command.new:
                self.dismiss(command.id)
                return
        if event.key in ("escape", "q", *keys_for(self.app.table, "new")):
            self.dismiss(None)
            return
        self.app.nothing_for(event)


def menu_lines() -> Content:
    """The columns side by side, a heading over each; a click on a line picks it."""
    wide = [
        GAP + max(len(title) + 1, *(len(f" {each.new}  {each.label}") for each in column))
        for title, column in COLUMNS
    ]
    parts = [
        pieces([(f" {title}".ljust(cells), "$quiet")])
        for (title, _), cells in zip(COLUMNS, wide, strict=True)
    ]
    for row in zip_longest(*(column for _, column in COLUMNS)):
        parts.append(Content("\n"))
        for command, cells in zip(row, wide, strict=True):
            if command is None:
                parts.append(Content(" " * cells))
                continue
            line = pieces([(f" {command.new}  ", "bold $key"), (command.label, "$foreground")])
            parts += [pressing(line, (command.new,)), Content(" " * (cells - line.cell_length))]
    return Content.assemble(*parts)


async def choose_command(app: Shell) -> str | None:
    """The palette: a command by any word of its name or help."""

    async def source(words: str) -> Sequence[Found]:
        asked = words.casefold().split()
        return [
            Found(
                command.id,
                command.help,
                app.key.all(command.id) if command.keys or command.new else "",
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


async def find_anything(app: Shell) -> int | None:
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

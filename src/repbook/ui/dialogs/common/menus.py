"""Menus: what can be new, the palette of commands, and the search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ....domain.shown.customer_views import Hit
from ....storage.finding.search import find
from ....wording import day_text
from ...forms.dialog import Dialog
from ...keys.commands import BY_ID, COMMANDS, keys_for
from ...shell.protocol import Shell
from ...text.clicks import pressing
from ...text.render import pieces
from .finder import Finder, Found

NEW = tuple(command for command in COMMANDS if command.new)
COLUMNS = (
    ("Every day", ("log", "check", "followup", "promise", "problem", "evidence", "fact")),
    ("With a sale", ("sale", "questions", "agreement", "training", "plan", "checkin")),
    ("To give and to ask", ("letter", "clipping", "announcement", "ask", "survey", "follow")),
    ("The book", ("person", "customer", "drafts")),
)
"""What can be new, by when a rep thinks of it; a test holds this against the table."""
WIDE = (17, 20, 21, 14)
"""Cells of each column."""


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
    parts = [
        pieces([(f" {title}".ljust(cells), "$quiet")])
        for (title, _), cells in zip(COLUMNS, WIDE, strict=True)
    ]
    for row in range(max(len(ids) for _, ids in COLUMNS)):
        parts.append(Content("\n"))
        for (_, ids), cells in zip(COLUMNS, WIDE, strict=True):
            if row >= len(ids):
                parts.append(Content(" " * cells))
                continue
            new, label = BY_ID[ids[row]].new, BY_ID[ids[row]].label
            line = pieces([(f" {new}  ", "bold $key"), (label, "$foreground")])
            parts += [pressing(line, (new,)), Content(" " * (cells - 4 - len(label)))]
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

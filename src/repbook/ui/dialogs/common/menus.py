"""Menus: what can be new, the palette of commands, and the search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ....domain.shown.customer_views import Hit
from ....domain.spine.calendar import stored_day
from ....storage.finding.search import find
from ....storage.views.daybook import lately
from ....wording import NOUNS, fold
from ...forms.dialog import Dialog
from ...keys.commands import COMMANDS, Command, Keys, keys_for
from ...shell.hint_bar import HintBar
from ...shell.protocol import Shell
from ...text.clicks import pressing
from ...text.event_words import day_brief
from ...text.render import pieces
from .finder import Finder, Found

NEW = tuple(command for command in COMMANDS if command.new)
COLUMNS = tuple(
    (title, tuple(command for command in NEW if command.under == title))
    for title in dict.fromkeys(command.under for command in NEW)
)
"""What can be new, a column for each time that a rep thinks of it."""
GAP = 2
LATELY = 5
"""Commands that the palette remembers."""
NAMES = ("customer", "person")
"""The kinds of hits that are somebody's name."""


class NewMenu(Dialog[str | None]):
    """`n`: one more letter picks what is new."""

    DEFAULT_CSS = """
    NewMenu > .sheet { width: 80; }
    NewMenu Static { height: auto; }
    NewMenu HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "New: one more letter"
            yield Static(menu_lines())
            yield HintBar((("Esc", "back"),))

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


def _named(command: Command, key: Keys) -> Found:
    """A line of the palette: the name, what it does, the key."""
    shown = key.all(command.id) if command.keys or command.new else ""
    name = f"{command.label[:1].upper()}{command.label[1:]}"
    return Found(command.id, name, shown, sentence=command.help)


def ranked(commands: Sequence[Command], words: str) -> list[Command]:
    """The commands that hold all the words: names that begin so first, then names, then sentences."""
    asked = fold(words).split()
    found: list[tuple[int, int, Command]] = []
    for place, command in enumerate(commands):
        name = fold(f"{command.label} {command.id}")
        said = f"{name} {fold(command.help)}"
        if name.startswith(" ".join(asked)):
            rank = 0
        elif all(any(part.startswith(word) for part in name.split()) for word in asked):
            rank = 1
        elif all(word in name for word in asked):
            rank = 2
        elif all(any(part.startswith(word) for part in said.split()) for word in asked):
            rank = 3
        elif all(word in said for word in asked):
            rank = 4
        else:
            continue
        found.append((rank, place, command))
    return [command for *_, command in sorted(found, key=lambda each: each[:2])]


def grouped(commands: Sequence[Command], recent: Sequence[str], key: Keys) -> list[Found]:
    """All of them under their headings, after those that were chosen lately."""
    by_id = {command.id: command for command in commands}
    lines: list[Found] = []
    if again := [by_id[each] for each in recent if each in by_id]:
        lines += [Found(None, "Chosen lately"), *(_named(each, key) for each in again)]
    for group in dict.fromkeys(command.group for command in commands):
        lines.append(Found(None, group))
        lines += [_named(each, key) for each in commands if each.group == group]
    return lines


async def choose_command(app: Shell) -> str | None:
    """The palette: a command by its name, or by any word of what it does."""
    commands = [each for each in app.table if each.group != "Moving about" and each.id != "palette"]

    async def source(words: str) -> Sequence[Found]:
        if not words.strip():
            return grouped(commands, app.recent, app.key)
        lately = [each for each in commands if each.id in app.recent]
        rest = [each for each in commands if each.id not in app.recent]
        return [_named(each, app.key) for each in ranked([*lately, *rest], words)]

    chosen = await app.push_screen_wait(
        Finder(
            "Commands",
            source,
            placeholder="its name, or a word of what it does",
            none="No command of that name.",
            takes="does it",
            marks=True,
        )
    )
    if not isinstance(chosen, str):
        return None
    app.recent[:] = [chosen, *(each for each in app.recent if each != chosen)][:LATELY]
    return chosen


def _names_then_newest(hit: Hit) -> tuple[bool, int]:
    """Who is called so stands first, in the order of the search; then what was said and done, the newest first."""
    if hit.kind in NAMES:
        return False, 0
    day = stored_day(hit.on_day)
    return True, -day.toordinal() if day else 0


def _words(hit: Hit) -> str:
    """What a line of the search says: of a customer the name first, and then what it was found by."""
    if hit.kind == "customer":
        return " · ".join(filter(None, (hit.customer, hit.shown)))
    return hit.shown or hit.customer


async def find_anything(app: Shell) -> int | str | None:
    """Search names, people, numbers, notes, and facts; the customer of what was chosen, or a name to add."""

    async def source(words: str) -> Sequence[Found]:
        typed = " ".join(words.split())
        if not typed:
            them = [
                Found((row, "customer", row), name, day=day_brief(stored_day(on), today))
                for row, name, on in await app.keeper.ask(lately)
            ]
            return [Found(None, "Lately"), *them] if them else []
        hits = await app.keeper.ask(find, words)
        known = any(hit.kind == "customer" and fold(hit.customer) == fold(typed) for hit in hits)
        add = [] if known else [Found(typed, f'+ add "{typed}" as a customer')]
        found = [
            Found(
                (hit.customer_id, hit.kind, hit.id),
                _words(hit),
                hit.customer if hit.kind != "customer" else "",
                NOUNS.get(hit.kind, hit.kind),
                day=day_brief(stored_day(hit.on_day), today),
            )
            for hit in sorted(hits, key=_names_then_newest)
        ]
        return [*found, *add]

    today = app.clock.today()
    chosen = await app.push_screen_wait(
        Finder(
            "Find",
            source,
            placeholder="name, number, or any word said",
            none="Nothing found.",
            idle="Customers, people, telephone numbers, and every word that was written down.",
            marks=True,
            takes="opens it",
        )
    )
    return chosen[0] if isinstance(chosen, tuple) else chosen if isinstance(chosen, str) else None

"""The lines at the top and the foot of every screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from ..keys.commands import COMMANDS, SCREENS, Command
from ..text.clicks import keys_of, name_at, naming, pressing
from ..text.render import Piece, fit, pieces, safe

if TYPE_CHECKING:
    from ..app.app import RepbookApp

ONE = re.compile(r"\{\w+\}")
"""A hint that is one command's key, be it two to press, ``n q``; others are keys of one kind."""
ONWARD = ("→", "]", ">", "↓")
"""Of two keys that go either way, those that a click on the word beside them means."""


class TopBar(Widget):
    """Two lines: the book's state today, and the screens with the one that is shown; a click opens one."""

    DEFAULT_CSS = """
    TopBar { height: 2; padding: 0 1; background: $surface; color: $foreground; text-wrap: nowrap; }
    """
    ALLOW_SELECT = False
    app: RepbookApp

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current
        self.state: list[Piece] = []
        self.notice: str = ""
        self.said: str = ""

    def show(self, state: list[Piece]) -> None:
        """Show the book's state; nothing is drawn unless it changed."""
        if state != self.state:
            self.state = state
            self.refresh()

    def warn(self, notice: str) -> None:
        """Keep a line that stays until it is solved (a failing backup, a damaged row)."""
        if notice != self.notice:
            self.notice = notice
            self.refresh()

    def tell(self, said: str) -> None:
        """Show for a while, in place of the state, what has come at its hour; a notice stays where it is."""
        if said != self.said:
            self.said = said
            self.refresh()

    def render(self) -> Content:
        first: list[Piece] = [("repbook", "bold $key"), ("   ", ""), *self.state]
        width = self.size.width - 2
        if sum(cell_len(value) for value, _ in first) > width:
            first = [(squeeze(value), style) for value, style in self.state]
        if self.said:
            first = [("◷ ", "bold $key"), (fit(self.said, width - 2), "bold $ink")]
        second = self._tabs(width)
        if self.notice:
            second = pieces([("! ", "bold $alarm"), (safe(self.notice), "$alarm")])
        return Content("\n").join([pieces(first), second])

    def _tabs(self, width: int) -> Content:
        """The screens by key and name, shortened as the terminal asks for it."""
        tabs = [command for command in self.app.table if command.group == SCREENS]
        keys = [self.app.key(tab.id) for tab in tabs]
        labels, gap = [tab.label for tab in tabs], 3
        for letters, gap in ((99, 3), (99, 2), (4, 2), (4, 1), (2, 1)):
            labels = [tab.label if tab.id == self.current else tab.label[:letters] for tab in tabs]
            need = sum(cell_len(f"{key} {label}") for key, label in zip(keys, labels, strict=True))
            if need + gap * (len(tabs) - 1) <= width:
                break
        parts: list[Content] = []
        for tab, key, label in zip(tabs, keys, labels, strict=True):
            style = "bold $ink" if tab.id == self.current else "$quiet"
            shown = pieces([(key, "bold $key"), (f" {label}", style)], keyed=False)
            parts.append(naming(shown, tab.id))
        return Content(" " * gap).join(parts)

    def on_click(self, event: events.Click) -> None:
        tab = name_at(event)
        if tab:
            event.stop()
            self.app.action_command(tab)


def squeeze(value: str) -> str:
    """A text with every run of spaces made two at most, for narrow terminals."""
    while "   " in value:
        value = value.replace("   ", "  ")
    return value


class HintBar(Widget):
    """The keys that matter here, as many as fit; a click on one presses it."""

    DEFAULT_CSS = """
    HintBar { height: 1; padding: 0 1; background: $surface; color: $quiet; dock: bottom; }
    """
    ALLOW_SELECT = False
    app: RepbookApp

    def __init__(self, hints: tuple[Piece, ...] | None = None) -> None:
        """``hints`` are (key, word) pairs; ``{log}`` is the key of a command, as this rep has it.

        Without them the table's own footer is shown.
        """
        super().__init__()
        self.hints = hints

    def show(self, hints: tuple[Piece, ...] | None) -> None:
        """Show other hints."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def render(self) -> Content:
        room = self.size.width - 2
        shown: list[Content] = []
        for key, word in self.hints or table_hints(self.app.table):
            name = self.app.key.fill(key)
            need = cell_len(name) + cell_len(word) + 3
            if need - 2 > room:
                break
            room -= need
            shown.append(hint(name, word, alike=ONE.fullmatch(key) is None))
        return Content("  ").join(shown)


def hint(name: str, word: str, *, alike: bool = True) -> Content:
    """A key and its word; with ``alike`` several keys are of one kind, and the one clicked is pressed."""
    keys, label = name.split(" "), pieces([(f" {word}", "$quiet")])
    if not alike or len(keys) == 1:
        pressed = keys_of(name) or keys_of(keys[0])
        return pressing(Content.assemble(pieces([(name, "bold $key")]), label), pressed)
    each = [pressing(pieces([(key, "bold $key")]), keys_of(key)) for key in keys]
    onward = next((key for key in keys if key in ONWARD), keys[0])
    return Content.assemble(Content(" ").join(each), pressing(label, keys_of(onward)))


def table_hints(table: Sequence[Command] = COMMANDS) -> tuple[Piece, ...]:
    """The footer that the table of commands asks for."""
    ordered = sorted((command for command in table if command.hint), key=lambda item: item.hint)
    return tuple((f"{{{command.id}}}", command.label) for command in ordered)

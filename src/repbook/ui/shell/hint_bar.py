"""The line at the foot of every screen and form: the keys that matter here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ..keys.commands import COMMANDS, Command
from ..text.clicks import keys_of, pressing
from ..text.render import Piece, pieces

if TYPE_CHECKING:
    from .protocol import Shell

ONE = re.compile(r"\{\w+\}")
"""A hint that is one command's key, be it two to press, ``n q``; others are keys of one kind."""
ONWARD = ("→", "]", ">", "↓")
"""Of two keys that go either way, those that a click on the word beside them means."""


class HintBar(Widget):
    """The keys that matter here, as many as fit; a click on one presses it."""

    DEFAULT_CSS = """
    HintBar { height: 1; padding: 0 1; background: $surface; color: $quiet; dock: bottom; }
    """
    ALLOW_SELECT = False
    app: Shell  # type: ignore[assignment]

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

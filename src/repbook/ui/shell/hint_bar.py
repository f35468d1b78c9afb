"""The line at the foot of every screen and form: the keys that matter here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from ..keys.commands import COMMANDS, Command
from ..keys.key_names import short_name
from ..text.clicks import keys_of, pressing
from ..text.render import Piece, pieces

if TYPE_CHECKING:
    from .protocol import Shell

ONE = re.compile(r"\{\w+\}")
"""A hint that is one command's key, be it two to press, ``n q``; others are keys of one kind."""
ONWARD = ("→", "]", ">", "↓")
"""Of two keys that go either way, those that a click on the word beside them means."""


STANDING = (("{new}", "new"), ("{find}", "find"), ("{palette}", "commands"), ("{help}", "help"))
"""What stands at the right of every screen: all that can be new, the search, every command, every key."""
MOST_DRAWN = 50
"""Lines that are remembered; a screen has hardly more."""
WORDED, SOME, GAP = 100, 60, "  "
"""Widths from which all of them have their word, or all but the palette, which its key tells best."""


class HintBar(Widget):
    """The keys that matter here, as many as fit; a click on one presses it.

    At the foot of a screen it begins with the keys of the highlighted row, and ends, however narrow the window,
    with those that lead to everything else.
    """

    DEFAULT_CSS = """
    HintBar { height: 1; padding: 0 1; background: $surface; color: $quiet; dock: bottom; }
    """
    ALLOW_SELECT = False
    app: Shell  # type: ignore[assignment]

    def __init__(
        self, hints: tuple[Piece, ...] | None = None, *, standing: tuple[Piece, ...] = ()
    ) -> None:
        """``hints`` are (key, word) pairs; ``{log}`` is the key of a command, as this rep has it.

        Without them the table's own footer is shown. ``standing`` are the keys at the right.
        """
        super().__init__()
        self.hints = hints
        self.standing = standing
        self._instead: tuple[Piece, ...] | None = None
        self._drawn: dict[tuple[tuple[Piece, ...] | None, int, Style], Strip] = {}

    def show(self, hints: tuple[Piece, ...] | None) -> None:
        """Show other hints."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def instead(self, hints: tuple[Piece, ...] | None) -> None:
        """Show these whatever is asked for; None for what is asked for."""
        if hints != self._instead:
            self._instead = hints
            self.refresh()

    @property
    def _left(self) -> tuple[Piece, ...]:
        return self._instead or self.hints or table_hints(self.app.table)

    def all(self) -> tuple[Piece, ...]:
        """What the bar would show with room for everything."""
        return (
            tuple(each for each in self._left if each[0] not in dict(self.standing)) + self.standing
        )

    def render_line(self, y: int) -> Strip:
        """As it was drawn before, where the same hints come again: rows differ in a few keys only."""
        asked = self._instead or self.hints, self.size.width, self.visual_style
        if asked not in self._drawn:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            self._drawn[asked] = super().render_line(y)
        return self._drawn[asked]

    def render(self) -> Content:
        width = self.size.width
        right = self._right(width) if self.standing else Content("")
        room = width - right.cell_length - len(GAP) * bool(self.standing)
        shown: list[Content] = []
        for key, word in self._left:
            if key in dict(self.standing):
                continue
            name = self.app.key.fill(key)
            need = cell_len(name) + cell_len(word) + 3
            if need - 2 > room:
                break
            room -= need
            shown.append(hint(name, word, alike=ONE.fullmatch(key) is None))
        left = Content(GAP).join(shown)
        if not self.standing:
            return left
        gap = max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(left, Content(" " * gap), right)

    def _right(self, width: int) -> Content:
        """The keys that stand at the right, with as many words as the width is good for."""
        least = {"commands": WORDED}
        return Content(GAP).join(
            hint(
                short_name(self.app.key.fill(key)),
                word if width >= least.get(word, SOME) else "",
                alike=False,
            )
            for key, word in self.standing
        )


def hint(name: str, word: str, *, alike: bool = True) -> Content:
    """A key and its word; with ``alike`` several keys are of one kind, and the one clicked is pressed."""
    keys, label = name.split(" "), pieces([(f" {word}" if word else "", "$quiet")])
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

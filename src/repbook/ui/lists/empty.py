"""What an empty screen says: what it means, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ..text.render import KEY, fit, pieces

if TYPE_CHECKING:
    from ..shell.protocol import Shell


class Empty(Widget):
    """A few lines in the middle of an otherwise empty place."""

    DEFAULT_CSS = """
    Empty { width: 1fr; height: 1fr; content-align: center middle; text-align: center; color: $quiet; }
    """
    app: Shell  # type: ignore[assignment]
    lines: tuple[str, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()

    def say(self, *lines: str, ways: Sequence[tuple[str, str]] = ()) -> None:
        """The first line is the news, the others the next step, in which ``{log}`` is the key of a command.

        ``ways`` are keys, and what each leads to.
        """
        self.lines, self.ways = lines, tuple(ways)
        self.refresh()

    def render(self) -> Content:
        news, *steps = self.lines or ("",)
        parts = [pieces([(news, "bold $ink")]), *(self._keyed(step) for step in steps)]
        if self.ways:
            key = max(cell_len(each) for each, _ in self.ways)
            said = max(cell_len(each) for _, each in self.ways)
            lines = [
                pieces([(way, KEY), (" " * (key - cell_len(way) + 2), ""), (fit(words, said), "")])
                for way, words in self.ways
            ]
            parts.append(Content("\n").join(lines))
        return Content("\n\n").join(parts)

    def _keyed(self, step: str) -> Content:
        """A step with its keys as keys, which a click presses."""
        parts = re.split(r"(\{\w+\})", step)
        return pieces(
            (self.app.key.fill(part), KEY if part.startswith("{") else "") for part in parts
        )

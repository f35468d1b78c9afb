"""A field that takes several of a few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from ..text.clicks import name_at, naming
from ..text.paragraphs import wrap
from ..text.render import Piece, fit_ends, pieces
from .choice import flow

BOX = 6
"""Cells of a digit and its box."""


class Ticks(Widget, can_focus=True):
    """Several of a few, on a line each: a digit or space ticks, up and down move.

    Of a longer list a part is shown that follows the highlight, so that every line can be reached in any window.
    """

    SHOWN: ClassVar[int] = 9
    cuts = False
    """Whether an option has one line only, however long it is."""
    DEFAULT_CSS = """
    Ticks {
        width: 1fr; height: auto; border-left: vkey $edge; padding: 0 1 0 0; background: $panel; color: $foreground;
    }
    Ticks:focus { border-left: outer $focus; background: $field; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False, id="down"),
        Binding("up,k", "move(-1)", show=False, id="up"),
        Binding("space", "tick", show=False),
    ]

    class Changed(Message):
        """A tick was set or taken away."""

    class Typed(Message):
        """Words were typed or pasted where only a digit ticks: they belong to the field of words before it."""

        def __init__(self, ticks: Ticks, text: str) -> None:
            super().__init__()
            self.ticks = ticks
            self.text = text

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        ticked: Sequence[str] = (),
        *,
        id: str | None = None,
    ) -> None:
        """``options`` are (value, words); ``ticked`` the values that start ticked."""
        super().__init__(id=id)
        self.options = tuple(options)
        self.ticked = set(ticked)
        self.at = 0
        self.top = 0

    @property
    def value(self) -> str:
        """The ticked values, joined by commas, in their order."""
        return ",".join(value for value, _ in self.options if value in self.ticked)

    @value.setter
    def value(self, value: str) -> None:
        known = {option for option, _ in self.options}
        self.ticked = {part for part in value.split(",") if part in known}
        self.refresh()

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Show these lines; what was ticked among others stays ticked and counts again with its line."""
        if tuple(options) != self.options:
            self.options = tuple(options)
            self.at = min(self.at, max(0, len(self.options) - 1))
            self.refresh(layout=True)

    def action_move(self, step: int) -> None:
        """To another line; past the edge it goes on to the next field."""
        place = self.at + step
        if 0 <= place < len(self.options):
            self.at = place
            self.refresh()
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_tick(self) -> None:
        """Tick the line, or take the tick away."""
        self._toggle(self.at)

    def _toggle(self, index: int) -> None:
        if not 0 <= index < len(self.options):
            return  # no line is offered, or no longer that one
        self.at = index
        self.ticked ^= {self.options[index][0]}
        self.refresh()
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            index = int(event.character) - 1
            if 0 <= index < len(self.options):
                event.stop()
                self._toggle(index)
        elif event.character and event.character.isprintable() and event.character != " ":
            event.stop()
            self.post_message(self.Typed(self, event.character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.Typed(self, event.text))

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            event.stop()
            self._toggle(int(name))

    def render(self) -> Content:
        lines = []
        self.top = max(0, min(self.top, self.at, len(self.options) - self.SHOWN))
        self.top = max(self.top, self.at - self.SHOWN + 1)
        end = self.top + self.SHOWN
        for index, (value, words) in enumerate(self.options[self.top : end], self.top):
            here = self.has_focus and index == self.at
            line = pieces(self.drawn(index, value, words, here), keyed=False)
            lines.append(naming(line, str(index)))
        if len(self.options) > self.SHOWN:
            above, below = self.top, max(0, len(self.options) - end)
            more = f"↑ {above} more   " * (above > 0) + f"↓ {below} more" * (below > 0)
            lines.append(pieces([("      ", ""), (more, "$quiet")]))
        return Content("\n").join(lines)

    def drawn(self, index: int, value: str, words: str, here: bool) -> list[Piece]:
        """One option; what is too long for a line hangs below it."""
        style = "bold $ink" if here else "$foreground"
        width = max(10, self.content_size.width - BOX)
        first, *rest = [fit_ends(words, width).rstrip()] if self.cuts else wrap(words, width)
        parts = [
            (f"{index + 1}" if index < 9 else " ", "bold $key"),
            (self.box(value), "bold $ink" if value in self.ticked else "$quiet"),
            (first, style),
        ]
        return [*parts, *((f"\n{' ' * BOX}{line}", style) for line in rest)]

    def box(self, value: str) -> str:
        """The box of an option."""
        return " [x] " if value in self.ticked else " [ ] "


class TickLine(Ticks):
    """Several of a few short ones, beside each other on as many lines as they need; left and right move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "move(1)", show=False),
        Binding("left", "move(-1)", show=False),
        Binding("down", "screen.onward", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def _lines(self, width: int) -> tuple[int, list[int], list[list[int]]]:
        """Which options stand on which line, each whole with its box."""
        return flow([" " * (BOX - 2) + words for _, words in self.options], width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options need in this width."""
        return len(self._lines(width)[2])

    def render(self) -> Content:
        gap, columns, lines = self._lines(self.content_size.width)
        return Content("\n").join(
            Content(" " * gap).join(
                self._named(index).pad_right(columns[at] - cell_len(self.options[index][1]) - BOX)
                for at, index in enumerate(line)
            )
            for line in lines
        )

    def _named(self, index: int) -> Content:
        value, words = self.options[index]
        drawn = self.drawn(index, value, words, self.has_focus and index == self.at)
        return naming(pieces(drawn, keyed=False), str(index))

    def drawn(self, index: int, value: str, words: str, here: bool) -> list[Piece]:
        """One option."""
        return [
            (f"{index + 1}", "bold $key"),
            (self.box(value), "bold $ink" if value in self.ticked else "$quiet"),
            (words, "bold $ink" if here else "$foreground"),
        ]

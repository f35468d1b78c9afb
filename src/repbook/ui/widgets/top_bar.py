"""The two lines at the top of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from ..keys.commands import SCREENS
from ..text.clicks import name_at, naming
from ..text.render import Piece, fit, pieces, safe

if TYPE_CHECKING:
    from ..shell.protocol import Shell


REVIEW, OPEN = "review", " •"
"""The tab of the weekly review, and the mark on it while one waits."""


class TopBar(Widget):
    """Two lines: the book's state today, and the screens with the one that is shown; a click opens one."""

    DEFAULT_CSS = """
    TopBar { height: 2; padding: 0 1; background: $surface; color: $foreground; text-wrap: nowrap; }
    """
    ALLOW_SELECT = False
    app: Shell  # type: ignore[assignment]

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current
        self.state: list[Piece] = []
        self.marked = False
        self.notice: str = ""
        self.said: str = ""

    def show(self, state: list[Piece]) -> None:
        """Show the book's state, and whether a review waits; nothing is drawn unless it changed."""
        marked = self.app.review_open
        if (state, marked) != (self.state, self.marked):
            self.state, self.marked = state, marked
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
            first = whole_parts([(squeeze(value), style) for value, style in self.state], width)
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
            if need + cell_len(OPEN) * self.marked + gap * (len(tabs) - 1) <= width:
                break
        parts: list[Content] = []
        for tab, key, label in zip(tabs, keys, labels, strict=True):
            style = "bold $ink" if tab.id == self.current else "$quiet"
            mark = [(OPEN, "$key")] if tab.id == REVIEW and self.marked else []
            shown = pieces([(key, "bold $key"), (f" {label}", style), *mark], keyed=False)
            parts.append(naming(shown, tab.id))
        return Content(" " * gap).join(parts)

    def on_click(self, event: events.Click) -> None:
        tab = name_at(event)
        if tab:
            event.stop()
            self.app.action_command(tab)


def whole_parts(state: list[Piece], width: int) -> list[Piece]:
    """As many of the first parts as have room."""
    while state and sum(cell_len(value) for value, _ in state) > width:
        state = state[:-1]
    return state


def squeeze(value: str) -> str:
    """A text with every run of spaces made two at most, for narrow terminals."""
    while "   " in value:
        value = value.replace("   ", "  ")
    return value

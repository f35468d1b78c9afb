"""The lines at the top and the foot of every screen."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ..commands import COMMANDS, Command, key_text
from ..render import Piece, fit, pieces, safe

TABS = tuple(
    command for command in COMMANDS if command.group == "Screens" and command.keys[0].isdigit()
)


class TopBar(Widget):
    """Two lines: the book's state today, and the six screens with the one that is shown."""

    DEFAULT_CSS = """
    TopBar { height: 2; padding: 0 1; background: $surface; color: $foreground; text-wrap: nowrap; }
    """

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
        second: list[Piece] = []
        width = self.size.width - 2
        short = width < 76
        if sum(cell_len(value) for value, _ in first) > width:
            first = [(squeeze(value), style) for value, style in self.state]
        if self.said:
            first = [("◷ ", "bold $key"), (fit(self.said, width - 2), "bold $ink")]
        for tab in TABS:
            here = tab.id == self.current
            second.append((tab.keys[0], "bold $key"))
            label = tab.label[:4] if short and not here else tab.label
            second.append((f" {label}   ", "bold $ink" if here else "$quiet"))
        if self.notice:
            second = [("! ", "bold $alarm"), (safe(self.notice), "$alarm")]
        return Content("\n").join([pieces(first), pieces(second)])


def squeeze(value: str) -> str:
    """A text with every run of spaces made two at most, for narrow terminals."""
    while "   " in value:
        value = value.replace("   ", "  ")
    return value


class HintBar(Widget):
    """The keys that matter here, as many as fit."""

    DEFAULT_CSS = """
    HintBar { height: 1; padding: 0 1; background: $surface; color: $quiet; dock: bottom; }
    """

    def __init__(self, hints: tuple[Piece, ...] | None = None) -> None:
        """``hints`` are (key, word) pairs; without them the table's own footer is shown."""
        super().__init__()
        self.hints = hints

    def show(self, hints: tuple[Piece, ...] | None) -> None:
        """Show other hints."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def render(self) -> Content:
        room = self.size.width - 2
        shown: list[Piece] = []
        for key, word in self.hints or table_hints():
            need = cell_len(key) + cell_len(word) + 3
            if need - 2 > room:
                break
            room -= need
            shown += [(key, "bold $key"), (f" {word}  ", "$quiet")]
        return pieces(shown)


def table_hints(table: tuple[Command, ...] = COMMANDS) -> tuple[Piece, ...]:
    """The footer that the table of commands asks for."""
    ordered = sorted((command for command in table if command.hint), key=lambda item: item.hint)
    return tuple((key_text(command).split()[0], command.label) for command in ordered)

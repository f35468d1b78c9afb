"""What a book without a customer begins with: a menu with a cursor, and where the book lies."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ...paths import shown
from ...values import NamedTuple
from ..lists.row_list import RowList
from ..text.render import Piece, fit, pieces


class Way(NamedTuple):
    """One way to begin: the letter, the command, what it does, and a word more; an empty line has no letter."""

    letter: str
    key: str
    words: str
    aside: str = ""


WAYS = (
    Way("w", "sale", "Write down the sale you won last", "who bought, and what: no more"),
    Way("i", "import", "Import a file …", "HubSpot, Salesforce, Excel, vCard"),
    Way("t", "demo", "Look at a full example first", "nothing of it is kept"),
    Way("?", "help", "Keys", ""),
)
"""A letter, the command that it stands for, and what it says."""


OF_THE_TABLE = frozenset(("sale", "help"))
"""The commands that have a key everywhere, which a rep may have changed."""


class WayList(RowList[Way]):
    """The ways, one a line."""

    DEFAULT_CSS = "WayList { height: 8; padding: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(way.letter, f"begin('{way.key}')", show=False)
        for way in WAYS
        if way.key not in OF_THE_TABLE
    ]

    def selectable(self, item: Way) -> bool:
        return bool(item.letter)

    def letter(self, item: Way) -> str:
        """The key that begins a way: this rep's for a command that has one, else the letter of this menu."""
        return self.app.key(item.key) if item.key in OF_THE_TABLE else item.letter

    def draw(self, item: Way, line: int, width: int, selected: bool) -> list[Piece]:
        return [
            ("▌ " if selected else "  ", "key"),
            (fit(self.letter(item), 4), "key"),
            (fit(item.words, min(36, width - 6)), "ink" if selected else "text"),
            (fit(item.aside, max(0, width - 42)), "quiet"),
        ]

    def action_begin(self, command_id: str) -> None:
        """Do what a letter stands for here."""
        self.app.action_command(command_id)


class FirstRun(Vertical):
    """The menu, in the middle of an otherwise empty screen."""

    DEFAULT_CSS = """
    FirstRun { align: center middle; width: 1fr; height: 1fr; }
    FirstRun > Vertical { width: 92; max-width: 100%; height: auto; padding: 0 2; }
    FirstRun Static { height: auto; width: 1fr; text-align: center; margin-bottom: 2; }
    FirstRun.-low Static { margin-bottom: 1; }
    """

    def __init__(self, book: Path, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.book = book
        self.ways = WayList([each for way in WAYS for each in (way, Way("", way.letter, ""))])

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(
                pieces(
                    [
                        ("repbook keeps your customers after the sale.\n", "bold $ink"),
                        (f"Your book: {shown(self.book)} (empty)", "$quiet"),
                    ]
                )
            )
            yield self.ways

    @on(RowList.Highlighted)
    def _ours(self, event: RowList.Highlighted) -> None:
        event.stop()  # no customer is highlighted by it

    @on(RowList.Chosen)
    def _begin(self, event: RowList.Chosen) -> None:
        event.stop()
        self.ways.action_begin(event.item.key)

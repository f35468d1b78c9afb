"""A field above a list: pick a customer, find anything, choose a command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from ..dialog import Dialog
from ..render import Piece, fit, fit_right, text
from ..widgets.fields import LineInput
from ..widgets.rows import RowList


class Found(NamedTuple):
    """One line to choose: ``words`` and what stands at the right, dimmed."""

    key: Hashable
    words: str
    aside: str = ""
    mark: str = ""


class FoundList(RowList[Found]):
    """The lines of a finder."""

    def draw(self, item: Found, line: int, width: int, selected: bool) -> list[Piece]:
        aside = min(len(item.aside) + 1, width // 2) if item.aside else 0
        return [
            ("▌" if selected else " ", "key"),
            (fit(item.mark, 12) if item.mark else "", "quiet"),
            (
                fit(item.words, width - aside - 2 - (12 if item.mark else 0)),
                "ink" if selected else "text",
            ),
            (fit_right(item.aside, aside), "quiet"),
            (" ", "text"),
        ]


Source = Callable[[str], Awaitable[Sequence[Found]]]


class Finder(Dialog[Hashable | None]):
    """Type to narrow, Enter to take, Esc to leave. ``source`` gives the lines for what is typed."""

    DEFAULT_CSS = """
    Finder { align: center top; }
    Finder > .sheet { height: auto; max-height: 90%; margin-top: 1; padding: 1 1 0 1; }
    Finder FoundList { height: auto; max-height: 24; min-height: 1; margin-top: 1; }
    Finder .none { height: auto; color: $quiet; padding: 1 1; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(
        self, title: str, source: Source, *, placeholder: str = "", start: str = "", none: str = ""
    ) -> None:
        super().__init__()
        self.heading = title
        self.source = source
        self.placeholder = placeholder
        self.start = start
        self.none = none or "Nothing found."

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text(self.heading)
            yield LineInput(self.start, placeholder=self.placeholder, select_on_focus=False)
            yield FoundList()
            yield Static(text(self.none), classes="none")

    def on_mount(self) -> None:
        self._look(self.start)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look(event.value)

    @work(group="look", exclusive=True)
    async def _look(self, words: str) -> None:
        found = await self.source(words)
        rows = self.query_one(FoundList)
        rows.fill(found, keep=False)
        rows.styles.height = max(1, min(len(found), 24))
        self.query_one(".none").display = not found

    @on(Input.Submitted)
    def _taken(self) -> None:
        item = self.query_one(FoundList).item
        if item is not None:
            self.dismiss(item.key)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(event.item.key)

    def action_move(self, step: int) -> None:
        """Move in the list while the field keeps the keyboard."""
        self.query_one(FoundList).action_move(step)

    def action_page(self, side: int) -> None:
        """A page of the list."""
        self.query_one(FoundList).action_page(side)

    def action_dismiss(self, result: Hashable | None = None) -> None:  # type: ignore[override]
        """Leave once."""
        self.dismiss(result)

"""A field above a list: pick a customer, find anything, choose a command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from ....errors import RepbookError
from ...forms.dialog import Dialog
from ...forms.text_field import LineInput
from ...lists.row_list import RowList
from ...text.render import Piece, fit, fit_right, text


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
        self.rows = FoundList()
        self.nothing = Static(text(none or "Nothing found."), classes="none")

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text(self.heading)
            yield LineInput(self.start, placeholder=self.placeholder, select_on_focus=False)
            yield self.rows
            yield self.nothing
            yield from self.below()

    def below(self) -> ComposeResult:
        """What stands under the list."""
        return ()

    def on_mount(self) -> None:
        self._look(self.start)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look(event.value)

    def _look(self, words: str) -> None:
        """Find what is typed; the next key waits, so that Enter takes what was found for these words."""
        self.app.start(partial(self._find, words), group="look", exclusive=True, node=self)

    async def _find(self, words: str) -> None:
        try:
            found = await self.source(words)
        except RepbookError as error:
            self.app.refuse(error)
            return
        self.rows.fill(found, keep=False)
        self.rows.styles.height = max(1, min(len(found), 24))
        self.nothing.display = not found

    @on(Input.Submitted)
    def _taken(self) -> None:
        item = self.rows.item
        if item is not None:
            self.dismiss(item.key)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(event.item.key)

    def action_move(self, step: int) -> None:
        """Move in the list while the field keeps the keyboard."""
        self.rows.action_move(step)

    def action_page(self, side: int) -> None:
        """A page of the list."""
        self.rows.action_page(side)

    async def action_dismiss(self, result: Hashable | None = None) -> None:
        """Leave once."""
        self.dismiss(result)

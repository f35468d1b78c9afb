"""A field above a list: pick a customer, find anything, choose a command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from ....errors import RepbookError
from ....values import NamedTuple
from ....wording import fold
from ...forms.dialog import Dialog
from ...forms.text_field import LineInput
from ...lists.row_list import RowList
from ...text.render import Piece, fit, fit_right, leaving, marked, showing, text


class Found(NamedTuple):
    """One line to choose, or a heading (without ``key``): ``words``, what they are about, what stands at the right.

    ``mark`` is a word before them, ``sentence`` stands quiet behind them, ``day`` has a column of its own.
    """

    key: Hashable
    words: str
    aside: str = ""
    mark: str = ""
    sentence: str = ""
    day: str | None = None


MARK, NAME, DAY = 12, 20, 10
"""Cells of the word before, of a name with a sentence behind it, and of a day."""


class FoundList(RowList[Found]):
    """The lines of a finder; what was asked for is marked in them."""

    asked: tuple[str, ...] = ()

    def selectable(self, item: Found) -> bool:
        return item.key is not None

    def draw(self, item: Found, line: int, width: int, selected: bool) -> list[Piece]:
        if item.key is None:
            return [(" " + fit(item.words, width - 1), "heading")]
        aside = min(cell_len(item.aside) + 1, width // 2) if item.aside else 0
        before = MARK if item.mark else 0
        after = DAY if item.day or (item.aside and item.day is not None) else 0
        room = width - aside - before - after - 2
        name = min(NAME, room) if item.sentence else room
        words = fit(showing(item.words, self.asked, name), name)
        return [
            ("▌" if selected else " ", "key"),
            (fit(item.mark, before), "quiet"),
            *marked(words, self.asked, "ink" if selected or item.sentence else "text"),
            *marked(fit(item.sentence, room - name), self.asked, "quiet"),
            *marked(" " * bool(aside) + fit_right(item.aside, aside - 1), self.asked, "quiet"),
            (fit_right(item.day or "", after), "quiet"),
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
        self,
        title: str,
        source: Source,
        *,
        placeholder: str = "",
        start: str = "",
        none: str = "",
        idle: str = "",
        marks: bool = False,
        takes: str = "takes it",
    ) -> None:
        """``none`` stands where nothing is found, ``idle`` while nothing is typed; ``marks`` marks it in the lines.

        ``takes`` says what Enter does with the highlighted line; "" where it is said otherwise.
        """
        super().__init__()
        self.heading = title
        self.source = source
        self.placeholder = placeholder
        self.start = start
        self.marks = marks
        self.takes = takes
        self.rows = FoundList()
        self.none = none or "Nothing found."
        self.idle = idle or self.none
        self.nothing = Static(text(self.idle), classes="none")

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text(self.heading)
            sheet.border_subtitle = leaving(self.takes) if self.takes else ""
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
        self.rows.asked = tuple(fold(words).split()) if self.marks else ()
        self.rows.fill(found, keep=False)
        self.rows.styles.height = max(1, min(len(found), 24))
        self.nothing.display = not found
        self.nothing.update(text(self.none if words.strip() else self.idle))

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

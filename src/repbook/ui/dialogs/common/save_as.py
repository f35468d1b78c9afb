"""Where something is written to: a path to type, which Tab completes; then where it lies is told."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from ....errors import RepbookError
from ...forms.dialog import Dialog
from ...forms.path_field import PathInput
from ...shell.hint_bar import HintBar
from ...text.render import Piece, text


class SaveAs(Dialog[None]):
    """The frame: what is written, a path, what is wrong with it. ``save`` writes."""

    DEFAULT_CSS = """
    SaveAs > .sheet { width: 76; }
    SaveAs .about { height: auto; color: $quiet; margin-bottom: 1; }
    SaveAs .foot { height: auto; color: $alarm; }
    SaveAs HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    hints: tuple[Piece, ...] = (("Enter", "save"), ("Tab", "complete"), ("Esc", "back"))

    def __init__(self, title: str, proposed: str, about: str = "") -> None:
        super().__init__()
        self.border, self.about = title, about
        self.path = PathInput(proposed, select_on_focus=False)
        self.foot = Static("", classes="foot")

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = self.border
            if self.about:
                yield Static(text(self.about), classes="about")
            yield from self.above()
            yield self.path
            yield self.foot
            yield HintBar(self.hints)

    def above(self) -> tuple[Widget, ...]:
        """What stands over the path."""
        return ()

    async def save(self, name: str) -> str:
        """Write to what was typed, and return what is to be told; raises a ``RepbookError``."""
        raise NotImplementedError

    @on(Input.Submitted)
    async def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            said = await self.save(event.value)
        except RepbookError as error:
            self.foot.update(text(str(error)))
            return
        self.app.say(said)
        self.dismiss(None)

    def action_leave(self) -> None:
        """Leave without a file."""
        self.dismiss(None)

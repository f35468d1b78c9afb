"""Somebody is to be forgotten: what there is of them and where, their name to be typed, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from ....actions.forgetting import forgetting, told
from ....actions.forgetting.forgetting import Found
from ....actions.forgetting.told import Line
from ....errors import RepbookError
from ....storage.safety.forgetting import Outcome
from ...forms.dialog import Dialog
from ...forms.text_field import LineInput
from ...shell.hint_bar import HintBar
from ...shell.protocol import Shell
from ...shell.target import Target
from ...text.paragraphs import wrap
from ...text.render import Piece, fit, pieces, text

LABEL, ROOM = 14, 58


class ForgetDialog(Dialog[Outcome]):
    """Shows what was found; erases once the name is typed. What it says then stays until it is read."""

    DEFAULT_CSS = """
    ForgetDialog > .sheet { width: 84; }
    ForgetDialog .found { height: auto; max-height: 14; margin-bottom: 1; }
    ForgetDialog .found Static { height: auto; }
    ForgetDialog .ask { height: auto; color: $ink; text-style: bold; }
    ForgetDialog .foot { height: auto; color: $alarm; }
    ForgetDialog HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
    ]
    hints: tuple[Piece, ...] = (("Enter", "erase for good"), ("↑↓", "read"), ("Esc", "back"))
    after: tuple[Piece, ...] = (("↑↓", "read"), ("Esc", "back"))

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found
        self.busy = False
        self.outcome: Outcome | None = None
        self.lines = Static(_drawn(told.found(found)))
        self.question = Static(text(f"This can't be undone. Type {found.who.name}:"), classes="ask")
        self.name_input = LineInput("")
        self.foot = Static("", classes="foot")
        self.bar = HintBar(self.hints)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = f"Forget · {told.title(self.found)}"
            with VerticalScroll(classes="found"):
                yield self.lines
            yield self.question
            yield self.name_input
            yield self.foot
            yield self.bar

    def on_mount(self) -> None:
        """The name is what is asked."""
        self.name_input.focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.outcome is not None:
            self.dismiss(self.outcome)
        elif not self.busy:
            self.busy = True
            self.foot.update(text("erasing …"))
            self.app.aside(partial(self._erase, event.value), group="forget", node=self)

    async def _erase(self, typed: str) -> None:
        try:
            _, outcome = await self.app.keeper.ask(forgetting.forget, self.found, typed)
        except RepbookError as error:
            self.foot.update(text(str(error)))
            return
        finally:
            self.busy = False
            self.app.keys_may_come()
        self.outcome = outcome
        self.lines.update(_drawn(told.outcome(outcome)))
        self.question.display = self.name_input.display = False
        self.foot.update(pieces([(told.done(outcome), "$settled")]))
        self.bar.show(self.after)
        self.query_one(VerticalScroll).focus()

    @property
    def standing(self) -> bool:
        """No key comes while it is being erased."""
        return super().standing and not self.busy

    def action_scroll(self, lines: int) -> None:
        """Read on, or back."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Leave; where it is done already, with what came of it."""
        self.dismiss(self.outcome)


def _drawn(lines: Iterable[Line]) -> Content:
    said: list[Piece] = []
    for label, words in lines:
        for place, part in enumerate(wrap(words, ROOM) or [""]):
            said += [(fit("" if place else label, LABEL), "$quiet"), (f"{part}\n", "$foreground")]
    return pieces(said)


async def forget(app: Shell, target: Target) -> Outcome | None:
    """Forget the highlighted customer, or the person whose row is highlighted."""
    kind = ("person", target.row_id, target.text) if target.kind == "person" else None
    row = kind or ("customer", target.customer_id, target.customer)
    who = await app.keeper.ask(forgetting.of_row, *row)
    found = await app.keeper.ask(forgetting.look, who)
    return await app.push_screen_wait(ForgetDialog(found))

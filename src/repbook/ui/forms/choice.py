"""A field that takes one of a few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ..text.clicks import name_at, naming
from ..text.render import pieces


class Choice(Widget, can_focus=True):
    """One of a few, on one line: a digit or the arrows pick, the words say it without colour."""

    DEFAULT_CSS = """
    Choice {
        width: 1fr; height: auto; border-left: vkey $edge; padding: 0 1 0 0; background: $panel; color: $quiet;
    }
    Choice:focus { border-left: outer $focus; background: $field; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]

    class Picked(Message):
        """An option was picked; ``by_digit`` says it was picked outright, not stepped to."""

        def __init__(self, choice: Choice, by_digit: bool) -> None:
            super().__init__()
            self.choice = choice
            self.by_digit = by_digit

        @property
        def control(self) -> Choice:
            """The field that posted this."""
            return self.choice

    class Typed(Message):
        """Words were typed or pasted where only a digit picks: they belong to the next text field."""

        def __init__(self, choice: Choice, text: str) -> None:
            super().__init__()
            self.choice = choice
            self.text = text

    def __init__(
        self,
        options: Sequence[str],
        picked: int | None = 0,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.picked = picked

    @property
    def value(self) -> str:
        """The number of the picked option from 1, or "" for none."""
        return "" if self.picked is None else str(self.picked + 1)

    @value.setter
    def value(self, value: str) -> None:
        self.picked = (
            int(value) - 1 if value.isdigit() and 0 < int(value) <= len(self.options) else None
        )
        self.refresh()

    def pick(self, index: int | None, *, by_digit: bool = False) -> None:
        """Pick an option, or none."""
        self.picked = index
        self.refresh()
        self.post_message(self.Picked(self, by_digit))

    def action_step(self, step: int) -> None:
        """To the option beside."""
        if not self.options:
            return
        if self.picked is None:
            self.pick(0 if step > 0 else len(self.options) - 1)
        else:
            self.pick((self.picked + step) % len(self.options))

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isprintable():
            event.stop()
            self.take(event.character)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.Typed(self, event.text))

    def take(self, character: str) -> None:
        """What a typed character does: a digit picks, a space steps, a letter goes on to the words."""
        if character.isdecimal():
            if 0 < int(character) <= len(self.options):
                self.pick(int(character) - 1, by_digit=True)
        elif character == " ":
            self.action_step(1)
        else:
            self.post_message(self.Typed(self, character))

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            event.stop()
            self.pick(int(name))

    def _gap(self) -> int:
        """Cells between options, three at most, as there is room."""
        room = self.size.width - sum(cell_len(option) + 2 for option in self.options)
        gaps = len(self.options) - 1
        return next((gap for gap in (3, 2) if room >= gap * gaps), 1)

    def render(self) -> Content:
        shown: list[Content] = []
        for index, option in enumerate(self.options):
            here = index == self.picked
            words = (f"{'▸' if here else ' '}{option}", "bold $ink" if here else "$quiet")
            drawn = pieces([(f"{index + 1}", "bold $key"), words], keyed=False)
            shown.append(naming(drawn, str(index)))
        return Content(" " * self._gap()).join(shown)

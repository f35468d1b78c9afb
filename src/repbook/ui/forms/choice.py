"""A field that takes one of a few."""

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
from ..text.render import Piece, pieces

DIGITS = 9
"""How many options have a digit; the arrows reach the others."""
GAPS = (3, 2, 1)
"""Cells between options: as many as leave them on one line; where none does, the middle one."""


def flow(options: Sequence[str], width: int) -> tuple[int, list[int], list[list[int]]]:
    """The cells between options, those of each column, and which options stand on which line."""
    sizes = [cell_len(option) + 2 for option in options]
    many = len(sizes)
    for gap in GAPS:
        if sum(sizes) + gap * (many - 1) <= width:
            return gap, sizes, [list(range(many))]
    gap = GAPS[1]
    for across in range(many - 1, 0, -1):
        columns = [max(sizes[at::across]) for at in range(across)]
        if sum(columns) + gap * (across - 1) <= width or across == 1:
            # As many on each line, so that the last one is not left with a single option.
            lines = -(-many // across)
            even = -(-many // lines)
            columns = [max(sizes[at::even]) for at in range(even)]
            return (
                gap,
                columns,
                [list(range(many))[at : at + even] for at in range(0, many, even)],
            )
    return gap, [], [[]]


class Choice(Widget, can_focus=True):
    """One of a few: a digit or the arrows pick, the words say it without colour.

    The options stand on one line where it has room for them, else on several, each option whole.
    """

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
        picked = int(value) - 1 if value.isdigit() and 0 < int(value) <= len(self.options) else None
        if picked != self.picked:
            self.picked = picked
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
            if 0 < int(character) <= min(DIGITS, len(self.options)):
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

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options need in this width."""
        return len(flow(self.options, width)[2])

    def drawn(self, index: int) -> list[Piece]:
        """One option."""
        here = index == self.picked
        words = (
            f"{'▸' if here else ' '}{self.options[index]}",
            "bold $ink" if here else "$quiet",
        )
        return [(str(index + 1) if index < DIGITS else " ", "bold $key"), words]

    def render(self) -> Content:
        gap, columns, lines = flow(self.options, self.content_size.width)
        return Content("\n").join(
            Content(" " * gap).join(
                naming(pieces(self.drawn(index), keyed=False), str(index)).pad_right(
                    columns[at] - cell_len(self.options[index]) - 2
                )
                for at, index in enumerate(line)
            )
            for line in lines
        )


SIGNS = ("−−", "−", "○", "+", "++")
STEPS = ("bold $trouble", "bold $due", "bold $ink", "bold $settled", "bold $settled")


class Steps(Choice):
    """Five steps in a line, from much worse to much better: what was picked says it in colour as well.

    Where the words have no room, a sign stands for each, and the word behind them for the one that was picked.
    """

    def _worded(self) -> bool:
        need = sum(cell_len(option) + 2 for option in self.options) + len(self.options) - 1
        return need <= self.content_size.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def drawn(self, index: int) -> list[Piece]:
        here = index == self.picked
        said = self.options[index] if self._worded() else SIGNS[index]
        words = (f"{'▸' if here else ' '}{said}", STEPS[index] if here else "$quiet")
        return [(str(index + 1), "bold $key"), words]

    def render(self) -> Content:
        if self._worded():
            return super().render()
        steps = [
            naming(pieces(self.drawn(index), keyed=False), str(index))
            for index in range(len(self.options))
        ]
        if self.picked is None:
            steps.append(pieces([("worse … better", "$quiet")]))
        else:
            steps.append(pieces([(self.options[self.picked], STEPS[self.picked])]))
        return Content("  ").join(steps)

"""The fields of forms: one line each, with a label before and a word of help or blame after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from ..clicks import name_at, naming
from ..render import pieces

MOST_TEXT = 2000


class LineInput(Input):
    """A one-line field that keeps every line of a paste, joined by spaces (F29)."""

    DEFAULT_CSS = """
    LineInput { width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; color: $foreground; }
    LineInput:focus { border: none; background: $cursor; color: $ink; background-tint: transparent 0%; }
    LineInput > .input--placeholder { color: $faint; }
    LineInput > .input--cursor { background: $key; color: $background; text-style: none; }
    LineInput:ansi > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    def _on_paste(self, event: events.Paste) -> None:
        joined = " ".join(event.text.split())[: MOST_TEXT * 5]
        self.insert_text_at_cursor(joined)
        event.stop()
        event.prevent_default()


class Choice(Widget, can_focus=True):
    """One of a few, on one line: a digit or the arrows pick, the words say it without colour."""

    DEFAULT_CSS = """
    Choice { width: 1fr; height: auto; padding: 0 1; background: $background; color: $quiet; }
    Choice:focus { background: $cursor; }
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
        leads: bool = False,
        id: str | None = None,
    ) -> None:
        """``leads``: a digit or a letter leads on to the text field, and what follows belongs there."""
        super().__init__(id=id)
        self.options = tuple(options)
        self.picked = picked
        self.leads = leads
        self._left = False

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

    def on_focus(self) -> None:
        self._left = False

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isprintable():
            event.stop()
            self.take(event.character)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.leads:
            self._left = True
            self.post_message(self.Typed(self, event.text))

    def take(self, character: str) -> None:
        """What a typed character does: a digit picks, a space steps, a letter goes on to the words."""
        if self._left:
            # The focus is on its way to the text field: what is typed meanwhile belongs there.
            self.post_message(self.Typed(self, character))
        elif character.isdecimal():
            if 0 < int(character) <= len(self.options):
                self.pick(int(character) - 1, by_digit=True)
                self._left = self.leads
        elif character == " ":
            self.action_step(1)
        else:
            self._left = self.leads
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


class Ticks(Widget, can_focus=True):
    """Several of a few, on a line each: a digit or space ticks, up and down move.

    Of a longer list a part is shown that follows the highlight, so that every line can be reached in any window.
    """

    SHOWN: ClassVar[int] = 9
    DEFAULT_CSS = """
    Ticks { width: 1fr; height: auto; padding: 0 1; background: $background; color: $foreground; }
    Ticks:focus { background: $surface; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False, id="down"),
        Binding("up,k", "move(-1)", show=False, id="up"),
        Binding("space", "tick", show=False),
    ]

    class Changed(Message):
        """A tick was set or taken away."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        ticked: Sequence[str] = (),
        *,
        id: str | None = None,
    ) -> None:
        """``options`` are (value, words); ``ticked`` the values that start ticked."""
        super().__init__(id=id)
        self.options = tuple(options)
        self.ticked = set(ticked)
        self.at = 0
        self.top = 0

    @property
    def value(self) -> str:
        """The ticked values, joined by commas, in their order."""
        return ",".join(value for value, _ in self.options if value in self.ticked)

    @value.setter
    def value(self, value: str) -> None:
        known = {option for option, _ in self.options}
        self.ticked = {part for part in value.split(",") if part in known}
        self.refresh()

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Show these lines; what was ticked among others stays ticked and counts again with its line."""
        if tuple(options) != self.options:
            self.options = tuple(options)
            self.at = min(self.at, max(0, len(self.options) - 1))
            self.refresh(layout=True)

    def action_move(self, step: int) -> None:
        """To another line; past the edge it goes on to the next field."""
        place = self.at + step
        if 0 <= place < len(self.options):
            self.at = place
            self.refresh()
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_tick(self) -> None:
        """Tick the line, or take the tick away."""
        self._toggle(self.at)

    def _toggle(self, index: int) -> None:
        if not 0 <= index < len(self.options):
            return  # no line is offered, or no longer that one
        self.at = index
        self.ticked ^= {self.options[index][0]}
        self.refresh()
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            index = int(event.character) - 1
            if 0 <= index < len(self.options):
                event.stop()
                self._toggle(index)

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            event.stop()
            self._toggle(int(name))

    def render(self) -> Content:
        lines = []
        self.top = max(0, min(self.top, self.at, len(self.options) - self.SHOWN))
        self.top = max(self.top, self.at - self.SHOWN + 1)
        end = self.top + self.SHOWN
        for index, (value, words) in enumerate(self.options[self.top : end], self.top):
            here = self.has_focus and index == self.at
            ticked = value in self.ticked
            line = pieces(
                [
                    (f"{index + 1}" if index < 9 else " ", "bold $key"),
                    (" [x] " if ticked else " [ ] ", "bold $ink" if ticked else "$quiet"),
                    (words, "bold $ink" if here else "$foreground"),
                ],
                keyed=False,
            )
            lines.append(naming(line, str(index)))
        if len(self.options) > self.SHOWN:
            above, below = self.top, max(0, len(self.options) - end)
            more = f"↑ {above} more   " * (above > 0) + f"↓ {below} more" * (below > 0)
            lines.append(pieces([("      ", ""), (more, "$quiet")]))
        return Content("\n").join(lines)


class Aside(Widget):
    """What stands after a field: a resolved day, a word of help, or what is wrong."""

    DEFAULT_CSS = "Aside { width: 28; height: auto; padding: 0 1; color: $quiet; }"

    def __init__(self, words: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words
        self.wrong = False

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show words; wrong ones stand out by a mark and by colour."""
        if (words, wrong) != (self.words, self.wrong):
            self.words, self.wrong = words, wrong
            self.refresh(layout=True)

    def render(self) -> Content:
        return pieces(
            [("✗ " + self.words, "bold $alarm") if self.wrong else (self.words, "$quiet")]
        )


Describe = Callable[[str], str]
"""Says in words what a field's text means; raises ``InvalidInput`` where it means nothing."""

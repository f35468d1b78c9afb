"""Small questions: one of a few by a letter, or a few fields asked for one action."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ....domain.spine.model import Change
from ...forms.field import Field, Values
from ...forms.form import Save
from ...forms.sheet import Sheet
from ...shell.hint_bar import HintBar
from ...shell.target import Target
from ...text.clicks import keys_of, pressing
from ...text.render import pieces, text
from .row_forms import RowForm

FRAME = 3
"""Lines at the foot that are no options: the edge, the key with the air above it."""
WIDE = 76
"""Letters that a line of the least terminal holds."""


class Options(Sheet[str | None]):
    """One of a few: press its letter. It stands where the form will that follows."""

    DEFAULT_CSS = """
    Options .about { height: auto; color: $quiet; margin-bottom: 1; }
    Options .options { height: auto; }
    Options HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """
    fills = False

    def __init__(
        self, title: str, options: tuple[tuple[str, str, str], ...], *, about: str = ""
    ) -> None:
        """``options`` are (letter, words, value)."""
        super().__init__()
        self.heading = title
        self.about = about
        self.options = options

    def compose(self) -> ComposeResult:
        lines = [
            pressing(
                pieces([(f"  {letter}  ", "bold $key"), (words, "$foreground")]), keys_of(letter)
            )
            for letter, words, _ in self.options
        ]
        with self.sheet:
            self.sheet.border_title = text(self.heading)
            if self.about:
                yield Static(text(self.about), classes="about")
            yield Static(Content("\n").join(lines), classes="options")
            yield HintBar((("Esc", "back"),))
        yield self.beside
        self.settle()

    def lines(self) -> int:
        about = 1 + sum(1 + len(line) // WIDE for line in self.about.split("\n"))
        return FRAME + len(self.options) + about * bool(self.about)

    def on_resize(self) -> None:
        self.call_after_refresh(self.settle)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in ("escape", "q"):
            self.dismiss(None)
            return
        if event.key == "enter":
            self.dismiss(self.options[0][2] if self.options else None)
            return
        for letter, _, value in self.options:
            if event.character == letter:
                self.dismiss(value)
                return
        self.app.nothing_for(event)


class Ask(RowForm):
    """A few fields for one action; ``save`` turns the values into it."""

    def __init__(
        self,
        form_id: str,
        target: Target,
        title: str,
        fields: tuple[Field, ...],
        save: Callable[[Ask, Values], Save],
        *,
        about: str | None = None,
    ) -> None:
        self.form_id = form_id  # type: ignore[misc]
        super().__init__(
            target, title, row_id=target.row_id, about=target.text if about is None else about
        )
        self._fields = fields
        self._save_with = save
        self.enter_saves = len(fields) == 1  # type: ignore[misc]

    def fields(self) -> tuple[Field, ...]:
        return self._fields

    def saving(self, values: Values) -> Save:
        return self._save_with(self, values)


def gives_to(
    action: Callable[..., Change], *, ruled: bool = False
) -> Callable[[Ask, Values], Save]:
    """For an ``Ask`` whose fields go to one action about its row as they stand, ``ruled`` with the rules."""

    def save(form: Ask, values: Values) -> Save:
        rules = {"rules": form.app.rules} if ruled else {}
        return form.act(action, form.row_id, **form.given(values), **rules)

    return save

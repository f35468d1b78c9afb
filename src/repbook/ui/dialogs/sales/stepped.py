"""A form in steps on one sheet: all its fields are there, those of one step are shown.

So its values, its drafts, and its saving are those of any form; F2 saves from every step.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ...forms.field import Field
from ...forms.form_frame import FRAME, SIDE_FRAME
from ...shell.target import Target
from ...text.render import Piece, pieces
from ..common.row_forms import RowForm

STEPS = 2
"""Lines of the names of the steps."""


class SteppedForm(RowForm):
    """A form whose fields come in steps. Subclasses give ``steps``."""

    DEFAULT_CSS = """
    SteppedForm .steps { height: 1; margin-bottom: 1; }
    SteppedForm .step { height: auto; }
    """
    hugs: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "turn(1)", "next step", show=False, priority=True),
        Binding("pageup", "turn(-1)", "step before", show=False, priority=True),
        Binding("enter", "enter", show=False, priority=True),
    ]
    at = 0
    """The step that is shown, from 0."""

    def __init__(self, target: Target, title: str, *, row_id: int = 0, about: str = "") -> None:
        super().__init__(target, title, row_id=row_id, about=about)
        self.names = Static("", classes="steps")
        self.sheets: list[Vertical] = []
        """What stands in each step, in their order."""

    def steps(self) -> tuple[tuple[str, tuple[Field, ...]], ...]:
        """The steps: their names and their fields."""
        raise NotImplementedError

    def turned(self) -> None:
        """Called when another step is shown."""

    def fields(self) -> tuple[Field, ...]:
        self.parts = self.steps()
        return tuple(field for _, fields in self.parts for field in fields)

    def head(self) -> ComposeResult:
        self.names.update(self.line())
        yield self.names

    def body(self) -> ComposeResult:
        for place, (_, fields) in enumerate(self.parts):
            step = Vertical(id=f"step-{place}", classes="step")
            step.display = place == self.at
            self.sheets.append(step)
            with step:
                for field in fields:
                    yield from self.row(field)
                yield from self.rest(place)

    def rest(self, _step: int) -> ComposeResult:
        """What stands below the fields of a step."""
        yield from ()

    def line(self) -> Content:
        """The names of the steps, the one that is shown marked."""
        parts: list[Piece] = []
        for place, (name, _) in enumerate(self.parts):
            here = place == self.at
            parts.append((" · " if place else "", "$faint"))
            parts.append((f"{'▸ ' if here else ''}{name}", "bold $ink" if here else "$quiet"))
        return pieces(parts)

    def hints(self) -> tuple[Piece, ...]:
        return (
            ("F2", "save"),
            ("Enter", "on"),
            ("PgDn PgUp", "steps"),
            ("Esc", "leave, the draft is kept"),
        )

    def room_needed(self) -> int:
        """As many as the longest step needs, so that the sheet keeps its height from step to step."""
        return STEPS + FRAME + max(sum(map(self.height_of, fields)) for _, fields in self.parts)

    def lines(self) -> int:
        return self.room_needed()

    def fit(self) -> None:
        """Air between the fields where there is room for it."""
        most = max(sum(map(self.height_of, fields)) + len(fields) for _, fields in self.parts)
        airy = self.spot.sheet.height >= STEPS + FRAME + SIDE_FRAME + most
        self.set_class(airy, "-tall")
        self.set_class(not airy, "-dense")

    # -- from step to step -----------------------------------------------------------------------

    def show_step(self, place: int) -> None:
        """Show a step."""
        self.at = place
        for other, step in enumerate(self.sheets):
            step.display = other == place
        self.names.update(self.line())
        self.show_fold()
        self.turned()

    def action_turn(self, by: int) -> None:
        """To the step after or before; at either end it stays."""
        place = self.at + by
        if 0 <= place < len(self.parts):
            self.go_to(self.parts[place][1][0].name)

    def go_to(self, name: str) -> None:
        place = self._step_of(name)
        if place != self.at:
            self.show_step(place)
        self.set_focus(self.control(name))

    def after(self, name: str) -> list[str]:
        step = self._step_of(name)
        return [other for other in super().after(name) if self._step_of(other) == step]

    def _folded_away(self) -> list[Field]:
        here = {field.name for field in self.parts[self.at][1]}
        return [field for field in super()._folded_away() if field.name in here]

    def _is_last(self, widget: Widget | None) -> bool:
        name = (widget.id or "" if widget else "").removeprefix("field-")
        known = any(field.name == name for field in self.spec)
        return known and not self.after(name)

    def _step_of(self, name: str) -> int:
        return next(
            place
            for place, (_, fields) in enumerate(self.parts)
            if any(field.name == name for field in fields)
        )

    def _enter(self, widget: Widget | None) -> None:
        """On to the next field; from a step's last one to the next step, from the very last save."""
        name = (widget.id or "" if widget else "").removeprefix("field-")
        known = any(field.name == name for field in self.spec)
        if known and self.after(name):
            self.focus_next()
        elif self.at + 1 < len(self.parts):
            self.action_turn(1)
        else:
            self.action_save()

"""What a form shows of its fields: what applies, and what is seldom needed behind a line that names it."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.widget import Widget

from ..text.clicks import keys_of, pressing
from ..text.render import fit, pieces
from .drafting import Drafting
from .field import Field

UNFOLD = "Ctrl+O"


class Fold(Widget):
    """Names the fields behind it; its key or a click shows them."""

    DEFAULT_CSS = "Fold { height: 1; display: none; }"
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def say(self, names: list[str]) -> None:
        """Name what is folded; without any there is no line."""
        if names != self.names:
            self.names = names
            self.refresh()
        self.display = bool(names)

    def render(self) -> Content:
        room = max(0, self.size.width - len(UNFOLD) - 10)
        said = pieces(
            [
                ("▸ more  ", "$quiet"),
                (fit(" · ".join(self.names), room), "$quiet"),
                (f"  {UNFOLD}", "bold $key"),
            ]
        )
        return pressing(said, keys_of(UNFOLD))


class Folding(Drafting):
    """A form whose fields come and go: those that another answer makes needless, and the rare ones."""

    def __init__(self) -> None:
        super().__init__()
        self._controls: dict[str, Any] = {}
        self._rows: dict[str, Widget] = {}
        self._abouts: dict[str, Widget] = {}
        self._away: set[str] = set()
        """The fields that another answer makes needless."""
        self.parted = False
        """Whether fields that touch are told apart, as they stand now."""
        self.folded = True
        """Whether the rare fields are out of sight."""
        self.fold = Fold()

    def shown(self, name: str) -> bool:
        """Whether a field is to be seen; some forms hide what another answer makes needless."""
        row = self._rows.get(name)
        return row is None or row.display

    def show_row(self, name: str, shown: bool) -> None:
        """Show or hide a field with its label; a form that is not composed has none to show."""
        (self._away.discard if shown else self._away.add)(name)
        if name in self._rows:
            seen = shown and not self._is_folded(name)
            self.parted = self.parted and self._rows[name].display == seen
            self._rows[name].display = seen
            if name in self._abouts:
                self._abouts[name].display = seen

    def _is_folded(self, name: str) -> bool:
        """Whether a field is rare, and has nothing in it that has to be seen."""
        field = next(field for field in self.spec if field.name == name)
        return self.is_rare(field) and self.folded and self._controls[name].value == field.start

    def is_rare(self, field: Field) -> bool:
        """Whether a field is seldom needed, as the form stands."""
        return field.rare

    def _folded_away(self) -> list[Field]:
        """The fields behind the fold that apply."""
        return [
            field
            for field in self.spec
            if field.name not in self._away and self._is_folded(field.name)
        ]

    def show_fold(self) -> None:
        """Show the rare fields, or the line that names them."""
        for field in self.spec:
            if field.rare:
                self.show_row(field.name, field.name not in self._away)
        self.fold.say([field.label for field in self._folded_away()])
        if not self.parted:
            self.part_rows()

    def part_rows(self) -> None:
        """Give every second of the fields that touch another ground; one with a line above it touches none."""
        self.parted, second = True, True
        for field in self.spec:
            if self.shown(field.name) and field.name in self._rows:
                second = not (second or field.about)
                self._rows[field.name].set_class(second, "-second")

    def unfold(self) -> str:
        """Show the rare fields; the name of the first, "" where none was folded."""
        hidden = self._folded_away()
        self.folded = False
        self.show_fold()
        self.settle_again()
        return hidden[0].name if hidden else ""

"""The line behind which a form keeps what is seldom needed."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from ..text.clicks import keys_of, pressing
from ..text.render import fit, pieces

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
        self.names = names
        self.display = bool(names)
        self.refresh()

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

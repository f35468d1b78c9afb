"""What a terminal shows that is too small for the book: what is beneath stays as it is (F41)."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Static

from ...forms.dialog import Dialog

WIDTH, HEIGHT = 60, 16


def too_small(size: Size) -> bool:
    """Whether nothing sensible can be shown in so many columns and lines."""
    return size.width < WIDTH or size.height < HEIGHT


class TooSmall(Dialog[None]):
    """Asks for a larger window; goes by itself."""

    DEFAULT_CSS = """
    TooSmall { background: $background; align: center middle; overflow: hidden; }
    TooSmall Static { width: auto; max-width: 100%; color: $quiet; text-align: center; }
    """

    def compose(self) -> ComposeResult:
        yield Static(f"A little larger, please:\n{WIDTH} by {HEIGHT} at least.\nNothing is lost.")

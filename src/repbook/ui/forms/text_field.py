"""The text field of forms, and what stands behind a field: a word of help, of meaning, or of blame."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from ..text.render import pieces

MOST_TEXT = 2000


class LineInput(Input):
    """A one-line field that keeps every line of a paste, joined by spaces (F29)."""

    DEFAULT_CSS = """
    LineInput { width: 1fr; height: 1; }
    LineInput, LineInput:focus {
        border: none; border-left: vkey $edge; padding: 0 1 0 0;
        background: $field; color: $foreground; background-tint: transparent 0%;
    }
    LineInput:focus { border-left: outer $focus; color: $ink; }
    LineInput > .input--placeholder { color: $quiet; }
    LineInput > .input--cursor { background: $key; color: $background; text-style: none; }
    LineInput:ansi > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    def _on_paste(self, event: events.Paste) -> None:
        # Letters that waited come in one go as well, and may begin with the space between two words.
        whole = event.text if event.text.isprintable() else " ".join(event.text.split())
        self.insert_text_at_cursor(whole[: MOST_TEXT * 5])
        event.stop()
        event.prevent_default()


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
            self.set_class(bool(words), "-said")
            self.refresh(layout=True)

    def render(self) -> Content:
        return pieces(
            [("✗ " + self.words, "bold $alarm") if self.wrong else (self.words, "$quiet")]
        )

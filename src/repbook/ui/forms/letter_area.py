"""The words of a letter: as many lines as they need, numbered, so that what is refused can name one."""

from __future__ import annotations

from textual.widgets import TextArea


class LetterArea(TextArea):
    """A text of many lines that a form can hold: its ``value`` is the text."""

    DEFAULT_CSS = """
    LetterArea, LetterArea:focus {
        border: none; border-left: vkey $edge; padding: 0 1 0 0; background: $panel; color: $foreground;
        scrollbar-size-vertical: 1; scrollbar-background: $panel; scrollbar-color: $frame;
    }
    LetterArea:focus { border-left: outer $focus; color: $ink; background: $panel; }
    LetterArea .text-area--cursor, LetterArea:dark .text-area--cursor, LetterArea:light .text-area--cursor {
        background: $key; color: $background; text-style: none;
    }
    LetterArea .text-area--cursor-line { background: transparent; }
    LetterArea .text-area--gutter { color: $faint; background: transparent; }
    LetterArea .text-area--cursor-gutter { color: $quiet; background: transparent; text-style: none; }
    LetterArea:ansi .text-area--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    takes_letters = True
    """A burst of letters is its text (``ui/shell/keyboard``)."""

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(
            text, id=id, show_line_numbers=True, highlight_cursor_line=False, soft_wrap=True
        )

    def insert_text_at_cursor(self, text: str) -> None:
        """As a line of text does: what was typed elsewhere goes on here."""
        self.insert(text)

    @property
    def value(self) -> str:
        """The text."""
        return self.text

    @value.setter
    def value(self, value: str) -> None:
        if value != self.text:
            self.load_text(value)

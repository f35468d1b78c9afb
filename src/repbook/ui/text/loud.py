"""Where colour can't say it: what is urgent stands out by weight, what is quiet steps back.

In sixteen colours red may be the dimmest thing on the screen, and without colour it is a middling grey. So the
alarm is bold and reversed there, whatever the terminal's ground is, its bars are bold; labels and days are dimmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

LOUD = Style(bold=True, reverse=True)
TERMINAL_LOUD = LOUD + Style.from_color(RichColor.default())
BARS = Style(bold=True)
DRAWN = re.compile("[ \u2500-\u259f]+")
"""Lines and blocks: what a bar or a plot is drawn of."""
TERMINAL_QUIET = Style(dim=True) + Style.from_color(RichColor.default())


class LoudFilter(LineFilter):
    """Turns the colours of roles into attributes."""

    def __init__(self, alarm: str, quiet: str = "") -> None:
        """``alarm`` and ``quiet`` are colours of a theme; without ``quiet`` nothing is dimmed."""
        super().__init__()
        self._styles = {Color.parse(alarm).rich_color: TERMINAL_LOUD if quiet else LOUD}
        if quiet:
            self._styles[Color.parse(quiet).rich_color] = TERMINAL_QUIET

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Add what weighs to what is in these colours; on a row that is reversed already nothing is."""
        return [part for segment in segments for part in self._weighed(segment)]

    def _weighed(self, segment: Segment) -> Iterator[Segment]:
        text, style, control = segment
        role = self._styles.get(style.color) if style and style.color else None
        if control or style is None or style.reverse or role is None:
            yield segment
            return
        if role.reverse and text.strip() and DRAWN.fullmatch(text):
            # A bar that is reversed is a hole: it is bold in its own colour.
            yield Segment(text, _with(style, BARS), control)
            return
        before, words, behind = _trimmed(text) if role.reverse else ("", text, "")
        if before:
            yield Segment(before, style, control)
        if words:
            yield Segment(words, _with(style, role), control)
        if behind:
            yield Segment(behind, style, control)


def _trimmed(text: str) -> tuple[str, str, str]:
    """Words without the spaces that only put them into their column; a pill has them on both sides and keeps them."""
    words = text.strip(" ")
    if words and text[0] == text[-1] == " ":
        return "", text, ""
    at = text.index(words) if words else len(text)
    return text[:at], words, text[at + len(words) :]


def _with(style: Style, role: Style) -> Style:
    """Made anew: Rich keeps sums of styles, and takes one for another that Textual has drawn and taken the keys from."""
    return Style(
        color=role.color or style.color,
        bgcolor=style.bgcolor,
        bold=role.bold or style.bold,
        dim=role.dim,
        reverse=role.reverse,
        underline=style.underline,
        meta=style.meta,
    )

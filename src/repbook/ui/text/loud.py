"""Where colour can't say it: what is urgent stands out by weight, what is quiet steps back.

In sixteen colours red may be the dimmest thing on the screen, and without colour it is a middling grey. So the
alarm is bold and reversed there, whatever the terminal's ground is; labels and days are dimmed.
"""

from __future__ import annotations

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

LOUD = Style(bold=True, reverse=True)
TERMINAL_LOUD = LOUD + Style.from_color(RichColor.default())
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
        return [self._weighed(segment) for segment in segments]

    def _weighed(self, segment: Segment) -> Segment:
        text, style, control = segment
        if control or style is None or style.reverse or style.color not in self._styles:
            return segment
        role = self._styles[style.color]
        # Made anew: Rich keeps sums of styles, and takes one for another that Textual has drawn and taken the keys from.
        return Segment(
            text,
            Style(
                color=role.color or style.color,
                bgcolor=style.bgcolor,
                bold=role.bold or style.bold,
                dim=role.dim,
                reverse=role.reverse,
                underline=style.underline,
                meta=style.meta,
            ),
            control,
        )

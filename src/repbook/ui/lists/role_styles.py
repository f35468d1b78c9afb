"""How the roles of a row are drawn, in the colours of the theme.

By no style sheet: there each list would bear a node for each role, and all of them would be matched anew whenever a
list comes, gets the keyboard, or loses it.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

WORDS = {
    "text": "$foreground",
    "ink": "bold $ink",
    "quiet": "$quiet",
    "faint": "$faint",
    "heading": "bold $quiet",
    "rule": "$rule",
    "alarm": "bold $alarm",
    "due": "$due",
    "excitement": "$excitement",
    "learning": "$learning",
    "settled": "$settled",
    "key": "bold $key",
    "good": "$settled",
    "found": "bold underline $key",
}
"""Roles of words: weights, and the colour."""
PILLS = {
    "pill-alarm": ("background", "alarm", True),
    "pill-due": ("due", "field", None),
}
"""Roles of words on a ground of their own: both colours, and whether they are bold."""
ROLES = (*WORDS, *PILLS)


def role_style(role: str, colours: Mapping[str, str], *, ansi: bool) -> Style:
    """A role's style, but for the ground where that is the list's own; ``ansi`` says that colours are the terminal's."""
    if role in PILLS:
        ink, ground, bold = PILLS[role]
        if ansi and role == "pill-alarm":
            ink, ground = "alarm", "ansi_default"
        return Style(color=_rich(ink, colours), bgcolor=_rich(ground, colours), bold=bold)
    *weights, colour = WORDS[role].split(" ")
    said = dict.fromkeys(weights, True)
    return Style(
        color=_rich(colour.removeprefix("$"), colours),
        bold=said.get("bold"),
        underline=said.get("underline"),
    )


def cursor_style(colours: Mapping[str, str], *, ansi: bool) -> Style:
    """What the highlight adds to a row."""
    if ansi:
        return Style(bgcolor=_rich("ansi_default", colours), reverse=True)
    return Style(bgcolor=_rich("cursor", colours))


def _rich(colour: str, colours: Mapping[str, str]) -> RichColor:
    return Color.parse(colours.get(colour, colour)).rich_color

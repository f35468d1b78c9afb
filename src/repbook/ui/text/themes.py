"""Two themes of our own, and the terminal's colours as a third; without colour the first two are greys.

Every colour is one of the 256 that older terminals know, so that the app looks the same on them, and every text
can be read on every ground that it can stand on: a test reckons the ratio of all pairs. What matters is said by
glyph and word first; colour only repeats it.
"""

from __future__ import annotations

import os
from typing import Any

from textual.theme import Theme

from ...values import NamedTuple


class Shades(NamedTuple):
    """A colour in each theme: on a dark screen, on a light one, as the terminal has it, and as greys."""

    dark: str
    light: str
    terminal: str = "ansi_default"
    grey: tuple[str, str] = ("", "")
    """Without colour on dark and on light; the colours themselves where they are greys already."""


INK, WORDS, SOFT = ("#e4e4e4", "#121212"), ("#d0d0d0", "#303030"), ("#b2b2b2", "#4e4e4e")
LOUDEST = ("#ffffff", "#000000")
"""What is urgent without colour: nothing else on the screen is as bright, or as black."""

TEXTS = {
    "ink": Shades("#e4e4e4", "#121212"),
    "foreground": Shades("#d0d0d0", "#303030"),
    "quiet": Shades("#b2b2b2", "#4e4e4e", "ansi_white"),
    "faint": Shades("#9e9e9e", "#626262", "ansi_white"),
    "alarm": Shades("#ff8787", "#af0000", "ansi_bright_red", LOUDEST),
    "trouble": Shades("#d78787", "#870000", "ansi_bright_magenta", INK),
    "due": Shades("#d7875f", "#875f00", "ansi_bright_magenta", INK),
    "warm": Shades("#d7af87", "#8700af", "ansi_default", WORDS),
    "excitement": Shades("#d7af5f", "#5f5f00", "ansi_bright_yellow", WORDS),
    "learning": Shades("#5fafd7", "#005faf", "ansi_bright_cyan", WORDS),
    "settled": Shades("#87af87", "#005f00", "ansi_bright_green", WORDS),
    "key": Shades("#87afd7", "#005f87", "ansi_default", INK),
    "focus": Shades("#87afd7", "#005f87", "ansi_default", INK),
}
"""Colours of text, by what they are for.

``ink`` names · ``foreground`` sentences · ``quiet`` labels, days, what a field asks for · ``faint`` noughts, what has
ended · ``alarm`` a glyph and one word a row · ``trouble`` what is bad by its sort, and calls nobody · ``due`` lateness · ``warm`` what is personal · a phase each ·
``key`` letters to press · ``focus`` where the keyboard is.
"""
GROUNDS = {
    "background": Shades("#121212", "#ffffff"),
    "surface": Shades("#1c1c1c", "#eeeeee"),
    "panel": Shades("#262626", "#ffffff"),
    "field": Shades("#303030", "#e4e4e4"),
    "cursor": Shades("#303030", "#d7ffff", grey=("#303030", "#e4e4e4")),
}
"""What text stands on: the page, bars and the brief, what lies on top, a field, the highlighted row.

In light the highlight differs from the page by its hue alone: it is never drawn without its edge.
"""
LINES = {
    "edge": Shades("#808080", "#767676"),
    "frame": Shades("#808080", "#6c6c6c", "ansi_white"),
    "rule": Shades("#4e4e4e", "#b2b2b2", "ansi_bright_black"),
    "veil": Shades("#080808", "#d0d0d0"),
    "veiled": Shades("#4e4e4e", "#8a8a8a"),
}
"""What is no text to read: the edge of a field, the frame of what lies on top, lines that only part; and what is
left of a page, ground and letters, while a dialog lies over it.
"""
STOCK = {
    "primary": "key",
    "secondary": "quiet",
    "accent": "warm",
    "success": "settled",
    "warning": "due",
    "error": "alarm",
    "foreground": "foreground",
}
"""Textual's own names of colours, by ours."""
MARKED = {
    "input-cursor-background": "key",
    "input-cursor-foreground": "background",
    "input-selection-background": "key",
    "input-selection-foreground": "background",
    "screen-selection-background": "key",
    "screen-selection-foreground": "background",
}
"""What is marked, which Textual would else mix from two colours."""
ANSI = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_white",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_white",
    "screen-selection-foreground": "ansi_black",
}
"""What Textual would else reckon from the background, which only the terminal knows."""
ON_PAPER = {
    "trouble": "ansi_magenta",
    "due": "ansi_magenta",
    "excitement": "ansi_default",
    "learning": "ansi_blue",
    "settled": "ansi_default",
}
"""The terminal's colours that can be read where its own ground is light; yellow, green, and cyan can't."""
WEIGHED = ("alarm", "quiet", "faint")
"""The roles that the terminal's theme tells by weight, whatever their colour (``ui/text/loud``)."""
ALL = {**TEXTS, **GROUNDS, **LINES}


def palette(name: str, *, plain: bool = False, paper: bool = False) -> dict[str, str]:
    """Every colour of a theme by its role; ``plain`` without colour, ``paper`` on a terminal that is light."""
    if name == "terminal":
        mine = {role: each.terminal for role, each in ALL.items()}
        if plain:
            return {role: own if role in WEIGHED else "ansi_default" for role, own in mine.items()}
        return mine | ON_PAPER if paper else mine
    light = name == "light"
    own = {role: each.light if light else each.dark for role, each in ALL.items()}
    return own | {
        role: each.grey[light] for role, each in ALL.items() if plain and each.grey[light]
    }


def theme(name: str, *, plain: bool = False, paper: bool | None = None) -> Theme:
    """A theme of the app; ``plain`` where no colour is wanted (``NO_COLOR``), ``paper`` once the terminal is known."""
    ansi = name == "terminal"
    mine = palette(name, plain=plain, paper=bool(hinted() if paper is None else paper))
    marked = ANSI if ansi else {word: mine[role] for word, role in MARKED.items()}
    colours: dict[str, Any] = {word: mine[role] for word, role in STOCK.items()}
    colours |= {word: mine[word] for word in ("background", "surface", "panel")}
    return Theme(
        f"repbook-{name}", dark=name != "light", ansi=ansi, variables=marked | mine, **colours
    )


def hinted() -> bool | None:
    """Whether the terminal says of itself (``COLORFGBG``, ``0;15``) that its ground is light; None if it is silent."""
    said = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return said in ("7", "15") if said.isdecimal() else None


THEMES = {name: f"repbook-{name}" for name in ("dark", "light", "terminal")}
"""The themes as settings name them, and as Textual does."""

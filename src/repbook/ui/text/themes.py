"""Two themes of our own, and the terminal's colours as a third.

Every colour is one of the 256 that older terminals know, so that the app looks the same on them. What
matters is said by glyph and word first; colour only repeats it.
"""

from __future__ import annotations

from typing import Any

from textual.theme import Theme

COLOURS = {
    "primary": ("#87afd7", "#005f87", "ansi_blue"),
    "secondary": ("#5fafaf", "#005f5f", "ansi_cyan"),
    "accent": ("#d7af5f", "#875f00", "ansi_magenta"),
    "foreground": ("#d0d0d0", "#303030", "ansi_default"),
    "background": ("#121212", "#ffffff", "ansi_default"),
    "surface": ("#1c1c1c", "#eeeeee", "ansi_default"),
    "panel": ("#262626", "#e4e4e4", "ansi_default"),
    "success": ("#87af87", "#005f00", "ansi_green"),
    "warning": ("#d7af5f", "#875f00", "ansi_yellow"),
    "error": ("#ff5f5f", "#af0000", "ansi_red"),
}
"""Textual's own colours: on a dark screen, on a light one, and as the terminal has them."""
OWN = {
    "ink": ("#e4e4e4", "#121212", "ansi_default"),
    "quiet": ("#8a8a8a", "#626262", "ansi_default"),
    "faint": ("#585858", "#9e9e9e", "ansi_bright_black"),
    "rule": ("#3a3a3a", "#d0d0d0", "ansi_bright_black"),
    "cursor": ("#303030", "#dadada", "ansi_bright_black"),
    "excitement": ("#d7af5f", "#875f00", "ansi_yellow"),
    "learning": ("#5fafd7", "#005faf", "ansi_cyan"),
    "settled": ("#87af87", "#005f00", "ansi_green"),
    "alarm": ("#ff5f5f", "#af0000", "ansi_red"),
    "due": ("#d7875f", "#af5f00", "ansi_magenta"),
    "key": ("#87afd7", "#005f87", "ansi_blue"),
}
"""Ours, by what they are for."""
ANSI = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_white",
    "screen-selection-background": "ansi_blue",
    "screen-selection-foreground": "ansi_white",
}
"""What Textual would else reckon from the background, which only the terminal knows."""


def _theme(name: str, place: int, *, dark: bool = True, ansi: bool = False) -> Theme:
    variables = (ANSI if ansi else {}) | {word: own[place] for word, own in OWN.items()}
    colours: dict[str, Any] = {word: each[place] for word, each in COLOURS.items()}
    return Theme(f"repbook-{name}", dark=dark, ansi=ansi, variables=variables, **colours)


DARK, LIGHT = _theme("dark", 0), _theme("light", 1, dark=False)
TERMINAL = _theme("terminal", 2, ansi=True)

THEMES = {"dark": DARK, "light": LIGHT, "terminal": TERMINAL}

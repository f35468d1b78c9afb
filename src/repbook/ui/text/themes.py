"""Two themes of our own, and the terminal's colours as a third.

Every colour is one of the 256 that older terminals know, so that the app looks the same on them. What
matters is said by glyph and word first; colour only repeats it.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="repbook-dark",
    dark=True,
    primary="#87afd7",
    secondary="#5fafaf",
    accent="#d7af5f",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#87af87",
    warning="#d7af5f",
    error="#ff5f5f",
    variables={
        "ink": "#e4e4e4",
        "quiet": "#8a8a8a",
        "faint": "#585858",
        "rule": "#3a3a3a",
        "cursor": "#303030",
        "excitement": "#d7af5f",
        "learning": "#5fafd7",
        "settled": "#87af87",
        "alarm": "#ff5f5f",
        "due": "#d7875f",
        "key": "#87afd7",
    },
)

LIGHT = Theme(
    name="repbook-light",
    dark=False,
    primary="#005f87",
    secondary="#005f5f",
    accent="#875f00",
    foreground="#303030",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    success="#005f00",
    warning="#875f00",
    error="#af0000",
    variables={
        "ink": "#121212",
        "quiet": "#626262",
        "faint": "#9e9e9e",
        "rule": "#d0d0d0",
        "cursor": "#dadada",
        "excitement": "#875f00",
        "learning": "#005faf",
        "settled": "#005f00",
        "alarm": "#af0000",
        "due": "#af5f00",
        "key": "#005f87",
    },
)

TERMINAL = Theme(
    name="repbook-terminal",
    ansi=True,
    dark=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_black",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_white",
        "screen-selection-background": "ansi_blue",
        "screen-selection-foreground": "ansi_white",
        "ink": "ansi_default",
        "quiet": "ansi_default",
        "faint": "ansi_bright_black",
        "rule": "ansi_bright_black",
        "cursor": "ansi_bright_black",
        "excitement": "ansi_yellow",
        "learning": "ansi_cyan",
        "settled": "ansi_green",
        "alarm": "ansi_red",
        "due": "ansi_magenta",
        "key": "ansi_blue",
    },
)

THEMES = {"dark": DARK, "light": LIGHT, "terminal": TERMINAL}

"""What a terminal says of its own background: asked once by OSC 11, never waited for, never taken for keys.

Many terminals never answer, and a slow line may bring the answer in pieces. What it begins with and what it is made
of are known, so that each piece is told from what a hand types.
"""

from __future__ import annotations

import os
import re

from textual.message import Message

QUESTION = "\x1b]11;?\x07"
"""BEL at its end, as answers have it then; after the longer end, some leave the half of theirs out."""
WATCH, UNWATCH = "\x1b[?2031h", "\x1b[?2031l"
"""Have it told when the terminal turns light or dark, by terminals that can."""
TURNED = re.compile(r"\x1b\[\?997;([12])n")
"""How it is told: 1 is dark, 2 light."""
ANSWER = "\x1b]11;"
"""How the answer begins."""
LATE = ANSWER[1:]
"""What is left of that where Esc came so long before that it was taken for the key."""
PART = re.compile(r"[0-9a-fA-F/rgb:#;?]")
"""What the answer is made of."""
WHOLE = re.compile(
    r"(?:rgba?:([0-9a-f]+)/([0-9a-f]+)/([0-9a-f]+)|#([0-9a-f]{6}))(?:/.*)?", re.IGNORECASE
)
PATIENCE_SECONDS = 5.0
"""How long what an answer is made of is part of it, after the last of its pieces."""
LATE_SECONDS = 1.5
"""How long a bracket behind an Esc is held back as the answer's, once and only until the terminal has answered."""
MIDDLE = 0.184
"""The luminance that is as far from black as from white to the eye (L* 50)."""
MUTE = ("dumb", "linux")
"""Terminals (``TERM``) that are not asked: what they don't know they may write on the screen. They are dark."""


class Ground(Message):
    """The terminal has said whether its background is light."""

    def __init__(self, light: bool) -> None:
        super().__init__()
        self.light = light


def can_be_asked() -> bool:
    """Whether a terminal can be asked for its background."""
    return os.environ.get("TERM", "") not in MUTE


def is_light(said: str) -> bool | None:
    """Whether ``rgb:ffff/ffff/dddd`` is light, in one to four figures a colour; None for what is no colour."""
    found = WHOLE.fullmatch(said.strip())
    if found is None:
        return None
    hexes = found.groups()[:3]
    if hexes[0] is None:
        hexes = tuple(found[4][at : at + 2] for at in (0, 2, 4))
    red, green, blue = (int(each, 16) / (16 ** len(each) - 1) for each in hexes)
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (red, green, blue)
    )
    shares = (0.2126, 0.7152, 0.0722)
    luminance = sum(share * part for share, part in zip(shares, linear, strict=True))
    return bool(luminance > MIDDLE)

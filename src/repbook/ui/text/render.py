"""The one module that turns a person's text into screen text.

A plain ``str`` given to a Textual widget is markup, so every text of the book goes through here:
``text()`` for widgets, ``Piece`` rows for the line-drawn lists. Nothing typed by a person can style,
link, or drive the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from ...wording import fold, is_unsafe
from .clicks import keys_of, pressing

Piece = tuple[str, str]
"""A run of text and its role: the name of a component style, such as "quiet" or "alarm"."""

KEY = "bold $key"
AROUND = 6
"""Cells of a cut text that are left for what it lost in front, and for some letters behind what was asked."""


def safe(value: str) -> str:
    """A text without characters that drive a terminal or turn the reading order (F06, F07)."""
    if value.isprintable():
        return value
    return "".join(" " if char in "\n\t" else "�" if is_unsafe(char) else char for char in value)


def block(value: str) -> str:
    """As ``safe``, but lines stay lines: for notes shown whole."""
    return "\n".join(safe(line) for line in value.split("\n"))


def leaving(takes: str = "") -> Content:
    """How a dialog without a line of keys is left, and what Enter does in it, for the lower edge of its frame."""
    enter: list[Piece] = [("Enter", KEY), (f" {takes}  ", "$quiet")] if takes else []
    return pieces([*enter, ("Esc", KEY), (" back", "$quiet")])


def text(value: str, style: str = "") -> Content:
    """A person's text for a widget: shown letter for letter."""
    return Content.styled(block(value), style) if style else Content(block(value))


def pieces(parts: Iterable[Piece], *, keyed: bool = True) -> Content:
    """Several runs of text for a widget; roles are theme variables such as ``$quiet``.

    What is drawn as a key is pressed by a click on it, unless the widget has its own use for one.
    """
    return Content.assemble(
        *(
            pressing(Content.styled(block(value), style), keys_of(value))
            if keyed and style == KEY
            else (block(value), style)
            for value, style in parts
        )
    )


def fit(value: str, width: int) -> str:
    """Exactly ``width`` cells of a text: padded, or cut with an ellipsis. Wide letters are counted."""
    value = safe(value)
    if width <= 0:
        return ""
    if value.isascii():
        size = len(value)
        if size <= width:
            return value + " " * (width - size)
        return value[: width - 1] + "…"
    if cell_len(value) <= width:
        return set_cell_size(value, width)
    return set_cell_size(value, width - 1).rstrip(" ").ljust(0) + "…" + _gap(value, width)


def fit_ends(value: str, width: int) -> str:
    """As ``fit``, but what is cut is the middle: the last part after " · ", such as a day, stays."""
    head, dot, tail = value.rpartition(" · ")
    left = width - cell_len(tail) - 3
    if not dot or cell_len(value) <= width or left < width // 3:
        return fit(value, width)
    return fit(f"{fit(head, left).rstrip()} · {tail}", width)


def _gap(value: str, width: int) -> str:
    """What a cut inside a double-width letter, or before spaces, leaves to fill."""
    shown = cell_len(set_cell_size(value, width - 1).rstrip(" ")) + 1
    return " " * (width - shown)


def fit_right(value: str, width: int) -> str:
    """As ``fit``, flush right: for numbers."""
    value = safe(value)
    gap = width - cell_len(value)
    return " " * gap + value if gap >= 0 else fit(value, width)


def urgent(value: str) -> list[Piece]:
    """A sentence that calls: what it is about stands out, ``broken`` of ``broken: two spare nozzles``; the rest is text."""
    head = re.match(r"[^:·…]+(?=:| ·|…)", value) or re.match(r"\S*", value)
    cut = len(head[0].rstrip()) if head else 0
    return [(value[:cut], "alarm"), (value[cut:], "text")]


def marked(value: str, asked: Sequence[str], role: str) -> list[Piece]:
    """A text in runs: where a word of it begins with what was asked (folded), or holds it if none does, it stands out."""
    if not asked or not value.strip():
        return [(value, role)]
    plain = "".join(fold(letter)[:1] or letter for letter in value)
    hit = [False] * len(value)
    for word in asked:
        at = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(word)}", plain)]
        at = at or [found.start() for found in re.finditer(re.escape(word), plain)]
        for start in at:
            hit[start : start + len(word)] = [True] * len(word)
    runs = groupby(zip(value, hit, strict=True), key=lambda each: each[1])
    return [("".join(char for char, _ in run), "found" if found else role) for found, run in runs]


def showing(value: str, asked: Sequence[str], width: int) -> str:
    """A text that is cut in front where it would else be cut before what was asked; some words before that stay."""
    plain = "".join(fold(letter)[:1] or letter for letter in value)
    at = min((place for word in asked if (place := plain.find(word)) >= 0), default=0)
    end = at + max(map(len, asked), default=0)
    if cell_len(value[:end]) < width:
        return value
    start = value.rfind(" ", 0, at) + 1
    while (before := value.rfind(" ", 0, start - 1) + 1) < start:
        if before == 0 or cell_len(value[before:end]) > width - AROUND:
            break
        start = before
    return f"…{value[start:].lstrip(' ·…')}" if start else value


def columns(width: int, fixed: Iterable[int]) -> int:
    """What is left for the one column that stretches; never less than one cell."""
    return max(1, width - sum(fixed))


class ControlFilter(LineFilter):
    """The last gate: no control or direction-changing character reaches the terminal (F06)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Replace what could drive a terminal; Textual's own control segments stay."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(safe(segment.text), segment.style)
            for segment in segments
        ]

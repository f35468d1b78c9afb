"""Text laid out by hand: wrapped by cells, hung under its label. Plain enough for a shell.

Made without Textual, so that a command can print a brief and start as quickly as any other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

from ...wording import MONTHS, clean

if TYPE_CHECKING:
    from .render import Piece

LABEL = 11
DAY = rf"\b(?:(\w{{3}}) )?(\d{{1,2}}) ({'|'.join(MONTHS)})\b"
"""A day as ``wording.day_text`` writes it; a line is never broken within one."""
SHARE = r"\b\d+ %"
"""Nor within a share."""


def wrap(value: str, width: int, most: int = 0) -> list[str]:
    """The lines of a text, ``width`` cells at most; beyond ``most`` lines it is cut with an ellipsis.

    Line feeds and characters that drive a terminal are taken out first.
    """
    width = max(1, width)
    lines: list[str] = []
    line = ""
    for word in re.sub(SHARE, _held, re.sub(DAY, _held, clean(value))).split(" "):
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line.removesuffix(" ·"))  # the break parts what the dot did
        *full, line = chop_cells(word, width) or [word]  # signs without width are not chopped
        lines += full
    lines.append(line)
    if 0 < most < len(lines):
        last = lines[most - 1]
        while last and cell_len(last) > width - 1:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return [line.replace("\u00a0", " ") for line in lines]


def _held(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\u00a0")


def hung(
    label: str,
    value: str,
    width: int,
    style: str = "$foreground",
    *,
    label_width: int = LABEL,
    label_style: str = "$quiet",
    most: int = 0,
) -> list[Piece]:
    """A label and a text that hangs beside it; ends with a line feed."""
    parts: list[Piece] = []
    for place, line in enumerate(wrap(value, width - label_width, most)):
        before = (label if place == 0 else "")[: label_width - 1].ljust(label_width)
        parts += [(before, label_style), (f"{line}\n", style)]
    return parts


def closed(parts: list[Piece]) -> list[Piece]:
    """Without the line feed at the end."""
    if not parts:
        return parts
    value, style = parts[-1]
    return [*parts[:-1], (value.rstrip("\n"), style)]


def plain(parts: list[Piece]) -> str:
    """The text alone, for a shell."""
    return "".join(value for value, _ in parts).rstrip()

"""A screen of cells as an image, whoever drew it: an emulated terminal, or the app in this process.

Needs the extra ``pictures`` and DejaVu Sans Mono (Debian: fonts-dejavu-core).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pyte
from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len, get_character_cell_size

FONTS = Path("/usr/share/fonts/truetype/dejavu")
LINE = 1.34
"""How high a line is against its letters."""
INK, PAPER = "#d0d0d0", "#121212"
"""What a terminal has where the app leaves the colour to it."""
NAMED = {
    "black": "000000", "red": "cd3131", "green": "0dbc79", "brown": "e5e510", "blue": "2472c8",
    "magenta": "bc3fbc", "cyan": "11a8cd", "white": "e5e5e5",
}  # fmt: skip


class Cell(NamedTuple):
    """One character where it stands; ``width`` cells wide, 0 what is set upon the one before it."""

    left: int
    top: int
    text: str
    width: int
    ink: str
    paper: str
    bold: bool = False
    underlined: bool = False


def draw(cells: Iterator[Cell], columns: int, rows: int, size: int = 15) -> Image.Image:
    """An image of so many columns and lines."""
    wide, high = measures(size)
    image = Image.new("RGB", (columns * wide, rows * high), PAPER)
    pen = ImageDraw.Draw(image)
    for cell in cells:
        left, top = cell.left * wide, cell.top * high
        if cell.width:
            right = left + wide * cell.width - 1
            pen.rectangle((left, top, right, top + high - 1), fill=cell.paper)
        if cell.text.strip():
            mask = stencil(cell.text, size, cell.bold, max(1, cell.width))
            image.paste(cell.ink, (left, top), mask)
        if cell.underlined:
            pen.line((left, top + high - 2, left + wide - 1, top + high - 2), fill=cell.ink)
    return image


@cache
def measures(size: int) -> tuple[int, int]:
    """How wide and high a cell is."""
    return round(font(size, False).getlength("M")), round(size * LINE)


@cache
def font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    """The letters of every picture."""
    return ImageFont.truetype(str(FONTS / f"DejaVuSansMono{'-Bold' * bold}.ttf"), size)


@cache
def stencil(text: str, size: int, bold: bool, width: int) -> Image.Image:
    """The shape of a character in its cell, kept: a screen has few that differ."""
    wide, high = measures(size)
    mask = Image.new("L", (wide * width, high))
    ImageDraw.Draw(mask).text((0, 1), text, font=font(size, bold), fill=255)
    return mask


def of_terminal(screen: pyte.Screen) -> Iterator[Cell]:
    """The cells of an emulated terminal."""
    for row in range(screen.lines):
        for column in range(screen.columns):
            cell = screen.buffer[row][column]
            ink, paper = _named(cell.fg, INK), _named(cell.bg, PAPER)
            if cell.reverse:
                ink, paper = paper, ink
            wide = max(1, cell_len(cell.data)) if cell.data else 0
            yield Cell(column, row, cell.data, wide, ink, paper, cell.bold, cell.underscore)


def of_app(app: Any) -> Iterator[Cell]:
    """The cells of the screen that an app shows in this process."""
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for text, style, control in strip:
            if control:
                continue
            ink, paper = INK, PAPER
            if style and style.color and not style.color.is_default:
                ink = style.color.get_truecolor().hex
            if style and style.bgcolor and not style.bgcolor.is_default:
                paper = style.bgcolor.get_truecolor().hex
            if style and style.reverse:
                ink, paper = paper, ink
            cell = partial(Cell, ink=ink, paper=paper)
            for char in text:
                wide = get_character_cell_size(char)
                at = column if wide else max(0, column - 1)
                bold, line = bool(style and style.bold), bool(style and style.underline)
                yield cell(at, row, char, wide, bold=bold, underlined=line)
                column += wide


def _named(name: str, default: str) -> str:
    """A colour of pyte as ``#rrggbb``."""
    return default if name == "default" else f"#{NAMED.get(name, name)}"


def sheet(pictures: list[Image.Image], across: int, gap: int = 8) -> Image.Image:
    """Pictures of one size side by side and beneath each other, to be judged in one look."""
    wide, high = (max(each.size[side] for each in pictures) + gap for side in (0, 1))
    down = -(-len(pictures) // across)
    whole = Image.new("RGB", (min(across, len(pictures)) * wide, down * high), "#606060")
    for number, picture in enumerate(pictures):
        whole.paste(picture, (number % across * wide, number // across * high))
    return whole

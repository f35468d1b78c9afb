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
from rich.cells import cell_len, split_graphemes
from rich.color import Color, ColorSystem, ColorType
from rich.terminal_theme import TerminalTheme

FONTS = Path("/usr/share/fonts/truetype/dejavu")
LINE = 1.34
"""How high a line is against its letters."""
INK, PAPER = "#d0d0d0", "#121212"
"""What a terminal has where the app leaves the colour to it."""
NAMED = {
    "black": "000000", "red": "cd3131", "green": "0dbc79", "brown": "e5e510", "blue": "2472c8",
    "magenta": "bc3fbc", "cyan": "11a8cd", "white": "e5e5e5",
}  # fmt: skip
SIXTEEN = TerminalTheme(
    (18, 18, 18),
    (208, 208, 208),
    [
        (0, 0, 0), (205, 49, 49), (13, 188, 121), (229, 229, 16),
        (36, 114, 200), (188, 63, 188), (17, 168, 205), (204, 204, 204),
    ],
    [
        (102, 102, 102), (241, 76, 76), (35, 209, 139), (245, 245, 67),
        (59, 142, 234), (214, 112, 214), (41, 184, 219), (255, 255, 255),
    ],
)  # fmt: skip
"""The sixteen colours of a terminal, as one that is much used has them."""

BLOCKS: dict[str, tuple[float, float, float, float, float]] = {
    **{chr(0x2580 + eighths): (0, 1 - eighths / 8, 1, 1, 1) for eighths in range(1, 9)},
    **{chr(0x2590 - eighths): (0, 0, eighths / 8, 1, 1) for eighths in range(1, 8)},
    "▀": (0, 0, 1, 0.5, 1), "▐": (0.5, 0, 1, 1, 1), "▔": (0, 0, 1, 0.125, 1), "▕": (0.875, 0, 1, 1, 1),
    "░": (0, 0, 1, 1, 0.25), "▒": (0, 0, 1, 1, 0.5), "▓": (0, 0, 1, 1, 0.75),
}  # fmt: skip
"""Blocks: which part of their cell they fill, and how much of the ink they take."""
ARMS = {
    "─": "lr", "━": "lr", "│": "ud", "┃": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "╭": "rd", "╮": "ld",
    "╰": "ru", "╯": "lu", "├": "udr", "┤": "udl", "┬": "lrd", "┴": "lru", "┼": "lrud",
}  # fmt: skip
"""Lines: to which edges of their cell they lead."""


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
    if text in BLOCKS or text in ARMS:
        fill(ImageDraw.Draw(mask), text, wide, high)
        return mask
    ImageDraw.Draw(mask).text((0, 1), text, font=font(size, bold), fill=255)
    return mask


def fill(pen: ImageDraw.ImageDraw, text: str, wide: int, high: int) -> None:
    """Blocks and lines reach the edges of their cell, as terminals draw them, so that they join."""
    if text in BLOCKS:
        left, top, right, bottom, shade = BLOCKS[text]
        box = (wide * left, high * top, wide * right - 1, high * bottom - 1)
        pen.rectangle([round(each) for each in box], fill=round(255 * shade))
        return
    x, y, thick = wide // 2, high // 2, text in "━┃"
    for arm in ARMS[text]:
        box = {
            "l": (0, y, x, y + thick), "r": (x, y, wide, y + thick),
            "u": (x, 0, x + thick, y), "d": (x, y, x + thick, high),
        }[arm]  # fmt: skip
        pen.rectangle(box, fill=255)


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
    """The cells of the screen that an app shows in this process, in as many colours as it was told that there are."""
    shown = partial(_shown, depth=app.console.color_system)
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for text, style, control in strip:
            if control:
                continue
            ink = shown(style.color, INK) if style else INK
            paper = shown(style.bgcolor, PAPER) if style else PAPER
            if style and style.reverse:
                ink, paper = paper, ink
            if style and style.dim:
                ink = _between(ink, paper)
            cell = partial(Cell, ink=ink, paper=paper)
            bold, line = bool(style and style.bold), bool(style and style.underline)
            for start, end, wide in split_graphemes(text)[0]:
                yield cell(column, row, text[start:end], wide, bold=bold, underlined=line)
                column += wide


def _shown(colour: Color | None, default: str, depth: str) -> str:
    """What a terminal of such a depth makes of a colour."""
    if colour is None or colour.is_default:
        return default
    if depth in ("256", "standard") and colour.type is ColorType.TRUECOLOR:
        system = ColorSystem.EIGHT_BIT if depth == "256" else ColorSystem.STANDARD
        colour = colour.downgrade(system)
    return colour.get_truecolor(SIXTEEN).hex


def _between(ink: str, paper: str) -> str:
    """Faint letters: two thirds of the way from their ground to their colour."""
    pairs = [(int(ink[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{(2 * one + other) // 3:02x}" for one, other in pairs)


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

"""Scroll bars of whole cells: Textual's end in eighths of a cell, which fonts draw as crumbs."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class WholeCells(ScrollBarRender):
    """A thumb that begins and ends with a cell."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def use() -> None:
    """Draw every scroll bar so from now on."""
    ScrollBar.renderer = WholeCells

"""The tabs over a list: their names, how much is in each, the open one unmistakable; a click opens one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ...values import NamedTuple
from ..text.clicks import name_at, naming
from ..text.render import Piece, pieces


class Count(NamedTuple):
    """How much is in a tab, as words; ``calls`` where some of it is in alarm."""

    words: str
    calls: bool = False

    @property
    def said(self) -> str:
        return f"{self.words}!" if self.calls else self.words


class Tab(NamedTuple):
    """A tab as it is drawn."""

    name: str
    shown: str
    told: Count | None = None

    @property
    def cells(self) -> int:
        return cell_len(self.shown) + (1 + cell_len(self.told.said) if self.told else 0)


TRIED = ((3, 1, False), (2, 1, False), (2, 0, False), (2, 0, True), (1, 0, True))
"""The gap, whether all counts are told, and whether names are short: from much room to little."""


class TabStrip(Widget):
    """The names of the tabs with their counts, as many as there is room for."""

    DEFAULT_CSS = """
    TabStrip { height: 2; padding: 0 1; background: $background; text-wrap: nowrap; text-overflow: clip; }
    """
    ALLOW_SELECT = False

    class Opened(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(
        self,
        names: tuple[str, ...],
        *,
        short: Mapping[str, str] | None = None,
        first: Sequence[str] = (),
    ) -> None:
        """``short`` are names for where the whole ones have no room; ``first`` says whose count matters most."""
        super().__init__()
        self.names = names
        self.short = short or {}
        self.first = first or names
        self.current = names[0]
        self.counts: Mapping[str, Count] = {}

    def show(self, name: str) -> None:
        """Show which tab is open."""
        self.current = name
        self.refresh()

    def tell(self, counts: Mapping[str, Count]) -> None:
        """Show how much is in each tab."""
        if counts != self.counts:
            self.counts = counts
            self.refresh()

    def tabs(self, width: int) -> tuple[int, list[Tab]]:
        """The gap between the tabs, and the tabs: names are whole first, then counts come as they fit."""
        every = len(self.first)
        gap, told, short = 1, 0, True
        for gap, told, short in TRIED:
            if _cells(self._drawn(every * told, short=short), gap) <= width:
                break
        told *= every
        while told < every and _cells(self._drawn(told + 1, short=short), gap) <= width:
            told += 1
        return gap, self._drawn(told, short=short)

    def _drawn(self, told: int, *, short: bool) -> list[Tab]:
        """The tabs, the ``told`` most important ones with their count."""
        counted = self.first[:told]
        return [
            Tab(
                name,
                self.short.get(name, name) if short else name,
                self.counts.get(name) if name in counted else None,
            )
            for name in self.names
        ]

    def render(self) -> Content:
        gap, tabs = self.tabs(self.size.width)
        low = self.size.height < 2  # without the line beneath, the open one is a block
        parts: list[Content] = []
        rule: list[Piece] = []
        left = self.size.width
        for place, tab in enumerate(tabs):
            here = tab.name == self.current
            between = " " * gap if place < len(tabs) - 1 else ""
            style = ("bold $key reverse" if low else "bold $ink") if here else "$quiet"
            shown: list[Piece] = [(tab.shown, style)]
            if tab.told is not None:
                role = "bold $alarm" if tab.told.calls else "$key" if here else "$quiet"
                shown += [(" ", ""), (tab.told.said, role)]
            parts += [naming(pieces(shown, keyed=False), tab.name), Content(between)]
            rule.append(("━" * tab.cells, "$key") if here else ("─" * tab.cells, "$rule"))
            rule.append(("─" * len(between), "$rule"))
            left -= tab.cells + len(between)
        rule.append(("─" * max(0, left), "$rule"))
        return Content("\n").join([Content.assemble(*parts), pieces(rule)])

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            self.post_message(self.Opened(name))


def _cells(tabs: Sequence[Tab], gap: int) -> int:
    return sum(tab.cells for tab in tabs) + gap * (len(tabs) - 1)

"""The lists of a customer's page: one line an entry, whatever tab it is in, and the tabs over them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ..text.clicks import name_at, naming
from ..text.render import Piece, columns, fit, fit_right, pieces
from .row_list import RowList
from .ticked import ticked


class Entry(NamedTuple):
    """One line: when, a mark, a word, and the text; ``kind`` and ``row_id`` name the row behind it.

    A heading has a text, and a lead where it is a line of its own; an entry without a kind is a remark
    that no key acts on.
    """

    key: Hashable
    text: str
    lead: str = ""
    mark: str = ""
    role: str = "text"
    word: str = ""
    aside: str = ""
    kind: str = ""
    row_id: int = 0
    heading: bool = False
    tone: str = "text"


def heading(text: str) -> Entry:
    """A heading over entries."""
    return Entry(("heading", text), text, heading=True)


def sections(parts: Iterable[tuple[str, Sequence[Entry]]]) -> list[Entry]:
    """Entries under their headings (none for ""), a line apart; empty sections are left out."""
    entries: list[Entry] = []
    for name, rows in parts:
        if rows:
            if entries:
                entries.append(Entry(("gap", name), "", heading=True))
            entries += [heading(name), *rows] if name else rows
    return entries


DONE = "✓"
HEAD = 10
"""Cells for the lead of a heading."""


class EntryList(RowList[Entry]):
    """The entries of one tab."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "screen.tab(1)", show=False),
        Binding("left", "screen.tab(-1)", show=False),
    ]

    leads = 7
    words = 11
    customer_id = 0
    """Whose entries they are; 0 where nothing is ticked."""

    def fill(self, items: Sequence[Entry], *, keep: bool = True) -> None:
        entries = [item for item in items if not item.heading]
        self.leads = max((cell_len(item.lead) for item in entries), default=0)
        self.words = min(13, max((cell_len(item.word) for item in entries), default=0))
        super().fill(items, keep=keep)

    def selectable(self, item: Entry) -> bool:
        return not item.heading

    def about(self, item: Entry) -> int:
        return self.customer_id

    def still(self, item: Entry, before: Entry) -> bool:
        """A step that is among the done ones now is another entry, further down."""
        return item.key == before.key and not (item.mark == DONE != before.mark)

    def tick(self, parts: list[Piece], line: int) -> list[Piece]:
        return ticked(parts, 1 + (self.leads + 1 if self.leads else 0))

    def draw(self, item: Entry, line: int, width: int, selected: bool) -> list[Piece]:
        if item.heading and item.lead:
            lead = min(HEAD, width)
            said = fit(item.text, width - lead)
            return [(fit(f" {item.lead}", lead), "quiet"), (said, item.tone)]
        if item.heading:
            return [(" " + fit(item.text, width - 1), "heading")]
        edge: Piece = ("▌" if selected else " ", "key")
        lead = self.leads + 1 if self.leads else 0
        word = self.words + 2 if self.words else 0  # a long one leaves one cell free
        aside = min(cell_len(item.aside), width // 4) if item.aside else 0
        rest = columns(width, (1, lead, 2, word, aside + 2 if aside else 0, 1))
        return [
            edge,
            (fit(item.lead, lead), "quiet"),
            (fit(item.mark, 2), item.role),
            (fit(item.word, word - 1), item.role if item.role in ("alarm", "due") else "quiet"),
            (" " if word else "", "quiet"),
            (fit(item.text, rest), item.tone),
            ("  " if aside else "", "text"),
            (fit_right(item.aside, aside), "quiet"),
            (" ", "text"),
        ]


class TabStrip(Widget):
    """The names of the tabs, the open one bold; a click opens one."""

    DEFAULT_CSS = """
    TabStrip { height: 2; padding: 0 1; background: $background; text-wrap: nowrap; text-overflow: clip; }
    """
    ALLOW_SELECT = False

    class Opened(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names
        self.current = names[0]

    def show(self, name: str) -> None:
        """Show which tab is open."""
        self.current = name
        self.refresh()

    def _gap(self) -> int:
        """Cells between names, three at most, as there is room."""
        need = sum(cell_len(name) for name in self.names)
        gaps = len(self.names) - 1
        return next((gap for gap in (3, 2) if need + gap * gaps <= self.size.width), 1)

    def render(self) -> Content:
        parts: list[Content] = []
        rule: list[Piece] = []
        gap = self._gap()
        left = self.size.width
        for place, name in enumerate(self.names):
            here = name == self.current
            between = " " * gap if place < len(self.names) - 1 else ""
            tab = pieces([(name, "bold $ink" if here else "$quiet")])
            parts += [naming(tab, name), Content(between)]
            cells = cell_len(name)
            rule.append(("━" * cells, "$key") if here else ("─" * cells, "$rule"))
            rule.append(("─" * len(between), "$rule"))
            left -= cells + len(between)
        rule.append(("─" * max(0, left), "$rule"))
        return Content("\n").join([Content.assemble(*parts), pieces(rule)])

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            self.post_message(self.Opened(name))

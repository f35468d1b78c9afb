"""The lists of a customer's page: one line an entry, whatever tab it is in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from ...values import NamedTuple
from ..text.render import Piece, columns, fit, fit_right
from .row_list import RowList
from .ticked import ticked


class Entry(NamedTuple):
    """One line: when, a mark, a word, and the text; ``kind`` and ``row_id`` name the row behind it.

    A heading has a text, and a lead where it is a line of its own; an entry without a kind is a remark
    that no key acts on. ``yields`` says that ``aside`` gives way where the text would be cut; ``again`` that the
    line above has the same lead, which is then said once.
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
    yields: bool = False
    again: bool = False


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

    def drawn(self, index: int, line: int, width: int, selected: bool) -> list[Piece]:
        parts = super().drawn(index, line, width, selected)
        item = self.items[index]
        if item.again and self.leads and not selected and index != self.scroll_offset.y:
            parts[1] = (" " * cell_len(parts[1][0]), "quiet")
        return parts

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
        if item.yields and cell_len(item.text) > width - (1 + lead + 2 + word + aside + 2 + 1):
            aside = 0  # the sentence is whole before anybody is named beside it
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

"""One row read through the columns of one record: text cleaned, days and amounts judged, faults kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..domain.kinds import RouteKind
from ..wording import clean
from .amounts import cents, currency
from .days import EMPTY, NoDay, read_day
from .judged import Judged
from .layout import Layout
from .lines import Line
from .markup import to_text
from .reach import KINDS
from .records import RowProblem

NULLS = frozenset(("NULL", "\\N", "(null)", "<null>", "#N/A", "000000000000000AAA"))
"""What programs write for nothing at all (Salesforce's id of nobody is the last)."""
YES = frozenset(("1", "true", "yes", "y", "x", "ja", "oui", "si", "sí", "wahr", "vrai", "done", "on"))
NO = frozenset(("0", "false", "no", "n", "nein", "non", "falsch", "faux", "to do", "off"))
FIRST_ONLY = frozenset(("company", "company id", "person", "person id"))
REST = "rest of the row"
NAME, TITLE, TASK = 200, 300, 500
"""The longest texts that the book takes."""


class Row:
    """One row as one record sees it. Faults are added to ``problems``, each with the row's line."""

    __slots__ = ("cells", "columns", "judged", "layout", "line", "problems", "source")

    def __init__(
        self, line: Line, kind: str, layout: Layout, judged: Judged, problems: list[RowProblem]
    ) -> None:
        self.line = line.number
        self.cells = line.cells
        self.source = line
        self.columns: Mapping[str, tuple[int, ...]] = layout.columns[kind]
        self.layout = layout
        self.judged = judged
        self.problems = problems

    def fault(self, reason: str) -> None:
        """Keep a reason why a part of this row was not taken."""
        self.problems.append(RowProblem(self.line, reason))

    def text(self, field: str, longest: int = 0) -> str:
        """The first of the field's columns that holds something, on one line."""
        for column in self.columns.get(field, ()):
            found = one_line(self.cells[column])
            if found:
                if self.layout.profile.joined and field in FIRST_ONLY:
                    found = found.split(self.layout.profile.joined)[0].strip()
                found = self.layout.profile.spelt.get(found, found)
                return self.cut(found, longest, self.layout.header[column])
        return self.layout.profile.constants.get(field, "")

    def cut(self, text: str, longest: int, what: str) -> str:
        """``text``, or as much of it as the book takes, with a fault."""
        if not longest or len(text) <= longest:
            return text
        self.fault(f'"{what}" is longer than {longest} characters: cut')
        return text[:longest].rstrip()

    def note(self, field: str) -> str:
        """All of the field's columns, lines kept, HTML turned to text."""
        found = (self.cells[column] for column in self.columns.get(field, ()))
        return "\n".join(filter(None, (many_lines(cell) for cell in found)))

    def all(self, field: str) -> Iterator[tuple[str, str]]:
        """Every filled column of a field, as (text, label); "phone/home" belongs to "phone"."""
        for text, label, _ in self._every(field):
            yield text, label

    def dates(self, field: str) -> Iterator[tuple[str, str, bool | None]]:
        """As ``all``, with whether this column puts the day first."""
        for text, label, column in self._every(field):
            if text not in EMPTY:
                yield text, label, self.judged.day_first[column]

    def _every(self, field: str) -> Iterator[tuple[str, str, int]]:
        for name, columns in self.columns.items():
            base, _, label = name.partition("/")
            if base == field:
                for column in columns:
                    found = one_line(self.cells[column])
                    if found:
                        yield found, label or self._label(column), column

    def routes(self) -> Iterator[tuple[RouteKind, str, str]]:
        """The ways to reach somebody that this row holds: kind, cell, label."""
        for field, kind in KINDS.items():
            for cell, label in self.all(field):
                yield _kind(kind, label), cell, label
        for cell, label in self.all("page"):
            yield RouteKind.WEB, cell, label

    def day(self, field: str) -> date | None:
        """The first of the field's columns that holds a day; a bad day is a fault."""
        for column in self.columns.get(field, ()):
            cell = one_line(self.cells[column])
            if cell and cell not in EMPTY:
                try:
                    return read_day(cell, self.judged.day_first[column], self.judged.today)
                except NoDay:
                    self.fault(f'"{cell[:40]}" is no day that exists ({self.layout.header[column]})')
        return None

    def cents(self, field: str) -> int | None:
        """An amount of money in cents; what is none is a fault."""
        for column in self.columns.get(field, ()):
            cell = one_line(self.cells[column])
            if not cell or cell in EMPTY - {"0"}:
                continue
            try:
                found = cents(cell, self.judged.signs[column])
            except ValueError:
                self.fault(f'"{cell[:40]}" is no amount of money ({self.layout.header[column]})')
                continue
            return found // 100 if self.layout.profile.cents else found
        return None

    def currency(self) -> str:
        """The currency's column, else the one that the amount itself names."""
        return self.text("currency", 8) or currency(self.text("amount"))

    def flag(self, field: str) -> bool | None:
        """A yes or a no; None where the file says neither."""
        word = self.text(field).casefold()
        return True if word in YES else False if word in NO else None

    def has(self, field: str) -> bool:
        """Whether the file has a column for this field, filled in this row or not."""
        return field in self.columns

    def extra(self) -> dict[str, str]:
        """The columns that nobody maps, by header; kept once, by the first record that a row makes."""
        if self.source.kept:
            return {}
        self.source.kept = True
        header, cells = self.layout.header, self.cells
        kept = {
            header[column]: found
            for column in self.layout.spare
            if (found := many_lines(cells[column], plain=True))
        }
        if self.source.surplus:
            kept[REST] = many_lines(" | ".join(self.source.surplus), plain=True)
        return kept

    def _label(self, column: int) -> str:
        place = self.layout.labels.get(column)
        return "" if place is None else one_line(self.cells[place]).removeprefix("*").strip()


def one_line(cell: str) -> str:
    """A cell cleaned to one line; "" for what programs write for nothing."""
    if not cell:
        return ""
    text = clean(cell)
    return "" if text in NULLS else text


def many_lines(cell: str, *, plain: bool = False) -> str:
    """A cell cleaned with its lines kept; HTML is turned to text unless ``plain``."""
    if not cell:
        return ""
    text = clean(cell, lines=True)
    if text in NULLS:
        return ""
    return text if plain else clean(to_text(text), lines=True)


def _kind(kind: RouteKind, label: str) -> RouteKind:
    """A phone whose label says mobile or fax is one."""
    if kind is RouteKind.PHONE and label:
        folded = label.casefold()
        if "mobil" in folded or "cell" in folded or "handy" in folded:
            return RouteKind.MOBILE
        if "fax" in folded:
            return RouteKind.FAX
    return kind

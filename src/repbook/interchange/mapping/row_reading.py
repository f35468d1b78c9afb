"""One row read through the columns of one record: text cleaned, days and amounts judged, faults kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ...domain.spine.kinds import RouteKind
from ..reading.records import RowProblem
from ..reading.table_lines import Line
from .amounts import cents, currency, heading_currency
from .cells import NAMED, as_flag, many_lines, one_line, one_lines, says_nothing
from .judged_columns import Judged
from .layout import FIRST_ONLY, TAKEN, Layout
from .reach import KINDS
from .written_days import EMPTY, NoDay, lately, read_day

REST = "rest of the row"
NAME, TITLE, TASK = 200, 300, 500
"""The longest texts that the book takes."""
SHOWN = 40
CODE = 3
"""The letters of a currency's code."""
PHONES = frozenset(("phone", "mobile", "fax"))
WHOLE = frozenset((*PHONES, "postcode", "id", "company id", "person id", "number", "house"))
"""Fields of figures that are no quantity: a spreadsheet may have taken them for one."""
CUT_SHORT = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
LINK = re.compile(r"\s*\(https?://[^()\s]*\)")
FIRST_OF_MANY = frozenset(
    [(kind, field) for kind in TAKEN for field in FIRST_ONLY]
    + [("customer", "name"), ("customer", "id")]  # a row of people that makes their firm as well
)


class Row:
    """One row after the other as one record sees it: what depends on the table alone is found out once.

    Faults are added to ``problems``, each with the row's line.
    """

    __slots__ = (
        "_areas",
        "_constants",
        "_joined",
        "_spelt",
        "_tells",
        "_ways",
        "_without_years",
        "cells",
        "columns",
        "families",
        "judged",
        "kind",
        "layout",
        "line",
        "lines",
        "may_pass",
        "problems",
        "refused",
    )

    def __init__(
        self, kind: str, layout: Layout, judged: Judged, problems: list[RowProblem]
    ) -> None:
        self.line = 0
        self.cells: Sequence[str] = ()
        self.lines: Sequence[str] = ()
        """The cells, each cleaned to one line."""
        self.refused: dict[str, str] = {}
        self.kind = kind
        self.columns: Mapping[str, tuple[int, ...]] = layout.columns[kind]
        self.families = layout.families[kind]
        self.layout = layout
        self.judged = judged
        self.problems = problems
        self._constants = layout.profile.constants
        self._spelt = layout.profile.spelt
        self._joined = layout.profile.joined
        self._without_years = kind == "activity"
        self.may_pass = bool(layout.choices.get(kind)) or (
            kind == "person" and "status" in self.columns
        )
        """Whether a row's columns may hold something beyond what its record takes, be nothing refused."""
        self._areas = {
            column + 1: column
            for column in layout.beside.get("area", ())
            if any(column + 1 in layout.columns[kind].get(way, ()) for way in PHONES)
        }
        """By the column of a telephone the one before it, which tells its area."""
        self._tells: dict[tuple[str, ...], bool] = {}
        self._ways = tuple(
            (way, column, label, field)
            for field, way in (*KINDS.items(), ("page", RouteKind.WEB))
            for column, label in self.families.get(field, ())
        )

    def at(self, line: Line, lines: Sequence[str] | None = None) -> None:
        """Take the next row; ``lines`` are its cells, if somebody has cleaned them already."""
        self.line, self.cells = line.number, line.cells
        self.lines = one_lines(line.cells) if lines is None else lines
        if self.refused:
            self.refused = {}

    def fault(self, reason: str) -> None:
        """Keep a reason why a part of this row was not taken."""
        self.problems.append(RowProblem(self.line, reason))

    def refuse(self, column: int, what: str) -> None:
        """Keep a value with the row, since the record can't take it, and say so."""
        header, cell = self.layout.header[column], self.lines[column]
        if self.refused.get(header) == cell:
            return
        self.refused[header] = cell
        self.fault(f'"{cell[:SHOWN]}" is no {what} ({header})')

    def keep(self, column: int) -> None:
        """Keep a value with the row, since the record has a better one, or asks for something else."""
        if cell := self.lines[column]:
            self.refused[self.layout.header[column]] = cell

    def keep_all(self, field: str) -> None:
        """Keep with the row what stands in each of the field's columns."""
        for column in self.columns.get(field, ()):
            self.keep(column)

    def days(self, *fields: str) -> date | None:
        """The day of the first of these fields that holds one; another day of the others stays with the row."""
        found: date | None = None
        for field in fields:
            day = self.day(field)
            if found and day and day != found:
                self.keep(self.columns[field][0])
            found = found or day
        return found

    def text(self, field: str, longest: int = 0) -> str:
        """The first of the field's columns that holds something, on one line."""
        at = self.columns.get(field)
        if at is None:
            return self._constants.get(field, "")
        for column in at:
            found = self.lines[column]
            if found and field in WHOLE:
                found = self._undamaged(column, found if field in PHONES else found.lstrip("'’"))
            if found and not says_nothing(field, found):
                if field in NAMED and ("(http" in found or "::::" in found):
                    found = self._without_link(column, found.rpartition("::::")[2])
                if self._joined and (self.kind, field) in FIRST_OF_MANY:
                    found = found.split(self._joined)[0].strip()
                if self._spelt:
                    found = self._spelt.get(found, found)
                if longest and len(found) > longest:
                    return self.cut(found, longest, self.layout.header[column])
                return found
        return self._constants.get(field, "")

    def _without_link(self, column: int, found: str) -> str:
        """A name without the page that Notion writes behind it; of several names the first, and all stay with the row."""
        first, *others = (part.strip(" ,") for part in LINK.split(found))
        if any(others):
            self.keep(column)
        return first

    def texts(self, field: str) -> list[str]:
        """What stands in every column of a field, empty ones aside."""
        constant = self._constants.get(field, "")
        at = self.columns.get(field)
        if at is None:
            return [constant] if constant else []
        found = (self.lines[column] for column in at)
        return [self._spelt.get(text, text) for text in found if text] or (
            [constant] if constant else []
        )

    def _undamaged(self, column: int, text: str) -> str:
        """A number as it was before a spreadsheet took it for a quantity; "" where too little is left of it."""
        if text[-2:] not in (".0", ",0") and not ("E" in text or "e" in text):
            return text
        if CUT_SHORT.fullmatch(text):
            header = self.layout.header[column]
            if header not in self.refused:
                self.fault(
                    f'"{text}" is what a spreadsheet left of a number ({header}): kept aside'
                )
            self.refused[header] = text
            return ""
        return self.judged.whole(column, text)

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

    def every(self, field: str) -> list[str]:
        """What stands in each of the field's columns, its family's too, on one line each."""
        return [text for text, _ in self.all(field)]

    def dates(self, field: str) -> Iterator[tuple[str, str, int]]:
        """As ``all``, with the column, where a day is given at all."""
        return (found for found in self._every(field) if found[0] not in EMPTY)

    def _every(self, field: str) -> Iterator[tuple[str, str, int]]:
        for column, label in self.families.get(field, ()):
            found = self.lines[column]
            if found and field in PHONES:
                found = self._undamaged(column, found)
            if found and not says_nothing(field, found):
                yield found, label or self._label(column), column

    def routes(self) -> Iterator[tuple[RouteKind, str, str]]:
        """The ways to reach somebody that this row holds: kind, cell, label."""
        for way, column, label, field in self._ways:
            found = self.lines[column]
            if found and field in PHONES:
                found = self._undamaged(column, found)
            if found and not says_nothing(field, found):
                if self._areas and column in self._areas:
                    found = self._with_area(column, found)
                called = label or self._label(column)
                yield _kind(way, called), found, called

    def _with_area(self, column: int, number: str) -> str:
        """A telephone number with the area that stands in a column of its own."""
        area = self.lines[self._areas[column]]
        whole = (
            number.startswith(("+", "0", "(")) or not area or not area.strip("+()/-. ").isdigit()
        )
        return number if whole else f"{area} {number}"

    def day(self, field: str) -> date | None:
        """The first of the field's columns that holds a day; a bad day is a fault."""
        for column in self.columns.get(field, ()):
            cell = self.lines[column]
            if cell and cell not in EMPTY:
                day_first, today = self.judged.day_first[column], self.judged.today
                try:
                    return read_day(cell, day_first, today)
                except NoDay:
                    if day := self._lately(field, column, cell):
                        return day
                    self.refuse(column, "day that exists")
        return None

    def _lately(self, field: str, column: int, cell: str) -> date | None:
        """A day without a year, of what happened or is to be done; it is told how it is read."""
        if not self._without_years:
            return None
        judged = self.judged
        past = field != "due"
        day = lately(cell, judged.day_first[column], judged.today, judged.year, past=past)
        if day:
            judged.yearless[column] += 1
        return day

    def cents(self, field: str) -> int | None:
        """An amount of money in cents; what is none is a fault."""
        for column in self.columns.get(field, ()):
            found = self.cents_of(column)
            if found is not None:
                return found
        return None

    def cents_of(self, column: int) -> int | None:
        """The amount of money of one column, None for an empty cell; what is none is a fault."""
        cell = self.lines[column]
        if not cell or cell in EMPTY - {"0"}:
            return None
        try:
            found = cents(cell, self.judged.signs[column])
        except ValueError:
            self.refuse(column, "amount of money")
            return None
        return found // 100 if self.layout.profile.cents else found

    def currency(self) -> str:
        """The currency's column, else the one that the amount itself names, else the heading over it.

        Of several amounts the heading tells more: a "SGD Amount" beside the "Original Amount" in its currency.
        """
        prices = self.layout.beside.get("unit price", ())
        amounts = (*self.columns.get("amount", ()), *prices)
        column = next((at for at in amounts if self.lines[at]), -1)
        over = heading_currency(self.layout.header[column]) if column >= 0 else ""
        several = over and len(self.columns.get("amount", ())) > 1
        said = "" if several else self.text("currency", 8) or currency(self.text("amount"))
        said = said or over
        if said:
            return said.upper() if len(said) == CODE else said
        return self._dollars() if column >= 0 and "$" in self.lines[column] else ""

    def _dollars(self) -> str:
        """Which currency a bare $ is, as it was judged of the table; it is told."""
        self.judged.dollars = True
        return self.judged.dollar.code

    def flag(self, field: str) -> bool | None:
        """A yes or a no; None where the file says neither."""
        said = self.text(field)
        return as_flag(said) if said else None

    def may_tell(self, *fields: str) -> bool:
        """Whether any row of the table may say something of one of these fields."""
        told = self._tells.get(fields)
        if told is None:
            sources = (self.columns, self.families, self._constants)
            told = any(field in source for field in fields for source in sources)
            self._tells[fields] = told
        return told

    def has(self, field: str) -> bool:
        """Whether the file has a column for this field, filled in this row or not."""
        return field in self.columns

    def passed_over(self) -> dict[str, str]:
        """What the record's columns hold beyond what it took, by header: second choices, further names."""
        over = dict(self.refused)
        if (
            self.kind == "person" and "customer" not in self.layout.columns
        ):  # how somebody stands is asked, and stays with the row
            for column in self.columns.get("status", ()):
                over[self.layout.header[column]] = self.lines[column]
            over = {header: cell for header, cell in over.items() if cell}
        for field in self.layout.choices.get(self.kind, ()):
            taken = ""
            for column in self.columns[field]:
                cell = self.lines[column]
                joined = bool(self.layout.profile.joined) and self.layout.profile.joined in cell
                if cell and (joined or (taken and cell != taken)):
                    over[self.layout.header[column]] = cell
                taken = taken or cell
        return over

    def _label(self, column: int) -> str:
        place = self.layout.labels.get(column)
        return "" if place is None else self.lines[place].removeprefix("*").strip()


def extra(line: Line, rows: Iterable[Row], layout: Layout) -> dict[str, str]:
    """What a line holds and no record took, by header: columns that nobody maps, and second choices."""
    kept: dict[str, str] = {}
    if not (layout.spare or line.surplus):
        for row in rows:
            if row.refused or row.may_pass:
                kept |= row.passed_over()
        return kept
    named = {place for place in layout.pairs.values() if line.cells[place]}
    for column in layout.spare:
        found = many_lines(line.cells[column], plain=True)
        if found and column not in named:
            name = layout.header[column]
            if layout.pairs.get(column) in named:
                name = one_line(line.cells[layout.pairs[column]]).removeprefix("*").strip() or name
            kept[name] = "\n".join(filter(None, (kept.get(name, ""), found)))
    for row in rows:
        if row.refused or row.may_pass:
            kept |= row.passed_over()
    if line.surplus:
        kept[REST] = many_lines(" | ".join(line.surplus), plain=True)
    return kept


def _kind(kind: RouteKind, label: str) -> RouteKind:
    """A phone whose label says mobile or fax is one."""
    if kind is RouteKind.PHONE and label:
        folded = label.casefold()
        if "mobil" in folded or "cell" in folded or "handy" in folded:
            return RouteKind.MOBILE
        if "fax" in folded:
            return RouteKind.FAX
    return kind

"""What is judged over whole columns before any row is read: the order of days, the decimal sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ...wording import count
from ..programs.record_ids import id_columns
from ..reading.table_lines import Line, Table
from .amounts import DecimalSign, Dollar, dollar
from .day_order import OrderProof, Weighing, decide
from .layout import Layout

DECIMAL = re.compile(r"([0-9]+)[.,]0")


@dataclass(slots=True)
class Judged:
    """By column: whether the day comes first, and the decimal sign; and what was said of it.

    ``id_columns`` hold ids of Salesforce, which tell what a row is.
    """

    today: date
    day_first: Mapping[int, bool | None]
    signs: Mapping[int, str]
    day_order: str
    id_columns: frozenset[int] = frozenset()
    notices: list[str] = field(default_factory=list)
    mended: Counter[int] = field(default_factory=Counter)
    yearless: Counter[int] = field(default_factory=Counter)
    year: int | None = None
    """The one year that is written above the table."""
    dollars: bool = False
    """Whether a $ was met that does not say of which country it is."""
    dollar: Dollar = field(default_factory=Dollar)

    def whole(self, column: int, text: str) -> str:
        """A number that a spreadsheet has made a decimal one ("1234.0"), as it was; counted by column."""
        found = DECIMAL.fullmatch(text)
        if not found:
            return text
        self.mended[column] += 1
        return found[1]

    def damage(self, header: Sequence[str]) -> Iterator[str]:
        """What was mended, by column."""
        for column, number in sorted(self.mended.items()):
            cells = count(number, "number that a spreadsheet", "numbers that a spreadsheet")
            yield f'"{header[column]}": {cells} wrote with ".0" read without it'
        for column, number in sorted(self.yearless.items()):
            days = count(number, "day without a year is", "days without a year are")
            of = f"of {self.year}, as above the table" if self.year else "counted from today"
            yield f'"{header[column]}": {days} {of}'
        yield from self.dollars_said()

    def dollars_said(self) -> Iterator[str]:
        """What is said of a $, where one was met."""
        if self.dollars:
            yield self.dollar.said


def judge(
    layout: Layout, table: Table, today: date, told: bool | None, currency: str = ""
) -> Judged:
    """Look through the columns of days and amounts. ``told`` is the rep's word on the day order, ``currency`` the
    rep's own.

    Raises ``InvalidInput`` where the order of days stays open (F92).
    """
    births = layout.births()
    headers = layout.days() | births
    days = {column: Weighing(births=column in births) for column in headers}
    amounts = {column: DecimalSign() for column in layout.amounts()}
    _look(table.lines, [*days.items(), *amounts.items()])
    evidence = {name: days[column].proof for column, name in headers.items()}
    others: list[OrderProof] = []
    if any(found.open and found.order is None for found in evidence.values()):
        spare = {column: Weighing() for column in layout.spare}
        _look(table.lines, spare.items())
        others = [weighing.proof for weighing in spare.values()]
    orders = decide(evidence, others, told, layout.header)
    turned = {
        orders[name]
        for name, found in evidence.items()
        if any((found.open, found.order is not None))
    }
    signs = {column: amount.proof for column, amount in amounts.items()}
    common = set(signs.values()) - {""}
    if len(common) == 1:
        signs = dict.fromkeys(signs, common.pop())
    judged = Judged(
        today,
        {column: orders[name] for column, name in headers.items()},
        signs,
        _word(turned),
        id_columns(layout.header, table.lines),
        year=table.year,
        dollar=dollar(
            layout.header,
            currency,
            month_first=any(found.order is False for found in evidence.values()),
        ),
    )
    for column, name in layout.amounts().items():
        said = amounts[column].undecided(signs[column])
        if said:
            whole = said.replace(".", "").replace(",", "")
            read = f"{whole[:-3]}.{whole[-3:]}" if signs[column] else whole
            judged.notices.append(
                f'"{name}" does not show whether {said} is {whole} or a decimal: read as {read}'
            )
    if told is not None:
        judged.notices += [
            f'"{name}" is read {_word({orders[name]})}: {found.day_first or found.month_first}'
            for name, found in evidence.items()
            if found.order is not None and found.order != told
        ]
    return judged


def _look(lines: Iterable[Line], columns: Collection[tuple[int, Weighing | DecimalSign]]) -> None:
    """Go through all of these columns at once."""
    for line in lines if columns else ():
        if not line.surplus:
            for column, weighing in columns:
                if cell := line.cells[column]:
                    weighing.look(cell)


def _word(orders: set[bool | None]) -> str:
    known = orders - {None}
    if not known:
        return ""
    if len(known) > 1:
        return "mixed"
    return "day first" if known.pop() else "month first"

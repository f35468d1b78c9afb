"""Several lines of one order or invoice: whether they are one sale, and whether its total stands on each.

An export has a line for each article, and repeats what is of the whole order, or leaves it empty from the second
line on. A total is counted once, amounts of lines are added up. Where a table tells no more than two articles of
one order, each with its amount, they stay two sales.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..mapping.cells import one_line
from ..mapping.layout import Layout
from ..reading.table_lines import Line
from .left_out import OF_INVOICE, sort_of

MANY = 3
"""So many lines with the same amount, or two numbers with two each, are no chance."""
BY_LINE = frozenset(("line amount", "unit price", "quantity"))


class Lines(StrEnum):
    """How the lines of one number belong together."""

    APART = "apart"
    ONCE = "once"
    SUMMED = "summed"


@dataclass(slots=True)
class Selling:
    """What is judged of a whole table of sales: the sorts of its documents, and its lines.

    ``column`` is the one of the amounts that count, ``title`` the heading over what was sold.
    """

    sorts: frozenset[str] = frozenset()
    lines: Lines = Lines.APART
    column: int = -1
    title: str = ""
    notices: list[str] = field(default_factory=list)


def judge_sales(layout: Layout, lines: Sequence[Line]) -> Selling:
    """Look through a table of sales; of any other nothing is judged."""
    columns = layout.columns.get("sale") or layout.columns.get("deal")
    found = Selling()
    if not columns:
        return found
    full = [line for line in lines if not line.surplus]
    spelt = layout.profile.spelt
    cells = {one_line(line.cells[at]) for at in columns.get("sort", ()) for line in full}
    found.sorts = frozenset(filter(None, (sort_of(spelt.get(cell, cell)) for cell in cells)))
    amounts = columns.get("amount", ())
    found.column = next((at for at in amounts if any(line.cells[at].strip() for line in full)), -1)
    found.title = next((layout.header[at] for at in columns.get("title", ())), "")
    if "number" in columns and "sale" in layout.columns:
        groups = _groups(columns, found.column, full)
        found.lines = _stand(layout, found.column, list(groups))
    found.notices = list(_notices(layout, columns, found))
    return found


def _groups(
    columns: Mapping[str, tuple[int, ...]], column: int, lines: Sequence[Line]
) -> Iterator[list[str]]:
    """The amounts of the lines of each number that stands on several."""
    amounts: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    last = ("", "", "")
    for line in lines:
        number, who, day = (
            next((one_line(line.cells[at]) for at in columns.get(name, ()) if line.cells[at]), "")
            for name in ("number", "company", "ordered")
        )
        if not number:
            continue
        same = number == last[0]
        last = (number, who or (last[1] if same else ""), day or (last[2] if same else ""))
        amounts[last].append(one_line(line.cells[column]) if column >= 0 else "")
    return (found for found in amounts.values() if len(found) > 1)


def _stand(layout: Layout, column: int, groups: Sequence[Sequence[str]]) -> Lines:
    if not groups:
        return Lines.APART
    beside = layout.beside
    invoices = layout.profile.constants.get("sort") == "invoice"
    if column < 0 and "unit price" in beside:
        return Lines.SUMMED
    by_line = column in beside.get("line amount", ()) or column in beside.get("unit price", ())
    parts = bool(BY_LINE & beside.keys())
    same = all(len(set(filter(None, group))) < 2 for group in groups)
    if same and not by_line:
        blank = any("" in group for group in groups)
        chance = len(groups) < 2 and max(map(len, groups)) < MANY
        total = column in beside.get("total", ())
        if blank or total or not chance or "line amount" in beside:
            return Lines.ONCE
    return Lines.SUMMED if invoices or parts else Lines.APART


def _notices(
    layout: Layout, columns: Mapping[str, tuple[int, ...]], found: Selling
) -> Iterator[str]:
    """What is said of the amounts: which of several columns counts, what was added up or counted once."""
    beside = layout.beside
    ordered = columns.get("ordered", ())
    payments = layout.profile.constants.get("sort") == OF_INVOICE
    if ordered and ordered == columns.get("paid") and not payments:
        name = layout.header[ordered[0]]
        yield f'no column tells the day of the sale: "{name}" is taken for it'
    if found.column < 0:
        if beside.get("unit price") and beside.get("quantity"):
            price, pieces = (layout.header[beside[name][0]] for name in ("unit price", "quantity"))
            yield f'the amount of a sale is "{price}" times "{pieces}"'
        return
    name = layout.header[found.column]
    lines = beside.get("line amount", ())
    others = [layout.header[at] for at in columns["amount"] if at not in (found.column, *lines)]
    taxed = ""
    if found.column in beside.get("gross", ()):
        taxed = ", with tax"
    elif found.column in beside.get("net", ()):
        taxed = ", before tax"
    if others:
        kept = ", ".join(f'"{one}"' for one in others)
        yield f'the amount of a sale is "{name}"{taxed}; {kept} {_is(others)} kept with it'
    elif taxed == ", before tax":
        yield f'the amount of a sale is "{name}"{taxed}'
    if found.lines is Lines.ONCE:
        yield f'"{name}" is the whole of a number with several lines: counted once'
    elif found.lines is Lines.SUMMED:
        yield f'the lines of one number are one sale: "{name}" is added up'


def _is(some: Sequence[str]) -> str:
    return "is" if len(some) == 1 else "are"

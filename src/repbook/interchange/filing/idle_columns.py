"""What stands in the columns of a record that a row does not make after all: a role where there is no person."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ...wording import fold
from ..mapping.cells import many_lines
from ..mapping.layout import ROUTES, TAKEN, base_of
from ..mapping.record_words import WORDS
from ..mapping.row_reading import Row
from ..reading.table_lines import Line

BY_FLAG = frozenset(("is company", "deleted"))
OF_A_FIRM = frozenset(("company", "company id", "note", *ROUTES))
"""What a firm is made of where a row of people names none (``person_records.make_firm``)."""
OF_A_DEAL = ("title", "amount", "stage", "status", "ordered", "won on")
"""A row that says nothing of these tells of no deal."""


def idle(there: set[str], rows: Mapping[str, Row], line: Line, customer: bool) -> dict[str, str]:
    """By header, what is to be kept with the row; ``there`` are the records that it makes.

    ``customer`` says that it makes one, be it of the person's columns.
    """
    person = "person" in there
    firm = customer and not (person or ("customer" in rows and rows["customer"].text("name")))
    made = there - {"customer"} if firm else there
    if len(made) == len(rows):
        return {}
    taken = {column for kind in made for column in _columns(rows[kind], TAKEN[kind])}
    if customer and not person and "person" in rows:
        taken |= _columns(rows["person"], OF_A_FIRM)
        taken |= set(rows["person"].columns.get("website", ())[:1])
    rest = {
        column
        for kind in rows.keys() - made
        for column in _columns(rows[kind], TAKEN[kind] - BY_FLAG)
    }
    header = next(iter(rows.values())).layout.header
    return {
        header[column]: cell
        for column in sorted(rest - taken)
        if (cell := many_lines(line.cells[column], plain=True)) and fold(cell) not in WORDS.NO_NAME
    }


def _columns(row: Row, names: Collection[str]) -> set[int]:
    return {column for name, at in row.columns.items() if base_of(name) in names for column in at}

"""A table to records, row by row: what each row makes is the profile's business (``makes``)."""

from __future__ import annotations

from collections.abc import Callable

from ..wording import count
from .collected import Records
from .days import EMPTY, NoDay, read_day
from .judged import Judged
from .layout import Layout
from .lines import Line, Table, listed
from .make_activity import make_activity
from .make_customer import make_customer
from .make_person import make_firm, make_person
from .make_sale import is_won, make_sale
from .records import CustomerRecord, PersonRecord, RowProblem
from .row import Row, one_line
from .whose import whose

PROGRESS_EVERY = 250
Progress = Callable[[int, int], None]


def records_from(
    table: Table, layout: Layout, judged: Judged, progress: Progress | None = None
) -> Records:
    """Read every row of ``table``; ``progress`` is told (rows done, rows in all) as it goes."""
    found = Records(problems=list(table.problems))
    total = len(table.lines)
    for done, line in enumerate(table.lines):
        if progress and done % PROGRESS_EVERY == 0:
            progress(done, total)
        if not line.surplus or _left_part(line, layout, judged, found):
            _read_row(line, layout, judged, found)
    if progress:
        progress(total, total)
    return found


def notices(found: Records) -> list[str]:
    """What was left out on purpose, or read in a way that the rep should know of."""
    said: list[str] = []
    lost, deleted, alone = (found.counts[name] for name in ("not won", "deleted", "alone"))
    if lost:
        said.append(f"{count(lost, 'deal is', 'deals are')} not won: left out")
    if deleted:
        said.append(f"{count(deleted, 'row is', 'rows are')} marked as deleted: left out")
    if alone:
        said.append(f"{count(alone, 'person has', 'people have')} no company: a customer of that name")
    if found.cut_short:
        rows = listed(found.cut_short, "row")
        said.append(f"{rows} wider than the header: taken up to the last day, the rest kept aside")
    return said


def _read_row(line: Line, layout: Layout, judged: Judged, found: Records) -> None:
    """File what one row says; a row that says nothing is a problem of its own."""
    rows = {kind: Row(line, kind, layout, judged, found.problems) for kind in layout.columns}
    if any(row.flag("deleted") for row in rows.values()):
        found.counts["deleted"] += 1
        return
    faults = len(found.problems)
    customer, new = _customer(rows, found)
    person = _person(rows, customer, new, found)
    firm = not (customer or person) and _firm(rows, found)
    dealt = _sale(rows, customer, person, found)
    acted = _activity(rows, customer, person, found)
    if not (customer or person or firm or dealt or acted) and len(found.problems) == faults:
        reason = "the row names no customer and no person: left out"
        found.problems.append(RowProblem(line.number, reason))


def _customer(rows: dict[str, Row], found: Records) -> tuple[CustomerRecord | None, bool]:
    row = rows.get("customer")
    made = make_customer(row) if row and row.flag("is company") is not False else None
    return made, made is not None and found.add_customer(made, again="person" in rows)


def _person(
    rows: dict[str, Row], customer: CustomerRecord | None, new: bool, found: Records
) -> PersonRecord | None:
    row = rows.get("person")
    made = make_person(row, customer, main=new) if row and not row.flag("is company") else None
    if made:
        found.add_person(made, again="sale" in rows or "deal" in rows)
    return made


def _firm(rows: dict[str, Row], found: Records) -> bool:
    row = rows.get("person")
    made = make_firm(row) if row else None
    if made:
        found.add_customer(made)
    return made is not None


def _sale(
    rows: dict[str, Row], customer: CustomerRecord | None, person: PersonRecord | None, found: Records
) -> bool:
    row = rows.get("deal") or rows.get("sale")
    if row is None:
        return False
    if "deal" in rows:
        if (customer or person) and not row.text("title"):
            return False
        if not is_won(row):
            found.counts["not won"] += 1
            return True
    made = make_sale(row, whose(row, customer, person))
    if made:
        found.add_sale(made)
    return made is not None


def _activity(
    rows: dict[str, Row], customer: CustomerRecord | None, person: PersonRecord | None, found: Records
) -> bool:
    row = rows.get("activity")
    made = make_activity(row, whose(row, customer, person)) if row else None
    if made:
        found.add_activity(made)
    return made is not None


def _left_part(line: Line, layout: Layout, judged: Judged, found: Records) -> bool:
    """Whether a row that is too wide can be taken up to its last day.

    Where a comma stands unquoted in a text, the columns to its left still line up with the header:
    the days prove it, being days. What is to their right can't be trusted and is kept aside.
    """
    days = layout.days()
    cells = {column: one_line(line.cells[column]) for column in days}
    try:
        real = [
            read_day(cell, judged.day_first[column], judged.today)
            for column, cell in cells.items()
            if cell not in EMPTY
        ]
    except NoDay:
        real = []
    if not real:
        wide = len(line.cells) + len(line.surplus)
        reason = f"the row has {wide} columns, the header {len(line.cells)}: left out"
        found.problems.append(RowProblem(line.number, reason))
        return False
    last = max(days)
    line.surplus = [*line.cells[last + 1 :], *line.surplus]
    line.cells = line.cells[: last + 1] + [""] * (len(line.cells) - last - 1)
    found.cut_short.append(line)
    return True

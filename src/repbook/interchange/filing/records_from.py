"""A table to records, row by row: what each row makes is the profile's business (``makes``)."""

from __future__ import annotations

from collections.abc import Callable

from ...wording import count
from ..gathering.collected import Records
from ..gathering.nameless import name_after_people
from ..mapping.cells import one_line
from ..mapping.judged_columns import Judged
from ..mapping.layout import Layout
from ..mapping.reach import phone_digits
from ..mapping.written_days import EMPTY, NoDay, read_day
from ..programs.profiles import PLAIN, squeezed, words
from ..programs.record_ids import said as ids_say
from ..reading.records import RowProblem
from ..reading.table_lines import Line, Table, listed
from ..sales.left_out import told
from ..sales.order_lines import Selling, judge_sales
from .row_records import ANOTHER, Reader, read_row

PROGRESS_EVERY = 250
Progress = Callable[[int, int], None]


def records_from(
    table: Table,
    layout: Layout,
    judged: Judged,
    progress: Progress | None = None,
    selling: Selling | None = None,
) -> Records:
    """Read every row of ``table``; ``progress`` is told (rows done, rows in all) as it goes.

    ``selling`` is what was judged of a longer table of which these are the first rows.
    """
    selling = selling or judge_sales(layout, table.lines)
    found = Records(
        problems=list(table.problems),
        plain=layout.profile.id.startswith(PLAIN),
        by_name=_by_name(layout),
        selling=selling,
    )
    reader = Reader(layout, judged, found)
    total = len(table.lines) + len(table.problems)
    for done, line in enumerate(table.lines):
        if progress and done % PROGRESS_EVERY == 0:
            progress(done, total)
        if not line.surplus or _left_part(line, layout, judged, found):
            read_row(line, reader)
    if found.nameless:
        name_after_people(found)
    found.join_by_name()
    found.add_next()
    if progress:
        progress(total, total)
    return found


def _by_name(layout: Layout) -> bool:
    """Whether customers of one name are one: in a plain table that gives them no number of their own."""
    own = layout.columns.get("customer", {}).get("id", ())
    rows_only = all(squeezed(layout.header[column]) in words()["id"] for column in own)
    return layout.profile.id.startswith(PLAIN) and rows_only


def notices(found: Records) -> list[str]:
    """What was left out on purpose, or read in a way that the rep should know of."""
    said = [*found.selling.notices, *told(found.counts.items())]
    deleted, alone = (found.counts[name] for name in ("deleted", "alone"))
    for name, number in found.counts.items():
        if name.startswith(ANOTHER):
            said.append(f"{ids_say(name.removeprefix(ANOTHER), number)}, as the ids say: left out")
    if deleted:
        said.append(f"{count(deleted, 'row is', 'rows are')} marked as deleted: left out")
    if above := found.counts["above"]:
        said.append(
            f"{count(above, 'row names', 'rows name')} no customer: taken for those of the one above"
        )
    if alone:
        said.append(
            f"{count(alone, 'person has', 'people have')} no company: a customer of that name"
        )
    if found.cut_short:
        rows = listed(found.cut_short, "row")
        said.append(
            f"{rows} wider than the header: taken as far as they line up, the rest kept aside"
        )
    return said


PROVED_BY = {
    "e-mail": lambda cell: "@" in cell,
    "phone": lambda cell: len(phone_digits(cell)) >= SHORTEST_NUMBER,
    "mobile": lambda cell: len(phone_digits(cell)) >= SHORTEST_NUMBER,
}
SHORTEST_NUMBER = 6


def _left_part(line: Line, layout: Layout, judged: Judged, found: Records) -> bool:
    """Whether a row that is too wide can be taken up to its last day, or way to reach somebody.

    Where a comma stands unquoted in a text, the columns to its left still line up with the header:
    the days prove it, being days, and so do addresses with an @ and telephone numbers. What is to their
    right can't be trusted and is kept aside.
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
        days = {}
    ways = layout.ways()
    proofs = {
        column: PROVED_BY[field](one_line(line.cells[column])) for column, field in ways.items()
    }
    if real or (len(proofs) > 1 and all(proofs.values())):
        days = {**days, **(ways if all(proofs.values()) else {})}
    else:
        wide = len(line.cells) + len(line.surplus)
        reason = f"the row has {wide} columns, the header {len(line.cells)}: left out"
        found.problems.append(RowProblem(line.number, reason))
        return False
    last = max(days)
    line.surplus = [*line.cells[last + 1 :], *line.surplus]
    line.cells = line.cells[: last + 1] + [""] * (len(line.cells) - last - 1)
    found.cut_short.append(line.number)
    return True

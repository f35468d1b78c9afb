"""What an import would make of a file, column by column, before anything is filed: to look at, and to change.

A plan is made by ``plan`` and changed by ``with_column`` and ``with_told``; ``read_as`` reads the whole
file as the plan has it. Only the first rows are read into records here, so that a change shows at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from ...errors import InvalidInput
from ..choosing.field_words import meant
from ..choosing.laying import Remembered, Told, UnknownTable, laid
from ..choosing.told_columns import name_of, place_of
from ..decoding import source_files
from ..mapping.judged_columns import judge
from ..programs.profiles import VCARD
from ..reading.columns import Column, Mapped, Why, bare
from ..reading.packed import Packed
from ..reading.records import Parsed, RowProblem
from ..reading.table_lines import Line, Table
from ..sales.order_lines import judge_sales
from .read_file import (
    NOTHING_REMEMBERED,
    NOTHING_TOLD,
    Opened,
    Progress,
    check_needed,
    open_table,
    read,
)
from .records_from import records_from

TRIED = 200
"""So many rows are read into records to see what goes wrong."""


@dataclass(frozen=True, slots=True)
class Open:
    """What stands in the way of a plan: in plain words, with the next step and what is to be said.

    ``field`` is "map", "day_order", or "profile"; "day" where the day of the sales is to be said, "other" where
    nothing in the file is a customer's.
    """

    message: str
    hint: str
    field: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What became of the first ``rows`` rows: how many records of each sort, and what could not be taken."""

    rows: int = 0
    made: Mapping[str, int] | None = None
    problems: tuple[RowProblem, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """One file on its way in: what it was taken for, and what each column fills.

    ``told`` is what the rep said so far, and goes to ``read`` as it is. ``columns`` is empty for vCards. ``sheets``
    are those of a workbook. ``mapped`` tells since when the columns are remembered (``on``). ``open`` is None where
    the file can be read as it stands.
    """

    path: Path
    told: Told
    today: date
    day_first: bool | None = None
    asked_encoding: str | None = None
    program: str = ""
    program_name: str = ""
    encoding: str = ""
    delimiter: str = ""
    day_order: str = ""
    headed: bool = True
    rows: int = 0
    columns: tuple[Column, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    mapped: Mapped | None = None
    open: Open | None = None
    outlook: Outlook = Outlook()
    opened: Opened | None = None
    remembered: Remembered | None = None


def plan(
    path: Path,
    *,
    today: date,
    told: Told = NOTHING_TOLD,
    remembered: Remembered = NOTHING_REMEMBERED,
    day_first: bool | None = None,
    encoding: str | None = None,
) -> ImportPlan:
    """Look into a file. Raises ``BadFile`` where it holds no table, ``OwnSheet`` as ``read`` does, and
    ``InvalidInput`` for a sheet or an encoding that there is not."""
    data = source_files.load(path)
    sort = source_files.sort_of(path, data)
    bare_plan = ImportPlan(
        path, told, today, day_first, encoding, remembered=remembered or NOTHING_REMEMBERED
    )
    if sort == source_files.CARDS or told.profile.lower() == VCARD:
        return replace(bare_plan, program=VCARD, program_name="vCard address book")
    opened = open_table(data, sort, encoding, told)
    del data
    return _looked(
        replace(
            bare_plan,
            opened=opened,
            encoding=opened.source.encoding,
            delimiter=opened.source.delimiter,
            sheet=opened.source.sheet,
            sheets=opened.source.sheets,
            headed=opened.table.headed,
            rows=len(opened.table.lines) + len(opened.table.problems),
        )
    )


def with_column(one: ImportPlan, number: int, field: str) -> ImportPlan:
    """The plan with another field for a column, by its number from 1; ``field`` in the rep's words.

    Raises ``InvalidInput`` (field "map") for an unknown field.
    """
    meant(field)
    header = [column.heading for column in one.columns]
    said = {
        name: word
        for name, word in one.told.mapping.items()
        if place_of(header, name) != number - 1
    }
    mapping = {**said, name_of(header, number - 1): field}
    return _looked(replace(one, told=replace(one.told, mapping=mapping)))


def with_told(one: ImportPlan, told: Told, *, day_first: bool | None = None) -> ImportPlan:
    """The plan with other words of the rep: another sheet, another program, headings or none, the day order."""
    return plan(
        one.path,
        today=one.today,
        told=told,
        remembered=one.remembered or NOTHING_REMEMBERED,
        day_first=one.day_first if day_first is None else day_first,
        encoding=one.asked_encoding,
    )


def read_as(one: ImportPlan, progress: Progress | None = None) -> Parsed:
    """The whole file, read as the plan has it; raises as ``read`` does."""
    return read(
        one.path,
        today=one.today,
        day_first=one.day_first,
        encoding=one.asked_encoding,
        told=one.told,
        remembered=one.remembered or NOTHING_REMEMBERED,
        progress=progress,
    )


def _looked(one: ImportPlan) -> ImportPlan:
    """The plan with what its columns hold, as far as that is clear."""
    if one.opened is None:
        return one
    source, table = one.opened.source, one.opened.table
    even = (line.cells for line in table.lines if not line.surplus)
    one = replace(one, columns=bare(table.header, even))
    try:
        found = laid(table, one.told, one.remembered or NOTHING_REMEMBERED)
    except UnknownTable as error:
        field = "other" if error.hopeless else "map" if error.dayless is None else "day"
        return replace(one, open=Open(error.message, error.hint, field))
    except InvalidInput as error:
        columns = _as_said(one.columns, one.told)
        return replace(one, columns=columns, open=Open(error.message, error.hint, error.field))
    profile = found.layout.profile
    one = replace(
        one,
        program=profile.id,
        program_name=profile.name,
        columns=found.columns,
        mapped=found.mapped,
        open=None,
    )
    few = Table(
        table.header,
        Packed(
            Line(line.number, list(line.cells), list(line.surplus))
            for line in islice(table.lines, TRIED)
        ),
    )
    try:
        check_needed(found.layout, few)
        judged = judge(found.layout, table, one.today, one.day_first, one.told.currency)
    except InvalidInput as error:
        return replace(one, open=Open(error.message, error.hint, error.field))
    records = records_from(
        few, found.layout, judged, selling=judge_sales(found.layout, table.lines)
    )
    made = {
        "customers": len(records.customers),
        "people": len(records.people),
        "sales": len(records.sales),
        "touches": len(records.touches),
        "follow-ups": len(records.followups),
    }
    outlook = Outlook(
        len(few.lines),
        {sort: number for sort, number in made.items() if number},
        records.all_problems(),
        (
            *source.notices,
            *table.notices,
            *found.notices,
            *judged.notices,
            *judged.dollars_said(),
            *records.selling.notices,
        ),
    )
    return replace(one, day_order=judged.day_order, outlook=outlook)


def _as_said(columns: tuple[Column, ...], told: Told) -> tuple[Column, ...]:
    """The columns with what the rep said of them, where that does not make a table yet."""
    header = [one.heading for one in columns]
    said = {place_of(header, name): word for name, word in told.mapping.items()}
    return tuple(
        replace(one, field=said[one.number - 1], why=Why.CHOSEN) if one.number - 1 in said else one
        for one in columns
    )

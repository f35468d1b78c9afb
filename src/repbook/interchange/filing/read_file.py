"""The reading side's front door: one file in, one ``Parsed`` out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from ...errors import BadFile, InvalidInput
from ..choosing.laying import Remembered, Told, laid
from ..decoding import delimiters, encodings, source_files
from ..mapping.judged_columns import judge
from ..mapping.layout import Layout
from ..programs import profiles as known
from ..programs.profiles import VCARD
from ..reading import text_tables
from ..reading.formulas import unguarded
from ..reading.packed import Packed
from ..reading.records import Parsed, RowProblem
from ..reading.table_lines import Line, Table
from .records_from import notices, records_from

Progress = Callable[[int, int], None]
NOTHING_TOLD = Told()
NOTHING_REMEMBERED: Remembered = {}
NEEDED = {
    "customer": ("name",),
    "person": ("name", "first name", "last name", "e-mail", "company"),
    "sale": ("ordered",),
    "deal": ("ordered", "won on", "stage", "status"),
    "activity": ("day", "due", "done on"),
    "own touch": ("day",),
    "own follow-up": ("due",),
}


class OwnSheet(BadFile):
    """One of repbook's own sheets of which an import takes nothing: ``rows`` is False for an empty one."""

    def __init__(self, *, rows: bool) -> None:
        self.rows = rows
        if rows:
            hint = "`repbook export --format json` brings all of it back"
            super().__init__("this sheet is only for reading", hint)
        else:
            super().__init__("this sheet of repbook's own has no rows", "there is nothing to bring")


def profiles() -> tuple[tuple[str, str], ...]:
    """The id and human name of every profile; ``--from`` takes an id or its program part."""
    return known.profiles()


def read(
    path: Path,
    *,
    profile: str | None = None,
    today: date,
    day_first: bool | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
    told: Told = NOTHING_TOLD,
    remembered: Remembered = NOTHING_REMEMBERED,
) -> Parsed:
    """Read a CSV, a spreadsheet, or a file of vCards.

    ``profile`` names the program, or an id of ``profiles()``, where the header does not tell it;
    ``day_first`` answers for columns whose days could be read in two ways; ``encoding`` overrides
    what was detected; ``progress`` is told (rows done, rows in all) at least every 500 rows. ``told`` is what
    the rep says of its sheet and columns, ``remembered`` what was said of earlier tables.

    Raises ``BadFile`` for a file that holds no table, ``UnknownTable`` for one that nobody knows, ``OwnSheet`` for
    one of ours that is not for an import or is empty, and ``InvalidInput`` where the rep must say more: field
    "day_order" (F92), "profile", "encoding", "map", or "sheet".
    """
    if profile:
        told = replace(told, profile=profile)
    data = source_files.load(path)
    sort = source_files.sort_of(path, data)
    if sort == source_files.CARDS or told.profile.lower() == VCARD:
        if told.mapping and told.strict:
            raise InvalidInput("a vCard has no columns", "leave --map out", field="map")
        from .address_books import read_cards

        return read_cards(path, data, today=today, encoding=encoding, progress=progress)
    opened = open_table(data, sort, encoding, told)
    del data  # a large file's bytes are needed no more
    table, source = opened.table, opened.source
    found = laid(table, told, remembered)
    layout = found.layout
    check_needed(layout, table)
    judged = judge(layout, table, today, day_first, told.currency)
    records = records_from(table, layout, judged, progress)
    customers, people = records.customers.all(), records.people.all()
    unreadable = [RowProblem(line, reason, kept=True) for line, reason in source.bad]
    return Parsed(
        path=str(path),
        program=layout.profile.id,
        program_name=layout.profile.name,
        encoding=source.encoding,
        delimiter=source.delimiter,
        day_order=judged.day_order,
        header=table.header,
        mapping=layout.mapping,
        unmapped=tuple(table.header[place] for place in layout.spare),
        customers=customers,
        people=people,
        sales=records.sales.all(),
        touches=records.touches.settled(),
        followups=records.followups.settled(),
        problems=records.all_problems(unreadable, source.open_quotes),
        notices=(
            *source.notices,
            *table.notices,
            *found.notices,
            *judged.notices,
            *judged.damage(table.header),
            *notices(records),
        ),
        rows=len(table.lines) + len(table.problems),
        columns=found.columns,
        mapped=found.mapped,
        unmet=found.unmet,
        sheet=source.sheet,
        sheets=source.sheets,
        lost=records.lost.settled(),
    )


@dataclass(slots=True)
class Source:
    """How the lines of a file were come by."""

    delimiter: str = ""
    encoding: str = ""
    bad: tuple[tuple[int, str], ...] = ()
    open_quotes: tuple[RowProblem, ...] = ()
    notices: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a table, before anybody says what its columns hold."""

    source: Source
    table: Table


def open_table(data: bytes, sort: str, encoding: str | None, told: Told) -> Opened:
    """The table of a file; raises as ``read`` does."""
    lines, source = _source(data, sort, encoding, told)
    _check_own(lines)
    sign = source.delimiter
    return Opened(
        source,
        text_tables.table(lines, known.is_known, known.headings, sign, told.headed, known.is_own),
    )


def _source(
    data: bytes, sort: str, encoding: str | None, told: Told
) -> tuple[Packed[Line], Source]:
    """The lines of a file, and how they were come by."""
    if sort == source_files.SHEET:
        from ..reading.workbooks import read_sheet

        book = read_sheet(data, told.sheet)
        return book.lines, Source(notices=book.notices, sheet=book.sheet, sheets=book.sheets)
    if told.sheet and told.strict:
        raise InvalidInput("only a workbook has sheets", "leave --sheet out", field="sheet")
    decoded = encodings.decode(data, encoding)
    delimiter, start = delimiters.find(decoded.text)
    open_quotes: list[RowProblem] = []
    lines = text_tables.split(decoded.text, delimiter, 2 if start else 1, open_quotes, start)
    quotes = tuple(open_quotes)
    return lines, Source(delimiter, decoded.encoding, decoded.bad, quotes, decoded.notices)


def _check_own(lines: Iterable[Line]) -> None:
    """Raise ``OwnSheet`` for one of our own sheets that has a header and no rows."""
    full = list(islice(text_tables.Full(lines), 2))
    if len(full) == 1:
        found = known.detect(full[0].cells)
        if found and (found.guarded or not found.makes):
            raise OwnSheet(rows=False)


def check_needed(layout: Layout, table: Table) -> None:
    """Take the guard off our own sheets, raising ``OwnSheet`` where nothing is taken of one.

    Raises ``InvalidInput`` where the chosen program's columns are not there.
    """
    if not layout.profile.makes:
        raise OwnSheet(rows=True)
    if layout.profile.guarded:
        bare = (replace(line, cells=list(map(unguarded, line.cells))) for line in table.lines)
        table.lines = Packed(bare)
    for fields in (layout.columns[kind].keys() & set(NEEDED[kind]) for kind in layout.columns):
        if fields:
            return
    raise InvalidInput(
        f"the file has no column that {layout.profile.name} would need",
        "say what its columns are with --map, or choose another program",
        field="profile",
    )

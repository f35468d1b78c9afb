"""The reading side's front door: one file in, one ``Parsed`` out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ...errors import BadFile, InvalidInput
from ..mapping import profiles as known
from ..mapping.judged_columns import judge
from ..mapping.layout import Layout, lay_out
from ..mapping.profiles import VCARD, Profile
from ..mapping.unknown_tables import plain_profile
from ..reading import delimiters, encodings, source_files, text_tables
from ..reading.formulas import unguarded
from ..reading.records import Parsed, RowProblem
from ..reading.table_lines import Line, Table
from .records_from import notices, records_from

Progress = Callable[[int, int], None]
NEEDED = {
    "customer": ("name",),
    "person": ("name", "first name", "last name", "e-mail", "company"),
    "sale": ("ordered",),
    "deal": ("ordered", "won on"),
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
) -> Parsed:
    """Read a CSV, a spreadsheet, or a file of vCards.

    ``profile`` names the program, or an id of ``profiles()``, where the header does not tell it;
    ``day_first`` answers for columns whose days could be read in two ways; ``encoding`` overrides
    what was detected; ``progress`` is told (rows done, rows in all) at least every 500 rows.

    Raises ``BadFile`` for a file that holds no table, ``OwnSheet`` for one of ours that is not for an
    import or is empty, and ``InvalidInput`` where the rep must say more: field "day_order" (F92),
    "profile", or "encoding".
    """
    data = source_files.load(path)
    sort = source_files.sort_of(path, data)
    if sort == source_files.CARDS or (profile or "").lower() == VCARD:
        from .address_books import read_cards

        return read_cards(path, data, today=today, encoding=encoding, progress=progress)
    source = _source(data, sort, encoding)
    _check_own(source.lines)
    table = text_tables.table(source.lines, known.is_known, source.delimiter)
    layout = lay_out(_profile(profile, table, path), table.header)
    _check(layout)
    judged = judge(layout, table.lines, today, day_first)
    found = records_from(table, layout, judged, progress)
    unreadable = [RowProblem(line, reason) for line, reason in source.bad]
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
        customers=tuple(found.customers),
        people=tuple(found.people),
        sales=tuple(found.sales),
        touches=tuple(found.touches),
        followups=tuple(found.followups),
        problems=tuple(sorted(unreadable + found.problems, key=lambda problem: problem.line)),
        notices=(*source.notices, *table.notices, *judged.notices, *notices(found)),
        rows=len(table.lines) + len(table.problems),
        lost=tuple(found.lost),
    )


@dataclass(slots=True)
class _Source:
    """The lines of a file, and how they were come by."""

    lines: list[Line]
    delimiter: str = ""
    encoding: str = ""
    bad: tuple[tuple[int, str], ...] = ()
    notices: list[str] = field(default_factory=list)


def _source(data: bytes, sort: str, encoding: str | None) -> _Source:
    if sort == source_files.SHEET:
        from ..reading.workbooks import read_sheet

        lines, said = read_sheet(data)
        return _Source(lines, notices=said)
    decoded = encodings.decode(data, encoding)
    delimiter, start = delimiters.find(decoded.text)
    open_quotes: list[RowProblem] = []
    lines = text_tables.split(decoded.text[start:], delimiter, 2 if start else 1, open_quotes)
    bad = (*decoded.bad, *((one.line, one.reason) for one in open_quotes))
    return _Source(lines, delimiter, decoded.encoding, bad)


def _check_own(lines: list[Line]) -> None:
    """Raise ``OwnSheet`` for one of our own sheets that has a header and no rows."""
    full = [line for line in lines if not line.empty]
    if len(full) == 1:
        found = known.detect(full[0].cells)
        if found and (found.guarded or not found.makes):
            raise OwnSheet(rows=False)


def _profile(name: str | None, table: Table, path: Path) -> Profile:
    """The profile that the rep chose, or the header shows, or the words of a plain table."""
    wanted = known.chosen(name, table.header) if name else known.detect(table.header)
    found = wanted or plain_profile(table.header)
    if found is None:
        raise BadFile(
            f"no column of {path.name} names a customer, a person, or a sale",
            "say which program wrote it with --from, or rename its columns",
        )
    if not found.makes:
        raise OwnSheet(rows=True)
    if found.guarded:
        for line in table.lines:
            line.cells = [unguarded(cell) for cell in line.cells]
    return found


def _check(layout: Layout) -> None:
    """Raise ``InvalidInput`` where the chosen program's columns are not there."""
    for fields in (layout.columns[kind].keys() & set(NEEDED[kind]) for kind in layout.columns):
        if fields:
            return
    raise InvalidInput(
        f"the file has no column that {layout.profile.name} would need",
        "leave --from out, or choose another",
        field="profile",
    )

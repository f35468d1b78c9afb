"""Spreadsheets (xlsx, xls, xlsb, ods) as tables: one sheet of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from ...errors import BadFile, InvalidInput
from ...wording import fold
from ..decoding.sheet_sizes import refuse_bombs
from .packed import Packed
from .table_lines import Line


@dataclass(frozen=True, slots=True)
class Workbook:
    """The rows of the sheet that is read, numbered as in the sheet, and the names of all of them."""

    lines: Packed[Line]
    sheet: str
    sheets: tuple[str, ...]
    notices: tuple[str, ...] = ()


def read_sheet(data: bytes, wanted: str = "") -> Workbook:
    """The sheet that is ``wanted``, by its name or its number; else the first that has a header and rows.

    Raises ``BadFile`` for a workbook that can't be opened or holds nothing, ``InvalidInput`` (field "sheet")
    for a sheet that it does not have.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    refuse_bombs(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except PasswordError:
        raise BadFile("the workbook has a password", "save it without one, or as CSV") from None
    except (CalamineError, OSError, ValueError) as error:
        raise BadFile(f"the workbook can't be read: {error}", "save it again, or as CSV") from None
    names = tuple(sheets)
    if wanted:
        name = _named(wanted, names)
        return Workbook(_lines(sheets[name]), name, names)
    for name, rows in sheets.items():
        lines = _lines(rows)
        if sum(not line.empty for line in lines) > 1:
            return Workbook(lines, name, names, _left(name, sheets))
    raise BadFile("the workbook has no sheet with a header and rows", "choose another file")


def _named(wanted: str, names: tuple[str, ...]) -> str:
    """The sheet of this name, its case aside, or of this number from 1."""
    for name in names:
        if name == wanted or fold(name) == fold(wanted):
            return name
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise InvalidInput(
        f'there is no sheet "{wanted}"', f"there are: {_listed(names)}", field="sheet"
    )


def _left(name: str, sheets: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    others = [other for other, held in sheets.items() if held and other != name]
    if not others:
        return ()
    way = _quoted(others[0]) if len(others) == 1 else "NAME"
    return (
        f'only the sheet "{name}" is read; left out: {_listed(others)} (--sheet {way} brings it)',
    )


def _quoted(name: str) -> str:
    return name if name.isalnum() else f'"{name}"'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _lines(rows: Iterable[Sequence[Any]]) -> Packed[Line]:
    return Packed(Line(number, list(map(_text, row))) for number, row in enumerate(rows, 1))


def _text(value: Any) -> str:
    """A cell as a CSV would have it: days in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)

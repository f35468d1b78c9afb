"""Spreadsheets (xlsx, xls, xlsb, ods) as tables: the first sheet that holds rows."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from ...errors import BadFile
from .table_lines import Line


def read_sheet(data: bytes) -> tuple[list[Line], list[str]]:
    """The rows of the first sheet that has a header and rows, numbered as in the sheet; notices.

    Raises ``BadFile`` for a workbook that can't be opened or holds nothing.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        ]
    except PasswordError:
        raise BadFile("the workbook has a password", "save it without one, or as CSV") from None
    except (CalamineError, OSError, ValueError) as error:
        raise BadFile(f"the workbook can't be read: {error}", "save it again, or as CSV") from None
    for name, rows in sheets:
        lines = [
            Line(number, [_text(value) for value in row]) for number, row in enumerate(rows, 1)
        ]
        if sum(not line.empty for line in lines) > 1:
            return lines, _left(name, [other for other, held in sheets if held and other != name])
    raise BadFile("the workbook has no sheet with a header and rows", "choose another file")


def _left(name: str, others: list[str]) -> list[str]:
    if not others:
        return []
    return [f'only the sheet "{name}" is read; left out: {", ".join(others)}']


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

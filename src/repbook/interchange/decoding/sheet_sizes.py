"""How large a workbook is once it is unpacked: looked at before anything is made of it, since a few bytes can be millions."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ...errors import BadFile

UNPACKED = 300_000_000
"""Bytes of all parts of a workbook together."""
CELLS = 20_000_000
"""Cells of a sheet from its first row and column to its last ones that hold something, the empty ones among them."""
CHUNK = 1_000_000
LONGEST_CELL = 120
"""Bytes of a cell's head, which may lie over two chunks."""
CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
HINT = "save the part that is needed as CSV"


def refuse_bombs(data: bytes) -> None:
    """Raise ``BadFile`` for a packed workbook that would take more memory than any table of a rep's has."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_through(archive)
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError, ValueError):
        return  # an old sheet, or a broken one: the reader itself says what is wrong with it
    except zlib.error as error:
        raise BadFile(f"the workbook can't be read: {error}", "save it again, or as CSV") from None


def _look_through(archive: zipfile.ZipFile) -> None:
    left = UNPACKED
    for part in archive.infolist():
        rows, columns, before = 0, 0, b""
        is_sheet = bool(SHEET_PART.fullmatch(part.filename))
        with archive.open(part) as file:
            while chunk := file.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise BadFile(f"the workbook unpacks to over {UNPACKED // 1_000_000} MB", HINT)
                if is_sheet:
                    if cells := CELL.findall(before + chunk):
                        letters, numbers = map(set, zip(*cells, strict=True))
                        columns = max(columns, *map(_number, letters))
                        rows = max(rows, *map(int, numbers))
                    if rows * columns > CELLS:
                        raise BadFile(f"a sheet reaches to row {rows:,}, column {columns:,}", HINT)
                    before = chunk[-LONGEST_CELL:]


def _number(letters: bytes) -> int:
    """``A`` is 1, ``AA`` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

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
OPEN_PART = "content.xml"
"""All sheets of an OpenDocument workbook, where a row or a cell can say that it stands there a million times."""
OPEN_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>")
TIMES = re.compile(rb'table:number-(?:rows|columns)-repeated="([0-9]{1,9})"')
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
        sheet = _sheets_of(part.filename)
        with archive.open(part) as file:
            while chunk := file.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise BadFile(f"the workbook unpacks to over {UNPACKED // 1_000_000} MB", HINT)
                if sheet:
                    sheet.read_on(chunk)


def _sheets_of(part: str) -> _Sheet | _OpenSheets | None:
    """What goes along with a part as it is read, where that holds a sheet, or several."""
    if SHEET_PART.fullmatch(part):
        return _Sheet()
    return _OpenSheets() if part == OPEN_PART else None


class _Sheet:
    """How far a sheet of Excel's reaches, read piece by piece."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self.rest = b""

    def read_on(self, chunk: bytes) -> None:
        if cells := CELL.findall(self.rest + chunk):
            letters, numbers = map(set, zip(*cells, strict=True))
            self.columns = max(self.columns, *map(_number, letters))
            self.rows = max(self.rows, *map(int, numbers))
        self.rest = chunk[-LONGEST_CELL:]
        _refuse(self.rows, self.columns)


class _OpenSheets:
    """The same of an OpenDocument workbook: each sheet's last row and column that hold something."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.rows = self.columns = 0
        self.rest = b""

    def read_on(self, chunk: bytes) -> None:
        text = self.rest + chunk
        whole = text.rfind(b"<")
        self.rest = text[whole:] if len(text) - whole < CHUNK else b""
        for closes, what, said, empty in OPEN_TAG.findall(text[:whole]):
            self._tag(what, said, closes=bool(closes), empty=bool(empty))

    def _tag(self, what: bytes, said: bytes, *, closes: bool, empty: bool) -> None:
        if closes:
            return
        times = int(found[1]) if (found := TIMES.search(said)) else 1
        if what == b"table":
            self.row = self.column = self.rows = self.columns = 0
        elif what == b"table-row":
            self.row, self.column = self.row + times, 0
        else:
            self.column += times
            if not empty or b"office:value" in said:
                self.rows, self.columns = self.row, max(self.columns, self.column)
                _refuse(self.rows, self.columns)


def _refuse(rows: int, columns: int) -> None:
    if rows * columns > CELLS:
        raise BadFile(f"a sheet reaches to row {rows:,}, column {columns:,}", HINT)


def _number(letters: bytes) -> int:
    """``A`` is 1, ``AA`` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

"""A few bytes that would become gigabytes are refused in one line, within a second and some memory."""

from __future__ import annotations

import io
import resource
import zipfile
from datetime import date
from pathlib import Path

import pytest

from interchange.test_sheets import workbook
from repbook.errors import BadFile, RepbookError
from repbook.interchange.decoding import delimiters, sheet_sizes, source_files
from repbook.interchange.filing.read_file import read
from repbook.interchange.reading import text_tables

TODAY = date(2026, 6, 3)
MEGABYTES = 300


def packed(**parts: bytes) -> bytes:
    """The least workbook, with parts in place of its own."""
    held, made = zipfile.ZipFile(io.BytesIO(workbook(people=[["Company"], ["Acme"]]))), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in held.namelist():
            archive.writestr(name, parts.pop(name.rpartition("/")[2], held.read(name)))
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def far_away() -> bytes:
    """Two cells, and a thousand million empty ones between them."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
    return packed(**{"1.xml": sheet.encode()})


def laughing() -> bytes:
    """Ten entities, each ten times the one before."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><x>&a9;</x>'
    return packed(**{"1.xml": text.encode()})


def blown_up() -> bytes:
    return packed(**{"xl/media/x.bin": bytes(sheet_sizes.UNPACKED + 1)})


@pytest.mark.fault("F91", "F94")
@pytest.mark.parametrize("bomb", [far_away, laughing, blown_up])
def test_a_workbook_that_would_not_fit_is_refused(
    tmp_path: Path, bomb: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_sizes, "UNPACKED", 20_000_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb())  # type: ignore[operator]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with pytest.raises(RepbookError) as refused:
        read(path, today=TODAY)
    assert "\n" not in str(refused.value) and refused.value.hint
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 - before < MEGABYTES


@pytest.mark.fault("F94")
def test_a_file_beyond_all_tables_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(source_files.LARGEST + 1)  # no byte of it is on the disk
    monkeypatch.setattr(Path, "read_bytes", None)
    with pytest.raises(BadFile, match="too large"):
        read(path, today=TODAY)


def open_workbook(rows: str) -> bytes:
    """An OpenDocument workbook of one sheet, with a heading above these rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", OPEN, zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{ROW.format("")}{CELL.format("", "Company")}</table:table-row>{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return made.getvalue()


OPEN = "application/vnd.oasis.opendocument.spreadsheet"
SPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
MANIFEST = f'<manifest xmlns="{SPACE}"><file-entry full-path="/" media-type="{OPEN}"/></manifest>'
ROW, END = "<table:table-row{}>", "</table:table-row>"
CELL = '<table:table-cell{} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ROWS, COLUMNS = (
    ' table:number-{}-repeated="{}"'.format(what, "{}") for what in ("rows", "columns")
)
NONE = "<table:table-cell{}/>"


@pytest.mark.fault("F91", "F94")
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROW.format(ROWS.format(1_000_000)) + CELL.format(COLUMNS.format(50), "Acme") + END,
         "row 1,000,001, column 50"),
        (ROW.format(ROWS.format(1_048_574)) + NONE.format("") + END + ROW.format("")
         + NONE.format(COLUMNS.format(16_383)) + CELL.format("", "Acme") + END,
         "row 1,048,576, column 16,384"),
        (ROW.format("") + CELL.format("", "Acme") + NONE.format(COLUMNS.format(16_383)) + END
         + ROW.format(ROWS.format(1_048_574)) + NONE.format(COLUMNS.format(16_384)) + END, ""),
    ],
    ids=["a row a million times", "two cells far apart", "empty to the end, as all of them are"],
)  # fmt: skip
def test_what_is_said_to_stand_there_a_million_times(tmp_path: Path, rows: str, said: str) -> None:
    path = tmp_path / "bomb.ods"
    path.write_bytes(open_workbook(rows))
    if said:
        with pytest.raises(BadFile, match=said):
            read(path, today=TODAY)
    else:
        assert [each.name for each in read(path, today=TODAY).customers] == ["Acme"]


@pytest.mark.fault("F88")
def test_one_gigantic_line_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (delimiters, text_tables):
        monkeypatch.setattr(module, "LONGEST_FIELD", 200_000)
    path = tmp_path / "line.csv"
    path.write_text("x" * 300_000)
    with pytest.raises(RepbookError) as refused:
        read(path, today=TODAY)
    assert len(str(refused.value)) < 1000

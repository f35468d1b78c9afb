"""Spreadsheets, read as tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from xml.sax.saxutils import escape

import pytest

from repbook.errors import BadFile
from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DAY_STYLE = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'

Cell = str | float | date | bool | None


def cell(value: Cell) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def workbook(**sheets: list[list[Cell]]) -> bytes:
    """The least that is a workbook."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        names = "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>'
            for at, name in enumerate(sheets, 1)
        )
        links = "".join(
            f'<Relationship Id="r{at}" Type="{RELATED}/worksheet" Target="worksheets/{at}.xml"/>'
            for at in range(1, len(sheets) + 1)
        )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"></Types>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
            f' Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{names}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        )
        archive.writestr("xl/styles.xml", DAY_STYLE)
        for at, rows in enumerate(sheets.values(), 1):
            body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            archive.writestr(
                f"xl/worksheets/{at}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>',
            )
    return held.getvalue()


ORDERS: list[list[Cell]] = [
    ["Order no", "Customer", "Order date", "Amount", "Gift", "Colour"],
    [1001.0, "Acme & Söhne", date(2026, 1, 5), 1234.5, True, None],
    [1002, "Beta", date(2026, 1, 6), 99, False, "red"],
]


def test_a_sheet_is_read_with_its_types(give: Give) -> None:
    parsed = give(workbook(Orders=ORDERS), "orders.xlsx")
    assert (parsed.program, parsed.encoding, parsed.delimiter) == ("plain.sales", "", "")
    assert [(s.line, s.number, s.customer_name, s.ordered_on, s.amount) for s in parsed.sales] == [
        (2, "1001", "Acme & Söhne", date(2026, 1, 5), 123450),
        (3, "1002", "Beta", date(2026, 1, 6), 9900),
    ]
    assert parsed.sales[1].extra == {"Gift": "false", "Colour": "red"}


def test_a_program_is_told_in_a_sheet_too(give: Give) -> None:
    rows: list[list[Cell]] = [["Record ID", "Company name"], [19874512001.0, "Acme"]]
    (acme,) = give(workbook(Sheet1=rows), "export.xlsx").customers
    assert acme.external_id == "19874512001"


def test_the_first_sheet_with_rows_is_read_and_the_others_named(give: Give) -> None:
    parsed = give(workbook(Empty=[], Orders=ORDERS, More=ORDERS), "orders.xlsx")
    assert len(parsed.sales) == 2
    assert parsed.notices == (
        'only the sheet "Orders" is read; left out: More (--sheet More brings it)',
    )


def test_the_content_decides_and_not_the_name(give: Give) -> None:
    assert len(give(workbook(Orders=ORDERS), "orders.csv").sales) == 2
    assert len(give("Company,City\nAcme,Bonn\n", "orders.xlsx").customers) == 1


@pytest.mark.fault("F91")
@pytest.mark.parametrize(
    "content", [workbook(A=[]), workbook(A=[["Company", "City"]]), workbook(A=ORDERS)[:900]]
)
def test_a_workbook_without_rows_or_cut_off_is_refused(give: Give, content: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        give(content, "a.xlsx")
    assert "\n" not in str(refused.value)

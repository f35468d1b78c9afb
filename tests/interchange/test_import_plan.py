"""The plan of an import: what is there before anything is filed, and what becomes of a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from repbook.errors import InvalidInput
from repbook.interchange.choosing.laying import Told
from repbook.interchange.filing.import_plan import ImportPlan, plan, read_as, with_column, with_told
from repbook.interchange.filing.read_file import read
from repbook.interchange.reading.columns import Mapped, Why

from .conftest import DATA, TODAY
from .test_mapped import NAMELESS, NOBODYS
from .test_sheets import ORDERS, workbook

Planned = Callable[..., ImportPlan]


@pytest.fixture
def planned(tmp_path: Path) -> Planned:
    def given(content: str | bytes, name: str = "table.csv", **more: object) -> ImportPlan:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return plan(path, **{"today": TODAY, **more})  # type: ignore[arg-type]

    return given


def test_a_table_that_nobody_knows_is_mapped_column_by_column(planned: Planned) -> None:
    one = planned(NOBODYS)
    assert one.open and one.open.field == "map"
    assert [c.samples[0] for c in one.columns][:2] == ["Kelder Dairy", "01632 960001"]
    one = with_column(one, 4, "product")
    assert one.open and "the day it was ordered" in one.open.message
    assert [(c.field, c.why) for c in one.columns][3] == ("product", Why.CHOSEN)
    one = with_column(with_column(one, 4, "aside"), 1, "company")
    assert (one.open, one.program, one.outlook.made) == (None, "plain.customers", {"customers": 1})
    one = with_column(one, 3, "e-mail")
    with pytest.raises(InvalidInput):
        with_column(one, 2, "phon")
    (kelder,) = read_as(one).customers
    assert [route.value for route in kelder.routes] == ["ella@kelder.example"]


def test_a_programs_table_is_planned_as_it_is_read() -> None:
    for path in sorted((DATA / "dialects").glob("*.csv")):
        try:
            parsed = read(path, today=TODAY)
        except InvalidInput as error:
            found = plan(path, today=TODAY).open
            assert found and (found.message, found.field) == (error.message, error.field)
            continue
        one = plan(path, today=TODAY)
        assert (one.open, one.columns, one.program) == (None, parsed.columns, parsed.program)
        assert one.day_order == parsed.day_order
        assert one.rows == parsed.rows


def test_what_goes_wrong_is_seen_in_the_first_rows(planned: Planned) -> None:
    rows = "".join(f"{n},Acme,2026-01-{n % 28 + 1:02},{n}\n" for n in range(300))
    one = planned(f"order no,customer,order date,amount\n1,Acme,2026-02-31,5\n{rows}")
    assert (one.outlook.rows, one.outlook.made, one.rows) == (200, {"sales": 199}, 301)
    assert [problem.line for problem in one.outlook.problems] == [2, 2]


def test_the_day_order_is_asked_for_and_answered(planned: Planned) -> None:
    one = planned("order no,customer,order date\n1,Acme,03/04/2026\n")
    assert one.open and one.open.field == "day_order"
    assert [c.field for c in one.columns] == ["order number", "company", "ordered"]
    assert with_told(one, one.told, day_first=True).open is None


def test_the_sheets_of_a_workbook_can_be_chosen(planned: Planned) -> None:
    one = planned(workbook(Orders=ORDERS, More=[["Company"], ["Acme"]]), "two.xlsx")
    assert (one.sheet, one.sheets) == ("Orders", ("Orders", "More"))
    for named in ("More", "more", "2"):
        other = with_told(one, Told(sheet=named))
        assert (other.sheet, [c.heading for c in other.columns]) == ("More", ["Company"])
    with pytest.raises(InvalidInput, match="there are: Orders, More"):
        with_told(one, Told(sheet="3"))


def test_headings_can_be_said_to_be_none(planned: Planned) -> None:
    one = planned(NAMELESS)
    assert (one.headed, one.rows) == (False, 2)
    assert with_told(one, Told(headed=True)).rows == 1


def test_what_is_remembered_is_told_with_its_day(planned: Planned) -> None:
    headings = "gekauft\nkdbez\nmailkontakt\ntelefonkontakt"
    kept = Mapped(headings, {"Kdbez": "company"}, "", date(2026, 3, 3))
    one = planned(NOBODYS, remembered={headings: kept})
    assert one.mapped == kept
    assert one.columns[0].why is Why.REMEMBERED
    changed = with_column(one, 1, "name")
    assert changed.mapped and changed.mapped.fields == {"Kdbez": "name"}
    assert with_told(one, Told(forget=True)).open


def test_columns_that_are_headed_alike_are_changed_one_by_one(planned: Planned) -> None:
    one = with_column(planned("Company,Phone,Phone\nAcme,0171 123456,0171 654321\n"), 2, "fax")
    one = with_column(with_column(one, 3, "mobile"), 2, "aside")
    assert [c.field for c in one.columns] == ["company", "aside", "mobile"]


def test_an_address_book_has_no_columns() -> None:
    one = plan(DATA / "dialects/iphone-ios17.vcf", today=TODAY)
    assert (one.program, one.columns, one.open) == ("vcard", (), None)

"""import --map, --sheet, --fields, and the dry run: a table that nobody knows comes in, and is known the next time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run
from .test_import import counts

SHEETS = Path(__file__).parents[1] / "data/sheets"
TABLE = "Kdbez,Mailkontakt,Gekauft\nKelder Dairy,ella@kelder.example,Dosing pump\n"
NEXT = "Gekauft;Kdbez;Mailkontakt\nPump;Mill Farm;tom@mill.example\n"
MAP = ("--map", "Kdbez=company", "--map", "Mailkontakt=e-mail")


@pytest.fixture
def files(home: Path) -> Path:
    (home / "a b.csv").write_text(TABLE)
    (home / "next.csv").write_text(NEXT)
    return home


def test_the_refusal_shows_the_columns_and_a_line_to_begin_with(run: Run, files: Path) -> None:
    said = run("import", "a b.csv")
    assert (said.code, said.out) == (1, "")
    head, *columns, example = said.err.splitlines()
    assert "no column names a customer" in head
    assert columns[1] == "  2  Mailkontakt  ella@kelder.example"
    assert example == (
        '  such as: repbook import "a b.csv" --map "Kdbez=company" --map "Mailkontakt=e-mail"'
    )
    assert not (files / "data").exists()


def test_the_line_that_is_shown_works(run: Run, files: Path) -> None:
    import shlex

    example = run("import", "a b.csv").err.splitlines()[-1].partition("repbook ")[2]
    assert run(*shlex.split(example)).code == 0
    assert counts(run)["customers"] == 1


def test_a_dry_run_shows_every_column_with_a_value_and_writes_nothing(
    run: Run, files: Path
) -> None:
    run("new")
    said = run("import", "a b.csv", *MAP, "--dry-run")
    assert said.out.splitlines() == [
        "a b.csv: Plain table of customers · utf-8 · commas",
        "  column       fills    such as",
        "  Kdbez        company  Kelder Dairy",
        "  Mailkontakt  e-mail   ella@kelder.example",
        "  Gekauft      aside    Dosing pump",
        "  would add   1 customer",
        "  note        the next table of these headings would be read as you mapped this",
        "              one",
    ]
    assert run("import", "a b.csv").code == 1


def test_the_next_table_of_the_same_headings_is_read_by_itself(run: Run, files: Path) -> None:
    assert run("import", "a b.csv", *MAP).code == 0
    said = run("import", "next.csv")
    assert said.code == 0
    assert "columns as you mapped them, used last on Wed 3 Jun" in said.out
    assert counts(run)["customers"] == 2
    (kept,) = json.loads(run("export").out)["tables"]["mappings"]
    assert json.loads(kept["fields"]) == {"Kdbez": "company", "Mailkontakt": "e-mail"}


def test_undo_takes_the_rows_back_and_leaves_what_was_said(run: Run, files: Path) -> None:
    run("import", "a b.csv", *MAP)
    run("undo")
    assert "customers" not in counts(run)
    run("import", "a b.csv", "--map", "Mailkontakt=aside")
    assert "Mailkontakt: ella@kelder.example" in run("show", "kelder").out
    assert run("check").code == 0


def test_what_was_said_is_forgotten(run: Run, files: Path) -> None:
    run("import", "a b.csv", *MAP)
    said = run("import", "next.csv", "--map", "none")
    assert said.code == 1
    assert "is forgotten" in said.err
    assert run("import", "next.csv").code == 1
    assert "mappings" not in counts(run)


def test_a_trial_forgets_nothing(run: Run, files: Path) -> None:
    run("import", "a b.csv", *MAP)
    run("import", "next.csv", "--map", "none", "--dry-run")
    assert run("import", "next.csv").code == 0


def test_a_table_that_is_known_without_it_comes_in_and_forgets(run: Run, home: Path) -> None:
    (home / "c.csv").write_text("Company,City\nAcme,Bonn\n")
    run("import", "c.csv", "--map", "City=aside")
    assert "Bonn" not in run("show", "acme").out.splitlines()[0]
    assert counts(run)["mappings"] == 1
    run("import", "c.csv", "--map", "none")
    assert "mappings" not in counts(run)


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        (("--map", "Kdbez=compny"), 2, '"compny" is no field - did you mean company'),
        (("--map", "Kdbez"), 2, "does not say which column is which field"),
        (("--map", "Kdbz=company"), 1, 'no column "Kdbz" - did you mean Kdbez?'),
        (("--map", "Kdbez=company", "--map", "Gekauft=product"), 1, "a sale needs the day"),
        (("--sheet", "Orders"), 1, "only a workbook has sheets"),
        (("next.csv", "--map", "Kdbez=company", "--map", "2=phone"), 2, "column 2 of which file?"),
        (("next.csv", "--map", "Kdbez=company", "--map", "X=phone"), 1, 'has a column "X"'),
    ],
)
def test_what_can_not_be_meant_is_refused_and_nothing_filed(
    run: Run, files: Path, typed: tuple[str, ...], code: int, says: str
) -> None:
    said = run("import", "a b.csv", *typed)
    assert said.code == code
    assert says in said.err
    assert said.err.count("\n") == 1
    assert not (files / "data").exists()


def test_what_is_said_of_several_files_goes_to_those_that_have_the_column(
    run: Run, files: Path
) -> None:
    (files / "c.csv").write_text("Company,City\nAcme,Bonn\n")
    assert run("import", "a b.csv", "c.csv", "--map", "Kdbez=company").code == 0
    assert counts(run)["customers"] == 2


def test_a_table_without_headings_comes_in_by_numbers(run: Run, home: Path) -> None:
    (home / "n.csv").write_text("Jane Doe,Jane,jane@doe.example\nBob Ray,Bob,bob@ray.example\n")
    refused = run("import", "n.csv")
    assert "no headings" in refused.err
    assert '--map "Column 3=e-mail"' in refused.err
    said = run("import", "n.csv", "--map", "1=name", "--map", "3=e-mail")
    assert said.code == 0
    assert "a table without headings is not known again" in said.out
    assert counts(run)["people"] == 2
    assert "mappings" not in counts(run)


def test_a_sheet_of_a_workbook_is_named_by_its_name_or_its_number(run: Run) -> None:
    first = run("import", SHEETS / "two-sheets.xlsx")
    assert first.out.startswith('two-sheets.xlsx: Plain table of people · sheet "Customers"\n')
    assert 'only the sheet "Customers" is read; left out: Orders' in first.out
    assert (counts(run)["customers"], "sales" in counts(run)) == (2, False)
    assert (
        "there are: Customers, Orders"
        in run("import", SHEETS / "two-sheets.xlsx", "--sheet", "3").err
    )
    for sheet, said in (("orders", "added       2 sales"), ("2", "known       2 records already")):
        assert said in run("import", SHEETS / "two-sheets.xlsx", "--sheet", sheet).out
    assert counts(run)["sales"] == 2


def test_a_row_kept_in_part_is_not_counted_as_left_out(run: Run, home: Path) -> None:
    (home / "s.csv").write_text(
        "order no,customer,order date,amount,paid on\n"
        "1,Alder,2026-01-05,12k,\n2,Alder,2026-02-30,1,\n3,Alder,2026-01-06,1,2027-01-01\n"
    )
    said = run("import", "s.csv")
    assert "  left out    1 line\n" in said.out
    assert "  in part     2 lines\n" in said.out
    assert "s.csv line 4: paid on 2027-01-01" in said.err


def test_the_fields_are_listed_with_what_they_fill(run: Run) -> None:
    said = run("import", "--fields")
    assert said.code == 0
    assert "  e-mail           e-mail/home gives it a label" in said.out
    assert "ordered" in said.out and "customer phone" in said.out
    assert run("import").code == 2


def test_the_reps_own_json_has_no_columns(run: Run, book: Path) -> None:
    run("export", "-o", "one.json")
    assert run("--book", "b.db", "import", "one.json", "--map", "a=name").code == 2

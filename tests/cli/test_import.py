"""import: other programs' files, told line by line, filed once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from .conftest import Run

DIALECTS = Path(__file__).parents[1] / "data/dialects"
CUSTOMERS = "company,city,phone\nAlder,York,01904 1\nBirch,Leeds,0113 2\n"
PEOPLE = "name,company,email\nJo Alder,Alder,jo@alder.example\n"
SALES = "order no,customer,order date,amount\n7,Birch,2026-05-20,12.50\n8,Alder,2020-02-30,1\n"


@pytest.fixture
def files(home: Path) -> Path:
    """Three plain tables, of which the last has a row that can't be."""
    (home / "c.csv").write_text(CUSTOMERS)
    (home / "p.csv").write_text(PEOPLE)
    (home / "s.csv").write_text(SALES)
    return home


def counts(run: Run, *book: str) -> dict[str, int]:
    tables = json.loads(run(*book, "export").out)["tables"]
    return {name: len(rows) for name, rows in tables.items() if rows}


def test_several_files_go_in_their_order(run: Run, files: Path) -> None:
    said = run("import", "s.csv", "p.csv", "c.csv")
    assert said.code == 0
    heads = [line for line in said.out.splitlines() if not line.startswith(" ")]
    assert [line.split(":")[0] for line in heads] == ["c.csv", "p.csv", "s.csv"]
    assert heads[0] == "c.csv: Plain table of customers · utf-8 · commas"
    assert "  added       2 customers" in said.out
    assert "  added       1 person" in said.out
    assert "  left out    1 line" in said.out
    assert "in part" not in said.out
    assert "s.csv line 3: " in said.err
    assert "new book at " in said.err
    assert "`repbook undo` takes this import back" in said.err
    found = counts(run)
    assert (found["customers"], found["people"], found["sales"]) == (2, 1, 1)


@pytest.mark.fault("F95")
def test_a_second_import_adds_nothing(run: Run, files: Path) -> None:
    run("import", "c.csv", "p.csv", "s.csv")
    before = counts(run)
    said = run("import", "c.csv", "p.csv", "s.csv")
    assert said.code == 0
    assert said.out.count("nothing new") == 3
    assert "  known       2 records already" in said.out
    assert counts(run) == before
    assert "undo" not in said.err


def test_all_files_of_an_import_are_one_step_back(run: Run, files: Path) -> None:
    run("import", "c.csv", "p.csv", "s.csv")
    assert run("undo").out == "undone: import c.csv, p.csv, s.csv\n"
    assert not counts(run).keys() & {"customers", "people", "sales"}
    assert run("undo").code == 1


def test_a_deal_of_a_contact_belongs_to_their_customer(run: Run, home: Path) -> None:
    (home / "contacts.csv").write_text(
        "Record ID,First Name,Last Name,Email,Associated Company\n77,Ann,Lee,ann@a.example,Acme\n"
    )
    (home / "deals.csv").write_text(
        "Record ID,Deal Name,Deal Stage,Close Date,Associated Contact,Associated Contact IDs\n"
        "1,Kegs,Closed won,2026-01-05,,77\n2,Taps,Closed won,2026-01-06,Ann Lee,77\n"
    )
    assert run("import", "deals.csv", "contacts.csv").code == 0
    tables = json.loads(run("export").out)["tables"]
    assert [one["name"] for one in tables["customers"]] == ["Acme"]
    (ann,) = tables["people"]
    assert [(one["title"], one["person_id"]) for one in tables["sales"]] == [
        ("Kegs", ann["id"]),
        ("Taps", ann["id"]),
    ]


@pytest.mark.parametrize("there", [True, False])
def test_a_trial_writes_nothing(run: Run, files: Path, there: bool) -> None:
    if there:
        run("new", "b.db")
    before = {path: path.stat().st_mtime_ns for path in files.rglob("*")}
    said = run("--book", "b.db", "import", "--dry-run", "s.csv", "p.csv", "c.csv")
    assert said.code == 0
    assert "would add   2 customers" in said.out
    assert "would add   1 person" in said.out
    assert "undo" not in said.err
    assert {path: path.stat().st_mtime_ns for path in files.rglob("*")} == before


def test_a_trial_of_a_whole_book_writes_nothing(run: Run, book: Path, home: Path) -> None:
    run("export", "-o", "one.json")
    said = run("--book", "b.db", "import", "--dry-run", "one.json")
    assert "would add 3 customers" in said.out
    assert not (home / "b.db").exists()


def test_a_backup_is_made_of_a_book_that_was_there(run: Run, book: Path, files: Path) -> None:
    run("import", "c.csv")
    (copy,) = (book.parent / "book-backups").glob("*.db")
    assert "Alder" not in run("--book", copy, "export").out
    assert "Marsh Foods" in run("--book", copy, "export").out


@pytest.mark.fault("F76")
def test_no_backup_is_no_hindrance(run: Run, book: Path, files: Path) -> None:
    (book.parent / "book-backups").write_text("in the way")
    said = run("import", "c.csv")
    assert said.code == 0
    assert "no backup was made first" in said.err
    assert counts(run)["customers"] == 5


@pytest.mark.fault("F49")
def test_a_new_book_is_only_made_for_something(run: Run, files: Path) -> None:
    (files / "empty.csv").write_text("")
    assert run("--book", "b.db", "import", "empty.csv").code == 1
    assert not (files / "b.db").exists()
    assert run("--book", "b.db", "import", "c.csv").err.startswith("new book at b.db\n")


@pytest.mark.fault("F91")
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("gone.csv", None, "gone.csv"),
        ("empty.csv", b"", "empty"),
        ("head.csv", b"company,city\n", "a header and no rows"),
        ("pic.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "pic.csv"),
        ("open.csv", b'company,city\n"Alder,York\n', "line 2"),
        ("order.csv", b"order no,customer,order date\n1,A,03/04/2026\n", "--day-order dmy, or mdy"),
    ],
)
def test_a_file_that_can_not_be_used_is_one_line(
    run: Run, home: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (home / name).write_bytes(content)
    said = run("import", name)
    assert said.code == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith(f"repbook: {name}: ")
    assert says in said.err


def test_a_bad_file_does_not_hold_up_the_good_ones(run: Run, files: Path) -> None:
    said = run("import", "gone.csv", "c.csv")
    assert said.code == 1
    assert "repbook: gone.csv: " in said.err
    assert counts(run)["customers"] == 2


@pytest.mark.fault("F92")
@pytest.mark.parametrize(
    ("how", "day"), [(("--day-order", "dmy"), "2026-04-03"), (("--day-order", "mdy"), "2026-03-04")]
)
def test_the_rep_says_how_days_are_meant(
    run: Run, home: Path, how: tuple[str, ...], day: str
) -> None:
    (home / "s.csv").write_text("order no,customer,order date\n1,Alder,03/04/2026\n")
    assert run("import", "s.csv", *how).code == 0
    assert f"ordered {day}" in run("show", "alder").out


@pytest.mark.fault("F84")
def test_the_rep_says_the_code_page(run: Run, home: Path) -> None:
    (home / "c.csv").write_bytes("company,city\nŁódź,Łomża\n".encode("cp1250"))
    assert run("import", "c.csv", "--encoding", "cp1250").code == 0
    assert run("show", "lodz").out.startswith("Łódź")


def test_the_rep_says_the_program(run: Run, files: Path) -> None:
    said = run("import", "c.csv", "--from", "nonsense")
    assert said.code == 1
    assert '"nonsense" is no program that repbook reads' in said.err


def test_a_programs_own_export(run: Run, home: Path) -> None:
    said = run("import", *sorted(DIALECTS.glob("hubspot-crm-exports-all-co*.csv")))
    assert said.code == 0
    assert "HubSpot companies · utf-8 · commas" in said.out
    assert "  kept aside  " in said.out
    assert counts(run)["customers"] == 2


@pytest.mark.fault("F107")
def test_no_command_reaches_for_the_network(run: Run, book: Path, files: Path) -> None:
    tried: list[str] = []
    watching = True

    def watch(event: str, _: object) -> None:
        if watching and event.startswith(("socket.", "urllib.", "http.")):
            tried.append(event)

    sys.addaudithook(watch)
    for command in ("today", "import c.csv", "export -o x.json", "backup", "check", "log marsh: x"):
        run(*command.split(maxsplit=1))
    watching = False
    assert tried == []


ORDERS = "order no,customer,order date,amount\n1,Alder,2024-05-20,12.50\n2,Birch,2024-05-21,3\n"


@pytest.mark.fault("F95")
@pytest.mark.parametrize(
    ("later", "sales"),
    [
        ("2,Birch,2024-05-21,3", 2),
        ("2,Birch,2024-05-21,4", 2),  # its amount was put right
        ("2,Birch,2024-06-21,3", 2),  # its day was
        ("2,Birch,2025-06-21,4", 3),  # this year's
        ("2,Cedar,2025-06-21,4", 3),
        ("2,Birch,2025-06-21,", 3),
    ],
)
def test_a_plain_table_may_count_its_orders_anew(
    run: Run, home: Path, later: str, sales: int
) -> None:
    (home / "old.csv").write_text(ORDERS)
    (home / "new.csv").write_text(f"{ORDERS.splitlines()[0]}\n{later}\n")
    run("import", "old.csv")
    run("import", "new.csv")
    assert counts(run)["sales"] == sales
    assert run("import", "new.csv", "old.csv").out.count("nothing new") == 2
    assert counts(run)["sales"] == sales


@pytest.mark.fault("F95")
def test_an_id_of_a_plain_table_is_believed_where_something_agrees(run: Run, home: Path) -> None:
    head = "id,company,product,order date,amount\n"
    (home / "old.csv").write_text(
        f"{head}1,Alder,Pump,2024-05-20,12.50\n2,Birch,Hose,2024-05-21,3\n"
    )
    (home / "new.csv").write_text(f"{head}1,Cedar,Valve,2025-05-20,99\n2,Birch,Hose,2024-05-22,3\n")
    run("import", "old.csv")
    run("import", "new.csv")
    assert (counts(run)["customers"], counts(run)["sales"]) == (3, 3)
    assert run("import", "new.csv").out.count("nothing new") == 1


ACTIVITIES = """\
Activity - ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,Activity - Organization
1,Chase the kit,call,2026-07-01,To do,Alpha Ltd
2,Chase again,call,2026-07-05,To do,Alpha Ltd
3,Rang them,call,2026-05-20,Done,Alpha Ltd
"""
NOTES = """\
ID,Content,Note is pinned to deal,Organization,Add time
1,said valve fits,0,Alpha Ltd,2026-05-01 10:00:00
2,said drawer sticks,0,Alpha Ltd,2026-05-02 10:00:00
3,wants a visit,0,Alpha Ltd,2026-05-03 10:00:00
4,new buyer in June,0,Alpha Ltd,2026-05-04 10:00:00
"""


@pytest.mark.fault("F95")
@pytest.mark.parametrize("names", [("a.csv", "n.csv"), ("n.csv", "a.csv")])
@pytest.mark.parametrize("together", [True, False])
def test_activities_and_notes_are_numbered_from_one_each(
    run: Run, home: Path, names: tuple[str, str], together: bool
) -> None:
    (home / "a.csv").write_text(ACTIVITIES)
    (home / "n.csv").write_text(NOTES)
    for files in [names] if together else [(name,) for name in names]:
        assert run("import", *files).code == 0
    found = counts(run)
    assert (found["customers"], found["touches"], found["followups"]) == (1, 5, 2)
    assert run("import", *names).out.count("nothing new") == 2
    (home / "a.csv").write_text(ACTIVITIES.replace("2026-07-01,To do", "2026-05-30,Done"))
    said = run("import", "a.csv")
    assert "added       1 touch" in said.out
    assert "1 follow-up open in the book and done in this file: done" in said.out
    assert "`repbook undo` takes this import back" in said.err
    again = counts(run)
    grown = {"touches": 1, "followups": 0, "origins": 1}
    assert {name: again[name] - found[name] for name in grown} == grown
    run("undo")
    tables = json.loads(run("export").out)["tables"]
    assert [row["state"] for row in tables["followups"]] == ["open", "open"]

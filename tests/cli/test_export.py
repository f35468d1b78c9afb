"""export, and its JSON back in: lossless, guarded, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs import needs
from repbook.actions.customers import customers
from repbook.actions.imports import exchange
from repbook.clock import Clock
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.reading.formulas import unguarded
from repbook.interchange.writing.outfile import safe_name
from repbook.interchange.writing.pages_md import text
from repbook.interchange.writing.sheets_csv import guarded
from repbook.storage.book.book import Book
from repbook.storage.book.migrations import LATEST
from repbook.storage.transfer import flat_sheets, whole_book

from .conftest import TODAY, Run

Json = dict[str, Any]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# -- JSON ----------------------------------------------------------------------------------------


def test_every_table_of_facts_is_exported() -> None:
    from repbook.storage.book.tables import FACT_TABLES

    assert tuple(str(table.__tablename__) for table in FACT_TABLES) == whole_book.FACTS


def test_nothing_but_caches_is_left_out(book: Path) -> None:
    with Book(book, Clock(TODAY)) as opened:
        names = {
            row[0] for row in opened.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    rest = {
        name
        for name in names - set(whole_book.TABLES)
        if not name.startswith(("search", "sqlite_"))
    }
    assert rest == {"standings", "places", "sent_out"}, "caches, and what is about this machine"


@pytest.mark.fault("F105")
def test_json_comes_back_to_the_byte(run: Run, book: Path, home: Path) -> None:
    run("log", "marsh: taken back again")
    run("undo")
    run("export", "-o", "one.json")
    assert run("--book", "new.db", "import", "one.json").code == 0
    run("--book", "new.db", "export", "-o", "two.json")
    assert (home / "one.json").read_bytes() == (home / "two.json").read_bytes()
    assert run("--book", "new.db", "check").out == "new.db is sound\n"
    for command in (("today",), ("show", "marsh"), ("find", "manual"), ("history",)):
        assert run(*command).out == run("--book", "new.db", *command).out


@pytest.mark.fault("F116")
def test_ids_go_on_where_they_were(run: Run, book: Path, home: Path) -> None:
    run("log", "marsh: gone")
    run("undo")
    run("export", "-o", "one.json")
    run("--book", "new.db", "import", "one.json")
    for name in (book, "new.db"):
        run("--book", name, "log", "marsh: next")
    assert (
        run("export").out.replace("\n", "")[:400]
        == run("--book", "new.db", "export").out.replace("\n", "")[:400]
    )
    touches = [
        json.loads(run("--book", name, "export").out)["tables"]["touches"]
        for name in (book, "new.db")
    ]
    assert touches[0][-1]["id"] == touches[1][-1]["id"] == 3
    assert run("--book", "new.db", "undo").code == 0
    assert run("--book", "new.db", "undo").code == 0  # also what was done before the copy


@pytest.mark.fault("F95")
def test_the_same_json_again_is_nothing_new(run: Run, book: Path) -> None:
    run("export", "-o", "one.json")
    assert run("import", "one.json").out == "one.json: nothing new, the book has it all\n"


def test_json_into_a_book_in_use_is_refused(run: Run, book: Path) -> None:
    run("export", "-o", "one.json")
    run("log", "marsh: later")
    before = run("export").out
    said = run("import", "one.json")
    assert said.code == 1
    assert "this book is not empty - import into a new one" in said.err
    assert run("export").out == before


def test_stdout_and_a_file_are_the_same(run: Run, book: Path, home: Path) -> None:
    assert run("export", "-o", "one.json").out == "one.json\n"
    assert run("export").out == (home / "one.json").read_text()
    assert run("export", "-o", "-").out == (home / "one.json").read_text()


def _without(key: str) -> Callable[[Json], Any]:
    return lambda told: {name: value for name, value in told.items() if name != key}


def _row(table: str, **values: Any) -> Callable[[Json], Any]:
    def change(told: Json) -> Json:
        told["tables"][table][0] |= values
        return told

    return change


def _head(**values: Any) -> Callable[[Json], Any]:
    return lambda told: {**told, "repbook": {**told["repbook"], **values}}


@pytest.mark.fault("F91")
@pytest.mark.fault("F100")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_without("repbook"), "is not an export of repbook"),
        (_without("tables"), "has not the tables of a book"),
        (_without("last_ids"), "which ids were given"),
        (_head(format=2), "another version of repbook"),
        (_head(schema=99), f"another version of repbook (schema 99, not {LATEST})"),
        (lambda told: [told], "is not an export of repbook"),
        (lambda told: {**told, "tables": {**told["tables"], "t": []}}, "has not the tables"),
        (_row("customers", more=1), "row 1 of customers has not the columns"),
        (_row("customers", name=True), "a value that no book can hold"),
        (_row("customers", name=["x"]), "a value that no book can hold"),
        (_row("customers", name=""), "row 1 of customers breaks a rule of the book (name_length)"),
        (_row("customers", tier="Z"), "breaks a rule"),
        (_row("customers", created_on="2026-02-30"), "breaks a rule"),
        (_row("customers", id=2), "breaks a rule"),
        (_row("customers", wish_aim=2**70), "breaks a rule"),
        (_row("customers", id="1"), "row 1 of customers has not the columns"),
        (_row("people", customer_id=77), "a row of people points to a row that is not there"),
        (_row("journal", table_name='customers" --'), "its history does not fit"),
        (_row("journal", after='{"name": "x"}'), "its history does not fit"),
        (_row("journal", after="nonsense"), "its history does not fit"),
    ],
)
@pytest.mark.slow("five commands for each of twenty ways to spoil an export")
def test_json_that_is_no_book_is_refused_whole(
    run: Run, book: Path, home: Path, change: Callable[[Json], Any], says: str
) -> None:
    told = json.loads(run("export").out)
    (home / "bad.json").write_text(json.dumps(change(told)))
    run("--book", "new.db", "new")
    empty = run("--book", "new.db", "export").out
    said = run("--book", "new.db", "import", "bad.json")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert says in said.err
    assert run("--book", "new.db", "export").out == empty


@pytest.mark.fault("F100")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 200_000,
        b'{"repbook": {"format": 1, "schema": NaN}}',
        b'{"repbook": 1, "repbook": {"format": 1, "schema": 1}}',
        b'{"repbook": {"format": 1, "schema": ' + b"9" * 5000 + b"}}",
        b"\xff\xfe\x00",
        b"PK\x03\x04",
        b'{"name": "package"}',
    ],
)
def test_a_foreign_or_broken_json_is_one_line(run: Run, home: Path, content: bytes) -> None:
    (home / "bad.json").write_bytes(content)
    said = run("import", "bad.json")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "bad.json" in said.err
    assert not (home / "data").exists()  # no book is made for nothing


@pytest.mark.fault("F70")
def test_a_damaged_text_is_not_copied_as_if_it_were_well(run: Run, book: Path) -> None:
    connection = sqlite3.connect(book)
    connection.execute("UPDATE customers SET industry = CAST(x'e9e9' AS TEXT) WHERE id = 1")
    connection.commit()
    connection.close()
    said = run("export", "-o", "one.json")
    assert said.code == 1
    assert "a row of customers is damaged - run `repbook check`" in said.err
    assert not Path("one.json").exists()


def test_bytes_where_a_text_should_be_are_kept(run: Run, book: Path, home: Path) -> None:
    connection = sqlite3.connect(book)
    connection.execute("UPDATE customers SET note = x'00ff' WHERE id = 2")
    connection.commit()
    connection.close()
    run("export", "-o", "one.json")
    assert run("--book", "new.db", "import", "one.json").code == 0
    assert run("--book", "new.db", "export").out == (home / "one.json").read_text()


# -- CSV and Markdown ----------------------------------------------------------------------------


def test_csv_is_a_folder_of_sheets(run: Run, book: Path, home: Path) -> None:
    said = run("export", "--format", "csv", "-o", "out")
    assert len(said.out.splitlines()) == len(flat_sheets.SHEETS)
    assert stat.S_IMODE((home / "out").stat().st_mode) == 0o700
    for sheet in flat_sheets.SHEETS:
        path = home / "out" / f"{sheet.name}.csv"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file)) == list(sheet.header)
    assert [row["customer"] for row in rows_of(home / "out/customers.csv")] == [
        "Marsh Foods",
        "Müller & Söhne",
        "'=HYPERLINK(1)",
    ]
    assert rows_of(home / "out/sales.csv")[0]["amount"] == "1234.05"
    assert rows_of(home / "out/customers.csv")[1]["note"] == "Ladebühne\nhinten"


def test_csv_says_what_was_agreed_who_is_off_the_book_and_what_a_letter_cites(
    run: Run, book: Path, home: Path
) -> None:
    connection = sqlite3.connect(book)
    connection.executescript("""
        UPDATE customers SET answer_hours = 2, fix_days = 3, wish_aim = 20, wish_limit = 30 WHERE id = 1;
        UPDATE customers SET state = 'dormant', state_on = '2026-05-01', wake_on = '2026-09-01' WHERE id = 2;
        INSERT INTO letters (customer_id, kind, subject, body, by_hand, made_on, source)
          VALUES (1, 'evidence', 'Delivered', '', 0, '2026-06-01', 'the Gazette');
        INSERT INTO citations (customer_id, letter_id, evidence_id) VALUES (1, 1, 1);
    """)
    connection.close()
    run("export", "--format", "csv", "-o", "out")
    marsh, dormant, _ = rows_of(home / "out/customers.csv")
    assert (marsh["answer hours"], marsh["fix days"], marsh["wish limit"]) == ("2", "3", "30")
    assert (dormant["off the book since"], dormant["wake on"]) == ("2026-05-01", "2026-09-01")
    (letter,) = rows_of(home / "out/letters.csv")
    (citation,) = rows_of(home / "out/citations.csv")
    assert letter["source"] == "the Gazette"
    assert (citation["customer"], citation["letter id"]) == ("Marsh Foods", letter["id"])
    assert citation["evidence id"] == rows_of(home / "out/evidence.csv")[0]["id"]


def test_csv_of_the_customers_alone(run: Run, book: Path, home: Path) -> None:
    said = run("export", "--format", "csv")
    assert said.out.startswith("customer id,customer,tier,")
    assert "-o FOLDER" in said.err
    assert run("export", "-o", "c.csv").out == "c.csv\n"
    assert (home / "c.csv").read_text("utf-8-sig") == said.out.replace("\r\n", "\n")


@pytest.mark.fault("F101")
@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "+49 30"),
        ("+44 (0)1632 960002", "+44 (0)1632 960002"),
        ("+49/30-12.34", "+49/30-12.34"),
        ("+ 44 1632", "+ 44 1632"),
        ("--03-18", "--03-18"),
        ("'+49 30", "''+49 30"),
        ("++49", "'++49"),
        ("+49 30 or 31", "'+49 30 or 31"),
        ("+49+30", "'+49+30"),
        ("+A1", "'+A1"),
        ("+-5", "'+-5"),
        ("+", "'+"),
        ("+49\t30", "'+49\t30"),
        ("--03-18+1", "'--03-18+1"),
        ("--1", "'--1"),
        ("-2+3", "'-2+3"),
        ("-x", "'-x"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
        (-2, -2),
        (None, None),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: object, kept: object) -> None:
    assert guarded(cell) == kept


@pytest.mark.fault("F101")
@given(st.text(alphabet="'=+-@\t\rab 10(./)", max_size=8))
def test_the_guard_comes_off_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    if guarded(cell)[:1] in set("=+-@\t\r"):  # a number to dial, and nothing to reckon with
        assert cell[0] == "+"
        assert set(cell[1:]) <= set(" 10(./)-")


@pytest.mark.fault("F105")
def test_csv_comes_back_into_an_empty_book(run: Run, book: Path, home: Path) -> None:
    run("export", "--format", "csv", "-o", "out")
    files = [f"out/{name}.csv" for name in ("touches", "sales", "people", "customers")]
    said = run("--book", "new.db", "import", *files)
    assert said.code == 0
    assert "added       3 customers" in said.out
    run("--book", "new.db", "export", "--format", "csv", "-o", "back")
    ids = {"customer id", "person id", "sale id", "touch id"}
    unread = {
        "customers": {"state reason", "goal"},
        "people": {"do not", "since on", "left on"},
        "sales": {"kind", "settled on", "cancelled on", "invoice due on", "note"},
        "touches": {"at", "topic", "they called", "minutes"},
    }
    for name, columns in unread.items():
        before, after = (
            sorted(
                tuple((key, value) for key, value in row.items() if key not in ids | columns)
                for row in rows_of(home / folder / f"{name}.csv")
            )
            for folder in ("out", "back")
        )
        assert before == after


@pytest.mark.fault("F95")
def test_its_own_csv_brings_nothing_new(run: Run, book: Path) -> None:
    run("export", "--format", "csv", "-o", "out")
    before = json.loads(run("export").out)["tables"]
    files = [f"out/{name}.csv" for name in ("customers", "people", "sales", "touches", "followups")]
    said = run("import", *files)
    assert said.code == 0
    assert said.out.count("nothing new") == 5
    after = json.loads(run("export").out)["tables"]
    assert {name: len(rows) for name, rows in before.items() if name in whole_book.FACTS} == {
        name: len(rows) for name, rows in after.items() if name in whole_book.FACTS
    }


@pytest.mark.parametrize("sheet", ["facts", "promises", "problems", "routes", "evidence"])
def test_a_sheet_that_is_not_read_back_says_so(run: Run, book: Path, sheet: str) -> None:
    run("export", "--format", "csv", "-o", "out")
    before = run("export").out
    said = run("import", f"out/{sheet}.csv")
    assert said.code == 1
    assert "this sheet is only for reading - `repbook export --format json`" in said.err
    assert run("export").out == before


@pytest.mark.practice("R27")
def test_what_is_confidential_is_only_in_the_json(run: Run, book: Path, home: Path) -> None:
    run("export", "--format", "csv", "-o", "out")
    run("export", "-o", "book.md")
    run("export", "-o", "book.json")
    (home / "pages").mkdir()
    run("export", "--format", "md", "-o", "pages")
    written = [path for path in home.rglob("*") if path.suffix in (".csv", ".md", ".json")]
    assert len(written) == len(flat_sheets.SHEETS) + 1 + 1 + 3
    assert [path.name for path in written if "new job" in path.read_text()] == ["book.json"]


def test_markdown_is_a_page_for_each_customer(run: Run, book: Path) -> None:
    out = run("export", "--format", "md").out
    assert [line for line in out.splitlines() if line.startswith("# ")] == [
        "# \\=HYPERLINK(1)",
        "# Marsh Foods",
        "# Müller \\& Söhne",
    ]
    assert "- Jo Marsh · Buyer, dairy · main contact · phone +44 113 496" in out
    assert "- **2026-06-03** talked: runs cold · Jo Marsh\n" in out
    assert "- **Note** Ladebühne\n- **Note** hinten\n" in out


@pytest.mark.fault("F03")
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[x](https://e)", "\\[x\\](https://e)"),
        ("<script>", "\\<script\\>"),
        ("# no title", "\\# no title"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\\. no list"),
        ("a * b_c `d` ~e~ | f & g", "a \\* b\\_c \\`d\\` \\~e\\~ \\| f \\& g"),
        ("two\nlines\x1b[2J", "two lines \\[2J"),
        ("C:\\new", "C:\\\\new"),
    ],
)
def test_a_persons_text_is_no_markdown(typed: str, shown: str) -> None:
    assert text(typed) == shown


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.fault("F103")
@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x", "x"),
        ("/abs", "abs"),
        ("con", "_con"),
        ("COM1.txt", "_COM1.txt"),
        ("a\x00b", "a_b"),
        (".hidden", "hidden"),
        ("..", "customer"),
        ("", "customer"),
        ("Müller & Söhne", "Müller & Söhne"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("trailing. ", "trailing"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.fault("F103")
@given(st.lists(st.text(max_size=400), max_size=6))
def test_safe_names_stay_in_the_folder_and_differ(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        safe = safe_name(name, taken)
        assert len(safe.encode()) < 140
        assert Path(f"/out/{safe}.md").resolve().parent == Path("/out")
        assert safe.casefold() not in {other.casefold() for other in taken}
        taken.add(safe)


@pytest.mark.fault("F104")
def test_an_export_replaces_a_file_and_a_link_not_what_it_points_to(
    run: Run, book: Path, home: Path
) -> None:
    (home / "old.json").write_text("old")
    (home / "link.json").symlink_to("old.json")
    assert run("export", "-o", "link.json").code == 0
    assert (home / "old.json").read_text() == "old"
    assert not (home / "link.json").is_symlink()
    assert stat.S_IMODE((home / "link.json").stat().st_mode) == 0o600
    assert run("export", "-o", "old.json").code == 0
    assert (home / "old.json").read_text() == run("export").out


@pytest.mark.fault("F104")
@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_the_book_itself_is_never_overwritten(run: Run, book: Path, home: Path, form: str) -> None:
    (home / "link").symlink_to(book)
    content = book.read_bytes()
    for target in (book, home / "link"):
        said = run("export", "--format", form, "-o", target)
        assert said.code == 1
        assert "is the book itself" in said.err
    assert book.read_bytes() == content


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("folder", "is a folder"),
        pytest.param("pipe", "is no file", marks=needs("os.mkfifo")),
        ("/dev/null", "is no file"),
        ("no/such/a.json", "can't be written: No such file or directory"),
    ],
)
def test_a_place_that_takes_no_file(
    run: Run, book: Path, home: Path, target: str, says: str
) -> None:
    (home / "folder").mkdir()
    if target == "pipe":
        os.mkfifo(home / "pipe")
    said = run("export", "--format", "json", "-o", target)
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert says in said.err
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.fault("F63")
@pytest.mark.fault("F104")
@pytest.mark.parametrize("form", ["json", "csv", "md"])
@needs("resource")
def test_a_full_disk_leaves_the_old_file(book: Path, home: Path, form: str) -> None:
    """A limit on the size of files stands in for the full disk."""
    target = home / "out" if form == "csv" else home / f"out.{form}"
    if form == "csv":
        target.mkdir()
    kept = target / "customers.csv" if form == "csv" else target
    kept.write_text("old")

    import resource

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    ended = subprocess.run(
        [sys.executable, "-m", "repbook", "export", "--format", form, "-o", target],
        preexec_fn=limit,
        capture_output=True,
        check=False,
        text=True,
        timeout=20,
    )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "File too large" in ended.stderr
    assert kept.read_text() == "old"
    assert not list(home.rglob("*.part"))
    assert [path.name for path in kept.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.fault("F46")
def test_an_export_keeps_nobody_from_writing(book: Path) -> None:
    with Book(book, Clock(TODAY)) as reader, Book(book, Clock(TODAY)) as writer:
        pieces = exchange.stream(reader, "json", rules=DEFAULT)
        before = next(pieces)
        customers.add(writer, "Alder")
        assert "Alder" not in before + "".join(pieces)
        assert "Alder" in "".join(exchange.stream(reader, "json", rules=DEFAULT))

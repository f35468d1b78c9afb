"""What an import says while it goes on, where it is stopped, and to another program."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from repbook.actions.imports import filing, large_files
from repbook.cli import progress
from repbook.interchange.filing import read_file
from repbook.storage.large import becoming, turning
from repbook.storage.rows import runs

from .conftest import Run

PEOPLE = "Company,Name,Email,Order Date,Product,Notes\n" + "".join(
    f"Firm {at % 7},Ann {at},a{at}@x.example,2024-03-0{at % 9 + 1},Pump,\n" for at in range(20)
)


@pytest.fixture
def table(home: Path) -> Path:
    path = home / "orders.csv"
    path.write_text(PEOPLE)
    return path


def test_a_terminal_shows_how_many_rows_are_read_and_how_many_filed(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row is one row, whatever it makes: a customer, a person, and an order."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(progress, "monotonic", lambda: 1.0)  # no seconds pass
    said = run("import", "orders.csv").err
    shown = [part.removesuffix("\x1b[K") for part in said.split("\r")]
    assert "reading orders.csv: 20 of 20 rows" in shown
    assert "filing: 20 of 20 rows" in shown
    assert not [part for part in shown if " of " in part and "of 20 rows" not in part]
    assert said.endswith("\r\x1b[K`repbook undo` takes this import back\n")


@pytest.mark.parametrize(("long", "tried"), [(20, False), (20, True), (21, False)])
def test_where_nobody_looks_a_long_import_says_where_it_begins_and_where_it_ends(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch, long: int, tried: bool
) -> None:
    monkeypatch.setattr(progress, "LONG", long)
    said = run("import", "orders.csv", *(["--dry-run"] if tried else [])).err
    assert "\r" not in said
    lines = [line for line in said.splitlines() if "rows" in line]
    if long > 20:
        assert lines == []
        return
    words = ("trying", "tried") if tried else ("filing", "filed")
    assert lines == [
        "reading orders.csv: 20 rows",
        "read orders.csv: 20 rows",
        f"{words[0]}: 20 rows",
        f"{words[1]} 20 rows",
    ]


def _breaks_off(after: int, of: Callable[..., object], name: str) -> Callable[..., object]:
    """``of``, in which somebody types Ctrl-C once so many rows are done."""

    def broken(*given: object, **named: object) -> object:
        told = named[name]

        def tell(done: int, all_of_them: int) -> None:
            told(done, all_of_them)
            if done >= after:
                raise KeyboardInterrupt

        return of(*given, **{**named, name: tell})

    return broken


@pytest.mark.fault("F96")
@pytest.mark.parametrize(
    ("where", "after", "said"),
    [
        ("read", 0, "(read: 0 of 20 rows)"),
        ("read", 20, "(read: 20 rows)"),
        ("file_all", 1, "(read: 20 rows)"),
    ],
)
def test_an_import_that_is_stopped_says_so_and_files_nothing(
    run: Run,
    book: Path,
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    after: int,
    said: str,
) -> None:
    before = run("export").out
    module = read_file if where == "read" else filing
    with monkeypatch.context() as patched:
        patched.setattr(module, where, _breaks_off(after, getattr(module, where), "progress"))
        stopped = run("import", "orders.csv")
    assert stopped.code == 130
    assert stopped.out == ""
    line = f"repbook: stopped: nothing was filed {said} - the book is as it was"
    assert stopped.err.splitlines()[-1] == line
    assert run("export").out == before


def test_who_stops_an_import_that_has_just_been_filed_hears_that_it_is(
    run: Run, book: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = filing.file_all

    def late(*given: object, **named: object) -> object:
        filed(*given, **named)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(filing, "file_all", late)
    stopped = run("import", "orders.csv")
    assert stopped.code == 130
    assert stopped.err.splitlines()[-1] == "the import is filed; `repbook undo` takes it back"
    assert "Firm 3" in run("find", "Firm").out


def test_who_stops_while_rows_come_into_the_book_hears_that_it_is_filed_and_the_rest_comes(
    run: Run, book: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_files, "LARGE", 1)
    monkeypatch.setattr(becoming, "MOST", 0)
    monkeypatch.setattr(turning, "HOLD", 0)
    monkeypatch.setattr(turning, "WATCH", 0)
    monkeypatch.setattr(runs, "LEAST", 10)
    with monkeypatch.context() as patched:
        patched.setattr(turning.time, "sleep", lambda _: signal.raise_signal(signal.SIGINT))
        stopped = run("import", "orders.csv")
    assert stopped.code == 130
    rest = "and its last rows come as the book is opened next"
    assert (
        stopped.err.splitlines()[-1] == f"the import is filed, {rest}; `repbook undo` takes it back"
    )
    assert "Firm 3" in run("find", "Firm").out
    assert run("check").code == 0
    assert run("undo").code == 0
    assert "Firm 3" not in run("find", "Firm").out


@pytest.mark.parametrize(
    ("where", "says", "found"),
    [
        ("_made_ready", "repbook: stopped: nothing was filed", False),
        ("_replace", "the import is filed; `repbook undo` takes it back", True),
    ],
)
def test_who_stops_while_a_copy_takes_the_books_place_hears_whether_it_did(
    run: Run,
    book: Path,
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    says: str,
    found: bool,
) -> None:
    monkeypatch.setattr(large_files, "LARGE", 1)
    real = getattr(becoming, where)

    def stopped_after(*given: object) -> object:
        done = real(*given)
        done = [*done] if where == "_made_ready" else done
        signal.raise_signal(signal.SIGINT)
        return done

    with monkeypatch.context() as patched:
        patched.setattr(becoming, where, stopped_after)
        stopped = run("import", "orders.csv")
    assert stopped.code == 130
    assert stopped.err.splitlines()[-1].startswith(says)
    assert ("Firm 3" in run("find", "Firm").out) is found
    assert run("check").code == 0


def test_what_an_import_would_do_is_told_to_another_program(
    run: Run, book: Path, table: Path
) -> None:
    before = run("export").out
    (table.parent / "nobody.csv").write_text("When,Colour\n2026-03-01,red\n")
    tried = run("import", "orders.csv", "nobody.csv", "--dry-run", "--json")
    assert tried.code == 1  # one of the two can't be used
    told = json.loads(tried.out)
    assert told["dry_run"] is True
    (one,) = told["files"]
    assert (one["file"], one["rows"], one["known"]) == ("orders.csv", 20, 0)
    assert one["added"] == {"customers": 7, "people": 20, "sales": 20}
    assert [column["fills"] for column in one["columns"]][:3] == ["company", "name", "e-mail"]
    assert [other["file"] for other in told["not_taken"]] == ["nobody.csv"]
    assert "--map" in told["not_taken"][0]["hint"]
    assert run("export").out == before
    done = json.loads(run("import", "orders.csv", "--json").out)
    assert (done["dry_run"], done["files"][0]["added"]) == (False, one["added"])
    again = json.loads(run("import", "orders.csv", "--json").out)["files"][0]
    assert (again["added"], again["known"]) == ({}, 40)

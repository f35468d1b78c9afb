"""``repbook forget``: shown first, by the name as typed; and what a rep hears of it afterwards."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from repbook.storage.safety.backup_folder import backups

from .conftest import Run

CSV = "Customer,City,Phone,First name,Last name,Email\nMarsh Foods,Leeds,+44 113 496,Jo,Marsh,jo@marsh.example\nKelder Dairy,York,0113 7,Ann,Lee,ann@kelder.example\n"


def holds(folder: Path, *words: str) -> list[str]:
    """The files that hold one of the words, whatever its case."""
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(w.encode() in path.read_bytes().lower() for w in words)
    ]


def test_a_dry_run_shows_what_there_is_and_changes_nothing(book: Path, run: Run) -> None:
    before = book.read_bytes()
    said = run("forget", "Marsh Foods", "--dry-run")
    assert said.code == 0
    assert "Marsh Foods (customer)" in said.out
    assert "1 sale" in said.out
    assert "steps" in said.out
    assert book.read_bytes() == before


def test_the_name_is_typed_or_nothing_goes(
    book: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("forget", "Marsh Foods").code == 2  # nobody is there to type it
    monkeypatch.setattr("repbook.cli.commands.forgetting.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("marsh\n"))
    said = run("forget", "Marsh Foods")
    assert (said.code, "nobody was forgotten" in said.err) == (1, True)
    assert holds(book.parent, "marsh")
    typed = book.with_name("book-typed.txt")  # of a day on which the book took nothing
    typed.write_text("note: Marsh Foods rang\n", "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("marsh foods\n"))
    assert run("forget", "Marsh Foods").code == 0
    assert not holds(book.parent, "marsh", "chiller", "sticks")


def test_what_stays_is_an_order_of_nobody_and_steps_that_are_erased(book: Path, run: Run) -> None:
    run("forget", "Marsh Foods", "--yes")
    whole = json.loads(run("export", "--format", "json").out)["tables"]
    (sale,) = whole["sales"]
    assert (sale["amount"], sale["ordered_on"], sale["title"]) == (123405, "2026-05-12", "erased")
    assert next(one["name"] for one in whole["customers"]) == f"erased {sale['customer_id']}"
    assert not whole["people"]
    assert run("check").code == 0
    history = run("history").out
    assert "erased (can't be undone)" in history
    assert "a customer was forgotten" in history
    assert "HYPERLINK" in run("undo").out  # the newest step that is nobody's who was forgotten


def test_backups_are_written_anew_and_stay_sound(book: Path, run: Run) -> None:
    run("backup")
    run("backup", book.parent / "elsewhere.db")
    run("backup", book.parent / "away.db")
    (book.parent / "away.db").unlink()
    said = run("forget", "Marsh Foods", "--yes")
    assert said.code == 1  # one of them was not there
    assert "away.db: it is not there now" in said.out
    assert not holds(book.parent, "marsh")
    (newest, *_) = backups(book.parent / "book-backups")
    assert newest.reason == "by hand"
    assert "rewritten" in newest.path.with_name(newest.path.name + ".sha256").read_text()
    assert run("restore", newest.path).code == 0
    assert run("check").code == 0


def test_a_restored_older_backup_is_brought_to_the_same_state(book: Path, run: Run) -> None:
    old = book.parent.parent / "old.db"
    old.write_bytes(book.read_bytes())
    run("forget", "Marsh Foods", "--yes")
    run("restore", old)
    assert not holds(book.parent, "marsh")
    book.write_bytes(old.read_bytes())  # and one that was simply copied to its place
    assert run("find", "marsh").out == ""
    assert not holds(book.parent, "marsh")


def test_what_left_the_book_is_named(book: Path, run: Run, home: Path) -> None:
    run("export", "-o", home / "all.json")
    said = run("forget", "Marsh Foods", "--yes").out
    assert "all.json" in said
    assert "1 file that left the book" in said


def test_a_later_import_leaves_out_who_asked(book: Path, run: Run, home: Path) -> None:
    (home / "people.csv").write_text(CSV)
    run("import", home / "people.csv")
    run("forget", "Marsh Foods", "--yes")
    for more in (("--dry-run",), ()):
        said = run("import", home / "people.csv", *more)
        assert "asked to be forgotten" in said.err
        assert "1 line" in said.out
    assert not holds(book.parent, "marsh")
    whole = json.loads(run("import", home / "people.csv", "--dry-run", "--json").out)
    assert whole["files"][0]["left_out"] == 1
    assert "Ann Lee" in run("find", "ann").out


@pytest.mark.parametrize("mentions", [False, True])
def test_mentions_of_others_are_shown_and_go_only_if_asked(
    book: Path, run: Run, mentions: bool
) -> None:
    run("log", "Müller & Söhne: knows MARSH FOODS well", "Müller & Söhne: marshes are wet")
    said = run("forget", "Marsh Foods", "--yes", *(["--mentions"] if mentions else []))
    if not mentions:
        assert "knows MARSH FOODS well" in said.out
        assert "--mentions" in said.out
    shown = run("show", "Müller").out
    assert ("knows erased well" in shown) is mentions
    assert "marshes are wet" in shown
    assert bool(holds(book.parent, "marsh foods")) is not mentions
    assert run("undo").code == run("undo").code == 0  # both notes, as they are now
    assert run("check").code == 0


def test_a_person_goes_and_the_firm_stays(book: Path, run: Run) -> None:
    said = run("forget", "Jo Marsh", "--yes")
    assert "Jo Marsh (person)" in said.out
    shown = run("show", "Marsh Foods").out
    assert "Chiller" in shown
    assert not holds(book.parent, "jo marsh", "buyer, dairy", "runs cold")
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        (("Nobody At All",), 1, "nobody in the book is called"),
        (("Marsh Foods", "--person"), 1, "is a customer"),
        (("#99",), 1, "nothing in the book has the number #99"),
        ((), 2, "something is missing"),
    ],
)
def test_what_can_not_be_meant_is_said(
    book: Path, run: Run, typed: tuple[str, ...], code: int, says: str
) -> None:
    said = run("forget", *typed, "--yes")
    assert (said.code, says in said.err) == (code, True)


def test_who_is_only_in_the_history_is_found_by_name(book: Path, run: Run) -> None:
    run("undo")
    with closing(sqlite3.connect(book)) as connection:
        steps = connection.execute("SELECT count(*) FROM operations").fetchone()[0]
    for _ in range(steps - 1):
        run("undo")
    said = run("forget", "marsh foods", "--yes")
    assert "known to the history only" in said.out
    assert not holds(book.parent, "marsh")


def test_the_letter_of_article_15_holds_all_and_says_what_to_look_at_first(
    book: Path, run: Run, home: Path
) -> None:
    (home / "people.csv").write_text(CSV)
    run("import", home / "people.csv")
    run("log", "Marsh Foods: like Kelder Dairy they are short of staff @ Jo has diabetes")
    run("export", "-o", home / "all.json")
    said = run("access", "Marsh Foods")
    for words in (
        *("# What is kept of Marsh Foods", "Jo Marsh", "1234.05", "is looking for a new job"),
        *("people.csv", "written down by hand", "json, with others", "3 years", "article 17"),
    ):
        assert words in said.out, words
    for words in ("1 fact told in confidence", "Kelder Dairy they are", "speaks of health"):
        assert words in said.err, words
    of_jo = run("access", "Jo Marsh").out
    assert "Buyer, dairy" in of_jo
    assert "2 h less cleaning" not in of_jo  # the firm's, and nobody's there
    run("access", "Marsh Foods", "-o", home / "letter.md")
    assert "Chiller" in (home / "letter.md").read_text()
    run("forget", "Marsh Foods", "--yes")
    assert not (home / "letter.md").exists()


def test_others_of_the_same_first_name_or_a_longer_name_are_left_alone(
    book: Path, run: Run
) -> None:
    run("log", "Marsh Foods: first @ Anna sails")
    (book.parent / "more.csv").write_text(
        "Customer,First name,Last name\nMarsh Foods North,Jo,\nKelder,Jo,Marshall\n"
    )
    run("import", book.parent / "more.csv")
    (book.parent / "more.csv").unlink()
    run("log", "Kelder: Jo rang, and Jo Marsh was there")
    run("forget", "Marsh Foods", "--yes", "--mentions")
    assert "Marsh Foods North" in run("show", "Marsh Foods North").out
    shown = run("show", "Kelder").out
    assert "Jo Marshall" in shown
    assert "Jo rang, and erased was there" in shown


def test_a_namesake_with_an_accent_is_not_left_out(book: Path, run: Run, home: Path) -> None:
    (home / "zoe.csv").write_text(
        "Customer,First name,Last name\nMarsh Foods,Zoë,Lund\nKelder Dairy,Zoë,Lund\n", "utf-8"
    )
    run("import", home / "zoe.csv")
    assert run("forget", "Zoë Lund, Marsh Foods", "--yes").code == 0
    said = json.loads(run("import", home / "zoe.csv", "--dry-run", "--json").out)
    assert said["files"][0]["left_out"] == 1

"""log, undo, redo."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


def test_log_prints_what_it_filed(run: Run, book: Path) -> None:
    said = run(
        "log",
        "marsh: fits well * delivered complete ! send card fri ? leak major @ Anna sails > tue 10am call",
    )
    assert said.code == 0
    assert said.out.splitlines() == [
        "call · talked · today · Marsh Foods",
        "  note        fits well",
        "  evidence    delivered complete",
        "  promise     send card · Fri 5 Jun",
        "  problem     leak · major",
        "  personal    Anna sails",
        "  follow-up   call · Tue 9 Jun 10:00",
    ]
    page = run("show", "marsh").out
    assert "leak (major)" in page
    assert "send card, Fri 5 Jun" in page


def test_log_without_quotes(run: Run, book: Path) -> None:
    assert run("log", "marsh:", "all", "well").out == (
        "call · talked · today · Marsh Foods\n  note        all well\n"
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("marsh: ok ! send card", "'! send card': by when? - add a day"),
        ("marsh: ok > 3/4 call", "'3/4'"),
        ("nobody: ok", "nobody in the book is called 'nobody'"),
        ("m: ok", "'m' may be"),
    ],
)
def test_what_is_not_clear_is_asked_and_files_nothing(
    run: Run, book: Path, line: str, says: str
) -> None:
    before = run("export").out
    said = run("log", line)
    assert said.code == 1
    assert said.out == ""
    assert says in said.err
    assert run("export").out == before


def test_the_settings_say_how_a_day_is_meant(run: Run, book: Path, home: Path) -> None:
    (home / "config/repbook").mkdir(parents=True)
    settings = home / "config/repbook/settings.toml"
    for order, day in (("dmy", "Sun 6 Dec"), ("mdy", "Fri 12 Jun")):
        settings.write_text(f'day_order = "{order}"\n')
        assert day in run("log", "marsh: > 6/12 call").out


def test_undo_and_redo(run: Run, book: Path) -> None:
    before = run("show", "marsh").out
    run("log", "marsh: leaves with undo")
    after = run("show", "marsh").out
    assert run("undo").out == "undone: log call with Marsh Foods\n"
    assert run("show", "marsh").out == before
    assert run("redo").out == "done again: log call with Marsh Foods\n"
    assert run("show", "marsh").out == after
    nothing = run("redo")
    assert nothing.code == 1
    assert nothing.err == "repbook: there is nothing to redo\n"


@pytest.mark.fault("F118")
def test_undo_goes_back_to_the_empty_book(run: Run, book: Path) -> None:
    while run("undo").code == 0:
        pass
    assert "The book is empty." in run("today").out


LINE = (
    "marsh foods: fits well * delivered complete Thu ! send cleaning card fri ? drawer sticks"
    " > tue 10am call about valves"
)


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("jo marsh", "Marsh Foods · Jo Marsh"),
        ("Jo", "Marsh Foods · Jo Marsh"),
        ("foods", "Marsh Foods"),
        ("Marsh Foods, Leeds", "Marsh Foods"),
    ],
)
def test_log_says_for_whom(run: Run, book: Path, name: str, heads: str) -> None:
    assert run("log", f"{name}: all well").out.splitlines()[0] == (
        f"call · talked · today · {heads}"
    )


def test_the_line_of_the_readme_goes_into_the_demo_book(run: Run) -> None:
    said = run("--demo", "log", LINE)
    assert said.code == 0
    assert said.out.splitlines()[0] == "call · talked · today · Marsh Foods"
    assert "call about valves · Tue 9 Jun 10:00" in said.out

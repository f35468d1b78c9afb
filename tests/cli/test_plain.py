"""When the book is held in plain lines: where one says so, and where the terminal can do no more."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from cli.conftest import Run


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("l marsh foods: no answer\nq\n"))


@pytest.mark.usefixtures("book", "typed")
def test_plain_lines_are_held_without_a_terminal(run: Run) -> None:
    code, out, err = run("--plain")
    assert (code, err) == (0, "")
    assert out.startswith("Wed 3 Jun 2026. ")
    assert "Logged: unanswered call to Marsh Foods · Jo Marsh. u undoes it." in out


@pytest.mark.usefixtures("typed")
def test_they_hold_any_book_and_the_made_up_one(run: Run, tmp_path: Path, book: Path) -> None:
    assert run("--book", str(book), "--plain").code == 0
    assert "46 due" in run("--plain", "--demo").out
    assert run("--plain", "--book", tmp_path / "none.db") == (
        1,
        "",
        f"repbook: there is no book at {tmp_path / 'none.db'} - check the path, or start one:"
        f" repbook --book {tmp_path / 'none.db'} new\n",
    )


@pytest.mark.usefixtures("typed")
def test_an_empty_book_says_how_it_begins(run: Run) -> None:
    out = run("--plain").out
    assert "The book is empty. w and a name records a won sale" in out


@pytest.mark.fault("F43")
@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("dumb", "TERM is dumb: the book in plain lines; ? says what can be typed\n"),
        ("", "TERM is not set: the book in plain lines; ? says what can be typed\n"),
    ],
)
@pytest.mark.usefixtures("book", "typed")
def test_a_terminal_that_cannot_move_its_cursor_has_plain_lines(
    term: str, said: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    assert run().err.startswith("repbook: there is no terminal")
    monkeypatch.setattr("repbook.cli._terminal_missing", lambda: "")
    monkeypatch.setattr(sys, "platform", "linux")
    code, out, err = run()
    assert (code, err) == (0, said)
    assert "Logged: unanswered call" in out


@pytest.mark.usefixtures("book", "typed")
def test_keys_that_cannot_be_meant_are_refused(run: Run, home: Path) -> None:
    settings = home / "config/repbook/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nlog = "s"\n')
    code, out, err = run("--plain")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1 and "settings give the key 's' to log and check" in err

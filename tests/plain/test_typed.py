"""What is typed at a prompt, and what is said to what can't be meant: one line with its cause and the next step."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import costly
from plain.sitting import NOW, TYPED, copy_of_the_book, hold
from repbook.actions.customers import customers, facts
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.plain.book_commands import ELSEWHERE, OF_THE_SCREEN
from repbook.plain.loop import KNOWN
from repbook.plain.typed import Spoken, read
from repbook.storage.book.book import Book
from repbook.ui.keys.commands import COMMANDS
from repbook.ui.keys.remapping import remapped


@pytest.mark.parametrize(
    ("text", "command", "number", "rest"),
    [
        ("l", "log", None, ""),
        ("l 3", "log", 3, "3"),
        ("l3", "log", 3, "3"),
        ("3 l", "log", 3, "3"),
        ("3l", "log", 3, "3"),
        ("l 3 fits well", "log", 3, "3 fits well"),
        ("l 3: fits", "log", 3, "3: fits"),
        ("l marsh: fits", "log", None, "marsh: fits"),
        ("l 2nd pump", "log", None, "2nd pump"),
        ("l: 2 pumps", "log", None, "2 pumps"),
        ("3", "", 3, "3"),
        ("/dented", "find", None, "dented"),
        ("/ dented", "find", None, "dented"),
        (".marsh: fits", "capture", None, "marsh: fits"),
        ("undo", "undo", None, ""),
        ("won sale", "sale", None, ""),
        ("remove 2", "remove", 2, "2"),
        ("today", "today", None, ""),
        ("open", "open", None, ""),
        ("?", "help", None, ""),
        ("U", "redo", None, ""),
        ("logan foods", "", None, "logan foods"),
        ("Lewis", "", None, "Lewis"),
        ("1", "", 1, "1"),
        ("down", "", None, "down"),
        ("log marsh: fits", "log", None, "marsh: fits"),
        ("person park", "person", None, "park"),
        ("Ahead Ltd", "", None, "Ahead Ltd"),
    ],
)
def test_a_line_is_a_command_a_number_or_a_name(
    text: str, command: str, number: int | None, rest: str
) -> None:
    found = read(text, COMMANDS)
    assert (found.command, found.number, found.rest) == (command, number, rest)


def test_remapped_keys_do_the_same_here() -> None:
    table = remapped({"log": "L", "done": "ctrl+d"})
    assert read("L 3", table).command == "log"
    assert read("l 3", table).command == ""
    assert read("done 3", table).command == "done"
    assert (Spoken(table)("log"), Spoken(table)("done")) == ("L", "done")


def test_every_command_of_the_table_can_be_typed_or_is_known_to_be_of_the_screen() -> None:
    moving = {command.id for command in COMMANDS if command.group == "Moving about"} - {"open"}
    assert {command.id for command in COMMANDS} - moving == {*KNOWN, *ELSEWHERE, *OF_THE_SCREEN} - {
        "confidential"
    }
    assert not {*ELSEWHERE, *OF_THE_SCREEN} & KNOWN


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["9"], "there is no 9 here - a number, 1 to 4"),
        (["d 0"], "there is no 0 here - a number, 1 to 4"),
        (["d"], "which row? - d and its number, such as d 1"),
        (["zzz", ""], "nobody in the book is called 'zzz'."),
        (["theme"], "There is no theme in plain lines"),
        (["import a file"], "`repbook import FILE` does it"),
        (["l 1", "9"], "there is no 9 here - a number, 1 to 7"),
        (["l 1", "", "! send kit"], "by when?"),
        (["l 1", "", "fine", "5"], "there is no 5 here - a number, 1 to 2, or all"),
        (["p 1", "send kit", "someday"], '"someday" is no day that can be read'),
        (["p 1", "send kit", "3/4/5/6"], "is no day that can be read"),
        (["s 1", "good"], "'good' is none of these - a number, 1 to 5"),
        (["s 1", "--"], "this is needed - type it, or < goes back"),
        (["s 1", "."], "This is needed - type it, or < goes back"),
        (["marsh foods", "1", "", "q"], "'q' is none of these - type d or r or l or b"),
        (["W", "77"], "there is no 77 here - a number, 1 to 5"),
        (["marsh foods", "l 1 fine"], "is 1 the row, or the first of the words? - l 1: and words"),
        (["<"], "This is Today, where all begins: q leaves repbook."),
        (["? nothing"], "There is no such command - ? alone lists them"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_line(
    typed: list[str], said: str, tmp_path: Path
) -> None:
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        paper = hold(book, typed).paper
        assert said in paper
        assert "should not have happened" not in paper


def test_a_fault_of_ours_is_one_line_and_the_sitting_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("repbook.plain.loop.read", lambda *_: 1 // 0)
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        status, paper = hold(book, ["l 1", ""])
        assert (status, paper.count("This should not have happened (ZeroDivisionError)")) == (0, 1)


@pytest.mark.parametrize("asked", ["", "confidential"])
def test_what_was_told_in_confidence_is_said_to_who_asks(asked: str, tmp_path: Path) -> None:
    everywhere = [
        "b marsh foods",
        "marsh foods",
        "open",
        "H",
        "",
        "l 1",
        "<",
        "/ job",
        "W",
        "",
        "D",
    ]
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        paper = hold(book, [*everywhere, "marsh foods", asked, "open"]).paper
        assert ("new job" in paper) == bool(asked)


NASTY = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=24)
KEYS = st.sampled_from(
    [*"lspxfeizdwbmHuU.?/<+", "", "1", "l 1 ", ". marsh: ", "marsh", "W", "2", "open"]
)


@costly(8)
@given(name=NASTY, words=NASTY, typed=st.lists(st.tuples(KEYS, NASTY).map("".join), max_size=6))
def test_no_sign_that_drives_a_terminal_is_ever_said(
    name: str, words: str, typed: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = copy_of_the_book(tmp_path_factory.mktemp("nasty") / "book.db")
    with Book(path, FixedClock(NOW)) as book:
        made = customers.add(book, f"X {name}").ids["customers"][0]
        facts.add(book, made, "personal", f"says {words}")
        touches.log(book, touches.LogEntry(made, line="said"), rules=DEFAULT)
        # As if the book had been written by something that cleans nothing.
        for raw in ("UPDATE touches SET note = ? || note", "UPDATE customers SET name = ? || name"):
            book.run(lambda link, raw=raw: link.execute(raw, ("\x1b[2J\x07",)))
        ours = [f"b X {name}", f"X {name}", "", f"l X {name}: fine", "u"]
        paper = hold(book, [*ours, *typed, "/ said", "today"]).paper
    said = "".join(line.partition(TYPED.rstrip())[0] for line in paper.split("\n"))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", said)
    assert "should not have happened" not in paper


def test_a_sitting_needs_nothing_of_the_screen(tmp_path: Path) -> None:
    copy_of_the_book(tmp_path / "book.db")
    code = (
        "import sys; from repbook.cli import main;"
        f"main(['--plain', '--book', {str(tmp_path / 'book.db')!r}, '--today', '2026-06-03']);"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input="b marsh foods\n",
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(run.stderr.split())
    assert "Ask about: Jo runs" in run.stdout
    assert not loaded & {"textual", "rich", "sqlmodel", "pydantic", "readline"}
    assert {name for name in loaded if name.startswith("repbook.ui")} == {
        "repbook.ui", "repbook.ui.keys", "repbook.ui.keys.commands", "repbook.ui.keys.key_names",
        "repbook.ui.keys.remapping",
    }  # fmt: skip

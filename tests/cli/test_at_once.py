"""Commands that are answered at once: the same words as by the long way, and hardly anything is loaded for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import TODAY, Run
from needs import needs
from repbook import kept
from repbook.cli import at_once
from repbook.cli.parser import parse
from repbook.cli.usage import read_plainly
from repbook.clock import Clock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.views.kept_today import keep_days

HEAVY = {"typing", "pathlib", "argparse", "json", "locale", "shutil", "dataclasses", "inspect"}
PROGRAM = (
    "import sys; from repbook.__main__ import main; status = main();"
    "print(*sorted(sys.modules), file=sys.stderr); sys.exit(status)"
)


def loaded(*words: str) -> tuple[str, set[str]]:
    """What a command prints, and what was loaded for it."""
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return told.stdout, set(told.stderr.split())


@needs("os.fork")
@pytest.mark.parametrize("words", [("find", "manual"), ("find", "Marsh", "foods"), ("today",)])
def test_it_says_what_the_long_way_says(words: tuple[str, ...], book: Path, run: Run) -> None:
    long = run("--book", book, *words).out
    if words == ("today",):
        keep_days(book, Clock(TODAY), DEFAULT)
        assert run("--book", book, "today").out == long
    said, modules = loaded("--book", str(book), *words)
    assert said == long != ""
    # An editable install and a measured run load some of these by themselves.
    mine, bare = (
        modules,
        set(
            subprocess.check_output(
                [sys.executable, "-c", "import sys; print(*sys.modules)"], text=True
            ).split()
        ),
    )
    assert not (mine - bare) & HEAVY
    assert not {name for name in mine if name.startswith("repbook.domain.spine")}


COUNTED = (
    "import re._compiler as compiler, sys; made = []; known = compiler.compile;"
    "compiler.compile = lambda *given: made.append(given[0]) or known(*given);"
    + PROGRAM.replace("print(", "print(f'patterns.{len(made)}', ")
)


@pytest.mark.parametrize(
    ("words", "modules", "patterns"),
    [
        (("log", "Marsh Foods: talked about the valve"), 168, 45),
        (("log", "Marsh Foods: ! send the card fri ? the valve leaks"), 168, 45),
        (("show", "Marsh Foods"), 100, 15),
    ],
)
def test_a_command_loads_what_its_words_need(
    words: tuple[str, ...],
    modules: int,
    patterns: int,
    book: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run(
        "--book", book, *words
    )  # the first to come looks the book through, as it was made elsewhere
    monkeypatch.setattr(sys.modules[__name__], "PROGRAM", COUNTED)
    said, mine = loaded("--book", str(book), "--today", TODAY.isoformat(), *words)
    assert "Marsh Foods" in said
    ours = {name for name in mine if name.startswith("repbook.")}
    assert len(ours) <= modules, sorted(ours)
    [made] = (int(name.partition(".")[2]) for name in mine if name.startswith("patterns."))
    assert made <= patterns
    outer = {name.partition(".")[0] for name in mine}
    assert not outer & {"sqlmodel", "sqlalchemy", "pydantic", "textual", "rich", "dateutil"}
    assert not ours & {"repbook.domain.letters.letter", "repbook.domain.today.ahead"}


def test_today_in_words_holds_as_long_as_today(book: Path, run: Run) -> None:
    keep_days(book, Clock(TODAY), DEFAULT)
    before = run("--book", book, "today").out
    name = f"{kept.TEXT}80"
    assert kept.read(str(book), TODAY.isoformat(), name).decode() == before
    run("--book", book, "log", "Marsh Foods: ? the valve leaks")
    assert kept.read(str(book), TODAY.isoformat(), name) == b""
    assert run("--book", book, "today").out != before


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("find",),
        ("find", "--json", "x"),
        ("log", "Marsh: x"),
        ("today", "--json"),
        ("today", "now"),
        ("--demo", "today"),
        ("--book",),
        ("--book", "gone.db", "find", "x"),
        ("--book", "gone.db", "today"),
    ],
)
def test_what_is_not_as_it_is_every_day_goes_the_long_way(words: tuple[str, ...]) -> None:
    assert not at_once.answered(words)


@pytest.mark.parametrize(
    ("place", "bytes_there"),
    [(0, b"X"), (63, b"\x01"), (63, b"\xff"), (68, b"none"), (28, b"\x7f")],
)
def test_a_book_that_is_not_of_today_goes_the_long_way(
    book: Path, place: int, bytes_there: bytes, capsys
) -> None:
    words = ("--book", str(book), "find", "manual")
    assert at_once.answered(words)
    with book.open("r+b") as file:
        file.seek(place)
        file.write(bytes_there)
    assert not at_once.answered(words)
    capsys.readouterr()


def test_a_write_under_way_and_keys_that_may_be_wrong_go_the_long_way(
    book: Path, tmp_path: Path, capsys
) -> None:
    words = ("--book", str(book), "find", "manual")
    journal = book.with_name(f"{book.name}-journal")
    journal.write_bytes(b"")
    assert not at_once.answered(words)
    journal.unlink()
    assert at_once.answered(words)
    settings = tmp_path / "config" / "repbook" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nlog = "L"\n')
    assert not at_once.answered(words)
    capsys.readouterr()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "--demo",
        "--book b.db",
        "--today 2026-06-03 --book b.db",
        "today",
        "status",
        "undo",
        "redo",
        "--book b.db --today 2026-06-03 status",
        "find valve fits",
        "show Hollis",
        "--book b.db log Hollis: valve fits",
    ],
)
def test_what_is_read_without_the_parser_is_what_the_parser_reads(typed: str) -> None:
    assert read_plainly(typed.split()) == vars(parse(typed.split()))


@pytest.mark.parametrize(
    "typed",
    [
        "tody",
        "find",
        "today now",
        "show Hollis --json",
        "log --on mon Hollis: x",
        "--today soon today",
        "--today soon",
        "--book",
        "--version",
        "--demo --book b.db",
        "--demo today",
        "find valve --book b.db",
        "status --book b.db",
    ],
)
def test_the_rest_is_for_the_parser(typed: str) -> None:
    assert read_plainly(typed.split()) is None

"""What can be typed, what is refused, and how a command ends."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from repbook import __version__, cli
from repbook.cli.command_lines import COMMANDS

from .conftest import Run

PYTHON = (sys.executable, "-m", "repbook")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("tody", "no command 'tody' - did you mean `repbook today`?"),
        ("xyzzy", "no command 'xyzzy' - see `repbook --help`"),
        ("today --jsn", "too much was typed: --jsn"),
        ("today --js", "too much was typed"),
        ("--jsn", "too much was typed: --jsn"),
        ("--jsn x", "no command 'x'"),
        ("show", "something is missing: NAME"),
        ("log", "something is missing"),
        ("log nobody", "a name and a line are needed"),
        ("import", "something is missing: FILE"),
        ("import a.csv --day-order ymd", "--day-order can't be 'ymd' - choose from dmy, mdy"),
        ("--day-order xyz import a.csv", "--day-order can't stand before the command"),
        ("--dry-run import a.csv", "--dry-run can't stand before the command"),
        ("--json status", "--json can't stand before the command"),
        ("import -", "standard input can't be imported"),
        ("export --format pdf", "--format can't be 'pdf' - choose from json, csv, md"),
        ("--today 3 today", "'3' is no day"),
        ("today --today 2026-02-30", "'2026-02-30' is no day"),
        ("--demo --book a.db today", "exclude each other"),
        ("new --book a.db b.db", "two places"),
        ("restore", "which backup?"),
        ("import a.json b.json", "a whole book comes alone"),
    ],
)
def test_wrong_usage_is_one_line_with_a_next_step(run: Run, typed: str, says: str) -> None:
    said = run(*typed.split())
    assert said.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith("repbook: ")
    assert " - " in said.err
    assert says in said.err


def test_a_bad_day_makes_no_book(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPBOOK_TODAY", "bad")
    for command in ("status", "import a.csv", "new"):
        assert run(*command.split()).code != 0
    assert not list(home.rglob("*.db"))


@pytest.mark.parametrize("keys", ['log = "s"', 'no-such = "L"'])
def test_keys_that_cannot_be_meant_stop_only_the_key_table(
    run: Run, book: Path, home: Path, keys: str
) -> None:
    (home / "config/repbook").mkdir(parents=True)
    (home / "config/repbook/settings.toml").write_text(f"[keys]\n{keys}\n")
    for command in ("status", "today", "where", "find marsh"):
        said = run(*command.split())
        assert (said.code, said.err.count("\n")) == (0, 1)
        assert said.err.startswith("repbook: settings ")
    said = run("keys")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


def test_the_environment_is_checked_like_an_option(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPBOOK_TODAY", "soon")
    said = run("today")
    assert said.code == 2
    assert "REPBOOK_TODAY is 'soon'" in said.err


@pytest.mark.parametrize("typed", ["--today 2027-01-02 today", "today --today 2027-01-02"])
def test_global_options_stand_before_and_after_the_command(
    run: Run, book: Path, typed: str
) -> None:
    assert run(*typed.split()).out.startswith("Sat 2 Jan 2027")


def test_a_book_after_the_command_counts(run: Run, book: Path, home: Path) -> None:
    other = home / "other.db"
    run("new", other)
    assert run("--book", book, "status", "--book", other).out == "rb 0 due · 0 red\n"


def test_the_environment_names_the_book(
    run: Run, book: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.rename(home / "moved.db")
    monkeypatch.setenv("REPBOOK_BOOK", "moved.db")
    assert "Marsh Foods" in run("today").out


@pytest.mark.fault("F75")
def test_the_version_shows_the_library(run: Run) -> None:
    out = run("--version").out
    assert out.startswith(f"repbook {__version__} ")
    assert re.search(r"SQLite \d+\.\d+\.\d+", out)


def test_help_names_every_command(run: Run) -> None:
    said = run("--help")
    assert said.code == 0
    for command in COMMANDS:
        assert command.name in said.out
        assert run(command.name, "--help").code == 0


def test_every_command_has_its_function() -> None:
    from importlib import import_module

    for command in COMMANDS:
        module, _, function = command.run.partition(".")
        assert callable(getattr(import_module(f"repbook.cli.commands.{module}"), function))


@pytest.mark.fault("F42")
@pytest.mark.parametrize("argv", [[], ["--today", "2026-06-03"]])
def test_without_a_terminal_the_app_does_not_start(book: Path, argv: list[str]) -> None:
    ended = subprocess.run(
        [*PYTHON, *argv],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        timeout=10,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "no terminal" in ended.stderr


def test_a_closed_pipe_ends_quietly(book: Path) -> None:
    shell = f"{' '.join(PYTHON)} export --format json | head -c 10; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", shell], capture_output=True, check=False, text=True, timeout=20
    )
    # What all went into the pipe before it was closed is told of as ever.
    assert ended.stderr == "" or ended.stderr.startswith("this file holds ")
    assert ended.stderr.count("\n") <= 1
    assert ended.stdout.endswith("0\n")


@pytest.mark.fault("F63")
@pytest.mark.parametrize(
    ("ending", "code"), [("> /dev/full", "1"), (">&-", "0"), ("2>&- >/dev/null", "0")]
)
def test_streams_that_take_nothing(book: Path, ending: str, code: str) -> None:
    shell = f"{' '.join(PYTHON)} today {ending}; echo $?"
    ended = subprocess.run(
        ["bash", "-c", shell], capture_output=True, check=False, text=True, timeout=20
    )
    assert ended.stdout == f"{code}\n"
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr
    assert ended.stderr.count("\n") <= 1


@pytest.mark.fault("F108")
@pytest.mark.fault("F45")
def test_a_fault_of_our_own_leaves_a_note_without_anybodys_data(
    run: Run, book: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(call: object) -> int:
        secret = "Jo Marsh +44 113 496"
        raise ValueError(secret)

    monkeypatch.setattr("repbook.cli.commands.looking.status", fail)
    said = run("status")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "Jo" not in said.err
    (note,) = (home / "state/repbook").iterdir()
    text = note.read_text()
    assert str(note) in said.err
    assert "ValueError" in text
    assert re.search(r"repbook\.cli:\d+", text)
    assert "Jo" not in text
    assert "113" not in text
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    run("status")
    assert [note] == list((home / "state/repbook").iterdir())


def test_no_note_can_be_kept(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(call: object) -> int:
        raise KeyError("Jo")

    (home / "state").write_text("in the way")
    monkeypatch.setattr("repbook.cli.commands.looking.status", fail)
    said = run("status")
    assert said.code == 1
    assert "no note could be kept" in said.err


def test_stopping_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(call: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("repbook.cli.commands.looking.status", stop)
    assert run("status").code == 130


@pytest.mark.parametrize("command", ["today", "status", "show marsh", "find cold", "--version"])
def test_looking_loads_neither_the_orm_nor_the_screen(book: Path, command: str) -> None:
    code = (
        "import sys; from repbook.cli import main; main(sys.argv[1:]);"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'textual', 'rich', 'asyncio'};"
        "print(*heavy & set(sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, *command.split()],
        capture_output=True,
        check=False,
        text=True,
        timeout=20,
    )
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[-1] == ""


def test_the_app_starts_without_the_parser(
    book: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    seen: list[object] = []

    def launch(path: Path, clock: object, demo: bool, settings: object) -> int:
        seen.extend((path, demo))
        return 7

    monkeypatch.setattr("repbook.ui.app.launch.launch", launch)
    monkeypatch.setattr("repbook.cli.parser.parse", pytest.fail)
    monkeypatch.setattr(cli, "_terminal_missing", lambda: "")
    assert run().code == 7
    assert seen == [book, False]


def test_python_m_repbook() -> None:
    ended = subprocess.run(
        [*PYTHON, "--version"], capture_output=True, check=False, text=True, env=os.environ
    )
    assert ended.stdout.startswith("repbook ")

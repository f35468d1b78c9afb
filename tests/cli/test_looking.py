"""today, status, show, find, history, where, keys."""

from __future__ import annotations

import json
import os
import select
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from needs import needs
from repbook.cli.text.cells import fit, width, wrap
from repbook.domain.spine.kinds import Group
from repbook.ui.keys.commands import COMMANDS, LOCAL, SHIPPED
from repbook.wording import is_unsafe

from .conftest import Run

HOSTILE = "[red]Ev\x1b]52;c;aGk=\x07il\u202e \x9b2J[/] &amp;"


def change(book: Path, sql: str, *values: object) -> None:
    """Write past the program, as a damaged or hostile file would have it."""
    connection = sqlite3.connect(book)
    connection.execute(sql, values)
    connection.commit()
    connection.close()


def test_today_has_groups_columns_and_keys(run: Run, book: Path) -> None:
    out = run("today").out.splitlines()
    assert out[0].startswith("Wed 3 Jun 2026 · debt ")
    groups = [line for line in out if line.isupper()]
    assert groups == sorted(groups, key=[group.upper() for group in Group].index)
    assert "LEARNING CURVE" in groups
    rows = [line for line in out if "Marsh Foods" in line]
    assert len({row.index("Marsh Foods") for row in rows}) == 1
    assert any(row.rstrip().endswith((" x", " l", " s", " d", " t", " e", " i")) for row in rows)


@pytest.mark.parametrize("columns", ["", "40", "60", "100", "nonsense", "100000"])
def test_today_fits_the_width(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    room = min(int(columns), 160) if columns.isdigit() else 80
    for command in ("today", "show marsh", "find marsh", "history"):
        for line in run(*command.split()).out.splitlines():
            # The date line and a name are never cut; a row's least width is the columns' own.
            assert width(line) <= max(room, 66)


def test_today_for_another_program(run: Run, book: Path) -> None:
    told = json.loads(run("today", "--json").out)
    assert told["day"] == "2026-06-03"
    assert told["customers"] == 3
    row = told["rows"][0]
    assert row["reason"].keys() >= {"group", "text", "command", "red", "due_on"}
    assert {row["customer"] for row in told["rows"]} <= {
        "Marsh Foods",
        "Müller & Söhne",
        "=HYPERLINK(1)",
    }


def test_an_empty_day_says_what_to_do(run: Run, home: Path) -> None:
    run("new", "empty.db")
    assert "`repbook import FILE`" in run("today", "--book", "empty.db").out
    run("import", "a.csv", "--book", "empty.db")
    (home / "a.csv").write_text("company,city\nAlder,York\n")
    assert run("import", "a.csv", "--book", "empty.db").code == 0
    said = run("today", "--book", "empty.db")
    assert "Nobody is due today: 1 customer, 1 unknown yet." in said.out


def test_status_is_one_line(run: Run, book: Path) -> None:
    rows = json.loads(run("today", "--json").out)["rows"]
    red = sum(row["reason"]["red"] for row in rows)
    assert run("status").out == f"rb {len(rows)} due · {red} red\n"


@pytest.mark.fault("F06")
@pytest.mark.fault("F07")
@pytest.mark.fault("F01")
def test_touches_tells_what_was_logged_on_a_day(run: Run, book: Path) -> None:
    title, line = run("touches").out.splitlines()
    assert title == "Wed 3 Jun: 1 touch"
    assert line[5:] == "  Marsh Foods, Jo Marsh  talked  runs cold"
    (row,) = json.loads(run("touches", "--json", "--on", "3 jun").out)
    assert {name: row[name] for name in ("customer", "person", "kind", "reach", "came")} == {
        "customer": "Marsh Foods",
        "person": "Jo Marsh",
        "kind": "call",
        "reach": "two-way",
        "came": "*?@",
    }
    assert run("touches", "--on", "yesterday") == (0, "", "nothing was logged on Tue 2 Jun\n")
    code, out, err = run("touches", "--on", "someday")
    assert (code, out) == (1, "")
    assert err.startswith('repbook: "someday" is no day')


def test_nothing_in_the_book_drives_the_terminal(run: Run, book: Path) -> None:
    change(
        book,
        "UPDATE customers SET name = ?, folded = 'evil', note = ? WHERE id = 1",
        HOSTILE,
        HOSTILE,
    )
    change(book, "UPDATE promises SET text = ?", HOSTILE)
    change(book, "UPDATE operations SET label = ?", HOSTILE)
    change(book, "UPDATE touches SET note = ?", HOSTILE)
    for command in (
        ("today",),
        ("today", "--json"),
        ("show", "evil"),
        ("show", "evil", "--json"),
        ("find", "manual"),
        ("history",),
        ("touches",),
        ("touches", "--json"),
        ("export", "--format", "json"),
        ("export", "--format", "csv"),
        ("export", "--format", "md"),
    ):
        said = run(*command)
        loose = {char for char in said.out + said.err if is_unsafe(char)}
        assert loose <= set("\r\n\t"), command
    assert "[red]Ev" in run("show", "evil").out


def test_show_prints_the_whole_page(run: Run, book: Path) -> None:
    out = run("show", "marsh").out
    assert out.startswith("Marsh Foods\ntier B · ")
    for part in (
        "Journey         need not recorded → order 2026-05-12",
        "We owe          send the manual, Fri 5 Jun",
        "Problems        door sticks (minor)",
        "Jo Marsh · Buyer, dairy · main contact · phone +44 113 496",
        "Personal        Anna sails",
        "Chiller · ordered 2026-05-12",
        "\nTimeline\n2026-06-03",
        "talked: runs cold · Jo Marsh",
        "success (untold): 3 h saved",
    ):
        assert part in out
    assert "1234" not in out  # money is shown when asked for


@pytest.mark.practice("R27")
def test_what_is_confidential_does_not_go_into_a_pipe(run: Run, book: Path) -> None:
    for command in (("show", "marsh"), ("show", "marsh", "--json")):
        said = run(*command)
        assert "new job" not in said.out
        assert "1 confidential fact left out" in said.err


def test_show_for_another_program(run: Run, book: Path) -> None:
    told = json.loads(run("show", "marsh", "--json").out)
    assert told["name"] == "Marsh Foods"
    assert told["people"][0]["name"] == "Jo Marsh"
    assert told["standing"]["phase"] == "learning"
    assert told["timeline"][0]["on_day"] == "2026-06-03"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nobody", "nobody in the book is called 'nobody'"),
        ("", "nobody in the book is called ''"),
        ("m", "'m' may be Marsh Foods (Leeds), Müller & Söhne (Köln) - type more of the name"),
    ],
)
def test_a_name_that_is_nobodys_or_several(run: Run, book: Path, name: str, says: str) -> None:
    said = run("show", name)
    assert said.code == 1
    assert said.out == ""
    assert says in said.err


@pytest.mark.parametrize("name", ["Marsh Foods", "MARSH", "muller", "jo marsh", "marsh  foods"])
def test_a_name_is_known_by_its_beginning_its_folding_or_a_person(
    run: Run, book: Path, name: str
) -> None:
    assert run("show", *name.split()).code == 0


@pytest.mark.fault("F18")
def test_namesakes_are_told_apart(run: Run, book: Path) -> None:
    change(book, "UPDATE customers SET name = 'Marsh Foods', folded = 'marsh foods' WHERE id = 2")
    said = run("show", "marsh foods")
    assert said.code == 1
    assert "Marsh Foods (Leeds), Marsh Foods (Köln)" in said.err


@pytest.mark.fault("F19")
@pytest.mark.fault("F20")
@pytest.mark.parametrize("words", ["O'Brien", '"', "*", "AT&T", "(", "NEAR(", "--", "", "%", "_"])
def test_any_search_is_answered(run: Run, book: Path, words: str) -> None:
    said = run("find", "--", words)
    assert said.code == 0
    assert said.out == ""
    assert "nothing found" in said.err


def test_find_prints_a_line_each(run: Run, book: Path) -> None:
    out = run("find", "cold").out.splitlines()
    assert len(out) == 1
    assert out[0].startswith("touch  Marsh Foods  2026-06-03  runs cold")


def test_history_of_the_book_and_of_one_customer(run: Run, book: Path) -> None:
    whole = run("history").out
    assert "2026-06-03" in whole
    assert "add Müller & Söhne" in whole
    assert "add Müller & Söhne" not in run("history", "marsh").out


def test_where_says_what_is_there(run: Run, book: Path) -> None:
    out = run("where").out
    assert f"book        {book}\n" in out
    assert "settings" in out
    assert "(not there yet)" in out


def test_keys_are_the_table(run: Run, home: Path) -> None:
    out = run("keys").out
    for command in COMMANDS:
        assert command.help in out
    for own, words in (each for listed in LOCAL.values() for each in listed):
        assert f"  {SHIPPED.fill(own)} " in out
        assert SHIPPED.fill(words) in out
    (home / "config/repbook").mkdir(parents=True)
    (home / "config/repbook/settings.toml").write_text('[keys]\nlog = "L"\n')
    assert "  L " in run("keys").out


def test_bad_settings_are_one_line(run: Run, book: Path, home: Path) -> None:
    (home / "config/repbook").mkdir(parents=True)
    settings = home / "config/repbook/settings.toml"
    for text, says in (
        ("theme = \n", "line 1"),
        ("[rules.rhythm]\ngrace = 2\n", "rules.rhythm.grace"),
        ("thme = 'dark'\n", "did you mean theme?"),
    ):
        settings.write_text(text)
        said = run("today")
        assert said.code == 1
        assert said.err.count("\n") == 1
        assert says in said.err


def test_settings_reach_the_rules(run: Run, book: Path, home: Path) -> None:
    before = json.loads(run("show", "marsh", "--json").out)["standing"]["silence"]["limit"]
    (home / "config/repbook").mkdir(parents=True)
    (home / "config/repbook/settings.toml").write_text("[rules.rhythm]\nlearning_first = [8, 9]\n")
    after = json.loads(run("show", "marsh", "--json").out)["standing"]["silence"]["limit"]
    assert (before, after) == (7, 9)


def on_a_terminal(*argv: str, **environment: str) -> str:
    """What a command shows on a terminal of its own."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "repbook", *argv]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **environment}
    ) as started:
        os.close(theirs)
        shown = b"".join(_read(ours))
        started.wait(10)
    os.close(ours)
    return shown.decode()


def _read(handle: int) -> Iterator[bytes]:
    while select.select([handle], [], [], 10)[0]:
        try:
            chunk = os.read(handle, 65536)
        except OSError:
            return
        if not chunk:
            return
        yield chunk


@pytest.mark.fault("F44")
@needs("pty")
def test_colour_only_on_a_terminal(run: Run, book: Path) -> None:
    assert "\x1b[" not in run("today").out
    assert "\x1b[1m" in on_a_terminal("today", TERM="xterm")
    assert "\x1b[" not in on_a_terminal("today", TERM="xterm", NO_COLOR="1")
    shown = on_a_terminal("show", "marsh", TERM="dumb")
    assert "\x1b[" not in shown
    assert "is looking for a new job (confidential)" in shown


def test_a_small_code_page_is_no_trouble(book: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "repbook", "show", "muller"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        timeout=20,
    )
    assert ended.returncode == 0
    assert ended.stdout.startswith(b"M?ller & S?hne")


@pytest.mark.fault("F10")
@pytest.mark.parametrize(
    "text", ["abc", "Köln", "日本語", "ﬁn", "e\u0301e\u0301", "👩\u200d👧 ok", "กำ"]
)
def test_cells(text: str) -> None:
    for cells in range(1, 12):
        assert width(fit(text, cells)) == cells
        for line in wrap(f"{text} {text} x", max(2, cells)):
            assert width(line) <= max(2, cells)
    assert "".join("".join(wrap(f"{text} {text}", 4)).split()) == "".join((text + text).split())

"""The house rules that only running it can check: what an import loads, what is kept in step."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from house.readme import MAP, README, filled, mapped
from listed import LISTS, List, shown_in_source
from repbook.ui.keys.commands import BY_ID, COMMANDS
from repbook.ui.keys.remapping import remapped

SOURCE = Path(__file__).parents[2] / "src" / "repbook"


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has after a statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import repbook.ui.app.app, repbook.ui.screens.today", {"sqlmodel", "sqlalchemy", "pydantic", "sqlite3", "dateutil", "textual.widgets._text_area"}),
        ("import repbook.storage.views.today, repbook.storage.book.book", {"sqlmodel", "sqlalchemy", "pydantic", "textual", "dateutil"}),
        ("import repbook.storage.finding.search, repbook.storage.views.customer_page, repbook.storage.views.listing", {"sqlmodel", "sqlalchemy", "textual"}),
        ("import repbook.domain.today.standing, repbook.domain.today.today_page, repbook.domain.line.capture", {"sqlite3", "textual", "sqlmodel"}),
        ("import repbook.cli", {"textual", "sqlmodel", "sqlalchemy", "pydantic"}),
    ],
)  # fmt: skip
def test_an_import_does_not_load_what_it_must_not(statement: str, absent: set[str]) -> None:
    assert not loaded_by(statement) & absent


def test_the_readme_lists_the_keys_of_the_table() -> None:
    text = README.read_text("utf-8")
    assert filled(text) == text, "run python tests/house/readme.py"


def test_the_map_says_of_each_file_what_it_says_of_itself() -> None:
    text = MAP.read_text("utf-8")
    assert mapped(text) == text, "run python tests/house/readme.py"


def test_nothing_stands_at_the_top_that_does_not_belong_there() -> None:
    """A letter that a hand kept in the folder it was started in was committed once."""
    there = {path.name for path in SOURCE.parents[1].iterdir() if path.name[0] != "."}
    assert there - {"build", "dist"} <= {
        "src", "tests", "screenshots", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"
    }  # fmt: skip


def test_no_key_is_given_twice_and_every_command_can_be_reached() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    letters = [command.new for command in COMMANDS if command.new]
    assert len(letters) == len(set(letters))
    assert all(bool(command.new) == bool(command.under) for command in COMMANDS)


def test_every_command_has_its_verb() -> None:
    from repbook.ui.app.app import SCREENS
    from repbook.ui.verbs.any_row import VERBS as OF_A_ROW
    from repbook.ui.verbs.running import FOR_CUSTOMERS, OF_THE_BOOK

    known = {*SCREENS, *OF_A_ROW, *OF_THE_BOOK, *FOR_CUSTOMERS, "quit", "blank", "demo"}
    moving = {command.id for command in COMMANDS if command.group == "Moving about"}
    assert set(BY_ID) - moving == known


def test_what_is_imported_by_its_name_is_there() -> None:
    from repbook.ui import screens
    from repbook.ui.app.app import SCREENS
    from repbook.ui.app.quiet_work import LATER

    assert set(screens.PLACES) == set(SCREENS)
    for module, kind in screens.PLACES.values():
        assert hasattr(import_module(f"repbook.ui.screens.{module}"), kind)
    for module in LATER:
        import_module(module)


@pytest.mark.parametrize("each", LISTS, ids=lambda each: each.option)
def test_every_practice_is_shown_by_a_test_and_every_fault(each: List) -> None:
    assert shown_in_source(each.mark) == set(each.rows)


def test_keys_can_be_remapped() -> None:
    table = remapped({"log": "L", "find": ["/", "ctrl+f"]})
    assert {command.id: command.keys for command in table if command.id in ("log", "find")} == {
        "log": ("L",),
        "find": ("/", "ctrl+f"),
    }


def test_only_clock_reads_the_clock() -> None:
    readers = ("datetime.now(", "date.today(", "time.time(")
    found = [
        path.name
        for path in SOURCE.rglob("*.py")
        if path.name != "clock.py" and any(reader in path.read_text("utf-8") for reader in readers)
    ]
    assert found == []


def test_rules_and_today_are_never_taken_for_granted() -> None:
    """A default would hide that somebody's own numbers were not asked for."""
    found = [
        f"{path.relative_to(SOURCE)}: {node.name}({name})"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for name in _with_default(node.args)
        if name == "rules" or (name == "today" and path.is_relative_to(SOURCE / "domain"))
    ]
    assert found == []


def _with_default(args: ast.arguments) -> list[str]:
    """The names of the arguments that may be left out."""
    placed = [*args.posonlyargs, *args.args]
    late = placed[len(placed) - len(args.defaults) :]
    named = [
        each
        for each, given in zip(args.kwonlyargs, args.kw_defaults, strict=True)
        if given is not None
    ]
    return [each.arg for each in (*late, *named)]


@pytest.mark.fault("F107")
def test_any_network_attempt_fails_a_test() -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match="network"):
        one.connect(("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("repbook.example", 80)
    reaching = ("socket", "urllib.request", "http.client", "requests", "httpx", "webbrowser")
    found = [
        f"{path.name}: {module}"
        for path in SOURCE.rglob("*.py")
        for module in reaching
        if re.search(
            rf"^\s*(import|from) {re.escape(module)}\b", path.read_text("utf-8"), re.MULTILINE
        )
    ]
    assert found == []


def test_every_list_of_rows_is_of_the_one_list_of_kinds() -> None:
    """The schema's own tests hold the tables against that list."""
    from repbook.storage.book.row_kinds import TABLES
    from repbook.storage.views.customer_page import sql
    from repbook.ui.dialogs.rows.finish import FINISHES
    from repbook.ui.dialogs.rows.row_dialogs import ROW_DIALOGS
    from repbook.ui.text.event_words import MARKS
    from repbook.ui.verbs.running import FOR_CUSTOMERS

    told = set(re.findall(r"'(\w+)'(?: AS kind)?, (?:t\.)?id", sql.TIMELINE))
    assert len(told) > 10
    assert set(MARKS) <= told <= set(TABLES), "what has no mark of its own gets a dot"
    assert told <= {*ROW_DIALOGS, "letter", "sale", "touch"}, "E edits what a timeline tells"
    assert set(ROW_DIALOGS) <= set(TABLES)
    finished = {kind for kind, row in ROW_DIALOGS.items() if row.done}
    assert not finished & set(FINISHES)
    opens = {name for name, verb in FOR_CUSTOMERS.items() if verb.__name__ == "add"}
    assert opens == {kind for kind, row in ROW_DIALOGS.items() if row.new} - {"fact", "evidence"}

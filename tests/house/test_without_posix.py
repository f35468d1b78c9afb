"""Where there is no Unix: every module loads, and a book is kept, backed up, restored, and shown.

The whole suite can be run so as well: ``REPBOOK_WITHOUT_POSIX=1 pytest``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import bytecode

PROGRAM = """
import asyncio, sys
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import repbook

for name in ("termios", "fcntl", "tty", "pwd"):
    assert name not in sys.modules, name
ONLY_UNIX = "repbook.ui.terminal.driver"
for module in walk_packages(repbook.__path__, "repbook."):
    if module.name != ONLY_UNIX and not module.name.endswith("__main__"):
        import_module(module.name)
assert ONLY_UNIX not in sys.modules

from repbook.actions.customers import customers
from repbook.cli import main
from repbook.clock import Clock
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.ui.app.full_screen import FullScreen
from repbook.ui.app.headstart import HeadStart, read_today
from repbook.ui.app.launch import _driver_here

path = Path(sys.argv[1])
assert main(["new", str(path)]) == 0
with Book(path, Clock()) as book:
    customers.add(book, "Marsh Foods", person="Tom Hollis")
words = ["--book", str(path)]
assert main(["log", "marsh: called about the valves", *words]) == 0
assert main(["backup", *words]) == 0
backup = next(path.parent.glob("*-backups/*.db"))
assert main(["undo", *words]) == 0
assert main(["export", "--format", "json", "-o", str(path.with_name("out.json")), *words]) == 0
assert main(["restore", str(backup), *words]) == 0
assert main(["check", *words]) == 0
assert main(["--demo", "today"]) == 0

async def shown():
    assert _driver_here() is None
    clock = Clock()
    keeper = Keeper(path, clock)
    app = FullScreen(keeper, clock, HeadStart(partial(read_today, path, clock, {})))
    app.catch_signals()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        app.leave_by("the rep")
    keeper.close()

asyncio.run(shown())
"""


@pytest.mark.slow("loads every module, makes the demo book, and starts the app")
def test_without_what_only_unix_has_a_book_is_kept_and_shown(tmp_path: Path) -> None:
    home = {
        name: str(tmp_path)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path / "book.db"],
        env={
            **os.environ,
            **home,
            **bytecode.environment(),
            "PYTHONPATH": str(Path(__file__).parents[1] / "elsewhere"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]

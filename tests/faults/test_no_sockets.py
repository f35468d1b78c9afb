"""The program in a process of its own reaches for no network: its commands, and the app in a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import no_sockets
from blank import new_book

pytestmark = pytest.mark.fault("F107")
COMMANDS = (
    ("import", "firms.csv"),
    ("log", "Acme: fits well"),
    ("today",),
    ("export", "-o", "a.json"),
)


LONG = 60


def test_the_listener_hears(tmp_path: Path) -> None:
    program = no_sockets.listening(tmp_path / "told").replace(
        "from repbook.__main__ import main",
        "import socket; socket.getaddrinfo('127.0.0.1', 9); main = int",
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert "getaddrinfo" in (tmp_path / "told").read_text()


def test_no_command_reaches_for_a_network(tmp_path: Path) -> None:
    (tmp_path / "firms.csv").write_text("Company,City\nAcme,Leeds\n")
    new_book(tmp_path / "book.db")
    program, home = no_sockets.listening(tmp_path / "told", COMMANDS), {"HOME": str(tmp_path)}
    for name in ("DATA", "CONFIG", "STATE"):
        home[f"XDG_{name}_HOME"] = str(tmp_path)
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path, env={**os.environ, **home}, check=True, capture_output=True,
    )  # fmt: skip
    assert not (tmp_path / "told").exists()


def test_nor_does_the_app(tmp_path: Path) -> None:
    terminal_of = pytest.importorskip("ui.terminal").Terminal
    book = str(new_book(tmp_path / "book.db"))
    program = no_sockets.listening(tmp_path / "told")
    with terminal_of("--book", book, home=tmp_path, program=program) as terminal:
        terminal.see("repbook", LONG)  # who listens to everything is slow
        terminal.send("\x11")
        assert terminal.ended(LONG) == 0
    assert not (tmp_path / "told").exists()

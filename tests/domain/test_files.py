"""The one writer: whole or not at all, whatever the system; and the words of a command as its system writes them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from repbook import files
from repbook.ui.terminal.editor import words


def half_files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(files.HALF[1])]


def test_all_files_are_whole_before_the_first_takes_its_place(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old")

    def chunks() -> Iterator[str]:
        assert one.read_text() == "old"
        yield "new\r\n"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left") as failed:
        files.write_all(((one, ["new"]), (two, chunks())))
    assert failed.value.filename == str(two)
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    assert one.read_text() == "old"


def no_links(*_: object) -> NoReturn:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:  # as on a stick of exFAT
        monkeypatch.setattr(os, "link", no_links)
    half, target = files.half_file(tmp_path), tmp_path / "book.db"
    half.write_text("first")
    files.put_new(half, target)
    again = files.half_file(tmp_path)
    with pytest.raises(FileExistsError):
        files.put_new(again, target)
    files.drop(again)
    assert target.read_text() == "first"
    assert half_files(tmp_path) == []


@pytest.mark.parametrize("unix", [pytest.param(True, marks=pytest.mark.skipif(not files.UNIX, reason="no folder opens")), False])  # fmt: skip
def test_a_folder_is_held_by_one_until_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unix: bool
) -> None:
    monkeypatch.setattr(files, "UNIX", unix)
    with files.held(tmp_path), pytest.raises(BlockingIOError), files.held(tmp_path):
        pass
    with files.held(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "windows", "parts"),
    [
        (r"C:\Tools\edit.exe -w", True, [r"C:\Tools\edit.exe", "-w"]),
        (r'"C:\Program Files\Edit\edit.exe" -w', True, [r"C:\Program Files\Edit\edit.exe", "-w"]),
        (r"C:\Users\O'Neil\edit.exe", True, [r"C:\Users\O'Neil\edit.exe"]),
        (r"vi\ m '-c set tw=72'", False, ["vi m", "-c set tw=72"]),
        ("vim 'open", False, []),
        ("  ", True, []),
    ],
)
def test_an_editor_is_named_as_its_system_names_programs(
    command: str, windows: bool, parts: list[str]
) -> None:
    assert words(command, windows) == parts

"""The one writer: whole or not at all, whatever the system; and the words of a command as its system writes them."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NoReturn

import pytest

from needs import needs
from repbook import files
from repbook.errors import RepbookError
from repbook.ui.terminal.editor import edited, words


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


EDITORS = {
    "writes and fails": ("open(p, 'w').write('half'); sys.exit(1)", "ended with 1"),
    "is killed": ("open(p, 'w').write('half'); os.kill(os.getpid(), 9)", "ended with -9"),
    "takes the file away": ("os.remove(p)", "left no text"),
    "leaves no text": ("open(p, 'wb').write(bytes([255, 254, 255]))", "left no text"),
}


@needs("signal.SIGKILL")
@pytest.mark.fault("F47")
@pytest.mark.parametrize("what", EDITORS)
def test_an_editor_that_fails_changes_nothing(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    does, said = EDITORS[what]
    program = f"import os, sys; p = sys.argv[-1]; {does}"
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", program]))
    with pytest.raises(RepbookError, match=said) as refused:
        edited(nullcontext, "Dear Jo")
    assert refused.value.hint == "the text is as it was"


@pytest.mark.fault("F47")
def test_an_editor_with_words_of_its_own_gives_the_text_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = (
        "import sys; p = sys.argv[-1]; t = open(p).read(); open(p, 'w').write(t + sys.argv[1])"
    )
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", program, "--wait"]))
    assert edited(nullcontext, "Dear Jo, ") == "Dear Jo, --wait"

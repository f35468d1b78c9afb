"""F12 with a word: nothing but the word shows the book again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.support import Running
from polite import until
from repbook.cli import main
from repbook.paths import config_folder
from repbook.ui.dialogs.common import blank
from repbook.ui.dialogs.common.blank import Blank
from repbook.ui.screens.today import TodayScreen
from repbook.ui.shell import cover_word


def test_the_word_is_kept_as_a_salted_sum_for_the_rep_alone() -> None:
    sums = set()
    for _ in range(2):
        cover_word.set_word("open sesame")
        kept = config_folder() / "cover-word.txt"
        assert kept.stat().st_mode & 0o777 == 0o600
        sums.add(kept.read_text())
    assert len(sums) == 2 and not any("sesame" in each for each in sums)
    assert cover_word.is_right("open sesame")
    assert not cover_word.is_right("open Sesame") and not cover_word.is_right("")
    kept.write_text("scrypt 00")
    assert cover_word.is_set() and not cover_word.is_right("open sesame")
    cover_word.set_word("")
    assert not cover_word.is_set()


def test_it_is_typed_twice_in_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["word"]) == 2
    assert "run this in a terminal" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for typed, status in ((["one", "two"], 1), (["one", "one"], 0)):
        monkeypatch.setattr("getpass.getpass", lambda _, typed=typed: typed.pop(0))
        assert main(["word"]) == status
    assert cover_word.is_right("one")


async def test_only_the_word_shows_the_book_again(
    small: dict[str, int], running: Running, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr(blank, "WAIT_SECONDS", 0)
    cover_word.set_word("pump")
    async with running() as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(pilot.app.screen, Blank))
        cover = pilot.app.screen
        await pilot.press("x", "escape", "f12", "ctrl+p", "1", "space", "enter", "p", "u", "enter")
        await pilot.click(offset=(5, 5))
        await until(pilot, lambda: not cover._looking)
        assert pilot.app.screen is cover
        await pilot.press(*"pumx", "backspace", "p", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_without_a_word_any_key_does(small: dict[str, int], running: Running) -> None:
    async with running() as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(pilot.app.screen, Blank))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))

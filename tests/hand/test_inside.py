"""The hand inside the process: every command, on every screen, with keys at each moment of its dialog.

Fixed orders, a fixed clock, a gate before the book's answers: the same every time. Each turn does every command
once; the other seven are for ``python tests/hand --inside``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hand.inside import MOVED, PLACES, PLAIN, PRESSED, Case, all_of, begin, cases
from polite import busy
from repbook.ui.dialogs.logging.log import LogForm
from shell.hurried import until

PARTS = 4
"""Into how many tests a turn is cut, so that workers share them."""


@pytest.mark.slow("a quarter of all commands, each with four bursts of keys, in one app")
@pytest.mark.parametrize("part", range(PARTS))
async def test_keys_at_any_moment_of_any_dialog_leave_the_app_running(
    part: int, book_path: Path
) -> None:
    table = MOVED if part == PARTS - 1 else PLAIN  # keys that were remapped come at any moment too
    failed = await all_of(book_path, list(cases(0))[part::PARTS], table)
    assert [str(one) for one in failed] == []


def test_eight_turns_bring_every_command_to_every_screen() -> None:
    met = {(case.command, case.place) for turn in range(8) for case in cases(turn)}
    assert met == {(command, place) for command in PRESSED for place in PLACES}


def test_every_command_has_a_key_to_press() -> None:
    for table in (PLAIN, MOVED):
        assert {command.id for command in table if command.keys} >= set(PRESSED)


async def test_the_gate_keeps_a_dialog_opening_until_it_is_opened(book_path: Path) -> None:
    async with begin(book_path) as inside:
        await inside.rest()
        inside.keeper.shut()
        inside.command("log")
        await inside.moments(40)
        assert inside.keeper.asked and busy(inside.app)
        inside.keeper.open()
        await inside.rest()
        assert isinstance(inside.app.screen, LogForm)
        await inside.home()


async def test_an_exit_that_nobody_asked_for_is_found(furnished: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(furnished, tmp_path / "book.db"))
    leaving = Case("today", "quit", ("words", "words", "words", "words"))
    (failed,) = await all_of(path, [leaving])
    assert "has left" in str(failed)


async def test_the_wish_to_leave_outlives_the_keys_that_are_thrown_away(book_path: Path) -> None:
    async with begin(book_path) as inside:
        await inside.rest()
        inside.keeper.shut()
        inside.command("promise")
        inside.post(
            "f2", *"words typed ahead", "ctrl+q"
        )  # the save is refused: nothing was said yet
        await inside.moments(40)  # all of it waits for the form
        inside.keeper.open()
        await until(lambda: inside.app._exit)

"""Typing ahead: what is typed goes where it was meant, at any speed, or is thrown away with a word."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from textual import events

from app.support import Running
from repbook.ui.dialogs.common.finder import Finder
from repbook.ui.dialogs.logging.log import LogForm
from repbook.ui.screens.today import TodayScreen
from repbook.ui.shell import keyboard
from repbook.ui.shell.keyboard import THROWN_AWAY
from shell.hurried import dealt_with, still, type_in, until

WORDS = "fits well in surgery two"
SAVED = {
    "l": ("SELECT note FROM touches", (), "f2"),
    "l by enter": ("SELECT note FROM touches", (), "enter"),
    "l by ctrl+s": ("SELECT note FROM touches", (), "ctrl+s"),
    "full_stop": ("SELECT note FROM touches", (), "enter"),
    "f": ("SELECT what FROM followups WHERE what LIKE 'fits%'", ("tab", *"fri"), "f2"),
    "p": ("SELECT text FROM promises WHERE text LIKE 'fits%'", ("tab", *"fri"), "f2"),
    "x": ("SELECT text FROM problems", (), "f2"),
    "e": ("SELECT text FROM evidence WHERE text LIKE 'fits%'", (), "f2"),
    "i": ("SELECT text FROM facts WHERE text LIKE 'fits%'", (), "f2"),
    "w": ("SELECT title FROM sales WHERE title LIKE 'fits%'", (), "f2"),
}


def rows(path: Path, sql: str) -> list[Any]:
    book = sqlite3.connect(path)
    try:
        return [row[0] for row in book.execute(sql)]
    finally:
        book.close()


@pytest.mark.parametrize("opening", SAVED)
@pytest.mark.slow("ten forms, each opened and saved three times")
async def test_a_save_waits_for_what_was_typed_before_it_and_leaves_no_draft(
    small: dict[str, int], running: Running, path: Path, opening: str
) -> None:
    sql, more, save = SAVED[opening]
    async with running(size=(100, 40)) as pilot:
        app = pilot.app
        for _ in range(1 if opening == "x" else 3):  # an open problem is asked about first
            type_in(app, opening.split(maxsplit=1)[0], *WORDS, *more, save)
            await dealt_with(app)
            assert isinstance(app.screen, TodayScreen), app.screen
    assert rows(path, sql) == [WORDS] * (1 if opening == "x" else 3)
    assert rows(path, "SELECT count(*) FROM drafts") == [0]


async def test_a_paste_and_a_save_in_one_go(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        app = pilot.app
        for _ in range(5):
            type_in(app, "l")
            app.post_message(events.Paste(WORDS))
            type_in(app, "f2")
        await dealt_with(app)
    assert rows(path, "SELECT note FROM touches") == [WORDS] * 5
    assert rows(path, "SELECT count(*) FROM drafts") == [0]


@pytest.mark.fault("F33", "F34")
async def test_once_a_signal_came_all_letters_that_wait_come_in_at_once(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        app = pilot.app
        type_in(app, "l", *WORDS * 20)
        app.ending = True
        before = app._fence
        await dealt_with(app)
        assert app.screen.values()["line"] == WORDS * 20
        assert (
            app._fence - before < len(WORDS) * 5
        )  # letter by letter it would be a fence or more for each
        type_in(app, "shift+tab", "tab", *"!")
        await dealt_with(app)
        assert app.screen.values()["line"].endswith("!")
        type_in(app, *" and more ")
        await dealt_with(app)
        assert app.screen.values()["line"].endswith("! and more "), (
            "no space is lost between two goes"
        )


async def test_double_enter_saves_once_and_opens_the_next_with_nothing_in_it(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        app = pilot.app
        type_in(app, "l", *"ok", "enter", "l", *"fine", "enter")
        await dealt_with(app)
    assert rows(path, "SELECT note FROM touches") == ["ok", "fine"]


@pytest.mark.fault("F31")
async def test_what_is_typed_behind_a_refused_save_is_thrown_away_with_a_word(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        app = pilot.app
        type_in(app, "p", "f2", "j", "l", "1", "enter")
        await dealt_with(app)
        form = app.screen
        assert type(form).__name__ == "PromiseForm"
        assert form.values() == {field.name: field.start for field in form.spec}
        assert app.word is not None and app.word.message == THROWN_AWAY
    assert rows(path, "SELECT count(*) FROM touches") == [0]


async def test_keys_wait_for_their_dialog_however_long_it_takes(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        app = pilot.app
        gate = threading.Event()
        app.keeper.submit(lambda book: gate.wait(20))
        type_in(app, "l", *"late 2", "enter")
        await still()
        assert isinstance(app.screen, TodayScreen)
        assert app.in_motion and app._waiting and not app._patience.cancelled()
        gate.set()
        await dealt_with(app)
    assert rows(path, "SELECT note FROM touches") == ["late 2"]


async def test_keys_for_a_dialog_that_never_comes_are_no_commands(
    small: dict[str, int], running: Running, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyboard, "PATIENCE_SECONDS", 0.3)
    async with running() as pilot:
        app = pilot.app
        gate = threading.Event()
        app.keeper.submit(lambda book: gate.wait(20))
        type_in(app, "l", "2", "u", "enter")
        await until(lambda: app.word is not None)
        assert app.word.message == THROWN_AWAY
        gate.set()
        await until(lambda: isinstance(app.screen, LogForm) and app.screen.standing)
        assert app.screen.values()["line"] == ""


async def test_enter_takes_what_was_found_for_the_words_before_it(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        app = pilot.app
        for name in ("Orchard Clinic", "Marsh Foods", "Hollis Dairy"):
            type_in(app, "/", *name.split()[0].lower(), "enter")
            await dealt_with(app)
            assert getattr(app.screen, "page").name == name  # noqa: B009 - only a customer's page has it
            type_in(app, "escape", "/", "escape", "1")
            await dealt_with(app)


@pytest.mark.slow("eighteen lists, each opened, typed into, and left")
async def test_a_word_and_escape_in_one_go(small: dict[str, int], running: Running) -> None:
    async with running() as pilot:
        app = pilot.app
        for key in ("ctrl+p", "/", "full_stop"):
            for _ in range(6):
                type_in(app, key, *"marsh", "escape", "escape")
        await dealt_with(app)
        assert isinstance(app.screen, TodayScreen)
        assert not any(isinstance(screen, Finder) for screen in app.screen_stack)


async def test_a_click_that_was_aimed_at_what_changes_is_not_taken(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        app = pilot.app
        gate = threading.Event()
        app.keeper.submit(lambda book: gate.wait(20))
        type_in(app, "l")
        await until(lambda: app.in_motion)
        before = app.screen.rows.cursor
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(kind(None, 10, 8, 0, 0, 1, False, False, False, 10, 8))
        await still()
        gate.set()
        await dealt_with(app)
        assert app.screen_stack[0].rows.cursor == before
        assert isinstance(app.screen, LogForm)

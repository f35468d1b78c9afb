"""A fault costs one dialog, what is cancelled elsewhere ends nothing, and there is one door out."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.support import Running
from repbook.errors import BookUnusable
from repbook.ui.dialogs.logging.log import LogForm
from repbook.ui.screens.ledgers import LedgersScreen
from repbook.ui.screens.today import TodayScreen
from repbook.ui.shell.faults import STEADY_KEYS
from repbook.ui.shell.hint_bar import HintBar
from shell.hurried import dealt_with, still, type_in, until


def forgiven(app: Any) -> None:
    """The test meant this fault: the pilot need not raise it."""
    app._exception = None
    app._exception_event.clear()


async def mended(app: Any) -> None:
    await until(lambda: app.word is not None and "Something went wrong" in app.word.message)
    forgiven(app)
    await dealt_with(app)


def stumble(*_: object) -> None:
    raise ValueError("valve leak 0113 496 0000")


async def stumbling() -> None:
    stumble()


@pytest.mark.parametrize("where", ["handler", "worker", "timer", "callback of the app"])
@pytest.mark.fault("F45")
@pytest.mark.slow("four forms, each falling and opened again")
async def test_a_fault_in_a_form_closes_it_keeps_its_draft_and_says_so(
    small: dict[str, int], running: Running, path: Path, where: str
) -> None:
    async with running() as pilot:
        app = pilot.app
        type_in(app, "l", *"fits well")
        await dealt_with(app)
        form = app.screen
        assert isinstance(form, LogForm)
        if where == "handler":
            form.call_later(stumble)
        elif where == "worker":
            app.start(stumbling, group="verb")
        elif where == "timer":
            form.set_timer(0.001, stumble)
        else:
            app.call_next(stumble)
        await mended(app)
        assert isinstance(app.screen, TodayScreen)
        assert "0113" not in app.word.message
        assert app.crash is None and app.is_running
        # and the draft comes back with the same key
        type_in(app, "l")
        await dealt_with(app)
        assert app.screen.values()["line"] == "fits well"
        type_in(app, "enter")
        await dealt_with(app)
    book = sqlite3.connect(path)
    assert book.execute("SELECT note FROM touches").fetchall() == [("fits well",)]
    book.close()


@pytest.mark.fault("F61")
async def test_what_the_book_answers_to_a_look_beside_a_form_leaves_the_form(
    small: dict[str, int], running: Running
) -> None:
    async def looking() -> None:
        raise BookUnusable("book.db was replaced while it was open", "save again")

    async with running() as pilot:
        app = pilot.app
        type_in(app, "l", *"fits well")
        await dealt_with(app)
        for _ in range(2):
            app.start(looking, group="verb")
            app.screen.set_timer(0.001, looking)
            await until(lambda: app.word is not None and "was replaced" in app.word.message)
            app.tell(None)
        await dealt_with(app)
        assert app.crash is None and app.screen.values()["line"] == "fits well"


async def test_a_fault_on_a_screen_closes_it_and_one_on_today_makes_it_anew(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        app = pilot.app
        type_in(app, "4")
        await dealt_with(app)
        assert isinstance(app.screen, LedgersScreen)
        app.screen.call_later(stumble)
        await mended(app)
        assert isinstance(app.screen, TodayScreen)
        type_in(app, *["j", "k"] * STEADY_KEYS)
        await dealt_with(app)
        broken = app.screen
        app.tell(None)
        app.screen.call_later(stumble)
        await mended(app)
        assert isinstance(app.screen, TodayScreen) and app.screen is not broken
        assert app.screen.target() is not None
        type_in(app, "l", "1", "enter")
        await dealt_with(app)
        assert app.word.message.startswith("Log")


async def test_only_a_second_fault_in_a_row_ends_the_app(
    small: dict[str, int], running: Running
) -> None:
    with pytest.raises(ValueError, match="valve"):
        async with running() as pilot:
            app = pilot.app
            app.call_next(stumble)
            await mended(app)
            assert not app.leaving
            app.call_next(stumble)
            await until(lambda: app.leaving)
            assert app.left_by == "a fault" and app.return_code == 1
            forgiven(app)


async def test_what_can_not_be_drawn_ends_after_the_second_time(
    small: dict[str, int], running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match="valve"):
        async with running() as pilot:
            app = pilot.app
            monkeypatch.setattr(HintBar, "render_line", stumble)
            for bar in app.screen.query(HintBar):
                bar.refresh()
            await until(lambda: app.leaving)
            assert app.return_code == 1
            forgiven(app)


@pytest.mark.parametrize("times", [1, 5])
async def test_what_was_cancelled_elsewhere_does_not_end_the_loop(
    small: dict[str, int], running: Running, times: int
) -> None:
    async def wait_for(what: asyncio.Future[None]) -> None:
        await what

    async with running() as pilot:
        app = pilot.app
        for _ in range(times):
            future = asyncio.get_running_loop().create_future()
            app.call_next(partial(wait_for, future))
            app.call_later(partial(wait_for, future))
            future.cancel()
            await still()
        type_in(app, "l", "1", "enter")
        await dealt_with(app)
        assert app.is_running and not app.left_by
        assert app.word.message.startswith("Log")


async def test_leaving_waits_for_what_was_typed_before_it(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        app = pilot.app
        type_in(app, "l", *"fits well in surgery two", "enter", "l", *"not yet", "ctrl+q", "u", "u")
        await until(lambda: app.left_by)
        assert app.left_by == "the rep"
    book = sqlite3.connect(path)
    assert book.execute("SELECT note FROM touches").fetchall() == [("fits well in surgery two",)]
    assert [row[0] for row in book.execute("SELECT form FROM drafts")] == ["log"]
    book.close()


@pytest.mark.fault("F45", "F70")
async def test_a_damaged_value_is_named_and_met_as_often_as_one_likes(
    small: dict[str, int], running: Running, path: Path
) -> None:
    hollis = small["Hollis Dairy"]
    with closing(sqlite3.connect(path)) as book, book:
        book.execute("UPDATE customers SET website = x'00ff' WHERE id = ?", (hollis,))
    async with running() as pilot:
        app = pilot.app
        for _ in range(3):
            app.tell(None)
            app.screen.call_later(stumble)
            await until(lambda: app.word is not None and "is damaged" in app.word.message)
            forgiven(app)
            await dealt_with(app)
            assert f"customers {hollis}: website is not a text" in app.word.message
            assert app.crash is None and isinstance(app.screen, TodayScreen)

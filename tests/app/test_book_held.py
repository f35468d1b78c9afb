"""Another program has the whole book: the app says so, goes on, and shows the book once it is free."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.support import Running
from repbook.storage.book import book_file, engine
from repbook.wording import WAITING
from shell.hurried import type_in

KEYS = ("enter", "3", "l", "W", "slash", "j", "2")
"""What a hand does that sees nothing happen."""


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program has the book for itself."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not so():
            await asyncio.sleep(0.02)


@pytest.mark.fault("F67")
async def test_it_waits_for_a_book_that_another_program_has(running: Running, path: Path) -> None:
    async with running() as pilot:
        with held(path):
            pilot.app.press("enter")
            await until(lambda: pilot.app.notice == WAITING)
        await until(lambda: not pilot.app.notice)
        await until(lambda: pilot.app.at_rest)
        assert pilot.app.crash is None


@pytest.mark.fault("F67")
async def test_a_form_says_what_it_waits_for_and_what_is_typed_meanwhile_is_kept(
    small: dict[str, int], running: Running, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_file, "TRY", 20)
    async with running() as pilot:
        app = pilot.app
        with held(path):
            type_in(app, "l")
            await until(lambda: app.notice == WAITING)
            type_in(app, *"fits well")
            app._lose_patience()  # so long as keys wait for a screen that does not come
        await until(lambda: app.at_rest)
        assert app.screen.values()["line"] == "fits well"
        foot = app.screen.foot
        with held(path):
            type_in(app, *" too")
            await until(lambda: str(foot.content) == WAITING)
            assert app.keep_forms(0.1), "the words are kept beside a book that takes none"
            (typed,) = path.parent.glob("*-typed.txt")
            assert "fits well too" in typed.read_text("utf-8")
        await until(lambda: str(foot.content) == "" and app.at_rest)


@pytest.mark.fault("F67")
@pytest.mark.parametrize("keys", [KEYS, KEYS[::-1], KEYS[2:] + KEYS[:2]])
async def test_whatever_is_pressed_meanwhile_ends_nothing(
    running: Running, path: Path, keys: tuple[str, ...]
) -> None:
    async with running() as pilot:
        with held(path):
            for key in keys:
                pilot.app.press(key)
            await until(lambda: pilot.app.notice == WAITING)
        await until(lambda: not pilot.app.notice)
        assert pilot.app.crash is None
        await until(lambda: pilot.app.at_rest)
        await pilot.press("escape", "escape", "escape", "1")
        await until(lambda: getattr(pilot.app.screen, "name_in_tabs", "") == "today")

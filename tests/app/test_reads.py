"""How often the book is read: a letter that is typed reads Today never, a save once; what takes long is dropped."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual import events

from app.support import Running
from repbook.domain.spine.rules import Rules
from repbook.errors import Dropped
from repbook.storage.book.book import Book
from repbook.storage.views import today as today_view
from repbook.storage.views.ahead import ahead
from repbook.ui.screens import ahead as ahead_screen


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Each reading of Today."""
    found: list[Any] = []
    real = today_view.today

    def counted(*given: Any, **named: Any) -> Any:
        found.append(given)
        return real(*given, **named)

    monkeypatch.setattr(today_view, "today", counted)
    return found


async def settled(app: Any) -> None:
    """What can wait at a start is done."""
    await app.workers.wait_for_complete()
    await app.see_book()


async def test_typing_reads_today_never_and_saving_once(
    small: dict[str, int], running: Running, reads: list[Any]
) -> None:
    async with running() as pilot:
        app: Any = pilot.app
        app.screen.point_at(small["Hollis Dairy"])
        await settled(app)
        reads.clear()
        await pilot.press("l", "1", *"fits")
        assert await app.form.keep_draft()
        await app.see_book()
        assert reads == []
        await pilot.press("enter")
        await app.see_book()
        assert app.form is None
        assert len(reads) == 1


async def test_what_another_program_writes_is_read(running: Running, reads: list[Any]) -> None:
    from repbook.actions.customers import customers

    async with running() as pilot:
        app: Any = pilot.app
        await settled(app)
        reads.clear()
        before = app.today.customers
        with Book(app.keeper.path, app.clock) as other:
            customers.add(other, "Somebody new")
        await app.see_book()
        assert len(reads) == 1
        assert app.today.customers == before + 1


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a reading of the days ahead comes to that does not end by itself."""
    told: list[str] = []

    def reading(book: Book, rules: Rules) -> None:
        told.append("begun")
        try:
            while True:
                book.still_wanted()
        except Dropped:
            told.append("dropped")
            raise

    monkeypatch.setattr(ahead_screen, "ahead", reading)
    return told


async def test_no_key_waits_behind_a_reading_and_what_it_leaves_is_dropped(
    small: dict[str, int],
    running: Running,
    endless: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running() as pilot:
        app: Any = pilot.app
        await app.on_event(events.Key("5", "5"))
        while not endless:
            await asyncio.sleep(0.01)
        await app.on_event(events.Key("2", "2"))
        while app.screen.name_in_tabs != "phases" or not app.screen.standing:
            await asyncio.sleep(0.01)
        while len(endless) < 2:
            await asyncio.sleep(0.01)
        assert endless == ["begun", "dropped"]
        monkeypatch.setattr(ahead_screen, "ahead", ahead)
        await pilot.press("5")
        await pilot.pause()
        assert app.screen.shown.days

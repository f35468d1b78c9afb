"""How often the book is read: a letter that is typed reads Today never, a save once; what takes long is dropped."""

from __future__ import annotations

import asyncio
from types import ModuleType
from typing import Any

import pytest
from textual import events

from app.support import Running
from repbook.actions.care import followups
from repbook.actions.customers import customers
from repbook.domain.spine.rules import Rules
from repbook.errors import Dropped
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.storage.places import everybody
from repbook.storage.views import ahead as ahead_view
from repbook.storage.views import today as today_view
from repbook.ui.app import quiet_work
from repbook.ui.screens import ahead, ledgers, phases
from repbook.ui.screens import customers as customer_list
from repbook.ui.shell.textual_private import laid_out_for


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


@pytest.mark.parametrize(
    ("key", "screen", "reads"),
    [
        ("2", phases, "phase_columns"),
        ("3", customer_list, "customer_order"),
        ("4", ledgers, "ledger"),
        ("5", ahead, "ahead"),
    ],
)
async def test_no_key_waits_behind_a_reading_and_what_it_leaves_is_dropped(
    small: dict[str, int],
    running: Running,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    screen: ModuleType,
    reads: str,
) -> None:
    told: list[str] = []

    def endless(book: Book, *_: object, **__: object) -> None:
        told.append("begun")
        try:
            while True:
                book.still_wanted()
        except Dropped:
            told.append("dropped")
            raise

    real = getattr(screen, reads)
    async with running() as pilot:
        app: Any = pilot.app
        home = app.screen
        monkeypatch.setattr(screen, reads, endless)
        await app.on_event(events.Key(key, key))
        while not told:
            await asyncio.sleep(0.01)
        assert await app.keeper.ask(_customers) == len(small)  # the book itself is free
        while not laid_out_for(app.screen):  # what there is of the screen is seen
            await asyncio.sleep(0.01)
        await app.on_event(events.Key("1", "1"))
        while app.screen is not home or not home.standing:
            await asyncio.sleep(0.01)
        while len(told) < 2:
            await asyncio.sleep(0.01)
        assert told == ["begun", "dropped"]
        monkeypatch.setattr(screen, reads, real)
        await pilot.press(key)
        await pilot.pause()
        assert app.screen.standing
        assert app.screen.stamp == app.stamp


async def test_of_a_large_book_the_first_days_stand_and_keys_act_while_the_rest_is_read(
    small: dict[str, int], running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    real = ahead.ahead

    def slow(book: Book, *given: Any) -> Any:
        told.append("begun")
        while told.count("go on") == 0:
            book.still_wanted()
        return real(book, *given)

    monkeypatch.setattr(ahead_view, "AT_ONCE", 0)
    monkeypatch.setattr(ahead, "ahead", slow)
    async with running() as pilot:
        app: Any = pilot.app
        for customer_id in small.values():
            await app.keeper.ask(followups.add, customer_id, "call", app.clock.today())
        await pilot.press("5")
        while not told:
            await asyncio.sleep(0.01)
        screen = app.screen
        assert screen.standing
        assert not screen.shown.whole
        first = screen.rows.item
        await pilot.press("j")
        assert screen.rows.item.key != first.key
        highlighted = screen.rows.item.key
        told.append("go on")
        await app.workers.wait_for_complete()
        assert screen.shown.whole
        assert screen.rows.item.key == highlighted


def _customers(book: Book) -> int:
    return int(book.rows("SELECT count(*) FROM customers")[0][0])


async def test_of_a_book_with_many_unread_the_first_stand_at_once_and_the_rest_comes(
    small: dict[str, int], running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today_view, "AT_ONCE", 1)
    monkeypatch.setattr(Keeper, "in_child", lambda self, _: 0)
    asked = []
    keeps = everybody.keep

    def kept(book: Book, rules: Rules) -> int:
        asked.append(rules)
        return keeps(book, rules)

    monkeypatch.setattr(everybody, "keep", kept)
    async with running() as pilot:
        app: Any = pilot.app
        app.today = app.today._replace(unread=2)  # the first reading is that of the test
        await quiet_work.reckon_the_rest(app)
        await settled(app)
        assert asked
        assert app.today.unread == 0
        assert {row.customer for row in app.today.rows} == set(small)
        assert "to look at" not in str(app.state)

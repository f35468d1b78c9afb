"""How often the book is read: a letter that is typed reads Today never, a save once."""

from __future__ import annotations

from typing import Any

import pytest

from app.support import Running
from repbook.storage.views import today as today_view


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
    from repbook.storage.book.book import Book

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

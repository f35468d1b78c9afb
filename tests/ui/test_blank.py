"""F12: nothing to read over the rep's shoulder."""

from __future__ import annotations

from typing import Any

import pytest

from repbook.storage.book.book import Book


@pytest.mark.practice("R27")
async def test_a_key_blanks_the_screen_and_any_other_only_brings_it_back(
    make_app: Any, settled: Any, shown: Any, book: Book
) -> None:
    touches = book.row("SELECT count(*) FROM touches")
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert "Hollis Dairy" in shown(screen)
        await pilot.press("f12")
        await settled(pilot)
        assert shown(pilot.app.screen).split() == ["any", "key"]
        await pilot.press("l")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert "Hollis Dairy" in shown(screen)
    assert book.row("SELECT count(*) FROM touches") == touches

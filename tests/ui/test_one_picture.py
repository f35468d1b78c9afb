"""A screen that changes as a whole is drawn once, and Today is read once: for a form that opens, a save, an undo."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App

from repbook.storage.views import today as today_view
from repbook.ui.screens.today import TodayScreen
from repbook.ui.shell import stillness
from repbook.ui.shell.ready_screen import ReadyScreen

from .test_mouse import until


@pytest.fixture
def counted(monkeypatch) -> dict[str, int]:
    """How many frames were drawn, and how often Today was read."""
    count = {"frames": 0, "readings": 0}
    display, read = App._display, today_view.today

    def drawn(self: Any, screen: Any, renderable: Any) -> None:
        count["frames"] += (
            renderable is not None and screen is self.screen and not self._batch_count
        )
        display(self, screen, renderable)

    def today(*given: Any, **more: Any) -> Any:
        count["readings"] += 1
        return read(*given, **more)

    monkeypatch.setattr(App, "_display", drawn)
    monkeypatch.setattr(today_view, "today", today)
    return count


async def test_a_save_is_seen_in_two_frames(make_app, settled, counted, monkeypatch) -> None:
    monkeypatch.setattr(stillness, "MOST_SECONDS", 30)
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen.standing)
        await settled(pilot)
        home: Any = app.screen
        app.tell(None)
        await app.see_book()
        counted.update(frames=0, readings=0)
        await pilot.press("l")
        await until(pilot, lambda: not isinstance(app.screen, TodayScreen) and app.screen.standing)
        await until(pilot, lambda: not app._batch_count)
        await settled(pilot)
        assert counted["frames"] <= 2
        line = (
            "* wife Ana ! send manual fri ? valve leaks , @ ask Tom next week + wants twelve more"
        )
        app.screen.control("line").value = line
        await settled(pilot)
        home.rows.opened = None  # as where another row came under the highlight
        counted.update(frames=0, readings=0)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.word is not None and not app._batch_count)
        assert home.rows.opened == home.rows.item.key, "nothing unfolds later"
        await app.see_book()  # our own write is no other program's
        await settled(pilot)
        assert counted["readings"] == 1
        assert 1 <= counted["frames"] <= 2
        assert app.screen.brief.content_shown.plain
        counted.update(frames=0, readings=0)
        await pilot.press("u")
        await until(pilot, lambda: "Undone" in app.word.message and not app._batch_count)
        await settled(pilot)
        assert counted["readings"] == 1
        assert 1 <= counted["frames"] <= 2


async def test_a_picture_is_not_held_for_what_does_not_come(make_app, monkeypatch) -> None:
    monkeypatch.setattr(stillness, "MOST_SECONDS", 0.05)
    app = make_app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.standing)
        app.hold_still()
        app.hold_still()
        assert app._batch_count
        await until(pilot, lambda: not app._batch_count)
        app.draw_on()
        await app.draw_when_settled()
        assert not app._batch_count
        monkeypatch.setattr(app.screen, "call_later", lambda *_: False)  # it hears nothing
        app.hold_still()
        await app.draw_when_settled()
        assert not app._batch_count


async def test_a_screen_that_comes_is_drawn_once(make_app, settled, monkeypatch) -> None:
    monkeypatch.setattr(stillness, "PART_SECONDS", 30)
    monkeypatch.setattr(stillness, "MOST_SECONDS", 30)
    app, asked = make_app(), []
    draw = ReadyScreen._compositor_refresh

    def counted(screen: Any) -> None:
        if screen is app.screen and not app.is_still:
            asked.append(type(screen).__name__)
        draw(screen)

    monkeypatch.setattr(ReadyScreen, "_compositor_refresh", counted)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen.standing)
        await settled(pilot)
        seen = {}
        for key in ("enter", "escape", "2", "3", "4", "5", "1", "6"):
            asked.clear()
            await pilot.press(key)
            await until(pilot, lambda: not app.is_still and app.at_rest)
            seen[key] = list(asked)
            await settled(pilot)
        # One, and what a busy machine hears of later: the mark in a tab, a number in the top line.
        assert {key: names for key, names in seen.items() if len(names) > 3} == {}
        assert [names[-1] for names in seen.values()] == [
            "CustomerScreen",
            "TodayScreen",
            "PhasesScreen",
            "CustomersScreen",
            "LedgersScreen",
            "AheadScreen",
            "TodayScreen",
            "ReportsScreen",
        ]

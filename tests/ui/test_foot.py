"""The foot of every screen: the row's own keys first, and at every width the way to everything else."""

from __future__ import annotations

from typing import Any

import pytest

from repbook.ui.keys.key_names import pressed, short_name
from repbook.ui.keys.remapping import remapped
from repbook.ui.screens.base import BookScreen

ALWAYS = {"n": "NewMenu", "/": "Finder", "^P": "Finder", "?": "Help"}
SCREENS = ("1", "2", "3", "4", "5", "6", "W")


@pytest.mark.slow("every screen at every width")
async def test_the_way_to_everything_stands_at_the_right(make_app: Any, settled: Any) -> None:
    for width in (60, 80, 120, 200):
        async with make_app().run_test(size=(width, 24)) as pilot:
            await settled(pilot)
            for screen in (*SCREENS, "1", "enter"):
                await pilot.press(screen)
                await settled(pilot)
                top = pilot.app.screen
                assert isinstance(top, BookScreen)
                shown = top.hint_bar.render().plain
                assert len(shown) == width - 2, (screen, shown)
                keys = [each for each in shown.split() if each in ALWAYS]
                assert keys[-3:] == ["/", "^P", "?"], (width, screen, shown)
                assert screen == "W" or keys[-4] == "n"  # a verdict of the review has that letter


@pytest.mark.parametrize("key", ALWAYS)
async def test_each_of_them_is_pressed_by_a_click(make_app: Any, settled: Any, key: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        bar = pilot.app.screen.hint_bar
        await pilot.click(
            offset=(bar.region.x + 2 + bar.render().plain.rindex(f" {key} "), bar.region.y)
        )
        await settled(pilot)
        assert type(pilot.app.screen).__name__ == ALWAYS[key]


async def test_they_are_those_of_this_rep(make_app: Any, settled: Any) -> None:
    table = remapped({"palette": "ctrl+g", "new": "Y", "find": "F", "help": "f1"})
    async with make_app(table=table).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = pilot.app.screen.hint_bar.render().plain
        assert shown.split()[-7:] == ["Y", "new", "F", "find", "^G", "F1", "help"]


async def test_the_row_says_its_own_key_first(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(120, 24)) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        seen = set()
        for _ in range(len(screen.rows.items)):
            row = screen.rows.item.row
            if row is not None:
                first = screen.hint_bar.render().plain.split()[0]
                assert first == pilot.app.key(row.reason.command).split()[0]
                seen.add(first)
            await pilot.press("down")
            await settled(pilot)
        assert len(seen) > 1


def test_a_short_key_is_the_same_key() -> None:
    assert short_name("Ctrl+P") == "^P"
    assert pressed("^P") == "ctrl+p"
    assert short_name("F1") == "F1"
    assert pressed("^") == "circumflex_accent"


async def test_a_review_that_waits_is_marked_on_its_tab(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app = pilot.app
        bar = app.screen.top_bar

        def marked(week: str, finished: bool, day: str) -> bool:
            app.today = app.today._replace(review_week=week, review_finished=finished)
            app.settings = app.settings._replace(review_day=day)
            bar.show(app.state)
            return "Review •" in bar.render().plain

        assert app.day.isoformat() == "2026-06-03"  # a Wednesday, of week 23
        assert not marked("", False, "fri")
        assert marked("", False, "wed")
        assert marked("2026-W23", False, "fri")  # begun
        assert not marked("2026-W23", True, "wed")
        assert marked("2026-W22", False, "fri")
        assert not marked("2026-W22", True, "fri")
        assert not marked("2026-W10", False, "fri")  # begun and given up

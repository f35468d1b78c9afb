"""The wheel over a form scrolls it, and nothing else: no field changes, and none that is out of sight is typed into."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events


async def turn(pilot: Any, kind: type[events.MouseEvent], times: int) -> None:
    """Turn the wheel over the middle of the form's fields."""
    room = pilot.app.screen.scroller.region
    for _ in range(times):
        await pilot._post_mouse_events(
            [kind], offset=(room.x + room.width // 2, room.y + room.height // 2)
        )
        await pilot.pause()


def in_sight(form: Any) -> bool:
    """Whether the field with the keyboard is seen."""
    return bool(form.scroller.scrollable_content_region.contains_region(form.focused.region))


@pytest.mark.parametrize(
    ("key", "name"),
    [("l", "LogForm"), ("w", "SaleForm"), ("p", "PromiseForm"), ("e", "EvidenceForm"), ("i", "FactForm")],
)  # fmt: skip
@pytest.mark.slow("opens five forms and turns the wheel over each field")
async def test_the_wheel_scrolls_a_form_and_changes_no_field(
    make_app: Any, settled: Any, ids: dict[str, int], key: str, name: str
) -> None:
    async with make_app().run_test(size=(80, 16)) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Park & Sons"])
        await pilot.press(key)
        await settled(pilot)
        form = pilot.app.screen
        assert type(form).__name__ == name
        before, field, most = form.values(), form.focused, form.scroller.max_scroll_y
        await turn(pilot, events.MouseScrollDown, 12)
        assert form.scroller.scroll_offset.y == most
        assert (form.values(), form.focused) == (before, field)
        await turn(pilot, events.MouseScrollUp, 12)
        assert form.scroller.scroll_offset.y == 0
        assert (form.values(), form.focused) == (before, field)
        assert pilot.app.screen is form


async def test_typing_brings_back_the_field_that_the_wheel_took_out_of_sight(
    make_app: Any, settled: Any
) -> None:
    async with make_app().run_test(size=(80, 16)) as pilot:
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        form = pilot.app.screen
        await turn(pilot, events.MouseScrollDown, 12)
        assert not in_sight(form)
        await pilot.press(*"pump")
        await settled(pilot)
        assert form.values()["title"] == "pump"
        assert in_sight(form)


async def test_the_wheel_over_an_open_form_moves_nothing_beneath_it(
    make_app: Any, settled: Any
) -> None:
    async with make_app().run_test(size=(80, 16)) as pilot:
        await pilot.press("3")
        await settled(pilot)
        table = pilot.app.focused
        await pilot.press("l")
        await settled(pilot)
        await turn(pilot, events.MouseScrollDown, 12)
        assert (table.cursor, table.scroll_offset.y) == (0, 0)

"""A screen that comes is given its styles once, and they are those that it would be given again."""

from __future__ import annotations

from typing import Any

import pytest
from textual.screen import Screen

from app.support import Running
from shell.hurried import dealt_with, type_in

KEYS = (*"2345678lpxsenwit./?", "enter", "ctrl+p")


def given(screen: Screen[Any]) -> dict[Any, Any]:
    """The rules of every widget, and of the parts that widgets draw by themselves."""
    return {
        node: {
            "": dict(node.styles.base.get_rules()),
            **{name: dict(part.base.get_rules()) for name, part in node._component_styles.items()},
        }
        for node in screen.walk_children(with_self=True)
    }


@pytest.mark.slow("opens every screen, and styles each a second time")
async def test_styles_that_were_given_once_are_all_there(
    small: dict[str, int], running: Running, monkeypatch: Any
) -> None:
    again: list[Screen[Any]] = []
    resumed, restyle = Screen._on_screen_resume, Screen.update_node_styles

    def resume(screen: Screen[Any], event: Any) -> None:
        if event.refresh_styles:
            again.append(screen)
        resumed(screen, event)

    monkeypatch.setattr(Screen, "_on_screen_resume", resume)
    async with running(size=(140, 40)) as pilot:
        app = pilot.app
        for key in KEYS:
            type_in(app, key)
            await dealt_with(app)
            before = given(app.screen)
            restyle(app.screen, animate=False)
            assert given(app.screen) == before, key
            type_in(app, "escape", "escape")
            await dealt_with(app)
    assert again == []

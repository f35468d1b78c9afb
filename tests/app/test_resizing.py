"""Sizes that come quicker than screens are laid out."""

from __future__ import annotations

from typing import Any

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen

from app.support import Running


@pytest.mark.fault("F26")
async def test_a_size_that_the_terminal_has_no_more_changes_no_screen(
    small: dict[str, int], running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two screens beneath the uppermost would tell each other two old sizes for ever."""
    laid_out: list[Size] = []
    real = Screen._refresh_layout

    def counted(screen: Screen[Any], size: Size | None = None, scroll: bool = False) -> None:
        laid_out.extend([] if size is None else [size])
        real(screen, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        app.screen.point_at(small["Hollis Dairy"])
        await pilot.press("p")
        home, form = app.screen_stack
        for old in (Size(59, 15), Size(500, 300)):
            home.post_message(Resize(old, old))
            form.post_message(Resize(old, old))
        await pilot.pause()
        assert set(laid_out) <= {Size(80, 24)}

"""A polite hand: after each press it waits until the app has dealt with it. ``tests/hand`` has the other one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from repbook.ui.shell.keyboard import Keyboard

PATIENCE = 20.0
"""Seconds after which what has not come is a fault: the machine may be busy."""


async def at_rest(app: Any) -> None:
    """Wait until all that was typed is dealt with, and the screen that stands has shown it."""
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE
    while isinstance(app, Keyboard) and app._running and not app.at_rest and not app.leaving:
        assert loop.time() < until, (
            f"keys wait, and nothing comes {app._waiting} {app._under_way} {app.in_motion} {app.screen} {app.screen.ready} {app._moving} {app._asked}"
        )
        await asyncio.sleep(0.002)


async def until(pilot: Pilot[Any], wanted: Callable[[], object]) -> None:
    """Wait for a state, not for a time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not wanted():
        assert loop.time() < end, "it did not come to that"
        await pilot.pause(0.01)


_press = Pilot.press


async def _press_and_wait(pilot: Pilot[Any], *keys: str) -> None:
    await _press(pilot, *keys)
    await at_rest(pilot.app)


@pytest.fixture(autouse=True)
def polite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every press of a pilot waits until it was dealt with."""
    monkeypatch.setattr(Pilot, "press", _press_and_wait)

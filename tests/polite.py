"""A polite hand: after each press it waits until the app is idle. ``tests/hand`` has the other one.

Idle is counted, not timed: no answer of the book is awaited, no key waits, nothing is ready in the loop, and
the screen that stands is laid out and drawn. Each of these is registered before it begins, so that nothing
slips through between two looks. While a test waits, the screen is drawn only once all else is idle.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen

import stylesheets
from repbook.ui.shell.keyboard import Keyboard

stylesheets.keep()

PATIENCE = 20.0
"""Seconds after which what has not come is a fault: the machine may be busy."""


async def at_rest(app: Any, *, drawn: bool = True) -> None:
    """Wait until all that was typed is dealt with, and, if it is to be ``drawn``, the screen shows it."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while app._running and not app._exit:
        assert loop.time() < end, f"no rest: {busy(app)}, {app.screen}"
        await still()
        why = busy(app)
        if why and getattr(app, "leaving", False):
            return
        if why != KEYS and why:
            await asyncio.sleep(0.001)
        elif (drawn or why) and wants_layout(app.screen):
            lay_out(app.screen)
        elif why:
            await asyncio.sleep(0.001)
        else:
            break
    if drawn and app._running:
        draw(app.screen)


KEYS = "keys wait"


def busy(app: Any) -> str:
    """What is under way; "" for nothing."""
    keeper = getattr(app, "keeper", None)
    if keeper is not None and keeper.asked:
        return f"{keeper.asked} questions to the book"
    if app._animator._animations or app._animator._scheduled:
        return "an animation"
    if app._resize_event is not None:
        return "a new size"  # Textual holds it back for a moment, lest a window be dragged
    if getattr(app, "is_still", False):
        return "a picture that is held until all of it is there"
    return KEYS if isinstance(app, Keyboard) and not app.at_rest else ""


async def still() -> None:
    """Wait until no task can go on at once: what is under way waits for the book, or for a time."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:  # type: ignore[attr-defined]
        await asyncio.sleep(0)


def wants_layout(screen: Screen[Any]) -> bool:
    """Whether a screen has to be laid out, or something waits until it was."""
    return screen.is_current and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def lay_out(screen: Screen[Any]) -> None:
    """What Textual does sixty times a second."""
    with screen._context():
        screen._on_timer_update()


_draw = Screen._compositor_refresh


def draw(screen: Screen[Any]) -> None:
    """Draw what has changed."""
    if screen.is_current and screen._compositor._dirty_regions:
        with screen._context():
            _draw(screen)


def _draw_later(screen: Screen[Any]) -> None:
    """What has changed is remembered until all is idle: only then it would be seen."""
    if screen is screen.app.screen:
        screen._dirty_widgets.clear()
        screen.app._update_mouse_over(screen)
    else:
        _draw(screen)


async def until(pilot: Pilot[Any], wanted: Callable[[], object]) -> None:
    """Wait for a state, not for a time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not wanted():
        assert loop.time() < end, "it did not come to that"
        await asyncio.sleep(0.002)
    await at_rest(pilot.app)


async def _press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, each once the one before it is dealt with; then wait until all is shown."""
    for key in keys:
        pilot.app._driver.send_message(key_event(pilot.app, key))
        await at_rest(pilot.app, drawn=False)
    await at_rest(pilot.app)


def key_event(app: Any, key: str) -> events.Key:
    """A key by its name or letter, as a terminal sends it."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    original = REPLACED_KEYS.get(name, name)
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(original))
    except KeyError:
        character = name if len(name) == 1 else None
    event = events.Key(name, character)
    event.set_sender(app)
    return event


async def _pause(pilot: Pilot[Any]) -> None:
    """Wait until the app is idle."""
    await at_rest(pilot.app)


@pytest.fixture(autouse=True)
def polite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every press of a pilot waits until it was dealt with, and every pause until all is idle."""
    monkeypatch.setattr(Pilot, "press", _press)
    monkeypatch.setattr(Pilot, "pause", _pause)
    monkeypatch.setattr(Screen, "_compositor_refresh", _draw_later)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 1.0)

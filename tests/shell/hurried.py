"""A hurried hand: keys are posted without waiting for anything."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import events
from textual.keys import _character_to_key

from polite import PATIENCE, still

NAMED = {"enter": "\r", "tab": "\t", "escape": "\x1b"}


def type_in(app: Any, *keys: str) -> None:
    """Post keys, each a name or a letter, in one go."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        character = key if len(key) == 1 else NAMED.get(key)
        app.post_message(events.Key(name, character))


async def until(wanted: Any, seconds: float = PATIENCE) -> None:
    """Wait for a state, not for a time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not wanted():
        assert loop.time() < end, "it did not come to that"
        await asyncio.sleep(0.002)


async def dealt_with(app: Any) -> None:
    """Wait until the app has taken all that was posted."""
    await still()
    await until(lambda: app._message_queue.empty() and app.at_rest)

"""What the tests of the app share."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime

from textual.pilot import Pilot

from repbook.ui.dialogs.logging.log import LogForm

NOW = datetime(2026, 6, 3, 9, 14)
TODAY = date(2026, 6, 3)
HOSTILE = ("[/foo] Ltd", "[@click=app.quit]x[/]", "Acme [East]", "C:\\new\\[b]", "[red]")

Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


async def no_form_is_left() -> None:
    """A form that was closed is held for a moment by what was under way."""
    gc.collect()
    while any(isinstance(each, LogForm) for each in gc.get_objects()):
        await asyncio.sleep(0.02)
        gc.collect()

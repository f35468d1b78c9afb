"""What the tests of the app share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime

from textual.pilot import Pilot

NOW = datetime(2026, 6, 3, 9, 14)
TODAY = date(2026, 6, 3)
HOSTILE = ("[/foo] Ltd", "[@click=app.quit]x[/]", "Acme [East]", "C:\\new\\[b]", "[red]")

Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

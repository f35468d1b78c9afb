"""The one clock. Everything else is given the day; only the edges of the program hold a clock."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime


class Clock:
    """Tells the local day and the instant; with ``fixed`` the day stands still.

    Days are the rep's local days. Instants are UTC, to the second, as ISO text ending in ``Z``.
    """

    def __init__(self, fixed: date | None = None) -> None:
        self.fixed = fixed

    def local(self) -> datetime:
        """The rep's wall clock; a fixed day keeps the real time of day."""
        if hasattr(time, "tzset"):
            time.tzset()  # a zone changed while we run is only seen after this
        now = datetime.now().replace(microsecond=0)
        if self.fixed is None:
            return now
        return datetime.combine(self.fixed, now.time())

    def today(self) -> date:
        """The rep's local day."""
        return self.local().date()

    def instant(self) -> str:
        """Now in UTC, such as ``2026-03-17T09:14:00Z``."""
        return self.local().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class FixedClock(Clock):
    """A clock that stands still altogether: for tests, demo books, and pictures."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now.date())
        self._now = now

    def local(self) -> datetime:
        return self._now

    def instant(self) -> str:
        return self._now.strftime("%Y-%m-%dT%H:%M:%SZ")

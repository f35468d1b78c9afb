"""What has an hour today, and which of it has come (§4, *Times*).

An hour stands at the head of its group on Today; when it comes, the app says so once. What lay before the app
was opened, or on an earlier day, is a row like any other: nobody is called to an hour that has gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from ..spine.model import AtHour

HEAD = 5000.0
"""The weight of what has an hour today: above everything else of its group, the earlier the higher."""


def clock_time(at: str) -> time | None:
    """``14:30`` as a time of day; None for none, or one that can't be read."""
    try:
        return time.fromisoformat(at) if at else None
    except ValueError:
        return None


def weight(at: str) -> float:
    """The weight within its group of what has an hour today."""
    hour = clock_time(at)
    return HEAD - (hour.hour * 60 + hour.minute if hour else 0)


def come(hours: Iterable[AtHour], day: date, after: datetime, now: datetime) -> tuple[AtHour, ...]:
    """What of a day's hours has come after one moment, up to another; both are the rep's wall clock."""
    found = []
    for each in hours:
        hour = clock_time(each.at)
        if hour is not None and after < datetime.combine(day, hour) <= now:
            found.append(each)
    return tuple(found)

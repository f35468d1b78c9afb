"""A line that was typed on an earlier day, with the days that it meant then (F32).

"yesterday: fine ! send fri" names other days a week later. Left unfinished and brought back, it says them
as dates, so that the rep sees what will be filed, and nothing else of it is touched.
"""

from __future__ import annotations

import re
from datetime import date

from ..days.dates import NO_HOLIDAYS
from ..line.capture import parse_line
from ..line.markers import markers_of
from ..spine.calendar import BusinessDays
from .head import read_head
from .head_reader import Head

LONGEST_DAY = 6  # words; no day at the head has more


def as_meant(
    line: str,
    typed_on: date,
    today: date,
    *,
    day_first: bool | None = None,
    business: BusinessDays = NO_HOLIDAYS,
    on_day: bool = True,
) -> str:
    """The line with every day that it names as a date, as read on the day it was typed.

    With ``on_day``, a line that does not say when it was gets the day it was typed in front. What had to be asked
    about then, and is not in doubt today, is left as it stands: it was no day yet.
    """
    if not line.strip() or typed_on == today:
        return line
    head = read_head(line, typed_on, day_first=day_first)
    line = _records(line, head, typed_on, day_first, business)
    if head.trouble is not None:
        return line
    if head.day_said:
        return _head(line, read_head(line, typed_on, day_first=day_first), today, day_first)
    dated = f"{typed_on.isoformat()}: {line.lstrip()}"
    read = read_head(dated, today, day_first=day_first)
    safe = read.trouble is None and read.on_day == typed_on and read.contact == head.contact
    return dated if on_day and safe else line


def _records(
    line: str,
    head: Head,
    typed_on: date,
    day_first: bool | None,
    business: BusinessDays,
) -> str:
    """The line with the days of what its signs file as dates."""
    shift = len(line.rstrip()) - len(head.rest)
    if not line.rstrip().endswith(head.rest):
        shift, rest = 0, line
    else:
        rest = head.rest
    said = parse_line(rest, typed_on, day_first=day_first, business=business)
    for item in reversed(said.items):
        if item.day is None:
            continue
        when = f"{item.day.isoformat()} {item.at}".rstrip()
        for first, (start, end) in sorted(
            ((place == 0, span) for place, span in enumerate(item.day_at)),
            key=lambda each: -each[1][0],
        ):
            colon = ":" if rest[start:end].endswith(":") else ""
            words = f"{when}{colon}" if first else ""
            rest = f"{rest[:start]}{words}{rest[end:]}"
    return f"{line[:shift]}{rest}"


def _head(line: str, meant: Head, today: date, day_first: bool | None) -> str:
    """The line with the day of its head as a date, if only so it is read today as it was meant."""
    now = read_head(line, today, day_first=day_first)
    if now.trouble is None and (now.on_day, now.rest) == (meant.on_day, meant.rest):
        return line
    marks = markers_of(line)
    text = line[: marks[0].at if marks else len(line)]
    words = list(re.finditer(r"[^\s,:;]+", text))
    for size in range(1, min(len(words), LONGEST_DAY) + 1):  # as few words as will do
        for first in range(len(words) - size + 1):
            start, end = words[first].start(), words[first + size - 1].end()
            dated = f"{line[:start]}{meant.on_day.isoformat()}{line[end:]}"
            read = read_head(dated, today, day_first=day_first)
            found = (read.contact, read.on_day, read.rest)
            if read.trouble is None and found == (meant.contact, meant.on_day, meant.rest):
                return dated
    dated = f"{meant.on_day.isoformat()}: {meant.rest}"
    read = read_head(dated, today, day_first=day_first)
    kept = read.trouble is None and (read.contact, read.on_day) == (meant.contact, meant.on_day)
    return dated if kept else line

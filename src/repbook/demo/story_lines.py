"""The stories as they are written: TOML files, a ``[[story]]`` a customer, and a line for each thing that was done.

A line names its day (``on``; without one it was the day on which the customer came into the book), perhaps its
time (``at``), and one word of ``story_words`` with what it is about:
``{on = 12, promise = "a longer hose", due_on = 5}``.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from ..values import NamedTuple
from .days import then

HERE = Path(__file__).parent
STORIES = HERE / "stories"
NOON = "12:00"
HEAD = "customer"


class Line(NamedTuple):
    """One thing that was done: when, at which customer, and what."""

    day: date
    at: str
    customer: str
    said: dict[str, Any]


def read(file: Path) -> dict[str, Any]:
    """What a file of the stories says."""
    return tomllib.loads(file.read_text("utf-8"))


def history(today: date) -> list[Line]:
    """All that happened before the steps of the last fortnight, as it happened."""
    told: list[Line] = []
    for file in sorted(STORIES.glob("*.toml")):
        for story in read(file)["story"]:
            since, lines = story.pop("since"), story.pop("told")
            lines.insert(0, {"at": "07:00", **story})
            told += (_line(said, story[HEAD], since, today) for said in lines)
    told += _lines(HERE / "reviews.toml", today)
    return sorted(told, key=lambda line: (line.day, line.at))


def fortnight(today: date) -> list[Line]:
    """The steps of the last days, which stay in the history for undo."""
    return _lines(HERE / "fortnight.toml", today)


def _lines(file: Path, today: date) -> list[Line]:
    """A file whose lines are about this customer and that."""
    return [_line(said, said.pop(HEAD), 0, today) for said in read(file)["told"]]


def _line(said: dict[str, Any], customer: str, since: int, today: date) -> Line:
    on = said.pop("on", since)
    return Line(then(on, today), said.pop("at", "08:00" if on == since else NOON), customer, said)

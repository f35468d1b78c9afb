"""The list of a day's touches: hour, customer, person, outcome, words, and the signs of what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...domain.shown.daybook import Logged
from ...domain.spine.kinds import Reach
from ...wording import day_text
from ..lists.row_list import RowList
from ..text.render import Piece, columns, fit, fit_right

HOUR, OUTCOME, CAME = 6, 14, 6
"""Cells of the columns that do not stretch."""
WHO_FROM = 90
"""Width from which there is room for whom it was with."""


class Daybook(RowList[Logged]):
    """One line a touch."""

    day = date.min
    """The day that is shown; a touch of another one says which."""
    hours = signs = True
    """Whether any touch has an hour, and whether anything came of any."""

    def fill(self, items: Sequence[Logged], *, keep: bool = True) -> None:
        self.hours, self.signs = any(each.at for each in items), any(each.came for each in items)
        super().fill(items, keep=keep)

    def draw(self, item: Logged, line: int, width: int, selected: bool) -> list[Piece]:
        hour, came = (HOUR if self.hours else 0), (CAME if self.signs else 0)
        name = max(16, min(28, width // 5))
        person = max(11, min(22, width // 7)) if width >= WHO_FROM else 0
        rest = columns(width, (1, hour, name + 1, person + bool(person), OUTCOME, came + 1))
        note = item.note
        if item.on_day != self.day:
            note = f"for {day_text(item.on_day, self.day)}: {note}"
        return [
            ("▌" if selected else " ", "key"),
            (fit(item.at, hour), "quiet"),
            (fit(item.customer, name) + " ", "ink"),
            (fit(item.person, person) + " " * bool(person), "quiet"),
            (fit(item.outcome, OUTCOME), "text" if item.reach == Reach.TWO_WAY else "quiet"),
            (fit(note, rest), "text"),
            (fit_right(item.came, came), "key"),
            (" ", "text"),
        ]

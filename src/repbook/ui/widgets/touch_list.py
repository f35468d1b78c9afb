"""The list of a day's touches: hour, customer, person, outcome, words, and the signs of what came of each."""

from __future__ import annotations

from datetime import date

from ...domain.shown.daybook import Logged
from ...domain.spine.kinds import Reach
from ...wording import day_text
from ..lists.row_list import RowList
from ..text.render import Piece, columns, fit, fit_right

HOUR, OUTCOME, CAME = 6, 14, 6
"""Cells of the columns that do not stretch."""


class Daybook(RowList[Logged]):
    """One line a touch."""

    day = date.min
    """The day that is shown; a touch of another one says which."""

    def draw(self, item: Logged, line: int, width: int, selected: bool) -> list[Piece]:
        name = max(16, min(28, width // 5))
        person = max(11, min(22, width // 7))
        rest = columns(width, (1, HOUR, name + 1, person + 1, OUTCOME, CAME + 1))
        note = item.note
        if item.on_day != self.day:
            note = f"for {day_text(item.on_day, self.day)}: {note}"
        return [
            ("▌" if selected else " ", "key"),
            (fit(item.at, HOUR), "quiet"),
            (fit(item.customer, name) + " ", "ink"),
            (fit(item.person, person) + " ", "quiet"),
            (fit(item.outcome, OUTCOME), "text" if item.reach == Reach.TWO_WAY else "quiet"),
            (fit(note, rest), "text"),
            (fit_right(item.came, CAME), "key"),
            (" ", "text"),
        ]

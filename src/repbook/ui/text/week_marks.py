"""Eight weeks in two lines: what happened in each, and beneath it the number that a card is about."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.review.eight_weeks import NUMBER_OF, WeekOf
from ...domain.review.weekly_review import Step
from ...wording import MONTHS
from .event_words import TOUCHES
from .gauges import bar
from .paragraphs import LABEL
from .render import Piece, fit, fit_right

CELL = 5
"""Cells of a week."""
NOTHING = "·"
TROUBLE = ("?", "bold $due")
ENDED = {"kept": ("■", "$settled"), "late": ("◪", "$due"), "broken": ("▲", "bold $alarm")}
ANSWERS = {
    -2: ("−−", "$due"),
    -1: ("−", "$due"),
    0: ("=", "$settled"),
    1: ("+", "$settled"),
    2: ("++", "$settled"),
}
TITLES = {
    "silent": "silent, d",
    "kept": "promises",
    "check": "checks",
    "successes": "successes",
    "gifts": "given",
}
"""What each number is called; days are those at the end of the week."""


def week_lines(found: Sequence[WeekOf], step: Step, limit: int | None = None) -> list[list[Piece]]:
    """The weeks as lines: their Mondays, beginning in the month that is said, what happened, and the number of the step; days over a ``limit`` are late."""
    number = NUMBER_OF.get(step, "silent")
    begins = MONTHS[found[0].monday.month - 1] if found else ""
    titles: list[Piece] = [(fit(f"weeks, {begins}", LABEL), "$quiet")]
    marks: list[Piece] = [(fit("", LABEL), "$quiet")]
    numbers: list[Piece] = [(fit(TITLES[number], LABEL), "$quiet")]
    for place, week in enumerate(found):
        last = place == len(found) - 1
        titles.append((_middle("now" if last else str(week.monday.day)), "$quiet"))
        glyph, style = _mark(week)
        marks.append((_middle(glyph), style))
        glyph, style = _number(week, number, limit)
        numbers.append((_middle(glyph), style))
    return [titles, marks, numbers]


def _middle(text: str) -> str:
    """A few letters in the middle of a week, whose last cell stays free."""
    left = max(0, (CELL - 1 - len(text) + 1) // 2)
    return fit(" " * left + text, CELL)


def _mark(week: WeekOf) -> Piece:
    """The touch that counts most; trouble before it."""
    if week.trouble:
        return TROUBLE
    if not week.touch:
        return NOTHING, "$faint"
    return TOUCHES.get(week.touch, NOTHING), "$ink" if week.both else "$quiet"


def _number(week: WeekOf, number: str, limit: int | None) -> Piece:
    if number == "silent":
        if week.silent is None:
            return "–", "$faint"
        late = limit is not None and week.silent > limit
        return str(week.silent), "$due" if late else "$foreground"
    if number == "kept":
        return ENDED.get(week.kept, (NOTHING, "$faint"))
    if number == "check":
        return (NOTHING, "$faint") if week.check is None else ANSWERS[max(-2, min(2, week.check))]
    value = week.successes if number == "successes" else week.gifts
    return (str(value), "$foreground") if value else (NOTHING, "$faint")


def gauge(load: int, most: int, cells: int) -> str:
    """A lying bar of how full a day is."""
    return bar(load, most, cells, ("▆", ""))[0]


def load_lines(lines: Sequence[str], loads: Sequence[int], width: int) -> list[list[Piece]]:
    """Days as gauges: the day, its bar, its number, and what else to know."""
    most = max(loads, default=0)
    days = [line.partition(": ") for line in lines]
    lead = max((len(day) for day, _, _ in days), default=0) + 2
    cells = max(4, min(24, width - lead - 24))
    drawn: list[list[Piece]] = []
    for (day, _, rest), load in zip(days, loads, strict=True):
        number, _, words = rest.partition(" ")
        drawn.append(
            [
                (fit(day, lead), "$quiet"),
                (fit(gauge(load, most, cells), cells), "$learning"),
                (fit_right(number, 4), "$foreground"),
                (f" {fit(words, max(0, width - lead - cells - 5))}", "$quiet"),
            ]
        )
    return drawn

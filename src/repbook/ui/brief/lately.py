"""The third pane of a wide terminal: what is to come with the highlighted customer, and what happened lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from ...domain.care.checks import step_words
from ...domain.shown.customer_views import Event
from ...domain.spine.calendar import stored_day
from ...domain.spine.facts import CustomerFacts
from ...wording import clean
from ..text.event_words import day_short, event_words
from ..text.paragraphs import wrap
from ..text.render import Piece
from .brief_pane import Brief

MOST_EVENTS, MOST_TO_COME = 30, 6
DAY = 7
"""Cells of a day before what happened on it, at the least: one of another year has more."""
STYLES = {"text": "$foreground", "good": "$settled", "found": "$key"}
"""Roles of rows whose colour has another name."""


class Lately(Brief):
    """Beside the brief: the days ahead, then the days behind, newest first."""

    async def lines_of(self, customer_id: int) -> list[Piece] | None:
        from ...storage.views.customer_page import timeline

        page = await self.app.read_page(customer_id)
        if page is None:
            return None
        events = await self.app.keeper.ask(timeline, customer_id, MOST_EVENTS)
        today, (width, height) = self.app.clock.local().date(), self.size
        lines = [*to_come(page.facts, today, width), *lately(events, today, width)]
        return as_much(lines, height)


def to_come(facts: CustomerFacts, today: date, width: int) -> list[Piece]:
    """The steps that are planned from tomorrow on, the nearest first."""
    ahead = sorted(
        (step for step in facts.followups if step.due_on > today),
        key=lambda step: (step.due_on, step.at),
    )
    if not ahead:
        return []
    parts: list[Piece] = [("TO COME\n", "bold $quiet")]
    for step in ahead[:MOST_TO_COME]:
        said = f"{step.at} {step_words(step, facts, today)}".lstrip()
        parts += _dated(day_short(step.due_on, today), ("", ""), "", said, width)
    if len(ahead) > MOST_TO_COME:
        parts.append((f"{' ' * DAY}and {len(ahead) - MOST_TO_COME} more\n", "$quiet"))
    return [*parts, ("\n", "")]


def lately(events: Sequence[Event], today: date, width: int) -> list[Piece]:
    """What happened, newest first; a day is said once."""
    parts: list[Piece] = [("LATELY\n", "bold $quiet")]
    days = [_day(each, today) for each in events]
    lead = max((DAY, *(cell_len(day) + 1 for day in days)))
    before = ""
    for event, day in zip(events, days, strict=True):
        glyph, role, word = event_words(event)
        said = " · ".join(part for part in (clean(event.text), clean(event.more)) if part)
        mark = glyph, STYLES.get(role, f"${role}")
        parts += _dated("" if day == before else day, mark, word, said, width, lead)
        before = day
    if not events:
        parts.append(("nothing is logged yet\n", "$quiet"))
    return parts


def _day(event: Event, today: date) -> str:
    on = stored_day(event.on_day)
    return day_short(on, today) if on else event.on_day


def _dated(day: str, mark: Piece, word: str, said: str, width: int, lead: int = DAY) -> list[Piece]:
    """A day, the glyph and the word of what happened, and its text, hung beside them."""
    start = [(f"{day} ".ljust(lead), "$quiet"), (f"{mark[0]} " if mark[0] else "", mark[1])]
    used = cell_len(start[0][0]) + cell_len(start[1][0])
    text = " · ".join(part for part in (word, said) if part)
    first, *rest = wrap(text, max(8, width - used), 2)
    parts = [*start, (first[: len(word)], "$quiet"), (f"{first[len(word) :]}\n", "$foreground")]
    return parts + [(f"{' ' * used}{line}\n", "$foreground") for line in rest]


def as_much(parts: list[Piece], height: int) -> list[Piece]:
    """As many of the lines as there is room for."""
    kept: list[Piece] = []
    lines = 0
    for value, style in parts:
        if height and lines >= height:
            break
        kept.append((value, style))
        lines += value.count("\n")
    return kept

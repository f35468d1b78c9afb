"""A plan of several steps in one line: ``collect the drums wed; bring two new ones thu`` (R86)."""

from __future__ import annotations

from datetime import date

from ...values import NamedTuple
from ..days.dates import NO_HOLIDAYS, When
from ..spine.calendar import BusinessDays
from .day_finding import find_either_end


class PlanStep(NamedTuple):
    """What will be done, and on which day."""

    text: str
    on: date


def plan_steps(
    plan: str,
    today: date,
    *,
    day_first: bool | None = None,
    business: BusinessDays = NO_HOLIDAYS,
) -> tuple[PlanStep, ...]:
    """The steps of a plan that have a day of their own, with ``;`` between them.

    One step alone is the plan itself; what names no sure day to come stays words of the plan.
    """
    parts = [part.split() for part in plan.split(";") if part.strip()]
    found = (_step(part, today, day_first, business) for part in parts)
    return tuple(step for step in found if step is not None) if len(parts) > 1 else ()


def _step(
    words: list[str], today: date, day_first: bool | None, business: BusinessDays
) -> PlanStep | None:
    day = find_either_end(words, today, begins=False, day_first=day_first, business=business)
    if day is None or not isinstance(day.meaning, When) or day.meaning.day < today:
        return None
    rest = " ".join(word for at, word in enumerate(words) if not day.holds(at)).strip(" ,:-")
    return PlanStep(rest, day.meaning.day) if rest else None

"""The last eight weeks of a customer, for a card of the review: what happened, and the number the card is about (§5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...values import NamedTuple
from ..reports.weekly_reports import Week, weeks
from ..spine.kinds import PromiseState, Reach, TouchKind
from .weekly_review import Step

BACK = 8


class Happened(NamedTuple):
    """One thing that happened on a day: a ``touch`` (its kind and reach), ``trouble``, a ``check`` (its answer),
    a ``promise`` that came due (how it ended), a ``success``, a ``gift``.
    """

    sort: str
    on: date
    what: str = ""
    state: str = ""


class WeekOf(NamedTuple):
    """A week: the touch that counts most in it, and the numbers that cards are about.

    ``silent`` are the days since the last word at its end, None where none is known; ``kept`` how the worst of the
    promises that came due ended; ``check`` the worst answer, None where nobody was asked.
    """

    monday: date
    touch: str = ""
    both: bool = False
    trouble: bool = False
    silent: int | None = None
    kept: str = ""
    check: int | None = None
    successes: int = 0
    gifts: int = 0


WORST = ("", PromiseState.KEPT, PromiseState.LATE, PromiseState.BROKEN)


def eight_weeks(
    happened: Iterable[Happened], last_before: date | None, today: date
) -> tuple[WeekOf, ...]:
    """The weeks, the one under way last; ``last_before`` is the day of the last word before the first of them."""
    everything = sorted(happened, key=lambda each: each.on)
    found = []
    last = last_before
    for week in weeks(today, BACK):
        inside = [each for each in everything if week.monday <= each.on <= week.end]
        words = [each.on for each in inside if each.sort == "touch" and each.state == Reach.TWO_WAY]
        last = max([*words, *([last] if last else [])], default=None)
        found.append(_week(week, inside, (week.end - last).days if last else None))
    return tuple(found)


def _week(week: Week, inside: list[Happened], silent: int | None) -> WeekOf:
    def of(sort: str) -> list[Happened]:
        return [each for each in inside if each.sort == sort]

    touch = max(of("touch"), key=_weight, default=None)
    kept = max((each.state for each in of("promise")), key=WORST.index, default="")
    return WeekOf(
        week.monday,
        touch.what if touch else "",
        touch is not None and touch.state == Reach.TWO_WAY,
        bool(of("trouble")),
        silent,
        kept,
        min((int(each.state) for each in of("check")), default=None),
        len(of("success")),
        len(of("gift")),
    )


def _weight(touch: Happened) -> tuple[bool, bool]:
    return touch.state == Reach.TWO_WAY, touch.what == TouchKind.VISIT


NUMBER_OF = {
    Step.LOOSE: "silent",
    Step.PROMISES: "kept",
    Step.LEARNING: "check",
    Step.DEBT: "silent",
    Step.EVIDENCE: "successes",
    Step.ASKS: "gifts",
}
"""Which number the cards of a step are about."""

"""What came of a touch, and what it settled, follows it to its right person, day, and outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.views.came_of_touch import Hanging
from ..base.new_rows import heard_on, short
from .refiling import Touched

if TYPE_CHECKING:
    from ...storage.book.work import Work

DATED = {
    "checks": ("on_day",),
    "problems": ("known_on",),
    "promises": ("made_on",),
    "evidence": ("on_day",),
    "facts": ("on_day",),
}
"""The days of what came of a touch that are the touch's own day."""
CLOSED = {
    "followups": ("done_on",),
    "promises": ("closed_on",),
    "facts": ("last_asked_on", "done_on"),
}
"""The days on which a touch settled something."""


def follow(work: Work, touch: t.Touch, before: Touched, hung: Hanging) -> None:
    """Let what came of a touch, and what it settled, bear its new person, day, and outcome.

    Only what bore the old one: a success of last week, logged today, keeps its day. Raises ``InvalidInput``
    with "on_day" where something can't have been on that day.
    """
    gone = before.customer_id != touch.customer_id
    came = hung.came if gone else (*hung.came, *hung.spare)
    rows = [work.get(t.BY_NAME[one.table], one.row_id) for one in came]
    for row in rows:
        # At another customer the link to the old person is gone already.
        if row.person_id == (None if gone else before.person_id):
            row.person_id = touch.person_id
        for column in DATED.get(row.__tablename__, ()):
            if getattr(row, column) == before.on_day:
                setattr(row, column, touch.on_day)
        if isinstance(row, t.Problem) and row.touch_id == touch.id:
            if before.on_day != touch.on_day == row.known_on:
                heard_on(work, row, touch.on_day)
            _hear(row, touch.reach, before.reach)
        if before.on_day != touch.on_day:
            _can_be(row)
    if not gone and before.on_day != touch.on_day:
        for one in hung.turned:
            _settle_on(work.get(t.BY_NAME[one.table], one.row_id), touch, before)
    _posted_on(work, touch, before, hung)
    if touch.reach != k.Reach.TWO_WAY and any(isinstance(row, t.Check) for row in rows):
        work.notes.append("their answer to the check stays: Del on it removes it")


def _hear(problem: t.Problem, reach: str, was: str) -> None:
    """A problem told in a talk is acknowledged by it (R86); one left on their machine is not."""
    if reach == was:
        return
    if reach == k.Reach.TWO_WAY and problem.acknowledged_at is None:
        problem.acknowledged_at = problem.known_at
    elif was == k.Reach.TWO_WAY and problem.acknowledged_at == problem.known_at:
        problem.acknowledged_at = None


def _can_be(row: Any) -> None:
    """Raise ``InvalidInput`` where the new day turns the order of a row's days round."""
    if isinstance(row, t.Promise):
        late = row.due_on < row.made_on or (
            row.closed_on is not None and row.closed_on < row.made_on
        )
        what = "promise"
    elif isinstance(row, t.Problem):
        ends = (row.fix_by, row.solved_on, row.confirmed_on)
        late = any(day is not None and day < row.known_on for day in ends)
        late = late or (row.arose_on is not None and row.arose_on > row.known_on)
        what = "problem"
    else:
        return
    if late:
        raise InvalidInput(
            f"the {what} of that call would end before it began: {short(row.text, 40)}",
            "an earlier day",
            field="on_day",
        )


def _settle_on(row: Any, touch: t.Touch, before: Touched) -> None:
    """What the touch settled was settled on its day; a promise is kept or late by it."""
    for column in CLOSED.get(row.__tablename__, ()):
        if getattr(row, column) != before.on_day:
            continue
        if isinstance(row, t.Promise):
            if touch.on_day < row.made_on:
                raise InvalidInput(
                    f"what it kept was only promised later: {short(row.text, 40)}",
                    f"not before {row.made_on.isoformat()}",
                    field="on_day",
                )
            on_time = touch.on_day <= row.due_on
            row.state = k.PromiseState.KEPT if on_time else k.PromiseState.LATE
        setattr(row, column, touch.on_day)


def _posted_on(work: Work, touch: t.Touch, before: Touched, hung: Hanging) -> None:
    """A letter went out on the day of its touch, to the same person, and tells on that day."""
    if hung.posted is None:
        return
    letter = work.get(t.Letter, hung.posted)
    if letter.posted_on == before.on_day != touch.on_day:
        letter.posted_on = touch.on_day
        letter.made_on = min(letter.made_on, touch.on_day)
        for success in work.find(t.Evidence, letter_id=letter.id):
            if success.told_on == before.on_day:
                success.told_on = touch.on_day
    if letter.person_id == before.person_id:
        letter.person_id = touch.person_id

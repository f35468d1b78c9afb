"""What was logged on a day: one line a touch, to look at and to put right."""

from __future__ import annotations

from datetime import date

from ...values import NamedTuple
from ..spine.contacts import Contact
from ..spine.kinds import Reach


class Logged(NamedTuple):
    """One touch. ``at`` is its hour, else the local hour at which it was logged on the day that is shown.

    ``came`` are the signs of what came of it, as a line has them: ``*!?``.
    """

    id: int
    customer_id: int
    customer: str
    person: str
    on_day: date
    at: str
    kind: str
    reach: str
    incoming: bool
    note: str
    came: str = ""

    @property
    def key(self) -> int:
        """The row's identity in a list."""
        return self.id

    @property
    def outcome(self) -> str:
        """``talked``, ``voicemail``, ``they wrote``."""
        return Contact(self.kind, self.reach, self.incoming).said

    @property
    def text(self) -> str:
        """``talked, Helen Marsh: fits well``."""
        lead = ", ".join(filter(None, (self.outcome, self.person)))
        return f"{lead}: {self.note}" if self.note else lead


def answered(rows: tuple[Logged, ...]) -> int:
    """How many of them reached somebody."""
    return sum(row.reach == Reach.TWO_WAY for row in rows)

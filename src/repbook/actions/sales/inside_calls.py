"""Calls that somebody of the inside staff makes, month by month or quarter by quarter (R90)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import day_text
from ..base.new_rows import make_followup
from ..base.validation import line, validated
from ..care.followups import give_up

if TYPE_CHECKING:
    from ...storage.book.work import Work

MONTH = 30
"""Days between two calls, month by month."""


def add(
    book: Book,
    customer_id: int,
    who: str,
    first_on: date,
    every_days: int,
    *,
    what: str = "",
    person_id: int | None = None,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """A call that somebody of the inside staff makes every so many days (R90).

    It is theirs to make and the rep's to confirm: each stays until it is, and the next is counted from
    that day. One that runs already is replaced. A free day moves a call forward.
    """
    with book.write("a check-in", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        followup = from_inside(
            work,
            customer_id,
            who,
            first_on,
            every_days,
            what=what,
            person_id=person_id,
            rules=rules,
        )
        work.label = (
            f"{followup.delegated_to} checks in with {customer.name} every {every_days} d,"
            f" first {day_text(followup.due_on, work.today)}"
        )
    return work.change


def from_inside(
    work: Work,
    customer_id: int,
    who: str,
    first_on: date,
    every_days: int,
    *,
    what: str = "",
    person_id: int | None = None,
    rules: Rules,
) -> t.Followup:
    """Within a transaction: the call, in place of one that runs already."""
    said = validated({"inside": line(needed=True)}, {"inside": who})["inside"]
    for known in work.find(t.Followup, customer_id=customer_id, state=k.FollowupState.OPEN):
        if known.every_days is not None:
            give_up(known, f"{said} makes this call from now on")
    return make_followup(
        work,
        customer_id,
        what or "check-in call",
        rules.business.roll(first_on),
        person_id=person_id,
        delegated_to=said,
        every_days=every_days,
    )

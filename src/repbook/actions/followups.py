"""Things to do on a day: added, done, put off, dropped with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ..domain import kinds as k
from ..domain.agenda import latest_day
from ..domain.model import Change
from ..domain.rules import DEFAULT, Rules
from ..errors import InvalidInput
from ..storage import late as t
from ..storage.book import Book
from ..wording import day_text
from . import fields as f
from .checked import checked, day, in_order
from .making import fill, make_followup, make_touch, short

if TYPE_CHECKING:
    from ..storage.work import Work

SENT = {
    k.FollowupKind.THANKS: k.TouchKind.NOTE,
    k.FollowupKind.LETTER: k.TouchKind.LETTER,
    k.FollowupKind.REASSURE: k.TouchKind.LETTER,
}
"""What is done by sending something, and the touch that makes; a call is logged by itself."""


def add(
    book: Book,
    customer_id: int,
    what: str,
    due_on: date,
    *,
    at: str = "",
    kind: str = "call",
    person_id: int | None = None,
    sale_id: int | None = None,
    delegated_to: str = "",
    op_id: str | None = None,
) -> Change:
    """Something to do, today or later, at a local time if given; delegated, it stays until done."""
    with book.write("a follow-up", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        followup = make_followup(
            work,
            customer_id,
            what,
            due_on,
            at=at,
            kind=kind,
            person_id=person_id,
            sale_id=sale_id,
            delegated_to=delegated_to,
        )
        day_said = day_text(followup.due_on, work.today)
        work.label = f"follow up {customer.name} {day_said}: {short(followup.what)}"
    return work.change


def done(book: Book, followup_id: int, *, note: str = "", op_id: str | None = None) -> Change:
    """It is done. Thanks, letters, and reassurance leave a one-way touch; a call invents none."""
    with book.write("do a follow-up", op_id=op_id) as work:
        followup = work.get(t.Followup, followup_id)
        touch_id: int | None = None
        sent = SENT.get(k.FollowupKind(followup.kind))
        if sent is not None or note.strip():
            note = checked({"note": f.TOUCH["note"]}, {"note": note})["note"]
        if sent is not None:
            touch_id = make_touch(
                work,
                followup.customer_id,
                kind=sent,
                reach=k.Reach.ONE_WAY,
                on_day=work.today,
                note=note or followup.what,
                person_id=followup.person_id,
                sale_id=followup.sale_id,
            ).id
        tick(followup, work.today, touch_id)
        if sent is None and note:
            followup.reason = short(note, f.WHAT)
        work.label = f"done: {short(followup.what)}"
    return work.change


def tick(followup: t.Followup, on: date, touch_id: int | None = None) -> None:
    """Mark an open follow-up as done on a day, by a touch if there was one."""
    _must_be_open(followup)
    followup.state = k.FollowupState.DONE
    followup.done_on = on
    followup.touch_id = touch_id


def snooze(
    book: Book,
    followup_id: int,
    to: date,
    *,
    rules: Rules = DEFAULT,
    op_id: str | None = None,
) -> Change:
    """Put it off, or move it to an earlier day, today at the earliest.

    Raises ``InvalidInput`` where the delivery-day step would go past the day after (R71).
    """
    with book.write("move a follow-up", op_id=op_id) as work:
        followup = work.get(t.Followup, followup_id)
        _must_be_open(followup)
        to = checked({"to": day(needed=True)}, {"to": to})["to"]
        in_order(work.today, to, "this day is over", "to")
        last = _last_day(work, followup, rules)
        if last is not None and to > last:
            raise InvalidInput(
                f"the delivery day can't wait past {day_text(last, work.today)}",
                "if delivery itself has moved, change the live day",
                field="to",
            )
        due_on, followup.due_on = followup.due_on, to
        followup.snoozes += to > due_on
        moved = "put off" if to > due_on else "move"
        work.label = f"{moved} to {day_text(to, work.today)}: {short(followup.what)}"
    return work.change


def drop(book: Book, followup_id: int, reason: str, *, op_id: str | None = None) -> Change:
    """It need not be done; the book keeps why."""
    with book.write("drop a follow-up", op_id=op_id) as work:
        followup = work.get(t.Followup, followup_id)
        give_up(followup, checked({"reason": f.REASON}, {"reason": reason})["reason"])
        work.label = f"drop a follow-up: {short(followup.what)}"
    return work.change


def give_up(followup: t.Followup, reason: str) -> None:
    """Mark an open follow-up as dropped."""
    _must_be_open(followup)
    followup.state = k.FollowupState.DROPPED
    followup.reason = reason


def edit(book: Book, followup_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``fields.FOLLOWUP``)."""
    with book.write("edit a follow-up", op_id=op_id) as work:
        followup = work.get(t.Followup, followup_id)
        due_on = followup.due_on
        fill(work, followup, f.FOLLOWUP, given)
        if followup.due_on != due_on:
            in_order(work.today, followup.due_on, "this day is over", "due_on")
        work.label = f"edit a follow-up: {short(followup.what)}"
    return work.change


def _must_be_open(followup: t.Followup) -> None:
    if followup.state != k.FollowupState.OPEN:
        raise InvalidInput(
            f"this follow-up is {followup.state} already", "press u to undo that", field="state"
        )


def _last_day(work: Work, followup: t.Followup, rules: Rules) -> date | None:
    """The last day for the step that hangs on the live day itself; None for any other."""
    if followup.sale_id is None:
        return None
    sale = work.get(t.Sale, followup.sale_id)
    live_on = sale.live_on or sale.promised_on
    return latest_day(followup.step, live_on, rules) if live_on else None

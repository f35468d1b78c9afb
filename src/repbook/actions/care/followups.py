"""Things to do on a day: added, done, put off, dropped with a reason.

One that comes round (``every_days``) hangs its next when it is done, in the same step; dropping it ends
the round.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ...domain.agenda.agenda import latest_day
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import day_text
from ..base import validators as f
from ..base.new_rows import fill, make_followup, make_touch, short
from ..base.validation import day, in_order, validated

if TYPE_CHECKING:
    from ...storage.book.work import Work

SENT = {
    k.FollowupKind.THANKS: k.TouchKind.NOTE,
    k.FollowupKind.LETTER: k.TouchKind.LETTER,
    k.FollowupKind.REASSURE: k.TouchKind.LETTER,
}
"""What is done by sending something, and the touch that makes; a call is logged by itself."""


LET_GO = "let go when catching up"
"""Why a step that was gone by when its sale was entered is not done."""


def add(
    book: Book,
    customer_id: int,
    what: str,
    due_on: date,
    *,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """Something to do, today or later, at a local time if given; delegated, it stays until done.

    ``given`` are more of ``validators.FOLLOWUP``; without a kind it is a call.
    """
    with book.write("a follow-up", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        followup = make_followup(work, customer_id, what, due_on, **given)
        day_said = day_text(followup.due_on, work.today)
        work.label = f"follow up {customer.name} {day_said}: {short(followup.what)}"
    return work.change


def done(
    book: Book,
    followup_id: int,
    *,
    note: str = "",
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """It is done. Thanks, letters, and reassurance leave a one-way touch; a call invents none."""
    with book.write("do a follow-up", op_id=op_id) as work:
        followup = work.get(t.Followup, followup_id)
        touch_id: int | None = None
        sent = SENT.get(k.FollowupKind(followup.kind))
        if sent is not None or note.strip():
            note = validated({"note": f.TOUCH["note"]}, {"note": note})["note"]
        if sent is not None:
            from .citing import no_offer_in

            no_offer_in(work, followup, note, rules)
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
        finish(work, followup, work.today, touch_id, rules=rules)
        if sent is None and note:
            followup.reason = short(note, f.WHAT)
        work.label = f"done: {short(followup.what)}"
    return work.change


def tick(followup: t.Followup, on: date, touch_id: int | None = None) -> None:
    """Mark an open follow-up as done on a day, by a touch if there was one."""
    must_be_open(followup)
    followup.state = k.FollowupState.DONE
    followup.done_on = on
    followup.touch_id = touch_id


def finish(
    work: Work,
    followup: t.Followup,
    on: date,
    touch_id: int | None = None,
    *,
    rules: Rules,
) -> None:
    """Mark it as done, and hang the next of one that comes round; the notes say when.

    What was asked of a sale that was entered late, done without a word of its steps, lets go of all of them.
    """
    tick(followup, on, touch_id)
    if followup.kind == k.FollowupKind.CATCH_UP:
        followup.reason = LET_GO
    if followup.every_days is None:
        return
    due_on = rules.business.roll(on + timedelta(days=followup.every_days))
    following = make_followup(
        work,
        followup.customer_id,
        followup.what,
        max(due_on, rules.business.roll(work.today)),
        at=followup.at,
        kind=followup.kind,
        source=followup.source,
        person_id=followup.person_id,
        sale_id=followup.sale_id,
        delegated_to=followup.delegated_to,
        every_days=followup.every_days,
    )
    work.notes.append(f"the next one is due {day_text(following.due_on, work.today)}")


def answered_by(
    work: Work,
    customer_id: int,
    kind: str,
    on: date,
    sale_id: int | None = None,
    *,
    rules: Rules,
) -> Sequence[t.Followup]:
    """The open follow-ups of a kind that something done on a day answers, earliest first.

    Those that are due; where none is, the next one if it is due in a few days (``check_early``).
    """
    waiting = sorted(
        (
            followup
            for followup in work.find(
                t.Followup, customer_id=customer_id, kind=kind, state=k.FollowupState.OPEN
            )
            if sale_id is None or followup.sale_id in (None, sale_id)
        ),
        key=lambda one: one.due_on,
    )
    soon = on + timedelta(days=rules.clocks.check_early)
    due = [followup for followup in waiting if followup.due_on <= on]
    return due or [followup for followup in waiting if followup.due_on <= soon][:1]


def snooze(
    book: Book,
    followup_id: int,
    to: date,
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """Put it off, or move it to an earlier day, today at the earliest.

    Raises ``InvalidInput`` where the delivery-day step would go past the day after (R71).
    """
    return move(book, (followup_id,), to, rules=rules, op_id=op_id)


def move(
    book: Book,
    followup_ids: Sequence[int],
    to: date,
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """Move what is one contact, the steps of an agenda on one day, to another; as ``snooze``, all or none."""
    with book.write("move a follow-up", op_id=op_id) as work:
        to = validated({"to": day(needed=True)}, {"to": to})["to"]
        moved, whats = "move", []
        for followup_id in followup_ids:
            followup = work.get(t.Followup, followup_id)
            if give_day(work, followup, to, rules):
                moved = "put off"
            whats.append(followup.what)
        work.label = f"{moved} to {day_text(to, work.today)}: {short(' · '.join(whats))}"
    return work.change


def give_day(work: Work, followup: t.Followup, to: date, rules: Rules) -> bool:
    """Give a follow-up its new day; whether that is a later one."""
    must_be_open(followup)
    may_wait(work, followup, to, rules, "to")
    later = to > followup.due_on
    followup.due_on = to
    followup.snoozes += later
    return later


def drop(book: Book, followup_id: int, reason: str, *, op_id: str | None = None) -> Change:
    """It need not be done; the book keeps why."""
    with book.write("drop a follow-up", op_id=op_id) as work:
        followup = work.get(t.Followup, followup_id)
        give_up(followup, validated({"reason": f.REASON}, {"reason": reason})["reason"])
        work.label = f"drop a follow-up: {short(followup.what)}"
    return work.change


def give_up(followup: t.Followup, reason: str) -> None:
    """Mark an open follow-up as dropped."""
    must_be_open(followup)
    followup.state = k.FollowupState.DROPPED
    followup.reason = reason


def edit(
    book: Book,
    followup_id: int,
    *,
    rules: Rules,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """Change the given fields (those of ``validators.FOLLOWUP``); its day within the bounds of ``snooze``."""
    with book.write("edit a follow-up", op_id=op_id) as work:
        followup = work.get(t.Followup, followup_id)
        due_on = followup.due_on
        fill(work, followup, f.FOLLOWUP, given)
        if followup.due_on != due_on:
            may_wait(work, followup, followup.due_on, rules, "due_on")
        work.label = f"edit a follow-up: {short(followup.what)}"
    return work.change


def must_be_open(followup: t.Followup) -> None:
    if followup.state != k.FollowupState.OPEN:
        raise InvalidInput(
            f"this follow-up is {followup.state} already", "undo brings it back", field="state"
        )


def may_wait(work: Work, followup: t.Followup, to: date, rules: Rules, field: str) -> None:
    """Raise ``InvalidInput`` for a day that is over, and for one past the last that a step may have (R71)."""
    in_order(work.today, to, "this day is over", field)
    last = _last_day(work, followup, rules)
    if last is not None and to > last:
        raise InvalidInput(
            f"the delivery day can't wait past {day_text(last, work.today)}",
            "if delivery itself has moved, change the live day",
            field=field,
        )


def _last_day(work: Work, followup: t.Followup, rules: Rules) -> date | None:
    """The last day for the step that hangs on the live day itself; None for any other."""
    if followup.sale_id is None:
        return None
    sale = work.get(t.Sale, followup.sale_id)
    live_on = sale.live_on or sale.promised_on
    return latest_day(followup.step, live_on, rules) if live_on else None

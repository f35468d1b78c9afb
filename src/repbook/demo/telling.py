"""From the lines of a story to rows: one short function for each sort of line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ..domain.rules import DEFAULT
from . import shapes as s
from .account import Account
from .agenda import hang_up
from .days import BUSINESS
from .people import BOOK_BEGAN, introduce, route, yearly
from .sheet import Row

SETTLES_AFTER = 35  # days from live to the day on which the rep confirmed it
SURELY_SETTLED = 125  # days from live: younger ones say themselves how they stand


def tell(account: Account) -> None:
    """File all lines of a customer's story, in their order."""
    for line in account.lines:
        TELLERS[type(line)](account, line)


def sale(account: Account, told: s.Sale) -> None:
    """An order with its days, its money, and its agenda."""
    ordered, live = account.day(told.ordered), account.day_or_none(told.live)
    age = (account.today - ordered).days
    days_live = (account.today - live).days if live is not None else 0
    settled = account.day_or_none(told.settled)
    if settled is None and live is not None and days_live > SURELY_SETTLED and not told.unproven:
        settled = live + timedelta(SETTLES_AFTER)
    due = live + timedelta(30) if live is not None else None
    paid = account.day_or_none(told.paid)
    if paid is None and due is not None and due < account.today and not told.unpaid:
        paid = due - timedelta(account.dice.randint(1, 12))
    history = age > BOOK_BEGAN
    number = len(account.sheet.tables["sales"])
    row = account.add(
        "sales",
        person_id=account.person(told.by) or account.main_on(ordered),
        title=told.title,
        number=f"SO-{ordered:%y%m}-{100 + number}",
        kind=told.kind,
        ordered_on=ordered,
        promised_on=account.day_or_none(told.promised),
        live_on=live,
        invoice_due_on=due,
        paid_on=paid,
        settled_on=settled,
        cancel_until=account.day_or_none(told.cancel_until),
        cancelled_on=account.day_or_none(told.cancelled),
        next_cycle_on=account.day_or_none(told.next_cycle),
        cycle_days=told.cycle,
        amount=told.amount * 100 if told.amount is not None else None,
        currency="EUR" if told.amount is not None else "",
        under_pressure=int(told.under_pressure),
        no_expectations=int(told.no_expectations),
        history=int(history),
        note=told.note,
    )
    account.sales.append((told, row))
    if not history:
        hang_up(account, told, row)


def touch(account: Account, told: s.Touch) -> None:
    """Something that happened."""
    account.touch(
        account.day(told.day),
        told.kind,
        told.note,
        account.person(told.by),
        reach=told.reach,
        topic=told.topic,
        incoming=int(told.incoming),
        minutes=told.minutes,
        at=told.at,
    )


def check(account: Account, told: s.Check) -> None:
    """A check, and the call that it was asked in."""
    day = account.day(told.day)
    call = account.touches.get(day) or account.touch(day, "call", "", account.person(told.by))
    account.add(
        "checks",
        **_links(account, told.by),
        touch_id=call,
        on_day=day,
        score=told.score,
        words=told.words,
        change_text=told.change,
        became=told.became,
        gained=told.gained,
        works_well=told.works_well,
        to_improve=told.to_improve,
        **{f"{told.no}_ok": 0 for _ in (1,) if told.no},
    )


def promise(account: Account, told: s.Promise) -> None:
    """What was promised, by us or by them."""
    made = account.day(told.made)
    account.add(
        "promises",
        **_links(account, told.by),
        touch_id=account.touches.get(made),
        text=told.text,
        made_on=made,
        due_on=account.day(told.due),
        state=told.state,
        closed_on=account.day_or_none(told.closed),
        reason=told.reason,
        theirs=int(told.theirs),
    )


def problem(account: Account, told: s.Problem) -> None:
    """A problem with its clocks, as far as it has come."""
    known = account.day(told.known)
    solved = account.day_or_none(told.solved)
    recheck = account.day_or_none(told.recheck)
    if solved is not None and recheck is None:
        recheck = BUSINESS.roll(solved + timedelta(DEFAULT.clocks.recheck))
    hour, minute = told.at.split(":")
    account.add(
        "problems",
        **_links(account, told.by),
        touch_id=account.touches.get(known),
        text=told.text,
        severity=told.severity,
        arose_on=account.day_or_none(told.arose),
        known_on=known,
        known_at=instant(known, told.at),
        acknowledged_at=_later(account, told.acknowledged, f"{hour}:{int(minute) // 2 + 30:02}"),
        planned_at=_later(account, told.planned, "15:40"),
        plan=told.plan,
        fix_by=account.day_or_none(told.fix_by),
        solved_on=solved,
        resolution_kind=told.how if solved is not None else "",
        resolution=told.resolution,
        confirmed_on=account.day_or_none(told.confirmed),
        customer_said=told.said,
        recheck_on=recheck,
        rechecked_on=account.day_or_none(told.rechecked),
        cause=told.cause,
    )


def expect(account: Account, told: s.Expect) -> None:
    """What they expect since the order."""
    _, row = account.sales[-1]
    account.add(
        "expectations",
        **_links(account, told.by),
        text=told.text,
        on_day=row["ordered_on"],
        due_on=row["promised_on"],
        state=told.state,
        asked_on=account.day_or_none(told.asked),
        words=told.words,
    )


def proof(account: Account, told: s.Proof) -> None:
    """A success in writing."""
    account.add(
        "evidence",
        **_links(account, told.by),
        kind=told.kind,
        text=told.text,
        on_day=account.day(told.day),
        amount=told.amount,
        unit=told.unit,
        source=told.source,
        tags=told.tags or account.customer.industry,
        permission_on=account.day_or_none(told.permission),
        told_on=account.day_or_none(told.told),
        told_by=told.told_by if told.told is not None else "",
    )


def fact(account: Account, told: s.Fact) -> None:
    """A remark, as old as the last order unless it says how old it is."""
    since = account.sales[-1][1]["ordered_on"] if account.sales else account.row["created_on"]
    day = account.day_or_none(told.day) or since
    account.add(
        "facts",
        person_id=account.person(told.by),
        touch_id=account.touches.get(day),
        kind=told.kind,
        text=told.text,
        on_day=day,
        said_by=told.said_by,
        confidential=int(told.confidential),
        state=told.state,
        state_on=day if told.state else None,
        last_asked_on=account.day_or_none(told.asked),
        done_on=account.day_or_none(told.done),
    )


def todo(account: Account, told: s.Todo) -> None:
    """A follow-up that the rep, the rhythm, or a row asks for."""
    account.add(
        "followups",
        person_id=account.person(told.by),
        due_on=account.day(told.due),
        at=told.at,
        what=told.what,
        kind=told.kind,
        source=told.source,
        state=told.state,
        reason=told.reason,
        delegated_to=told.to,
        snoozes=told.snoozes,
    )


def post(account: Account, told: s.Post) -> None:
    """A letter, and the one-way touch that it is once it is posted."""
    made, posted = account.day(told.made), account.day_or_none(told.posted)
    sent = posted and account.touch(
        posted, "letter", told.subject, account.person(told.by), reach=s.ONE_WAY
    )
    account.add(
        "letters",
        **_links(account, told.by),
        touch_id=sent,
        kind=told.kind,
        subject=told.subject,
        body=told.body,
        by_hand=int(told.by_hand),
        made_on=made,
        posted_on=posted,
    )


def asked(account: Account, told: s.Asked) -> None:
    """A request, and the need that it answers if there is one."""
    needs = [row for row in account.sheet.tables["facts"] if row["customer_id"] is account.row]
    need = next(
        (row for row in needs if told.need and row["text"].startswith(told.need)),
        None,
    )
    account.add(
        "asks",
        person_id=account.main_on(account.day(told.day)),
        need_id=need,
        kind=told.kind,
        text=told.text,
        asked_on=account.day(told.day),
        answer=told.answer,
        answered_on=account.day_or_none(told.answered),
        outcome=told.outcome,
        thanked_on=account.day_or_none(told.thanked),
        override_reason=told.override,
    )


def instant(day: date, at: str) -> str:
    """A UTC instant of the story."""
    return f"{day.isoformat()}T{at}:00Z"


def _later(account: Account, day: s.Day | None, at: str) -> str | None:
    return None if day is None else instant(account.day(day), at)


def _links(account: Account, by: str) -> dict[str, Row | None]:
    """Whom and what a row is about: the person who said it, and the sale before it."""
    sale_row = account.sales[-1][1] if account.sales else None
    return {"person_id": account.person(by), "sale_id": sale_row}


TELLERS: dict[type, Callable[[Account, Any], None]] = {
    s.Person: introduce,
    s.Route: route,
    s.Yearly: yearly,
    s.Sale: sale,
    s.Touch: touch,
    s.Check: check,
    s.Promise: promise,
    s.Problem: problem,
    s.Expect: expect,
    s.Proof: proof,
    s.Fact: fact,
    s.Todo: todo,
    s.Post: post,
    s.Asked: asked,
}

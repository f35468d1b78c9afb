"""From the lines of a story to rows: one short function for each sort of line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ..domain.care import preferences
from ..domain.care.handling import Handling, as_text
from ..domain.days.time_words import pace
from ..domain.spine.kinds import AskKind
from . import shapes as s
from .account import Account, called
from .agenda import hang_up
from .owing import expect, links, problem, promise, proof
from .people import BOOK_BEGAN, introduce, route, yearly

SETTLES_AFTER = 35  # days from live to the day on which the rep confirmed it
SURELY_SETTLED = 125  # days from live: younger ones say themselves how they stand
BASELINE = ("quality", "delivery", "price")
"""What is taken for granted, and asked about all the same."""
QUOTED = ("important", "need", "why us", "worry")
"""The facts that are kept in their own words."""

ASKED = (
    "asked if all was as expected",
    "the two questions, then the weather",
    "how is it going, how is it really going",
)


def tell(account: Account) -> None:
    """File all lines of a customer's story, in their order."""
    for line in account.lines:
        TELLERS[type(line)](account, line)


def sale(account: Account, told: s.Sale) -> None:
    """An order with its days, its money, and its agenda."""
    ordered, live = account.then(told.ordered), account.day_or_none(told.live)
    age = (account.today - ordered).days
    days_live = (account.today - live).days if live is not None else 0
    settled = None
    if live is not None and days_live > SURELY_SETTLED and not told.unproven:
        settled = live + timedelta(SETTLES_AFTER)
    due = account.day_or_none(told.invoice_due)
    if due is None and live is not None:
        due = live + timedelta(30)
    paid = None
    if due is not None and due < account.today and not told.unpaid:
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
        account.then(told.day),
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
    day = account.then(told.day)
    call = account.touches.get(day)
    if call is None:
        call = account.touch(day, "call", account.pick(ASKED), account.person(told.by))
    account.add(
        "checks",
        **links(account, told.by),
        touch_id=call,
        on_day=day,
        score=told.score,
        words=told.words,
        change_text=told.change,
        became=told.became,
        gained=told.gained,
        works_well=told.works_well,
        to_improve=told.to_improve,
        **({f"{each}_ok": int(each != told.no) for each in BASELINE} if told.no else {}),
    )


def fact(account: Account, told: s.Fact) -> None:
    """A remark, as old as the last order unless it says how old it is."""
    since = account.sales[-1][1]["ordered_on"] if account.sales else account.row["created_on"]
    day = account.then_or_none(told.day) or since
    done = account.then_or_none(told.done)
    person = account.person(told.by)
    account.add(
        "facts",
        person_id=person,
        touch_id=account.touches.get(day),
        kind=told.kind,
        text=told.text,
        on_day=day,
        said_by=called(person) if told.kind in QUOTED and person else "",
        confidential=int(told.confidential),
        state=told.state,
        state_on=(account.then_or_none(told.seen) or done or day) if told.state else None,
        last_asked_on=account.then_or_none(told.asked),
        done_on=done,
    )


def agreed(account: Account, told: s.Agreed) -> None:
    """The agreement, with the clocks and the rhythm that follow from it."""
    likes = preferences.parse(told.prefers)
    rule = Handling(told.first, told.hours, told.days, told.then)
    for kind, text in (("preference", preferences.as_text(likes)), ("problem rule", as_text(rule))):
        if text:
            fact(account, s.Fact(kind, text, by=told.by))
    account.row.values |= {"answer_hours": told.hours, "fix_days": told.days}
    rhythm = pace(likes.every)
    if rhythm is not None:
        account.row.values |= {"wish_aim": rhythm.aim, "wish_limit": rhythm.limit}


def plan(account: Account, told: s.Plan) -> None:
    """The moves of a plan; the first is written last, for the newest row stands first on the page."""
    for move in reversed(told.moves):
        fact(account, s.Fact("plan", move, told.day))


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
        delegated_to=told.to,
        every_days=told.every,
    )


def post(account: Account, told: s.Post) -> None:
    """A letter, and the one-way touch that it is once it is posted."""
    made, posted = account.then(told.made), account.then_or_none(told.posted)
    sent = posted and account.touch(
        posted, "letter", told.subject, account.person(told.by), reach=s.ONE_WAY
    )
    letter = account.add(
        "letters",
        **links(account, told.by),
        touch_id=sent,
        need_id=account.begun("facts", told.need),
        kind=told.kind,
        subject=told.subject,
        body=told.body,
        by_hand=int(told.by_hand),
        made_on=made,
        posted_on=posted,
        source=told.source,
    )
    proved = account.begun("evidence", told.cites)
    if proved is not None:
        account.add("citations", letter_id=letter, evidence_id=proved)


def asked(account: Account, told: s.Asked) -> None:
    """A request, and the need that it answers if there is one."""
    account.add(
        "asks",
        person_id=account.person(told.by) or account.main_on(account.then(told.day)),
        need_id=account.begun("facts", told.need),
        no_need=int(told.kind == AskKind.OPPORTUNITY and not told.need),
        kind=told.kind,
        text=told.text,
        asked_on=account.then(told.day),
        answer=told.answer,
        answered_on=account.then_or_none(told.answered),
        outcome=told.outcome,
        referred=told.referred,
        thanked_on=account.then_or_none(told.thanked),
        override_reason=told.override,
    )


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
    s.Agreed: agreed,
    s.Plan: plan,
    s.Todo: todo,
    s.Post: post,
    s.Asked: asked,
}

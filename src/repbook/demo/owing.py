"""What was promised, what went wrong, what they expect, and what proved right, as rows."""

from __future__ import annotations

from datetime import date, timedelta

from ..domain.spine.rules import DEFAULT
from . import shapes as s
from .account import Account
from .days import BUSINESS
from .sheet import Row


def promise(account: Account, told: s.Promise) -> None:
    """What was promised, by us or by them."""
    made = account.then(told.made)
    account.add(
        "promises",
        **links(account, told.by),
        touch_id=account.touches.get(made),
        text=told.text,
        made_on=made,
        due_on=account.day(told.due),
        state=told.state,
        closed_on=account.then_or_none(told.closed),
        reason=told.reason,
        theirs=int(told.theirs),
    )


def problem(account: Account, told: s.Problem) -> None:
    """A problem with its clocks, as far as it has come."""
    known = account.then(told.known)
    solved = account.then_or_none(told.solved)
    recheck = account.day_or_none(told.recheck)
    if solved is not None and recheck is None:
        recheck = BUSINESS.roll(solved + timedelta(DEFAULT.clocks.recheck))
    account.add(
        "problems",
        **links(account, told.by),
        touch_id=account.touches.get(known),
        text=told.text,
        severity=told.severity,
        arose_on=account.then_or_none(told.arose),
        known_on=known,
        known_at=instant(known, told.at),
        acknowledged_at=_later(account, told.acknowledged, "09:45"),
        planned_at=_later(account, told.planned, "15:40"),
        plan=told.plan,
        fix_by=account.day_or_none(told.fix_by),
        solved_on=solved,
        resolution_kind=told.how if solved is not None else "",
        resolution=told.resolution,
        confirmed_on=account.then_or_none(told.confirmed),
        customer_said=told.said,
        recheck_on=recheck,
        rechecked_on=account.then_or_none(told.rechecked),
        cause=told.cause,
    )


def expect(account: Account, told: s.Expect) -> None:
    """What they expect since the order."""
    _, row = account.sales[-1]
    account.add(
        "expectations",
        **links(account, told.by),
        text=told.text,
        on_day=row["ordered_on"],
        due_on=row["promised_on"],
        state=told.state,
        asked_on=account.then_or_none(told.asked),
        words=told.words,
    )


def proof(account: Account, told: s.Proof) -> None:
    """A success in writing."""
    account.add(
        "evidence",
        **links(account, told.by),
        kind=told.kind,
        text=told.text,
        on_day=account.then(told.day),
        amount=told.amount,
        unit=told.unit,
        source=told.source,
        tags=told.tags or account.customer.industry,
        permission_on=account.then_or_none(told.permission),
        told_on=account.then_or_none(told.told),
        told_by=told.told_by if told.told is not None else "",
    )


def links(account: Account, by: str) -> dict[str, Row | None]:
    """Whom and what a row is about: the person who said it, and the sale before it."""
    sale_row = account.sales[-1][1] if account.sales else None
    return {"person_id": account.person(by), "sale_id": sale_row}


def instant(day: date, at: str) -> str:
    """A UTC instant of the story."""
    return f"{day.isoformat()}T{at}:00Z"


def _later(account: Account, day: s.Day | None, at: str) -> str | None:
    return None if day is None else instant(account.then(day), at)

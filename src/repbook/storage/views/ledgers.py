"""The six ledgers of the whole book, a query each, as frozen values (§5)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from ...domain.growth.asks import week_begins
from ...domain.shown import ledger_heads as heads
from ...domain.shown import ledgers as d
from ...domain.shown.ledgers import Ledger, Line, Owner
from ...domain.spine.facts import ProblemFacts, PromiseFacts
from ...domain.spine.kinds import (
    AskKind,
    EvidenceKind,
    ExpectationState,
    LetterKind,
    PromiseState,
    Severity,
)
from ...domain.spine.rules import Rules
from ..book.book import Book
from ..facts.sqlite_values import day
from . import ledgers_sql as sql

OPEN_MOST = 1000
CLOSED_MOST = 200
YEAR = timedelta(days=365)

Row = tuple[Any, ...]


class LedgerPage(NamedTuple):
    """One ledger: the words over it, and its lines in their order.

    ``more`` says that what is open ends at ``OPEN_MOST`` lines; the pages of the customers have all.
    """

    head: heads.Head
    lines: tuple[Line, ...]
    more: bool = False


class Reading(NamedTuple):
    """The day, the rep's wall clock, and the rules by which a ledger is read."""

    today: date
    now: datetime
    rules: Rules


def ledger(book: Book, name: Ledger, rules: Rules) -> LedgerPage:
    """One ledger of the whole book: everything open, then the ``CLOSED_MOST`` closed last.

    A row that can't be read is left out, so that it never hides the others (F70).
    """
    now = book.clock.local().astimezone()
    at = Reading(now.date(), now, rules)
    statement, since, line, head = READERS[name]
    values = {
        "today": at.today.isoformat(),
        "since": since(at.today).isoformat(),
        "month": at.today.replace(day=1).isoformat(),
        "open": OPEN_MOST,
        "closed": CLOSED_MOST,
    }
    query = sql.query(statement)
    used = {key: value for key, value in values.items() if f":{key}" in query}
    rows = book.rows(query, used)
    lines = []
    for row in rows:
        if row[1] is not None:
            build = _unpaid if row[1] == sql.OWED else line
            try:
                lines.append(build(at, row[2], Owner(*row[3:7]), *row[7:]))
            except (TypeError, ValueError):
                continue
    ordered = d.in_order(lines)
    full = sum(row[1] == sql.OPEN for row in rows) >= OPEN_MOST
    return LedgerPage(head(at, json.loads(rows[0][0]), ordered), ordered, full)


_must = date.fromisoformat


def _promise(
    at: Reading,
    row_id: int,
    owner: Owner,
    text: str,
    made_on: str,
    due_on: str,
    state: str,
    closed_on: str | None,
    theirs: int,
) -> Line:
    facts = PromiseFacts(
        row_id, text, _must(made_on), _must(due_on), PromiseState(state), theirs=bool(theirs)
    )
    return d.promise(facts, owner, day(closed_on), at.today)


def _unpaid(
    at: Reading, row_id: int, owner: Owner, title: str, _: str, due_on: str, *rest: object
) -> Line:
    return d.unpaid(row_id, title, owner, _must(due_on), at.today)


def _problem(
    at: Reading,
    row_id: int,
    owner: Owner,
    text: str,
    severity: str,
    known_on: str,
    known_at: str,
    acknowledged_at: str | None,
    planned_at: str | None,
    solved_on: str | None,
    confirmed_on: str | None,
    fix_by: str | None,
    recheck_on: str | None,
    answer_hours: int | None,
    fix_days: int | None,
) -> Line:
    facts = ProblemFacts(
        id=row_id,
        text=text,
        severity=Severity(severity),
        known_on=_must(known_on),
        known_at=known_at,
        acknowledged_at=acknowledged_at,
        planned_at=planned_at,
        solved_on=day(solved_on),
        confirmed_on=day(confirmed_on),
        fix_by=day(fix_by),
        recheck_on=day(recheck_on),
    )
    agreed = (answer_hours, fix_days)
    return d.problem(facts, owner, at.today, at.rules, agreed=agreed, now=at.now)


def _expectation(
    at: Reading,
    row_id: int,
    owner: Owner,
    text: str,
    state: str,
    on: str,
    due_on: str | None,
    asked_on: str | None,
) -> Line:
    stands = ExpectationState(state)
    days = (_must(on), day(due_on), day(asked_on))
    return d.expectation(row_id, text, owner, stands, *days, at.today)


def _evidence(
    at: Reading,
    row_id: int,
    owner: Owner,
    text: str,
    kind: str,
    on: str,
    told_on: str | None,
    told_by: str,
    permission_on: str | None,
) -> Line:
    told, permission = day(told_on), day(permission_on)
    sort = EvidenceKind(kind)
    return d.evidence(
        row_id, text, owner, sort, _must(on), told, told_by, permission, at.today, at.rules
    )


def _letter(
    at: Reading,
    row_id: int,
    owner: Owner,
    text: str,
    kind: str,
    made_on: str,
    posted_on: str | None,
    by_hand: int,
) -> Line:
    days = (_must(made_on), day(posted_on))
    return d.letter(row_id, text, owner, LetterKind(kind), *days, bool(by_hand), at.today, at.rules)


def _ask(
    at: Reading,
    row_id: int,
    owner: Owner,
    text: str,
    kind: str,
    asked_on: str,
    outcome: str,
    answered_on: str | None,
    thanked_on: str | None,
) -> Line:
    days = (day(answered_on), day(thanked_on))
    return d.ask(row_id, text, owner, AskKind(kind), _must(asked_on), outcome, *days, at.today)


Numbers = list[Any]
Head = Callable[[Reading, Numbers, tuple[Line, ...]], heads.Head]


def _year(today: date) -> date:
    return today - YEAR


READERS: dict[Ledger, tuple[sql.Sql, Callable[[date], date], Callable[..., Line], Head]] = {
    Ledger.PROMISES: (
        sql.PROMISES,
        lambda today: today - timedelta(days=heads.DAYS),
        _promise,
        lambda at, numbers, lines: heads.promises(heads.PromiseNumbers(*numbers)),
    ),
    Ledger.PROBLEMS: (
        sql.PROBLEMS,
        _year,
        _problem,
        lambda at, numbers, lines: heads.problems(lines, numbers[0], numbers[1]),
    ),
    Ledger.EXPECTATIONS: (
        sql.EXPECTATIONS,
        _year,
        _expectation,
        lambda at, numbers, lines: heads.expectations(*numbers),
    ),
    Ledger.EVIDENCE: (
        sql.EVIDENCE,
        _year,
        _evidence,
        lambda at, numbers, lines: heads.evidence(*numbers, today=at.today),
    ),
    Ledger.LETTERS: (
        sql.LETTERS,
        _year,
        _letter,
        lambda at, numbers, lines: heads.letters(lines, *numbers),
    ),
    Ledger.ASKS: (
        sql.ASKS,
        week_begins,
        _ask,
        lambda at, numbers, lines: heads.asks(heads.AskNumbers(*numbers), at.rules),
    ),
}
"""Of each ledger: its query, from when its numbers count, how a row becomes a line, and its head."""

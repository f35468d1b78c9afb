"""The six ledgers of the whole book, a query each, as frozen values (§5)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType, SimpleNamespace
from typing import Any

from ...domain.growth.asks import week_begins
from ...domain.shown import ledger_heads, ledgers
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
from ...values import NamedTuple
from ..book.book import Book
from ..facts.sqlite_values import day
from . import ledgers_sql as sql

OPEN_MOST = 1000
CLOSED_MOST = 200
YEAR = timedelta(days=365)
DAYS = frozenset(
    [
        "made_on",
        "due_on",
        "closed_on",
        "known_on",
        "solved_on",
        "confirmed_on",
        "fix_by",
        "recheck_on",
        "on_day",
        "asked_on",
        "told_on",
        "permission_on",
        "posted_on",
        "answered_on",
        "thanked_on",
    ]
)
"""The columns that are days."""

Row = tuple[Any, ...]


class OpenRows(NamedTuple):
    """How many rows of a ledger are open, and how many of them are in alarm as far as a row alone tells."""

    open: int
    red: int


class LedgerPage(NamedTuple):
    """One ledger: the words over it, its lines in their order, and what is open in each of the six.

    ``more`` says that what is open ends at ``OPEN_MOST`` lines; the pages of the customers have all.
    """

    head: ledger_heads.LedgerHead
    lines: tuple[Line, ...]
    more: bool = False
    counts: Mapping[Ledger, OpenRows] = MappingProxyType({})


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
    query = sql.query(statement, [reader[0] for reader in READERS.values()])
    used = {key: value for key, value in values.items() if f":{key}" in query}
    rows = book.rows(query, used)
    lines = []
    for row in rows:
        mark, row_id, *owner = row[2:8]
        if mark is not None:
            build = _unpaid if mark == sql.OWED else line
            try:
                columns = _columns(statement.names, row[8:])
                lines.append(build(at, row_id, Owner(*owner), columns))
            except (TypeError, ValueError):
                continue
    ordered = ledgers.in_order(lines)
    full = sum(row[2] == sql.OPEN for row in rows) >= OPEN_MOST
    numbers, counts = (json.loads(packed) for packed in rows[0][:2])
    found = {each: OpenRows(*count) for each, count in zip(READERS, counts, strict=True)}
    return LedgerPage(head(at, numbers, ordered), ordered, full, found)


def _columns(names: str, row: Row) -> Any:
    """A row's own columns by name, its days; raises ``ValueError`` for a text that is none."""
    named = zip(names.split(), row, strict=False)
    return SimpleNamespace(**{name: day(it) if name in DAYS else it for name, it in named})


def _promise(at: Reading, id_: int, owner: Owner, c: Any) -> Line:
    state = PromiseState(c.state)
    facts = PromiseFacts(id_, c.text, c.made_on, c.due_on, state, theirs=bool(c.theirs))
    return ledgers.promise(facts, owner, c.closed_on, at.today)


def _unpaid(at: Reading, id_: int, owner: Owner, c: Any) -> Line:
    return ledgers.unpaid(id_, c.text, owner, c.due_on, at.today)


def _problem(at: Reading, id_: int, owner: Owner, c: Any) -> Line:
    agreed = (c.answer_hours, c.fix_days)
    own = {name: it for name, it in vars(c).items() if name in ProblemFacts._fields}
    facts = ProblemFacts(id=id_, **{**own, "severity": Severity(c.severity)})
    return ledgers.problem(facts, owner, at.today, at.rules, agreed=agreed, now=at.now)


def _expectation(at: Reading, id_: int, owner: Owner, c: Any) -> Line:
    days = (c.on_day, c.due_on, c.asked_on)
    return ledgers.expectation(id_, c.text, owner, ExpectationState(c.state), *days, at.today)


def _evidence(at: Reading, id_: int, owner: Owner, c: Any) -> Line:
    told = (c.on_day, c.told_on, c.told_by, c.permission_on)
    return ledgers.evidence(id_, c.text, owner, EvidenceKind(c.kind), *told, at.today, at.rules)


def _letter(at: Reading, id_: int, owner: Owner, c: Any) -> Line:
    sent = (c.made_on, c.posted_on, bool(c.by_hand))
    return ledgers.letter(id_, c.text, owner, LetterKind(c.kind), *sent, at.today, at.rules)


def _ask(at: Reading, id_: int, owner: Owner, c: Any) -> Line:
    came = (c.asked_on, c.outcome, c.answered_on, c.thanked_on)
    return ledgers.ask(id_, c.text, owner, AskKind(c.kind), *came, at.today)


Numbers = list[Any]
HeadMaker = Callable[[Reading, Numbers, tuple[Line, ...]], ledger_heads.LedgerHead]


def _year(today: date) -> date:
    return today - YEAR


READERS: dict[Ledger, tuple[sql.Sql, Callable[[date], date], Callable[..., Line], HeadMaker]] = {
    Ledger.PROMISES: (
        sql.PROMISES,
        lambda today: today - timedelta(days=ledger_heads.DAYS),
        _promise,
        lambda at, numbers, lines: ledger_heads.promises(ledger_heads.PromiseNumbers(*numbers)),
    ),
    Ledger.PROBLEMS: (
        sql.PROBLEMS,
        _year,
        _problem,
        lambda at, numbers, lines: ledger_heads.problems(lines, numbers[0], numbers[1]),
    ),
    Ledger.EXPECTATIONS: (
        sql.EXPECTATIONS,
        _year,
        _expectation,
        lambda at, numbers, lines: ledger_heads.expectations(*numbers),
    ),
    Ledger.EVIDENCE: (
        sql.EVIDENCE,
        _year,
        _evidence,
        lambda at, numbers, lines: ledger_heads.evidence(*numbers, today=at.today),
    ),
    Ledger.LETTERS: (
        sql.LETTERS,
        _year,
        _letter,
        lambda at, numbers, lines: ledger_heads.letters(lines, *numbers),
    ),
    Ledger.ASKS: (
        sql.ASKS,
        week_begins,
        _ask,
        lambda at, numbers, lines: ledger_heads.asks(ledger_heads.AskNumbers(*numbers), at.rules),
    ),
}
"""Of each ledger: its query, from when its numbers count, how a row becomes a line, and its head."""

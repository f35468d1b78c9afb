"""From the rows of one customer to the facts that the rules are given.

Plain SQL, one short indexed query a table. A row that can't be read (a bad day, a wrong type) is left
out of the facts, so that one damaged row never hides a customer; ``repbook check`` names it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from ..domain import facts as f
from ..domain import kinds as k

Value = TypeVar("Value")

CANCEL_WORDS = ("cancel", "refund", "return it", "returning it", "send it back", "money back")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _each(rows: Iterable[Any], build: Callable[..., Value]) -> tuple[Value, ...]:
    built: list[Value] = []
    for row in rows:
        try:
            built.append(build(*row))
        except (TypeError, ValueError):
            continue
    return tuple(built)


def _sale(
    row_id: int,
    title: str,
    kind: str,
    ordered_on: str,
    promised_on: str | None,
    live_on: str | None,
    paid_on: str | None,
    settled_on: str | None,
    cancel_until: str | None,
    history: int,
    under_pressure: int,
    no_expectations: int,
    thanked_on: str | None,
    reassured_on: str | None,
    total: int,
    done: int,
    expected_on: str | None,
    invoice_due_on: str | None,
) -> f.SaleFacts:
    return f.SaleFacts(
        id=row_id,
        title=title,
        kind=k.SaleKind(kind),
        ordered_on=date.fromisoformat(ordered_on),
        promised_on=_day(promised_on),
        live_on=_day(live_on),
        paid_on=_day(paid_on),
        settled_on=_day(settled_on),
        cancel_until=_day(cancel_until),
        history=bool(history),
        under_pressure=bool(under_pressure),
        no_expectations=bool(no_expectations),
        thanked_on=_day(thanked_on),
        reassured_on=_day(reassured_on),
        agenda_total=total,
        agenda_done=done,
        expected_on=_day(expected_on),
        invoice_due_on=_day(invoice_due_on),
    )


def _problem(
    row_id: int,
    text: str,
    severity: str,
    known_on: str,
    known_at: str,
    sale_id: int | None,
    acknowledged_at: str | None,
    planned_at: str | None,
    solved_on: str | None,
    confirmed_on: str | None,
    fix_by: str | None,
    recheck_on: str | None,
) -> f.ProblemFacts:
    return f.ProblemFacts(
        id=row_id,
        text=text,
        severity=k.Severity(severity),
        known_on=date.fromisoformat(known_on),
        known_at=known_at,
        sale_id=sale_id,
        acknowledged_at=acknowledged_at,
        planned_at=planned_at,
        solved_on=_day(solved_on),
        confirmed_on=_day(confirmed_on),
        fix_by=_day(fix_by),
        recheck_on=_day(recheck_on),
    )


def _promise(
    row_id: int, text: str, made_on: str, due_on: str, state: str, person: str | None, theirs: int
) -> f.PromiseFacts:
    return f.PromiseFacts(
        id=row_id,
        text=text,
        made_on=date.fromisoformat(made_on),
        due_on=date.fromisoformat(due_on),
        state=k.PromiseState(state),
        person=person or "",
        theirs=bool(theirs),
    )


def _letter(
    row_id: int, kind: str, subject: str, made_on: str, person: str | None
) -> f.LetterFacts:
    return f.LetterFacts(
        row_id, k.LetterKind(kind), subject, date.fromisoformat(made_on), person or ""
    )


def _ask(
    row_id: int,
    kind: str,
    text: str,
    asked_on: str,
    outcome: str,
    answered_on: str | None,
    thanked_on: str | None,
    referred: str,
) -> f.AskFacts:
    return f.AskFacts(
        id=row_id,
        kind=k.AskKind(kind),
        text=text,
        asked_on=date.fromisoformat(asked_on),
        outcome=k.AskOutcome(outcome) if outcome else None,
        answered_on=_day(answered_on),
        thanked_on=_day(thanked_on),
        referred=referred,
    )


def _followup(
    row_id: int,
    what: str,
    kind: str,
    source: str,
    due_on: str,
    at: str,
    person: str | None,
    sale_id: int | None,
    step: str,
    anchor: str,
    delegated_to: str,
    promise_id: int | None,
    problem_id: int | None,
) -> f.FollowupFacts:
    return f.FollowupFacts(
        id=row_id,
        what=what,
        kind=k.FollowupKind(kind),
        source=k.FollowupSource(source),
        due_on=date.fromisoformat(due_on),
        at=at,
        person=person or "",
        sale_id=sale_id,
        step=step,
        anchor=k.Anchor(anchor) if anchor else None,
        delegated_to=delegated_to,
        promise_id=promise_id,
        problem_id=problem_id,
    )


SALES = """
SELECT s.id, s.title, s.kind, s.ordered_on, s.promised_on, s.live_on, s.paid_on, s.settled_on,
  s.cancel_until, s.history, s.under_pressure, s.no_expectations,
  min(coalesce((SELECT min(posted_on) FROM letters WHERE sale_id = s.id AND kind = 'thank-you'), '9999-12-31'),
    coalesce(min(f.done_on) FILTER (WHERE f.kind = 'thanks'), '9999-12-31')),
  min(coalesce((SELECT min(posted_on) FROM letters WHERE sale_id = s.id AND kind = 'reassurance'), '9999-12-31'),
    coalesce(min(f.done_on) FILTER (WHERE f.kind = 'reassure'), '9999-12-31')),
  count(f.id) FILTER (WHERE f.source = 'agenda' AND f.state <> 'dropped'),
  count(f.id) FILTER (WHERE f.source = 'agenda' AND f.state = 'done'),
  CASE WHEN NOT EXISTS (SELECT 1 FROM sales n WHERE n.customer_id = s.customer_id
      AND n.cancelled_on IS NULL AND (n.ordered_on, n.id) > (s.ordered_on, s.id))
    THEN coalesce(s.next_cycle_on, date(s.ordered_on, s.cycle_days || ' days')) END,
  s.invoice_due_on
FROM sales s LEFT JOIN followups f ON f.sale_id = s.id
WHERE s.customer_id = ? AND s.cancelled_on IS NULL
GROUP BY s.id ORDER BY s.ordered_on DESC, s.id DESC LIMIT 24"""
PROBLEMS = """
SELECT id, text, severity, known_on, known_at, sale_id, acknowledged_at, planned_at, solved_on,
  confirmed_on, fix_by, CASE WHEN rechecked_on IS NULL THEN recheck_on END
FROM problems WHERE customer_id = ?
ORDER BY confirmed_on IS NOT NULL, known_on DESC, id DESC LIMIT 24"""
PROMISES = """
SELECT p.id, p.text, p.made_on, p.due_on, p.state, n.name, p.theirs
FROM promises p LEFT JOIN people n ON n.id = p.person_id
WHERE p.customer_id = ? AND p.state IN ('open', 'broken') ORDER BY p.due_on, p.id"""
FOLLOWUPS = """
SELECT f.id, f.what, f.kind, f.source, f.due_on, f.at, n.name, f.sale_id, f.step, f.anchor,
  f.delegated_to, f.promise_id, f.problem_id
FROM followups f LEFT JOIN people n ON n.id = f.person_id
WHERE f.customer_id = ? AND f.state = 'open' ORDER BY f.due_on, f.at, f.id"""
UNPOSTED = """
SELECT l.id, l.kind, l.subject, l.made_on, n.name
FROM letters l LEFT JOIN people n ON n.id = l.person_id
WHERE l.customer_id = ? AND l.posted_on IS NULL ORDER BY l.made_on, l.id"""
ASKS = """
SELECT id, kind, text, asked_on, outcome, answered_on, thanked_on, referred
FROM asks WHERE customer_id = ? ORDER BY asked_on DESC, id DESC LIMIT 12"""
KNOWN = "SELECT DISTINCT kind FROM facts WHERE customer_id = ? ORDER BY kind"
SINGLE = """
SELECT c.name, c.tier, c.state, c.created_on, c.wake_on, c.wish_aim, c.wish_limit,
  (SELECT min(day) FROM (
    SELECT min(ordered_on) AS day FROM sales WHERE customer_id = c.id AND cancelled_on IS NULL
    UNION ALL SELECT min(since_on) FROM people
      WHERE customer_id = c.id AND main AND left_on IS NULL AND c.followed_from <> '')),
  (SELECT max(on_day) FROM touches WHERE customer_id = c.id),
  (SELECT count(*) FROM expectations WHERE customer_id = c.id),
  (SELECT count(*) FROM expectations WHERE customer_id = c.id AND state = 'unmet'),
  (SELECT max(on_day) FROM facts WHERE customer_id = c.id AND kind = 'rival'),
  (SELECT count(*) FROM facts
    WHERE customer_id = c.id AND kind = 'area affected' AND done_on IS NULL),
  (SELECT max(since_on) FROM people WHERE customer_id = c.id AND main AND left_on IS NULL),
  (SELECT max(left_on) FROM people WHERE customer_id = c.id AND main
    AND NOT EXISTS (SELECT 1 FROM people WHERE customer_id = c.id AND main AND left_on IS NULL)),
  (SELECT max(on_day) FROM touches WHERE customer_id = c.id AND kind = 'survey' AND NOT incoming),
  (SELECT max(on_day) FROM touches WHERE customer_id = c.id AND kind = 'survey' AND incoming),
  c.industry, c.answer_hours, c.fix_days,
  (SELECT count(*) FROM letters WHERE customer_id = c.id AND posted_on IS NOT NULL
      AND kind NOT IN ('agenda', 'announcement'))
    + (SELECT count(*) FROM evidence
      WHERE customer_id = c.id AND told_on IS NOT NULL AND letter_id IS NULL)
    + (SELECT count(*) FROM facts
      WHERE customer_id = c.id AND kind = 'value idea' AND done_on IS NOT NULL)
    + (SELECT count(*) FROM touches WHERE customer_id = c.id AND kind = 'training'),
  (SELECT count(*) FROM asks WHERE customer_id = c.id),
  (SELECT max(day) FROM (
    SELECT max(on_day) AS day FROM evidence WHERE customer_id = c.id AND kind <> 'success'
    UNION ALL SELECT max(on_day) FROM checks WHERE customer_id = c.id AND score > 0)),
  (SELECT max(on_day) FROM facts WHERE customer_id = c.id AND kind = 'value idea'),
  (SELECT max(on_day) FROM facts WHERE customer_id = c.id AND kind = 'plan' AND done_on IS NULL)
FROM customers c WHERE c.id = ?"""


def gather(connection: sqlite3.Connection, customer_id: int) -> f.CustomerFacts | None:
    """The facts of one customer, or None if there is no such customer."""

    def ask(sql: str) -> list[Any]:
        return connection.execute(sql, (customer_id,)).fetchall()

    found = ask(SINGLE)
    if not found:
        return None
    one = found[0]
    two_way, one_way, attempts = _recent(
        ask(
            "SELECT on_day, reach FROM touches WHERE customer_id = ? ORDER BY on_day DESC, id DESC LIMIT 64"
        )
    )
    problems = _each(ask(PROBLEMS), _problem)
    return f.CustomerFacts(
        id=customer_id,
        name=one[0],
        tier=k.Tier(one[1]),
        state=k.CustomerState(one[2]),
        created_on=date.fromisoformat(one[3]),
        wake_on=_day(one[4]),
        wish_aim=one[5],
        wish_limit=one[6],
        first_sale_on=_day(one[7]),
        two_way=two_way,
        one_way=one_way,
        attempts=attempts,
        last_touch_on=_day(one[8]),
        sales=_each(ask(SALES), _sale),
        checks=_each(
            ask(
                "SELECT on_day, score, sale_id FROM checks WHERE customer_id = ? ORDER BY on_day DESC, id DESC LIMIT 12"
            ),
            lambda day, score, sale: f.CheckFacts(date.fromisoformat(day), score, sale),
        ),
        problems=problems,
        promises=_each(ask(PROMISES), _promise),
        kept_in_a_row=_kept_in_a_row(
            ask(
                "SELECT state FROM promises WHERE customer_id = ? AND NOT theirs AND state NOT IN ('open', 'renegotiated', 'released') ORDER BY closed_on DESC, id DESC LIMIT 20"
            )
        ),
        followups=_each(ask(FOLLOWUPS), _followup),
        expectations=one[9],
        unmet=one[10],
        told=_each(
            ask(
                "SELECT told_on FROM evidence WHERE customer_id = ? AND told_on IS NOT NULL ORDER BY told_on DESC LIMIT 12"
            ),
            date.fromisoformat,
        ),
        untold=_each(
            ask(
                "SELECT id, text, on_day FROM evidence WHERE customer_id = ? AND told_on IS NULL AND kind <> 'testimonial' ORDER BY on_day, id"
            ),
            lambda row, text, day: f.EvidenceFacts(row, text, date.fromisoformat(day)),
        ),
        rival_on=_day(one[11]),
        untrained_areas=one[12],
        main_since=_day(one[13]),
        main_gone_on=_day(one[14]),
        survey_sent_on=_day(one[15]),
        survey_back_on=_day(one[16]),
        cancel_talk_on=max(
            (
                problem.known_on
                for problem in problems
                if problem.confirmed_on is None
                and any(word in problem.text.casefold() for word in CANCEL_WORDS)
            ),
            default=None,
        ),
        dates=_each(
            ask(
                "SELECT d.id, d.label, d.kind, d.month, d.day, d.year, coalesce(n.name, '') FROM dates d LEFT JOIN people n ON n.id = d.person_id WHERE d.customer_id = ? ORDER BY d.id"
            ),
            f.DateFacts,
        ),
        industry=one[17],
        known=tuple(kind for (kind,) in ask(KNOWN)),
        answer_hours=one[18],
        fix_days=one[19],
        unposted=_each(ask(UNPOSTED), _letter),
        asks=_each(ask(ASKS), _ask),
        gives=one[20],
        asked=one[21],
        praise_on=_day(one[22]),
        value_idea_on=_day(one[23]),
        plan_on=_day(one[24]),
    )


def _recent(rows: list[tuple[str, str]]) -> tuple[tuple[date, ...], tuple[date, ...], int]:
    """Latest two-way days, one-way days since the newest of them, and unanswered attempts since."""
    two_way: list[date] = []
    one_way: list[date] = []
    attempts = 0
    for day, reach in _each(rows, lambda text, reach: (date.fromisoformat(text), reach)):
        if reach == k.Reach.TWO_WAY:
            if len(two_way) < 8:
                two_way.append(day)
        elif not two_way:
            if reach == k.Reach.ONE_WAY:
                one_way.append(day)
            else:
                attempts += 1
    return tuple(two_way), tuple(one_way), attempts


def _kept_in_a_row(rows: list[tuple[str]]) -> int:
    kept = 0
    for (state,) in rows:
        if state != k.PromiseState.KEPT:
            break
        kept += 1
    return kept

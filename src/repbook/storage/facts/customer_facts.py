"""From the rows of one customer to the facts that the rules are given.

Plain SQL, one short indexed query a table. A row that can't be read (a bad day, a wrong type) is left
out of the facts, so that one damaged row never hides a customer; ``repbook check`` names it.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from ...domain.spine import facts as f
from ...domain.spine import kinds as k
from .cancelling import Said, talk
from .customer_facts_sql import (
    ASKS,
    FOLLOWUPS,
    KNOWN,
    PROBLEMS,
    PROMISES,
    SAID,
    SALES,
    SINGLE,
    UNPOSTED,
)
from .praise import latest
from .sqlite_values import day, each


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
    arrived_on: str | None,
) -> f.SaleFacts:
    return f.SaleFacts(
        id=row_id,
        title=title,
        kind=k.SaleKind(kind),
        ordered_on=date.fromisoformat(ordered_on),
        promised_on=day(promised_on),
        live_on=day(live_on),
        paid_on=day(paid_on),
        settled_on=day(settled_on),
        cancel_until=day(cancel_until),
        history=bool(history),
        under_pressure=bool(under_pressure),
        no_expectations=bool(no_expectations),
        thanked_on=day(thanked_on),
        reassured_on=day(reassured_on),
        agenda_total=total,
        agenda_done=done,
        expected_on=day(expected_on),
        invoice_due_on=day(invoice_due_on),
        arrived_on=day(arrived_on),
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
        solved_on=day(solved_on),
        confirmed_on=day(confirmed_on),
        fix_by=day(fix_by),
        recheck_on=day(recheck_on),
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
        answered_on=day(answered_on),
        thanked_on=day(thanked_on),
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
    said = each(
        ask(SAID), lambda kind, on, text, place: Said(kind, date.fromisoformat(on), text, place)
    )
    spoke_on, stays_on = talk(row for row in said if row.kind != "evidence")
    recommended = latest((row.on, row.text) for row in said if row.kind != "problem")
    return f.CustomerFacts(
        id=customer_id,
        name=one[0],
        tier=k.Tier(one[1]),
        state=k.CustomerState(one[2]),
        created_on=date.fromisoformat(one[3]),
        wake_on=day(one[4]),
        wish_aim=one[5],
        wish_limit=one[6],
        first_sale_on=day(one[7]),
        two_way=two_way,
        one_way=one_way,
        attempts=attempts,
        last_touch_on=day(one[8]),
        sales=each(ask(SALES), _sale),
        checks=each(
            ask(
                "SELECT on_day, score, sale_id FROM checks WHERE customer_id = ? ORDER BY on_day DESC, id DESC LIMIT 12"
            ),
            lambda on, score, sale: f.CheckFacts(date.fromisoformat(on), score, sale),
        ),
        problems=each(ask(PROBLEMS), _problem),
        promises=each(ask(PROMISES), _promise),
        kept_in_a_row=_kept_in_a_row(
            ask(
                "SELECT state FROM promises WHERE customer_id = ? AND NOT theirs AND state NOT IN ('open', 'renegotiated', 'released') ORDER BY closed_on DESC, id DESC LIMIT 20"
            )
        ),
        followups=each(ask(FOLLOWUPS), _followup),
        expectations=one[9],
        unmet=one[10],
        told=each(
            ask(
                "SELECT told_on FROM evidence WHERE customer_id = ? AND told_on IS NOT NULL ORDER BY told_on DESC LIMIT 12"
            ),
            date.fromisoformat,
        ),
        untold=each(
            ask(
                "SELECT id, text, on_day FROM evidence WHERE customer_id = ? AND told_on IS NULL AND kind <> 'testimonial' ORDER BY on_day, id"
            ),
            lambda row, text, on: f.EvidenceFacts(row, text, date.fromisoformat(on)),
        ),
        rival_on=day(one[11]),
        untrained_areas=one[12],
        main_since=day(one[13]),
        main_gone_on=day(one[14]),
        survey_sent_on=day(one[15]),
        survey_back_on=day(one[16]),
        cancel_talk_on=spoke_on,
        stays_on=stays_on,
        dates=each(
            ask(
                "SELECT d.id, d.label, d.kind, d.month, d.day, d.year, coalesce(n.name, '') FROM dates d LEFT JOIN people n ON n.id = d.person_id WHERE d.customer_id = ? ORDER BY d.id"
            ),
            f.DateFacts,
        ),
        industry=one[17],
        known=tuple(kind for (kind,) in ask(KNOWN)),
        answer_hours=one[18],
        fix_days=one[19],
        unposted=each(ask(UNPOSTED), _letter),
        asks=each(ask(ASKS), _ask),
        gives=one[20],
        asked=one[21],
        praise_on=max(filter(None, (day(one[22]), recommended)), default=None),
        value_idea_on=day(one[23]),
        plan_on=day(one[24]),
        by_hand=bool(one[25]),
    )


def _recent(rows: list[tuple[str, str]]) -> tuple[tuple[date, ...], tuple[date, ...], int]:
    """Latest two-way days, one-way days since the newest of them, and unanswered attempts since."""
    two_way: list[date] = []
    one_way: list[date] = []
    attempts = 0
    for on, reach in each(rows, lambda text, reach: (date.fromisoformat(text), reach)):
        if reach == k.Reach.TWO_WAY:
            if len(two_way) < 8:
                two_way.append(on)
        elif not two_way:
            if reach == k.Reach.ONE_WAY:
                one_way.append(on)
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

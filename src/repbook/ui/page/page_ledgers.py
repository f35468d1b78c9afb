"""The tabs of a customer's page that hold what is open: the ledgers, and how a fact is told."""

from __future__ import annotations

from datetime import date

from ...domain.care.problems import is_open
from ...domain.care.promises import is_broken
from ...domain.shown.customer_views import CustomerPage, FactView
from ...domain.spine.calendar import stored_day
from ...wording import clean, day_text
from ..lists.entries import Entry, sections
from ..text.event_words import EXPECTED, day_short

ROUTE_MARKS = {"phone": "☎", "mobile": "☎", "email": "✉", "fax": "☎", "web": "↗", "other": "·"}


def fact_entry(fact: FactView, today: date) -> Entry:
    said = clean(fact.text) + (f" · {fact.state}" if fact.state else "")
    return Entry(
        ("fact", fact.id),
        f"{said} · in confidence" if fact.confidential else said,
        lead=day_short(stored_day(fact.on_day), today),
        mark="@",
        role="key",
        aside=fact.said_by or fact.person,
        kind="fact",
        row_id=fact.id,
    )


def ledgers(page: CustomerPage, today: date) -> list[Entry]:
    """What is open, ledger by ledger; what is closed stands in the timeline."""
    ours: list[Entry] = []
    theirs: list[Entry] = []
    for promise in page.facts.promises:
        broken = is_broken(promise, today)
        entry = Entry(
            ("promise", promise.id),
            clean(promise.text),
            lead=day_text(promise.due_on, today),
            mark="!",
            role="alarm" if broken else "due",
            word="broken" if broken else "",
            aside=promise.person,
            kind="promise",
            row_id=promise.id,
        )
        (theirs if promise.theirs else ours).append(entry)
    red = {reason.target for reason in page.standing.reasons if reason.red}
    problems = [
        Entry(
            ("problem", problem.id),
            clean(problem.text),
            lead=day_text(problem.known_on, today),
            mark="?",
            role="alarm" if ("problem", problem.id) in red else "due",
            word=problem.severity,
            aside="solved?" if problem.solved_on else "",
            kind="problem",
            row_id=problem.id,
        )
        for problem in page.facts.problems
        if is_open(problem, today)
    ]
    expected = [
        Entry(
            ("expectation", each.id),
            clean(each.text),
            lead=day_text(due, today) if (due := stored_day(each.due_on)) else "",
            mark=EXPECTED.get(each.state, EXPECTED["not asked"])[0],
            role={"met": "good", "unmet": "due", "partly": "due"}.get(each.state, "quiet"),
            word=each.state,
            kind="expectation",
            row_id=each.id,
        )
        for each in page.expectations
    ]
    untold = [
        Entry(
            ("evidence", each.id),
            clean(each.text),
            lead=day_text(each.on, today),
            mark="*",
            role="good",
            kind="evidence",
            row_id=each.id,
        )
        for each in page.facts.untold
    ]
    return sections(
        (
            ("Promises", ours),
            ("Waiting for", theirs),
            ("Problems", problems),
            ("Expectations", expected),
            ("Evidence to tell", untold),
        )
    )

"""The Agreement tab: how they want to be looked after, and whom to ring for what, both ways (R73, R74, R78, R79)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ...domain.care.handling import clocks_of
from ...domain.shown import whom_to_ring
from ...domain.shown.customer_views import CustomerPage, FactView
from ...domain.spine.calendar import stored_day
from ...domain.spine.kinds import FactKind
from ...domain.spine.rules import Rules
from ...domain.today.still_to_do import AGREEMENT
from ...wording import clean
from ..keys.commands import SHIPPED, Keys
from ..lists.entries import Entry, sections
from ..text.event_words import day_short
from .page_ledgers import ROUTE_MARKS, fact_entry

FINE = "fine"

MISSING = ("not agreed", "nobody for")
"""The words of lines that name the key which fills the gap."""


def agreement(
    page: CustomerPage,
    today: date,
    contacts: Mapping[str, str],
    rules: Rules,
    *,
    keys: Keys = SHIPPED,
) -> list[Entry]:
    """What is agreed, what follows from it, and what is missing still."""
    entries = sections(
        (
            ("How to reach them", _reached(page, today)),
            ("Vital to them", _vital(page, today)),
            ("When there is trouble", _trouble(page, today, rules)),
            ("Whom they ring at our side · settings, [contacts]", _ours(contacts)),
            ("Whom we ring there", _theirs(page)),
            ("They were told", _worded(page, FactKind.LIMIT, "limit", today)),
            ("Newsletter", _newsletter(page)),
        )
    )
    return [
        entry._replace(text=keys.fill(entry.text)) if entry.word in MISSING else entry
        for entry in entries
    ]


def _of(page: CustomerPage, kind: str) -> list[FactView]:
    return [fact for fact in page.remarks if fact.kind == kind]


def _worded(page: CustomerPage, kind: str, word: str, today: date) -> list[Entry]:
    return [fact_entry(fact, today)._replace(word=word) for fact in _of(page, kind)]


def _note(word: str, text: str, role: str = "quiet") -> Entry:
    """A line that no key acts on."""
    return Entry((word, text), text, mark="·", role=role, word=word, tone="quiet")


def _missing(page: CustomerPage, what: str) -> Entry:
    """A line whose key opens the agreement."""
    entry = _note("not agreed", f"{what} · {{fact}}", "due")
    return entry._replace(kind=AGREEMENT, row_id=page.id)


def _reached(page: CustomerPage, today: date) -> list[Entry]:
    likes = _worded(page, FactKind.PREFERENCE, "they like", today)
    if page.wish_limit is not None:
        said = f"every {page.wish_aim} days, {page.wish_limit} at most, as agreed"
    else:
        silence = page.standing.silence
        days = "business days" if silence.unit == "bd" else "days"
        said = f"every {silence.aim} {days}, {silence.limit} at most, by phase and tier"
    return [*(likes or [_missing(page, "how they like to be reached")]), _note("rhythm", said)]


def _vital(page: CustomerPage, today: date) -> list[Entry]:
    found = []
    for fact in _of(page, FactKind.VITAL):
        since = day_short(stored_day(fact.state_on), today)
        state = fact.state or "not asked"
        found.append(
            fact_entry(fact._replace(state=""), today)._replace(
                word=state,
                role="good" if state == FINE else "due" if fact.state else "quiet",
                mark="✓" if state == FINE else "✗" if fact.state else "?",
                aside=f"since {since}" if since else fact.said_by,
            )
        )
    return found or [_missing(page, "what is vital to them")]


def _trouble(page: CustomerPage, today: date, rules: Rules) -> list[Entry]:
    agreed = _worded(page, FactKind.PROBLEM_RULE, "rule", today)
    return [
        *(agreed or [_missing(page, "how problems are handled")]),
        _note("clocks", _clocks(page, rules)),
    ]


def _clocks(page: CustomerPage, rules: Rules) -> str:
    """The clocks that a problem of theirs runs by."""
    clocks = clocks_of(page.facts, rules).clocks
    days = sorted(set(clocks.fix_bd.values()))
    fix = f"{days[0]}-{days[-1]} d" if len(days) > 1 else f"{days[0]} d"
    answer = f"answer {clocks.acknowledge_hours} h · plan {clocks.plan_bd} d"
    return f"{answer} · fix {fix}, business time"


def _ours(contacts: Mapping[str, str]) -> list[Entry]:
    known = whom_to_ring.ours(contacts)
    entries = [
        Entry(("ours", each.situation), each.who, mark="☎", word=each.situation) for each in known
    ]
    missing = whom_to_ring.gaps(each.situation for each in known)
    if missing:
        entries.append(_note("nobody for", ", ".join(missing) if known else "any of it", "due"))
    return entries


def _theirs(page: CustomerPage) -> list[Entry]:
    names = {person.id: person.name for person in page.people}
    entries = [
        Entry(
            ("route", route.id),
            clean(route.value),
            mark=ROUTE_MARKS.get(route.kind, "·"),
            word=route.situation,
            aside=names.get(route.person_id or 0, ""),
            kind="route",
            row_id=route.id,
        )
        for route in page.routes
        if route.situation
    ]
    missing = whom_to_ring.gaps(whom_to_ring.theirs_named(page))
    if missing:
        entries.append(_note("nobody for", f"{', '.join(missing)} · {{person}}", "due"))
    return entries


def _newsletter(page: CustomerPage) -> list[Entry]:
    return [
        Entry(
            ("newsletter", person.id),
            clean(person.name),
            mark="✓" if person.newsletter else "·",
            role="good" if person.newsletter else "quiet",
            word="on the list" if person.newsletter else "not on it",
            kind="person",
            row_id=person.id,
        )
        for person in page.people
        if not person.left_on
    ]

"""What stands ahead in the book, as the days of screen 5.

What is ahead of each customer is remembered beside the open book, for as long as its facts, the day and the rules are
the same: so after a write the rules are asked about whoever it was about.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from ...domain.spine.rules import Rules
from ...domain.today.ahead import DAYS, NOTHING, Ahead, Theirs, lay_out, theirs
from ...domain.today.relief import usual_day
from ..book.book import Book
from ..facts.ahead_memo import AheadMemo
from ..facts.facts_packing import ALL, DAMAGED, PACKED, facts_now, without_collecting
from .today import TWINS

BUSY = """SELECT count(DISTINCT customer_id) FROM touches
WHERE on_day >= :since AND on_day < :today GROUP BY on_day"""
"""With how many customers each of the last days went."""
FACTS = f"{ALL.format(f's.customer_id, {PACKED}')}"
EVERYBODY = f"{FACTS} ORDER BY s.customer_id"
"""Everybody, for the rhythm of a quiet customer falls on a day, too."""
SOME = f"{FACTS} WHERE s.customer_id IN (SELECT value FROM json_each(:ids)) ORDER BY s.customer_id"
SOON = """
SELECT customer_id, due_on FROM followups WHERE state = 'open' AND due_on BETWEEN :today AND :last
UNION SELECT customer_id, due_on FROM promises WHERE state = 'open' AND due_on BETWEEN :today AND :last
ORDER BY due_on, customer_id LIMIT :most"""
"""Whoever has something planned for the next days, the first of them first."""
CUSTOMERS = "SELECT count(*) FROM customers"
BEHIND = timedelta(weeks=8)
AT_ONCE, FIRST, FIRST_DAYS = 3000, 200, 7
"""Customers who are asked about before anything is shown; of more, so many who have something planned within a week."""


def ahead(book: Book, rules: Rules, *, days: int = DAYS) -> Ahead:
    """The next days; customers of one name are told apart by their town (F18).

    One whose cached facts are damaged is left out: Today names them.
    """
    version, memo = book.version(), _memo(book, rules, days)
    if memo.shown is not None and memo.version == version:
        return memo.shown
    today = memo.of[0]
    with without_collecting():
        rows = book.rows(EVERYBODY)
        gone = memo.known.keys() - {row[0] for row in rows}
        for customer_id in gone:
            del memo.known[customer_id]
        found = [(row[0], _theirs(book, memo, *row)) for row in rows]
        shown = lay_out(found, today, rules, days=days, names=_names(book, found))
    since = {"since": (today - BEHIND).isoformat(), "today": today.isoformat()}
    usual = usual_day([row[0] for row in book.rows(BUSY, since)]) if rows else 0
    shown = shown._replace(usual=usual)
    book.ahead = memo._replace(version=version, shown=shown)
    return shown


def first_days(book: Book, rules: Rules) -> Ahead | None:
    """What is planned for the first of the days, where the book is so large that the rest takes long; else None."""
    memo = _memo(book, rules, DAYS)
    if memo.known or book.rows(CUSTOMERS)[0][0] <= AT_ONCE:
        return None
    today = memo.of[0]
    last = today + timedelta(days=FIRST_DAYS - 1)
    values = {"today": today.isoformat(), "last": last.isoformat(), "most": FIRST}
    soon = book.rows(SOON, values)
    ids = json.dumps([row[0] for row in soon])
    found = [(row[0], _theirs(book, memo, *row)) for row in book.rows(SOME, {"ids": ids})]
    # The last day may have more than was asked for.
    until = date.fromisoformat(soon[-1][1]) if len(soon) == FIRST else last
    shown = lay_out(found, today, rules, days=(until - today).days + 1, names=_names(book, found))
    uncounted = tuple(day._replace(contacts=0, rhythm=()) for day in shown.days)
    return shown._replace(days=uncounted, late=0, whole=False)


def _memo(book: Book, rules: Rules, days: int) -> AheadMemo:
    of = (book.clock.today(), rules, days)
    if book.ahead is None or book.ahead.of != of:
        book.ahead = AheadMemo(of, {})
    return book.ahead


def _theirs(book: Book, memo: AheadMemo, customer_id: int, packed: Any) -> Theirs:
    """What is ahead of one customer; what is dropped half way is gone on with the next time."""
    sign = hash(packed)
    before = memo.known.get(customer_id)
    if before is not None and before[0] == sign:
        return before[1]
    book.still_wanted()
    today, rules, days = memo.of
    try:
        found = theirs(facts_now(book.connection, packed), today, rules, days=days)
    except DAMAGED:
        found = NOTHING
    memo.known[customer_id] = sign, found
    return found


def _names(book: Book, found: list[tuple[int, Theirs]]) -> dict[int, str]:
    """Whom another one's name would be taken for, with their town."""
    towns, known = dict(book.rows(TWINS)), dict(found)
    return {
        each: f"{known[each].name}, {town}"
        for each, town in towns.items()
        if town and each in known
    }

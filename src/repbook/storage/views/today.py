"""What Today reads: one query over the cached facts, then the rules.

Only customers who can have a reason today are read: someone in the first two phases, something due,
a birthday or tenure near, or a touch in the past week (whose debt a week ago counts in the change).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from ...domain.care.rhythm import debt_on
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.model import Standing, Today
from ...domain.spine.rules import DEFAULT, Rules
from ...domain.today.standing import standing
from ...domain.today.today_page import arrange
from ..book.book import Book
from ..facts.facts_packing import ALL, PACKED, unpack
from ..facts.memo import Evaluated, Memo, Reckoned

WEEK = timedelta(days=7)
DAMAGED = (TypeError, ValueError, KeyError, AttributeError)

UNKNOWN = """
SELECT count(*) FROM customers c WHERE c.state = 'active'
  AND NOT EXISTS (SELECT 1 FROM touches WHERE customer_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM checks WHERE customer_id = c.id)"""

NEWEST_REVIEW = """
SELECT week, finished_on IS NOT NULL FROM reviews WHERE started_on <= ? ORDER BY week DESC LIMIT 1"""

TWINS = """
SELECT id, city FROM customers
WHERE folded IN (SELECT folded FROM customers GROUP BY folded HAVING count(*) > 1)"""

CANDIDATES = """
SELECT s.customer_id, {packed} FROM standings s JOIN customers c ON c.id = s.customer_id
WHERE s.attention_on <= :today OR s.vulnerable_until >= :today OR s.last_two_way_on > :week_ago
  OR s.first_sale_month_day <> '' AND s.first_sale_month_day IN ({days})
  OR s.customer_id IN (SELECT customer_id FROM dates WHERE (month, day) IN (VALUES {pairs}))"""


def candidates(book: Book, today: date, rules: Rules) -> Iterator[tuple[int, CustomerFacts | None]]:
    """The customers whom Today may show, with their facts (None where the cache is damaged)."""
    for customer_id, packed in _packed(book, today, rules):
        try:
            yield customer_id, unpack(packed)
        except DAMAGED:
            yield customer_id, None


def _packed(book: Book, today: date, rules: Rules) -> list[tuple[Any, ...]]:
    if rules._replace(business=DEFAULT.business) != DEFAULT:
        # The cached days hold for the rules as they come; whoever changed a number is asked about all.
        return book.rows(ALL.format(f"s.customer_id, {PACKED}"))
    ahead = max(rules.clocks.dates_ahead, rules.clocks.tenure_ahead)
    near = {(today + timedelta(days=gap)).timetuple()[1:3] for gap in range(-1, ahead + 1)}
    if (2, 28) in near:
        near.add((2, 29))  # kept on the 28th in most years
    sql = CANDIDATES.format(
        packed=PACKED,
        days=", ".join(f"'{month:02}-{day:02}'" for month, day in sorted(near)),
        pairs=", ".join(f"({month}, {day})" for month, day in sorted(near)),
    )
    values = {"today": today.isoformat(), "week_ago": (today - WEEK).isoformat()}
    return book.rows(sql, values)


def standings(book: Book, rules: Rules) -> dict[int, Standing]:
    """The standing of every candidate today, remembered until the book, the rules, or the day change."""
    return _evaluate(book, rules)[0]


def today(book: Book, rules: Rules) -> Today:
    """What Today shows now. Customers of one name are told apart by their town (F18)."""
    found, debt_before, damaged = _evaluate(book, rules)
    names = dict(book.rows("SELECT id, name FROM customers")) if damaged else {}
    total = book.rows("SELECT count(*) FROM customers WHERE state = 'active'")[0][0]
    page = arrange(
        tuple(found.values()),
        book.clock.today(),
        debt_before=debt_before,
        damaged=tuple(names[customer_id] for customer_id in damaged if customer_id in names),
        customers=total,
        rules=rules,
    )
    newest = book.row(NEWEST_REVIEW, (book.clock.today().isoformat(),))
    week, finished = newest or ("", False)
    page = page._replace(
        unknown=book.rows(UNKNOWN)[0][0], review_week=str(week), review_finished=bool(finished)
    )
    towns = dict(book.rows(TWINS))
    if not towns:
        return page
    rows = tuple(
        row._replace(customer=f"{row.customer}, {towns[row.customer_id]}")
        if towns.get(row.customer_id)
        else row
        for row in page.rows
    )
    hours = tuple(
        each._replace(customer=f"{each.customer}, {towns[each.customer_id]}")
        if towns.get(each.customer_id)
        else each
        for each in page.hours
    )
    return page._replace(rows=rows, hours=hours)


def _evaluate(book: Book, rules: Rules) -> Evaluated:
    local = book.clock.local().astimezone()
    # Problem clocks run by the hour, so what is remembered is good for a minute at most.
    stamp = (book.version(), local.date(), local.hour, local.minute, rules)
    memo = book.memo
    if memo is not None and memo.stamp == stamp:
        return memo.result
    known = memo.known if memo is not None and memo.stamp[1::3] == stamp[1::3] else {}
    fresh: dict[int, Reckoned] = {}
    with without_collecting():
        for customer_id, packed in _packed(book, local.date(), rules):
            before = known.get(customer_id)
            if before is not None and before[0] == packed and not before[3]:
                fresh[customer_id] = before
            else:
                fresh[customer_id] = (packed, *_one(packed, local, rules))
    result = (
        {row: each[1] for row, each in fresh.items() if each[1] is not None},
        sum(each[2] for each in fresh.values()),
        tuple(row for row, each in fresh.items() if each[1] is None),
    )
    book.memo = Memo(stamp, fresh, result)
    return result


@contextmanager
def without_collecting() -> Iterator[None]:
    """Thousands of small values are made and kept: looking for garbage among them doubles the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _one(packed: str, local: datetime, rules: Rules) -> tuple[Standing | None, float, bool]:
    """One customer's standing, its debt a week ago, and whether the hour matters to it."""
    try:
        facts = unpack(packed)
    except DAMAGED:
        return None, 0.0, False
    day = local.date()
    stands = standing(facts, day, rules, local)
    # Whoever was entered this week changes nothing: an import is no week's neglect.
    entered = facts.created_on > day - WEEK
    before = stands.debt if entered else debt_on(facts, day - WEEK, rules)
    return stands, before, bool(facts.problems)

"""What Today reads: one query over the cached facts, then the rules.

Only customers who can have a reason today are read: someone in the first two phases, something due,
a birthday or tenure near, or a touch in the past week (whose debt a week ago counts in the change).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..domain.facts import CustomerFacts
from ..domain.model import Standing, Today
from ..domain.rules import DEFAULT, Rules
from ..domain.standing import debt_on, standing
from ..domain.today import arrange
from .book import Book
from .packing import unpack

DATES_AHEAD = 14
WEEK = timedelta(days=7)

CANDIDATES = """
SELECT s.customer_id, s.facts FROM standings s
WHERE s.attention_on <= :today OR s.vulnerable_until >= :today OR s.last_two_way_on > :week_ago
  OR s.first_sale_month_day IN ({days})
  OR s.customer_id IN (SELECT customer_id FROM dates WHERE (month, day) IN (VALUES {pairs}))"""


def candidates(book: Book, today: date) -> Iterator[tuple[int, CustomerFacts | None]]:
    """The customers whom Today may show, with their facts (None where the cache is damaged)."""
    near = [today + timedelta(days=gap) for gap in range(-1, DATES_AHEAD + 1)]
    sql = CANDIDATES.format(
        days=", ".join(f"'{day:%m-%d}'" for day in near),
        pairs=", ".join(f"({day.month}, {day.day})" for day in near),
    )
    values = {"today": today.isoformat(), "week_ago": (today - WEEK).isoformat()}
    for customer_id, packed in book.rows(sql, values):
        try:
            yield customer_id, unpack(packed)
        except (TypeError, ValueError, KeyError, AttributeError):
            yield customer_id, None


def standings(book: Book, rules: Rules = DEFAULT) -> dict[int, Standing]:
    """The standing of every candidate today, remembered until the book, the rules, or the day change."""
    return _evaluate(book, rules)[0]


def today(book: Book, rules: Rules = DEFAULT) -> Today:
    """What Today shows now."""
    found, debt_before, damaged = _evaluate(book, rules)
    day = book.clock.today()
    names = tuple(
        row[0]
        for row in book.rows(
            f"SELECT name FROM customers WHERE id IN ({', '.join(map(str, damaged))})"
        )
        if damaged
    )
    total = book.rows("SELECT count(*) FROM customers WHERE state = 'active'")[0][0]
    return arrange(
        tuple(found.values()),
        day,
        debt_before=debt_before,
        damaged=names,
        customers=total,
        rules=rules,
    )


def _evaluate(book: Book, rules: Rules) -> tuple[dict[int, Standing], float, tuple[int, ...]]:
    local = book.clock.local().astimezone()
    day = local.date()
    # Problem clocks run by the hour, so what is remembered is good for a minute at most.
    stamp = (book.version(), day, local.hour, local.minute, rules)
    if book.memo and book.memo[0] == stamp:
        remembered: tuple[dict[int, Standing], float, tuple[int, ...]] = book.memo[1]
        return remembered
    found: dict[int, Standing] = {}
    damaged: list[int] = []
    debt_before = 0.0
    for customer_id, facts in candidates(book, day):
        if facts is None:
            damaged.append(customer_id)
            continue
        debt_before += debt_on(facts, day - WEEK, rules)
        found[customer_id] = standing(facts, day, rules, local)
    result = (found, debt_before, tuple(damaged))
    book.memo = (stamp, result)
    return result

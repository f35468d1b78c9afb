"""What Today reads: everybody's place, laid out as a page, and a few counts of the book."""

from __future__ import annotations

from ...domain.spine.model import Today
from ...domain.spine.rules import Rules
from ...domain.today.today_page import lay_out
from ..book.book import Book
from ..facts.cache_version import is_stale
from ..places.everybody import on_page

UNKNOWN = """
SELECT count(*) FROM standings s JOIN customers c ON c.id = s.customer_id AND c.state = 'active'
WHERE s.last_two_way_on IS NULL AND NOT EXISTS (SELECT 1 FROM touches WHERE customer_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM checks WHERE customer_id = c.id)"""
"""Quiet is not settled (§3); whoever answered is known."""

ACTIVE = "SELECT count(*) FROM customers WHERE state = 'active'"
NAMES = "SELECT id, name FROM customers"

NEWEST_REVIEW = """
SELECT week, finished_on IS NOT NULL FROM reviews WHERE started_on <= ? ORDER BY week DESC LIMIT 1"""

TWINS = """
SELECT id, city FROM customers
WHERE folded IN (SELECT folded FROM customers GROUP BY folded HAVING count(*) > 1)"""


AT_ONCE = 2000
"""Customers without a place whom a screen waits for; more have none after an update, and the first time."""
AT_ONCE_OLDER = 200
"""The same where an older repbook has cached what is known of each: that is read from the rows."""


def today(book: Book, rules: Rules, *, most: int | None = None) -> Today:
    """What Today shows now. Customers of one name are told apart by their town (F18).

    ``most`` says of how many without a place the rules are asked at once: the others are counted as ``unread``.
    """
    if most is not None and is_stale(book.connection):
        most = min(most, AT_ONCE_OLDER)
    found, day = on_page(book, rules, most), book.clock.today()
    names = dict(book.rows(NAMES)) if found.damaged else {}
    page = lay_out(
        found.places,
        day,
        damaged=tuple(names[customer_id] for customer_id in found.damaged if customer_id in names),
        customers=book.rows(ACTIVE)[0][0],
        towns=dict(book.rows(TWINS)),
        sums=found.sums,
        rules=rules,
    )
    week, finished = book.row(NEWEST_REVIEW, (day.isoformat(),)) or ("", False)
    return page._replace(
        unknown=book.rows(UNKNOWN)[0][0],
        review_week=str(week),
        review_finished=bool(finished),
        unread=found.unread,
    )

"""What a customer's last eight weeks were, for a card of the review: one query, from dated rows."""

from __future__ import annotations

from datetime import date

from ...domain.reports.weekly_reports import weeks
from ...domain.review.eight_weeks import BACK, Happened, WeekOf, eight_weeks
from ..book.book import Book
from ..facts.sqlite_values import each

HAPPENED = """
SELECT 'touch', on_day, kind, reach FROM touches
  WHERE customer_id = :id AND on_day BETWEEN :since AND :today
UNION ALL SELECT 'trouble', known_on, severity, '' FROM problems
  WHERE customer_id = :id AND known_on BETWEEN :since AND :today
UNION ALL SELECT 'check', on_day, '', score FROM checks
  WHERE customer_id = :id AND on_day BETWEEN :since AND :today
UNION ALL SELECT 'promise', iif(state = 'open', due_on, coalesce(closed_on, due_on)), '', iif(state = 'open', 'broken', state)
  FROM promises WHERE customer_id = :id AND NOT theirs AND state IN ('open', 'kept', 'late', 'broken')
  AND iif(state = 'open', due_on < :today AND due_on >= :since, coalesce(closed_on, due_on) BETWEEN :since AND :today)
UNION ALL SELECT 'success', on_day, kind, '' FROM evidence
  WHERE customer_id = :id AND on_day BETWEEN :since AND :today
UNION ALL SELECT 'gift', told_on, '', '' FROM evidence
  WHERE customer_id = :id AND told_on BETWEEN :since AND :today
UNION ALL SELECT 'gift', posted_on, '', '' FROM letters
  WHERE customer_id = :id AND posted_on BETWEEN :since AND :today AND kind NOT IN ('agenda', 'announcement')
UNION ALL SELECT 'before', max(on_day), '', '' FROM touches
  WHERE customer_id = :id AND on_day < :since AND reach = 'two-way'"""


def card_weeks(book: Book, customer_id: int) -> tuple[WeekOf, ...]:
    """The last eight weeks of a customer, the one under way last."""
    today = book.clock.today()
    since = weeks(today, BACK)[0].monday
    values = {"id": customer_id, "since": since.isoformat(), "today": today.isoformat()}
    rows = each(
        [row for row in book.rows(HAPPENED, values) if row[1]],
        lambda sort, on, what, state: Happened(
            str(sort), date.fromisoformat(on), str(what), str(state)
        ),
    )
    before = next((one.on for one in rows if one.sort == "before"), None)
    return eight_weeks((one for one in rows if one.sort != "before"), before, today)

"""Series by week, from dated rows: attention debt, promises, and the load of the weeks to come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from ...domain.growth.growth import QUARTER
from ...domain.reports import weekly_reports
from ...domain.reports.lesson_reports import follow_up
from ...domain.reports.report import Report
from ...domain.spine.calendar import plus
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.rules import DEFAULT, Rules
from ..book.book import Book
from ..book.queries import Queries
from ..facts.facts_packing import DAMAGED, PACKED, facts_now, without_collecting
from ..facts.sqlite_values import day, each

LATELY = timedelta(days=QUARTER)
YEAR = timedelta(days=365)
WEEKS_AHEAD = 8
HOLIDAYS_MOST = 60
"""Days by which holidays may put off a setback, and so the settling after it."""
CACHED = 8
"""How many two-way days the cached facts hold; whoever has more in these weeks is read from the touches."""

sql = Queries(__file__, "weekly_series", PACKED=PACKED)


def debt(book: Book, rules: Rules) -> Report:
    """The book's attention debt at the end of each of the last weeks, from the week of its first customer on."""
    first = book.rows("SELECT min(created_on) FROM customers")[0][0]
    if first is None:
        return Report("Nobody is on the book yet", hint="w writes down a won sale, l logs a call")
    began = date.fromisoformat(first)
    found = [week for week in weekly_reports.weeks(book.clock.today()) if week.end >= began]
    if not found:
        return Report("Everybody on the book was entered for a day to come")
    days = [week.end for week in found]
    with without_collecting():
        totals, customers, entered = _debts(book, days, rules)
    return weekly_reports.debt(found, totals, customers, entered)


def young_until(cached: date | None, rules: Rules) -> date | None:
    """The last day on which a sale can be in its first two phases, from the day that is cached beside the facts.

    That was worked out with the rules as they come: with holidays it may be some days later, with other numbers
    it is any day.
    """
    if rules._replace(business=DEFAULT.business) != DEFAULT:
        return date.max
    if cached is None or rules.business == DEFAULT.business:
        return cached
    return plus(cached, HOLIDAYS_MOST)


def _debts(book: Book, days: Sequence[date], rules: Rules) -> tuple[list[float], int, int]:
    """(the debt on each of the days, how many are on the book, how many of them were entered after the first)."""
    read = list(_watched(book, days[0]))
    earlier = _talked(book, (facts for facts, *_ in read if _more(facts, days[0])), days[0])
    totals = [0.0] * len(days)
    on_book = entered = 0
    for facts, off_on, young in read:
        book.still_wanted()
        whole = facts._replace(two_way=earlier[facts.id]) if facts.id in earlier else facts
        until = young_until(young, rules) if off_on is None else date.max
        for place, owed in enumerate(weekly_reports.debts(whole, days, rules, off_on, until)):
            totals[place] += owed
        on_book += off_on is None
        entered += off_on is None and facts.created_on > days[0]
    return totals, on_book, entered


def _watched(book: Book, first: date) -> Iterator[tuple[CustomerFacts, date | None, date | None]]:
    """Whoever was on the book after a day: facts, since when they are off it, until when a sale may be young.

    The damaged are left out; Today names them.
    """
    for packed, off_on, young in book.rows(sql.ON_THE_BOOK, {"first": first.isoformat()}):
        book.still_wanted()
        try:
            yield facts_now(book.connection, packed), day(off_on), day(young)
        except DAMAGED:
            continue


def _more(facts: CustomerFacts, first: date) -> bool:
    """Whether the cached days may lack some on which the weeks depend."""
    return len(facts.two_way) >= CACHED and facts.two_way[-1] > first


def _talked(
    book: Book, customers: Iterable[CustomerFacts], first: date
) -> dict[int, tuple[date, ...]]:
    """Every day on which these customers answered, newest first, back to before the first day."""
    ids = json.dumps([facts.id for facts in customers])
    rows = book.rows(sql.TALKED, {"ids": ids, "first": first.isoformat()})
    return {
        customer_id: each(((on,) for _, on in part), date.fromisoformat)
        for customer_id, part in groupby(rows, itemgetter(0))
    }


def promises(book: Book, rules: Rules) -> Report:
    """Promises kept, late, and broken by week (R42, R53), and notes posted (R77)."""
    today = book.clock.today()
    found = weekly_reports.weeks(today)
    values = {"since": found[0].monday.isoformat(), "today": today.isoformat()}
    closed = each(book.rows(sql.CLOSED, values), lambda on, state: (date.fromisoformat(on), state))
    recent = [state for on, state in closed if on >= today - LATELY]
    streak = book.rows(sql.STREAK, (today.isoformat(),))[0][0]
    orders, notes = book.rows(sql.NOTES, ((today - YEAR).isoformat(), today.isoformat()))[0]
    late, kept = recent.count("late"), recent.count("kept")
    lines = follow_up(kept, late, len(recent) - late - kept, streak, orders, notes or 0)
    return weekly_reports.promises(found, closed, lines, streak)


def load(book: Book, rules: Rules) -> Report:
    """How full the weeks to come are with follow-ups and promises of ours."""
    today = book.clock.today()
    coming = weekly_reports.weeks_ahead(today, WEEKS_AHEAD)
    values = {"until": coming[-1].end.isoformat()}
    steps = each(book.rows(sql.STEPS, values), lambda on, who: (date.fromisoformat(on), who))
    due = each(book.rows(sql.DUE, values), date.fromisoformat)
    late = sum(on < today for on, _ in set(steps)) + sum(on < today for on in due)
    return weekly_reports.load(
        coming,
        [(on, who) for on, who in steps if on >= today],
        [on for on in due if on >= today],
        late,
    )

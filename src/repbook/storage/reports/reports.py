"""What the reports read: a query or two each, from dated rows, never from stored totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from ...domain.care.phases import customer_phase, sale_phase
from ...domain.growth.growth import QUARTER
from ...domain.reports import event_reports, lesson_reports
from ...domain.reports.report import NAMES, Report
from ...domain.spine.calendar import plus
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.kinds import Phase
from ...domain.spine.rules import Rules
from ...errors import NotFound
from ...wording import fold
from ..book.book import Book
from ..facts.facts_packing import ALL, DAMAGED, PACKED, facts_now, without_collecting
from ..facts.sqlite_values import day, each
from ..places.renewing import renew_the_rest
from . import weekly_series

LATELY = timedelta(days=QUARTER)
YEAR = timedelta(days=365)
YOUNG = timedelta(days=30)


# -- the queries, each over dated rows --------------------------------------------------------------

CARE = """
SELECT s.customer_id,
  EXISTS (SELECT 1 FROM letters WHERE customer_id = s.customer_id AND sale_id = s.id
      AND kind = 'thank-you' AND posted_on IS NOT NULL)
    OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'thanks' AND state = 'done'),
  EXISTS (SELECT 1 FROM letters WHERE customer_id = s.customer_id AND sale_id = s.id
      AND kind = 'reassurance' AND posted_on IS NOT NULL)
    OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'reassure' AND state = 'done'),
  EXISTS (SELECT 1 FROM checks WHERE customer_id = s.customer_id AND on_day >= s.ordered_on
    AND (sale_id = s.id OR sale_id IS NULL)),
  (SELECT count(*) FROM followups WHERE sale_id = s.id AND source = 'agenda' AND state <> 'dropped'
    AND due_on <= :today),
  (SELECT count(*) FROM followups WHERE sale_id = s.id AND source = 'agenda' AND state = 'done'),
  EXISTS (SELECT 1 FROM sales n WHERE n.customer_id = s.customer_id AND n.cancelled_on IS NULL
    AND (n.ordered_on, n.id) > (s.ordered_on, s.id)),
  EXISTS (SELECT 1 FROM asks WHERE customer_id = s.customer_id AND kind = 'referral'
    AND outcome = 'yes' AND asked_on >= s.ordered_on)
FROM sales s WHERE NOT s.history AND s.cancelled_on IS NULL AND s.ordered_on <= :before"""

BOUGHT = """
SELECT c.folded, min(s.ordered_on), count(*) FROM sales s JOIN customers c ON c.id = s.customer_id
WHERE s.cancelled_on IS NULL AND s.ordered_on <= ? AND c.state = 'active' GROUP BY c.id"""

TALKS = """
SELECT t.customer_id, c.name, count(*), sum(coalesce(t.minutes, 0))
FROM touches t JOIN customers c ON c.id = t.customer_id
WHERE t.reach = 'two-way' AND t.on_day > :since AND t.on_day <= :today GROUP BY t.customer_id"""

TROUBLES = """
SELECT arose_on, known_on, solved_on, severity, confirmed_on IS NOT NULL FROM problems
WHERE known_on > :since AND known_on <= :today"""

TOUCHES = """
SELECT kind, reach, count(*) FROM touches
WHERE on_day > :since AND on_day <= :today GROUP BY kind, reach"""

CHECKS = """
SELECT customer_id, sale_id, on_day, score FROM checks
WHERE on_day > :since AND on_day <= :today ORDER BY on_day DESC"""

UNTOLD = """
SELECT c.name, e.text, e.on_day FROM evidence e JOIN customers c ON c.id = e.customer_id
WHERE e.told_on IS NULL AND e.kind <> 'testimonial' AND c.state = 'active'"""

REFERRALS = "SELECT count(*), sum(outcome = 'yes') FROM asks WHERE kind = 'referral'"

IMPROVE = """
SELECT customer_id, to_improve FROM checks WHERE to_improve <> '' AND on_day > :since
UNION ALL SELECT customer_id, change_text FROM checks WHERE change_text <> '' AND on_day > :since
UNION ALL SELECT customer_id, text FROM facts
  WHERE kind = 'to improve' AND NOT confidential AND on_day > :since
UNION ALL SELECT customer_id, cause FROM problems WHERE cause <> '' AND known_on > :since"""

LEFT = """
SELECT name, left_risk, state_reason FROM customers WHERE state = 'lost'
ORDER BY state_on DESC, id DESC LIMIT 12"""

STANDINGS = ALL.format(f"s.customer_id, s.vulnerable_until, {PACKED}")


# -- the reports ------------------------------------------------------------------------------------


def report(book: Book, name: str, rules: Rules) -> Report:
    """The report of that name, as of today; reads what this one needs, and remembers it. Raises ``NotFound``."""
    if name not in READ:
        raise NotFound(f"there is no report '{name}'", f"choose from {', '.join(NAMES)}")
    known = _known(book, rules)
    if name not in known:
        renew_the_rest(book)
        found = READ[name](book, rules)
        known = _known(book, rules)
        known[name] = found
    return known[name]


def _known(book: Book, rules: Rules) -> dict[str, Report]:
    """The reports that were read of the book as it is on this day; to be added to."""
    stamp = book.version(), book.clock.today(), rules
    if book.reports is None or book.reports[0] != stamp:
        book.reports = stamp, {}
    return book.reports[1]


def is_empty(book: Book) -> bool:
    """Whether there is nobody in the book to learn from."""
    return not book.rows("SELECT 1 FROM customers LIMIT 1")


def touches(book: Book, rules: Rules) -> Report:
    """Touches of a quarter by kind."""
    rows = book.rows(TOUCHES, _since(book, LATELY))
    return event_reports.touches({(kind, reach): number for kind, reach, number in rows}, QUARTER)


def attention(book: Book, rules: Rules) -> Report:
    """Two-way contacts and minutes of the last quarter, by the phase that each customer is in (R34)."""
    today = book.clock.today()
    talks = book.rows(TALKS, _since(book, LATELY))
    phases = _Phases(book, rules, {row[0]: today for row in talks})
    given = [
        lesson_reports.Attention(name, phases.on(customer_id, today), contacts, minutes)
        for customer_id, name, contacts, minutes in talks
    ]
    return lesson_reports.attention(given, QUARTER)


def checks(book: Book, rules: Rules) -> Report:
    """The checks of a year by the phase that the customer was in on the day before."""
    rows = each(
        book.rows(CHECKS, _since(book, YEAR)),
        lambda customer, sale, on, score: (customer, sale, date.fromisoformat(on), score),
    )
    phases = _Phases(book, rules, {row[0]: plus(row[2], -1) for row in rows})
    given: Counter[tuple[Phase, int]] = Counter()
    for customer_id, sale_id, on, score in rows:
        given[phases.before(customer_id, on, sale_id), score] += 1
    return event_reports.checks(given)


def problems(book: Book, rules: Rules) -> Report:
    """How soon problems were known and solved in the last year (R85)."""
    rows = book.rows(TROUBLES, _since(book, YEAR))
    return event_reports.problems(
        each(
            rows,
            lambda arose, known, solved, severity, confirmed: event_reports.Trouble(
                day(arose), date.fromisoformat(known), day(solved), severity, bool(confirmed)
            ),
        )
    )


def aftercare(book: Book, rules: Rules) -> Report:
    """The first thirty days of every sale that is past them, against what came of it (R04)."""
    today = book.clock.today()
    values = {"today": today.isoformat(), "before": (today - YOUNG).isoformat()}
    care = [
        lesson_reports.Care(row[0], *map(bool, row[1:4]), *row[4:6], *map(bool, row[6:]))
        for row in book.rows(CARE, values)
    ]
    return lesson_reports.aftercare(care, rules)


def untold(book: Book, rules: Rules) -> Report:
    """Successes that nobody has told the customer yet."""
    waiting = each(
        book.rows(UNTOLD),
        lambda who, text, on: event_reports.Untold(who, text, date.fromisoformat(on)),
    )
    return event_reports.untold(waiting, book.clock.today())


def themes(book: Book, rules: Rules) -> Report:
    """What comes again in what customers want to be better (R44)."""
    return lesson_reports.themes(
        book.rows(IMPROVE, {"since": (book.clock.today() - YEAR).isoformat()})
    )


def tenure(book: Book, rules: Rules) -> Report:
    """How long the customers have been with the rep (R99)."""
    return lesson_reports.tenure(_bought(book), book.clock.today())


def repeat(book: Book, rules: Rules) -> Report:
    """Repeat orders and referrals over the book (R99)."""
    asked, agreed = book.rows(REFERRALS)[0]
    return lesson_reports.repeat(_bought(book), asked, agreed or 0)


def risk(book: Book, rules: Rules) -> Report:
    """What the risk said of those who left, two weeks before they did."""
    return lesson_reports.left(book.rows(LEFT), rules.risk.bands[1])


Reader = Callable[[Book, Rules], Report]
READ: Mapping[str, Reader] = MappingProxyType(
    {
        "debt": weekly_series.debt,
        "promises": weekly_series.promises,
        "touches": touches,
        "attention": attention,
        "load": weekly_series.load,
        "checks": checks,
        "problems": problems,
        "aftercare": aftercare,
        "untold": untold,
        "themes": themes,
        "tenure": tenure,
        "repeat": repeat,
        "risk": risk,
    }
)
"""How each report of the catalogue is read."""


def _since(book: Book, span: timedelta) -> dict[str, str]:
    today = book.clock.today()
    return {"since": (today - span).isoformat(), "today": today.isoformat()}


def _bought(book: Book) -> list[lesson_reports.Bought]:
    named = {fold(name) for (name,) in book.rows("SELECT referred FROM asks WHERE referred <> ''")}
    rows = book.rows(BOUGHT, (book.clock.today().isoformat(),))
    return [
        lesson_reports.Bought(date.fromisoformat(first), orders, folded in named)
        for folded, first, orders in rows
    ]


class _Phases:
    """The phases that customers were in; the facts of those alone are read who were not settled for good.

    ``asked`` has the first day on which each customer is asked about.
    """

    def __init__(self, book: Book, rules: Rules, asked: Mapping[int, date]) -> None:
        self.rules = rules
        self.known: dict[int, CustomerFacts] = {}
        self.calm_after: dict[int, date] = {}
        with without_collecting():
            for customer_id, young, packed in book.rows(STANDINGS):
                if customer_id not in asked:
                    continue
                book.still_wanted()
                try:
                    if young:
                        until = weekly_series.young_until(date.fromisoformat(young), rules)
                        self.calm_after[customer_id] = until or date.max
                        if asked[customer_id] > self.calm_after[customer_id]:
                            continue
                    self.known[customer_id] = facts_now(book.connection, packed)
                except DAMAGED:
                    continue

    def on(self, customer_id: int, day: date, sale_id: int | None = None) -> Phase:
        """The phase on a day: of a sale, or the most vulnerable one of the customer's."""
        if day > self.calm_after.get(customer_id, date.max):
            return Phase.SETTLED
        facts = self.known.get(customer_id)
        if facts is None:
            return Phase.NONE
        sales = [sale for sale in facts.sales if sale.ordered_on <= day]
        sales = [sale for sale in sales if sale.id == sale_id] or sales
        return customer_phase([sale_phase(sale, facts, day, self.rules) for sale in sales])

    def before(self, customer_id: int, day: date, sale_id: int | None) -> Phase:
        """The phase on the day before: a bad answer brings the Learning curve back the same day.

        A customer of that day had none before, so theirs is that of the day.
        """
        phase = self.on(customer_id, plus(day, -1), sale_id)
        return phase if phase is not Phase.NONE else self.on(customer_id, day, sale_id)

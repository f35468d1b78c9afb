"""What the reports read: one query each, from dated rows, never from stored totals."""

from __future__ import annotations

from datetime import date, timedelta

from ..domain import learned as d
from ..domain.case import look
from ..domain.kinds import Phase
from ..domain.rules import DEFAULT, Rules
from ..wording import fold
from .book import Book
from .packing import unpack
from .views import DAMAGED

QUARTER = timedelta(days=90)
YEAR = timedelta(days=365)
YOUNG = timedelta(days=30)

CARE = """
SELECT s.customer_id,
  EXISTS (SELECT 1 FROM letters WHERE sale_id = s.id AND kind = 'thank-you' AND posted_on IS NOT NULL)
    OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'thanks' AND state = 'done'),
  EXISTS (SELECT 1 FROM letters WHERE sale_id = s.id AND kind = 'reassurance' AND posted_on IS NOT NULL)
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
WHERE t.reach = 'two-way' AND t.on_day > ? AND t.on_day <= ? GROUP BY t.customer_id"""

TROUBLES = "SELECT arose_on, known_on, solved_on FROM problems WHERE known_on > ? AND known_on <= ?"

IMPROVE = """
SELECT customer_id, to_improve FROM checks WHERE to_improve <> '' AND on_day > :since
UNION ALL SELECT customer_id, change_text FROM checks WHERE change_text <> '' AND on_day > :since
UNION ALL SELECT customer_id, text FROM facts
  WHERE kind = 'to improve' AND NOT confidential AND on_day > :since
UNION ALL SELECT customer_id, cause FROM problems WHERE cause <> '' AND known_on > :since"""

PROMISES = """
SELECT sum(state = 'kept'), sum(state = 'late'),
  sum(state = 'broken' OR (state = 'open' AND due_on < :today))
FROM promises WHERE NOT theirs AND coalesce(closed_on, due_on) BETWEEN :since AND :today"""

STREAK = """
SELECT count(*) FROM promises WHERE NOT theirs AND state = 'kept' AND closed_on > coalesce((
  SELECT max(coalesce(closed_on, due_on)) FROM promises WHERE NOT theirs
    AND (state IN ('late', 'broken') OR (state = 'open' AND due_on < ?))), '')"""

LEFT = """
SELECT name, left_risk, state_reason FROM customers WHERE state = 'lost'
ORDER BY state_on DESC, id DESC LIMIT 12"""

NOTES = """
SELECT count(*), sum(EXISTS (SELECT 1 FROM letters
    WHERE sale_id = s.id AND kind = 'thank-you' AND posted_on IS NOT NULL)
  OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'thanks' AND state = 'done'))
FROM sales s WHERE NOT s.history AND s.cancelled_on IS NULL AND s.ordered_on BETWEEN ? AND ?"""


def learned(book: Book, rules: Rules = DEFAULT) -> tuple[d.Section, ...]:
    """What the book has learned by today, a section each; those with nothing to tell are left out."""
    today = book.clock.today()
    sections = (
        together(book, today),
        aftercare(book, today),
        follow_up(book, today),
        attention(book, today, rules),
        problems(book, today),
        d.left(book.rows(LEFT), rules.risk.bands[1]),
        d.themes(book.rows(IMPROVE, {"since": (today - YEAR).isoformat()})),
    )
    return tuple(section for section in sections if section.lines)


def together(book: Book, today: date) -> d.Section:
    """Tenure, repeat orders, and referrals over the book (R99)."""
    named = {fold(name) for (name,) in book.rows("SELECT referred FROM asks WHERE referred <> ''")}
    bought = [
        d.Bought(date.fromisoformat(first), orders, folded in named)
        for folded, first, orders in book.rows(BOUGHT, (today.isoformat(),))
    ]
    return d.together(bought, today)


def aftercare(book: Book, today: date) -> d.Section:
    """The first thirty days of every sale that is past them, against what came of it (R04)."""
    values = {"today": today.isoformat(), "before": (today - YOUNG).isoformat()}
    care = [
        d.Care(row[0], *map(bool, row[1:4]), *row[4:6], *map(bool, row[6:]))
        for row in book.rows(CARE, values)
    ]
    return d.aftercare(care) if care else d.Section("", ())


def follow_up(book: Book, today: date) -> d.Section:
    """Promises and notes (R42, R53, R77)."""
    values = {"today": today.isoformat(), "since": (today - QUARTER).isoformat()}
    kept, late, broken = (number or 0 for number in book.rows(PROMISES, values)[0])
    streak = book.rows(STREAK, (today.isoformat(),))[0][0]
    orders, notes = book.rows(NOTES, ((today - YEAR).isoformat(), today.isoformat()))[0]
    return d.follow_up(kept, late, broken, streak, orders, notes or 0)


def attention(book: Book, today: date, rules: Rules = DEFAULT) -> d.Section:
    """Two-way contacts and minutes of the last quarter, by the phase that each customer is in (R34)."""
    days = ((today - QUARTER).isoformat(), today.isoformat())
    talks = book.rows(TALKS, days)
    phases = _phases(book, {row[0] for row in talks}, today, rules)
    given = [
        d.Attention(name, phases.get(customer_id, Phase.NONE), contacts, minutes)
        for customer_id, name, contacts, minutes in talks
    ]
    return d.attention(given, QUARTER.days) if given else d.Section("", ())


def problems(book: Book, today: date) -> d.Section:
    """How soon problems were known and solved in the last year (R85)."""
    troubles = [
        d.Trouble(
            arose and date.fromisoformat(arose),
            date.fromisoformat(known),
            solved and date.fromisoformat(solved),
        )
        for arose, known, solved in book.rows(
            TROUBLES, ((today - YEAR).isoformat(), today.isoformat())
        )
    ]
    return d.problems(troubles)


def _phases(book: Book, wanted: set[int], today: date, rules: Rules) -> dict[int, Phase]:
    phases = {}
    for customer_id, packed in book.rows("SELECT customer_id, facts FROM standings"):
        if customer_id in wanted:
            try:
                phases[customer_id] = look(unpack(packed), today, rules).phase
            except DAMAGED:
                continue
    return phases

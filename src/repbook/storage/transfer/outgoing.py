"""What goes out of the book for other programs: the days ahead, address cards, the newsletter's list.

A query each. Facts are never read here, so nothing confidential can go out with them (R27).
"""

from __future__ import annotations

import json
from datetime import date

from ...domain.care.checks import unnumbered
from ...domain.care.yearly import next_on
from ...domain.shown.outgoing import CalendarRow, Card, Reader, Readers
from ..book.book import Book

CALENDAR = """
SELECT 'followup', f.id, f.due_on, f.at, c.name,
    f.what || iif(f.delegated_to = '', '', ' (' || f.delegated_to || ')'), coalesce(n.name, '')
  FROM followups f JOIN customers c ON c.id = f.customer_id LEFT JOIN people n ON n.id = f.person_id
  WHERE f.state = 'open' AND c.state = 'active' AND f.due_on >= :today
UNION ALL SELECT 'promise', p.id, p.due_on, '', c.name,
    iif(p.theirs, 'waiting for: ', 'promised: ') || p.text, coalesce(n.name, '')
  FROM promises p JOIN customers c ON c.id = p.customer_id LEFT JOIN people n ON n.id = p.person_id
  WHERE p.state = 'open' AND c.state = 'active' AND p.due_on >= :today
UNION ALL SELECT 'sale', s.id, coalesce(s.live_on, s.promised_on), '', c.name,
    iif(s.live_on IS NULL, 'promised for today: ', 'live: ') || s.title, ''
  FROM sales s JOIN customers c ON c.id = s.customer_id
  WHERE s.cancelled_on IS NULL AND c.state = 'active'
    AND coalesce(s.live_on, s.promised_on) >= :today
ORDER BY 3, 4, 1, 2"""

DATES = """
SELECT d.id, d.month, d.day, c.name, coalesce(nullif(d.label, ''), d.kind), coalesce(n.name, '')
FROM dates d JOIN customers c ON c.id = d.customer_id LEFT JOIN people n ON n.id = d.person_id
WHERE c.state = 'active' AND n.left_on IS NULL ORDER BY d.id"""

CARDS = """
SELECT n.id, n.name, c.name, n.role,
  (SELECT json_group_array(json_array(kind, value, coalesce(nullif(situation, ''), label)))
    FROM (SELECT * FROM routes WHERE person_id = n.id ORDER BY id)),
  (SELECT json_array(year, month, day) FROM dates
    WHERE person_id = n.id AND kind = 'birthday' ORDER BY id LIMIT 1)
FROM people n JOIN customers c ON c.id = n.customer_id
WHERE n.left_on IS NULL ORDER BY c.folded, c.id, n.main DESC, n.id"""

READERS = """
SELECT n.name, (SELECT value FROM routes WHERE person_id = n.id AND kind = 'email' ORDER BY id LIMIT 1),
  c.name, coalesce(n.newsletter_since, ''), n.newsletter
FROM people n JOIN customers c ON c.id = n.customer_id
WHERE n.left_on IS NULL AND c.state IN ('active', 'dormant')
ORDER BY c.folded, c.id, n.main DESC, n.id"""


def _what(kind: str, text: str) -> str:
    """A check step without the number that its agenda gave it: only the rules say which check it will be."""
    bare = unnumbered(text) if kind == "followup" else text
    return f"Check: {bare}" if bare and bare != text else text


def calendar_rows(book: Book) -> tuple[CalendarRow, ...]:
    """Open follow-ups, promises, and live days from today on, and the days of every year."""
    today = book.clock.today()
    rows = [
        CalendarRow(kind, row_id, date.fromisoformat(on), at, customer, _what(kind, text), person)
        for kind, row_id, on, at, customer, text, person in book.rows(
            CALENDAR, {"today": today.isoformat()}
        )
    ]
    for row_id, month, day, customer, text, person in book.rows(DATES):
        on = next_on(month, day, today)
        if on is not None:
            rows.append(
                CalendarRow("date", row_id, on, "", customer, text, person, yearly=(month, day))
            )
    return tuple(rows)


def cards(book: Book) -> tuple[Card, ...]:
    """Everybody who has not left, with their routes and birthday; by customer, the main contact first."""
    return tuple(
        Card(
            row_id,
            name,
            customer,
            role,
            tuple((kind, value, about) for kind, value, about in json.loads(routes)),
            tuple(json.loads(birthday)) if birthday else None,
        )
        for row_id, name, customer, role, routes, birthday in book.rows(CARDS)
    )


def readers(book: Book) -> Readers:
    """Who has agreed to the newsletter and has an address, and how many lack the one or the other."""
    rows: list[Reader] = []
    no_consent = no_mail = 0
    for name, email, customer, since, agreed in book.rows(READERS):
        if not agreed:
            no_consent += 1
        elif not email:
            no_mail += 1
        else:
            rows.append(Reader(name, email, customer, since))
    return Readers(tuple(rows), no_consent, no_mail)

"""What the Growth tab of one customer reads when it is opened, and what a Move kit has to know."""

from __future__ import annotations

import json
from datetime import date

from ...domain.growth.growth import Trust
from ...domain.growth.potential import Gift, Growth, Success, Told
from ..book.book import Book
from ..facts.sqlite_values import each

MOST_TITLES = 12
MOST_STORIES = 500
"""How many successes of others are looked through for one that fits: those that may be quoted first."""

GROWTH = """
SELECT c.follow_consent_on,
  (SELECT json_array(count(*) FILTER (WHERE state = 'kept'), count(*) FILTER (WHERE state = 'late'),
      count(*) FILTER (WHERE state = 'broken' OR state = 'open' AND due_on < :today))
    FROM promises WHERE customer_id = c.id AND NOT theirs),
  (SELECT count(*) FROM problems WHERE customer_id = c.id AND confirmed_on IS NOT NULL),
  (SELECT count(*) FROM facts WHERE customer_id = c.id AND kind = 'limit told'),
  (SELECT json_group_array(json_array(kind, id, day, text)) FROM (
    SELECT 'letter' AS kind, id, posted_on AS day,
      kind || iif(subject = '', '', ': ' || subject) AS text FROM letters
      WHERE customer_id = c.id AND posted_on IS NOT NULL
        AND kind NOT IN ('agenda', 'announcement')
    UNION ALL SELECT 'evidence', id, told_on, 'told: ' || text FROM evidence
      WHERE customer_id = c.id AND told_on IS NOT NULL AND letter_id IS NULL
    UNION ALL SELECT 'fact', id, done_on, 'idea: ' || text FROM facts
      WHERE customer_id = c.id AND kind = 'value idea' AND done_on IS NOT NULL
    UNION ALL SELECT 'touch', id, on_day, 'training' || iif(note = '', '', ': ' || note)
      FROM touches WHERE customer_id = c.id AND kind = 'training'
    ORDER BY day DESC, id DESC)),
  (SELECT json_group_array(json_array(id, kind, text, on_day, trim(amount || ' ' || unit)))
    FROM (SELECT * FROM evidence WHERE customer_id = c.id ORDER BY on_day DESC, id DESC)),
  (SELECT json_group_array(json_array(coalesce(answered_on, asked_on), referred)) FROM (
    SELECT * FROM asks WHERE customer_id = c.id AND kind = 'referral' AND outcome = 'yes'
    ORDER BY asked_on DESC, id DESC)),
  (SELECT json_group_array(json_array(title, ordered_on)) FROM (
    SELECT * FROM sales WHERE customer_id = c.id AND cancelled_on IS NULL
    ORDER BY ordered_on DESC, id DESC))
FROM customers c WHERE c.id = :id"""
"""What counts as given is what ``customer_facts`` counts as gives."""

TITLES = """
SELECT min(title) FROM sales WHERE kind = 'catalogue' AND cancelled_on IS NULL
GROUP BY lower(title) HAVING count(DISTINCT customer_id) >= 2
ORDER BY count(*) DESC, lower(title) LIMIT ?"""

STORIES = """
SELECT e.id, e.text, c.name, c.industry, e.permission_on
FROM evidence e JOIN customers c ON c.id = e.customer_id WHERE e.customer_id <> ?
ORDER BY e.permission_on IS NULL, e.on_day DESC, e.id DESC LIMIT ?"""


def growth(book: Book, customer_id: int, products: tuple[str, ...] = ()) -> Growth:
    """What the Growth tab shows. ``products`` is the catalogue; without one the book's own sales tell."""
    values = {"id": customer_id, "today": book.clock.today().isoformat()}
    row = book.row(GROWTH, values)
    if row is None:
        return Growth()
    kept, late, broken = json.loads(row[1])
    return Growth(
        trust=Trust(kept, late, broken, fixed=row[2], straight=row[3]),
        gifts=each(
            json.loads(row[4]),
            lambda kind, id_, day, text: Gift(kind, id_, date.fromisoformat(day), text),
        ),
        successes=each(
            json.loads(row[5]),
            lambda id_, kind, text, day, figure: Success(
                id_, kind, text, date.fromisoformat(day), figure
            ),
        ),
        referrals=each(json.loads(row[6]), lambda day, whom: (date.fromisoformat(day), whom)),
        orders=each(json.loads(row[7]), lambda title, day: (title, date.fromisoformat(day))),
        consent_on=date.fromisoformat(row[0]) if row[0] else None,
        titles=products or catalogue(book),
        stories=others(book, customer_id),
    )


def catalogue(book: Book) -> tuple[str, ...]:
    """What at least two customers bought from a catalogue, the most sold first."""
    return tuple(title for (title,) in book.rows(TITLES, (MOST_TITLES,)))


def others(book: Book, customer_id: int) -> tuple[Told, ...]:
    """Successes at other customers: those that may be quoted first, of each the newest first."""
    return each(
        book.rows(STORIES, (customer_id, MOST_STORIES)),
        lambda id_, text, name, industry, day: Told(
            id_, text, name, industry, date.fromisoformat(day) if day else None
        ),
    )


def to_take_along(book: Book) -> dict[int, str | None]:
    """The ISO day of the first sale of each customer with whom a rep would go on: on the book or asleep,
    and somebody is still there to ask for.
    """
    sql = """SELECT c.id,
      (SELECT min(ordered_on) FROM sales WHERE customer_id = c.id AND cancelled_on IS NULL)
    FROM customers c WHERE c.state IN ('active', 'dormant')
      AND EXISTS (SELECT 1 FROM people WHERE customer_id = c.id AND left_on IS NULL)"""
    return dict(book.rows(sql))


def in_confidence(book: Book) -> frozenset[int]:
    """The ids of the facts that were told in confidence."""
    return frozenset(row for (row,) in book.rows("SELECT id FROM facts WHERE confidential"))

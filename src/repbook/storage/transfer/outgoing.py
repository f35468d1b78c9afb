"""What goes out of the book for other programs: the days ahead, the newsletter's list.

A query each. Facts are never read here, so nothing confidential can go out with them (R27).
"""

from __future__ import annotations

from datetime import date

from ...domain.care.checks import unnumbered
from ...domain.care.yearly import next_on
from ...domain.shown.outgoing import CalendarRow, Reader, Readers
from ..book.book import Book
from ..book.queries import Queries

sql = Queries(__file__, "outgoing")


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
            sql.CALENDAR, {"today": today.isoformat()}
        )
    ]
    for row_id, month, day, customer, text, person in book.rows(sql.DATES):
        on = next_on(month, day, today)
        if on is not None:
            rows.append(
                CalendarRow("date", row_id, on, "", customer, text, person, yearly=(month, day))
            )
    return tuple(rows)


def readers(book: Book) -> Readers:
    """Who has agreed to the newsletter and has an address, and how many lack the one or the other."""
    rows: list[Reader] = []
    no_consent = no_mail = 0
    for name, email, customer, since, agreed in book.rows(sql.READERS):
        if not agreed:
            no_consent += 1
        elif not email:
            no_mail += 1
        else:
            rows.append(Reader(name, email, customer, since))
    return Readers(tuple(rows), no_consent, no_mail)

"""The touches of a day: those that were on it, and those that were written down on it for an earlier one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from ...domain.shown.daybook import Logged
from ..book.book import Book
from ..book.queries import Queries

INSTANT = "%Y-%m-%dT%H:%M:%SZ"

sql = Queries(__file__, "daybook")


LATELY = """
SELECT c.id, c.name, max(t.on_day) FROM (SELECT * FROM touches ORDER BY id DESC LIMIT 100) t
  JOIN customers c ON c.id = t.customer_id WHERE t.on_day <= ? GROUP BY c.id ORDER BY max(t.on_day) DESC, max(t.id) DESC LIMIT ?"""
"""With whom there was a touch lately, the last first: what was written down last is looked at, not the whole book."""


def lately(book: Book, most: int = 8) -> tuple[tuple[int, str, str], ...]:
    """The customers of the last touches: (id, name, ISO day)."""
    today = book.clock.today().isoformat()
    return tuple((row, name, day) for row, name, day in book.rows(LATELY, (today, most)))


def touches_on(book: Book, day: date) -> tuple[Logged, ...]:
    """What was logged on a local day, newest first."""
    begins, ends = (
        datetime.combine(on, time()).astimezone(UTC).strftime(INSTANT)
        for on in (day, day + timedelta(days=1))
    )
    found = [
        Logged(
            row_id,
            customer_id,
            customer,
            person,
            date.fromisoformat(on_day),
            at or _hour(instant),
            kind,
            reach,
            bool(incoming),
            note,
            came,
        )
        for row_id, customer_id, customer, person, on_day, at, instant, kind, reach, incoming, note, came in book.rows(
            sql.LOGGED, {"day": day.isoformat(), "begins": begins, "ends": ends}
        )
    ]
    return tuple(sorted(found, key=lambda row: (row.at, row.id), reverse=True))


def _hour(instant: str | None) -> str:
    """The local hour and minute of a UTC instant."""
    if not instant:
        return ""
    return datetime.strptime(instant, INSTANT).replace(tzinfo=UTC).astimezone().strftime("%H:%M")

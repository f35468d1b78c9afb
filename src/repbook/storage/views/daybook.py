"""The touches of a day: those that were on it, and those that were written down on it for an earlier one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from ...domain.shown.daybook import Logged
from ..book.book import Book

INSTANT = "%Y-%m-%dT%H:%M:%SZ"

CAME = " || ".join(
    f"iif(EXISTS (SELECT 1 FROM {table} WHERE customer_id = t.customer_id AND touch_id = t.id"
    f"{also}), '{sign}', '')"
    for table, sign, also in (
        ("checks", "=", ""),
        ("evidence", "*", " AND kind <> 'gain'"),
        ("promises", "!", ""),
        ("problems", "?", ""),
        ("facts", "@", ""),
        ("evidence", "+", " AND kind = 'gain'"),
    )
)
LOGGED = f"""
WITH logged AS (
  SELECT j.row_id AS touch, min(o.at) AS instant
  FROM operations o JOIN journal j ON j.operation_id = o.id
  WHERE o.state = 'done' AND o.at >= :begins AND o.at < :ends
    AND j.table_name = 'touches' AND j."before" IS NULL
  GROUP BY j.row_id)
SELECT t.id, t.customer_id, c.name, coalesce(p.name, ''), t.on_day, t.at, l.instant, t.kind,
  t.reach, t.incoming, t.note, {CAME}
FROM touches t JOIN customers c ON c.id = t.customer_id
LEFT JOIN people p ON p.id = t.person_id LEFT JOIN logged l ON l.touch = t.id
WHERE t.on_day = :day OR (l.touch IS NOT NULL AND t.on_day < :day
  AND NOT EXISTS (SELECT 1 FROM origins WHERE entity = 'touch' AND row_id = t.id))"""
"""What an import brought stands on its own days only: it was not logged by hand."""


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
            LOGGED, {"day": day.isoformat(), "begins": begins, "ends": ends}
        )
    ]
    return tuple(sorted(found, key=lambda row: (row.at, row.id), reverse=True))


def _hour(instant: str | None) -> str:
    """The local hour and minute of a UTC instant."""
    if not instant:
        return ""
    return datetime.strptime(instant, INSTANT).replace(tzinfo=UTC).astimezone().strftime("%H:%M")

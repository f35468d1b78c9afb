"""The query behind a customer's timeline: what each kind of row tells, in one list."""

from __future__ import annotations

from ..book.row_kinds import ROW_KINDS

FIRST = [
    "touch",
    "letter",
    "check",
    "promise",
    "problem",
    "expectation",
    "evidence",
    "ask",
    "fact",
    "sale",
    "followup",
]
"""Of one day, step, and number: how what came of a call reads. Any other kind stands behind."""
PARTS = sorted(
    (kind for kind in ROW_KINDS if kind.told),
    key=lambda kind: FIRST.index(kind.noun) if kind.noun in FIRST else len(FIRST),
)

TIMELINE = f"""
WITH told (on_day, kind, id, step, what, text, person_id, state, more)
  AS ({" UNION ALL ".join(kind.told for kind in PARTS)})
SELECT on_day, kind, id, what, text, person, state, more FROM told
LEFT JOIN (SELECT id AS pid, name AS person FROM people WHERE customer_id = :id) ON pid = person_id
ORDER BY on_day DESC, kind = 'touch' DESC, step DESC, id DESC LIMIT :limit"""
"""Newest first; of one day, calls before what came of them, and later steps before earlier ones."""

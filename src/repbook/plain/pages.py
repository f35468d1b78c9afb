"""What is known of a customer, in labelled lines: who they are, the whole page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..domain.shown.customer_summary import sections, without_confidential
from ..storage.views.customer_page import agenda_done, timeline
from ..wording import PHASE_WORD, ago, clean, count

if TYPE_CHECKING:
    from ..domain.shown.customer_views import CustomerPage
    from .session import Session

NEWEST = 20
"""Events of a timeline."""
OFF = "Off the book"


def heading(page: CustomerPage, today: date) -> str:
    """Who it is, where they stand, and when they were last spoken to."""
    person, silence = page.main_person, page.standing.silence
    note = page.standing.phase_note
    said = f", tier {note}" if note == page.facts.tier else f" {note}"  # a letter says nothing
    phase = f"{PHASE_WORD[page.standing.phase]}{said}".strip()
    parts = [page.name]
    if page.state != "active":
        parts.append(f"{OFF}, {page.state}: {page.state_reason}".rstrip(": "))
    if person is not None:
        parts.append(", ".join(filter(None, (person.name, person.role))))
    heard = "Never in contact" if silence.unknown else f"Last contact {ago(silence.last, today)}"
    return f"{'. '.join(clean(part) for part in (*parts, phase, heard))}."


def whole(session: Session, customer_id: int, *, secret: bool = False) -> Iterator[str]:
    """Everything known, a section after the other; what was told in confidence only where it is asked for (R27)."""
    page = session.whole_page(customer_id)
    events = timeline(session.book, customer_id, NEWEST)
    kept_back = 0
    if not secret:
        page, events, kept_back = without_confidential(page, events)
    yield heading(page, session.today)
    done = agenda_done(session.book, customer_id)
    for section in sections(page, events, done, session.today):
        if section.title:
            yield f"{section.title}:"
        for part in section.parts:
            label = f"{part.label}: " if part.label else ""
            yield from (f"{label}{clean(line)}" for line in part.lines)
    if kept_back:
        yield f"{count(kept_back, 'confidential fact')} kept back: type confidential to hear all."

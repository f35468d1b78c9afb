"""A call that is handed over: what somebody needs who makes it for the rep (R90)."""

from __future__ import annotations

from datetime import date

from ...domain.care.checks import step_words
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.calendar import stored_day
from ...domain.spine.facts import FollowupFacts
from ...wording import clean, day_text
from .event_words import day_short


def handoff_of(page: CustomerPage, kind: str, row_id: int, today: date) -> str:
    """The hand-off sheet of a follow-up that somebody else makes; "" for any other row."""
    steps = page.facts.followups if kind == "followup" else ()
    step = next((each for each in steps if each.id == row_id and each.delegated_to), None)
    return handoff(page, step, today) if step else ""


def handoff(page: CustomerPage, step: FollowupFacts, today: date) -> str:
    """What somebody needs who makes a call for the rep: whom, the number, what to ask, what was said (R90)."""
    person = next(
        (each for each in page.people if step.person and each.name == step.person), page.main_person
    )
    phones = [
        clean(route.value)
        for route in page.routes
        if route.kind in ("phone", "mobile") and route.person_id in (person and person.id, None)
    ]
    likes = [clean(fact.text) for fact in page.remarks if fact.kind == "preference"]
    last = next((event for event in page.last if event.text), None)
    said = f"{day_short(stored_day(last.on_day), today)}: {clean(last.text)}" if last else ""
    name = " · ".join(filter(None, (person.name, person.role))) if person else ""
    lines = (
        ("For", step.delegated_to),
        ("Call", " · ".join(filter(None, (page.name, clean(name))))),
        ("Number", ", ".join(phones)),
        ("When", f"{day_text(step.due_on, today)} {step.at}".strip()),
        ("Prefers", " · ".join(likes[:2])),
        ("Ask", clean(step_words(step, page.facts, today))),
        ("", "Was everything as you expected? Anything to change?"),
        ("Last said", said),
    )
    return "\n".join(f"{label:<11}{words}" for label, words in lines if words)

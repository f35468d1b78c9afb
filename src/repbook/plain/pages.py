"""What is known of a customer, in labelled lines: the brief before a call, the whole page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..domain.care import preferences
from ..domain.care.promises import is_broken
from ..domain.care.risk import is_rival_about
from ..domain.care.yearly import next_on
from ..domain.growth.asks import overdue
from ..domain.growth.growth import may_cancel
from ..domain.shown.call_asks import ask_about
from ..domain.shown.customer_summary import sections, without_confidential
from ..domain.shown.customer_views import CustomerPage, RouteView
from ..domain.shown.this_call import for_this_call, so_far
from ..domain.spine.calendar import stored_day
from ..domain.spine.fact_kinds import BRIEF, SHOWN
from ..domain.spine.kinds import FactKind
from ..storage.views.customer_page import agenda_done, timeline
from ..wording import MONTHS, PHASE_WORD, ago, clean, count, day_text
from .session import Session

LONG, NEWEST = 200, 20
"""Letters of a personal fact; events of a timeline."""
OFF = "Off the book"


def heading(page: CustomerPage, today: date) -> str:
    """Who it is, where they stand, and when they were last spoken to."""
    person, silence = page.main_person, page.standing.silence
    phase = f"{PHASE_WORD[page.standing.phase]} {page.standing.phase_note}".strip()
    parts = [page.name]
    if page.state != "active":
        parts.append(f"{OFF}, {page.state}: {page.state_reason}".rstrip(": "))
    if person is not None:
        parts.append(", ".join(filter(None, (person.name, person.role))))
    heard = "Never in contact" if silence.unknown else f"Last contact {ago(silence.last, today)}"
    return f"{'. '.join(clean(part) for part in (*parts, phase, heard))}."


def brief(session: Session, page: CustomerPage) -> Iterator[str]:
    """What to know before dialling, in the order in which a call is prepared (§5): one personal line first."""
    today, rules, key = session.today, session.rules, session.key
    yield _personal(page, today, rules.clocks.dates_ahead) or (
        f"Ask about: nothing personal is known yet, {key('fact')} keeps it"
    )
    important = [clean(fact.text) for fact in page.remarks if fact.kind == FactKind.IMPORTANT]
    yield from (f"Important: {text}" for text in important[:2] or ["not asked yet"])
    yield from _warnings(page, session)
    yield from _owed(page, today)
    yield _last(page, today)
    yield from _expects(page)
    yield from _reach(page, session)
    for each in for_this_call(page, today, rules)[:2]:
        yield f"{each.label}: {each.said} {key(each.command) if each.command else ''}"
    yield from _good_to_know(page, today)
    yield from _stands(page, today)


def _personal(page: CustomerPage, today: date, ahead: int) -> str:
    """A day of theirs that is near, or what was longest not asked about (R20)."""
    for day in page.facts.dates:
        on = next_on(day.month, day.day, today)
        if on is not None and (on - today).days <= ahead:
            what = " · ".join(part for part in (day.person, day.label or day.kind) if part)
            return f"Remember: {what} · {day.day} {MONTHS[day.month - 1]}, {ago(on, today)}"
    fact = page.ask_after
    return f"Ask about: {ask_about(fact, page.main_person, today, LONG)}" if fact else ""


def _warnings(page: CustomerPage, session: Session) -> Iterator[str]:
    """What may cost the customer: a vital area, a rival, the cancel window, what is unpaid."""
    today = session.today
    for fact in page.remarks:
        if fact.kind == FactKind.VITAL and fact.state not in ("", "fine"):
            yield f"Vital: {fact.state}: {clean(fact.text)}"
    rival = next((fact for fact in page.remarks if fact.kind == FactKind.RIVAL), None)
    seen = stored_day(rival.on_day) if rival else None
    if rival is not None and seen is not None and is_rival_about(seen, today, session.rules):
        yield f"Rival: {clean(rival.text)}, seen {ago(seen, today)}"
    for sale in page.facts.sales:
        if sale.cancel_until is not None and may_cancel(sale, today):
            yield f"May cancel: until {day_text(sale.cancel_until, today)}, {clean(sale.title)}"
        if late := overdue(sale, today):
            yield f"Unpaid: {late} d late, {clean(sale.title)}"


def _owed(page: CustomerPage, today: date) -> Iterator[str]:
    for promise in page.facts.promises:
        when = "today" if promise.due_on == today else day_text(promise.due_on, today)
        label = "They owe" if promise.theirs else "Owe"
        broken = (
            "broken, they wait since " if not promise.theirs and is_broken(promise, today) else ""
        )
        yield f"{label}: {clean(promise.text)}, {broken}{when}"


def _last(page: CustomerPage, today: date) -> str:
    if not page.last:
        return "Last: no touch is logged yet"
    event = page.last[0]
    day = stored_day(event.on_day)
    when = ago(day, today) if day else event.on_day
    return f"Last: {', '.join(filter(None, (when, event.said, clean(event.text))))}"


def _expects(page: CustomerPage) -> Iterator[str]:
    still = [each for each in page.expectations if each.state != "met"]
    met = len(page.expectations) - len(still)
    yield from (f"Expects: {clean(each.text)}, {each.state}" for each in still)
    if met:
        yield f"Expected: {met} met"
    elif not still:
        yield "Expects: nobody has asked them yet"


def _reach(page: CustomerPage, session: Session) -> Iterator[str]:
    """How they like to be reached, then the numbers: theirs first, then the customer's own (R73, R74)."""
    likes = [fact.text for fact in page.remarks if fact.kind == FactKind.PREFERENCE]
    said, preference = preferences.first(likes)
    if said:
        yield f"Prefers: {said}"
    if preferences.outside(preference, session.clock.local()):
        yield "Now is outside their hours"
    person = page.main_person
    if person is not None and person.do_not:
        yield f"Do not: {clean(person.do_not)}"
    owners = (None,) if person is None else (person.id, None)
    known = [
        route
        for owner in owners
        for route in page.routes
        if route.person_id == owner and route.kind in ("phone", "mobile", "email")
    ]
    yield from map(_route, known)
    if not known:
        yield f"Phone: no number is known, {session.key('person')} adds a person"


def _route(route: RouteView) -> str:
    label = "E-mail" if route.kind == "email" else route.kind.capitalize()
    return f"{label}: {', '.join(filter(None, map(clean, (route.value, route.situation or route.label))))}"


def _good_to_know(page: CustomerPage, today: date) -> Iterator[str]:
    for _, kind, label in BRIEF:
        said = next((clean(fact.text) for fact in page.remarks if fact.kind == kind), "")
        if said:
            yield f"{label}: {said}" if SHOWN[kind].ours else f"{label}: “{said}”"
    if far := so_far(page, today):
        yield f"So far: {far}"


def _stands(page: CustomerPage, today: date) -> Iterator[str]:
    """Phase, silence, and risk with what it is made of."""
    stands, silence, risk = page.standing, page.standing.silence, page.standing.risk
    yield f"Phase: {PHASE_WORD[stands.phase]} {stands.phase_note}"
    said = f"{silence.ago} {silence.unit} of {silence.limit}"
    if silence.unknown:
        said = f"no contact is known, {silence.days} {silence.unit} in the book"
    late = "forgotten" if silence.forgotten else "overdue" if silence.overdue else ""
    other = "nobody answers: try another channel" if silence.another_channel else ""
    yield f"Silence: {', '.join(filter(None, (said, late, other)))}"
    if not risk.known:
        yield "Risk: unknown, no touch and no check yet"
        return
    parts = "; ".join(f"{part.points:+.0f} {part.reason}" for part in risk.parts)
    yield f"Risk: {risk.score}, {risk.band}. {parts}"


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

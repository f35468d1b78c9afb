"""What to know before dialling, or as the telephone rings, in labelled lines (§5): one personal line first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..domain.care import preferences
from ..domain.care.promises import is_broken
from ..domain.care.risk import is_rival_about
from ..domain.care.yearly import next_on
from ..domain.growth.asks import overdue
from ..domain.growth.growth import may_cancel
from ..domain.shown.call_asks import ask_about
from ..domain.shown.this_call import for_this_call, so_far
from ..domain.spine.calendar import stored_day
from ..domain.spine.fact_kinds import BRIEF, SHOWN
from ..domain.spine.kinds import FactKind
from ..values import NamedTuple
from ..wording import MONTHS, PHASE_WORD, ago, clean, day_text

if TYPE_CHECKING:
    from ..domain.shown.customer_views import CustomerPage, RouteView
    from ..domain.spine.rules import Rules

LONG = 200
"""Letters of a personal fact."""
NUMBERS = ("phone", "mobile", "email")


class Line(NamedTuple):
    """One thing to know: what it is, "" where the words say it, and the words."""

    label: str
    said: str

    def __str__(self) -> str:
        return f"{self.label}: {self.said}" if self.label else self.said


class Moment(NamedTuple):
    """When somebody is called, by which rules, and how the keys are called to who reads it."""

    now: datetime
    rules: Rules
    key: Callable[[str], str]

    @property
    def today(self) -> date:
        """The day of the call."""
        return self.now.date()


def brief(page: CustomerPage, at: Moment) -> Iterator[Line]:
    """What to know, in the order in which a call is prepared (§5)."""
    today = at.today
    yield _personal(page, at)
    important = [clean(fact.text) for fact in page.remarks if fact.kind == FactKind.IMPORTANT]
    yield from (Line("Important", text) for text in important[:2] or ["not asked yet"])
    yield from _warnings(page, at)
    yield from _owed(page, today)
    yield _last(page, today)
    yield from _expects(page)
    yield from _reach(page, at)
    for each in for_this_call(page, today, at.rules)[:2]:
        key = f" ({at.key(each.command)})" if each.command else ""
        yield Line(each.label, f"{each.said}{key}")
    yield from _good_to_know(page, today)
    yield from _stands(page)


def _personal(page: CustomerPage, at: Moment) -> Line:
    """A day of theirs that is near, or what was longest not asked about (R20)."""
    today = at.today
    for day in page.facts.dates:
        on = next_on(day.month, day.day, today)
        if on is not None and (on - today).days <= at.rules.clocks.dates_ahead:
            what = " · ".join(part for part in (day.person, day.label or day.kind) if part)
            return Line("Remember", f"{what} · {day.day} {MONTHS[day.month - 1]}, {ago(on, today)}")
    if page.ask_after:
        return Line("Ask about", ask_about(page.ask_after, page.main_person, today, LONG))
    return Line("Ask about", f"nothing personal is known yet, {at.key('fact')} keeps it")


def _warnings(page: CustomerPage, at: Moment) -> Iterator[Line]:
    """What may cost the customer: a vital area, a rival, the cancel window, what is unpaid."""
    today = at.today
    for fact in page.remarks:
        if fact.kind == FactKind.VITAL and fact.state not in ("", "fine"):
            yield Line("Vital", f"{fact.state}: {clean(fact.text)}")
    rival = next((fact for fact in page.remarks if fact.kind == FactKind.RIVAL), None)
    seen = stored_day(rival.on_day) if rival else None
    if rival is not None and seen is not None and is_rival_about(seen, today, at.rules):
        yield Line("Rival", f"{clean(rival.text)}, seen {ago(seen, today)}")
    for sale in page.facts.sales:
        if sale.cancel_until is not None and may_cancel(sale, today):
            yield Line(
                "May cancel", f"until {day_text(sale.cancel_until, today)}, {clean(sale.title)}"
            )
        if late := overdue(sale, today):
            yield Line("Unpaid", f"{late} d late, {clean(sale.title)}")


def _owed(page: CustomerPage, today: date) -> Iterator[Line]:
    for promise in page.facts.promises:
        when = "today" if promise.due_on == today else day_text(promise.due_on, today)
        broken = (
            "broken, they wait since " if not promise.theirs and is_broken(promise, today) else ""
        )
        label = "They owe" if promise.theirs else "Owe"
        yield Line(label, f"{clean(promise.text)}, {broken}{when}")


def _last(page: CustomerPage, today: date) -> Line:
    if not page.last:
        return Line("Last", "no touch is logged yet")
    event = page.last[0]
    day = stored_day(event.on_day)
    when = ago(day, today) if day else event.on_day
    return Line("Last", ", ".join(filter(None, (when, event.said, clean(event.text)))))


def _expects(page: CustomerPage) -> Iterator[Line]:
    still = [each for each in page.expectations if each.state != "met"]
    met = len(page.expectations) - len(still)
    yield from (Line("Expects", f"{clean(each.text)}, {each.state}") for each in still)
    if met:
        yield Line("Expected", f"{met} met")
    elif not still:
        yield Line("Expects", "nobody has asked them yet")


def _reach(page: CustomerPage, at: Moment) -> Iterator[Line]:
    """How they like to be reached, then the numbers: theirs first, then the customer's own (R73, R74)."""
    likes = [fact.text for fact in page.remarks if fact.kind == FactKind.PREFERENCE]
    said, preference = preferences.first(likes)
    if said:
        yield Line("Prefers", said)
    if preferences.outside(preference, at.now):
        yield Line("", "Now is outside their hours")
    person = page.main_person
    if person is not None and person.do_not:
        yield Line("Do not", clean(person.do_not))
    owners = (None,) if person is None else (person.id, None)
    known = [
        route
        for owner in owners
        for route in page.routes
        if route.person_id == owner and route.kind in NUMBERS
    ]
    yield from map(_route, known)
    if not known:
        yield Line("Phone", f"no number is known, {at.key('person')} adds a person")


def _route(route: RouteView) -> Line:
    label = "E-mail" if route.kind == "email" else route.kind.capitalize()
    said = filter(None, map(clean, (route.value, route.situation or route.label)))
    return Line(label, ", ".join(said))


def _good_to_know(page: CustomerPage, today: date) -> Iterator[Line]:
    for _, kind, label in BRIEF:
        said = next((clean(fact.text) for fact in page.remarks if fact.kind == kind), "")
        if said:
            yield Line(label, said if SHOWN[kind].ours else f"“{said}”")
    if far := so_far(page, today):
        yield Line("So far", far)


def _stands(page: CustomerPage) -> Iterator[Line]:
    """Phase, silence, and risk with what it is made of."""
    stands, silence, risk = page.standing, page.standing.silence, page.standing.risk
    yield Line("Phase", f"{PHASE_WORD[stands.phase]} {stands.phase_note}")
    said = f"{silence.ago} {silence.unit} of {silence.limit}"
    if silence.unknown:
        said = f"no contact is known, {silence.days} {silence.unit} in the book"
    late = "forgotten" if silence.forgotten else "overdue" if silence.overdue else ""
    other = "nobody answers: try another channel" if silence.another_channel else ""
    yield Line("Silence", ", ".join(filter(None, (said, late, other))))
    if not risk.known:
        yield Line("Risk", "unknown, no touch and no check yet")
        return
    parts = "; ".join(f"{part.points:+.0f} {part.reason}" for part in risk.parts)
    yield Line("Risk", f"{risk.score}, {risk.band}. {parts}")

"""What stands in each tab of a customer's page, as entries of one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ..domain.kinds import FactKind
from ..domain.pages import CustomerPage, Event, FactView, PersonView, RouteView, SaleView
from ..domain.problems import is_open
from ..domain.promises import is_broken
from ..wording import MONTHS, PHASE_GLYPH, clean, day_text
from .theirview import their_view
from .widgets.entries import Entry, sections
from .words import EXPECTED, day_short, event_words, money_text, parsed

TABS = (
    "Timeline",
    "People",
    "Facts",
    "Sales",
    "Agenda",
    "Ledgers",
    "Agreement",
    "Their view",
)
ROUTE_MARKS = {"phone": "☎", "mobile": "☎", "email": "✉", "fax": "☎", "web": "↗", "other": "·"}
SILENT_STATES = ("", "open", "two-way", "told", "not asked")
"""States that go without saying in a timeline."""
AGREED = (FactKind.PREFERENCE, FactKind.VITAL, FactKind.PROBLEM_RULE)


def entries_of(
    tab: str, page: CustomerPage, events: Sequence[Event], today: date, *, money: bool = False
) -> list[Entry]:
    """The entries of a tab; one that is empty says what would bring the first."""
    builders: dict[str, Callable[[], list[Entry]]] = {
        "Timeline": lambda: [_event(event, today) for event in events],
        "People": lambda: _people(page),
        "Facts": lambda: _facts(page.remarks, today),
        "Sales": lambda: [_sale(sale, page, today, money) for sale in page.sales],
        "Agenda": lambda: _agenda(page, today),
        "Ledgers": lambda: _ledgers(page, today),
        "Agreement": lambda: _agreement(page, today),
        "Their view": lambda: [Entry(line, line) for line in their_view(page, today)],
    }
    return builders[tab]() or [Entry("nothing", NOTHING[tab], tone="quiet")]


NOTHING = {
    "Timeline": "Nothing is logged yet: l logs a call.",
    "People": "Nobody is known here yet: n o adds a person.",
    "Facts": "Nothing is kept yet: i keeps what is important to them.",
    "Sales": "No sale yet: w records one.",
    "Agenda": "Nothing is planned: f plans a follow-up.",
    "Ledgers": "Nothing is open: no promise, no problem, no expectation, nothing untold.",
    "Agreement": "Nothing is agreed yet: i keeps a preference, a vital area, a rule for problems.",
    "Their view": "They have not heard from us yet.",
}


def _event(event: Event, today: date) -> Entry:
    mark, role, word = event_words(event)
    day = parsed(event.on_day)
    quiet = event.kind in ("touch", "check", "sale")
    state = "" if quiet or event.state in SILENT_STATES else f" · {event.state}"
    return Entry(
        (event.kind, event.id, event.what),
        f"{clean(event.text)}{state}".removeprefix(" · "),
        lead=day_short(day, today) if day else event.on_day,
        mark=mark,
        role=role,
        word=word,
        aside=event.person,
        kind=event.kind,
        row_id=event.id,
        tone="quiet" if event.state in ("kept", "released", "renegotiated", "met") else "text",
    )


def _people(page: CustomerPage) -> list[Entry]:
    people: list[Entry] = []
    for person in page.people:
        people.append(_person(person))
        people += [_route(route) for route in page.routes if route.person_id == person.id]
    own = [_route(route) for route in page.routes if route.person_id is None]
    days = [
        Entry(
            ("date", day.id),
            " · ".join(part for part in (day.label or day.kind, day.person) if part),
            mark="◇",
            role="key",
            aside=f"{day.day} {MONTHS[day.month - 1]} {day.year or ''}".rstrip(),
        )
        for day in page.facts.dates
    ]
    return sections((("People", people), ("The customer's own", own), ("Days", days)))


def _person(person: PersonView) -> Entry:
    notes = [
        "main contact" if person.main and not person.left_on else "",
        f"left {person.left_on}" if person.left_on else "",
        "newsletter" if person.newsletter else "",
        f"do not {person.do_not}" if person.do_not else "",
    ]
    said = " · ".join(part for part in (person.name, person.role, *notes[1:]) if part)
    return Entry(
        ("person", person.id),
        said,
        mark="★" if person.main and not person.left_on else "○",
        role="key" if person.main else "quiet",
        aside=notes[0],
        kind="person",
        row_id=person.id,
        tone="quiet" if person.left_on else "ink",
    )


def _route(route: RouteView) -> Entry:
    about = " · ".join(part for part in (route.situation, route.label) if part)
    mark = ROUTE_MARKS.get(route.kind, "·")
    said = f"  {mark} {clean(route.value)}"
    return Entry(("route", route.id), said, aside=about or route.kind, tone="text")


def _facts(facts: Sequence[FactView], today: date) -> list[Entry]:
    return sections(
        (kind.capitalize(), [_fact(fact, today) for fact in facts if fact.kind == kind])
        for kind in FactKind
    )


def _fact(fact: FactView, today: date) -> Entry:
    said = clean(fact.text) + (f" · {fact.state}" if fact.state else "")
    return Entry(
        ("fact", fact.id),
        f"{said} · in confidence" if fact.confidential else said,
        lead=day_short(parsed(fact.on_day), today),
        mark="@",
        role="key",
        aside=fact.said_by or fact.person,
        kind="fact",
        row_id=fact.id,
    )


def _sale(sale: SaleView, page: CustomerPage, today: date, money: bool) -> Entry:
    stands = next((each for each in page.standing.sales if each.sale_id == sale.id), None)
    live, paid = parsed(sale.live_on), parsed(sale.paid_on)
    states = [
        sale.number,
        f"live {day_short(live, today)}" if live else "",
        f"said {day_short(parsed(sale.promised_on), today)}"
        if sale.promised_on and not live
        else "",
        f"paid {day_short(paid, today)}" if paid else "",
        f"cancelled {day_short(parsed(sale.cancelled_on), today)}" if sale.cancelled_on else "",
    ]
    return Entry(
        ("sale", sale.id),
        " · ".join(part for part in (clean(sale.title), *states) if part),
        lead=day_short(parsed(sale.ordered_on), today),
        mark=PHASE_GLYPH[stands.phase] if stands else "○",
        role=str(stands.phase) if stands else "quiet",
        aside=money_text(sale.amount, sale.currency) if money else sale.kind,
        kind="sale",
        row_id=sale.id,
        tone="quiet" if sale.cancelled_on else "text",
    )


def _agenda(page: CustomerPage, today: date) -> list[Entry]:
    return [
        Entry(
            ("followup", step.id),
            f"{step.at}  {clean(step.what)}" if step.at else clean(step.what),
            lead=day_text(step.due_on, today),
            mark=">",
            role="due" if step.due_on < today else "learning",
            word="overdue" if step.due_on < today else step.kind,
            aside=f"by {step.delegated_to}" if step.delegated_to else step.person,
            kind="followup",
            row_id=step.id,
        )
        for step in page.facts.followups
    ]


def _ledgers(page: CustomerPage, today: date) -> list[Entry]:
    """What is open, ledger by ledger; what is closed stands in the timeline."""
    ours: list[Entry] = []
    theirs: list[Entry] = []
    for promise in page.facts.promises:
        broken = is_broken(promise, today)
        entry = Entry(
            ("promise", promise.id),
            clean(promise.text),
            lead=day_text(promise.due_on, today),
            mark="!",
            role="alarm" if broken else "due",
            word="broken" if broken else "",
            aside=promise.person,
            kind="promise",
            row_id=promise.id,
        )
        (theirs if promise.theirs else ours).append(entry)
    red = {reason.target for reason in page.standing.reasons if reason.red}
    problems = [
        Entry(
            ("problem", problem.id),
            clean(problem.text),
            lead=day_text(problem.known_on, today),
            mark="?",
            role="alarm" if ("problem", problem.id) in red else "due",
            word=problem.severity,
            aside="solved, they say so?" if problem.solved_on else "",
            kind="problem",
            row_id=problem.id,
        )
        for problem in page.facts.problems
        if is_open(problem, today)
    ]
    expected = [
        Entry(
            ("expectation", each.id),
            clean(each.text),
            lead=day_text(due, today) if (due := parsed(each.due_on)) else "",
            mark=EXPECTED.get(each.state, EXPECTED["not asked"])[0],
            role={"met": "good", "unmet": "due", "partly": "due"}.get(each.state, "quiet"),
            word=each.state,
            kind="expectation",
            row_id=each.id,
        )
        for each in page.expectations
    ]
    untold = [
        Entry(
            ("evidence", each.id),
            clean(each.text),
            lead=day_text(each.on, today),
            mark="*",
            role="good",
            kind="evidence",
            row_id=each.id,
        )
        for each in page.facts.untold
    ]
    return sections(
        (
            ("Promises", ours),
            ("Waiting for", theirs),
            ("Problems", problems),
            ("Expectations", expected),
            ("Evidence to tell", untold),
        )
    )


def _agreement(page: CustomerPage, today: date) -> list[Entry]:
    """How they want to be looked after, and whom to call for what (R73, R74, R78, R79)."""
    names = {person.id: person.name for person in page.people}
    routes = [
        Entry(
            ("route", route.id),
            clean(route.value),
            mark=ROUTE_MARKS.get(route.kind, "·"),
            word=route.situation,
            aside=names.get(route.person_id or 0, ""),
        )
        for route in page.routes
        if route.situation
    ]
    agreed = [
        (kind.capitalize(), [_fact(fact, today) for fact in page.remarks if fact.kind == kind])
        for kind in AGREED
    ]
    return sections((*agreed, ("Whom to call", routes)))

"""What stands in each tab of a customer's page, as entries of one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ...domain.care.reassurance import NO_CARE, Care
from ...domain.growth.potential import NO_GROWTH, Growth
from ...domain.shown.customer_views import (
    CustomerPage,
    Event,
    FactView,
    PersonView,
    RouteView,
    SaleView,
)
from ...domain.spine.calendar import stored_day
from ...domain.spine.kinds import FactKind
from ...domain.spine.rules import Rules
from ...settings import NOBODY
from ...wording import MONTHS, NOUNS, PHASE_GLYPH, clean, day_text
from ..keys.commands import SHIPPED, Keys
from ..lists.entries import Entry, sections
from ..lists.tab_strip import Count
from ..text.event_words import day_short, event_words, money_text
from .agenda_tab import agenda
from .agreement_tab import agreement
from .growth_tab import growth_entries
from .journey import leading
from .kept_lines import about_customer, about_person
from .page_ledgers import ROUTE_MARKS, fact_entry, ledgers
from .their_view import their_view

TABS = (
    "Timeline",
    "People",
    "Facts",
    "Sales",
    "Agenda",
    "Ledgers",
    "Agreement",
    "Growth",
    "Their view",
)
SILENT_STATES = ("", "open", "two-way", "told", "not asked")
"""States that go without saying in a timeline."""


def entries_of(
    tab: str,
    page: CustomerPage,
    events: Sequence[Event],
    today: date,
    *,
    money: bool = False,
    care: Care = NO_CARE,
    growth: Growth = NO_GROWTH,
    rules: Rules,
    contacts: Mapping[str, str] = NOBODY,
    keys: Keys = SHIPPED,
    folded: bool = False,
) -> list[Entry]:
    """The entries of a tab; one that is empty says what would bring the first; a timeline may be ``folded``."""
    main = page.main_person.name if page.main_person else ""
    builders: dict[str, Callable[[], list[Entry]]] = {
        "Timeline": lambda: _timeline(events, main, today, folded),
        "People": lambda: _people(page),
        "Facts": lambda: _facts(page.remarks, today),
        "Sales": lambda: [_sale(sale, page, today, money) for sale in page.sales],
        "Agenda": lambda: agenda(page, today, rules, care, keys=keys),
        "Ledgers": lambda: ledgers(page, today),
        "Agreement": lambda: agreement(page, today, contacts, rules, keys=keys),
        "Growth": lambda: growth_entries(page, events, growth, today, rules, keys=keys),
        "Their view": lambda: [Entry(line, line) for line in their_view(page, today)],
    }
    return builders[tab]() or [
        Entry(("nothing", line), line, tone="quiet") for line in keys.fill(NOTHING[tab]).split("\n")
    ]


NOTHING = {
    "Timeline": "Nothing is logged yet: {log} logs a call.",
    "People": "Nobody is known here yet: {person} adds a person.",
    "Facts": "Nothing is kept yet: {fact} keeps what is important to them.",
    "Sales": "No sale yet: {sale} records one.",
    "Agenda": "Nothing is planned: {followup} plans a follow-up.",
    "Ledgers": "Nothing is open:\nno promise, no problem, no expectation, nothing untold.",
    "Growth": "Nothing has grown yet: {sale} records the first sale, {plan} a game plan.",
    "Their view": "They have not heard from us yet.",
}


SHORT = {"Agreement": "Agreed", "Their view": "Theirs"}
"""Names of tabs where the whole ones have no room."""
COUNTED = ("Ledgers", "Agenda", "People", "Timeline", "Facts", "Sales")
"""The tabs that say how much is in them, those first whose count asks for something."""


def tab_counts(page: CustomerPage, events: Sequence[Event], today: date) -> dict[str, Count]:
    """How much is in each tab: of the agenda what is done of all, of the ledgers what is open."""
    owing = [entry for entry in ledgers(page, today) if entry.kind]
    counts = {
        "Timeline": Count(str(len(events))),
        "People": Count(str(len(page.people))),
        "Facts": Count(str(len(page.remarks))),
        "Sales": Count(str(len(page.sales))),
        "Ledgers": Count(str(len(owing)), any(entry.role == "alarm" for entry in owing)),
    }
    found = leading(page)
    if found is not None and found[0].agenda_total:
        counts["Agenda"] = Count(f"{found[0].agenda_done}/{found[0].agenda_total}")
    return {name: count for name, count in counts.items() if count.words != "0"}


def _timeline(events: Sequence[Event], main: str, today: date, folded: bool = False) -> list[Entry]:
    """What happened, newest first; a day is said once. ``folded``, what was only filed is counted at the end."""
    before, left_out = "", 0
    entries = []
    for event in events:
        entry = _event(event, main, today)
        if folded and entry.tone == "quiet":
            left_out += 1
            continue
        entries.append(entry._replace(again=event.on_day == before))
        before = event.on_day
    if left_out:
        more = f"{left_out} more, done or filed: v shows them"
        entries.append(Entry("folded", more, tone="quiet"))
    return entries


FILED = ("followup", "fact", "sale")
"""Kinds of rows that the rep filed: they step back behind what was said and what went wrong."""
ENDED = ("kept", "released", "renegotiated", "met")


def _event(event: Event, main: str, today: date) -> Entry:
    """One event; with whom is said where it was not the main contact."""
    mark, role, word = event_words(event)
    day = stored_day(event.on_day)
    quiet = event.kind in ("touch", "check", "sale")
    state = "" if quiet or event.state in SILENT_STATES else event.state
    return Entry(
        (event.kind, event.id, event.what),
        " · ".join(part for part in (clean(event.text), clean(event.more), state) if part),
        lead=day_short(day, today) if day else event.on_day,
        mark=mark,
        role=role,
        word=word,
        aside=event.person if event.person != main else "",
        kind=event.kind,
        row_id=event.id,
        tone="quiet" if event.state in ENDED or event.kind in FILED else "text",
        yields=True,
    )


def story(events: Sequence[Event], kind: str, row_id: int, today: date) -> str:
    """All the words of a row, oldest first, with their days where it has several; "" for no such row.

    Lines stay lines here; a list shows them as spaces.
    """
    steps = [event for event in reversed(events) if (event.kind, event.id) == (kind, row_id)]
    if len(steps) == 1:
        return "\n\n".join(part for part in (steps[0].text, steps[0].more) if part)
    told: list[str] = []
    known = {""}
    for step in steps:
        day = stored_day(step.on_day)
        words = [part for part in (step.text, step.more) if part not in known]
        known.update(words)
        lead = f"{day_short(day, today) if day else step.on_day}  {step.what}"
        told.append(": ".join((lead, " · ".join(words))) if words else lead)
    return "\n\n".join(told)


def _people(page: CustomerPage) -> list[Entry]:
    people: list[Entry] = []
    for person in page.people:
        people.append(_person(person))
        people += [_route(route) for route in page.routes if route.person_id == person.id]
        people += about_person(page, person)
    own = [_route(route) for route in page.routes if route.person_id is None]
    own += about_customer(page)
    days = [
        Entry(
            ("date", day.id),
            " · ".join(part for part in (day.label or day.kind, day.person) if part),
            mark="◇",
            role="key",
            aside=f"{day.day} {MONTHS[day.month - 1]} {day.year or ''}".rstrip(),
            kind="date",
            row_id=day.id,
        )
        for day in page.facts.dates
    ]
    return sections((("", people), ("The customer's own", own), ("Days", days)))


def _person(person: PersonView) -> Entry:
    gone = stored_day(person.left_on)
    notes = [
        "main contact" if person.main and not person.left_on else "",
        f"left {day_text(gone) if gone else person.left_on}" if person.left_on else "",
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
    return Entry(
        ("route", route.id),
        said,
        aside=about or NOUNS.get(route.kind, route.kind),
        kind="route",
        row_id=route.id,
    )


def _facts(facts: Sequence[FactView], today: date) -> list[Entry]:
    return sections(
        (kind.capitalize(), [fact_entry(fact, today) for fact in facts if fact.kind == kind])
        for kind in FactKind
    )


def _sale(sale: SaleView, page: CustomerPage, today: date, money: bool) -> Entry:
    stands = next((each for each in page.standing.sales if each.sale_id == sale.id), None)
    live, paid = stored_day(sale.live_on), stored_day(sale.paid_on)
    states = [
        sale.number,
        f"live {day_short(live, today)}" if live else "",
        f"said {day_short(stored_day(sale.promised_on), today)}"
        if sale.promised_on and not live
        else "",
        f"paid {day_short(paid, today)}" if paid else "",
        f"cancelled {day_short(stored_day(sale.cancelled_on), today)}" if sale.cancelled_on else "",
    ]
    return Entry(
        ("sale", sale.id),
        " · ".join(part for part in (clean(sale.title), *states) if part),
        lead=day_short(stored_day(sale.ordered_on), today),
        mark=PHASE_GLYPH[stands.phase] if stands else "○",
        role=str(stands.phase) if stands else "quiet",
        aside=money_text(sale.amount, sale.currency) if money else sale.kind,
        kind="sale",
        row_id=sale.id,
        tone="quiet" if sale.cancelled_on else "text",
    )

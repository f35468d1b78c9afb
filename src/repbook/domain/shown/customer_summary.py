"""Everything known of a customer as sections of plain text: what ``repbook show`` prints and Markdown holds.

The one list of what a page says on paper; the printers only know how a section looks. Texts are a person's own
here: each printer makes them safe for where they go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...values import NamedTuple
from ...wording import MONTHS, PHASE_GLYPH, PHASE_WORD, SCORE_WORDS, ago, count, day_text
from ..care.checks import step_words
from ..care.handling import parse
from ..care.live import only_planned
from ..care.problems import is_open
from ..care.promises import is_broken
from ..spine.fact_kinds import SHOWN
from ..spine.facts import DateFacts
from ..spine.kinds import CustomerState, FactKind, Phase
from .customer_views import (
    AddressView,
    CustomerPage,
    Event,
    FactView,
    PersonView,
    RouteView,
    SaleView,
)


class Part(NamedTuple):
    """A label, "" for none, and its lines."""

    label: str
    lines: tuple[str, ...]


class Section(NamedTuple):
    """A title, "" for what needs none, and its parts; none of them is empty."""

    title: str
    parts: tuple[Part, ...]


class Done(NamedTuple):
    """A step of an agenda that is done, and its ISO day."""

    what: str
    on: str


CARD = tuple((kind, said.title) for kind, said in SHOWN.items() if not said.agreed)
AGREED = tuple((kind, said.title) for kind, said in SHOWN.items() if said.agreed)
SAID = frozenset(("open", "untold", "unmet"))
"""States worth a word in a timeline."""


def without_confidential(
    page: CustomerPage, events: tuple[Event, ...]
) -> tuple[CustomerPage, tuple[Event, ...], int]:
    """The page and its timeline without what was told in confidence, and how many facts that were (R27)."""
    secret = {fact.id for fact in page.remarks if fact.confidential}
    kept = tuple(fact for fact in page.remarks if not fact.confidential)
    told = tuple(one for one in events if one.kind != "fact" or one.id not in secret)
    return page._replace(remarks=kept), told, len(secret)


def where_they_stand(page: CustomerPage) -> tuple[str, ...]:
    """The lines under the name: tier, phase, silence; then trade, town, page on the web."""
    standing = page.standing
    phase = f"{PHASE_GLYPH[standing.phase]} {PHASE_WORD[standing.phase]}"
    if standing.phase_note != page.tier:
        phase += f" {standing.phase_note}"
    parts = [f"tier {page.tier}", phase, _silence(page)]
    if page.state != CustomerState.ACTIVE:
        parts.insert(0, f"off the book, {page.state}: {page.state_reason}".rstrip(": "))
    about = " · ".join(filter(None, (page.industry, page.address, page.website)))
    return tuple(filter(None, (" · ".join(parts), about)))


def sections(
    page: CustomerPage, events: Iterable[Event], done: Sequence[Done], today: date
) -> Iterator[Section]:
    """The sections that hold anything, in the order of reading; ``events`` newest first."""
    for title, parts in (
        ("", _standing(page, today)),
        ("Card", _card(page)),
        ("Open", _open(page, today)),
        ("Agreement", _agreement(page)),
        ("People", _people(page)),
        ("Agenda", _agenda(page, done, today)),
        ("Sales", [("", map(_sale, page.sales))]),
        ("Timeline", [(one.on_day, [_event(one)]) for one in events]),
    ):
        filled = tuple(Part(label, lines) for label, given in parts if (lines := tuple(given)))
        if filled:
            yield Section(title, filled)


_Parts = list[tuple[str, Iterable[str]]]


def _standing(page: CustomerPage, today: date) -> _Parts:
    return [
        ("Journey", _journey(page, today)),
        ("Risk", _risk(page)),
        ("Next", _next(page, today)),
        ("Follows you", [f"from {page.followed_from}"] if page.followed_from else []),
    ]


def _card(page: CustomerPage) -> _Parts:
    parts: _Parts = [(label, _facts(page, kind)) for kind, label in CARD]
    return [
        *parts,
        ("Note", page.note.splitlines()),
        ("Also at", [_address(one) for one in page.addresses if one.person_id is None]),
        ("Kept", kept_of_customer(page)),
    ]


def _open(page: CustomerPage, today: date) -> _Parts:
    facts = page.facts
    ours: list[str] = []
    theirs: list[str] = []
    for promise in facts.promises:
        late = "BROKEN, " if is_broken(promise, today) else ""
        said = f"{promise.text}, {late}{day_text(promise.due_on, today)}"
        (theirs if promise.theirs else ours).append(said)
    problems = [
        f"{one.text} ({one.severity}), known {ago(one.known_on, today)}"
        f"{f', fix by {day_text(one.fix_by, today)}' if one.fix_by else ''}"
        f"{', solved, not confirmed' if one.solved_on else ''}"
        for one in facts.problems
        if is_open(one, today)
    ]
    letters = [
        f"{one.kind}{f' to {one.person}' if one.person else ''}"
        f"{f': {one.subject}' if one.subject else ''}, written {ago(one.made_on, today)}"
        for one in facts.unposted
    ]
    asks = [
        f"{one.kind}: {one.text}, asked {ago(one.asked_on, today)}"
        for one in facts.asks
        if one.outcome is None
    ]
    return [
        ("We owe", ours),
        ("Waiting for", theirs),
        ("Problems", problems),
        ("Expects", [f"{one.text} ({one.state})" for one in page.expectations]),
        ("Untold", [f"{one.text}, {day_text(one.on, today)}" for one in facts.untold]),
        ("To post", letters),
        ("Asked", asks),
    ]


def _agreement(page: CustomerPage) -> _Parts:
    rule = parse("", page.facts)
    clocks = []
    if rule.answer_hours:
        clocks.append(f"answer in {count(rule.answer_hours, 'business hour')}")
    if rule.fix_days:
        clocks.append(f"fixed in {count(rule.fix_days, 'business day')}")
    every = f"every {page.wish_aim} d" if page.wish_aim else ""
    most = f"{page.wish_limit} d at most" if page.wish_limit else ""
    rhythm = ", ".join(filter(None, (every, most)))
    return [
        *((label, _facts(page, kind)) for kind, label in AGREED),
        ("Clocks", [" · ".join(clocks)] if clocks else []),
        ("Rhythm", [rhythm] if rhythm else []),
    ]


def _people(page: CustomerPage) -> _Parts:
    names = {person.id: person.name for person in page.people}
    situations = [
        f"{route.situation}: {' '.join(filter(None, (names.get(route.person_id or 0), _route(route))))}"
        for route in page.routes
        if route.situation
    ]
    own = [_route(one) for one in page.routes if one.person_id is None and not one.situation]
    return [
        ("", [_person(page, person) for person in page.people]),
        *((person.name, _about(page, person)) for person in page.people),
        ("Whom to call", situations),
        ("Reach", own),
        ("Days", map(_day_of_year, page.facts.dates)),
    ]


def kept_of_customer(page: CustomerPage) -> list[str]:
    """What files said beyond what the book takes, of the customer and of what happened there."""
    rest = [one for one in page.kept if one.entity not in ("customer", "person")]
    told = [f"{one.about}: {one.text}" if one.about else one.text for one in rest]
    return [*(one.text for one in page.kept_of("customer")), *told]


def _about(page: CustomerPage, person: PersonView) -> list[str]:
    """Where a person is to be found, the rep's note, and what was kept of files."""
    return [
        *(_address(one) for one in page.addresses if one.person_id == person.id),
        *person.note.splitlines(),
        *(one.text for one in page.kept_of("person", person.id)),
    ]


def _address(address: AddressView) -> str:
    return f"{address.called}: {address.text}"


def _agenda(page: CustomerPage, done: Sequence[Done], today: date) -> _Parts:
    ahead = []
    for step in page.facts.followups:
        when = " ".join(filter(None, (day_text(step.due_on, today), step.at)))
        by = f"by {step.delegated_to}" if step.delegated_to else step.person
        late = "overdue" if step.due_on < today else ""
        ahead.append(
            " · ".join(filter(None, (f"{when} {step_words(step, page.facts, today)}", by, late)))
        )
    return [("Ahead", ahead), ("Done", [f"{each.on} {each.what}" for each in done])]


# -- single lines --------------------------------------------------------------------------------


def _silence(page: CustomerPage) -> str:
    silence = page.standing.silence
    if silence.unknown:
        return "never in contact, as far as the book knows"
    unit = "business day" if silence.unit == "bd" else "day"
    return f"last contact {count(silence.ago, unit)} ago, limit {silence.limit}"


def _risk(page: CustomerPage) -> list[str]:
    risk = page.standing.risk
    if not risk.known:
        return ["unknown: no touch and no check yet"]
    parts = [f"{part.points:+.0f} {part.reason}" for part in risk.parts]
    return [f"{risk.score} of 100, {risk.band}", *parts]


def _next(page: CustomerPage, today: date) -> list[str]:
    standing = page.standing
    if not standing.next_step:
        return []
    when = f", {ago(standing.next_on, today)}" if standing.next_on else ""
    return [f"{standing.next_step}{when}"]


def _journey(page: CustomerPage, today: date) -> list[str]:
    """Need, order, live, learning, value, with their days: where the newest sale stands (R12)."""
    sale = next((sale for sale in page.sales if not sale.cancelled_on), None)
    if sale is None:
        return []
    needs = [fact.on_day for fact in page.remarks if fact.kind == FactKind.NEED]
    told = page.facts.told
    known = next((each for each in page.facts.sales if each.id == sale.id), None)
    asked = "?" if known is not None and only_planned(known, page.facts, today) else ""
    steps = (
        f"need {min(needs, default='not recorded')}",
        f"order {sale.ordered_on}",
        f"live {sale.live_on or 'not known'}{asked}",
        _learning(page, sale),
        f"value told {told[-1] if told else 'not yet'}",
    )
    return [" → ".join(steps)]


def _learning(page: CustomerPage, sale: SaleView) -> str:
    if sale.settled_on:
        return f"settled {sale.settled_on}"
    phase = next((one for one in page.standing.sales if one.sale_id == sale.id), None)
    if phase and phase.phase == Phase.SETTLED:
        return "settled, unproven"
    if phase and phase.phase == Phase.LEARNING:
        return f"learning since {phase.since}"
    return "learning not yet"


def _facts(page: CustomerPage, kind: FactKind) -> list[str]:
    return [_fact(one) for one in page.remarks if one.kind == kind]


def _fact(fact: FactView) -> str:
    who = fact.said_by or fact.person
    said = f"{fact.text}{f', says {who}' if who else ''}"
    if fact.confidential:
        said = f"{said} (confidential)"
    return " · ".join(filter(None, (said, fact.state, fact.on_day)))


def _person(page: CustomerPage, person: PersonView) -> str:
    here = not person.left_on
    return " · ".join(
        filter(
            None,
            (
                person.name,
                person.role,
                "main contact" if person.main and here else "",
                f"left {person.left_on}" if person.left_on else "",
                *(
                    _route(route)
                    for route in page.routes
                    if route.person_id == person.id and not route.situation
                ),
                f"do not: {person.do_not}" if person.do_not else "",
                ("newsletter" if person.newsletter else "no newsletter") if here else "",
            ),
        )
    )


def _route(route: RouteView) -> str:
    return " ".join(filter(None, (route.label, route.kind, route.value)))


def _day_of_year(day: DateFacts) -> str:
    """A birthday, an anniversary, or another day of the year, whose year may be unknown."""
    when = f"{day.day} {MONTHS[day.month - 1]} {day.year or ''}".rstrip()
    return " · ".join(filter(None, (when, day.label or day.kind, day.person)))


def _sale(sale: SaleView) -> str:
    """A sale and its days; money is shown in the app, when asked for (R26)."""
    return " · ".join((sale.title, *(f"{word} {day}" for word, day in sale.days)))


def _event(event: Event) -> str:
    what = event.said
    if event.kind == "check":
        what = f"check: {SCORE_WORDS.get(int(event.state or 0), event.state)}"
    elif event.state in SAID:
        what = f"{what} ({event.state})"
    said = " · ".join(filter(None, (event.text, event.more)))
    text = ": ".join(filter(None, (what, said)))
    return f"{text} · {event.person}" if event.person else text

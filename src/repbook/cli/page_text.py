"""A customer's page in text: the journey, risk and its reasons, the card, what is owed, what was said."""

from __future__ import annotations

from datetime import date

from ..domain.kinds import CustomerState, FactKind, Phase, PromiseState
from ..domain.pages import CustomerPage, Event, FactView, PersonView, SaleView
from ..wording import PHASE_GLYPH, PHASE_WORD, SCORE_WORDS, ago, count, day_text
from .cells import safe
from .console import Console

INDENT = 16


def print_page(
    console: Console, page: CustomerPage, events: tuple[Event, ...], today: date
) -> None:
    """Print everything known, the way the app's page has it: where they stand, then what was said."""
    console.line((page.name, "title"))
    console.wrapped("", " · ".join(_where_they_stand(page)))
    about = " · ".join(filter(None, (page.industry, page.address, page.website)))
    if about:
        console.wrapped("", about)
    console.line()
    _rows(console, "Journey", _journey(page))
    _rows(console, "Risk", _risk(page))
    _rows(console, "Next", _next(page, today))
    console.line()
    for kind in FactKind:
        _rows(console, kind.capitalize(), [_fact(one) for one in page.remarks if one.kind == kind])
    _owes(console, page, today)
    _rows(console, "Expects", [f"{one.text} ({one.state})" for one in page.expectations])
    _rows(console, "People", [_person(page, person) for person in page.people])
    own = [f"{route.kind} {route.value}" for route in page.routes if route.person_id is None]
    _rows(console, "Reach", own)
    _rows(console, "Sales", [_sale(one) for one in page.sales])
    _rows(console, "Note", page.note.splitlines())
    _rows(console, "Also imported", [f"{key}: {value}" for key, value in page.extras])
    _timeline(console, events)


def _rows(console: Console, title: str, items: list[str]) -> None:
    """A titled list: the title stands beside its first item."""
    for number, item in enumerate(items):
        console.wrapped(title if number == 0 else "", item, indent=INDENT)


def _where_they_stand(page: CustomerPage) -> list[str]:
    standing = page.standing
    phase = f"{PHASE_GLYPH[standing.phase]} {PHASE_WORD[standing.phase]}"
    if standing.phase_note != page.tier:
        phase += f" {standing.phase_note}"
    parts = [f"tier {page.tier}", phase, _silence(page)]
    if page.state != CustomerState.ACTIVE:
        parts.insert(0, f"off the book, {page.state}: {page.state_reason}")
    return parts


def _silence(page: CustomerPage) -> str:
    silence = page.standing.silence
    if silence.unknown:
        return "never in contact, as far as the book knows"
    unit = "business day" if silence.unit == "bd" else "day"
    return f"last contact {count(silence.days, unit)} ago, limit {silence.limit}"


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
    return [
        f"{standing.next_step}{f', {ago(standing.next_on, today)}' if standing.next_on else ''}"
    ]


def _journey(page: CustomerPage) -> list[str]:
    """Need, order, live, learning, value, with their days: where the newest sale stands (R12)."""
    sale = next((sale for sale in page.sales if not sale.cancelled_on), None)
    if sale is None:
        return []
    needs = [fact.on_day for fact in page.remarks if fact.kind == FactKind.NEED]
    told = page.facts.told
    steps = (
        f"need {min(needs, default='not recorded')}",
        f"order {sale.ordered_on}",
        f"live {sale.live_on or 'not known'}",
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


def _fact(fact: FactView) -> str:
    said = f", says {fact.said_by}" if fact.said_by else ""
    return f"{fact.text}{said}{' (confidential)' if fact.confidential else ''}"


def _owes(console: Console, page: CustomerPage, today: date) -> None:
    mine: list[str] = []
    theirs: list[str] = []
    for promise in page.facts.promises:
        late = "BROKEN, " if promise.state == PromiseState.BROKEN or promise.due_on < today else ""
        said = f"{promise.text}, {late}{day_text(promise.due_on, today)}"
        (theirs if promise.theirs else mine).append(said)
    open_problems = [one for one in page.facts.problems if one.confirmed_on is None]
    _rows(console, "We owe", mine)
    _rows(console, "Waiting for", theirs)
    _rows(
        console,
        "Problems",
        [
            f"{one.text} ({one.severity}), known {ago(one.known_on, today)}"
            f"{', solved, not confirmed' if one.solved_on else ''}"
            for one in open_problems
        ],
    )


def _person(page: CustomerPage, person: PersonView) -> str:
    parts = [person.name]
    if person.role:
        parts.append(person.role)
    if person.main:
        parts.append("main contact")
    if person.left_on:
        parts.append(f"left {person.left_on}")
    parts += [
        " ".join(filter(None, (route.label, route.kind, route.value, route.situation)))
        for route in page.routes
        if route.person_id == person.id
    ]
    if person.do_not:
        parts.append(f"do not: {person.do_not}")
    return " · ".join(parts)


def _sale(sale: SaleView) -> str:
    """A sale and its days; money is shown in the app, when asked for (R26)."""
    return " · ".join((sale.title, *(f"{word} {day}" for word, day in sale.days)))


def _timeline(console: Console, events: tuple[Event, ...]) -> None:
    if not events:
        return
    console.line()
    console.line(("Timeline", "title"), " newest first")
    for one in events:
        what = one.what
        if one.kind == "check":
            what = f"check: {SCORE_WORDS.get(int(one.state or 0), one.state)}"
        elif one.state in ("no answer", "one-way", "open", "untold", "unmet"):
            what = f"{one.what} ({one.state})"
        said = " · ".join(filter(None, (safe(one.text), safe(one.more))))
        text = ": ".join(filter(None, (safe(what), said)))
        console.wrapped(one.on_day, f"{text}{f' · {one.person}' if one.person else ''}", indent=12)

"""The card of a customer: what a rep must not forget, what is owed, and the risk with its reasons (R37-R46)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...domain.care.problems import is_open
from ...domain.care.promises import is_broken
from ...domain.growth.growth import (
    idea_due,
    may_cancel_until,
    plan_age,
    tenure,
    unpaid,
    with_you_since,
)
from ...domain.shown.customer_views import CustomerPage, FactView
from ...domain.spine.calendar import stored_day
from ...domain.spine.fact_kinds import SHOWN
from ...domain.spine.kinds import FactKind, Severity
from ...domain.spine.rules import Rules
from ...wording import clean, day_text
from ..keys.commands import KeyOf
from ..text.event_words import EXPECTED
from ..text.paragraphs import LABEL, closed, hung, wrap
from .card_risk import risk_line, risk_lines

if TYPE_CHECKING:
    from ..text.render import Piece

SEVERITIES = tuple(Severity)
"""From the least to the worst."""


def card_lines(
    page: CustomerPage,
    today: date,
    width: int,
    key_of: KeyOf,
    *,
    rules: Rules,
    short: bool = False,
    airy: bool = True,
) -> list[Piece]:
    """The card for ``width`` cells. ``short`` is for a low screen: one line each, and the essential.

    ``airy`` leaves a line between its sections.
    """
    essential = (
        _ask_about(page, width, short, key_of),
        _facts(page, width, FactKind.IMPORTANT, short, asks=key_of("fact")),
        _owed(page, today, width, short),
        _problems(page, today, width, short),
        _order(page, today, width, short),
        _expects(page, width, short),
        _next(page, today, width),
    )
    if short:
        return closed([*risk_line(page, width, key_of), *(p for part in essential for p in part)])
    besides = (
        *(_facts(page, width, kind, short) for kind, on in SHOWN.items() if on.card),
        _plan(page, today, width, rules),
        hung("Your goal", page.goal, width, most=2) if page.goal else [],
        _idea(page, today, width, key_of, rules),
        _with_you(page, today, width),
        hung("Note", page.note, width, most=4) if page.note else [],
    )
    risk = risk_lines(page, width, key_of)
    parts: list[Piece] = []
    for section in (*essential, risk, *besides):
        # The risk stands apart even where the rest does not.
        if section and parts and (airy or section is risk or parts[-len(risk) :] == risk):
            parts.append(("\n", ""))
        parts += section
    return closed(parts)


def _ask_about(page: CustomerPage, width: int, short: bool, key_of: KeyOf) -> list[Piece]:
    """What is personal, that which was longest not asked after first (R19, R20)."""
    first = page.ask_after
    if first is None:
        words = f"nothing personal is known: {key_of('fact') or 'i'} keeps it"
        return hung("Ask about", words, width, "$quiet", most=1 if short else 0)
    others = [fact for fact in page.remarks if fact.kind == FactKind.PERSONAL and fact != first]
    parts: list[Piece] = []
    for fact in (first, *others)[: 1 if short else 3]:
        text = _trusted(fact)
        if short and others:
            text = f"{text}  · {len(others)} more"
        label = "" if parts else "Ask about"
        parts += hung(label, text, width, "$warm", most=1 if short else 3)
    return parts


def _trusted(fact: FactView) -> str:
    """A fact's text; that it was told in confidence is said beside it."""
    said = clean(fact.text)
    return f"{said} · in confidence" if fact.confidential else said


def _facts(
    page: CustomerPage,
    width: int,
    kind: FactKind,
    short: bool,
    *,
    asks: str = "",
) -> list[Piece]:
    found = [fact for fact in page.remarks if fact.kind == kind]
    label, quoted = SHOWN[kind].title, SHOWN[kind].quoted
    if not found and kind == FactKind.IMPORTANT:
        words = f"not asked yet: {asks or 'i'} keeps what they say"
        return hung(label, words, width, "$quiet", most=1 if short else 0)
    parts: list[Piece] = []
    style = "bold $ink" if kind == FactKind.IMPORTANT else "$foreground"
    for fact in found[: 1 if short else 3]:
        text = f"“{clean(fact.text)}”" if quoted else clean(fact.text)
        if fact.confidential:
            text = f"{text} · in confidence"
        if short and len(found) > 1:
            text = f"{text} · {len(found) - 1} more"
        parts += hung("" if parts else label, text, width, style, most=1 if short else 4)
    return parts


def _owed(page: CustomerPage, today: date, width: int, short: bool) -> list[Piece]:
    parts: list[Piece] = []
    ours = [each for each in page.facts.promises if not each.theirs]
    theirs = [each for each in page.facts.promises if each.theirs]
    for promise in ours[: 1 if short else 4]:
        broken = is_broken(promise, today)
        when = day_text(promise.due_on, today)
        said = f"{clean(promise.text)} · {'broken: they wait since ' if broken else ''}{when}"
        if short and len(ours) > 1:
            said = f"{said} · {len(ours) - 1} more"
        style = "bold $alarm" if broken else "$foreground"
        parts += hung("" if parts else "We owe", said, width, style, most=1 if short else 3)
    for place, promise in enumerate(theirs[: 1 if short else 3]):
        said = f"{clean(promise.text)} · {day_text(promise.due_on, today)}"
        label = "They owe" if place == 0 else ""
        parts += hung(label, said, width, most=1 if short else 3)
    return parts


def _problems(page: CustomerPage, today: date, width: int, short: bool) -> list[Piece]:
    """What is open, the worst first; how it stands is never what is cut."""
    red = {reason.target for reason in page.standing.reasons if reason.red}
    still = sorted(
        (each for each in page.facts.problems if is_open(each, today)),
        key=lambda each: (("problem", each.id) not in red, -SEVERITIES.index(each.severity)),
    )
    parts: list[Piece] = []
    for problem in still[: 1 if short else 4]:
        late = ("problem", problem.id) in red
        tail = str(problem.severity)
        if late:
            tail = f"{tail} · past its clock"
        elif problem.solved_on is not None:
            tail = "solved: ask them"
        if short and len(still) > 1:
            tail = f"{tail} · {len(still) - 1} more"
        style = "bold $alarm" if late else "$foreground"
        said = clean(problem.text)
        if short:
            said = wrap(said, max(8, width - LABEL - cell_len(tail) - 3), 1)[0]
        said = f"{said} · {tail}"
        parts += hung("" if parts else "Problem", said, width, style, most=1 if short else 3)
    return parts


def _order(page: CustomerPage, today: date, width: int, short: bool) -> list[Piece]:
    """How long they may still cancel (R63), and what is unpaid past its day: a fact, no alarm (R09)."""
    until, late = may_cancel_until(page.facts.sales, today), unpaid(page.facts.sales, today)
    said = []
    if until is not None:
        left = "the last day" if until == today else f"{(until - today).days} d"
        said.append(f"may cancel until {day_text(until, today)}, {left}")
    if late is not None:
        said.append(f"unpaid +{late} d")
    return hung("Order", " · ".join(said), width, most=1 if short else 2) if said else []


def _plan(page: CustomerPage, today: date, width: int, rules: Rules) -> list[Piece]:
    """The next moves; a plan that has grown old says so (R45)."""
    parts = _facts(page, width, FactKind.PLAN, False)
    age = plan_age(page.facts.plan_on, today, rules)
    return parts + (hung("", f"{age} d old: look again", width, "$quiet") if parts and age else [])


def _idea(page: CustomerPage, today: date, width: int, key_of: KeyOf, rules: Rules) -> list[Piece]:
    """What a customer of tier A is owed once a quarter: an idea that is of value to them (R18)."""
    if not idea_due(page.facts, today, rules):
        return []
    said = f"none for them this quarter: {key_of('fact') or 'i'}"
    return hung("Value idea", said, width, "$quiet")


def with_you(page: CustomerPage) -> date | None:
    """Since when they have been with the rep, across employers (R22, R23)."""
    known = [stored_day(person.since_on) for person in page.people if not person.left_on]
    return with_you_since(
        page.facts.first_sale_on, bool(page.followed_from), [day for day in known if day]
    )


def _with_you(page: CustomerPage, today: date, width: int) -> list[Piece]:
    """How long they have been with the rep, across employers (R22, R23)."""
    since = with_you(page)
    said = [tenure(since, today)] if since else []
    said += [f"follows you from {clean(page.followed_from)}"] if page.followed_from else []
    return hung("With you", " · ".join(said), width, most=2) if said else []


def _expects(page: CustomerPage, width: int, short: bool) -> list[Piece]:
    if not page.expectations:
        if page.standing.phase == "none":
            return []
        return hung("Expects", "nobody has asked them yet", width, "$quiet")
    if short:
        parts: list[Piece] = [("Expects".ljust(LABEL), "$quiet")]
        room = width - LABEL
        for place, each in enumerate(page.expectations):
            mark, style = EXPECTED.get(each.state, EXPECTED["not asked"])
            text = clean(each.text)
            more = f"{len(page.expectations) - place} more"
            after = len(more) if place < len(page.expectations) - 1 else 0
            if cell_len(text) + 5 + after > room:
                parts += [(more, "$quiet")] if place and cell_len(more) <= room else []
                break
            room -= cell_len(text) + 5
            parts += [(f"{mark} ", style), (f"{text}   ", "$foreground")]
        if len(parts) == 1:
            return hung("Expects", page.expectations[0].text, width, most=1)
        return [*parts, ("\n", "")]
    parts = []
    for each in page.expectations[:6]:
        mark, style = EXPECTED.get(each.state, EXPECTED["not asked"])
        for place, line in enumerate(wrap(each.text, width - LABEL - 2, 2)):
            label = "Expects" if not parts else ""
            glyph = f"{mark} " if place == 0 else "  "
            parts += [(label.ljust(LABEL), "$quiet"), (glyph, style), (f"{line}\n", "$foreground")]
    if len(page.expectations) > 6:
        parts += hung("", f"and {len(page.expectations) - 6} more", width, "$quiet")
    return parts


def _next(page: CustomerPage, today: date, width: int) -> list[Piece]:
    stands = page.standing
    if not stands.next_step or any(stands.next_step == each.text for each in page.facts.promises):
        return []  # what is owed is said already
    when = f"{day_text(stands.next_on, today)} · " if stands.next_on else ""
    late = stands.next_on is not None and stands.next_on < today
    style = "$due" if late else "$foreground"
    return hung("Next", f"{when}{clean(stands.next_step)}", width, style, most=2)

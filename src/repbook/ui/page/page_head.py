"""The head of a customer's page: who it is, whom to ask for and how, and the journey beneath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ...domain.care import preferences
from ...domain.shown.customer_views import CustomerPage, Event
from ...domain.spine.kinds import FactKind, Phase
from ...domain.spine.rules import Rules
from ...wording import PHASE_GLYPH, PHASE_WORD, clean, day_text
from ..keys.commands import SHIPPED, Keys
from ..text.event_words import risk_style
from ..text.gauges import bar
from ..text.render import Piece, fit, pieces
from .journey import ribbon


def badge(page: CustomerPage, today: date) -> Piece:
    """What state the customer is in: the phase, or off the book."""
    stands = page.standing
    if page.state == "active":
        if stands.phase is Phase.NONE:
            return f"{PHASE_GLYPH['none']} {PHASE_WORD['none']}", "$quiet"
        note = f" · {stands.phase_note}" if stands.phase is not Phase.SETTLED else ""
        return (
            f"{PHASE_GLYPH[stands.phase]} {PHASE_WORD[stands.phase]}{note}",
            f"bold ${stands.phase}",
        )
    wakes = page.facts.wake_on
    until = f" until {day_text(wakes, today)}" if wakes else ""
    return f"off the book: {page.state}{until}", "bold $due"


ROOMY, CELLS = 100, 5
"""The width from which the risk stands beside the name, and the cells of its bar."""


def risk_words(page: CustomerPage) -> list[Piece]:
    """The risk beside the phase: its bar and its number."""
    risk = page.standing.risk
    if not risk.known:
        return [("   risk ?", "$quiet")]
    style = risk_style(risk.band, "bold $ink")
    full, rest = bar(risk.score, 100, CELLS)
    return [
        ("   risk ", "$quiet"),
        (full, style),
        (rest, "$rule"),
        (f" {risk.score}", style),
    ]


def title(
    page: CustomerPage, today: date, width: int, grown: str = "", keys: Keys = SHIPPED
) -> list[Piece]:
    """The name with tier, town, and industry; the state at the right; the person to ask for beneath.

    ``grown`` says since when they are with the rep, where there is room for all of it.
    """
    said, style = badge(page, today)
    risk = risk_words(page) if width >= ROOMY else []
    follows = "follows you" if page.followed_from else ""
    about = [f"tier {page.tier}", follows, clean(page.city), clean(page.industry)]
    right = cell_len(said) + sum(cell_len(value) for value, _ in risk)
    name = clean(page.name)
    if cell_len(name) > width - right - 2:
        name = fit(name, max(8, width - right - 2))
    left = width - right - cell_len(name) - 2
    rest = "   " + " · ".join(part for part in about if part)
    if grown and cell_len(rest) + 3 + cell_len(grown) <= left:
        rest = f"{rest} · {grown}"
    rest = fit(rest, left)
    person = page.main_person
    parts: list[Piece] = [
        (name, "bold $ink"),
        (rest, "$quiet"),
        ("  ", ""),
        (said, style),
        *risk,
        ("\n", ""),
    ]
    if person is None:
        return [
            *parts,
            (fit(f"nobody to ask for is known: {keys('person')} adds a person", width), "$quiet"),
        ]
    return [*parts, *_whom(page, width)]


def _whom(page: CustomerPage, width: int) -> list[Piece]:
    """Whom to ask for, the number, and how they like to be reached; where there is no room the job goes first."""
    person = page.main_person
    if person is None:
        return []
    phones = [
        route.value
        for route in page.routes
        if route.kind in ("mobile", "phone") and route.person_id in (person.id, None)
    ]
    phone = f"   ☎ {clean(phones[0])}" if phones else ""
    likes, _ = preferences.first(
        fact.text for fact in page.remarks if fact.kind == FactKind.PREFERENCE
    )
    said = f"   prefers {clean(likes)}" if likes else ""
    short = f"   {clean(likes)}" if likes else ""
    name = clean(person.name)
    job = f" · {clean(person.role)}" if person.role else ""
    tried = ((name, job, said), (name, job, short), (name, "", said), (name, "", short))
    for who in tried:
        if cell_len("".join(who) + phone) <= width:
            break
    name, job, said = who
    name = name if cell_len(name + phone) <= width else fit(name, max(8, width - cell_len(phone)))
    left = width - cell_len(name) - cell_len(job) - cell_len(phone)
    return [
        (name, "$foreground"),
        (job, "$quiet"),
        (phone, "$key"),
        (fit(said, left), "$quiet"),
    ]


class PageHead(Widget):
    """Title and ribbon of a customer's page: four lines, on a tall screen with air around them."""

    DEFAULT_CSS = """
    PageHead { height: 5; padding: 0 1 1 1; background: $background; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, page: CustomerPage, today: date, rules: Rules, keys: Keys = SHIPPED) -> None:
        super().__init__()
        self.keys = keys
        self.rules = rules
        self.page = page
        self.day = today
        self.grown = ""
        self.events: Sequence[Event] = ()

    def show(
        self, page: CustomerPage, today: date, grown: str = "", events: Sequence[Event] = ()
    ) -> None:
        """Show this customer; ``grown`` is what the timeline, ``events``, tells of tenure and growth."""
        self.page, self.day, self.grown, self.events = page, today, grown, events
        self.refresh()

    def render(self) -> Content:
        width = self.size.width
        head = title(self.page, self.day, width, self.grown, self.keys)
        gap = "\n" if self.size.height < 5 else "\n\n"
        way = ribbon(self.page, self.day, width, self.rules, self.events, self.keys)
        return pieces([*head, (gap, ""), *way])

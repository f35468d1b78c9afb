"""The head of a customer's page: who it is, whom to ask for, and the journey from need to value (R12)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ...domain.care import preferences
from ...domain.care.live import only_planned
from ...domain.care.phases import lead
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.kinds import FactKind, Phase
from ...domain.spine.model import SalePhase
from ...wording import PHASE_GLYPH, PHASE_WORD, clean, day_text
from ..keys.commands import SHIPPED, Keys
from ..text.event_words import day_short, parsed
from ..text.render import Piece, fit, pieces

DONE, HERE, AHEAD = "done", "here", "ahead"


class Station(NamedTuple):
    """One station of the journey: done, here, or ahead; ``on`` is its day in words."""

    glyph: str
    word: str
    on: str
    state: str
    colour: str


def _need(page: CustomerPage, ordered_on: date) -> date | None:
    """The day of the need that an order answered: the newest that was known by then, else the oldest."""
    days = sorted(
        day
        for fact in page.remarks
        if fact.kind == FactKind.NEED and (day := parsed(fact.on_day)) is not None
    )
    before = [day for day in days if day <= ordered_on]
    return before[-1] if before else next(iter(days), None)


def stations(page: CustomerPage, today: date, keys: Keys = SHIPPED) -> tuple[Station, ...]:
    """Need, order, live, learning, value, as the most vulnerable sale stands."""
    first = lead(page.standing.sales)
    sale = next((each for each in page.facts.sales if first and each.id == first.sale_id), None)
    need = day_short(_need(page, sale.ordered_on if sale else today), today)
    if first is None or sale is None:
        words = ("need", "order", "live", "learning", "value")
        ons = (need or "not asked", f"no sale yet: {keys('sale')}", "", "", "")
        return tuple(
            Station("○", word, on, DONE if on and on == need else AHEAD, "$quiet")
            for word, on in zip(words, ons, strict=True)
        )
    live = sale.live_on is not None and sale.live_on <= today
    young = first.phase is Phase.EXCITEMENT
    if sale.live_on is not None:
        live_on = day_short(sale.live_on, today)
        if only_planned(sale, page.facts, today):
            live_on = f"{live_on}?"  # it was typed ahead, and nobody has said so
    elif sale.promised_on is not None:
        live_on = f"said {day_short(sale.promised_on, today)}"
    else:
        live_on = "no day yet"
    settled, learning = first.phase is Phase.SETTLED, first.phase is Phase.LEARNING
    since = day_short(first.since, today)
    return (
        Station("●", "need", need or "not asked", DONE, "$quiet"),
        Station(
            "✦" if young and not live else "●",
            "order",
            day_short(sale.ordered_on, today),
            HERE if young and not live else DONE,
            "$excitement",
        ),
        Station(
            "✦" if young and live else "●" if live or settled or learning else "○",
            "live",
            live_on,
            HERE if young and live else DONE if live or settled or learning else AHEAD,
            "$excitement",
        ),
        Station(
            "◐" if learning else "●" if settled else "○",
            "learning",
            f"since {since}" if learning else "",
            HERE if learning else DONE if settled else AHEAD,
            "$learning",
        ),
        Station(
            "●" if settled else "○",
            "value",
            _settled(first, since),
            HERE if settled else AHEAD,
            "$settled",
        ),
    )


def _settled(first: SalePhase, since: str) -> str:
    if first.phase is Phase.SETTLED:
        return f"{since} · unproven" if first.unproven else f"settled {since}"
    return "m confirms it" if first.proposed else ""


def ribbon(page: CustomerPage, today: date, width: int, keys: Keys = SHIPPED) -> list[Piece]:
    """The journey on two lines: the stations on a rail, their days beneath."""
    line = stations(page, today, keys)
    size = width // len(line)
    rail: list[Piece] = []
    days: list[Piece] = []
    for place, (here, after) in enumerate(zip(line, (*line[1:], None), strict=True)):
        current = here.state == HERE
        style = f"bold {here.colour}" if current else "$quiet" if here.state == DONE else "$faint"
        rail.append((f"{here.glyph} {here.word} ", style))
        if after is not None:
            left = size - cell_len(here.word) - 4
            done = after.state != AHEAD
            rail.append(
                (f"{('━' if done else '┄') * max(1, left)} ", "$quiet" if done else "$rule")
            )
        cells = size if place < len(line) - 1 else width - size * (len(line) - 1)
        days.append((fit(f"  {here.on}", cells), "bold $ink" if current else style))
    return [*rail, ("\n", ""), *days]


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


def title(
    page: CustomerPage, today: date, width: int, grown: str = "", keys: Keys = SHIPPED
) -> list[Piece]:
    """The name with tier, town, and industry; the state at the right; the person to ask for beneath.

    ``grown`` says since when they are with the rep, where there is room for all of it.
    """
    said, style = badge(page, today)
    follows = "follows you" if page.followed_from else ""
    about = [f"tier {page.tier}", follows, clean(page.city), clean(page.industry)]
    right = cell_len(said)
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
        ("\n", ""),
    ]
    if person is None:
        return [
            *parts,
            (fit(f"nobody to ask for is known: {keys('person')} adds a person", width), "$quiet"),
        ]
    phones = [
        route.value
        for route in page.routes
        if route.kind in ("mobile", "phone") and route.person_id in (person.id, None)
    ]
    who = " · ".join(part for part in (clean(person.name), clean(person.role)) if part)
    phone = f"   ☎ {clean(phones[0])}" if phones else ""
    who = who if cell_len(who) + cell_len(phone) <= width else fit(who, width - cell_len(phone))
    rest_width = width - cell_len(who) - cell_len(phone)
    likes, _ = preferences.first(
        fact.text for fact in page.remarks if fact.kind == FactKind.PREFERENCE
    )
    prefers = f"   prefers {clean(likes)}" if likes else ""
    return [*parts, (who, "$foreground"), (phone, "$key"), (fit(prefers, rest_width), "$quiet")]


class PageHead(Widget):
    """Title and ribbon of a customer's page: four lines, on a tall screen with air around them."""

    DEFAULT_CSS = """
    PageHead { height: 5; padding: 0 1 1 1; background: $background; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, page: CustomerPage, today: date, keys: Keys = SHIPPED) -> None:
        super().__init__()
        self.keys = keys
        self.page = page
        self.day = today
        self.grown = ""

    def show(self, page: CustomerPage, today: date, grown: str = "") -> None:
        """Show this customer; ``grown`` is what the timeline tells of tenure and growth."""
        self.page, self.day, self.grown = page, today, grown
        self.refresh()

    def render(self) -> Content:
        width = self.size.width
        head = title(self.page, self.day, width, self.grown, self.keys)
        gap = "\n" if self.size.height < 5 else "\n\n"
        return pieces([*head, (gap, ""), *ribbon(self.page, self.day, width, self.keys)])

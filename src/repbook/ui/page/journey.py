"""The journey from need to value, with what happened on the way (R12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from ...domain.care.live import only_planned
from ...domain.care.phases import gate, lead
from ...domain.shown.customer_views import CustomerPage, Event
from ...domain.spine.calendar import stored_day
from ...domain.spine.facts import SaleFacts
from ...domain.spine.kinds import FactKind, Phase
from ...domain.spine.model import SalePhase
from ...domain.spine.rules import Rules
from ...values import NamedTuple
from ..keys.commands import SHIPPED, Keys
from ..text.event_words import day_short
from ..text.render import Piece, fit
from .rail import Leg, days_after, marks_of, rail

DONE, HERE, AHEAD = "done", "here", "ahead"


class Station(NamedTuple):
    """One station of the journey: done, here, or ahead; ``on`` is its day in words.

    ``ends`` is the day on which what begins here is over if all goes well: it scales what is drawn.
    """

    glyph: str
    word: str
    on: str
    state: str
    colour: str
    day: date | None = None
    ends: date | None = None


def _need(page: CustomerPage, ordered_on: date) -> date | None:
    """The day of the need that an order answered: the newest that was known by then, else the oldest."""
    days = sorted(
        day
        for fact in page.remarks
        if fact.kind == FactKind.NEED and (day := stored_day(fact.on_day)) is not None
    )
    before = [day for day in days if day <= ordered_on]
    return before[-1] if before else next(iter(days), None)


def leading(page: CustomerPage) -> tuple[SaleFacts, SalePhase] | None:
    """The sale that sets the pace, with its phase; None before the first sale."""
    first = lead(page.standing.sales)
    sale = next((each for each in page.facts.sales if first and each.id == first.sale_id), None)
    return (sale, first) if first is not None and sale is not None else None


def stations(
    page: CustomerPage, today: date, rules: Rules, keys: Keys = SHIPPED
) -> tuple[Station, ...]:
    """Need, order, live, learning, value, as the most vulnerable sale stands."""
    found = leading(page)
    if found is None:
        return _no_sale(page, today, keys)
    sale, first = found
    need = _need(page, sale.ordered_on)
    live = sale.live_on is not None and sale.live_on <= today
    young = first.phase is Phase.EXCITEMENT
    settled, learning = first.phase is Phase.SETTLED, first.phase is Phase.LEARNING
    since = day_short(first.since, today)
    reached = live or settled or learning
    p = rules.phases
    return (
        Station("●", "need", day_short(need, today), DONE, "$quiet", need)
        if need
        else Station("○", "need", "not asked", AHEAD, "$quiet"),
        Station(
            "✦" if young and not live else "●",
            "order",
            day_short(sale.ordered_on, today),
            HERE if young and not live else DONE,
            "$excitement",
            sale.ordered_on,
            sale.live_on
            or sale.promised_on
            or days_after(sale.ordered_on, p.excitement_after_order),
        ),
        Station(
            "✦" if young and live else "●" if reached else "○",
            "live",
            _live_words(page, sale, today),
            HERE if young and live else DONE if reached else AHEAD,
            "$excitement",
            sale.live_on,
            days_after(sale.live_on, p.excitement_after_live),
        ),
        Station(
            "◐" if learning else "●" if settled else "○",
            "learning",
            f"since {since}" if learning else "",
            HERE if learning else DONE if settled else AHEAD,
            "$learning",
            first.since if learning else sale.live_on,
            days_after(first.since, p.settles_after_live),
        ),
        Station(
            "●" if settled else "○",
            "value",
            _settled(first, since, keys),
            HERE if settled else AHEAD,
            "$settled",
            first.since if settled else None,
        ),
    )


def _no_sale(page: CustomerPage, today: date, keys: Keys) -> tuple[Station, ...]:
    need = day_short(_need(page, today), today)
    words = ("need", "order", "live", "learning", "value")
    ons = (need or "not asked", f"no sale yet: {keys('sale')}", "", "", "")
    return tuple(
        Station("○", word, on, DONE if on and on == need else AHEAD, "$quiet")
        for word, on in zip(words, ons, strict=True)
    )


def _live_words(page: CustomerPage, sale: SaleFacts, today: date) -> str:
    if sale.live_on is not None:
        live_on = day_short(sale.live_on, today)
        # A day that was typed ahead, and nobody has said that it came.
        return f"{live_on}?" if only_planned(sale, page.facts, today) else live_on
    if sale.promised_on is not None:
        return f"said {day_short(sale.promised_on, today)}"
    return "no day yet"


def _settled(first: SalePhase, since: str, keys: Keys) -> str:
    if first.phase is Phase.SETTLED:
        return f"{since} · unproven" if first.unproven else f"settled {since}"
    return f"{keys('phase')} confirms it" if first.proposed else ""


def gate_words(page: CustomerPage, today: date, rules: Rules, cells: int) -> str:
    """How much of the gate to Settled is open, for the station ahead: ``gate ●●●○○○○ 3 of 7``."""
    found = leading(page)
    if found is None or found[1].phase is not Phase.LEARNING or found[1].proposed:
        return ""
    ticks = gate(found[0], page.facts, today, rules)
    done = sum(tick.done for tick in ticks)
    words = f"gate {'●' * done}{'○' * (len(ticks) - done)} {done} of {len(ticks)}"
    short = f"gate {done} of {len(ticks)}"
    return words if cell_len(words) <= cells else short if cell_len(short) <= cells else ""


def ribbon(
    page: CustomerPage,
    today: date,
    width: int,
    rules: Rules,
    events: Sequence[Event] = (),
    keys: Keys = SHIPPED,
) -> list[Piece]:
    """The journey on two lines: the stations on a rail with what happened between, their days beneath."""
    line = stations(page, today, rules, keys)
    marks = marks_of(events)
    size = width // len(line)
    rails: list[Piece] = []
    days: list[Piece] = []
    for here, after in zip(line, (*line[1:], None), strict=True):
        current = here.state == HERE
        style = f"bold {here.colour}" if current else "$quiet" if here.state == DONE else "$faint"
        rails.append((f"{here.glyph} {here.word} ", style))
        cells = size if after is not None else width - size * (len(line) - 1)
        left = cells - cell_len(here.word) - 4 + (after is None)
        leg, ahead = _leg(here, after, today), after is not None and here.state == AHEAD
        if after is not None or current:
            rails += [*rail(leg, max(1, left), marks, ahead=ahead), (" ", "")]
        on = here.on or (gate_words(page, today, rules, cells - 2) if after is None else "")
        days.append((fit(f"  {on}", cells), "bold $ink" if current else style))
    return [*rails, ("\n", ""), *days]


def _leg(here: Station, after: Station | None, today: date) -> Leg:
    """The way that begins at a station."""
    if here.state == HERE and after is not None:
        # It lasts as long as such a way should, or as long as it did where that is over.
        return Leg(here.day, max(here.ends or today, today), today)
    if after is None or after.day is None:
        return Leg(here.day, today, today)
    return Leg(here.day, after.day, min(after.day, today))

"""The Growth tab of a customer's page: the open door, trust, give and take, plan and ideas (R02, R16, R17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...domain.growth.asks import GIVES, still_to_give
from ...domain.growth.growth import (
    Signs,
    Trend,
    door_words,
    give_and_ask,
    idea_due,
    plan_age,
    since_the_door_opened,
    tenure,
    trend,
    trust_words,
)
from ...domain.growth.potential import Growth
from ...domain.shown.customer_views import CustomerPage, Event, FactView
from ...domain.spine.calendar import stored_day
from ...domain.spine.facts import AskFacts
from ...domain.spine.kinds import FactKind
from ...domain.spine.rules import Rules
from ...wording import clean, day_text
from ..keys.commands import SHIPPED, Keys
from ..lists.entries import Entry, sections
from ..text.event_words import day_short
from .card import with_you
from .growth_value import value_blocks

WAYS = {
    "up": ("▲", "good", "growing"),
    "flat": ("▬", "quiet", "steady"),
    "down": ("▼", "due", "fading"),
}
"""The glyph, the role, and the word of each way a customer can go (R10)."""
GIVEN = {"letter": "✎", "evidence": "*", "fact": "@", "touch": "◫"}
FEW = 4
"""Lines of a block that has no end; the timeline has them all."""


def growth_entries(
    page: CustomerPage,
    events: Sequence[Event],
    growth: Growth,
    today: date,
    rules: Rules,
    *,
    keys: Keys = SHIPPED,
) -> list[Entry]:
    """The whole tab; empty where there is neither a sale nor a plan nor anything given."""
    door = since_the_door_opened(
        min((on for _, on in growth.orders), default=page.facts.first_sale_on),
        today,
        orders=[on for _, on in growth.orders],
        referrals=[on for on, _ in growth.referrals],
        successes=[each.on for each in growth.successes],
    )
    said = f"Since the door opened: {door_words(door)}" if door else "The door is not open yet"
    blocks = (
        (_plan_heading(page, today, rules, keys), _plan(page, keys)),
        ("Ideas of value", _ideas(page, today, rules, keys)),
        (f"Given · {GIVES}", _given(growth, today)),
        ("Asked", [_ask(ask, today) for ask in page.facts.asks]),
        *value_blocks(page, growth, today, rules),
    )
    if door is None and not any(rows for _, rows in blocks):
        return []
    return sections(((said, _standing(page, events, growth, today, rules)), *blocks))


def head_words(page: CustomerPage, events: Sequence[Event], today: date) -> str:
    """What the head of the page says beside the name: ``with you 20 y 3 m, growing``; "" before a sale."""
    since = with_you(page)
    if since is None:
        return ""
    going = trend(signs_of(page, events), today)
    return f"with you {tenure(since, today)}" + (f", {WAYS[going.way][2]}" if going else "")


def signs_of(page: CustomerPage, events: Sequence[Event]) -> Signs:
    """The days that growth is told by, out of the timeline that the page has read anyway."""
    contacts = [
        day
        for event in events
        if event.kind == "touch" and event.state == "two-way" and (day := stored_day(event.on_day))
    ]
    checks = [
        (day, int(event.state))
        for event in events
        if event.kind == "check"
        and event.state.lstrip("-").isdigit()
        and (day := stored_day(event.on_day))
    ]
    orders = [
        day for sale in page.sales if not sale.cancelled_on and (day := stored_day(sale.ordered_on))
    ]
    return Signs(tuple(contacts), tuple(checks), tuple(orders))


def _standing(
    page: CustomerPage, events: Sequence[Event], growth: Growth, today: date, rules: Rules
) -> list[Entry]:
    rows: list[Entry] = []
    since = with_you(page)
    if since is not None:
        rows.append(_line("With you", tenure(since, today)))
    if page.followed_from:
        consent = (
            f" · may call there since {day_text(growth.consent_on, today)}"
            if growth.consent_on
            else ""
        )
        rows.append(_line("Follows you", f"from {clean(page.followed_from)}{consent}"))
    going = trend(signs_of(page, events), today)
    if going is not None:
        rows.append(_trend(going))
    elif since is not None:
        rows.append(_line("Growth", "not half a year is known yet", tone="quiet"))
    facts = page.facts
    rows.append(_line("Trust", trust_words(growth.trust)))
    more = still_to_give(facts, rules)
    first = (
        f" · {more} more to give before you ask{' again' if facts.asked else ''}" if more else ""
    )
    rows.append(_line("Give, ask", f"{give_and_ask(facts.gives, facts.asked)}{first}"))
    return rows


def _trend(going: Trend) -> Entry:
    glyph, role, word = WAYS[going.way]
    told = [f"{sign} {now} after {before}" for sign, now, before in going.signs]
    said = " · ".join(["stalled: two flat quarters" if going.stalled else word, *told])
    return _line("Growth", said, mark=glyph, role=role)


def _line(lead: str, text: str, *, mark: str = "", role: str = "text", tone: str = "text") -> Entry:
    return Entry(("growth", lead), text, lead=lead, mark=mark, role=role, tone=tone)


def _plan_heading(page: CustomerPage, today: date, rules: Rules, keys: Keys) -> str:
    age = plan_age(page.facts.plan_on, today, rules)
    return "Plan" if age is None else f"Plan · {age} d old: look again ({keys('plan')})"


def _plan(page: CustomerPage, keys: Keys) -> list[Entry]:
    """The moves in their order; without a plan, how to make one, where there is a sale to build on."""
    moves = [_fact(fact, "key", "") for fact in page.remarks if fact.kind == FactKind.PLAN]
    if moves or page.facts.first_sale_on is None:
        return moves
    words = keys.fill("none yet: {plan} says the next three moves")
    return [_line("plan", words, tone="quiet")._replace(lead="")]


def _ideas(page: CustomerPage, today: date, rules: Rules, keys: Keys) -> list[Entry]:
    ideas = [
        _fact(fact, "key", day_short(stored_day(fact.on_day), today), keys.fill("{done}: given"))
        for fact in page.remarks
        if fact.kind == FactKind.VALUE_IDEA
    ]
    if idea_due(page.facts, today, rules):
        ideas.append(
            Entry(("growth", "idea"), keys.fill("none for them this quarter: {fact}"), tone="quiet")
        )
    return ideas


def _fact(fact: FactView, role: str, lead: str, aside: str = "") -> Entry:
    return Entry(
        ("fact", fact.id),
        clean(fact.text),
        lead=lead,
        mark="@",
        role=role,
        aside=aside,
        kind="fact",
        row_id=fact.id,
    )


def _given(growth: Growth, today: date) -> list[Entry]:
    rows = [
        Entry(
            (gift.kind, gift.id),
            clean(gift.text),
            lead=day_short(gift.on, today),
            mark=GIVEN.get(gift.kind, "·"),
            role="good",
            kind=gift.kind,
            row_id=gift.id,
        )
        for gift in growth.gifts[:FEW]
    ]
    more = len(growth.gifts) - FEW
    if more > 0:
        rows.append(Entry(("growth", "gifts"), f"and {more} before", tone="quiet"))
    return rows


def _ask(ask: AskFacts, today: date) -> Entry:
    answer = str(ask.outcome or "no answer yet")
    parts = (
        f"{ask.kind}: {clean(ask.text)}",
        clean(ask.referred),
        "thanked" if ask.thanked_on else "",
    )
    return Entry(
        ("ask", ask.id),
        " · ".join(part for part in parts if part),
        lead=day_short(ask.asked_on, today),
        mark="»",
        role="key",
        aside=answer,
        kind="ask",
        row_id=ask.id,
    )

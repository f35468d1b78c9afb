"""The cards of a weekly review that look for growth: whom to ask, an idea of value, the next three moves (§5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ...wording import day_text
from ..care.case import Case
from ..growth.asks import allowed, gates, praise_ends
from ..growth.growth import idea_due, plan_age
from ..spine.calendar import plus
from ..spine.kinds import Phase, Tier
from ..spine.reason_phrases import since
from .review_steps import ASK_STEP, Seen, card_of, where
from .review_verdicts import ASK, IDEA, SEEN
from .weekly_review import Card, Step

ASKS_MOST, PLANS_MOST = 3, 1
PLANNED_TIERS = (Tier.A, Tier.B)


def asks(seen: Iterable[Seen], asked_this_week: int, given: Collection[str]) -> list[Card]:
    """At most three in a review: those who praised lately first, then by tier and what was given them."""
    room = ASKS_MOST - sum(card.startswith("ask:") for card in given)
    if room <= 0:
        return []
    waiting = [
        each
        for each in seen
        if each.due
        and f"ask:{each.case.facts.id}" not in given
        and each.case.first is not None
        and not any(step.step == ASK_STEP for step in each.case.facts.followups)
        and allowed(gates(each.case, asked_this_week))
    ]
    waiting.sort(
        key=lambda each: (
            not _fresh_praise(each.case),
            each.case.facts.tier,
            -each.case.facts.gives,
            each.case.facts.name.casefold(),
        )
    )
    return [_ask(each.case) for each in waiting[:room]]


def _fresh_praise(case: Case) -> bool:
    ends = praise_ends(case.facts, case.rules)
    return ends is not None and case.today <= ends


def _ask(case: Case) -> Card:
    facts = case.facts
    title = "a good time to ask: to be of service again, or for a referral"
    lines = [f"gave {facts.gives} : asked {facts.asked}", where(case)]
    if facts.praise_on is not None:
        lines.insert(0, f"praised {day_text(facts.praise_on, case.today)}")
    target = ("customer", facts.id)
    return card_of(case, f"ask:{facts.id}", Step.ASKS, title, lines, ASK, target)


def idea(seen: Seen) -> Iterator[Card]:
    """One idea a quarter that would be of value to a customer of tier A (R18)."""
    if idea_due(seen.case.facts, seen.case.today, seen.case.rules):
        yield _idea(seen.case)


def _idea(case: Case) -> Card:
    facts = case.facts
    last = facts.value_idea_on
    title = "what would be of value to them, this quarter?"
    lines = [f"the last idea {since(last, case.today)}" if last else "no idea written down yet"]
    target = ("customer", facts.id)
    return card_of(case, f"idea:{facts.id}", Step.ASKS, title, [*lines, where(case)], IDEA, target)


def plans(
    seen: Iterable[Seen], given: Collection[str], asked: Collection[int], *, ideas: bool = False
) -> list[Card]:
    """Who of tier A and B has no game plan, or an old one: one in a review, and nobody ``asked`` about already (R45).

    In a week of ``ideas`` a customer of tier A without one of late is asked about that instead (R18).
    """
    room = PLANS_MOST - sum(card.startswith(("plan:", "idea:")) for card in given)
    waiting = [
        each
        for each in seen
        if each.due
        and each.case.facts.tier in PLANNED_TIERS
        and each.case.phase is Phase.SETTLED
        and each.case.facts.id not in asked
        and _unplanned(each.case)
        and f"plan:{each.case.facts.id}" not in given
    ]
    waiting.sort(key=lambda each: (each.case.facts.tier, each.case.facts.name.casefold()))
    return [
        _idea(each.case) if ideas and _lacks_idea(each.case) else _plan(each.case)
        for each in waiting[: max(0, room)]
    ]


def _lacks_idea(case: Case) -> bool:
    """Whether a customer of tier A has had no idea of value for a quarter, or none yet."""
    last, quarter = case.facts.value_idea_on, case.rules.clocks.value_idea_every
    return case.facts.tier is Tier.A and (last is None or plus(last, quarter) <= case.today)


def _unplanned(case: Case) -> bool:
    """Whether there is no game plan, or one that has grown old."""
    on = case.facts.plan_on
    return on is None or plan_age(on, case.today, case.rules) is not None


def _plan(case: Case) -> Card:
    facts, last = case.facts, case.facts.plan_on
    lines = [f"the last plan {since(last, case.today)}" if last else "no plan yet", where(case)]
    target = ("customer", facts.id)
    title = "what are the next three moves with them?"
    card = card_of(case, f"plan:{facts.id}", Step.ASKS, title, lines, SEEN, target)
    return card._replace(how="{plan} writes them down")

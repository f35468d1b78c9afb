"""One customer on one day, composed of what the rules say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from domain import made
from domain.anybody import anybody, days
from domain.made import SETTLED, TODAY, ago, promise, sale, step
from repbook.domain.care.rhythm import debt_on
from repbook.domain.spine import facts as f
from repbook.domain.spine import kinds as k
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.attention_day import AttentionDays, attention_days
from repbook.domain.today.standing import standing


def customer(*sales: f.SaleFacts, **values: Any) -> f.CustomerFacts:
    """A customer last talked to three days ago, never asked whether all was as expected."""
    spoke = {"two_way": (ago(3),), "last_touch_on": ago(3), "checks": ()}
    return made.customer(*sales, **{**spoke, **values})


@pytest.mark.parametrize(
    ("sales", "note"),
    [
        ((sale(3),), "day 3"),
        ((sale(20, live_on=ago(12)),), "live+12"),
        ((sale(20),), "day 20"),
        ((SETTLED,), "A"),
        ((), "A"),
        ((SETTLED, sale(20, id=2, live_on=ago(12))), "live+12"),
    ],
)
def test_the_note_beside_the_phase(sales: tuple[f.SaleFacts, ...], note: str) -> None:
    assert standing(customer(*sales, tier=k.Tier.A), TODAY, rules=DEFAULT).phase_note == note


def test_a_sale_that_fell_back_says_so() -> None:
    found = standing(customer(SETTLED, main_since=ago(5)), TODAY, rules=DEFAULT)
    assert (found.phase, found.phase_note) == (k.Phase.LEARNING, "back+5")


def test_a_standing_composes_what_the_rules_say() -> None:
    found = standing(
        customer(SETTLED, two_way=(ago(200),), last_touch_on=ago(200)), TODAY, rules=DEFAULT
    )
    assert (found.id, found.name, found.tier) == (1, "Orchard Clinic", k.Tier.B)
    assert found.debt == pytest.approx(110 / 90)
    assert found.silence.forgotten and found.red
    assert found.risk.score > 0 and found.reasons[0].group is k.Group.SAVE
    assert [phase.sale_id for phase in found.sales] == [1]


def test_a_sale_begins_on_its_order_day() -> None:
    found = standing(customer(sale(-5)), TODAY, rules=DEFAULT)
    assert (found.phase, found.sales) == (k.Phase.NONE, ())
    assert standing(customer(sale(-5)), ago(-5), rules=DEFAULT).phase is k.Phase.EXCITEMENT


# Next steps


@pytest.mark.practice("R01")
@pytest.mark.practice("R36")
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"followups": (step(-9), step(-4, what="ring Jo"))}, ("ring Jo", ago(-4))),
        ({"promises": (promise(-4),), "followups": (step(-9),)}, ("send manual", ago(-4))),
        ({"promises": (promise(5),)}, ("send manual", ago(5))),
        ({"promises": (promise(-1, theirs=True),)}, ("get in touch", date(2026, 8, 14))),
        ({}, ("get in touch", date(2026, 8, 14))),
    ],
)
def test_the_next_step_is_the_earliest_thing_to_do_else_the_rhythms(
    values: dict[str, Any], expected: tuple[str, date]
) -> None:
    found = standing(customer(SETTLED, **values), TODAY, rules=DEFAULT)
    assert (found.next_step, found.next_on) == expected


@pytest.mark.parametrize("state", [k.CustomerState.LOST, k.CustomerState.MOVED])
def test_off_the_book_nothing_is_asked(state: k.CustomerState) -> None:
    facts = customer(SETTLED, state=state, two_way=(ago(500),), cancel_talk_on=ago(5))
    found = standing(facts, TODAY, rules=DEFAULT)
    assert (found.debt, found.reasons, found.next_step, found.next_on) == (0.0, (), "", None)
    assert (found.risk.score, found.risk.known) == (0, False)
    assert attention_days(facts, rules=DEFAULT) == AttentionDays(None, None, None)


@pytest.mark.practice("R07")
def test_a_dormant_customer_has_its_waking_for_a_next_step() -> None:
    facts = customer(SETTLED, state=k.CustomerState.DORMANT, wake_on=ago(-30))
    found = standing(facts, TODAY, rules=DEFAULT)
    assert (found.next_step, found.next_on) == ("wake", ago(-30))
    assert attention_days(facts, rules=DEFAULT) == AttentionDays(ago(-30), None, None)


@settings(max_examples=50)
@given(anybody, days)
def test_no_active_customer_is_ever_without_a_next_step(
    facts: f.CustomerFacts, today: date
) -> None:
    found = standing(facts, today, rules=DEFAULT)
    if facts.state is k.CustomerState.ACTIVE:
        assert found.next_on is not None and found.next_step
    assert found.debt >= 0 and 0 <= found.risk.score <= 100
    said = [(row.text, row.target) for row in found.reasons]
    assert len(set(said)) == len(said)


@settings(max_examples=50)
@given(anybody, days)
def test_an_earlier_debt_can_always_be_asked(facts: f.CustomerFacts, today: date) -> None:
    assert debt_on(facts, today, rules=DEFAULT) >= 0

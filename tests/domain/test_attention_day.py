"""The days by which Today finds the customers who need attention."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import made
from domain.anybody import anybody, calm, days
from domain.made import SETTLED, ago, promise, sale, step
from repbook.domain.spine import facts as f
from repbook.domain.spine import kinds as k
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.attention_day import attention_days
from repbook.domain.today.standing import standing


def customer(*sales: f.SaleFacts, **values: Any) -> f.CustomerFacts:
    """A customer last talked to three days ago, never asked whether all was as expected."""
    spoke = {"two_way": (ago(3),), "last_touch_on": ago(3), "checks": ()}
    return made.customer(*sales, **{**spoke, **values})


def test_a_quiet_settled_customer_wakes_when_the_limit_has_passed_or_a_check_is_due() -> None:
    facts = customer(SETTLED, checks=(f.CheckFacts(ago(3), 1),), tier=k.Tier.C)
    wake = attention_days(facts, rules=DEFAULT)
    assert wake.attention_on == ago(3) + timedelta(150)  # a check, at the customer's own pace
    assert wake.vulnerable_until == ago(201)
    assert attention_days(facts._replace(wish_limit=40), rules=DEFAULT).attention_on == ago(
        3
    ) + timedelta(41)


def test_a_young_customer_is_watched_until_it_can_have_settled() -> None:
    facts = customer(sale(20, live_on=ago(12)), followups=(step(-9),))
    wake = attention_days(facts, rules=DEFAULT)
    assert wake.vulnerable_until == ago(12) + timedelta(89)
    assert (wake.attention_on, wake.next_due_on) == (ago(-9), ago(-9))
    broken = facts._replace(promises=(promise(2),))
    assert attention_days(broken, rules=DEFAULT).vulnerable_until == date.max


def test_of_several_sales_the_one_that_stays_young_longest_is_watched_until() -> None:
    young = sale(20, id=2, live_on=ago(12))
    for sales in ((SETTLED, young), (young, SETTLED)):
        assert attention_days(customer(*sales), DEFAULT).vulnerable_until == ago(12) + timedelta(89)


def test_a_sale_is_still_to_come_until_its_order_whatever_else_is_written_of_it() -> None:
    ahead = sale(-5, live_on=ago(300), settled_on=ago(200))
    assert attention_days(customer(SETTLED, ahead._replace(id=2)), DEFAULT).vulnerable_until == ago(
        -5
    )


def test_who_can_reach_a_risk_of_fifty_is_looked_at_at_once() -> None:
    """No expectations 5, age 5, no check in a year 10, main contact gone 20, survey 5, order missed 15, check −10."""
    facts = customer(
        SETTLED._replace(expected_on=ago(-900)),
        checks=(f.CheckFacts(ago(3), 0),),
        main_gone_on=ago(2),
        survey_sent_on=ago(4),
    )
    assert attention_days(facts, DEFAULT).attention_on == ago(2)  # the newest that is known
    assert attention_days(facts._replace(main_gone_on=None), DEFAULT).attention_on == ago(-10)


def test_whoever_is_watched_until_something_is_done_needs_no_day_of_their_own() -> None:
    """None, not the last day of the calendar: the book holds no day that never comes."""
    spoke = customer(SETTLED, cancel_talk_on=ago(5))
    assert attention_days(spoke, DEFAULT) == (None, date.max, None)


MONTHLY = SETTLED._replace(
    kind=k.SaleKind.RECURRING, ordered_on=ago(50), live_on=ago(49), settled_on=ago(9), expected_on=ago(-9)
)  # fmt: skip


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ({"followups": (step(-9),)}, -9),
        ({"promises": (promise(-7),)}, -6),  # Wednesday's promise shows on Tuesday
        ({"promises": (promise(-7, theirs=True),)}, -8),
        ({"untold": (f.EvidenceFacts(1, "no stops", ago(1)),)}, -3),
        ({"survey_sent_on": ago(4)}, -10),
        ({"first_sale_on": ago(1090), "created_on": ago(300)}, -5),
        ({"sales": (SETTLED._replace(expected_on=ago(-40)),)}, -10),
        ({"sales": (MONTHLY,)}, -14),
        ({"tier": k.Tier.A}, -28),
    ],
)
def test_each_thing_wakes_on_its_own_first_day(values: dict[str, Any], first: int) -> None:
    facts = customer(SETTLED, **{"checks": (f.CheckFacts(ago(3), 1),), **values})
    assert attention_days(facts, rules=DEFAULT).attention_on == ago(first)
    assert needs_finding(facts, ago(first))
    assert not needs_finding(facts, ago(first + 1))


def test_next_due_is_what_is_open_of_ours() -> None:
    facts = customer(SETTLED, promises=(promise(2), promise(9, theirs=True)), followups=(step(1),))
    assert attention_days(facts, rules=DEFAULT).next_due_on == ago(2)
    assert attention_days(customer(SETTLED), rules=DEFAULT).next_due_on is None


def newest_record(facts: f.CustomerFacts) -> date:
    """The newest day on which anything recorded has happened; the future holds plans only."""
    happened = [
        facts.created_on, facts.last_touch_on, facts.rival_on, facts.main_since,
        facts.main_gone_on, facts.survey_sent_on, facts.survey_back_on, facts.cancel_talk_on,
        *facts.two_way, *facts.one_way, *facts.told,
        *(check.on for check in facts.checks),
        *(each.on for each in facts.untold),
        *(each.made_on for each in facts.promises),
        *(each.settled_on for each in facts.sales),
        *(each.thanked_on for each in facts.sales),
        *(each.reassured_on for each in facts.sales),
        *(day for each in facts.problems for day in (each.known_on, each.solved_on)),
        *(each.confirmed_on for each in facts.problems),
        *(each.made_on for each in facts.unposted),
        *(each.asked_on for each in facts.asks),
        *(each.answered_on for each in facts.asks),
        *(each.thanked_on for each in facts.asks),
    ]  # fmt: skip
    return max(day for day in happened if day is not None)


def needs_finding(facts: f.CustomerFacts, today: date) -> bool:
    """Whether Today has to find this customer by its cached days."""
    found = standing(facts, today, rules=DEFAULT)
    owed = any(reason.group is not k.Group.DATES for reason in found.reasons)
    return owed or found.debt > 0 or found.risk.score >= DEFAULT.risk.bands[1]


@settings(max_examples=150)
@given(calm | anybody, st.integers(0, 900), st.sampled_from([0, 0, 1, 30]))
@pytest.mark.slow("a customer of every kind on many days")
def test_nobody_who_needs_attention_is_passed_over(
    facts: f.CustomerFacts, after: int, jump: int
) -> None:
    wake = attention_days(facts, rules=DEFAULT)
    today = newest_record(facts) + timedelta(after)
    if wake.attention_on is not None and jump:
        # The days just before it are where a bound that is too late would show.
        today = max(newest_record(facts), wake.attention_on - timedelta(jump))
    asleep = wake.attention_on is None or today < wake.attention_on
    settled = wake.vulnerable_until is None or today > wake.vulnerable_until
    if asleep and settled:
        assert not needs_finding(facts, today)


@given(days, st.sampled_from(k.Tier))
def test_an_attention_day_is_not_needlessly_early(entered: date, tier: k.Tier) -> None:
    quiet = f.CustomerFacts(1, "x", tier, created_on=entered, two_way=(entered,))
    limit = DEFAULT.rhythm.settled[tier].limit
    assert attention_days(quiet, rules=DEFAULT).attention_on == entered + timedelta(limit + 1)

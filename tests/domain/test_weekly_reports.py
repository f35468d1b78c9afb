"""Weeks and what was so at the end of each: dated facts only, and what ``debt_on`` says of every one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repbook.domain.care.rhythm import debt_on
from repbook.domain.reports import weekly_reports
from repbook.domain.spine.facts import CustomerFacts
from repbook.domain.spine.kinds import CustomerState, Tier
from repbook.domain.spine.rules import DEFAULT, Rules
from repbook.domain.today.attention_day import attention_days

from .anybody import anybody, calm, days
from .made import LEARNING, SETTLED, TODAY, YOUNG, ago, customer, sale

ENDS = [week.end for week in weekly_reports.weeks(TODAY)]
MORE = DEFAULT._replace(
    rhythm=DEFAULT.rhythm._replace(learning_first_until=12, unproven_as="A"),
    phases=DEFAULT.phases._replace(settles_after_live=40),
)


@settings(max_examples=80)
@given(st.one_of(anybody, calm), st.sampled_from([DEFAULT, MORE]), st.integers(0, 400))
@pytest.mark.slow("customers made by chance, each week reckoned in both ways")
def test_the_fast_way_says_what_the_rule_says(
    facts: CustomerFacts, rules: Rules, back: int
) -> None:
    ends = [day - timedelta(back) for day in ENDS]
    young = (
        attention_days(facts, rules).vulnerable_until
        if facts.state == CustomerState.ACTIVE
        else None
    )
    expected = [debt_on(facts, day, rules) for day in ends]
    assert weekly_reports.debts(facts, ends, rules) == expected
    assert weekly_reports.debts(facts, ends, rules, young=young) == expected


def test_a_sale_that_was_live_before_its_order_is_none_before_it() -> None:
    facts = customer(
        sale(4, live_on=ago(100)), tier=Tier.A, created_on=ago(41), two_way=(), checks=()
    )
    assert weekly_reports.debts(facts, ENDS, rules=DEFAULT) == [
        debt_on(facts, day, rules=DEFAULT) for day in ENDS
    ]
    assert any(weekly_reports.debts(facts, ENDS, rules=DEFAULT))


@settings(max_examples=40)
@given(calm, days)
def test_who_left_owed_until_then(facts: CustomerFacts, off_on: date) -> None:
    lost = facts._replace(state=CustomerState.LOST)
    assert weekly_reports.debts(lost, ENDS, off_on=off_on, rules=DEFAULT) == [
        debt_on(facts, day, rules=DEFAULT) if day < off_on else 0.0 for day in ENDS
    ]
    assert not any(weekly_reports.debts(lost, ENDS, rules=DEFAULT))


@pytest.mark.parametrize(
    "facts", [customer(YOUNG), customer(LEARNING), customer(SETTLED), customer()]
)
def test_a_silence_of_half_a_year_shows(facts: CustomerFacts) -> None:
    silent = facts._replace(two_way=(ago(150),), sales=facts.sales[:1])
    later = [day + timedelta(200) for day in ENDS]
    assert weekly_reports.debts(silent, later, rules=DEFAULT) == [
        debt_on(silent, day, rules=DEFAULT) for day in later
    ]
    assert any(weekly_reports.debts(silent, later, rules=DEFAULT))


@pytest.mark.parametrize(
    ("today", "mondays"),
    [
        (date(2027, 1, 3), ("2026-12-21", "2026-12-28")),  # the Sunday of week 53
        (date(2027, 1, 4), ("2026-12-28", "2027-01-04")),  # the Monday of week 1
        (date(2026, 6, 3), ("2026-05-25", "2026-06-01")),
    ],
)
def test_weeks_begin_on_mondays_across_the_year(today: date, mondays: tuple[str, str]) -> None:
    before, now = weekly_reports.weeks(today, 2)
    assert (before.monday.isoformat(), now.monday.isoformat()) == mondays
    assert before.end == now.monday - timedelta(1)
    assert now.end == today
    ahead = weekly_reports.weeks_ahead(today, 2)
    assert ahead[0].monday == now.monday
    assert ahead[1].end == now.monday + timedelta(13)


@pytest.mark.parametrize(
    ("totals", "title"),
    [
        ([9, 8, 6.4], "Attention debt fell from 9 to 6 in 2 weeks"),
        ([0.4, 0.2], "No attention debt in 2 weeks: nobody waited past their limit"),
        ([6, 7.2, 6.1], "Attention debt stands at 6, as 2 weeks ago"),
        ([3.0], "Attention debt stands at 3"),
        ([9, *[1] * 8, 4], "Attention debt rose from 1 to 4 in 8 weeks"),
    ],
)
def test_the_title_tells_where_the_debt_went(totals: list[float], title: str) -> None:
    found = weekly_reports.debt(weekly_reports.weeks(TODAY, len(totals)), totals, 3, 0)
    assert found.title == title
    assert all(isinstance(value, int) for row in found.rows for value in row.values)


@pytest.mark.practice("R53")
def test_promises_are_counted_by_week_and_state() -> None:
    found = weekly_reports.weeks(TODAY, 3)
    closed = [
        (ago(0), "kept"),
        (ago(7), "kept"),
        (ago(8), "late"),
        (ago(9), "open"),
        (ago(90), "kept"),
    ]
    shown = weekly_reports.promises(found, closed, (), streak=2)
    assert [row.values for row in shown.rows] == [(0, 0, 0), (1, 1, 1), (1, 0, 0)]
    assert shown.title == "2 of 4 promises kept in 3 weeks, 2 in a row"
    assert weekly_reports.promises(found, [], (), streak=0).rows == ()


def test_the_fullest_week_to_come_is_named() -> None:
    coming = weekly_reports.weeks_ahead(TODAY, 3)
    steps = [(ago(-7), 1), (ago(-7), 1), (ago(-8), 2)]
    found = weekly_reports.load(coming, steps, [ago(-9), ago(0)], late=1)
    assert [row.values for row in found.rows] == [(0, 1), (2, 1), (0, 0)]
    assert found.title == "The fullest of the next 3 weeks is that of 8 Jun: 3 things to do"
    assert found.lines[0].value == "1"
    assert (
        weekly_reports.load(coming, [], [], 0).title
        == "Nothing is written down for the next 3 weeks"
    )

"""Growth without pushing: trend, the open door, trust, tenure, ideas, plans, and what fits next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.growth.asks import still_to_give
from repbook.domain.growth.growth import (
    Signs,
    Trust,
    door_words,
    give_and_ask,
    idea_due,
    may_cancel_until,
    plan_age,
    since_the_door_opened,
    tenure,
    trend,
    trust_words,
    unpaid,
    with_you_since,
)
from repbook.domain.growth.potential import Success, for_them, for_us, grid, next_orders
from repbook.domain.spine.facts import AskFacts, CustomerFacts, SaleFacts
from repbook.domain.spine.kinds import AskKind, AskOutcome, CustomerState, SaleKind, Tier
from repbook.domain.spine.rules import DEFAULT

from .made import TODAY, ago, customer, sale

DAYS = st.integers(-400, 8000).map(ago)


def signs(contacts: str = "", orders: str = "", checks: str = "") -> Signs:
    """Signs by days ago: ``"10 100"``; a check as ``"10:1"``."""
    pairs = [part.split(":") for part in checks.split()]
    return Signs(
        tuple(ago(int(day)) for day in contacts.split()),
        tuple((ago(int(day)), int(score)) for day, score in pairs),
        tuple(ago(int(day)) for day in orders.split()),
    )


@pytest.mark.practice("R10")
@pytest.mark.parametrize(
    ("known", "way"),
    [
        (signs("10 20 30 100 200"), "up"),
        (signs("10 100 110 120 200"), "down"),
        (signs("10 100 200"), "flat"),
        (signs("10 20 30 100 110 120 130 200"), "flat"),  # less than a third fewer
        (signs("10 100", orders="20 400"), "up"),
        (signs("10 100", orders="120 400"), "down"),
        (signs("10 100 200", checks="10:2 100:1"), "up"),
        (signs("10 100 200", checks="10:0 100:1"), "down"),
        (signs("10 100 200", checks="10:2"), "flat"),  # nothing to compare it with
        (signs("10 20 100 200", orders="120"), "flat"),  # more talk, fewer orders
        (signs("90 179", orders="400"), "down"),  # 90 days ago is the quarter before
        (signs("89 179", orders="400"), "flat"),
    ],
)
def test_two_quarters_say_which_way_it_goes(known: Signs, way: str) -> None:
    found = trend(known, TODAY)
    assert found is not None
    assert found.way == way


@pytest.mark.practice("R10")
@pytest.mark.parametrize(
    ("checks", "told"),
    [("", []), ("10:2", ["checks"]), ("100:1", ["checks"]), ("400:1", [])],
)
def test_checks_are_told_where_either_quarter_has_one(checks: str, told: list[str]) -> None:
    found = trend(signs("10 100 400", checks=checks), TODAY)
    assert found is not None
    assert [sign for sign, *_ in found.signs] == ["contacts", *told]


@pytest.mark.practice("R10")
def test_nothing_is_said_of_growth_before_half_a_year_is_known() -> None:
    assert trend(Signs(), TODAY) is None
    assert trend(signs("10 20 178"), TODAY) is None
    assert trend(signs("10 20 179"), TODAY) is not None


@pytest.mark.practice("R10")
@pytest.mark.parametrize(
    ("contacts", "stalled"),
    [
        ("10 100 190", True),
        ("10 100 190 200", False),  # it fell a quarter ago
        ("10 20 100 190", False),
        ("10 179", False),  # a quarter ago, half a year was not known
        ("400", True),  # silence is no growth either
    ],
)
def test_two_flat_quarters_are_a_standstill(contacts: str, stalled: bool) -> None:
    known = signs(contacts, orders="500" if "190" in contacts else "")
    found = trend(known, TODAY)
    assert found is not None
    assert found.stalled is stalled


@pytest.mark.practice("R02")
def test_what_came_through_the_door_is_counted() -> None:
    opened = since_the_door_opened(
        ago(412),
        TODAY,
        orders=[ago(412), ago(200), ago(10), ago(-5)],
        referrals=[ago(100), ago(500)],
        successes=[ago(days) for days in (400, 300, 200, 100, 0)],
    )
    assert opened is not None
    assert door_words(opened) == "412 d · 2 more orders · 1 referral · 5 successes"
    fresh = since_the_door_opened(TODAY, TODAY, orders=[TODAY])
    assert fresh is not None
    assert door_words(fresh) == "0 d · nothing more yet"
    assert since_the_door_opened(None, TODAY) is None


@pytest.mark.practice("R16")
@pytest.mark.parametrize(
    ("trust", "words"),
    [
        (Trust(11, 0, 1, 2), "11 kept · 1 broken · 2 fixed"),
        (Trust(3, 1, 0, 0, 2), "3 kept · 1 late · 0 broken · 0 fixed · 2 told straight"),
    ],
)
def test_the_ledger_of_trust_in_one_line(trust: Trust, words: str) -> None:
    assert trust_words(trust) == words


@pytest.mark.practice("R17")
@pytest.mark.parametrize(
    ("gives", "asked", "more"),
    [(0, 0, 1), (1, 0, 0), (2, 1, 1), (3, 1, 0), (5, 1, 0), (5, 2, 1), (6, 2, 0), (0, 3, 9)],
)
def test_giving_comes_before_asking(gives: int, asked: int, more: int) -> None:
    facts = CustomerFacts(1, "x", gives=gives, asked=asked)
    assert still_to_give(facts, rules=DEFAULT) == more
    assert give_and_ask(gives, asked) == f"gave {gives} : asked {asked}"


@pytest.mark.practice("R18")
@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({"first_sale_on": ago(400)}, True),
        ({"first_sale_on": ago(400), "value_idea_on": ago(90)}, True),
        ({"first_sale_on": ago(400), "value_idea_on": ago(89)}, False),
        ({"first_sale_on": ago(30)}, False),
        ({"first_sale_on": ago(400), "created_on": ago(3)}, False),  # an import brings no debts
        ({"first_sale_on": ago(400), "tier": Tier.B}, False),
        ({"first_sale_on": ago(400), "state": CustomerState.DORMANT}, False),
        ({}, False),
    ],
)
def test_an_idea_a_quarter_for_those_who_matter_most(values: dict[str, object], due: bool) -> None:
    assert idea_due(customer(**{"tier": Tier.A, **values}), TODAY, rules=DEFAULT) is due


@pytest.mark.practice("R45")
def test_a_plan_over_a_quarter_old_says_its_age() -> None:
    assert plan_age(None, TODAY, rules=DEFAULT) is None
    assert plan_age(ago(90), TODAY, rules=DEFAULT) is None
    assert plan_age(ago(120), TODAY, rules=DEFAULT) == 120


@pytest.mark.practice("R22")
@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2006, 3, 3), "20 y 3 m"),
        (date(2006, 6, 3), "20 y"),
        (date(2006, 6, 4), "19 y 11 m"),
        (date(2025, 11, 3), "7 months"),
        (date(2026, 5, 22), "12 d"),
        (TODAY, "0 d"),
        (date(2024, 2, 29), "2 y 3 m"),
    ],
)
def test_tenure_in_years_and_months(since: date, words: str) -> None:
    assert tenure(since, TODAY) == words


@given(DAYS)
def test_tenure_is_never_empty_nor_negative(since: date) -> None:
    words = tenure(since, TODAY)
    assert words
    assert "-" not in words


@pytest.mark.practice("R23")
def test_tenure_goes_on_at_a_new_employer_for_those_who_followed() -> None:
    assert with_you_since(ago(100), True, [ago(7000), ago(50)]) == ago(7000)
    assert with_you_since(None, True, [ago(7000)]) == ago(7000)
    assert with_you_since(ago(100), False, [ago(7000)]) == ago(100)
    assert with_you_since(None, False, [ago(7000)]) is None


@pytest.mark.practice("R09")
@pytest.mark.parametrize(
    ("values", "late"),
    [
        ({"invoice_due_on": ago(6)}, 6),
        ({"invoice_due_on": TODAY}, None),
        ({"invoice_due_on": ago(6), "paid_on": ago(1)}, None),
        ({}, None),
    ],
)
def test_what_is_unpaid_counts_from_the_day_of_its_invoice(
    values: dict[str, date], late: int | None
) -> None:
    assert unpaid([sale(40, **values), sale(400)], TODAY) == late


@pytest.mark.practice("R63")
def test_the_cancel_window_that_closes_first_is_told_until_its_last_day() -> None:
    sales = [sale(3, cancel_until=ago(-11)), sale(9, cancel_until=ago(-4)), sale(30)]
    assert may_cancel_until(sales, TODAY) == ago(-4)
    assert may_cancel_until([sale(9, cancel_until=TODAY)], TODAY) == TODAY
    assert may_cancel_until([sale(9, cancel_until=ago(1))], TODAY) is None


@pytest.mark.practice("R97")
def test_each_product_is_bought_or_fits_or_was_asked_about_or_not_talked_of() -> None:
    ask = AskFacts(
        1, AskKind.OPPORTUNITY, "a foam unit on trial at Tutbury", ago(50), AskOutcome.LATER
    )
    named = AskFacts(2, AskKind.REFERRAL, "who else needs hoses?", ago(20))
    found = grid(
        ("Dosing pump", "Foam unit", "Hose reel", "Valve kit"),
        bought=[("dosing  PUMP", ago(400)), ("Dosing pump", ago(30))],
        needs=["valves that do not stick"],
        asks=(named, ask),
    )
    assert [(each.title, each.state, each.on, each.words) for each in found] == [
        ("Valve kit", "fits", None, "valves that do not stick"),
        ("Foam unit", "asked", ago(50), "later"),
        ("Dosing pump", "bought", ago(30), ""),
        ("Hose reel", "not yet", None, ""),
    ]


@pytest.mark.practice("R97")
def test_a_product_was_asked_about_only_where_it_was_offered() -> None:
    words = "who else needs a hose reel?"
    for kind, state in ((AskKind.OPPORTUNITY, "asked"), (AskKind.REFERRAL, "not yet")):
        (found,) = grid(
            ("Hose reel",), bought=[], needs=[], asks=(AskFacts(1, kind, words, ago(9)),)
        )
        assert found.state == state


@pytest.mark.practice("R98")
def test_a_recurring_order_is_missed_five_days_after_its_day() -> None:
    def monthly(row: int, expected: int) -> SaleFacts:
        return sale(30, id=row, kind=SaleKind.RECURRING, expected_on=ago(expected))

    found = next_orders(
        [monthly(1, -3), monthly(2, 5), monthly(3, 4), sale(9)], TODAY, rules=DEFAULT
    )
    assert [(each.sale_id, each.missed) for each in found] == [(2, True), (3, False), (1, False)]


@pytest.mark.practice("R46")
def test_a_success_with_a_figure_is_a_gain_and_tells_its_figure_once() -> None:
    successes = [
        Success(1, "success", "2 hours saved a week", ago(5), "2 hours"),
        Success(2, "success", "saved in the parlour", ago(6), "3 hours"),
        Success(3, "gain", "no more waiting", ago(7)),
    ]
    assert for_them(successes, 0, 0) == (
        "2 hours saved a week",
        "3 hours: saved in the parlour",
        "no more waiting",
    )
    assert for_them(successes, 0, 0, most=2)[-1] == "1 more success in writing"
    assert for_them([Success(1, "success", "fits", ago(5))], 0, 0) == ("1 success in writing",)


@pytest.mark.practice("R46")
def test_what_it_brought_both_sides() -> None:
    successes = [
        Success(1, "gain", "spares bill halved", ago(5), "50 %"),
        Success(2, "success", "delivered complete", ago(9)),
        Success(3, "testimonial", "I never had to look for his number", ago(9)),
        Success(4, "gain", "an hour a day saved", ago(40)),
    ]
    assert for_them(successes, 2, 3) == (
        "50 %: spares bill halved",
        "an hour a day saved",
        "1 more success in writing",
        "2 of 3 expectations met",
    )
    assert for_us(4, ["Saltmarsh Brewing", ""], 1) == (
        "4 orders",
        "2 referrals: Saltmarsh Brewing",
        "1 testimonial",
    )
    assert for_them([], 0, 0) == for_us(0, [], 0) == ()


@given(
    st.lists(DAYS, max_size=8),
    st.lists(st.tuples(DAYS, st.integers(-2, 2)), max_size=4),
    st.lists(DAYS, max_size=3),
)
def test_a_trend_is_the_same_a_year_later(
    contacts: list[date], checks: list[tuple[date, int]], orders: list[date]
) -> None:
    """It depends on the days between, never on the calendar."""
    year = timedelta(365)
    now = Signs(tuple(contacts), tuple(checks), tuple(orders))
    then = Signs(
        tuple(day + year for day in contacts),
        tuple((day + year, score) for day, score in checks),
        tuple(day + year for day in orders),
    )
    assert trend(now, TODAY) == trend(then, TODAY + year)

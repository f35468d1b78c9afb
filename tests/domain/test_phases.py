"""The phases of a sale: what begins and ends them, and the way back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sold import ORDER, at, customer, day, problem, promise, sale
from repbook.domain.care.phases import (
    customer_phase,
    lead,
    sale_phase,
    speaks_of_cancelling,
    young_until,
)
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, ProblemFacts, SaleFacts
from repbook.domain.spine.kinds import Phase, PromiseState, Severity
from repbook.domain.spine.model import SalePhase
from repbook.domain.spine.rules import DEFAULT

# Excitement


@pytest.mark.practice("R54")
@pytest.mark.parametrize(
    ("values", "last_day"),
    [
        ({}, 13),
        ({"live_on": day(4)}, 6),
        ({"live_on": day(0)}, 2),
        ({"live_on": day(40)}, 42),
    ],
)
def test_excitement_ends_three_days_after_live_or_fourteen_after_the_order(
    values: dict[str, Any], last_day: int
) -> None:
    one = sale(**values)
    assert at(one, 0).phase is Phase.EXCITEMENT
    assert at(one, last_day).phase is Phase.EXCITEMENT
    assert at(one, last_day).since == ORDER
    after = at(one, last_day + 1)
    assert (after.phase, after.since) == (Phase.LEARNING, day(last_day + 1))


@pytest.mark.practice("R55")
@pytest.mark.parametrize(
    "facts",
    [
        customer(problems=(problem(Severity.TRIVIAL, 5),)),
        customer(problems=(problem(Severity.MAJOR, 5, sale_id=1, confirmed_on=day(6)),)),
        customer(checks=(CheckFacts(day(5), -1),)),
    ],
)
def test_a_first_problem_or_a_bad_check_ends_excitement(facts: CustomerFacts) -> None:
    assert at(sale(), 4, facts).phase is Phase.EXCITEMENT
    assert (at(sale(), 5, facts).phase, at(sale(), 5, facts).since) == (Phase.LEARNING, day(5))


@pytest.mark.parametrize(
    "facts",
    [
        customer(problems=(problem(Severity.MINOR, 5, sale_id=2),)),
        customer(problems=(problem(Severity.MINOR, -5),)),
        customer(checks=(CheckFacts(day(5), 0),)),
        customer(checks=(CheckFacts(day(5), -2, 2),)),
    ],
)
def test_what_bears_on_another_sale_leaves_excitement(facts: CustomerFacts) -> None:
    assert at(sale(), 8, facts).phase is Phase.EXCITEMENT


def test_the_day_count_says_what_it_counts_from() -> None:
    one = sale(live_on=day(6))
    assert (at(one, 5).anchor, at(one, 5).day) == ("order", 5)
    assert (at(one, 6).anchor, at(one, 6).day) == ("live", 0)
    assert (at(one, 18).anchor, at(one, 18).day) == ("live", 12)
    assert (at(sale(), 20).anchor, at(sale(), 20).day) == ("order", 20)


# Settled


@pytest.mark.practice("R56")
def test_the_rep_confirms_settled() -> None:
    one = sale(live_on=day(4), settled_on=day(40))
    assert at(one, 39).phase is Phase.LEARNING
    phase = at(one, 40)
    assert (phase.phase, phase.since, phase.unproven) == (Phase.SETTLED, day(40), False)


@pytest.mark.parametrize(("values", "turns"), [({"live_on": day(10)}, 100), ({}, 104)])
def test_ninety_days_after_live_a_quiet_sale_settles_unproven(
    values: dict[str, Any], turns: int
) -> None:
    one = sale(**values)
    assert at(one, turns - 1).phase is Phase.LEARNING
    phase = at(one, turns)
    assert (phase.phase, phase.since, phase.unproven) == (Phase.SETTLED, day(turns), True)


@pytest.mark.parametrize(
    ("facts", "turns"),
    [
        (customer(problems=(problem(Severity.MINOR, 50),)), None),
        (customer(problems=(problem(Severity.MINOR, 50, solved_on=day(60)),)), None),
        (customer(problems=(problem(Severity.MINOR, 50, confirmed_on=day(120)),)), 120),
        (customer(problems=(problem(Severity.TRIVIAL, 50),)), 100),
        (customer(promises=(promise(90),)), None),
        (customer(promises=(promise(90, theirs=True),)), 100),
        (customer(promises=(promise(300, PromiseState.BROKEN),)), None),
        (customer(checks=(CheckFacts(day(70), -1),)), None),
        (customer(checks=(CheckFacts(day(110), 0), CheckFacts(day(70), -1))), 110),
        (customer(cancel_talk_on=day(60)), None),
        (customer(cancel_talk_on=day(60), checks=(CheckFacts(day(61), 0),)), 100),
    ],
)
def test_where_something_is_wrong_time_alone_settles_nothing(
    facts: CustomerFacts, turns: int | None
) -> None:
    one = sale(live_on=day(10))
    settled = turns or 1000
    assert at(one, settled - 1, facts).phase is Phase.LEARNING
    expected = Phase.SETTLED if turns else Phase.LEARNING
    assert at(one, settled, facts).phase is expected


def test_a_history_sale_follows_its_dates_alone() -> None:
    trouble = customer(problems=(problem(Severity.MAJOR, 5),), promises=(promise(8),))
    one = sale(live_on=day(10), history=True)
    assert at(one, 99, trouble).phase is Phase.LEARNING
    assert at(one, 100, trouble) == SalePhase(1, Phase.SETTLED, day(100), "live", 90, False, True)
    assert at(sale(history=True), 104, trouble).phase is Phase.SETTLED


# Back to the Learning curve

SETTLED = sale(live_on=day(4), settled_on=day(40))


@pytest.mark.practice("R57")
@pytest.mark.parametrize(
    ("facts", "back"),
    [
        (customer(checks=(CheckFacts(day(50), -1),)), 50),
        (customer(problems=(problem(Severity.MODERATE, 49),)), 52),  # Monday + 3 business days
        (customer(problems=(problem(Severity.MAJOR, 52, sale_id=1),)), 57),  # over a weekend
        (customer(problems=(problem(Severity.MAJOR, 49, solved_on=day(53)),)), 52),
        # the rep's own "solved" does not end it, on whatever day it was said
        (customer(problems=(problem(Severity.MAJOR, 49, solved_on=day(49)),)), 52),
        (customer(problems=(problem(Severity.MODERATE, 49, solved_on=day(52)),)), 52),
        (customer(cancel_talk_on=day(50)), 50),
        (customer(cancel_talk_on=day(50), stays_on=day(49)), 50),
        (customer(cancel_talk_on=day(50), checks=(CheckFacts(day(50), 1),)), 50),
        (customer(main_since=day(60)), 60),
    ],
)
def test_a_setback_brings_the_learning_curve_back(facts: CustomerFacts, back: int) -> None:
    assert at(SETTLED, back - 1, facts).phase is Phase.SETTLED
    phase = at(SETTLED, back, facts)
    assert (phase.phase, phase.since) == (Phase.LEARNING, day(back))
    assert (phase.anchor, phase.day) == ("back", 0)


@pytest.mark.parametrize(
    "facts",
    [
        customer(checks=(CheckFacts(day(50), 0), CheckFacts(day(39), -2))),
        customer(checks=(CheckFacts(day(50), -2, 2),)),
        customer(problems=(problem(Severity.MINOR, 50),)),
        customer(problems=(problem(Severity.MAJOR, 50, sale_id=2),)),
        customer(problems=(problem(Severity.MAJOR, 49, confirmed_on=day(52)),)),
        customer(problems=(problem(Severity.MODERATE, 49, confirmed_on=day(60)),)),
        customer(cancel_talk_on=day(50), stays_on=day(50)),
        customer(cancel_talk_on=day(50), stays_on=day(55)),
        customer(cancel_talk_on=day(50), checks=(CheckFacts(day(51), 0),)),
        customer(cancel_talk_on=day(-1)),
        customer(main_since=day(30)),
        customer(main_since=day(60))._replace(created_on=day(60)),
        customer(promises=(promise(60),)),
    ],
)
def test_what_is_slight_solved_older_or_elsewhere_does_not(facts: CustomerFacts) -> None:
    assert at(SETTLED, 70, facts).phase is Phase.SETTLED


@pytest.mark.practice("R87")
@pytest.mark.parametrize(
    ("facts", "back", "ends"),
    [
        (customer(problems=(problem(Severity.MAJOR, 49, confirmed_on=day(60)),)), 52, 60),
        (customer(cancel_talk_on=day(50), stays_on=day(55)), 50, 55),
        (customer(cancel_talk_on=day(50), checks=(CheckFacts(day(53), 0),)), 50, 53),
    ],
)
def test_what_stands_is_a_setback_until_the_customer_says_otherwise(
    facts: CustomerFacts, back: int, ends: int
) -> None:
    phases = [at(SETTLED, today, facts).phase for today in (back - 1, back, ends - 1, ends)]
    assert phases == [Phase.SETTLED, Phase.LEARNING, Phase.LEARNING, Phase.SETTLED]


@pytest.mark.parametrize(
    "answered",
    [customer(stays_on=day(55)), customer(checks=(CheckFacts(day(55), 0), CheckFacts(day(50), 2)))],
)
def test_talk_of_cancelling_stands_on_every_day_before_it_was_answered(
    answered: CustomerFacts,
) -> None:
    """A past week that is read again says what stood then, though it has been answered since."""
    facts = answered._replace(cancel_talk_on=day(50))
    stood = [speaks_of_cancelling(facts, day(today)) for today in (49, 50, 54, 55)]
    assert stood == [None, day(50), day(50), None]


@pytest.mark.parametrize(
    "later",
    [
        customer(problems=(problem(Severity.MAJOR, 101),)),
        customer(checks=(CheckFacts(day(101), -2),)),
        customer(promises=(promise(100),)),
        customer(cancel_talk_on=day(101)),
    ],
)
def test_what_went_wrong_later_does_not_keep_a_sale_from_having_settled(
    later: CustomerFacts,
) -> None:
    assert at(sale(live_on=day(4)), 94, later).phase is Phase.SETTLED


@pytest.mark.parametrize(
    ("values", "facts"),
    [
        ({"live_on": day(-10)}, customer()),
        ({}, customer(problems=(problem(Severity.MINOR, -5, sale_id=1),))),
        ({}, customer(checks=(CheckFacts(day(-5), -1, 1),))),
    ],
)
def test_no_sale_begins_to_learn_before_its_order(
    values: dict[str, Any], facts: CustomerFacts
) -> None:
    found = at(sale(**values), 0, facts)
    assert (found.phase, found.since) == (Phase.LEARNING, ORDER)


def test_nothing_settles_while_it_stands() -> None:
    spoke = customer(cancel_talk_on=day(30))
    for today in (40, 41, 200):  # confirmed on day 40, before or after they spoke of it
        assert at(SETTLED, today, spoke).phase is Phase.LEARNING
    ready = spoke._replace(told=(day(12),), checks=(CheckFacts(day(28), 1), CheckFacts(day(15), 0)))
    assert not at(sale(live_on=day(4)), 40, ready).proposed
    assert at(sale(live_on=day(4)), 40, ready._replace(stays_on=day(30))).proposed


def test_a_new_product_is_a_matter_of_its_own_sale() -> None:
    new = sale(id=2, ordered_on=day(100))
    assert at(SETTLED, 101).phase is Phase.SETTLED
    assert at(new, 101).phase is Phase.EXCITEMENT


def test_after_a_setback_the_rep_confirms_again_or_ninety_quiet_days_pass() -> None:
    facts = customer(main_since=day(60))
    assert at(SETTLED, 149, facts).phase is Phase.LEARNING
    assert at(SETTLED, 150, facts).unproven
    again = at(SETTLED._replace(settled_on=day(90)), 90, facts)
    assert (again.phase, again.unproven) == (Phase.SETTLED, False)
    worse = facts._replace(checks=(CheckFacts(day(150), 1), CheckFacts(day(100), -1)))
    assert at(SETTLED, 150, worse).phase is Phase.SETTLED
    assert at(SETTLED, 149, worse).phase is Phase.LEARNING


# The customer


def made(phase: Phase, since: int, sale_id: int = 1) -> SalePhase:
    return SalePhase(sale_id, phase, day(since), "order", 0)


@pytest.mark.practice("R57")
def test_a_customer_shows_the_most_vulnerable_phase() -> None:
    learning, excited = made(Phase.LEARNING, 5), made(Phase.EXCITEMENT, 9, 2)
    settled = made(Phase.SETTLED, 20, 3)
    assert customer_phase([settled, excited, learning]) is Phase.LEARNING
    assert customer_phase([settled, excited]) is Phase.EXCITEMENT
    assert customer_phase([settled]) is Phase.SETTLED
    assert customer_phase([]) is Phase.NONE
    assert lead([made(Phase.LEARNING, 3), made(Phase.LEARNING, 8, 2)]) == made(Phase.LEARNING, 8, 2)
    assert lead([]) is None


# Any facts

days = st.integers(-20, 400).map(day)
maybe = st.none() | days
checks = st.builds(CheckFacts, days, st.integers(-2, 2), st.sampled_from([None, 1, 2]))
problems = st.builds(
    lambda severity, known, solved, confirmed: ProblemFacts(
        1, "x", severity, known, "", None, None, None, solved, confirmed
    ),
    st.sampled_from(Severity),
    days,
    maybe,
    maybe,
)
anybody = st.builds(
    lambda checks, problems, promises, main, spoke, stays: customer(
        checks=tuple(sorted(checks, key=lambda check: check.on, reverse=True)),
        problems=tuple(problems),
        promises=tuple(promises),
        main_since=main,
        cancel_talk_on=spoke,
        stays_on=stays,
    ),
    st.lists(checks, max_size=4),
    st.lists(problems, max_size=3),
    st.lists(st.builds(lambda due: promise(0)._replace(due_on=due), days), max_size=1),
    maybe,
    st.none() | maybe,
    maybe,
)
any_sale = st.builds(
    lambda live, settled, history: sale(live_on=live, settled_on=settled, history=history),
    maybe,
    maybe,
    st.booleans(),
)


@given(any_sale, anybody, days)
def test_no_sale_is_young_after_the_last_day_on_which_it_can_be(
    one: SaleFacts, facts: CustomerFacts, today: date
) -> None:
    phase = sale_phase(one, facts, today, rules=DEFAULT)
    if phase.phase is not Phase.SETTLED and (one.settled_on is None or today >= one.settled_on):
        assert today <= young_until(one, facts, rules=DEFAULT)
    if phase.phase is Phase.LEARNING:
        assert phase.since <= today


@given(any_sale, anybody, days)
def test_later_facts_have_no_say_in_an_earlier_day(
    one: SaleFacts, facts: CustomerFacts, today: date
) -> None:
    known = facts._replace(
        checks=tuple(check for check in facts.checks if check.on <= today),
        problems=tuple(each for each in facts.problems if each.known_on <= today),
        main_since=facts.main_since if facts.main_since and facts.main_since <= today else None,
        cancel_talk_on=facts.cancel_talk_on if (facts.cancel_talk_on or today) <= today else None,
    )
    assert sale_phase(one, facts, today, rules=DEFAULT) == sale_phase(
        one, known, today, rules=DEFAULT
    )

"""When "Was everything as expected?" is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repbook.domain.care.checks import DueCheck, check_again_from, check_due, newest_check, number
from repbook.domain.care.phases import sale_phase
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, SaleFacts
from repbook.domain.spine.kinds import Phase, SaleKind
from repbook.domain.spine.rules import DEFAULT

LIVE = date(2026, 3, 2)  # a Monday; live + 5 is a Saturday, + 14 and + 28 are Mondays
SALE = SaleFacts(1, "pumps", SaleKind.ONE_OFF, LIVE - timedelta(7), live_on=LIVE)


def day(offset: int) -> date:
    return LIVE + timedelta(offset)


def due(
    today: int, *answered: int, sale: SaleFacts = SALE, entered: int = -7
) -> tuple[int, date] | None:
    checks = tuple(CheckFacts(day(on), 1) for on in sorted(answered, reverse=True))
    facts = CustomerFacts(1, "Orchard Clinic", created_on=day(entered), checks=checks)
    return waiting(
        check_due(
            sale,
            sale_phase(sale, facts, day(today), rules=DEFAULT),
            facts,
            day(today),
            rules=DEFAULT,
        )
    )


def waiting(check: DueCheck | None) -> tuple[int, date] | None:
    return (check.number, check.since) if check else None


def test_an_answer_counts_from_its_own_day_on() -> None:
    given = CheckFacts(day(10), 1), CheckFacts(day(6), -1)
    facts = CustomerFacts(1, "Orchard Clinic", created_on=day(-7), checks=given)
    assert [newest_check(facts, day(on)) for on in (5, 6, 9, 10)] == [
        None,
        *given[1:] * 2,
        given[0],
    ]
    assert [number(SALE, facts, day(on)) for on in (5, 6, 9, 10)] == [1, 2, 2, 3]


@pytest.mark.practice("R82")
def test_checks_are_due_five_fourteen_and_twenty_eight_days_after_live() -> None:
    assert due(5) is None  # Saturday moves to Monday
    assert due(7) == (1, day(7))
    assert due(13) == (1, day(7))
    assert due(14) == (1, day(7))  # nobody has given the first yet
    assert due(13, 6) is None
    assert due(14, 6) == (2, day(14))
    assert due(27, 14) is None
    assert due(28, 14) == (2, day(28))  # late, it answered two days of the agenda
    assert due(80, 14) == (2, day(28))
    assert due(80, 14, 6) == (3, day(28))
    assert due(80, 28) is None


def test_a_check_up_to_four_days_early_answers_the_one_due() -> None:
    assert due(8, 1) is None
    assert due(8, 0) == (2, day(7))  # given on the live day: the second is due on the fifth
    assert due(20, 10) is None
    assert due(20, 9) == (2, day(14))
    assert due(13, 12) is None  # late for the first, early for the second
    assert due(14, 12) is None


def test_a_check_of_another_sale_answers_nothing() -> None:
    checks = (CheckFacts(day(7), 2, 2),)
    facts = CustomerFacts(1, "Orchard Clinic", created_on=day(-7), checks=checks)
    found = check_due(
        SALE, sale_phase(SALE, facts, day(8), rules=DEFAULT), facts, day(8), rules=DEFAULT
    )
    assert waiting(found) == (1, day(7))


def test_what_was_due_before_the_customer_was_entered_is_not_owed() -> None:
    assert due(16, entered=15) is None
    assert due(28, entered=15) == (1, day(28))


def test_without_a_live_day_checks_count_from_fourteen_days_after_the_order() -> None:
    unknown = SALE._replace(ordered_on=day(-14), live_on=None)
    assert due(7, sale=unknown, entered=-14) == (1, day(7))


def test_after_a_setback_checks_count_from_it() -> None:
    settled = SALE._replace(settled_on=day(40))
    facts = CustomerFacts(1, "Orchard Clinic", created_on=day(-7), main_since=day(56))
    phase = sale_phase(settled, facts, day(63), rules=DEFAULT)
    assert phase.phase is Phase.LEARNING
    assert waiting(check_due(settled, phase, facts, day(63), rules=DEFAULT)) == (1, day(63))


def test_then_quarterly_but_no_oftener_than_the_customers_rhythm() -> None:
    settled = SALE._replace(settled_on=day(40))
    facts = CustomerFacts(1, "Orchard Clinic", created_on=day(-7), checks=(CheckFacts(day(35), 1),))
    today = day(60)
    first = sale_phase(settled, facts, today, rules=DEFAULT)
    assert check_again_from(facts, first, 75, today, rules=DEFAULT) == day(126)  # 125 is a Sunday
    assert check_again_from(facts, first, 330, today, rules=DEFAULT) == day(365)
    never = facts._replace(checks=())
    assert check_again_from(never, first, 75, today, rules=DEFAULT) == day(130)
    imported = never._replace(created_on=day(300))
    assert check_again_from(imported, first, 75, today, rules=DEFAULT) == day(
        392
    )  # 390 is a Saturday


def test_a_check_dated_ahead_has_not_happened() -> None:
    facts = CustomerFacts(1, "x", checks=(CheckFacts(day(9), 2), CheckFacts(day(3), -1)))
    assert newest_check(facts, day(5)) == CheckFacts(day(3), -1)
    assert newest_check(facts, day(2)) is None

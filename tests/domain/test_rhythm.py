"""Silence and attention debt."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.care.case import Case, look
from repbook.domain.care.rhythm import debt_on, next_touch
from repbook.domain.spine.facts import CustomerFacts, ProblemFacts, SaleFacts
from repbook.domain.spine.kinds import CustomerState, Phase, SaleKind, Severity, Tier
from repbook.domain.spine.rules import DEFAULT

TODAY = date(2026, 6, 3)  # a Wednesday


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def sale(ordered: int, **values: Any) -> SaleFacts:
    return SaleFacts(
        **{
            "id": 1,
            "title": "pumps",
            "kind": SaleKind.ONE_OFF,
            "ordered_on": ago(ordered),
            **values,
        }
    )


EXCITED = sale(12)
LEARNING = sale(30, live_on=ago(12))
LATER = sale(60, live_on=ago(31))
SETTLED = sale(900, live_on=ago(880), settled_on=ago(800))
UNPROVEN = sale(900, live_on=ago(880))


def case(one: SaleFacts | None, quiet: int | None, **values: Any) -> Case:
    touches = () if quiet is None else (ago(quiet),)
    facts = CustomerFacts(
        **{
            "id": 1,
            "name": "Park & Sons",
            "created_on": ago(1000),
            "two_way": touches,
            "sales": (one,) if one else (),
            **values,
        }
    )
    return look(facts, TODAY, rules=DEFAULT)


# Aim and limit


@pytest.mark.practice("R66")
@pytest.mark.parametrize(
    ("one", "phase", "aim", "limit", "unit"),
    [
        (EXCITED, Phase.EXCITEMENT, 2, 3, "bd"),
        (LEARNING, Phase.LEARNING, 5, 7, "d"),
        (sale(60, live_on=ago(30)), Phase.LEARNING, 5, 7, "d"),
        (LATER, Phase.LEARNING, 10, 14, "d"),
        (sale(44), Phase.LEARNING, 5, 7, "d"),  # no live day: from order + 14
        (sale(45), Phase.LEARNING, 10, 14, "d"),
        (SETTLED, Phase.SETTLED, 75, 90, "d"),
        (None, Phase.NONE, 75, 90, "d"),
    ],
)
def test_the_younger_the_sale_the_closer_the_contact(
    one: SaleFacts | None, phase: Phase, aim: int, limit: int, unit: str
) -> None:
    found = case(one, 1)
    assert found.phase is phase
    assert (found.silence.aim, found.silence.limit, found.silence.unit) == (aim, limit, unit)


@pytest.mark.parametrize(
    ("tier", "aim", "limit"),
    [(Tier.A, 25, 30), (Tier.B, 75, 90), (Tier.C, 150, 180), (Tier.D, 330, 365)],
)
def test_a_settled_customer_is_seen_by_tier(tier: Tier, aim: int, limit: int) -> None:
    quiet = case(SETTLED, 1, tier=tier).silence
    assert (quiet.aim, quiet.limit) == (aim, limit)
    unproven = case(UNPROVEN, 1, tier=tier).silence
    stricter = min((aim, limit), (75, 90))  # its own tier or B
    assert (unproven.aim, unproven.limit) == stricter


@pytest.mark.practice("R73")
@pytest.mark.parametrize(
    ("aim", "limit", "expected"),
    [(10, 20, (10, 20)), (100, None, (100, 120)), (None, 120, (100, 120)), (None, 1, (1, 1))],
)
def test_the_customers_own_wish_overrides_the_tier(
    aim: int | None, limit: int | None, expected: tuple[int, int]
) -> None:
    for one in (SETTLED, UNPROVEN, None):
        quiet = case(one, 1, wish_aim=aim, wish_limit=limit).silence
        assert (quiet.aim, quiet.limit) == expected
    young = case(LEARNING, 1, wish_aim=aim, wish_limit=limit).silence
    assert (young.aim, young.limit) == (5, 7)


def test_an_early_problem_keeps_the_close_contact_until_the_live_day_has_long_passed() -> None:
    problem = ProblemFacts(1, "wrong plug", Severity.MINOR, ago(50), "")
    found = case(sale(60, live_on=ago(-20)), 1, problems=(problem,))
    assert (found.phase, found.silence.limit) == (Phase.LEARNING, 7)


# What silence counts from


def test_silence_counts_from_the_latest_contact() -> None:
    assert case(SETTLED, 20).silence.since == ago(20)
    assert case(SETTLED, 20).silence.days == 20
    assert case(sale(5), 20).silence.since == ago(5)  # an order is contact
    assert case(sale(5), 4).silence.since == ago(4)
    later = case(SETTLED, 20, two_way=(ago(-3), ago(9), ago(20)))
    assert later.silence.since == ago(9)  # a touch dated tomorrow has not happened


def test_excitement_counts_business_days() -> None:
    quiet = case(EXCITED, 5).silence  # since Friday
    assert (quiet.days, quiet.unit) == (3, "bd")


def test_a_history_sale_speaks_by_its_last_day_that_has_come() -> None:
    old = sale(900, live_on=ago(800), paid_on=ago(700), settled_on=ago(-5), history=True)
    assert case(old, None).silence.since == ago(800)  # whoever pays says nothing
    assert case(old._replace(history=False), None).silence.since == ago(900)
    assert not case(old, None).silence.unknown


def test_where_no_contact_is_known_silence_counts_from_entry_and_says_so() -> None:
    quiet = case(None, None, created_on=ago(40)).silence
    assert (quiet.since, quiet.days, quiet.unknown) == (ago(40), 40, True)
    assert not case(None, 3).silence.unknown
    assert case(None, None, created_on=ago(-2)).silence.days == 0


# Overdue and forgotten


@pytest.mark.practice("R28")
@pytest.mark.practice("R72")
@pytest.mark.parametrize(
    ("one", "values", "last_quiet"),
    [
        (EXCITED, {}, 6),  # since Thu 28 May: limit Tue 2 Jun, grace Wed 3 Jun
        (LEARNING, {}, 8),
        (SETTLED, {"tier": Tier.A}, 33),
        (SETTLED, {}, 97),
        (SETTLED, {"wish_limit": 31}, 38),
    ],
)
def test_overdue_is_past_the_limit_and_its_grace(
    one: SaleFacts, values: dict[str, Any], last_quiet: int
) -> None:
    assert not case(one, last_quiet, **values).silence.overdue
    assert case(one, last_quiet + 1, **values).silence.overdue


def test_grace_that_ends_on_a_free_day_lasts_until_the_next_business_day() -> None:
    facts = case(SETTLED, 0).facts._replace(two_way=(date(2026, 2, 28),), tier=Tier.A)
    # 28 Feb + 30 d + 3 d = Thu 2 Apr
    assert not look(facts, date(2026, 4, 2), rules=DEFAULT).silence.overdue
    assert look(facts, date(2026, 4, 3), rules=DEFAULT).silence.overdue
    saturday = facts._replace(two_way=(date(2026, 3, 2),))
    assert not look(
        saturday, date(2026, 4, 6), rules=DEFAULT
    ).silence.overdue  # Sat 4 Apr moves to Mon 6 Apr
    assert look(saturday, date(2026, 4, 7), rules=DEFAULT).silence.overdue


@pytest.mark.practice("R30")
@pytest.mark.parametrize(("one", "days"), [(SETTLED, 180), (LEARNING, 14), (LATER, 28)])
def test_forgotten_is_twice_the_limit(one: SaleFacts, days: int) -> None:
    older = one._replace(ordered_on=ago(950))
    assert not case(older, days - 1).silence.forgotten
    assert case(older, days).silence.forgotten


def test_forgotten_in_excitement_is_six_business_days() -> None:
    assert not case(EXCITED, 7).silence.forgotten
    assert case(EXCITED, 8).silence.forgotten


def test_forgotten_is_never_less_than_overdue() -> None:
    quiet = case(SETTLED, 3, wish_aim=1, wish_limit=1).silence
    assert (quiet.overdue, quiet.forgotten) == (False, False)


# One-way touches and attempts


@pytest.mark.parametrize(
    ("one_way", "quiet_until"),
    [
        ((0,), date(2026, 6, 4)),
        ((1,), TODAY),
        ((2,), None),
        ((1, 0), date(2026, 6, 4)),
        ((2, 1, 0), TODAY),  # the third in a row earns nothing
        ((40, 39, 0), None),
        ((5,), None),
    ],
)
def test_a_one_way_touch_gives_one_business_day_of_quiet_twice_at_most(
    one_way: tuple[int, ...], quiet_until: date | None
) -> None:
    found = case(SETTLED, 200, one_way=tuple(ago(days) for days in one_way)).silence
    assert found.quiet_until == quiet_until
    assert found.overdue == found.forgotten == (quiet_until is None)
    assert found.days == 200


def test_a_voicemail_on_friday_is_quiet_through_monday() -> None:
    facts = case(SETTLED, 200, one_way=(date(2026, 5, 29),)).facts
    assert look(facts, date(2026, 6, 1), rules=DEFAULT).silence.quiet_until == date(2026, 6, 1)
    assert look(facts, date(2026, 6, 2), rules=DEFAULT).silence.quiet_until is None


def test_after_three_unanswered_attempts_another_channel_is_suggested() -> None:
    assert not case(SETTLED, 5, attempts=2).silence.another_channel
    assert case(SETTLED, 5, attempts=3).silence.another_channel
    assert case(SETTLED, 200, attempts=3).silence.overdue  # an attempt gives no quiet


# Debt


@pytest.mark.practice("R28")
@pytest.mark.practice("R67")
@pytest.mark.parametrize(
    ("one", "quiet", "tier", "expected"),
    [
        (SETTLED, 90, Tier.B, 0.0),
        (SETTLED, 180, Tier.B, 1.0),
        (SETTLED, 60, Tier.A, 1.5),
        (SETTLED, 360, Tier.C, 0.7),
        (SETTLED, 730, Tier.D, 0.5),
        (sale(900, live_on=ago(12)), 14, Tier.B, 2.0),
        (sale(900, live_on=ago(12)), 21, Tier.A, 6.0),
        (EXCITED, 8, Tier.B, 1.5),
        (EXCITED, 8, Tier.D, 0.75),
        (None, 180, Tier.B, 1.0),
    ],
)
def test_debt_is_silence_past_the_limit_weighted(
    one: SaleFacts | None, quiet: int, tier: Tier, expected: float
) -> None:
    assert case(one, quiet, tier=tier).debt == pytest.approx(expected)


@pytest.mark.parametrize("state", [CustomerState.LOST, CustomerState.MOVED, CustomerState.DORMANT])
def test_nobody_owes_attention_to_a_customer_off_the_book(state: CustomerState) -> None:
    found = case(SETTLED, 360, state=state)
    assert found.debt == debt_on(found.facts, TODAY, rules=DEFAULT) == 0.0


def test_debt_on_an_earlier_day_knows_nothing_of_what_came_later() -> None:
    facts = case(SETTLED, 2, two_way=(ago(2), ago(277))).facts
    assert debt_on(facts, TODAY, rules=DEFAULT) == 0.0
    assert debt_on(facts, ago(7), rules=DEFAULT) == pytest.approx(2.0)
    assert debt_on(facts, ago(2000), rules=DEFAULT) == 0.0  # before the customer was entered
    older = facts._replace(created_on=ago(10), two_way=(ago(500),), by_hand=True)
    assert [debt_on(older, ago(days), rules=DEFAULT) > 0 for days in (10, 11)] == [True, False]
    young = case(sale(3), 400).facts
    assert debt_on(young, ago(7), rules=DEFAULT) == pytest.approx(
        (393 - 90) / 90
    )  # the order had not come


@given(st.integers(0, 2000), st.integers(0, 2000), st.sampled_from(Tier))
def test_more_silence_is_never_less_debt(first: int, second: int, tier: Tier) -> None:
    shorter, longer = sorted((first, second))
    old = SETTLED._replace(ordered_on=ago(3000))
    assert case(old, shorter, tier=tier).debt <= case(old, longer, tier=tier).debt


# The next touch


@pytest.mark.parametrize(
    ("one", "quiet", "expected"),
    [
        (EXCITED, 0, date(2026, 6, 5)),
        (EXCITED, 5, date(2026, 6, 2)),  # it has passed
        (LEARNING, 0, date(2026, 6, 8)),
        (LEARNING, 2, date(2026, 6, 8)),  # Sat 6 Jun moves to Monday
        (SETTLED, 0, date(2026, 8, 17)),
    ],
)
def test_the_next_touch_is_the_aim_on_a_business_day(
    one: SaleFacts, quiet: int, expected: date
) -> None:
    assert next_touch(case(one, quiet).silence, rules=DEFAULT) == expected


def test_the_next_touch_waits_for_the_quiet_day() -> None:
    quiet = case(SETTLED, 200, one_way=(TODAY,)).silence
    assert next_touch(quiet, rules=DEFAULT) == DEFAULT.business.add(TODAY, 1)


OLD = SETTLED._replace(history=True, ordered_on=ago(96), live_on=None, settled_on=None)


@pytest.mark.parametrize(
    ("by_hand", "entered", "heard", "overdue"),
    [
        (False, 0, (), False),  # silent for 96 of 14 days, but not in this book
        (True, 0, (), True),
        (False, 40, (), True),  # whoever came in forty days ago has had the time
        (False, 40, (ago(3),), False),
        (False, 90, (), True),
    ],
)
def test_the_clock_of_who_came_out_of_a_file_starts_with_the_import(
    by_hand: bool, entered: int, heard: tuple[date, ...], overdue: bool
) -> None:
    given = {"created_on": ago(entered), "two_way": heard, "by_hand": by_hand}
    quiet = look(CustomerFacts(1, "A", sales=(OLD,), **given), TODAY, DEFAULT).silence
    assert (quiet.limit, quiet.overdue) == (14, overdue)
    assert quiet.ago == (3 if heard else 96)  # what is told of the last contact stays true


def test_a_file_comes_due_one_by_one() -> None:
    """No debt on the first morning, nobody forgotten, and no more than a few on any day of the limit."""
    facts = [
        CustomerFacts(1, "A", created_on=TODAY, sales=(OLD._replace(ordered_on=ago(70 + day)),))
        for day in range(28)
    ]
    seen = [look(one, TODAY, DEFAULT) for one in facts]
    assert not any(case.debt or case.silence.overdue for case in seen)
    per_day = Counter(case.silence.days for case in seen)
    assert len(per_day) == 14 and max(per_day.values()) <= 3

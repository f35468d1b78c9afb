"""The days ahead: what falls on which day, how full a day is, whom the rhythm asks for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.anybody import anybody
from domain.made import LEARNING, SETTLED, TODAY, ago, customer, promise, sale, step, trouble
from repbook.domain.agenda.agenda import hang
from repbook.domain.agenda.customer_days import to_expect
from repbook.domain.care.case import look
from repbook.domain.spine.calendar import BusinessDays
from repbook.domain.spine.facts import CustomerFacts, DateFacts
from repbook.domain.spine.kinds import (
    Anchor,
    CustomerState,
    FollowupKind,
    FollowupSource,
    PromiseState,
    SaleKind,
)
from repbook.domain.spine.rules import DEFAULT, Rules
from repbook.domain.today.ahead import Ahead, ahead, lay_out, theirs
from repbook.domain.today.customer_ahead import HAPPENS, Row, What, rows_ahead

LAST = ago(-29)
CHECKED = step(-60, FollowupKind.CHECK, id=99)
"""A check that is planned far ahead, so that no rule asks for another."""


def found(facts: CustomerFacts, last: date = LAST) -> list[Row]:
    return list(rows_ahead(look(facts, TODAY, rules=DEFAULT), last))


def texts(facts: CustomerFacts, what: What) -> list[tuple[date, str]]:
    return sorted((row.on, row.text) for row in found(facts) if row.what is what)


def agenda(row_id: int, due: int, key: str, kind: FollowupKind, **values: Any) -> Any:
    given = {"source": FollowupSource.AGENDA, "sale_id": 1, "anchor": Anchor.ORDER, "step": key}
    return step(due, kind, id=row_id, **{**given, **values})


# -- single rows ---------------------------------------------------------------------------------


@pytest.mark.practice("R69")
def test_the_steps_of_one_agenda_on_one_day_are_one_contact() -> None:
    steps = (
        agenda(1, -2, "thanks", FollowupKind.THANKS, what="Handwritten thank-you"),
        agenda(2, -2, "hand-over", FollowupKind.TASK, what="Hand over to inside service"),
        agenda(3, -2, "teething", FollowupKind.CALL, sale_id=2, what="Teething troubles?"),
        agenda(4, -5, "second-thoughts", FollowupKind.CALL, what="Any second thoughts?"),
    )
    rows = [row for row in found(customer(followups=steps)) if row.what is What.AGENDA]
    assert [(row.on, row.text, row.ids) for row in rows] == [
        (ago(-2), "thanks · hand over", (1, 2)),
        (ago(-2), "Teething troubles?", (3,)),
        (ago(-5), "Any second thoughts?", (4,)),
    ]


def test_a_contact_is_answered_by_its_call() -> None:
    steps = (
        agenda(1, -2, "evidence", FollowupKind.EVIDENCE, at="14:00"),
        agenda(2, -2, "teething", FollowupKind.CALL, at="09:30"),
    )
    (row,) = [row for row in found(customer(followups=steps)) if row.what is What.AGENDA]
    assert (row.command, row.target, row.at) == ("log", ("followup", 2), "09:30")


@pytest.mark.parametrize(
    ("facts", "what", "on", "text"),
    [
        (customer(promises=(promise(-3),)), What.PROMISE, -3, "send manual · Jo Marsh"),
        (
            customer(promises=(promise(-3, theirs=True),)),
            What.WAITING,
            -3,
            "waiting for send manual · Jo Marsh",
        ),
        (customer(problems=(trouble(fix_by=ago(-4)),)), What.PROBLEM, -4, "fix due: valve leak"),
        (
            customer(problems=(trouble(solved_on=ago(1), recheck_on=ago(-6)),)),
            What.PROBLEM,
            -6,
            "ask whether it is solved: valve leak",
        ),
        (
            customer(problems=(trouble(confirmed_on=ago(1), recheck_on=ago(-6)),)),
            What.PROBLEM,
            -6,
            "still solved? valve leak",
        ),
        (customer(sale(2, live_on=ago(-9))), What.LIVE, -9, "live: pumps"),
        (customer(sale(2, promised_on=ago(-9))), What.LIVE, -9, "promised for: pumps"),
        (customer(sale(2, cancel_until=ago(-12))), What.CANCEL, -12, "cancel window ends: pumps"),
        (
            customer(LEARNING, followups=(step(-1, delegated_to="Sam"),)),
            What.FOLLOWUP,
            -1,
            "call about valves · by Sam",
        ),
        (
            customer(dates=(DateFacts(4, "", "birthday", 6, 20, 1986, "Ned"),)),
            What.DATE,
            -17,
            "Ned: birthday, 40",
        ),
        (customer(SETTLED, first_sale_on=date(2025, 6, 21)), What.SURVEY, -18, "yearly survey"),
        (
            customer(SETTLED, first_sale_on=date(2020, 1, 1), survey_sent_on=ago(4)),
            What.SURVEY,
            -10,
            "survey unanswered: ask again",
        ),
        (
            customer(SETTLED, checks=(), created_on=ago(80)),
            What.CHECK,
            -12,
            "quarterly check: all as expected?",
        ),
    ],
)
def test_what_falls_on_a_day(facts: CustomerFacts, what: What, on: int, text: str) -> None:
    assert (ago(on), text) in texts(facts, what)


def test_a_day_tells_problems_before_promises_checks_and_plans() -> None:
    facts = customer(
        SETTLED,
        promises=(promise(-1),),
        problems=(trouble(fix_by=ago(-1)),),
        followups=(step(-1), step(-1, FollowupKind.CHECK, id=6, sale_id=1), CHECKED),
        dates=(DateFacts(4, "", "birthday", 6, 4),),
    )
    day = ahead([facts], TODAY, DEFAULT).days[1]
    told = [row.what for row in day.rows]
    assert told == sorted(told)
    assert told[:2] == [What.PROBLEM, What.PROMISE]
    assert len({what.value for what in What}) == len(What.__members__)


def test_a_step_planned_for_a_problem_is_left_to_its_clock_on_that_day() -> None:
    for due, rows in ((-1, 0), (-2, 1)):
        for_problem = step(due, problem_id=8)
        facts = customer(SETTLED, problems=(trouble(fix_by=ago(-1)),), followups=(for_problem,))
        assert len(texts(facts, What.FOLLOWUP)) == rows


@pytest.mark.practice("R03")
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SaleKind.CATALOGUE, "next cycle of pumps: reorder, upgrade, renew?"),
        (SaleKind.RECURRING, "next order expected: pumps"),
    ],
)
def test_the_next_cycle_of_a_sale_stands_on_its_day(kind: SaleKind, text: str) -> None:
    bought = SETTLED._replace(kind=kind, expected_on=ago(-20))
    assert texts(customer(bought), What.CYCLE) == [(ago(-20), text)]


@pytest.mark.practice("R22")
@pytest.mark.parametrize(
    ("years", "shown"), [(1, True), (2, True), (4, False), (10, True), (11, False), (20, True)]
)
def test_the_years_with_the_rep_stand_on_their_day(years: int, shown: bool) -> None:
    on = ago(-25)
    facts = customer(SETTLED, first_sale_on=on.replace(year=on.year - years))
    said = f"{years} year{'s' if years > 1 else ''} with you"
    assert texts(facts, What.TENURE) == ([(on, said)] if shown else [])


@pytest.mark.practice("R07")
def test_a_dormant_customer_wakes_on_the_day_and_asks_for_nothing_else() -> None:
    asleep = customer(
        SETTLED, state=CustomerState.DORMANT, wake_on=ago(-8), promises=(promise(-3),)
    )
    assert [(row.on, row.text) for row in found(asleep)] == [(ago(-8), "time to wake")]
    gone = asleep._replace(state=CustomerState.LOST)
    assert found(gone) == []


def test_a_check_is_due_by_rule_unless_a_step_asks_for_it() -> None:
    facts = customer(sale(20, live_on=ago(4)), checks=())
    assert texts(facts, What.CHECK) == [
        (ago(-1), "check 1: as expected?"),
        (ago(-12), "check 2: as expected?"),  # the 13th is a Saturday
        (ago(-26), "check 3: as expected?"),
    ]
    assert texts(facts._replace(followups=(CHECKED,)), What.CHECK) == []


def test_a_follow_up_made_for_a_promise_does_not_say_it_again() -> None:
    facts = customer(
        promises=(promise(-3),),
        followups=(step(-3, promise_id=12), step(-1, id=6, promise_id=12, what="ask the factory")),
    )
    assert texts(facts, What.FOLLOWUP) == [(ago(-1), "ask the factory")]


def test_an_unplanned_problem_has_the_clock_that_runs_and_the_one_to_fix_it() -> None:
    problem = trouble(planned_at=None, fix_by=ago(-5))._replace(known_on=TODAY)
    facts = customer(problems=(problem,))
    assert texts(facts, What.PROBLEM) == [
        (ago(-1), "plan due: valve leak"),
        (ago(-5), "fix due: valve leak"),
    ]


@given(anybody, st.integers(1, 60))
def test_rows_stand_within_the_window_and_have_keys_of_their_own(
    facts: CustomerFacts, days: int
) -> None:
    last = TODAY + timedelta(days - 1)
    rows = list(rows_ahead(look(facts, TODAY, rules=DEFAULT), last))
    assert all(TODAY <= row.on <= last for row in rows)
    assert len({(row.key, row.on, row.text) for row in rows}) == len(rows)
    assert all(row.command and row.text and row.target[1] for row in rows)


# -- the days ------------------------------------------------------------------------------------


def laid(
    *everybody: CustomerFacts, rules: Rules = DEFAULT, names: dict[int, str] | None = None
) -> Ahead:
    return lay_out(
        ((each.id, theirs(each, TODAY, rules)) for each in everybody), TODAY, rules, names=names
    )


def test_a_day_counts_customers_not_rows_and_not_what_only_happens() -> None:
    full = customer(
        sale(2, live_on=ago(-2)),
        promises=(promise(-2), promise(-2, id=13)),
        followups=(step(-2), CHECKED),
    )
    calm = full._replace(
        id=2, name="Park", promises=(promise(-2, theirs=True),), followups=(CHECKED,)
    )
    day = laid(full, calm).days[2]
    assert len(day.rows) == 6
    assert day.contacts == 1
    assert {row.what for row in day.rows} & HAPPENS == {What.LIVE, What.WAITING}


def test_hours_come_first_by_the_clock() -> None:
    facts = customer(
        promises=(promise(-2),),
        followups=(step(-2, at="14:00"), step(-2, id=6, at="9:30"), step(-2, id=7), CHECKED),
    )
    assert [row.at for row in laid(facts).days[2].rows] == ["9:30", "14:00", "", ""]


def test_the_week_the_fullest_day_and_what_is_late() -> None:
    facts = [
        customer(id=number, followups=(step(-due), CHECKED), promises=(promise(3),))
        for number, due in enumerate((1, 4, 4, 9), 1)
    ]
    shown = laid(*facts)
    assert (shown.week, shown.late) == (3, 4)
    assert shown.fullest is not None
    assert shown.fullest.on == ago(-4)
    assert laid().fullest is None


def test_free_days_and_holidays_are_marked() -> None:
    rules = DEFAULT._replace(business=BusinessDays(frozenset((date(2026, 6, 5),))))
    free = {day.on: day.free for day in ahead((), TODAY, rules, days=7).days if day.free}
    assert free == {
        date(2026, 6, 5): "holiday",
        date(2026, 6, 6): "free",
        date(2026, 6, 7): "free",
    }


def by_rhythm(*everybody: CustomerFacts) -> dict[date, list[str]]:
    return {day.on: [name for _, name in day.rhythm] for day in laid(*everybody).days if day.rhythm}


def test_the_rhythm_asks_for_whom_nothing_else_does() -> None:
    quiet = customer(SETTLED, two_way=(ago(70),), checks=(), created_on=ago(20))
    due = ago(-5)  # 75 days after the last word
    assert by_rhythm(quiet) == {due: ["Orchard Clinic"]}
    assert by_rhythm(quiet._replace(followups=(step(-3),))) == {}
    assert by_rhythm(quiet._replace(followups=(step(-20),))) == {due: ["Orchard Clinic"]}
    past = quiet._replace(two_way=(ago(80),), by_hand=True)
    assert by_rhythm(past) == {TODAY: ["Orchard Clinic"]}
    assert by_rhythm(past._replace(two_way=(ago(120),))) == {}  # overdue: it stands on Today
    assert by_rhythm(quiet._replace(state=CustomerState.LOST)) == {}


@pytest.mark.fault("F18")
def test_namesakes_are_told_apart() -> None:
    facts = customer(promises=(promise(-1),))
    assert laid(facts, names={1: "Orchard Clinic, Ulm"}).days[1].rows[0].customer.endswith("Ulm")


# -- what the customer may expect ----------------------------------------------------------------


@pytest.mark.practice("R70")
def test_the_customer_is_told_of_contacts_and_not_of_the_reps_own_work() -> None:
    steps = hang("standard", date(2026, 6, 1), date(2026, 6, 15), rules=DEFAULT)
    told = to_expect(steps)
    days = {each.on: each.what for each in told}
    assert days[date(2026, 6, 15)] == "delivery: I am there or on the phone; has all of it arrived?"
    assert days[date(2026, 6, 18)] == "training"
    assert date(2026, 6, 2) not in days  # thank-you and hand-over
    assert len(days) == len(told)
    assert not any(step.what in each.what for step in steps for each in told if len(step.what) > 10)


def test_a_step_of_the_reps_own_agenda_is_told_by_its_kind_alone() -> None:
    own = (
        agenda(1, -1, "visit-1", FollowupKind.VISIT, what="size the boss up"),
        agenda(2, -1, "call-1", FollowupKind.CALL, what="push the upgrade", at="10:00"),
        agenda(3, -4, "", FollowupKind.TASK, what="check their credit"),
    )
    (only,) = to_expect(own)
    assert (only.on, only.at, only.what) == (ago(-1), "10:00", "I visit you; I ring you")
    assert only.key == "1"  # what names it for good, so that a calendar does not double it
    (early,) = to_expect((own[1], own[0]._replace(at="09:30")))
    assert early.at == "09:30"
    first = to_expect(hang("standard", date(2026, 6, 1), date(2026, 6, 15), DEFAULT))[0]
    assert (first.on, first.key) == (date(2026, 6, 4), "second-thoughts")


@pytest.mark.parametrize(
    ("values", "late"),
    [
        ({"followups": (step(1),)}, 1),
        ({"followups": (step(0),)}, 0),
        ({"promises": (promise(1),)}, 1),
        ({"promises": (promise(0),)}, 0),
        ({"promises": (promise(1, theirs=True),)}, 0),
        ({"promises": (promise(1, state=PromiseState.BROKEN),)}, 0),
        ({"promises": (promise(1),), "state": CustomerState.LOST}, 0),
    ],
)
def test_late_is_what_we_owe_since_before_today(values: dict[str, Any], late: int) -> None:
    assert ahead([customer(SETTLED, **values)], TODAY, DEFAULT).late == late


def test_a_name_that_two_bear_is_replaced_for_those_two_alone() -> None:
    both = [customer(SETTLED, id=number, followups=(step(0, id=number),)) for number in (1, 2)]
    day = laid(*both, names={2: "Orchard Clinic, Ulm"}).days[0]
    assert [row.customer for row in day.rows] == ["Orchard Clinic", "Orchard Clinic, Ulm"]

"""Learning curve and Due; nobody off the book, and no row said twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.arranged import arrange
from domain.made import (
    LEARNING,
    SETTLED,
    TODAY,
    YOUNG,
    ago,
    customer,
    late,
    promise,
    rows,
    sale,
    step,
    texts,
    trouble,
)
from repbook.domain.care.case import look
from repbook.domain.care.risk import risk
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, FollowupFacts
from repbook.domain.spine.kinds import (
    CustomerState,
    FollowupKind,
    FollowupSource,
    Group,
    Phase,
    SaleKind,
    Severity,
    Tier,
)
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.newcomers import is_new
from repbook.domain.today.standing import standing


def test_a_customer_in_good_hands_has_no_row() -> None:
    assert rows(customer(SETTLED)) == []
    assert rows(customer(YOUNG)) == []


# Learning curve


@pytest.mark.practice("R82")
def test_a_check_is_due_after_live() -> None:
    facts = customer(sale(20, live_on=ago(5)), checks=())
    (row,) = rows(facts)
    assert (row.group, row.command, row.target) == (Group.LEARNING, "check", ("sale", 1))
    assert row.text == "check 1: as expected?"
    late = customer(sale(20, live_on=ago(8)), checks=(), last_touch_on=TODAY)
    assert texts(late) == ["check 1: as expected? · 2 d late"]


@pytest.mark.parametrize("due", [0, -3])
def test_an_open_follow_up_speaks_for_the_check(due: int) -> None:
    planned = step(due, FollowupKind.CHECK, sale_id=1, source=FollowupSource.AGENDA, what="Check 1")
    facts = customer(sale(20, live_on=ago(5)), checks=(), followups=(planned,))
    assert texts(facts) == (["Check 1"] if due == 0 else [])


@pytest.mark.practice("R57")
def test_a_risk_of_50_nags_until_touched_today() -> None:
    facts = customer(
        LEARNING, problems=(late(fix_by=ago(-3)),), unmet=2, rival_on=ago(1), checks=()
    )
    case = look(facts, TODAY, rules=DEFAULT)
    assert risk(case).parts[0].reason == "day 20 since the order"  # which nobody can clear
    assert texts(facts, Group.LEARNING) == ["2 unmet expectations"]
    assert texts(facts._replace(last_touch_on=TODAY), Group.LEARNING) == []


@pytest.mark.practice("R69")
def test_agenda_steps_stand_under_the_learning_curve_while_the_sale_is_young() -> None:
    agenda = step(1, source=FollowupSource.AGENDA, sale_id=1, what="Teething troubles?")
    for one, group in ((LEARNING, Group.LEARNING), (YOUNG, Group.LEARNING), (SETTLED, Group.DUE)):
        (row,) = rows(customer(one, followups=(agenda,)))
        assert (row.group, row.text) == (group, "Teething troubles? · 1 d late")
        assert (row.command, row.target) == ("log", ("followup", 5))
    own = step(1, sale_id=1)  # what the rep has planned is due, whatever the sale
    assert [row.group for row in rows(customer(LEARNING, followups=(own,)))] == [Group.DUE]


@pytest.mark.practice("R56")
def test_a_settled_that_is_proposed_asks_for_its_confirmation() -> None:
    ready = customer(
        sale(50, live_on=ago(40)),
        told=(ago(9),),
        checks=(CheckFacts(ago(9), 1), CheckFacts(ago(20), 0)),
    )
    (row,) = rows(ready)
    assert (row.group, row.command, row.target) == (Group.LEARNING, "phase", ("sale", 1))


def test_an_open_problem_in_time_stands_below_the_alarms() -> None:
    plan = late(planned_at=None, fix_by=None)._replace(known_on=TODAY)
    assert texts(customer(LEARNING, problems=(plan,)), Group.LEARNING) == ["valve leak · plan Thu"]
    assert texts(customer(SETTLED, problems=(late(fix_by=TODAY),)), Group.DUE) == [
        "valve leak · fix today"
    ]
    assert rows(customer(SETTLED, problems=(late(fix_by=ago(-5)),))) == []


@pytest.mark.practice("R87")
def test_a_solved_problem_asks_for_the_customers_own_word() -> None:
    solved = late(solved_on=ago(1))
    assert texts(customer(SETTLED, problems=(solved,))) == ["valve leak · solved?"]
    assert rows(customer(SETTLED, problems=(late(solved_on=TODAY),))) == []
    closed = late(solved_on=ago(9), confirmed_on=ago(8), recheck_on=ago(1))
    assert texts(customer(SETTLED, problems=(closed,))) == ["valve leak · still solved?"]


# Due


def test_a_follow_up_that_is_due() -> None:
    facts = customer(SETTLED, followups=(step(0, at="10:00", person="Tom Hollis"),))
    (row,) = rows(facts)
    assert (row.group, row.command, row.target) == (Group.DUE, "log", ("followup", 5))
    assert row.text == "10:00 call about valves · Tom Hollis"
    assert rows(customer(SETTLED, followups=(step(-1),))) == []


@pytest.mark.practice("R14")
@pytest.mark.practice("R90")
def test_what_was_handed_over_stays_until_it_is_confirmed() -> None:
    (row,) = rows(customer(SETTLED, followups=(step(40, delegated_to="Sam"),)))
    assert row.text == "call about valves: has Sam done it? · 40 d late"
    assert row.command == "done"


@pytest.mark.practice("R67")
def test_silence_past_its_limit() -> None:
    facts = customer(SETTLED, tier=Tier.A, two_way=(ago(40),))
    (row,) = rows(facts)
    assert (row.group, row.command, row.red) == (Group.DUE, "log", False)
    assert row.text == "silent 40 of 30 d"
    assert rows(facts._replace(one_way=(TODAY,))) == []  # a quiet day
    due = facts._replace(followups=(step(0),))
    assert texts(due) == ["call about valves"]  # the call ends the silence


@pytest.mark.practice("R82")
def test_a_quarterly_check_of_a_settled_customer() -> None:
    facts = customer(SETTLED, checks=(CheckFacts(ago(93), 1),))
    (row,) = rows(facts)
    assert (row.group, row.command) == (Group.DUE, "check")
    assert row.text == "quarterly check: as expected? · 2 d late"
    planned = facts._replace(followups=(step(-9, FollowupKind.CHECK),))
    assert rows(planned) == []


@pytest.mark.practice("R11")
def test_who_was_dropped_stands_before_any_trouble_of_the_learning_curve() -> None:
    told = (
        customer(sale(20, live_on=ago(16)), id=1, name="At risk", checks=(), unmet=2),
        customer(sale(60, live_on=ago(50)), id=2, name="Check overdue", checks=()),
        customer(LEARNING, id=3, name="Problem today", problems=(trouble(Severity.MAJOR),)),
        customer(sale(7), id=4, name="Dropped", two_way=(ago(7),), checks=()),
        customer(SETTLED, id=5, name="Silent", tier=Tier.A, two_way=(ago(40),)),
        customer(SETTLED, id=6, name="Promised", promises=(promise(0),)),
        customer(SETTLED, id=7, name="Forgotten", two_way=(ago(184),)),
    )
    day = arrange(
        (standing(each, TODAY, rules=DEFAULT) for each in told), TODAY, debt_before=0, rules=DEFAULT
    )
    places = [(row.reason.group, row.customer) for row in day.rows]
    dropped = places.index((Group.LEARNING, "Dropped"))
    assert [group for group, _ in places[:dropped]] == [Group.SAVE, Group.PROMISED]
    behind = {name for group, name in places[dropped + 1 :] if group is Group.LEARNING}
    assert behind >= {"At risk", "Check overdue", "Problem today"}


@pytest.mark.practice("R11")
def test_a_customer_is_dropped_a_week_after_the_order() -> None:
    one = sale(7)
    facts = customer(one, two_way=(ago(7),), checks=())
    (row,) = rows(facts)
    assert row.text == "no word since the order · dropped, 7 d"
    assert rows(customer(sale(6), two_way=(ago(6),), checks=())) != [row]
    assert rows(facts._replace(two_way=(ago(5),))) == []
    assert not any("dropped" in text for text in texts(facts._replace(one_way=(TODAY,))))
    imported = facts._replace(created_on=ago(3))
    assert not any("dropped" in text for text in texts(imported))
    history = customer(one._replace(history=True), two_way=(ago(7),), checks=())
    assert not any("dropped" in text for text in texts(history))


@pytest.mark.practice("R91")
def test_the_yearly_survey_and_its_reminder() -> None:
    facts = customer(SETTLED, first_sale_on=ago(400), created_on=ago(400))
    assert texts(facts) == ["yearly survey · 35 d late"]
    sent = facts._replace(survey_sent_on=ago(14))
    assert texts(sent) == ["survey unanswered: ask again"]
    assert rows(facts._replace(survey_sent_on=ago(13))) == []
    assert rows(facts._replace(survey_sent_on=ago(44))) == []
    assert rows(sent._replace(survey_back_on=ago(2))) == []


@pytest.mark.practice("R98")
def test_an_expected_order_that_did_not_come() -> None:
    monthly = SETTLED._replace(kind=SaleKind.RECURRING, expected_on=ago(5))
    (row,) = rows(customer(monthly))
    assert (row.group, row.command, row.target) == (Group.DUE, "sale", ("sale", 1))
    assert row.text == "expected order did not come · 5 d late"
    (row,) = rows(customer(monthly._replace(expected_on=ago(4))))
    assert row.what == "reorder, upgrade, renew? pumps"


@pytest.mark.practice("R98")
@pytest.mark.parametrize(
    ("live", "settled", "phase"),
    [
        (ago(-10), None, Phase.EXCITEMENT),
        (ago(20), None, Phase.LEARNING),
        (ago(35), ago(10), Phase.SETTLED),
    ],
)
@pytest.mark.parametrize(("late", "missed"), [(4, False), (5, True)])
def test_a_monthly_order_is_missed_in_every_phase(
    live: date, settled: date | None, phase: Phase, late: int, missed: bool
) -> None:
    monthly = sale(
        40, kind=SaleKind.RECURRING, live_on=live, settled_on=settled, expected_on=ago(late)
    )
    facts = customer(monthly)
    assert look(facts, TODAY, rules=DEFAULT).phase is phase
    said = [row for row in rows(facts) if row.text.startswith("expected order did not come")]
    assert [(row.group, row.command, row.target) for row in said] == (
        [(Group.DUE, "sale", ("sale", 1))] if missed else []
    )


# No row twice


def test_a_follow_up_made_for_a_promise_or_problem_is_left_to_it() -> None:
    for_promise = step(0, promise_id=12)
    facts = customer(SETTLED, promises=(promise(0),), followups=(for_promise,))
    assert texts(facts) == ["send manual · Jo Marsh · today"]
    other = facts._replace(followups=(step(0, promise_id=13),))
    assert len(rows(other)) == 2
    for_problem = step(0, problem_id=8)
    facts = customer(SETTLED, problems=(late(),), followups=(for_problem,))
    assert texts(facts) == ["valve leak · fix 1 d late"]
    other = facts._replace(followups=(step(0, problem_id=9),))
    assert texts(other)[1:] == ["call about valves"]
    in_time = customer(SETTLED, problems=(late(fix_by=ago(-5)),), followups=(for_problem,))
    assert texts(in_time) == ["call about valves"]


@pytest.mark.parametrize("one", [step(0), step(0, FollowupKind.TASK, source=FollowupSource.RHYTHM)])
def test_what_the_rep_has_planned_stands_beside_the_alarm_of_a_forgotten_customer(
    one: FollowupFacts,
) -> None:
    facts = customer(SETTLED, two_way=(ago(184),), followups=(one,))
    assert texts(facts)[0] == "silent 184 of 90 d · forgotten"
    assert len(texts(facts)) == 2


def test_a_rhythm_call_is_left_to_the_alarm_of_a_forgotten_customer() -> None:
    call = step(0, source=FollowupSource.RHYTHM)
    facts = customer(SETTLED, two_way=(ago(184),), followups=(call,))
    assert texts(facts) == ["silent 184 of 90 d · forgotten"]


def test_rows_come_by_group_and_the_strongest_first() -> None:
    facts = customer(
        sale(20, live_on=ago(8), reassured_on=None),
        checks=(),
        promises=(promise(0), promise(3)),
        followups=(step(0), step(4, FollowupKind.LETTER, id=6)),
    )
    found = rows(facts)
    order = list(Group)
    places = [(order.index(row.group), -row.weight) for row in found]
    assert places == sorted(places)
    assert [row.group for row in found if row.group is Group.SAVE] == [Group.SAVE]


# Off the book


@pytest.mark.practice("R07")
def test_a_dormant_customer_wakes_on_its_day() -> None:
    asleep = customer(
        SETTLED,
        state=CustomerState.DORMANT,
        wake_on=TODAY,
        two_way=(ago(500),),
        promises=(promise(9),),
    )
    (row,) = rows(asleep)
    assert (row.group, row.command, row.target) == (Group.DUE, "open", ("customer", 1))
    assert row.text == "time to wake · asleep until today"
    assert rows(asleep._replace(wake_on=ago(-1))) == []
    assert rows(asleep._replace(wake_on=None)) == []


@pytest.mark.parametrize("state", [CustomerState.LOST, CustomerState.MOVED])
def test_nobody_off_the_book_has_a_row(state: CustomerState) -> None:
    assert rows(customer(SETTLED, state=state, two_way=(ago(500),), wake_on=ago(5))) == []


def test_a_long_text_is_cut_to_a_line() -> None:
    (row,) = rows(customer(SETTLED, problems=(late()._replace(text="leak " * 100),)))
    assert len(row.text) < 100 and row.what.endswith("…")


# Newcomers

NEW = CustomerFacts(1, "Orchard Clinic", created_on=TODAY, by_hand=True)


@pytest.mark.parametrize(
    ("values", "new"),
    [
        ({}, True),
        ({"by_hand": False}, False),
        ({"last_touch_on": TODAY}, False),
        ({"sales": (YOUNG,)}, False),
        ({"checks": (CheckFacts(TODAY, 1),)}, False),
        ({"problems": (trouble(),)}, False),
        ({"followups": (step(-3),)}, False),
        ({"promises": (promise(-3),)}, False),
        ({"promises": (promise(-3, theirs=True),)}, True),  # they owe us: nobody has spoken up yet
    ],
)
def test_a_newcomer_is_new_until_anything_is_known_or_planned(
    values: dict[str, Any], new: bool
) -> None:
    facts = NEW._replace(**values)
    assert is_new(facts) is new
    assert ("say hello · added today" in texts(facts)) is new


def test_a_newcomer_is_greeted_from_the_day_of_entry_until_silence_says_more() -> None:
    assert texts(NEW._replace(created_on=ago(-1))) == []
    assert texts(NEW._replace(created_on=ago(90))) == ["say hello · added 5 Mar"]
    (late,) = texts(NEW._replace(created_on=ago(300)))
    assert late.endswith("nothing known")


@pytest.mark.practice("R86")
@pytest.mark.parametrize(("kind", "shown"), [(FollowupKind.TASK, True), (FollowupKind.CALL, False)])
def test_a_step_of_a_plan_is_a_row_of_its_day_beside_its_problem(
    kind: FollowupKind, shown: bool
) -> None:
    about = step(0, kind, problem_id=8, what="bring a new one")
    found = texts(customer(LEARNING, problems=(trouble(),), followups=(about,)))
    assert "valve leak · fix today" in found
    assert ("bring a new one" in found) is shown
